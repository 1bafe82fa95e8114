"""Attendance: who is expected, and figures that always add up."""

from dataclasses import astuple
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centerdesk.domain.attendance import (
    BY_SYMBOL,
    Cause,
    Mark,
    Pattern,
    Stay,
    Tally,
    add_up,
    cause,
    is_expected,
    tally,
)
from centerdesk.domain.calendar import Month, days_between
from centerdesk.domain.people import Half, Service

P, H, S, L, O, U = Mark  # noqa: E741 - present, half, sick, leave, observation, unexplained
_MARKS = st.lists(st.sampled_from([*Mark, None]))
_ALWAYS = Stay(date(2020, 1, 1), None)


def _expected(pattern: Pattern, month: Month, stay: Stay = _ALWAYS) -> str:
    return " ".join(str(day.day) for day in month.days if is_expected(stay, pattern, day))


def test_each_mark_has_a_symbol_of_its_own() -> None:
    assert list(BY_SYMBOL) == ["√", "半", "病", "事", "隔", "缺"]
    assert list(BY_SYMBOL.values()) == list(Mark)


@pytest.mark.parametrize(
    ("mark", "counts_as"),
    [
        (P, None),
        (H, None),
        (S, Cause.SICK),
        (L, Cause.PERSONAL),
        (O, Cause.OTHER),  # a well contact is not sick: the watcher for outbreaks would count it
        (U, Cause.OTHER),
    ],
)
def test_a_mark_counts_as_attended_or_under_one_cause(mark: Mark, counts_as: Cause | None) -> None:
    assert cause(mark) is counts_as
    assert mark.attended is (counts_as is None)


def test_a_month_s_marks_are_counted() -> None:
    counted = tally([P, P, H, S, L, O, U, None, None])
    assert counted == Tally(expected=9, attended=3, sick=1, personal=1, other=2, untaken=2)
    assert counted.absent == 4
    assert counted.rate == Decimal("42.9")  # 3 of 7 taken


@given(_MARKS)
def test_expected_is_attended_and_absent_by_cause_and_not_taken(marks: list[Mark | None]) -> None:
    counted = tally(marks)
    assert counted.expected == len(marks)
    assert counted.expected == sum(astuple(counted)[1:])
    assert counted.absent == counted.expected - counted.attended - counted.untaken


@given(_MARKS, _MARKS)
def test_the_sum_of_two_classes_is_the_tally_of_all(one: list[Mark | None], other: list[Mark | None]) -> None:
    assert add_up([tally(one), tally(other)]) == tally([*one, *other])


def test_the_sum_of_no_classes_is_nothing() -> None:
    assert add_up([]) == Tally()


@pytest.mark.parametrize(
    ("attended", "taken", "rate"),
    [
        (2, 3, "66.7"),
        (1, 3, "33.3"),
        (1, 8, "12.5"),
        (1, 16, "6.3"),  # 6.25: half up, where round() would say 6.2
        (13, 16, "81.3"),  # 81.25
        (29, 32, "90.6"),  # 90.625
        (1, 2000, "0.1"),  # 0.05
        (1, 2001, "0.0"),
        (1999, 2000, "100.0"),  # 99.95
        (20, 20, "100.0"),
        (0, 20, "0.0"),
    ],
)
def test_the_rate_has_one_decimal_and_halves_go_up(attended: int, taken: int, rate: str) -> None:
    counted = Tally(expected=taken + 5, attended=attended, sick=taken - attended, untaken=5)
    assert str(counted.rate) == rate


@pytest.mark.parametrize("counted", [Tally(), Tally(expected=7, untaken=7)])
def test_there_is_no_rate_of_nothing(counted: Tally) -> None:
    assert counted.rate is None


@given(_MARKS)
def test_a_rate_is_between_0_and_100(marks: list[Mark | None]) -> None:
    rate = tally(marks).rate
    assert rate is None or 0 <= rate <= 100


def test_who_comes_all_week_is_expected_on_each_operating_day_and_on_make_up_saturdays() -> None:
    assert _expected(Pattern(), Month(2026, 2)) == "2 3 4 5 6 9 10 11 12 13 14 24 25 26 27 28"
    assert _expected(Pattern(), Month(2026, 9)) == (
        "1 2 3 4 7 8 9 10 11 14 15 16 17 18 20 21 22 23 24 28 29 30"
    )


def test_who_comes_mondays_wednesdays_and_fridays_is_not_expected_on_make_up_days() -> None:
    assert _expected(Pattern(weekdays="135"), Month(2026, 2)) == "2 4 6 9 11 13 25 27"
    assert _expected(Pattern(weekdays="135"), Month(2026, 10)) == "9 12 14 16 19 21 23 26 28 30"


def test_half_day_children_are_expected_like_the_others() -> None:
    whole, half = Pattern(), Pattern(Service.HALF, half=Half.MORNING)
    assert _expected(half, Month(2026, 11)) == _expected(whole, Month(2026, 11))
    assert _expected(Pattern(Service.HALF, "24", Half.AFTERNOON), Month(2026, 11)) == "3 5 10 12 17 19 24 26"


@pytest.mark.parametrize("service", [Service.HOURLY, Service.OCCASIONAL])
def test_children_by_the_hour_and_occasional_ones_are_never_expected(service: Service) -> None:
    assert _expected(Pattern(service), Month(2026, 11)) == ""


def test_nobody_is_expected_before_the_first_and_after_the_last_day() -> None:
    assert _expected(Pattern(), Month(2026, 11), Stay(date(2026, 11, 20), None)) == "20 23 24 25 26 27 30"
    stay = Stay(date(2026, 1, 5), date(2026, 11, 10))
    assert _expected(Pattern(), Month(2026, 11), stay) == "2 3 4 5 6 9 10"


def test_the_first_and_the_last_day_are_in_care_and_the_last_is_not_on_the_books_when_it_is_over() -> None:
    stay = Stay(date(2026, 11, 20), date(2026, 11, 24))
    days = list(days_between(date(2026, 11, 19), date(2026, 11, 25)))
    assert [(day.day, stay.covers(day), stay.counts_at_end_of(day)) for day in days] == [
        (19, False, False),
        (20, True, True),
        (21, True, True),
        (22, True, True),
        (23, True, True),
        (24, True, False),
        (25, False, False),
    ]


def test_who_comes_and_leaves_on_one_day_is_in_care_that_day_and_never_on_the_books() -> None:
    stay = Stay(date(2026, 11, 24), date(2026, 11, 24))
    assert stay.covers(date(2026, 11, 24))
    assert not stay.counts_at_end_of(date(2026, 11, 24))


@pytest.mark.parametrize(
    ("pattern", "mark"),
    [
        (Pattern(), P),
        (Pattern(weekdays="135"), P),
        (Pattern(Service.HOURLY), P),
        (Pattern(Service.HALF, half=Half.MORNING), H),
        (Pattern(Service.HALF), H),
    ],
)
def test_a_half_day_child_who_has_come_was_there_for_half_a_day(pattern: Pattern, mark: Mark) -> None:
    assert pattern.arrival_mark is mark
