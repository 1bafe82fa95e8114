"""Papers of the staff among the things to do: how early and how loudly they are told."""

from datetime import date, timedelta

import pytest

from centerdesk.domain.people import Post, Role
from centerdesk.services import staff
from centerdesk.services import staff_papers as papers
from centerdesk.services.staff import StaffFields
from centerdesk.services.staff_papers import StaffPaperFields
from centerdesk.tasks import Matter, Situation, open_matters
from centerdesk.tasks.staff_papers import TASK
from tests.services.small_centre import TODAY, SmallCentre


def _matters(centre: SmallCentre) -> list[Matter]:
    with centre.opened.store.read(centre.opened.actor) as session:
        return list(TASK.find(Situation(session, centre.today)))


def _told(centre: SmallCentre, title: str = "") -> list[str]:
    return [f"{each.urgency.value} {each.text}" for each in _matters(centre) if title in each.text]


def _hire(centre: SmallCentre, name: str, post: Post = Post.CARER, on: date = date(2025, 9, 1)) -> int:
    return centre.do(staff.hire, StaffFields(name), post, on)


@pytest.mark.parametrize(
    ("days", "certificate", "first_aid"),
    [
        (91, [], []),
        (90, ["info 健康合格证：1 人在 90 天内到期"], ["info 急救培训证书：1 人在 90 天内到期"]),
        (61, ["info 健康合格证：1 人在 90 天内到期"], ["info 急救培训证书：1 人在 90 天内到期"]),
        (60, ["info 健康合格证：1 人在 60 天内到期"], ["info 急救培训证书：1 人在 60 天内到期"]),
        (30, ["warn 健康合格证：1 人在 30 天内到期"], ["warn 急救培训证书：1 人在 30 天内到期"]),
        (8, ["warn 健康合格证：1 人在 30 天内到期"], ["warn 急救培训证书：1 人在 30 天内到期"]),
        (7, ["alarm 健康合格证：1 人在 7 天内到期"], ["warn 急救培训证书：1 人在 7 天内到期"]),
        (0, ["alarm 健康合格证：1 人今天到期"], ["warn 急救培训证书：1 人今天到期"]),
        (-1, ["alarm 健康合格证：1 人已过期"], ["warn 急救培训证书：1 人已过期"]),
    ],
)
def test_a_paper_is_told_more_urgently_as_its_end_comes_near(
    centre: SmallCentre, days: int, certificate: list[str], first_aid: list[str]
) -> None:
    carer = _hire(centre, "王芳")
    until = TODAY + timedelta(days=days)
    for kind in ("health_certificate", "first_aid"):
        fields = StaffPaperFields(kind, date(2026, 3, 1), min(until, date(2027, 3, 1)))
        centre.do(papers.record_paper, carer, fields, today=TODAY)
    assert _told(centre, "健康合格证") == certificate
    assert _told(centre, "急救") == first_aid


def test_what_is_missing_is_told_by_how_sure_the_law_is(centre: SmallCentre) -> None:
    _hire(centre, "李静", Post.HEALTH)
    _hire(centre, "王芳")
    _hire(centre, "刘洋", on=TODAY + timedelta(days=3))
    assert sorted(_told(centre)) == [
        "alarm 健康合格证：2 人未登记",
        "alarm 无犯罪与从业查询：2 人未登记",
        "info 急救培训证书：3 人未登记（建议持有）",
        "info 消防安全培训：3 人未登记（建议持有）",
        "warn 健康合格证：1 名待入职人员未登记",
        "warn 卫生保健培训合格证：1 人未登记",
        "warn 无犯罪与从业查询：1 名待入职人员未登记",
    ]


def test_who_was_not_passed_is_an_alarm_and_nobody_is_named(centre: SmallCentre) -> None:
    carer = _hire(centre, "欧阳芳")
    failed = StaffPaperFields("health_certificate", TODAY, passed=False)
    centre.do(papers.record_paper, carer, failed, today=TODAY)
    assert _told(centre, "健康合格证") == ["alarm 健康合格证：1 人不合格"]
    assert not any("欧阳" in text for text in _told(centre))


def test_director_and_health_worker_are_told_and_the_others_are_not(centre: SmallCentre) -> None:
    _hire(centre, "王芳")
    told = {}
    for role in Role:
        hands = centre.as_role(role).opened
        with hands.store.read(hands.actor) as session:
            told[role] = any(each.tag == "教职工证件" for each in open_matters(Situation(session, TODAY)))
    assert [role for role, tells in told.items() if tells] == [Role.DIRECTOR, Role.HEALTH_WORKER]
