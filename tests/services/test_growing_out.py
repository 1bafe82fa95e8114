"""Ages and class bands: who grows out, on which day, and where it could go."""

from datetime import date

import pytest

from centerdesk.domain.people import ClassKind, Role
from centerdesk.services import children
from centerdesk.services.growing_out import growing_out
from tests.services.small_centre import TODAY, SmallCentre


def _picture(centre: SmallCentre, on: str = TODAY.isoformat(), within: int = 3) -> list[str]:
    return [
        f"{row.name} {row.class_name} {row.growth.value} {row.day} {row.days} {row.suggested_text}".strip()
        for row in centre.see(growing_out, date.fromisoformat(on), within)
    ]


@pytest.fixture
def toddlers(centre: SmallCentre) -> int:
    return centre.add_class("托小班", ClassKind.TODDLER, 15)


def test_the_day_before_it_is_soon_on_the_day_it_is_outgrown(centre: SmallCentre, toddlers: int) -> None:
    centre.enrol("王一", toddlers, "2026-09-01", birth_date=date(2024, 11, 24))
    assert _picture(centre, "2026-11-23") == ["王一 托小班 soon 2026-11-24 1"]
    assert _picture(centre, "2026-11-24") == ["王一 托小班 outgrown 2026-11-24 0"]
    assert _picture(centre, "2026-11-25") == ["王一 托小班 outgrown 2026-11-24 -1"]


@pytest.mark.parametrize(
    ("born", "day"),
    [
        ("2024-02-29", "2026-02-28"),  # two years later February has 28 days
        ("2024-08-31", "2026-08-31"),
        ("2024-12-31", "2026-12-31"),
        ("2026-02-28", "2028-02-28"),  # a leap year gives nobody a day more
    ],
)
def test_borders_of_months(centre: SmallCentre, toddlers: int, born: str, day: str) -> None:
    on = date.fromisoformat(day)
    later = centre.on(day)
    later.enrol("王一", toddlers, day, birth_date=date.fromisoformat(born))
    (row,) = later.see(growing_out, on)
    assert (row.growth.value, row.day.isoformat(), row.months) == ("outgrown", day, 24)


def test_thirty_first_falls_on_the_last_day_of_a_shorter_month(centre: SmallCentre) -> None:
    infants = centre.add_class("乳儿班", ClassKind.INFANT, 10)
    centre.enrol("王一", infants, "2026-09-01", birth_date=date(2026, 3, 31))
    assert _picture(centre, "2026-09-29") == ["王一 乳儿班 young 2026-09-30 1"]
    assert _picture(centre, "2026-09-30") == []


def test_only_what_lies_within_the_months_is_told(centre: SmallCentre, toddlers: int) -> None:
    centre.enrol("王一", toddlers, "2026-09-01", birth_date=date(2025, 2, 24))
    centre.enrol("王二", toddlers, "2026-09-01", birth_date=date(2025, 2, 25))
    assert _picture(centre) == ["王一 托小班 soon 2027-02-24 92"]
    assert len(_picture(centre, within=4)) == 2


def test_a_class_is_suggested_where_age_and_room_fit(centre: SmallCentre, toddlers: int) -> None:
    full, mixed = centre.add_class("托大一班", capacity=1), centre.add_class("混龄班", ClassKind.MIXED, 18)
    closed = centre.add_class("托大二班")
    from centerdesk.services import classes

    centre.do(classes.change_class, closed, "托大二班", ClassKind.SENIOR, 20, date(2026, 12, 1))
    centre.enrol("李安", full, "2026-09-01")
    centre.enrol("王一", toddlers, "2026-09-01", birth_date=date(2025, 1, 10))
    assert _picture(centre) == ["王一 托小班 soon 2027-01-10 47 混龄班"]
    assert mixed


def test_who_turns_three_is_told_with_the_end_of_the_school_year(centre: SmallCentre) -> None:
    senior, mixed = centre.add_class(), centre.add_class("混龄班", ClassKind.MIXED, 18)
    centre.enrol("王一", senior, "2026-09-01", birth_date=date(2024, 1, 5))
    centre.enrol("王二", mixed, "2026-09-01", birth_date=date(2023, 9, 1))
    rows = centre.see(growing_out, TODAY)
    assert [(row.name, row.growth.value, str(row.day), str(row.until)) for row in rows] == [
        ("王二", "three", "2026-09-01", "2027-08-31"),
        ("王一", "three", "2027-01-05", "2027-08-31"),
    ]


def test_a_move_or_leaving_that_is_planned_before_is_heeded(centre: SmallCentre, toddlers: int) -> None:
    senior = centre.add_class()
    moves = centre.enrol("王一", toddlers, "2026-09-01", birth_date=date(2025, 1, 10))
    centre.enrol("王二", toddlers, "2026-09-01", left="2027-01-08", birth_date=date(2025, 1, 10))
    assert _picture(centre) == ["王一 托小班 soon 2027-01-10 47 托大班"]
    centre.do(children.move, moves, senior, date(2027, 1, 10))
    assert _picture(centre) == []


def test_a_teacher_sees_her_own_children(centre: SmallCentre, toddlers: int) -> None:
    senior = centre.add_class()
    centre.enrol("王一", toddlers, "2026-09-01", birth_date=date(2024, 11, 24))
    assert _picture(centre.as_role(Role.TEACHER, senior)) == []
    assert len(_picture(centre.as_role(Role.TEACHER, toddlers))) == 1
