"""Completed months, on which class, ratio, return and examination all rest."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centerdesk.domain.ages import completed_months

_DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("born", "on", "months"),
    [
        ("2024-03-15", "2024-03-15", 0),
        ("2024-03-15", "2024-04-14", 0),
        ("2024-03-15", "2024-04-15", 1),
        ("2024-03-15", "2025-03-14", 11),
        ("2024-03-15", "2025-03-15", 12),
        ("2024-03-15", "2025-03-16", 12),
        ("2023-11-24", "2026-11-23", 35),
        ("2023-11-24", "2026-11-24", 36),
    ],
)
def test_a_month_is_completed_on_the_day_of_birth(born: str, on: str, months: int) -> None:
    assert completed_months(date.fromisoformat(born), date.fromisoformat(on)) == months


@pytest.mark.parametrize(
    ("born", "on", "months"),
    [
        ("2025-01-29", "2025-02-27", 0),
        ("2025-01-29", "2025-02-28", 1),
        ("2025-01-30", "2025-02-28", 1),
        ("2025-01-31", "2025-02-27", 0),
        ("2025-01-31", "2025-02-28", 1),
        ("2025-01-31", "2025-03-30", 1),
        ("2025-01-31", "2025-03-31", 2),
        ("2025-01-31", "2025-04-29", 2),
        ("2025-01-31", "2025-04-30", 3),
        ("2024-01-31", "2024-02-28", 0),
        ("2024-01-31", "2024-02-29", 1),
        ("2024-01-29", "2024-02-29", 1),
    ],
)
def test_a_child_of_the_29th_to_31st_completes_a_shorter_month_on_its_last_day(
    born: str, on: str, months: int
) -> None:
    assert completed_months(date.fromisoformat(born), date.fromisoformat(on)) == months


@pytest.mark.parametrize(
    ("on", "months"),
    [
        ("2024-03-28", 0),
        ("2024-03-29", 1),
        ("2025-02-27", 11),
        ("2025-02-28", 12),
        ("2028-02-28", 47),
        ("2028-02-29", 48),
    ],
)
def test_a_child_of_the_leap_day_has_its_birthday_on_28_february_of_a_common_year(
    on: str, months: int
) -> None:
    assert completed_months(date(2024, 2, 29), date.fromisoformat(on)) == months


@pytest.mark.parametrize(("on", "months"), [("2024-03-14", -1), ("2024-02-15", -1), ("2024-02-14", -2)])
def test_before_birth_the_months_are_negative(on: str, months: int) -> None:
    assert completed_months(date(2024, 3, 15), date.fromisoformat(on)) == months


@given(_DAYS, _DAYS)
def test_overnight_a_child_grows_by_one_month_or_none(born: date, on: date) -> None:
    grown = completed_months(born, on + timedelta(days=1)) - completed_months(born, on)
    assert grown in (0, 1)


@given(_DAYS, st.integers(0, 80))
def test_each_calendar_month_completes_one_month(born: date, later: int) -> None:
    month = born.year * 12 + born.month - 1 + later
    last = date((month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)
    assert completed_months(born, last) == later
