"""The turn of the school year in one step: all or nothing, and taken back as one."""

from datetime import date, datetime, time

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.people import ClassKind, LeaveReason, Role
from centerdesk.services import undo
from centerdesk.services.children import child, list_children
from centerdesk.services.classes import change_class
from centerdesk.services.school_year import Choice, Turned, move_all, propose
from tests.services.small_centre import TODAY, SmallCentre

TURN = date(2027, 9, 1)


@pytest.fixture
def ids(centre: SmallCentre) -> dict[str, int]:
    """Two classes; on 1 September 2027 one toddler has grown out and one senior has turned three."""
    toddlers, seniors = centre.add_class("托小班", ClassKind.TODDLER, 15), centre.add_class()
    born = {
        "王一": date(2025, 8, 31),
        "王二": date(2026, 3, 1),
        "李三": date(2024, 9, 1),
        "李四": date(2024, 9, 2),
    }
    made = {
        name: centre.enrol(name, toddlers if name[0] == "王" else seniors, "2026-11-02", birth_date=day)
        for name, day in born.items()
    }
    return made | {"托小班": toddlers, "托大班": seniors}


def _picture(centre: SmallCentre, on: date) -> str:
    return " ".join(f"{row.name}:{row.class_name}" for row in centre.see(list_children, on))


def _proposed(centre: SmallCentre) -> list[str]:
    return [f"{row.name} {row.months} {row.advice.value}" for row in centre.see(propose, TURN)]


def _choices(centre: SmallCentre) -> list[Choice]:
    return [Choice(row.child_id, row.to_class_id) for row in centre.see(propose, TURN)]


def test_the_proposal_goes_by_the_ages_of_the_day(centre: SmallCentre, ids: dict[str, int]) -> None:
    assert _proposed(centre) == ["王二 18 stays", "王一 24 moves", "李三 36 leaves", "李四 35 stays"]


def test_all_is_done_in_one_step_and_taken_back_in_one(centre: SmallCentre, ids: dict[str, int]) -> None:
    assert centre.do(move_all, TURN, _choices(centre)) == Turned(moved=1, left=1)
    assert _picture(centre, date(2027, 8, 31)) == "李三:托大班 李四:托大班 王二:托小班 王一:托小班"
    assert _picture(centre, TURN) == "李四:托大班 王二:托小班 王一:托大班"
    gone = centre.see(child, ids["李三"], TURN)
    assert gone.left_on == date(2027, 8, 31)
    centre.do(undo.undo_last, TODAY, datetime.combine(TODAY, time(10)))
    assert _picture(centre, TURN) == "李三:托大班 李四:托大班 王二:托小班 王一:托小班"
    centre.do(undo.redo_last, TODAY)
    assert _picture(centre, TURN) == "李四:托大班 王二:托小班 王一:托大班"


def test_the_reason_of_leaving_is_kept(centre: SmallCentre, ids: dict[str, int]) -> None:
    from centerdesk.db.schema.children import Child

    centre.do(move_all, TURN, [Choice(ids["李四"], None, LeaveReason.MOVED), Choice(ids["李三"], None)])
    with centre.opened.store.read(centre.opened.actor) as session:
        reasons = [session.get_one(Child, ids[name]).enrolments[0].leave_reason for name in ("李四", "李三")]
    assert reasons == [LeaveReason.MOVED, LeaveReason.KINDERGARTEN]


def test_one_fault_and_nothing_is_done(centre: SmallCentre, ids: dict[str, int]) -> None:
    closed = centre.add_class("旧班")
    centre.do(change_class, closed, "旧班", ClassKind.SENIOR, 20, date(2026, 12, 1))
    before = _picture(centre, TURN)
    choices = [*_choices(centre)[:3], Choice(ids["李四"], closed), Choice(9999, closed)]
    with pytest.raises(UserError) as caught:
        centre.do(move_all, TURN, choices)
    assert caught.value.text.split("\n") == [
        "李四：旧班 已于 2026-12-01 停班。请选择其他班级。",
        "编号 9999 的婴幼儿在 2027-09-01 不在托。",
    ]
    assert _picture(centre, TURN) == before
    assert centre.see(child, ids["李三"], TURN).left_on is None


def test_who_comes_on_the_very_day_can_t_have_left_before(centre: SmallCentre, ids: dict[str, int]) -> None:
    new = centre.enrol("赵五", ids["托大班"], TURN.isoformat(), birth_date=date(2024, 8, 1))
    with pytest.raises(UserError, match="赵五"):
        centre.do(move_all, TURN, [Choice(new, None)])


def test_who_has_attended_since_can_t_have_left(centre: SmallCentre, ids: dict[str, int]) -> None:
    centre.mark(ids["李三"], "2026-11-24", "√")
    with pytest.raises(UserError, match=r"李三：.*2026-11-24"):
        centre.do(move_all, date(2026, 11, 10), [Choice(ids["李三"], None)])


def test_a_teacher_moves_nobody(centre: SmallCentre, ids: dict[str, int]) -> None:
    with pytest.raises(UserError):
        centre.as_role(Role.TEACHER, ids["托小班"]).do(move_all, TURN, [])
