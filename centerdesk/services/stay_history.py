"""A child's times in the centre as they went: classes, services, settling in, days away, leaving."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from centerdesk.db.schema.children import Child, Enrolment
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.people import LeaveReason
from centerdesk.services.children import child
from centerdesk.services.classes import list_classes
from centerdesk.services.pauses import PauseRow, pause_row
from centerdesk.services.rights import Right, needs
from centerdesk.services.stays import pattern_on


@dataclass(frozen=True, slots=True)
class StayHistory:
    """A time in the centre; classes and patterns from their days on, days away in their order."""

    id: int
    enrolled_on: date
    left_on: date | None
    leave_reason: LeaveReason | None
    destination: str
    settling_until: date | None
    classes: tuple[tuple[date, str], ...]
    patterns: tuple[tuple[date, Pattern], ...]
    pauses: tuple[PauseRow, ...]


@needs(Right.READ_ROSTER)
def stays_of_child(session: Session, child_id: int, on: date) -> list[StayHistory]:
    """All a child's times in the centre, the newest first."""
    child(session, child_id, on)  # refuses a teacher of another class
    names = {group.id: group.name for group in list_classes(session)}
    return [_row(stay, names) for stay in reversed(session.get_one(Child, child_id).enrolments)]


def _row(stay: Enrolment, names: dict[int, str]) -> StayHistory:
    # Without a row at the beginning, it began with the full day and the whole week.
    starts = sorted({stay.enrolled_on, *(each.starts_on for each in stay.patterns)})
    return StayHistory(
        stay.id,
        stay.enrolled_on,
        stay.left_on,
        stay.leave_reason,
        stay.destination,
        stay.settling_until,
        tuple((each.starts_on, names[each.class_id]) for each in stay.placements),
        tuple((day, pattern_on(stay.patterns, day)) for day in starts),
        tuple(
            pause_row(each, stay.left_on)
            for each in stay.pauses
            if stay.left_on is None or each.starts_on <= stay.left_on
        ),
    )
