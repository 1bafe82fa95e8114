"""Days away with the place kept: suspensions of care (停托: not expected) and long leaves (请长假: expected)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.children import Child, Enrolment, Pause
from centerdesk.domain.attendance import Stay, is_expected
from centerdesk.domain.calendar import Month, days_between
from centerdesk.domain.people import PauseKind
from centerdesk.services.children import child, list_children
from centerdesk.services.closing import check_open
from centerdesk.services.rights import Right, needs
from centerdesk.services.stays import pattern_on, pause_on, stay_of


@dataclass(frozen=True, slots=True)
class PauseRow:
    """Days away, both included; `ends_on` None: until further notice. It never outlasts the time in the centre."""

    id: int
    kind: PauseKind
    starts_on: date
    ends_on: date | None
    reason: str

    @property
    def days_text(self) -> str:
        """As people write them."""
        return formats.days_text(self.starts_on, self.ends_on)


@dataclass(frozen=True, slots=True)
class PausedChild:
    """A child that stays away on a day, with its place kept."""

    child_id: int
    name: str
    name_key: str
    class_id: int | None
    class_name: str
    pause: PauseRow


@needs(Right.WRITE_ROSTER)
def pause(
    session: Session,
    child_id: int,
    kind: PauseKind,
    starts_on: date,
    ends_on: date | None,
    reason: str,
    *,
    today: date,
    even_if_locked: bool = False,
) -> int:
    """Record days away with the place kept; returns their id."""
    stay = _stay_at(session, child_id, starts_on)
    _check_days(stay, None, starts_on, ends_on)
    record = Pause(kind=kind, starts_on=starts_on, ends_on=ends_on, reason=reason.strip())
    _check_suspended(session, stay, [*stay.pauses, record], today, even_if_locked)
    stay.pauses.append(record)
    session.flush()
    return record.id


@needs(Right.WRITE_ROSTER)
def change_pause(
    session: Session,
    pause_id: int,
    kind: PauseKind,
    starts_on: date,
    ends_on: date | None,
    reason: str,
    *,
    today: date,
    even_if_locked: bool = False,
) -> None:
    """Write days away anew."""
    record = session.get_one(Pause, pause_id)
    stay = record.enrolment
    if not stay_of(stay).covers(starts_on):
        raise _not_here(stay.child, starts_on)
    _check_days(stay, record.id, starts_on, ends_on)
    others = [each for each in stay.pauses if each is not record]
    new = Pause(kind=kind, starts_on=starts_on, ends_on=ends_on)
    _check_suspended(session, stay, [*others, new], today, even_if_locked)
    record.kind, record.starts_on, record.ends_on, record.reason = kind, starts_on, ends_on, reason.strip()
    session.flush()
    session.expire(stay, ["pauses"])  # their order may have changed


@needs(Right.WRITE_ROSTER)
def end_pause(
    session: Session, pause_id: int, ends_on: date, *, today: date, even_if_locked: bool = False
) -> None:
    """Set the last day away: the child comes again from the day after."""
    record = session.get_one(Pause, pause_id)
    change_pause(
        session,
        pause_id,
        record.kind,
        record.starts_on,
        ends_on,
        record.reason,
        today=today,
        even_if_locked=even_if_locked,
    )


@needs(Right.WRITE_ROSTER)
def remove_pause(session: Session, pause_id: int, *, today: date, even_if_locked: bool = False) -> None:
    """Take back days away that were recorded by mistake: the child was expected all the time."""
    record = session.get_one(Pause, pause_id)
    stay = record.enrolment
    others = [each for each in stay.pauses if each is not record]
    _check_suspended(session, stay, others, today, even_if_locked)
    stay.pauses.remove(record)
    session.flush()


@needs(Right.READ_ROSTER)
def pauses_of(session: Session, child_id: int, on: date) -> list[PauseRow]:
    """All days away of a child, the newest first."""
    child(session, child_id, on)  # refuses a teacher of another class
    stays = session.scalars(select(Enrolment).where(Enrolment.child_id == child_id))
    rows = [pause_row(each, stay.left_on) for stay in stays for each in stay.pauses if _is_in(each, stay)]
    return sorted(rows, key=lambda row: row.starts_on, reverse=True)


@needs(Right.READ_ROSTER)
def paused_on(session: Session, on: date) -> list[PausedChild]:
    """The children that stay away on a day with their place kept, by pinyin."""
    query = (
        select(Enrolment.child_id, Enrolment.left_on, Pause)
        .join(Pause.enrolment)
        .where(Pause.starts_on <= on, (Pause.ends_on.is_(None)) | (Pause.ends_on >= on))
    )
    away = {child_id: pause_row(record, left_on) for child_id, left_on, record in session.execute(query)}
    return [
        PausedChild(row.id, row.name, row.name_key, row.class_id, row.class_name, away[row.id])
        for row in list_children(session, on)
        if row.id in away and row.pause
    ]


def pause_row(record: Pause, left_on: date | None) -> PauseRow:
    """Days away as they are shown: who leaves is away no more."""
    ends = [day for day in (record.ends_on, left_on) if day]
    return PauseRow(record.id, record.kind, record.starts_on, min(ends, default=None), record.reason)


def _stay_at(session: Session, child_id: int, day: date) -> Enrolment:
    """The time in the centre a day lies in; UserError where the child isn't here."""
    record = session.get_one(Child, child_id)
    for stay in record.enrolments:
        if stay_of(stay).covers(day):
            return stay
    raise _not_here(record, day)


