"""Weights, lengths and heads of the children, as they were measured; nothing is judged here."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.children import Child
from centerdesk.db.schema.health import Measurement
from centerdesk.domain.growth_limits import check_possible, slips
from centerdesk.services.children import child
from centerdesk.services.rights import Right, needs

_LONGEST_NOTE = Measurement.__table__.c.note.type.length  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class MeasurementRow:
    """What was measured on a day: grams and millimetres; `lying` None: nobody wrote down how."""

    measured_on: date
    weight: int | None = None
    length: int | None = None
    head: int | None = None
    lying: bool | None = None
    note: str = ""


@needs(Right.READ_HEALTH)
def measurements_of(session: Session, child_id: int, today: date) -> list[MeasurementRow]:
    """A child's measurements, the latest last."""
    child(session, child_id, today)  # refuses a class that isn't the actor's
    query = select(Measurement).where(Measurement.child_id == child_id).order_by(Measurement.measured_on)
    return [row_of(record) for record in session.scalars(query)]


@needs(Right.WRITE_HEALTH)
def record_measurement(session: Session, child_id: int, row: MeasurementRow, *, today: date) -> list[str]:
    """Write what was measured on a day, in place of what stood there of that day.

    Returns sentences about what looks like a slip of the pen.
    """
    child(session, child_id, today)
    owner = session.get_one(Child, child_id)
    check_measurement(row, owner.birth_date, today)
    record = session.get(Measurement, (child_id, row.measured_on))
    if record is None:
        record = Measurement(child_id=child_id, measured_on=row.measured_on)
        session.add(record)
    write_row(record, row)
    session.flush()
    return doubts_about(row, owner)


def row_of(record: Measurement) -> MeasurementRow:
    """A record as it is shown."""
    return MeasurementRow(
        record.measured_on, record.weight, record.length, record.head, record.lying, record.note
    )


def write_row(record: Measurement, row: MeasurementRow) -> None:
    """Put a row's values into its record."""
    record.weight, record.length, record.head = row.weight, row.length, row.head
    record.lying, record.note = row.lying, row.note


def check_measurement(row: MeasurementRow, born: date, today: date) -> None:
    """UserError for what can't be."""
    if row.measured_on > today:
        raise UserError(_("The day of the measurement lies in the future."), "measured_on")
    if row.measured_on < born:
        raise UserError(_("The day of the measurement is before the birth."), "measured_on")
    if row.weight is None and row.length is None and row.head is None:
        raise UserError(_("Nothing was measured: enter the weight, the length or the head."), "weight")
    if len(row.note) > _LONGEST_NOTE:
        raise UserError(_("The note is too long."), "note")
    check_possible(row.weight, row.length, row.head)


def doubts_about(row: MeasurementRow, owner: Child, *, halved: bool = False) -> list[str]:
    """What to look at again: values outside WHO's entry limits; `halved`: the weight was in 斤."""
    age = (row.measured_on - owner.birth_date).days
    return slips(owner.sex, age, row.weight, row.length, row.head, row.lying, halved=halved)
