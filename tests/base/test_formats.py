"""Dates, ages, numbers and rates as a director reads them."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centerdesk.base import formats


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0.05", "0.1"),
        ("0.04999", "0.0"),
        ("0.15", "0.2"),
        ("0.25", "0.3"),
        ("2.65", "2.7"),
        ("-0.05", "-0.1"),
        ("99.95", "100.0"),
        ("7", "7.0"),
    ],
)
def test_halves_go_up_as_in_excel(value: str, shown: str) -> None:
    assert str(formats.tenth(Decimal(value))) == shown


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [(2, 3, "66.7"), (1, 8, "12.5"), (1, 16, "6.3"), (0, 9, "0.0"), (46, 46, "100.0"), (47, 40, "117.5")],
)
def test_a_rate_in_percent_has_one_decimal(part: int, whole: int, rate: str) -> None:
    assert str(formats.percent(part, whole)) == rate


def test_a_ratio_is_not_in_percent() -> None:
    assert str(formats.ratio(1003, 22)) == "45.6"  # 45.59
    assert str(formats.ratio(Decimal("2.5"), 2, 10)) == "12.5"


@pytest.mark.parametrize("part", [0, 1, 46])
def test_there_is_no_rate_over_nothing(part: int) -> None:
    assert formats.percent(part, 0) is None
    assert formats.ratio(part, Decimal(0)) is None


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_a_rate_is_the_exact_one_rounded_half_up(part: int, whole: int) -> None:
    tenths = floor(Fraction(1000 * part, whole) + Fraction(1, 2))
    assert formats.percent(part, whole) == Decimal(tenths) / 10


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (9999, "9999"),
        (10_000, "10,000"),
        (-10_000, "-10,000"),
        (1_234_567, "1,234,567"),
        (Decimal("66.7"), "66.7"),
        (Decimal("0.0"), "0.0"),
        (Decimal("12345.6"), "12,345.6"),
        (None, "—"),
    ],
)
def test_numbers_have_no_comma_below_ten_thousand_and_nil_is_not_unknown(
    value: int | Decimal | None, shown: str
) -> None:
    assert formats.number(value) == shown


@pytest.mark.parametrize(
    ("months", "shown"),
    [
        (0, "0月"),
        (9, "9月"),
        (11, "11月"),
        (12, "1岁"),
        (13, "1岁1月"),
        (27, "2岁3月"),
        (36, "3岁"),
        (-1, "—"),
    ],
)
def test_an_age_is_in_years_and_months(months: int, shown: str) -> None:
    assert formats.age(months) == shown


def test_days_are_written_as_people_and_as_lists_want_them() -> None:
    day = date(2026, 3, 5)
    assert formats.long_date(day) == "2026年3月5日"
    assert formats.weekday(day) == "星期四"
    assert formats.short_date(day) == "03-05"
    assert formats.iso_date(day) == "2026-03-05"
    assert formats.clock(datetime(2026, 3, 5, 8, 5)) == "2026年3月5日 08:05"
    assert formats.long_month(2026, 3) == "2026年3月"


def test_a_day_nobody_knows_is_a_dash() -> None:
    assert [formats.long_date(None), formats.short_date(None), formats.iso_date(None)] == ["—", "—", "—"]
