"""Papers of the centre: how long they hold, and which are due."""

from dataclasses import replace
from datetime import date

import pytest

from centerdesk.base.errors import RefusedError, UserError
from centerdesk.domain.people import CentrePaperKind, Role
from centerdesk.services import centre_papers as papers
from centerdesk.services.centre_papers import PaperFields
from tests.services.small_centre import TODAY, SmallCentre

FIRE = PaperFields(
    CentrePaperKind.FIRE,
    "",
    "示消安字〔2025〕第 7 号",
    "示例区消防救援支队",
    date(2025, 11, 1),
    date(2026, 11, 23),
)


def _record(centre: SmallCentre, kind: CentrePaperKind, until: str, name: str = "") -> int:
    day = date.fromisoformat(until) if until else None
    return centre.do(papers.record_paper, PaperFields(kind, name, valid_until=day))


def test_papers_stand_in_the_order_of_their_urgency_with_their_state_in_words(centre: SmallCentre) -> None:
    _record(centre, CentrePaperKind.LICENCE, "")
    _record(centre, CentrePaperKind.FOOD, "2026-12-25")  # the 31st day from today
    _record(centre, CentrePaperKind.HYGIENE, "2026-12-24")  # the 30th
    _record(centre, CentrePaperKind.INSURANCE, "2026-11-24", "安全运营险")
    _record(centre, CentrePaperKind.OTHER, "2025-11-24", "电梯检验合格证")
    centre.do(papers.record_paper, FIRE)
    assert [(row.title, row.state, row.due) for row in centre.see(papers.list_papers, TODAY)] == [
        ("电梯检验合格证", "已过期 365 天", True),
        ("消防安全检查合格证明", "已过期 1 天", True),
        ("责任保险（安全运营险）", "今天到期", True),
        ("卫生评价报告", "30 天后到期", True),
        ("食品经营许可证", "有效", False),
        ("营业执照（登记证书）", "长期有效", False),
    ]
    due = centre.see(papers.papers_due, TODAY)
    assert [(row.kind, row.days_left) for row in due] == [
        (CentrePaperKind.OTHER, -365),
        (CentrePaperKind.FIRE, -1),
        (CentrePaperKind.INSURANCE, 0),
        (CentrePaperKind.HYGIENE, 30),
    ]


def test_the_days_of_reminder_are_the_centres_own(centre: SmallCentre) -> None:
    _record(centre, CentrePaperKind.FOOD, "2027-01-23")
    assert (centre.see(papers.remind_days), centre.see(papers.papers_due, TODAY)) == (30, [])
    centre.do(papers.set_remind_days, 60)
    assert [row.state for row in centre.see(papers.papers_due, TODAY)] == ["60 天后到期"]
    for days in (0, 366):
        with pytest.raises(UserError) as refusal:
            centre.do(papers.set_remind_days, days)
        assert refusal.value.field == "remind"
    assert centre.see(papers.remind_days) == 60


def test_a_paper_gets_its_new_term_and_is_taken_off(centre: SmallCentre) -> None:
    paper_id = centre.do(papers.record_paper, FIRE)
    centre.do(
        papers.change_paper,
        paper_id,
        replace(FIRE, number=" 新 8 号 ", issued_on=date(2026, 11, 20), valid_until=date(2027, 11, 19)),
    )
    (row,) = centre.see(papers.list_papers, TODAY)
    assert (row.id, row.number, row.issuer, row.state) == (paper_id, "新 8 号", "示例区消防救援支队", "有效")
    assert centre.see(papers.papers_due, TODAY) == []
    centre.do(papers.remove_paper, paper_id)
    assert centre.see(papers.list_papers, TODAY) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        (replace(FIRE, issued_on=date(2026, 11, 24)), "valid_until"),
        (PaperFields(CentrePaperKind.OTHER, "  "), "name"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(centre: SmallCentre, fields: PaperFields, field: str) -> None:
    paper_id = centre.do(papers.record_paper, FIRE)
    for act in (
        lambda: centre.do(papers.record_paper, fields),
        lambda: centre.do(papers.change_paper, paper_id, fields),
    ):
        with pytest.raises(UserError) as refusal:
            act()
        assert refusal.value.field == field
    assert [row.title for row in centre.see(papers.list_papers, TODAY)] == ["消防安全检查合格证明"]


def test_a_paper_may_hold_for_the_day_it_was_issued_on(centre: SmallCentre) -> None:
    centre.do(papers.record_paper, replace(FIRE, issued_on=date(2026, 11, 23)))
    assert len(centre.see(papers.list_papers, TODAY)) == 1


def test_what_is_not_recorded_yet_is_known(centre: SmallCentre) -> None:
    centre.do(papers.record_paper, FIRE)
    missing = papers.missing_kinds(centre.see(papers.list_papers, TODAY))
    assert CentrePaperKind.LICENCE in missing
    assert not {CentrePaperKind.FIRE, CentrePaperKind.OTHER} & set(missing)
    assert len(missing) == len(CentrePaperKind) - 2


def test_all_may_see_the_papers_and_only_the_director_changes_them(centre: SmallCentre) -> None:
    paper_id = centre.do(papers.record_paper, FIRE)
    teacher = centre.as_role(Role.TEACHER)
    assert [row.id for row in teacher.see(papers.papers_due, TODAY)] == [paper_id]
    for act in (
        lambda: teacher.do(papers.record_paper, FIRE),
        lambda: teacher.do(papers.change_paper, paper_id, FIRE),
        lambda: teacher.do(papers.remove_paper, paper_id),
        lambda: teacher.do(papers.set_remind_days, 7),
    ):
        with pytest.raises(RefusedError):
            act()


def test_a_list_takes_the_same_number_of_queries_whatever_its_length(centre: SmallCentre) -> None:
    _record(centre, CentrePaperKind.FOOD, "2026-12-25")
    with centre.counting() as one:
        centre.see(papers.list_papers, TODAY)
    for number in range(5):
        _record(centre, CentrePaperKind.OTHER, "2026-12-25", f"证明 {number}")
    with centre.counting() as six:
        centre.see(papers.list_papers, TODAY)
    assert len(one) == len(six) == 2
