"""Days off duty of the staff, for health reasons or others; of the reasons of health nothing is stored but the days."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Column
from centerdesk.db.schema.staff import StaffLeave, StaffMember
from centerdesk.domain.people import StaffLeaveKind
from centerdesk.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """Days off duty, both included; `ends_on` None: until further notice."""

    id: int
    staff_id: int
    name: str
    kind: StaffLeaveKind
    starts_on: date
    ends_on: date | None
    note: str

    @property
    def days_text(self) -> str:
        """As people write them."""
        return formats.days_text(self.starts_on, self.ends_on)


LEAVE_COLUMNS = (
    Column(N_("Name"), lambda row: row.name, 24),
    Column(N_("Kind"), lambda row: row.kind.label, 30),
    Column(N_("Off duty from, to"), lambda row: row.days_text, 50, sort=lambda row: row.starts_on),
    Column(N_("Note"), lambda row: row.note, 40),
)


@needs(Right.READ_STAFF)
def off_duty(session: Session, on: date) -> set[int]:
    """Who is off duty on a day; why is told to nobody here."""
    return set(session.scalars(select(StaffLeave.staff_id).where(_covers(on))))


@needs(Right.READ_ID_NUMBERS)
def list_leaves(session: Session, on: date) -> list[LeaveRow]:
    """The days off duty that last on a day or are still to come, the first ones first."""
    current = (StaffLeave.ends_on.is_(None)) | (StaffLeave.ends_on >= on)
    here = (StaffMember.left_on.is_(None)) | (StaffMember.left_on >= on)
    return _rows(session, current & here)


@needs(Right.READ_ID_NUMBERS)
def leaves_of(session: Session, staff_id: int) -> list[LeaveRow]:
    """All days off duty of somebody, the newest first."""
    return _rows(session, StaffLeave.staff_id == staff_id)[::-1]


@needs(Right.WRITE_STAFF)
def record_leave(
    session: Session,
    staff_id: int,
    kind: StaffLeaveKind,
    starts_on: date,
    ends_on: date | None,
    note: str = "",
) -> int:
    """Record days off duty; returns their id."""
    _check(session, session.get_one(StaffMember, staff_id), None, starts_on, ends_on)
    leave = StaffLeave(staff_id=staff_id, kind=kind, starts_on=starts_on, ends_on=ends_on, note=note.strip())
    session.add(leave)
    session.flush()
    return leave.id


@needs(Right.WRITE_STAFF)
def change_leave(
    session: Session,
    leave_id: int,
    kind: StaffLeaveKind,
    starts_on: date,
    ends_on: date | None,
    note: str = "",
) -> None:
    """Write days off duty anew, or set their last day."""
    leave = session.get_one(StaffLeave, leave_id)
    _check(session, session.get_one(StaffMember, leave.staff_id), leave_id, starts_on, ends_on)
    leave.kind, leave.starts_on, leave.ends_on, leave.note = kind, starts_on, ends_on, note.strip()
    session.flush()


@needs(Right.WRITE_STAFF)
def remove_leave(session: Session, leave_id: int) -> None:
    """Take back days off duty that were recorded by mistake."""
    session.delete(session.get_one(StaffLeave, leave_id))
    session.flush()


def _covers(on: date) -> ColumnElement[bool]:
    return (StaffLeave.starts_on <= on) & ((StaffLeave.ends_on.is_(None)) | (StaffLeave.ends_on >= on))


def _rows(session: Session, condition: ColumnElement[bool]) -> list[LeaveRow]:
    query = (
        select(StaffLeave, StaffMember.name)
        .join(StaffMember, StaffMember.id == StaffLeave.staff_id)
        .where(condition)
        .order_by(StaffLeave.starts_on, StaffLeave.id)
    )
    return [
        LeaveRow(leave.id, leave.staff_id, name, leave.kind, leave.starts_on, leave.ends_on, leave.note)
        for leave, name in session.execute(query)
    ]


def _check(
    session: Session, member: StaffMember, leave_id: int | None, starts_on: date, ends_on: date | None
) -> None:
    """UserError where the days have no order, meet others, or lie outside the time in the centre."""
    if ends_on and ends_on < starts_on:
        raise UserError(_("The last day lies before the first."), "ends_on")
    if starts_on < member.hired_on or (member.left_on and starts_on > member.left_on):
        raise UserError(
            _("{name} is not in the centre on {day}.").format(
                name=member.name, day=formats.iso_date(starts_on)
            ),
            "starts_on",
        )
    for other in _rows(session, StaffLeave.staff_id == member.id):
        meets = (ends_on is None or other.starts_on <= ends_on) and (
            other.ends_on is None or starts_on <= other.ends_on
        )
        if other.id != leave_id and meets:
            raise UserError(
                _("{kind} is recorded already: {days}. Change that one, or choose other days.").format(
                    kind=other.kind.label, days=other.days_text
                ),
                "starts_on",
            )
