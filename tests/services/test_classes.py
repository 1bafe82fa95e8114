"""Classes: opened, changed, closed, found."""

from collections.abc import Callable
from datetime import date

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.people import ClassKind
from centerdesk.services import classes
from tests.services.small_centre import SmallCentre


def _refusal(call: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as refusal:
        call()
    return refusal.value


def _names(centre: SmallCentre, on: str = "") -> list[str]:
    return [row.name for row in centre.see(classes.list_classes, date.fromisoformat(on) if on else None)]


def test_classes_are_listed_in_the_order_they_were_opened_in(centre: SmallCentre) -> None:
    for name in ("托大班", "乳儿班", " 托小班 "):
        centre.add_class(name)
    assert _names(centre) == ["托大班", "乳儿班", "托小班"]


def test_a_class_is_changed_and_closed(centre: SmallCentre) -> None:
    group = centre.add_class("托大班")
    centre.do(classes.change_class, group, "混龄班", ClassKind.MIXED, 18, date(2026, 11, 20))
    (row,) = centre.see(classes.list_classes)
    assert (row.name, row.kind, row.capacity, row.closed_on) == (
        "混龄班",
        ClassKind.MIXED,
        18,
        date(2026, 11, 20),
    )
    assert _names(centre, "2026-11-20") == ["混龄班"]  # its last day
    assert _names(centre, "2026-11-21") == []
    assert _names(centre) == ["混龄班"]


@pytest.mark.parametrize(
    ("name", "capacity", "field"),
    [
        ("", 20, "name"),
        ("  ", 20, "name"),
        ("托大班", 20, "name"),
        (" 托大班 ", 20, "name"),
        ("新班", 0, "capacity"),
    ],
)
def test_a_class_without_name_or_room_or_with_another_s_name_is_refused(
    centre: SmallCentre, name: str, capacity: int, field: str
) -> None:
    centre.add_class("托大班")
    other = centre.add_class("乳儿班")
    assert _refusal(lambda: centre.add_class(name, capacity=capacity)).field == field
    change = _refusal(lambda: centre.do(classes.change_class, other, name, ClassKind.INFANT, capacity))
    assert change.field == field
    assert _names(centre) == ["托大班", "乳儿班"]


def test_a_class_may_keep_its_name_when_it_is_changed(centre: SmallCentre) -> None:
    group = centre.add_class("托大班")
    centre.do(classes.change_class, group, "托大班", ClassKind.SENIOR, 15)
    assert centre.see(classes.find_class, "托大班").capacity == 15


def test_a_class_that_is_not_there_is_refused_with_those_there_are(centre: SmallCentre) -> None:
    assert _refusal(lambda: centre.see(classes.find_class, "托大班")).field == "class"
    centre.add_class("乳儿班")
    centre.add_class("托小班")
    refusal = _refusal(lambda: centre.see(classes.find_class, "托大班"))
    assert all(name in refusal.text for name in ("乳儿班", "托小班", "托大班"))
