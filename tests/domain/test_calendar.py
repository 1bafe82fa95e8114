"""Months and operating days: counted by hand from the State Council's notices."""

from datetime import date, timedelta

import pytest

from centerdesk.base.errors import UserError
from centerdesk.base.paths import shipped
from centerdesk.domain.calendar import (
    DayKind,
    Month,
    day_kind,
    days_between,
    holiday_name,
    is_provisional,
    last_operating_day,
    national_year,
    operating_days,
)

_SHIPPED = sorted(int(file.stem) for file in (shipped("resources") / "calendars").glob("*.toml"))


def _opened(month: Month) -> int:
    return len(operating_days(month.first, month.last))


@pytest.mark.parametrize(
    ("month", "days"),
    [
        (1, 22 - 2 + 1),  # off Thu 1, Fri 2; Sun 4 worked
        (2, 20 - 6 + 2),  # off Mon 16 - Fri 20, Mon 23; Sat 14, Sat 28 worked
        (3, 22),
        (4, 22 - 1),  # off Mon 6
        (5, 21 - 3 + 1),  # off Fri 1, Mon 4, Tue 5; Sat 9 worked
        (6, 22 - 1),  # off Fri 19
        (7, 23),
        (8, 21),
        (9, 22 - 1 + 1),  # off Fri 25; Sun 20 worked
        (10, 22 - 5 + 1),  # off Thu 1, Fri 2, Mon 5 - Wed 7; Sat 10 worked
        (11, 21),
        (12, 23),
    ],
)
def test_operating_days_of_each_month_of_2026(month: int, days: int) -> None:
    assert _opened(Month(2026, month)) == days


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2024, 262 - 19 + 8),  # weekdays of the year, less weekdays off, with weekend days worked
        (2025, 261 - 18 + 5),
        (2026, 261 - 19 + 6),
    ],
)
def test_operating_days_of_a_year(year: int, days: int) -> None:
    assert len(operating_days(date(year, 1, 1), date(year, 12, 31))) == days


@pytest.mark.parametrize(
    "day",
    ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10", "2025-09-28"],
)
def test_a_make_up_day_is_a_workday_at_the_weekend(day: str) -> None:
    made_up = date.fromisoformat(day)
    assert made_up.isoweekday() in (6, 7)
    assert day_kind(made_up) is DayKind.MAKE_UP
    assert operating_days(made_up, made_up) == (made_up,)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "元旦"),
        ("2026-02-15", "春节"),
        ("2026-02-23", "春节"),
        ("2026-04-06", "清明节"),
        ("2026-05-05", "劳动节"),
        ("2026-06-19", "端午节"),
        ("2026-09-25", "中秋节"),
        ("2026-10-07", "国庆节"),
        ("2025-10-08", "国庆节、中秋节"),
        ("2024-02-17", "春节"),
    ],
)
def test_a_holiday_is_off_and_has_its_name(day: str, name: str) -> None:
    off = date.fromisoformat(day)
    assert day_kind(off) is DayKind.HOLIDAY
    assert holiday_name(off) == name
    assert operating_days(off, off) == ()


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2026-02-13", DayKind.WORKDAY),
        ("2026-02-24", DayKind.WORKDAY),
        ("2026-02-21", DayKind.HOLIDAY),  # a Saturday inside the holiday is of the holiday
        ("2026-10-11", DayKind.WEEKEND),
        ("2026-11-24", DayKind.WORKDAY),
    ],
)
def test_days_around_a_holiday_are_what_they_were(day: str, kind: DayKind) -> None:
    assert day_kind(date.fromisoformat(day)) is kind


def test_a_year_without_a_notice_is_provisional_and_goes_by_its_weekdays() -> None:
    assert is_provisional(2027)
    assert day_kind(date(2027, 1, 1)) is DayKind.WORKDAY  # a Friday, New Year though it is
    assert day_kind(date(2027, 10, 2)) is DayKind.WEEKEND
    assert holiday_name(date(2027, 1, 1)) == ""
    assert len(operating_days(date(2027, 1, 1), date(2027, 12, 31))) == 261


def test_the_calendars_of_2024_to_2026_ship() -> None:
    assert {2024, 2025, 2026} <= set(_SHIPPED)
    assert [year for year in _SHIPPED if is_provisional(year)] == []


@pytest.mark.parametrize("number", _SHIPPED)
def test_a_notice_keeps_to_its_year_and_names_its_number(number: int) -> None:
    year = national_year(number)
    assert year is not None
    assert {day.year for day in (*year.off, *year.worked)} == {number}
    assert [day for day in year.worked if day.isoweekday() < 6] == []
    assert year.worked.isdisjoint(year.off)
    assert f"国办发明电〔{number - 1}〕" in year.source


@pytest.mark.parametrize(
    ("before", "last"),
    [
        ("2026-11-24", "2026-11-23"),
        ("2026-11-23", "2026-11-20"),  # over a weekend
        ("2026-10-08", "2026-09-30"),  # over National Day
        ("2026-03-01", "2026-02-28"),  # a make-up Saturday
        ("2026-02-24", "2026-02-14"),  # over Spring Festival, to a make-up Saturday
    ],
)
def test_the_last_operating_day_is_found_over_weekends_and_holidays(before: str, last: str) -> None:
    assert last_operating_day(date.fromisoformat(before)) == date.fromisoformat(last)


def test_days_between_hold_both_ends_and_are_none_backwards() -> None:
    assert list(days_between(date(2024, 2, 28), date(2024, 3, 1))) == [
        date(2024, 2, 28),
        date(2024, 2, 29),
        date(2024, 3, 1),
    ]
    assert list(days_between(date(2024, 3, 1), date(2024, 2, 28))) == []


def test_a_month_knows_its_days() -> None:
    february = Month.parse("2024-02")
    assert february == Month.of(date(2024, 2, 29)) == Month(2024, 2)
    assert (february.first, february.last, len(february.days)) == (date(2024, 2, 1), date(2024, 2, 29), 29)
    assert str(february) == "2024-02"
    assert [day + timedelta(days=1) for day in february.days][:-1] == list(february.days[1:])


@pytest.mark.parametrize(
    ("months", "there"),
    [(0, "2026-11"), (1, "2026-12"), (2, "2027-01"), (-10, "2026-01"), (-11, "2025-12"), (-24, "2024-11")],
)
def test_months_are_added_over_the_turn_of_the_year(months: int, there: str) -> None:
    assert str(Month(2026, 11).plus(months)) == there


def test_months_are_in_the_order_of_time() -> None:
    assert sorted([Month(2026, 2), Month(2025, 12), Month(2026, 1)]) == [
        Month(2025, 12),
        Month(2026, 1),
        Month(2026, 2),
    ]


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026", "十月", "", "2026-10-01", "26-10", "2026-1", "202610"]
)
def test_what_is_no_month_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UserError, match="2026-10") as refusal:
        Month.parse(text)
    assert refusal.value.field == "month"
