"""Suspensions and long leaves: what they do to 应出勤, what is refused, and what is told before."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.calendar import Month
from centerdesk.domain.people import Funding, PauseKind, Role, Service
from centerdesk.returns import monthly
from centerdesk.services import attendance, children, pause_effect, pauses, stay_history
from centerdesk.services.stay_history import StayHistory
from tests.services.small_centre import TODAY, SmallCentre

SUSPENDED, LEAVE = PauseKind.SUSPENDED, PauseKind.LEAVE


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _refusal(call: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as refusal:
        call()
    return refusal.value


def _pause(
    centre: SmallCentre, child_id: int, kind: PauseKind, first: str, last: str = "", **more: Any
) -> int:
    ends_on = _day(last) if last else None
    return centre.do(pauses.pause, child_id, kind, _day(first), ends_on, "回老家", today=centre.today, **more)


def _picture(centre: SmallCentre, class_id: int, month: int = 11) -> str:
    """A character for each day of the child's month: e expected, . not."""
    sheet = centre.see(attendance.class_month, Month(2026, month), class_id, date(2026, 12, 31))
    return "".join("e" if cell and cell[0] else "." for cell in sheet.rows[0].cells)


def _effect(centre: SmallCentre, child_id: int, kind: PauseKind, first: str, last: str = "") -> Any:
    ends_on = _day(last) if last else None
    return centre.see(pause_effect.effect, child_id, kind, _day(first), ends_on, centre.today)


def _lines(effect: Any) -> list[str]:
    """A month a line: 应出勤 now, of them away, 应出勤 then, days left."""
    return [
        f"{each.month} {each.expected} -{each.away} {each.expected_then} {each.left}"
        for each in effect.months
    ]


@pytest.mark.parametrize(
    ("kind", "first", "last", "picture"),
    [
        # November 2026 begins on a Sunday
        (LEAVE, "2026-11-09", "2026-11-13", ".eeeee..eeeee..eeeee..eeeee..e"),
        (SUSPENDED, "2026-11-09", "2026-11-13", ".eeeee.........eeeee..eeeee..e"),
        (SUSPENDED, "2026-11-10", "2026-11-10", ".eeeee..e.eee..eeeee..eeeee..e"),
        (SUSPENDED, "2026-11-07", "2026-11-08", ".eeeee..eeeee..eeeee..eeeee..e"),
        (SUSPENDED, "2026-11-30", "2026-12-31", ".eeeee..eeeee..eeeee..eeeee..."),
        (SUSPENDED, "2026-10-15", "2026-11-02", "..eeee..eeeee..eeeee..eeeee..e"),
        (SUSPENDED, "2026-11-24", "", ".eeeee..eeeee..eeeee..e......."),
    ],
)
def test_nobody_is_expected_in_a_suspension_but_in_a_long_leave(
    centre: SmallCentre, kind: PauseKind, first: str, last: str, picture: str
) -> None:
    group = centre.add_class()
    child_id = centre.enrol("陈晨", group, "2026-09-01")
    assert _picture(centre, group) == ".eeeee..eeeee..eeeee..eeeee..e"
    _pause(centre, child_id, kind, first, last)
    assert _picture(centre, group) == picture


def test_the_roll_call_says_why_a_child_is_away_and_asks_for_no_mark_of_a_suspended_one(
    centre: SmallCentre,
) -> None:
    group = centre.add_class()
    for name, kind in (("陈晨", SUSPENDED), ("李安", LEAVE), ("周一", None)):
        child_id = centre.enrol(name, group, "2026-09-01")
        if kind:
            _pause(centre, child_id, kind, "2026-11-23", "2026-11-27")
    rows = centre.see(attendance.day_sheet, TODAY)
    assert [(row.name, row.expected, row.pause) for row in rows] == [
        ("陈晨", False, SUSPENDED),
        ("李安", True, LEAVE),
        ("周一", True, None),
    ]
    away = centre.see(pauses.paused_on, TODAY)
    assert [(row.name, row.class_name, row.pause.ends_on) for row in away] == [
        ("陈晨", "托大班", date(2026, 11, 27)),
        ("李安", "托大班", date(2026, 11, 27)),
    ]
    assert centre.see(pauses.paused_on, date(2026, 11, 28)) == []


@pytest.mark.parametrize(
    ("first", "last", "field", "words"),
    [
        ("2026-08-31", "2026-09-02", "starts_on", "2026-08-31"),  # before it came
        ("2026-12-12", "", "starts_on", "2026-12-12"),  # after it left
        ("2026-12-01", "2026-11-30", "ends_on", ""),  # ends before it begins
        ("2026-12-01", "2026-12-12", "ends_on", "2026-12-11"),  # beyond the last day in care
        ("2026-11-09", "2026-11-16", "starts_on", "2026-11-16"),  # meets the other pause on a day
        ("2026-11-20", "2026-11-25", "starts_on", "2026-11-20"),
        ("2026-11-01", "", "starts_on", "停托"),
    ],
)
def test_days_away_lie_in_the_stay_in_order_and_apart(
    centre: SmallCentre, first: str, last: str, field: str, words: str
) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01", left="2026-12-11")
    _pause(centre, child_id, SUSPENDED, "2026-11-16", "2026-11-20")
    refusal = _refusal(lambda: _pause(centre, child_id, LEAVE, first, last))
    assert refusal.field == field
    assert words in refusal.text
    assert len(centre.see(pauses.pauses_of, child_id, TODAY)) == 1


