"""Slips in measurements, by WHO's entry limits."""

import pytest

from centerdesk.domain.growth_limits import _score, slips
from centerdesk.domain.people import Sex


@pytest.mark.parametrize(
    ("table", "sex", "key", "value", "z"),
    [
        ("weight_for_age", Sex.MALE, 0, 3.3464, 0.0),
        ("weight_for_age", Sex.FEMALE, 731, 14.8, 2.0),
        ("length_height_for_age", Sex.MALE, 0, 49.8842 * (1 + 2 * 0.03795), 2.0),
        ("head_circumference_for_age", Sex.MALE, 0, 34.4618 * (1 - 3 * 0.03686), -3.0),
    ],
)
def test_scores_are_those_of_the_tables(table: str, sex: Sex, key: int, value: float, z: float) -> None:
    found = _score(table, sex, key, value)
    assert found is not None
    assert found == pytest.approx(z, abs=0.05)


def test_beyond_three_weights_go_on_in_equal_steps() -> None:
    """WHO's restricted application: the step from 2 to 3 SD is the step from there on."""
    low = [_weight_at(z) for z in (2, 3)]
    assert _score("weight_for_age", Sex.MALE, 730, 2 * low[1] - low[0]) == pytest.approx(4.0)


def _weight_at(z: int) -> float:
    """The weight of a boy of 730 days with a z-score, by halving."""
    low, high = 5.0, 30.0
    for _step in range(60):
        middle = (low + high) / 2
        score = _score("weight_for_age", Sex.MALE, 730, middle)
        assert score is not None
        low, high = (middle, high) if score < z else (low, middle)
    return low


def test_no_table_no_word() -> None:
    assert slips(Sex.MALE, 2000, 39000, None, None, None) == []


@pytest.mark.parametrize(("lying", "found"), [(None, 0), (True, 0), (False, 1)])
def test_standing_under_two_years_is_made_longer_by_seven_millimetres(lying: bool | None, found: int) -> None:
    days = 700
    highest = _length_at(Sex.MALE, days, 6.0)
    assert len(slips(Sex.MALE, days, None, highest - 3, None, lying)) == found


def _length_at(sex: Sex, days: int, z: float) -> int:
    """The greatest whole millimetre that is not over a z-score."""
    for length in range(1200, 500, -1):
        score = _score("length_height_for_age", sex, days, length / 10)
        if score is not None and score <= z:
            return length
    raise AssertionError
