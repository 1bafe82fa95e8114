"""Staff and trainings for the tests of training."""

from datetime import date
from decimal import Decimal
from typing import Any

from centerdesk.domain.people import Post, TrainingForm
from centerdesk.services import staff, training
from centerdesk.services.staff import StaffFields
from centerdesk.services.training import Attendee, TrainingFields
from tests.services.small_centre import SmallCentre


def hire(
    centre: SmallCentre, name: str, post: Post = Post.CARER, on: str = "2025-09-01", phone: str = ""
) -> int:
    """Somebody in a post; returns the id."""
    return centre.do(staff.hire, StaffFields(name, phone=phone), post, date.fromisoformat(on))


def fields(
    first: str, hours: str = "8", last: str = "", category: str = "safety", **more: Any
) -> TrainingFields:
    """A training, as far as a test cares."""
    day = date.fromisoformat(first)
    end = date.fromisoformat(last) if last else day
    told = {"topic": "伤害预防", "form": TrainingForm.GROUP, **more}
    return TrainingFields(day, end, category=category, hours=Decimal(hours), **told)


def train(centre: SmallCentre, first: str, hours: str, *staff_ids: int, last: str = "", **more: Any) -> int:
    """A training of these people; returns its id."""
    told = fields(first, hours, last, **more)
    return centre.do(training.record_session, told, [Attendee(staff_id) for staff_id in staff_ids])
