"""Staff: who works here and who cares for which class."""

from datetime import date

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.people import Post
from centerdesk.services import staff
from tests.services.small_centre import TODAY, SmallCentre


def test_who_is_hired_works_here_from_that_day_on(centre: SmallCentre) -> None:
    group = centre.add_class()
    centre.do(staff.hire, " 李静 ", Post.HEALTH, date(2026, 1, 5), phone="15400000001")
    centre.do(staff.hire, "王芳", Post.CARER, date(2026, 11, 24), class_id=group)
    assert [row.name for row in centre.see(staff.list_staff, date(2026, 1, 4))] == []
    assert [row.name for row in centre.see(staff.list_staff, date(2026, 11, 23))] == ["李静"]
    first, second = centre.see(staff.list_staff, TODAY)
    assert (first.name, first.posts, first.phone) == ("李静", (Post.HEALTH,), "15400000001")
    assert (second.name, second.posts, second.hired_on) == ("王芳", (Post.CARER,), TODAY)


def test_carers_are_counted_by_class_and_others_are_not(centre: SmallCentre) -> None:
    one, two = centre.add_class("一班"), centre.add_class("二班")
    for name, post, hired_on, group in (
        ("王芳", Post.CARER, date(2026, 1, 5), one),
        ("赵敏", Post.CARER, date(2026, 1, 5), one),
        ("刘洋", Post.CARER, date(2026, 11, 25), one),
        ("李静", Post.HEALTH, date(2026, 1, 5), two),
        ("陈晨", Post.CARER, date(2026, 1, 5), None),
    ):
        centre.do(staff.hire, name, post, hired_on, class_id=group)
    assert centre.see(staff.carers_by_class, TODAY) == {one: 2}


def test_nobody_without_a_name_is_hired(centre: SmallCentre) -> None:
    with pytest.raises(UserError) as refusal:
        centre.do(staff.hire, " ", Post.COOK, TODAY)
    assert refusal.value.field == "name"
    assert centre.see(staff.list_staff, TODAY) == []
