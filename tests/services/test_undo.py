"""Undo and redo: what was done last goes back as it stood, as an action of its own; also after a restart."""

from datetime import date, datetime, time

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.consents import Scope
from centerdesk.domain.people import Relation, Role
from centerdesk.services import children, consents, undo
from centerdesk.services.attendance import day_sheet, mark_rest_present
from centerdesk.services.audit import history_of_child
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.opening import open_centre
from tests.services.import_books import child, grid, take
from tests.services.small_centre import PASSWORD, TODAY, SmallCentre

NOW = datetime.combine(TODAY, time(10))
DAY = TODAY.isoformat()


def _marks(centre: SmallCentre) -> str:
    return " ".join(row.mark.symbol if row.mark else "·" for row in centre.see(day_sheet, TODAY))


@pytest.fixture
def three(centre: SmallCentre) -> list[int]:
    group = centre.add_class()
    return [centre.enrol(name, group, "2026-09-01") for name in ("陈晨", "李安", "王一")]


def test_marks_go_back_one_by_one_and_come_again(centre: SmallCentre, three: list[int]) -> None:
    centre.mark(three[0], DAY, "病发热")
    centre.mark(three[1], DAY, "√")
    centre.mark(three[1], DAY, "事")
    seen = [_marks(centre)]
    for _step in range(3):
        centre.do(undo.undo_last, TODAY, NOW)
        seen.append(_marks(centre))
    for _step in range(3):
        centre.do(undo.redo_last, TODAY)
        seen.append(_marks(centre))
    assert seen == ["病 事 ·", "病 √ ·", "病 · ·", "· · ·", "病 · ·", "病 √ ·", "病 事 ·"]


def test_a_batch_of_marks_is_one_step(centre: SmallCentre, three: list[int]) -> None:
    centre.mark(three[0], DAY, "病发热")
    centre.do(mark_rest_present, TODAY, today=TODAY)
    assert _marks(centre) == "病 √ √"
    centre.do(undo.undo_last, TODAY, NOW)
    assert _marks(centre) == "病 · ·"


def test_a_new_action_ends_what_could_be_done_again(centre: SmallCentre, three: list[int]) -> None:
    centre.mark(three[0], DAY, "√")
    centre.do(undo.undo_last, TODAY, NOW)
    centre.mark(three[1], DAY, "√")
    with pytest.raises(UserError):
        centre.do(undo.redo_last, TODAY)
    assert _marks(centre) == "· √ ·"


def test_undo_goes_on_after_a_restart(centre: SmallCentre, three: list[int]) -> None:
    centre.mark(three[0], DAY, "√")
    centre.opened.store.close()
    again = open_centre(centre.folder, PASSWORD)
    with again.store.begin(again.actor, NOW) as session:
        step = undo.undo_last(session, TODAY, NOW)
    assert step.words
    with again.store.read(again.actor) as session:
        assert all(row.mark is None for row in day_sheet(session, TODAY))
    again.store.close()


def test_what_was_done_yesterday_or_by_others_stays(centre: SmallCentre, three: list[int]) -> None:
    centre.mark(three[0], DAY, "√")
    tomorrow = date(2026, 11, 25)
    with pytest.raises(UserError):
        centre.do(undo.undo_last, tomorrow, datetime.combine(tomorrow, time(8)))


def test_a_leaving_is_undone(centre: SmallCentre, three: list[int]) -> None:
    centre.do(children.leave, three[2], date(2026, 11, 20))
    centre.do(undo.undo_last, TODAY, NOW)
    assert centre.see(children.child, three[2], TODAY).left_on is None


def test_an_import_is_undone_as_one_step(centre: SmallCentre) -> None:
    take(centre, grid(child()))
    assert len(centre.see(children.list_children, TODAY)) == 1
    centre.do(undo.undo_last, TODAY, NOW)
    assert centre.see(children.list_children, TODAY) == []
    assert centre.see(undo.redoable, TODAY) is None


def test_who_may_not_write_the_roster_can_t_undo_it(centre: SmallCentre, three: list[int]) -> None:
    with pytest.raises(UserError):
        centre.as_role(Role.TEACHER).do(undo.undo_last, TODAY, NOW)


def test_history_says_it_in_words(centre: SmallCentre, three: list[int]) -> None:
    centre.mark(three[0], DAY, "病发热")
    centre.do(undo.undo_last, TODAY, NOW)
    newest, first = centre.see(history_of_child, three[0], TODAY)[:2]
    assert first.change == "未点名 → 病假·发热"
    assert newest.change == "病假·发热 → 未点名"
    assert (first.actor, first.subject) == ("张园长", "陈晨 11-24")


def test_history_tells_class_and_consent_in_words(centre: SmallCentre) -> None:
    group = centre.add_class("甲班")
    child_id = centre.enrol(
        "陈晨", group, "2026-09-01", guardians=(GuardianRow(Relation.MOTHER, "赵芳", "15400000001"),)
    )
    centre.do(consents.record_consent, child_id, (Scope.BASIC, Scope.IMAGES), TODAY, "赵芳", today=TODAY)
    told = [row.change for row in centre.see(history_of_child, child_id, TODAY)]
    assert "新增：同意事项 基本信息、影像、签署日期 2026-11-24、签署人 赵芳、与婴幼儿关系 母亲" in told
    assert "新增：起始日期 2026-09-01、班级 甲班" in told
