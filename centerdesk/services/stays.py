"""A time in the centre: its class and its weekly pattern on a day."""

from collections.abc import Iterable
from datetime import date

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.children import Enrolment, Pause, Placement, WeekPattern
from centerdesk.domain.attendance import WHOLE_WEEK, Pattern, Stay
from centerdesk.domain.people import PauseKind, Service


def stay_of(enrolment: Enrolment) -> Stay:
    """The days of a time in the centre."""
    suspended = tuple(
        (pause.starts_on, pause.ends_on) for pause in enrolment.pauses if pause.kind is PauseKind.SUSPENDED
    )
    return Stay(enrolment.enrolled_on, enrolment.left_on, suspended)


def pause_on(pauses: Iterable[Pause], day: date) -> PauseKind | None:
    """Why a child stays away on a day with its place kept; a suspension before a leave."""
    kinds = {
        pause.kind
        for pause in pauses
        if pause.starts_on <= day and (pause.ends_on is None or day <= pause.ends_on)
    }
    return next((kind for kind in PauseKind if kind in kinds), None)


def placed_on(starts: Iterable[Placement], day: date) -> int | None:
    """The class id in force on a day: the latest placement that has begun."""
    begun = [placement for placement in starts if placement.starts_on <= day]
    return max(begun, key=lambda placement: placement.starts_on).class_id if begun else None


def pattern_on(patterns: Iterable[WeekPattern], day: date) -> Pattern:
    """The weekly pattern in force on a day; full day and the whole week where none is recorded."""
    begun = [pattern for pattern in patterns if pattern.starts_on <= day]
    if not begun:
        return Pattern()
    latest = max(begun, key=lambda pattern: pattern.starts_on)
    return Pattern(latest.service, latest.weekdays, latest.half, latest.funding)


def enrolment_record(
    class_id: int, enrolled_on: date, pattern: Pattern, settling_until: date | None = None
) -> Enrolment:
    """A time in the centre that begins in a class."""
    return Enrolment(
        enrolled_on=enrolled_on,
        settling_until=settling_until,
        placements=[Placement(starts_on=enrolled_on, class_id=class_id)],
        patterns=[] if pattern == Pattern() else [pattern_record(pattern, enrolled_on)],
    )


def pattern_record(pattern: Pattern, starts_on: date, enrolment_id: int | None = None) -> WeekPattern:
    """A weekly pattern as it is stored; only half-day children have a half."""
    if not pattern.weekdays or set(pattern.weekdays) - set(WHOLE_WEEK):
        raise UserError(_("Choose at least one weekday."), "weekdays")
    half = pattern.half if pattern.service is Service.HALF else None
    return WeekPattern(
        enrolment_id=enrolment_id,
        starts_on=starts_on,
        service=pattern.service,
        weekdays="".join(sorted(set(pattern.weekdays))),
        half=half,
        funding=pattern.funding,
    )
