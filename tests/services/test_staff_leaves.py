"""Days off duty of the staff."""

from datetime import date

import pytest

from centerdesk.base.errors import RefusedError, UserError
from centerdesk.domain.people import Post, Role, StaffLeaveKind
from centerdesk.services import staff, staff_leaves
from centerdesk.services.staff import StaffFields
from tests.services.small_centre import TODAY, SmallCentre

HEALTH, OTHER = StaffLeaveKind.HEALTH, StaffLeaveKind.OTHER


@pytest.fixture
def carer(centre: SmallCentre) -> int:
    return centre.do(staff.hire, StaffFields("王芳"), Post.CARER, date(2026, 9, 1))


def _leave(centre: SmallCentre, staff_id: int, first: str, last: str = "") -> int:
    until = date.fromisoformat(last) if last else None
    return centre.do(staff_leaves.record_leave, staff_id, HEALTH, date.fromisoformat(first), until)


def test_days_off_duty_hold_from_the_first_to_the_last(centre: SmallCentre, carer: int) -> None:
    leave_id = _leave(centre, carer, "2026-11-20")
    days = [date(2026, 11, day) for day in (19, 20, 24, 25)]
    assert [centre.see(staff_leaves.off_duty, day) for day in days] == [set(), {carer}, {carer}, {carer}]
    centre.do(staff_leaves.change_leave, leave_id, HEALTH, date(2026, 11, 20), TODAY, "痊愈证明已收")
    assert [centre.see(staff_leaves.off_duty, day) for day in days] == [set(), {carer}, {carer}, set()]
    (row,) = centre.see(staff_leaves.list_leaves, TODAY)
    assert (row.name, row.kind.label, row.days_text, row.note) == (
        "王芳",
        "因健康原因离岗",
        "2026-11-20 至 2026-11-24",
        "痊愈证明已收",
    )
    assert centre.see(staff_leaves.list_leaves, date(2026, 11, 25)) == []
    centre.do(staff_leaves.remove_leave, leave_id)
    assert centre.see(staff_leaves.leaves_of, carer) == []


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        ("2026-11-05", "2026-11-04", "ends_on"),
        ("2026-08-31", "", "starts_on"),  # the day before she was hired
        ("2026-11-12", "", "starts_on"),
        ("2026-11-01", "", "starts_on"),
    ],
)
def test_days_off_duty_that_cannot_be_are_refused(
    centre: SmallCentre, carer: int, first: str, last: str, field: str
) -> None:
    _leave(centre, carer, "2026-11-10", "2026-11-12")
    with pytest.raises(UserError) as refusal:
        _leave(centre, carer, first, last)
    assert refusal.value.field == field
    assert len(centre.see(staff_leaves.leaves_of, carer)) == 1


def test_days_off_duty_may_follow_each_other_and_are_listed_the_newest_first(
    centre: SmallCentre, carer: int
) -> None:
    for first, last in (("2026-11-10", "2026-11-12"), ("2026-11-13", ""), ("2026-11-01", "2026-11-09")):
        _leave(centre, carer, first, last)
    assert [row.days_text for row in centre.see(staff_leaves.leaves_of, carer)] == [
        "2026-11-13 起，结束日期未定",
        "2026-11-10 至 2026-11-12",
        "2026-11-01 至 2026-11-09",
    ]


def test_colleagues_learn_who_is_off_duty_and_not_why(centre: SmallCentre, carer: int) -> None:
    leave_id = _leave(centre, carer, "2026-11-20")
    teacher = centre.as_role(Role.TEACHER)
    assert teacher.see(staff_leaves.off_duty, TODAY) == {carer}
    for act in (
        lambda: teacher.see(staff_leaves.list_leaves, TODAY),
        lambda: teacher.see(staff_leaves.leaves_of, carer),
        lambda: teacher.do(staff_leaves.remove_leave, leave_id),
    ):
        with pytest.raises(RefusedError):
            act()