def test_the_day_before_and_the_day_after_other_days_away_are_free(centre: SmallCentre) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    _pause(centre, child_id, SUSPENDED, "2026-11-16", "2026-11-20")
    _pause(centre, child_id, LEAVE, "2026-11-09", "2026-11-15")
    _pause(centre, child_id, LEAVE, "2026-11-21")
    rows = centre.see(pauses.pauses_of, child_id, TODAY)
    assert [f"{row.starts_on:%m-%d} {row.kind.label}" for row in rows] == [
        "11-21 请长假",
        "11-16 停托",
        "11-09 请长假",
    ]


def test_a_suspension_over_recorded_attendance_is_refused_with_the_first_such_day(
    centre: SmallCentre,
) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    for day in ("2026-11-12", "2026-11-11"):
        centre.mark(child_id, day, "事")
    refusal = _refusal(lambda: _pause(centre, child_id, SUSPENDED, "2026-11-10", "2026-11-13"))
    assert (refusal.field, "2026-11-11" in refusal.text) == ("starts_on", True)
    pause_id = _pause(centre, child_id, LEAVE, "2026-11-10", "2026-11-13")  # absences of a leave are recorded
    refusal = _refusal(
        lambda: centre.do(pauses.change_pause, pause_id, SUSPENDED, _day("2026-11-12"), None, "", today=TODAY)
    )
    assert "2026-11-12" in refusal.text
    centre.do(pauses.change_pause, pause_id, SUSPENDED, _day("2026-11-13"), None, "出国", today=TODAY)
    (row,) = centre.see(pauses.pauses_of, child_id, TODAY)
    assert (row.kind, row.starts_on, row.ends_on, row.reason) == (SUSPENDED, _day("2026-11-13"), None, "出国")


def test_a_locked_month_is_changed_only_when_it_is_wanted(centre: SmallCentre) -> None:
    group = centre.add_class()
    child_id = centre.enrol("陈晨", group, "2026-09-01", pattern=Pattern(weekdays="135"))
    centre.do(monthly.lock, Month(2026, 10), today=TODAY)
    # a Tuesday on which the child is never expected changes nothing
    free = _pause(centre, child_id, SUSPENDED, "2026-10-20", "2026-10-20")
    centre.do(pauses.remove_pause, free, today=TODAY)
    assert _refusal(lambda: _pause(centre, child_id, SUSPENDED, "2026-10-30", "2026-11-13")).field == "locked"
    _pause(centre, child_id, LEAVE, "2026-10-12", "2026-10-16")  # nothing changes in 应出勤
    pause_id = _pause(centre, child_id, SUSPENDED, "2026-10-30", "2026-11-13", even_if_locked=True)
    centre.do(pauses.end_pause, pause_id, _day("2026-11-11"), today=TODAY)
    refusal = _refusal(lambda: centre.do(pauses.remove_pause, pause_id, today=TODAY))
    assert (refusal.field, "2026-10" in refusal.text) == ("locked", True)
    centre.do(pauses.remove_pause, pause_id, today=TODAY, even_if_locked=True)
    assert _picture(centre, group, 10).endswith("e.")


def test_days_away_end_with_the_time_in_the_centre(centre: SmallCentre) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    _pause(centre, child_id, SUSPENDED, "2026-12-07")
    _pause(centre, child_id, LEAVE, "2026-11-16", "2026-12-04")
    centre.do(children.leave, child_id, _day("2026-11-20"))
    (row,) = centre.see(pauses.pauses_of, child_id, TODAY)
    assert (row.starts_on, row.ends_on) == (_day("2026-11-16"), _day("2026-11-20"))
    assert centre.see(pauses.paused_on, TODAY) == []


def test_a_suspension_until_further_notice_ends_when_the_child_comes_again(centre: SmallCentre) -> None:
    group = centre.add_class()
    child_id = centre.enrol("陈晨", group, "2026-09-01")
    pause_id = _pause(centre, child_id, SUSPENDED, "2026-11-09")
    assert (
        "早于"
        in _refusal(lambda: centre.do(pauses.end_pause, pause_id, _day("2026-11-08"), today=TODAY)).text
    )
    centre.do(pauses.end_pause, pause_id, _day("2026-11-13"), today=TODAY)
    assert _picture(centre, group) == ".eeeee.........eeeee..eeeee..e"
    centre.mark(child_id, "2026-11-16", "√")


