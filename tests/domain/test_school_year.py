"""The turn of the school year: who stays, who moves on, who leaves for kindergarten."""

from datetime import date

from centerdesk.domain.school_year import Advice, Band, Pupil, last_day, next_turn, propose

INFANT, TODDLER, SENIOR = Band(1, 6, 12, 10), Band(2, 12, 24, 15), Band(3, 24, 36, 20)


def _told(pupils: dict[int, tuple[int, int]], *bands: Band) -> dict[int, tuple[str, int | None]]:
    """By child (its class and age) what is proposed."""
    made = propose([Pupil(child, *told) for child, told in pupils.items()], bands)
    return {child: (each.advice.value, each.class_id) for child, each in sorted(made.items())}


def test_a_school_year_begins_in_september() -> None:
    assert next_turn(date(2026, 8, 31)) == next_turn(date(2026, 9, 1)) == date(2026, 9, 1)
    assert next_turn(date(2026, 9, 2)) == date(2027, 9, 1)
    assert last_day(date(2026, 8, 31)) == date(2026, 8, 31)
    assert last_day(date(2026, 9, 1)) == last_day(date(2027, 1, 1)) == date(2027, 8, 31)


def test_ages_decide_and_their_borders_belong_to_the_next_class() -> None:
    ages = {1: (1, 11), 2: (1, 12), 3: (2, 23), 4: (2, 24), 5: (3, 35), 6: (3, 36), 7: (1, 36)}
    assert _told(ages, INFANT, TODDLER, SENIOR) == {
        1: ("stays", 1),
        2: ("moves", 2),
        3: ("stays", 2),
        4: ("moves", 3),
        5: ("stays", 3),
        6: ("leaves", None),
        7: ("leaves", None),
    }


def test_a_class_goes_on_together() -> None:
    """Two senior classes: the larger room takes the first class, the other one the second."""
    other = Band(4, 24, 36, 18)
    young = dict.fromkeys(range(1, 11), (2, 25)) | dict.fromkeys(range(11, 21), (5, 26))
    told = _told(young, TODDLER, Band(5, 12, 24, 15), SENIOR, other)
    assert {told[child] for child in range(1, 11)} == {("moves", 3)}
    assert {told[child] for child in range(11, 21)} == {("moves", 4)}


def test_a_mixed_class_keeps_whom_its_ages_keep_and_a_child_without_a_class_stays_where_it_is() -> None:
    assert _told({1: (9, 20), 2: (9, 35), 3: (1, 13)}, INFANT, Band(9, 18, None, 18)) == {
        1: ("stays", 9),
        2: ("stays", 9),
        3: ("no_class", 1),
    }


def test_a_closed_class_sends_its_children_on() -> None:
    assert _told({1: (7, 30)}, SENIOR) == {1: (Advice.MOVES.value, 3)}
