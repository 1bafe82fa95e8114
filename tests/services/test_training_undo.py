"""Ctrl+Z after what was done with trainings."""

from datetime import date, datetime, time
from decimal import Decimal

from centerdesk.domain.people import Post, RequirementPeriod, TrainingForm
from centerdesk.services import training, training_plan, training_requirements
from centerdesk.services.training import Attendee
from centerdesk.services.training_plan import PlanFields
from centerdesk.services.training_requirements import RequirementFields
from centerdesk.services.undo import redo_last, undo_last
from tests.services.small_centre import TODAY, SmallCentre
from tests.services.training_made import fields, hire

NOW = datetime(2026, 11, 24, 9)


def _undo(centre: SmallCentre) -> None:
    centre.do(undo_last, TODAY, NOW)


def _state(centre: SmallCentre) -> list[object]:
    return [centre.see(training.session_row, row.id) for row in centre.see(training.sessions, 2026)]


def test_training_with_its_hours_of_the_day_is_undone_and_done_again(centre: SmallCentre) -> None:
    wang, zhao = hire(centre, "王芳"), hire(centre, "赵敏")
    told = fields("2026-03-01", "8", begins_at=time(9), ends_at=time(11, 30))
    number = centre.do(training.record_session, told, [Attendee(wang), Attendee(zhao, Decimal("2.5"))])
    recorded = _state(centre)
    _undo(centre)
    assert _state(centre) == []
    centre.do(redo_last, TODAY)
    assert _state(centre) == recorded
    changed = fields("2026-03-02", "6", begins_at=time(8), ends_at=time(10))
    centre.do(training.change_session, number, changed, [Attendee(zhao)])
    _undo(centre)
    assert _state(centre) == recorded
    centre.do(training.sign_in, number, [zhao, wang])
    centre.do(training.remove_session, number)
    assert _state(centre) == []
    _undo(centre)
    assert _state(centre) == recorded


def test_plan_that_was_held_is_open_again(centre: SmallCentre) -> None:
    line = PlanFields(date(2026, 12, 1), "消防演练", "fire", TrainingForm.IN_HOUSE, Decimal(2))
    number = centre.do(training_plan.add_line, line)
    planned = centre.see(training_plan.plan, 2026, TODAY)
    centre.do(training_plan.hold, number, line.as_training(TODAY))
    held = centre.see(training_plan.plan, 2026, TODAY)
    _undo(centre)
    assert (centre.see(training_plan.plan, 2026, TODAY), _state(centre)) == (planned, [])
    centre.do(redo_last, TODAY)
    assert centre.see(training_plan.plan, 2026, TODAY) == held
    centre.do(training.remove_session, held[0].session_id or 0)
    _undo(centre)
    assert centre.see(training_plan.plan, 2026, TODAY) == held
    centre.do(training_plan.remove_line, number)
    _undo(centre)
    assert centre.see(training_plan.plan, 2026, TODAY) == held


def test_target_of_the_centres_own_is_undone(centre: SmallCentre) -> None:
    own = RequirementFields(Post.CARER, "", RequirementPeriod.YEAR, Decimal(24), date(2026, 1, 1))
    number = centre.do(training_requirements.add_requirement, own)
    there = centre.see(training_requirements.list_requirements)
    centre.do(training_requirements.remove_requirement, number)
    _undo(centre)
    assert centre.see(training_requirements.list_requirements) == there
