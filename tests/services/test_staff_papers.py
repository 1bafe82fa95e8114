"""Papers of the staff: what holds, what runs out, what is missing, and who may not count for it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from centerdesk.base.errors import RefusedError, UserError
from centerdesk.domain.people import Post, Role, StaffLeaveKind
from centerdesk.services import staff, staff_leaves
from centerdesk.services import staff_papers as papers
from centerdesk.services.staff import StaffFields
from centerdesk.services.staff_papers import StaffPaperFields
from tests.services.small_centre import TODAY, SmallCentre

HEALTH, CHECK = "health_certificate", "background_check"


@pytest.fixture
def carer(centre: SmallCentre) -> int:
    return centre.do(staff.hire, StaffFields("王芳"), Post.CARER, date(2025, 9, 1))


def _record(
    centre: SmallCentre, staff_id: int, kind: str, issued: str, until: str = "", **more: object
) -> int:
    fields = StaffPaperFields(kind, date.fromisoformat(issued), date.fromisoformat(until) if until else None)
    return centre.do(papers.record_paper, staff_id, replace(fields, **more), today=TODAY)  # type: ignore[arg-type]


def _list(centre: SmallCentre, on: date = TODAY) -> list[str]:
    return [f"{row.name} {row.title} {row.state_text}" for row in centre.see(papers.list_papers, on)]


def _not_countable(centre: SmallCentre, on: str = "2026-11-24") -> list[str]:
    return list(centre.see(papers.not_countable, date.fromisoformat(on)).values())


def test_a_certificate_that_expires_today_or_yesterday(centre: SmallCentre, carer: int) -> None:
    other = centre.do(staff.hire, StaffFields("赵敏"), Post.CARER, date(2025, 9, 1))
    _record(centre, carer, HEALTH, "2025-11-24")
    _record(centre, other, HEALTH, "2025-11-23")
    for staff_id in (carer, other):
        _record(centre, staff_id, CHECK, "2026-09-01")
    assert _list(centre)[:2] == ["赵敏 健康合格证 已过期 1 天", "王芳 健康合格证 今天到期"]
    assert centre.see(papers.not_countable, TODAY) == {other: "无有效的健康合格证"}
    assert centre.see(papers.not_countable, TODAY + timedelta(days=1)).keys() == {carer, other}


def test_a_certificate_of_29_february_holds_until_28_february(centre: SmallCentre, carer: int) -> None:
    _record(centre, carer, HEALTH, "2024-02-29")
    _record(centre, carer, CHECK, "2025-02-01")
    assert _not_countable(centre, "2025-09-01") == ["无有效的健康合格证"]
    (row,) = [each for each in centre.see(papers.papers_of, carer, TODAY) if each.kind.code == HEALTH]
    assert row.valid_until == date(2025, 2, 28)


def test_the_latest_paper_of_a_kind_counts_and_earlier_ones_stay_on_file(
    centre: SmallCentre, carer: int
) -> None:
    _record(centre, carer, HEALTH, "2026-10-10")
    _record(centre, carer, HEALTH, "2025-10-12")
    _record(centre, carer, CHECK, "2026-10-10")
    assert [text for text in _list(centre) if "健康" in text] == ["王芳 健康合格证 有效"]
    history = centre.see(papers.papers_of, carer, TODAY)
    assert [(row.title, str(row.valid_until)) for row in history] == [
        ("无犯罪与从业查询", "2027-10-10"),
        ("健康合格证", "2027-10-10"),
        ("健康合格证", "2026-10-12"),
    ]
    # On a day before the renewal the earlier one is the latest known.
    assert _list(centre, date(2026, 9, 30))[:2] == [
        "王芳 无犯罪与从业查询 缺",
        "王芳 健康合格证 12 天后到期",
    ]


def test_who_was_not_passed_may_not_count_though_an_earlier_certificate_would_hold(
    centre: SmallCentre, carer: int
) -> None:
    _record(centre, carer, HEALTH, "2026-03-01")
    _record(centre, carer, CHECK, "2026-03-01")
    assert _not_countable(centre) == []
    _record(centre, carer, HEALTH, "2026-11-20", passed=False)
    assert _list(centre)[0] == "王芳 健康合格证 不合格"
    assert _not_countable(centre) == ["无有效的健康合格证"]


def test_missing_papers_are_those_that_the_posts_need(centre: SmallCentre) -> None:
    centre.do(staff.hire, StaffFields("孙强"), Post.COOK, date(2026, 1, 5))
    missing = centre.see(papers.missing_papers, TODAY)
    assert [(row.title, row.is_duty, row.bars_from_work) for row in missing] == [
        ("健康合格证", True, True),
        ("无犯罪与从业查询", True, True),
        ("食品从业健康证明", True, True),
        ("消防安全培训", False, False),
    ]
    assert _not_countable(centre) == [
        "无有效的健康合格证、无有效的无犯罪与从业查询、无有效的食品从业健康证明"
    ]


def test_who_has_left_is_not_asked_and_who_is_to_come_is(centre: SmallCentre, carer: int) -> None:
    coming = centre.do(staff.hire, StaffFields("刘洋"), Post.CARER, TODAY + timedelta(days=7))
    assert {row.staff_id for row in centre.see(papers.missing_papers, TODAY)} == {carer, coming}
    assert centre.see(papers.not_countable, TODAY).keys() == {carer}
    assert centre.see(papers.not_countable, TODAY + timedelta(days=7)).keys() == {carer, coming}


def test_who_is_off_duty_may_not_count_and_why_is_not_told(centre: SmallCentre, carer: int) -> None:
    for kind in (HEALTH, CHECK):
        _record(centre, carer, kind, "2026-10-10")
    centre.do(staff_leaves.record_leave, carer, StaffLeaveKind.HEALTH, date(2026, 11, 23), date(2026, 11, 24))
    assert [_not_countable(centre, f"2026-11-{day}") for day in (22, 23, 24, 25)] == [
        [],
        ["离岗"],
        ["离岗"],
        [],
    ]
    assert "健康" not in "".join(_not_countable(centre))


def test_the_day_printed_on_the_paper_goes_before_the_rule_unless_the_law_is_stricter(
    centre: SmallCentre, carer: int
) -> None:
    _record(centre, carer, HEALTH, "2026-03-15", "2027-03-14")
    _record(centre, carer, "first_aid", "2026-03-15", "2029-06-30")  # of which the program isn't sure
    rows = centre.see(papers.papers_of, carer, TODAY)
    assert {row.kind.code: str(row.valid_until) for row in rows} == {
        HEALTH: "2027-03-14",
        "first_aid": "2029-06-30",
    }
    with pytest.raises(UserError) as refusal:
        _record(centre, carer, HEALTH, "2026-11-01", "2027-11-02")
    assert refusal.value.field == "valid_until"
    assert "2027-11-01" in refusal.value.text


@pytest.mark.parametrize(
    ("kind", "issued", "until", "field"),
    [
        (HEALTH, "2026-11-25", "", "issued_on"),
        ("guard", "2026-11-01", "2026-10-31", "valid_until"),
        (HEALTH, "2026-10-10", "", "issued_on"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(
    centre: SmallCentre, carer: int, kind: str, issued: str, until: str, field: str
) -> None:
    _record(centre, carer, HEALTH, "2026-10-10")
    with pytest.raises(UserError) as refusal:
        _record(centre, carer, kind, issued, until)
    assert refusal.value.field == field
    assert len(centre.see(papers.papers_of, carer, TODAY)) == 1


def test_a_paper_is_corrected_and_taken_back(centre: SmallCentre, carer: int) -> None:
    paper_id = _record(centre, carer, CHECK, "2026-10-10")
    fields = StaffPaperFields(CHECK, date(2026, 10, 11), number=" 京 7 ", issuer="示例区公安分局")
    centre.do(papers.change_paper, paper_id, fields, today=TODAY)
    (row,) = centre.see(papers.papers_of, carer, TODAY)
    assert row.fields is not None
    assert (row.fields.number, row.fields.issuer, str(row.valid_until)) == (
        "京 7",
        "示例区公安分局",
        "2027-10-11",
    )
    centre.do(papers.remove_paper, paper_id)
    assert centre.see(papers.papers_of, carer, TODAY) == []


def test_papers_are_shown_to_director_and_health_worker_and_written_by_the_director(
    centre: SmallCentre, carer: int
) -> None:
    paper_id = _record(centre, carer, HEALTH, "2026-10-10")
    health = centre.as_role(Role.HEALTH_WORKER)
    assert len(health.see(papers.papers_of, carer, TODAY)) == 1
    with pytest.raises(RefusedError):
        health.do(papers.remove_paper, paper_id)
    for role in (Role.TEACHER, Role.CLERK):
        for look in (papers.list_papers, papers.missing_papers):
            with pytest.raises(RefusedError):
                centre.as_role(role).see(look, TODAY)
        assert centre.as_role(role).see(papers.not_countable, TODAY) == {carer: "无有效的无犯罪与从业查询"}


def test_lists_take_the_same_number_of_queries_whatever_their_length(centre: SmallCentre, carer: int) -> None:
    counted = []
    for number in range(2):
        for kind in (HEALTH, CHECK, "first_aid"):
            _record(centre, carer, kind, "2026-10-10")
        for look in (papers.list_papers, papers.not_countable):
            with centre.counting() as sent:
                centre.see(look, TODAY)
            counted.append(len(sent))
        carer = centre.do(staff.hire, StaffFields(f"赵{number}"), Post.COOK, date(2025, 9, 1))
    assert counted == [4, 5, 4, 5]