def test_the_effect_of_a_suspension_and_of_a_leave(centre: SmallCentre) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01", left="2027-01-29")
    days = ("2026-11-23", "2026-12-31")
    assert _lines(_effect(centre, child_id, SUSPENDED, *days)) == [
        "2026-11 21 -6 15 15",
        "2026-12 23 -23 0 0",
    ]
    assert _lines(_effect(centre, child_id, LEAVE, *days)) == ["2026-11 21 -6 21 15", "2026-12 23 -23 23 0"]
    _pause(centre, child_id, LEAVE, "2026-11-02", "2026-11-06")
    assert _lines(_effect(centre, child_id, SUSPENDED, *days))[0] == "2026-11 21 -6 15 10"
    assert _lines(_effect(centre, child_id, SUSPENDED, "2026-10-30")) == [
        "2026-10 18 -1 17 17",
        "2026-11 21 -21 0 0",
        "2026-12 23 -23 0 0",
    ]


def test_the_effect_of_changed_days_is_told_without_the_old_ones(centre: SmallCentre) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    pause_id = _pause(centre, child_id, SUSPENDED, "2026-11-09", "2026-11-13")
    told = centre.see(
        pause_effect.effect, child_id, SUSPENDED, _day("2026-11-09"), _day("2026-11-10"), TODAY, pause_id
    )
    assert _lines(told) == ["2026-11 21 -2 19 19"]


def test_children_by_the_hour_lose_no_expected_days(centre: SmallCentre) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01", pattern=Pattern(service=Service.HOURLY))
    assert _lines(_effect(centre, child_id, SUSPENDED, "2026-11-02", "2026-11-30")) == ["2026-11 0 -0 0 0"]


def _minimum(centre: SmallCentre, days: int) -> None:
    centre.do(pause_effect.set_minimum_days, days)


@pytest.mark.parametrize(
    ("funding", "minimum", "last", "below", "said"),
    [
        (Funding.MARKET, 10, "2026-12-31", "", "不涉及普惠托育补助"),
        (None, 10, "2026-12-31", "", "未登记"),
        (Funding.SUBSIDISED, None, "2026-12-31", "", "未设定"),
        (Funding.SUBSIDISED, 15, "2026-11-27", "", "没有月份低于"),  # 16 days left
        (Funding.SUBSIDISED, 16, "2026-11-27", "", "没有月份低于"),
        (Funding.SUBSIDISED, 17, "2026-11-27", "2026-11", "2026年11月"),
        (Funding.SUBSIDISED, 15, "2026-12-31", "2026-12", "2026年12月"),
    ],
)
def test_the_effect_on_aid_is_told_for_subsidised_places_only(
    centre: SmallCentre, funding: Funding | None, minimum: int | None, last: str, below: str, said: str
) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01", pattern=Pattern(funding=funding))
    if minimum is not None:
        _minimum(centre, minimum)
    for kind in PauseKind:
        told = _effect(centre, child_id, kind, "2026-11-23", last)
        assert " ".join(map(str, told.below)) == below
        words = "".join(told.sentences)
        assert said in words
        assert ("1000" in words) is (funding is Funding.SUBSIDISED)
        assert ("不计入应出勤" in words) is (kind is SUSPENDED)


def test_who_may_not_write_the_roster_may_not_pause(centre: SmallCentre) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    teacher = centre.as_role(Role.TEACHER)
    _refusal(lambda: _pause(teacher, child_id, LEAVE, "2026-11-09"))
    _refusal(lambda: teacher.see(stay_history.stays_of_child, child_id, TODAY))  # not her class


def test_the_whole_history_of_a_child(centre: SmallCentre) -> None:
    small, large = centre.add_class("托小班"), centre.add_class("托大班")
    child_id = centre.enrol("陈晨", small, "2026-02-02")
    centre.do(children.move, child_id, large, _day("2026-04-01"))
    _pause(centre, child_id, SUSPENDED, "2026-05-04", "2026-05-08")
    centre.do(children.leave, child_id, _day("2026-06-30"), None, "荣华幼儿园")
    centre.do(children.enrol_again, child_id, large, _day("2026-11-02"), Pattern(Service.HALF))
    centre.do(children.set_pattern, child_id, _day("2026-11-16"), Pattern(funding=Funding.SUBSIDISED))
    assert [_written(stay) for stay in centre.see(stay_history.stays_of_child, child_id, TODAY)] == [
        "11-02 - | 11-02 托大班 | 11-02 半日托, 11-16 全日托 普惠 | ",
        "02-02 - 06-30 荣华幼儿园 | 02-02 托小班, 04-01 托大班 | 02-02 全日托 | 停托 05-04 - 05-08",
    ]


def _written(stay: StayHistory) -> str:
    ends = f" {stay.left_on:%m-%d} {stay.destination}" if stay.left_on else ""
    classes = ", ".join(f"{day:%m-%d} {name}" for day, name in stay.classes)
    patterns = ", ".join(
        f"{day:%m-%d} {each.service.label}" + (f" {each.funding.label}" if each.funding else "")
        for day, each in stay.patterns
    )
    away = ", ".join(
        f"{each.kind.label} {each.starts_on:%m-%d} - {each.ends_on:%m-%d}" for each in stay.pauses
    )
    return f"{stay.enrolled_on:%m-%d} -{ends} | {classes} | {patterns} | {away}"
