"""Authorisations and bars: their borders, names written in two ways, phones and ID tails."""

from datetime import date

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.collecting import (
    Standing,
    checked_id_tail,
    checked_phone,
    overlap,
    period_words,
    phone_tail,
    same_name,
    standing,
)


def _day(day: int) -> date:
    return date(2026, 11, day)


@pytest.mark.parametrize(
    ("on", "last", "found"),
    [
        (9, 12, Standing.TO_COME),
        (10, 12, Standing.IN_FORCE),
        (12, 12, Standing.IN_FORCE),
        (13, 12, Standing.EXPIRED),
        (30, None, Standing.IN_FORCE),
    ],
)
def test_it_holds_from_the_first_through_the_last_day(on: int, last: int | None, found: Standing) -> None:
    assert standing(_day(10), _day(last) if last else None, _day(on)) is found


@pytest.mark.parametrize(
    ("first", "last", "meets"),
    [
        (1, 9, False),
        (1, 10, True),
        (11, 11, True),
        (12, 20, True),
        (13, 20, False),
        (1, None, True),
        (13, None, False),
    ],
)
def test_two_periods_meet_when_they_share_a_day(first: int, last: int | None, meets: bool) -> None:
    other = (_day(first), _day(last) if last else None)
    assert overlap(_day(10), _day(12), *other) is meets
    assert overlap(*other, _day(10), _day(12)) is meets


def test_names_are_alike_whatever_their_spaces_and_widths() -> None:
    assert same_name("范 春桃", "范春桃 ")
    assert same_name("Ａｎｎａ Lee", "anna lee")
    assert not same_name("范春桃", "范春陶")


def test_a_phone_is_kept_in_half_width_digits() -> None:
    assert checked_phone(" １５４０００００００１ ") == "15400000001"
    assert phone_tail("010-6555 0417") == "0417"


@pytest.mark.parametrize("tail", ["0417 ", "041x", ""])
def test_four_characters_of_an_id_number_are_taken_or_none(tail: str) -> None:
    assert checked_id_tail(tail) == tail.strip().upper()


@pytest.mark.parametrize("tail", ["11019920240601041X", "17", "X417"])
def test_anything_else_is_refused(tail: str) -> None:
    with pytest.raises(UserError):
        checked_id_tail(tail)


def test_a_period_in_words() -> None:
    assert period_words(_day(10), _day(10)) == "仅限 2026-11-10 当日"
    assert period_words(_day(10), None) == "自 2026-11-10 起"
    assert period_words(_day(10), _day(12)) == "2026-11-10 至 2026-11-12"