def _check_days(stay: Enrolment, pause_id: int | None, starts_on: date, ends_on: date | None) -> None:
    """UserError where days away have no order, outlast the time in the centre, or meet others."""
    if ends_on and ends_on < starts_on:
        raise UserError(_("The last day lies before the first."), "ends_on")
    if stay.left_on and ends_on and ends_on > stay.left_on:
        raise UserError(
            _("The last day in care is {day}; the days away can't go on after it.").format(
                day=formats.iso_date(stay.left_on)
            ),
            "ends_on",
        )
    for other in stay.pauses:
        meets = (ends_on is None or other.starts_on <= ends_on) and (
            other.ends_on is None or starts_on <= other.ends_on
        )
        if other.id != pause_id and meets:
            raise UserError(
                _("{kind} is recorded already: {days}. Change that one, or choose other days.").format(
                    kind=other.kind.label, days=pause_row(other, stay.left_on).days_text
                ),
                "starts_on",
            )


def _expected(stay: Enrolment, pauses: Iterable[Pause], days: Iterable[date]) -> set[date]:
    """Of some days those on which the child is expected, were these its days away."""
    suspended = tuple((each.starts_on, each.ends_on) for each in pauses if each.kind is PauseKind.SUSPENDED)
    whole = Stay(stay.enrolled_on, stay.left_on, suspended)
    return {day for day in days if is_expected(whole, pattern_on(stay.patterns, day), day)}


def _check_suspended(
    session: Session, stay: Enrolment, pauses: Collection[Pause], today: date, even_if_locked: bool
) -> None:
    """UserError where newly suspended days have attendance, or 应出勤 of a locked month changes unasked."""
    recorded = select(Attendance.day).where(
        Attendance.child_id == stay.child_id, Attendance.day >= stay.enrolled_on
    )
    for day in session.scalars(recorded.order_by(Attendance.day)):
        if _is_suspended(pauses, day) and not _is_suspended(stay.pauses, day):
            raise UserError(
                _(
                    "The child has attendance recorded on {day}, but nobody is expected in a suspension. "
                    "Correct that day first, or choose other days."
                ).format(day=formats.iso_date(day)),
                "starts_on",
            )
    days = list(days_between(stay.enrolled_on, Month.of(today).last))
    changed = _expected(stay, stay.pauses, days) ^ _expected(stay, pauses, days)
    for month in sorted({Month.of(day) for day in changed}):
        check_open(session, month, even_if_locked)


def _is_suspended(pauses: Iterable[Pause], day: date) -> bool:
    return pause_on(pauses, day) is PauseKind.SUSPENDED


def _is_in(record: Pause, stay: Enrolment) -> bool:
    """Whether there was anything of it before the child left."""
    return stay.left_on is None or record.starts_on <= stay.left_on


def _not_here(record: Child, day: date) -> UserError:
    return UserError(
        _("{name} is not in the centre on {day}.").format(name=record.name, day=formats.iso_date(day)),
        "starts_on",
    )
