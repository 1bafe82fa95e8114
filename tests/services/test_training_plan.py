"""The year's training plan: lines, and a line that becomes a training."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.people import Post, TrainingForm
from centerdesk.services import training, training_plan
from centerdesk.services.training import Attendee
from centerdesk.services.training_plan import PlanFields
from tests.services.small_centre import SmallCentre
from tests.services.training_made import hire


def _line(day: str, topic: str = "消防演练", **more: Any) -> PlanFields:
    told = {"category": "fire", "form": TrainingForm.IN_HOUSE, "hours": Decimal(2), **more}
    return PlanFields(date.fromisoformat(day), topic, **told)


def _plan(centre: SmallCentre, year: int = 2026) -> list[tuple[str, str, str]]:
    return [
        (row.topic, row.post_text, row.state) for row in centre.see(training_plan.plan, year, centre.today)
    ]


def test_lines_of_a_year_stand_in_the_order_of_their_days_with_their_state(centre: SmallCentre) -> None:
    centre.do(training_plan.add_line, _line("2026-12-01"))
    centre.do(training_plan.add_line, _line("2026-03-01", "食谱", post=Post.COOK))
    centre.do(training_plan.add_line, _line("2027-01-05", "新年"))
    assert _plan(centre) == [("食谱", "炊事人员", "已逾期"), ("消防演练", "全体人员", "待举办")]
    assert [topic for topic, *_rest in _plan(centre, 2027)] == ["新年"]


def test_line_that_is_held_becomes_a_training_once(centre: SmallCentre) -> None:
    wang = hire(centre, "王芳")
    line = _line("2026-11-20", organiser="区消防站")
    number = centre.do(training_plan.add_line, line)
    held = centre.do(training_plan.hold, number, line.as_training(date(2026, 11, 21)), [Attendee(wang)])
    assert _plan(centre) == [("消防演练", "全体人员", "2026-11-21已举办")]
    made = centre.see(training.session_row, held)
    assert (made.topic, str(made.hours), made.organiser, made.people) == ("消防演练", "2.0", "区消防站", 1)
    with pytest.raises(UserError):
        centre.do(training_plan.hold, number, line.as_training(date(2026, 11, 22)))
    assert len(centre.see(training.sessions, 2026)) == 1


def test_line_is_open_again_when_its_training_is_taken_back(centre: SmallCentre) -> None:
    number = centre.do(training_plan.add_line, _line("2026-12-20"))
    held = centre.do(training_plan.hold, number, _line("2026-11-20").as_training(date(2026, 11, 20)))
    centre.do(training.remove_session, held)
    assert _plan(centre) == [("消防演练", "全体人员", "待举办")]


def test_line_may_move_to_another_year_and_be_taken_out(centre: SmallCentre) -> None:
    number = centre.do(training_plan.add_line, _line("2026-12-20"))
    centre.do(training_plan.change_line, number, _line("2027-01-20"))
    assert (_plan(centre), len(_plan(centre, 2027))) == ([], 1)
    centre.do(training_plan.remove_line, number)
    assert _plan(centre, 2027) == []


def test_line_without_topic_or_with_odd_hours_is_refused(centre: SmallCentre) -> None:
    for line, field in (
        (_line("2026-12-20", " "), "topic"),
        (_line("2026-12-20", hours=Decimal("0.05")), "hours"),
    ):
        with pytest.raises(UserError) as refusal:
            centre.do(training_plan.add_line, line)
        assert refusal.value.field == field
    assert _plan(centre) == []
