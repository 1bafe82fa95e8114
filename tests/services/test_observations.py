"""Classes under medical observation: on which days, who may record it, and what it forbids."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.people import Role
from centerdesk.services import observations
from tests.services.small_centre import TODAY, SmallCentre

FIRST, LAST = date(2026, 11, 10), date(2026, 11, 23)


def _refusal(call: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as refusal:
        call()
    return refusal.value


def _observe(centre: SmallCentre, class_id: int, disease: str = "手足口病") -> int:
    return centre.do(observations.observe_class, class_id, disease, FIRST, LAST, "2例")


def _check(centre: SmallCentre, class_id: int, day: date) -> str:
    """√ where a child may come in, × where it may not."""
    try:
        centre.see(observations.check_not_observed, class_id, day, "class")
    except UserError:
        return "×"
    return "√"


def test_the_first_and_the_last_day_belong_to_it(centre: SmallCentre) -> None:
    group, other = centre.add_class("一班"), centre.add_class("二班")
    _observe(centre, group)
    for border, picture in ((FIRST, "√××"), (LAST, "××√")):
        days = [border + timedelta(days=step) for step in (-1, 0, 1)]
        assert "".join(_check(centre, group, day) for day in days) == picture
        assert "".join(_check(centre, other, day) for day in days) == "√√√"
        assert (
            "".join("×" if centre.see(observations.observations_on, day) else "√" for day in days) == picture
        )


def test_the_refusal_names_class_disease_and_last_day(centre: SmallCentre) -> None:
    group = centre.add_class()
    _observe(centre, group)
    longer = _observe(centre, group, "水痘")
    centre.do(observations.change_observation, longer, "水痘", FIRST, date(2026, 12, 1))
    refusal = _refusal(lambda: centre.see(observations.check_not_observed, group, FIRST, "class"))
    assert refusal.field == "class"
    assert all(word in refusal.text for word in ("托大班", "水痘", "2026-12-01", "转园"))


def test_it_is_ended_earlier_or_taken_back(centre: SmallCentre) -> None:
    group = centre.add_class()
    one = _observe(centre, group)
    centre.do(observations.end_observation, one, date(2026, 11, 16))
    (row,) = centre.see(observations.observations_on, date(2026, 11, 16), group)
    assert (row.class_name, row.disease, row.starts_on, row.note) == ("托大班", "手足口病", FIRST, "2例")
    assert _check(centre, group, date(2026, 11, 17)) == "√"
    centre.do(observations.remove_observation, one)
    assert centre.see(observations.observations_on, FIRST) == []


@pytest.mark.parametrize(
    ("disease", "last", "field"), [(" ", LAST, "disease"), ("水痘", date(2026, 11, 9), "ends_on")]
)
def test_it_needs_a_disease_and_days_in_order(
    centre: SmallCentre, disease: str, last: date, field: str
) -> None:
    group = centre.add_class()
    refusal = _refusal(lambda: centre.do(observations.observe_class, group, disease, FIRST, last))
    assert refusal.field == field


def test_a_teacher_sees_and_records_that_of_her_own_class_but_every_gate_is_shut(centre: SmallCentre) -> None:
    own, other = centre.add_class("一班"), centre.add_class("二班")
    teacher = centre.as_role(Role.TEACHER, own)
    _refusal(lambda: _observe(teacher, other))
    _observe(teacher, own)
    _observe(centre.as_role(Role.HEALTH_WORKER), other)
    assert [row.class_name for row in teacher.see(observations.observations_on, FIRST)] == ["一班"]
    assert _check(teacher, other, FIRST) == "×"
    _refusal(lambda: _observe(centre.as_role(Role.CLERK), own))
    assert [row.class_name for row in centre.see(observations.observations_on, TODAY)] == []
