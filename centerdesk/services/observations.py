"""Classes under medical observation: no new children and no transfer certificates on those days (规范 2012)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.health import ClassObservation
from centerdesk.services.classes import list_classes
from centerdesk.services.rights import Right, check_own_class, is_own_class, needs


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """A class under medical observation; both days belong to it."""

    id: int
    class_id: int
    class_name: str
    disease: str
    starts_on: date
    ends_on: date
    note: str


@needs(Right.WRITE_ATTENDANCE)
def observe_class(
    session: Session, class_id: int, disease: str, starts_on: date, ends_on: date, note: str = ""
) -> int:
    """Put a class under observation; returns the observation's id."""
    check_own_class(session, class_id)
    record = ClassObservation(class_id=class_id)
    _write(record, disease, starts_on, ends_on, note)
    session.add(record)
    session.flush()
    return record.id


@needs(Right.WRITE_ATTENDANCE)
def change_observation(
    session: Session, observation_id: int, disease: str, starts_on: date, ends_on: date, note: str = ""
) -> None:
    """Write an observation anew: a later case makes it longer."""
    record = session.get_one(ClassObservation, observation_id)
    check_own_class(session, record.class_id)
    _write(record, disease, starts_on, ends_on, note)


@needs(Right.WRITE_ATTENDANCE)
def end_observation(session: Session, observation_id: int, ends_on: date) -> None:
    """Set the last day of an observation."""
    record = session.get_one(ClassObservation, observation_id)
    check_own_class(session, record.class_id)
    _write(record, record.disease, record.starts_on, ends_on, record.note)


@needs(Right.WRITE_ATTENDANCE)
def remove_observation(session: Session, observation_id: int) -> None:
    """Take back an observation that was recorded by mistake."""
    record = session.get_one(ClassObservation, observation_id)
    check_own_class(session, record.class_id)
    session.delete(record)


@needs(Right.READ_ATTENDANCE)
def observations_on(session: Session, on: date, class_id: int | None = None) -> list[ObservationRow]:
    """What is observed on a day, of one class or of all, by class and the day it began."""
    found = _observed(session, on, class_id)
    return [row for row in found if is_own_class(session, row.class_id)]


def check_not_observed(session: Session, class_id: int, on: date, what: str) -> None:
    """UserError where a class is under observation on a day; `what` is the input it belongs to."""
    found = _observed(session, on, class_id)
    if found:
        last = max(found, key=lambda row: row.ends_on)
        raise UserError(
            _(
                "{group} is under medical observation until {day} ({disease}). "
                "During it no new child comes into the class and no transfer certificate is issued (规范 2012)."
            ).format(group=last.class_name, day=formats.iso_date(last.ends_on), disease=last.disease),
            what,
        )


def _observed(session: Session, on: date, class_id: int | None) -> list[ObservationRow]:
    names = {group.id: group.name for group in list_classes(session)}
    query = select(ClassObservation).where(ClassObservation.starts_on <= on, ClassObservation.ends_on >= on)
    if class_id is not None:
        query = query.where(ClassObservation.class_id == class_id)
    rows = [
        ObservationRow(
            each.id,
            each.class_id,
            names[each.class_id],
            each.disease,
            each.starts_on,
            each.ends_on,
            each.note,
        )
        for each in session.scalars(query)
    ]
    order = list(names)
    return sorted(rows, key=lambda row: (order.index(row.class_id), row.starts_on, row.id))


def _write(record: ClassObservation, disease: str, starts_on: date, ends_on: date, note: str) -> None:
    if not disease.strip():
        raise UserError(_("Write the disease the class is observed for."), "disease")
    if ends_on < starts_on:
        raise UserError(_("The last day lies before the first."), "ends_on")
    record.disease, record.note = disease.strip(), note.strip()
    record.starts_on, record.ends_on = starts_on, ends_on
