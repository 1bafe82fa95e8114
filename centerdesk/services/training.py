"""Trainings: held or to come, with who attends; one external training of one person is a training with one attendee."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.staff import StaffMember
from centerdesk.db.schema.training import TrainingAttendance, TrainingSession
from centerdesk.domain.people import TrainingForm
from centerdesk.domain.training import Span, categories, category_title, hours, tenths
from centerdesk.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class TrainingFields:
    """What is recorded of a training; `category` is a code of the shipped list, hours are as on the certificate."""

    starts_on: date
    ends_on: date
    topic: str
    category: str
    form: TrainingForm
    hours: Decimal
    organiser: str = ""
    place: str = ""
    trainer: str = ""
    begins_at: time | None = None
    ends_at: time | None = None
    note: str = ""

    @property
    def category_title(self) -> str:
        """The kind of training."""
        return category_title(self.category)

    @property
    def days(self) -> str:
        """The day, or the first and the last."""
        if self.starts_on == self.ends_on:
            return formats.iso_date(self.starts_on)
        return _("{first} to {last}").format(
            first=formats.iso_date(self.starts_on), last=formats.iso_date(self.ends_on)
        )

    @property
    def span(self) -> Span:
        """When it is held."""
        return Span(self.starts_on, self.ends_on, self.begins_at, self.ends_at)


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody at a training; `hours` only where they differ from the training's."""

    staff_id: int
    hours: Decimal | None = None
    certificate: str = ""
    assessment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendeeRow(Attendee):
    """An attendee with the name, and the hours that count for him."""

    name: str
    counted: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRow(TrainingFields):
    """A training as lists show it."""

    id: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingDetail(TrainingRow):
    """A training with who attends, by name."""

    attendees: tuple[AttendeeRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTrainingRow(TrainingFields):
    """A training somebody attends, with the hours that count for him."""

    id: int
    counted: Decimal
    certificate: str
    assessment: str


@dataclass(frozen=True, slots=True)
class OverlapRow:
    """Somebody who is at another training at the same time."""

    name: str
    topic: str
    days: str

    @property
    def sentence(self) -> str:
        """The warning in words."""
        return _("{name} is at “{topic}” at the same time ({days}).").format(
            name=self.name, topic=self.topic, days=self.days
        )


TRAINING_COLUMNS = (
    Column(N_("Date"), lambda row: row.days, 40, sort=lambda row: (row.starts_on, row.ends_on)),
    Column(N_("Topic"), lambda row: row.topic, 60),
    Column(N_("Category"), lambda row: row.category_title, 36),
    Column(N_("Form of training"), lambda row: row.form.label, 22),
    Column(N_("Training hours"), lambda row: row.hours, 18, Align.RIGHT),
    Column(N_("People"), lambda row: row.people, 16, Align.RIGHT),
    Column(N_("Organiser"), lambda row: row.organiser, 40),
)

ATTENDEE_COLUMNS = (
    Column(N_("Name"), lambda row: row.name, 26),
    Column(N_("Training hours"), lambda row: row.counted, 18, Align.RIGHT),
    Column(N_("Number of the certificate"), lambda row: row.certificate, 40, text=True),
    Column(N_("Result of the assessment"), lambda row: row.assessment, 30),
)

PERSON_TRAINING_COLUMNS = (
    Column(N_("Date"), lambda row: row.days, 40, sort=lambda row: (row.starts_on, row.ends_on)),
    Column(N_("Topic"), lambda row: row.topic, 60),
    Column(N_("Category"), lambda row: row.category_title, 36),
    Column(N_("Form of training"), lambda row: row.form.label, 22),
    Column(N_("Training hours"), lambda row: row.counted, 18, Align.RIGHT),
    Column(N_("Organiser"), lambda row: row.organiser, 40),
    Column(N_("Number of the certificate"), lambda row: row.certificate, 40, text=True),
    Column(N_("Result of the assessment"), lambda row: row.assessment, 30),
)


@needs(Right.WRITE_STAFF)
def record_session(session: Session, fields: TrainingFields, attendees: Sequence[Attendee] = ()) -> int:
    """Record a training with all who attend; returns its id."""
    record = TrainingSession()
    _write(record, fields)
    session.add(record)
    session.flush()
    _write_attendees(session, record, attendees)
    return record.id


@needs(Right.WRITE_STAFF)
def change_session(
    session: Session, session_id: int, fields: TrainingFields, attendees: Sequence[Attendee]
) -> None:
    """Write a training and its attendees anew."""
    record = session.get_one(TrainingSession, session_id)
    _write(record, fields)
    _write_attendees(session, record, attendees)


@needs(Right.WRITE_STAFF)
def remove_session(session: Session, session_id: int) -> None:
    """Take back a training that was recorded by mistake, with its attendees; a line of the plan is open again."""
    session.delete(session.get_one(TrainingSession, session_id))
    session.flush()


@needs(Right.WRITE_STAFF)
def sign_in(session: Session, session_id: int, staff_ids: Collection[int]) -> int:
    """Add those who came to the ones already there; returns how many are new."""
    record = session.get_one(TrainingSession, session_id)
    there = set(_attendances(session, session_id))
    new = [staff_id for staff_id in dict.fromkeys(staff_ids) if staff_id not in there]
    _names(session, new)
    session.add_all(TrainingAttendance(session_id=record.id, staff_id=staff_id) for staff_id in new)
    session.flush()
    return len(new)


@needs(Right.READ_STAFF)
def sessions(session: Session, year: int) -> list[TrainingRow]:
    """The trainings that end in a year, the latest first."""
    rows = session.execute(
        _with_people()
        .where(TrainingSession.ends_on.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(TrainingSession.starts_on.desc(), TrainingSession.id.desc())
    )
    return [_row(record, people) for record, people in rows]


@needs(Right.READ_STAFF)
def session_row(session: Session, session_id: int) -> TrainingDetail:
    """A training with its attendees."""
    record = session.get_one(TrainingSession, session_id)
    query = (
        select(TrainingAttendance, StaffMember.name)
        .join(StaffMember, StaffMember.id == TrainingAttendance.staff_id)
        .where(TrainingAttendance.session_id == session_id)
        .order_by(StaffMember.name_key, StaffMember.id)
    )
    attendees = tuple(
        AttendeeRow(
            each.staff_id,
            None if each.hours is None else hours(each.hours),
            each.certificate,
            each.assessment,
            name=name,
            counted=hours(record.hours if each.hours is None else each.hours),
        )
        for each, name in session.execute(query)
    )
    return TrainingDetail(**_values(record), id=record.id, people=len(attendees), attendees=attendees)


@needs(Right.READ_STAFF)
def trainings_of(session: Session, staff_id: int) -> list[PersonTrainingRow]:
    """All trainings of one person, the latest first."""
    query = (
        select(TrainingSession, TrainingAttendance)
        .join(TrainingAttendance, TrainingAttendance.session_id == TrainingSession.id)
        .where(TrainingAttendance.staff_id == staff_id)
        .order_by(TrainingSession.starts_on.desc(), TrainingSession.id.desc())
    )
    return [
        PersonTrainingRow(
            **_values(record),
            id=record.id,
            counted=hours(record.hours if each.hours is None else each.hours),
            certificate=each.certificate,
            assessment=each.assessment,
        )
        for record, each in session.execute(query)
    ]


@needs(Right.READ_STAFF)
def overlaps(
    session: Session, span: Span, staff_ids: Collection[int], *, session_id: int | None = None
) -> list[OverlapRow]:
    """Who of them is at another training at that time; asked before saving, and only warned of.

    `session_id` is the training itself where it is already recorded.
    """
    query = (
        select(StaffMember.name, TrainingSession)
        .join(TrainingAttendance, TrainingAttendance.staff_id == StaffMember.id)
        .join(TrainingSession, TrainingSession.id == TrainingAttendance.session_id)
        .where(
            StaffMember.id.in_(staff_ids),
            TrainingSession.starts_on <= span.ends_on,
            TrainingSession.ends_on >= span.starts_on,
        )
        .order_by(StaffMember.name_key, StaffMember.id, TrainingSession.starts_on)
    )
    if session_id is not None:
        query = query.where(TrainingSession.id != session_id)
    found = []
    for name, record in session.execute(query):
        fields = TrainingFields(**_values(record))
        if fields.span.overlaps(span):
            found.append(OverlapRow(name, fields.topic, fields.days))
    return found


def checked(fields: TrainingFields) -> int:
    """The hours of a training in tenths; UserError at the field that can't be right."""
    if not fields.topic.strip():
        raise UserError(_("Write the topic of the training."), "topic")
    if fields.category not in {each.code for each in categories()}:
        raise UserError(_("Choose the category of the training."), "category")
    if fields.ends_on < fields.starts_on:
        raise UserError(_("The last day lies before the first."), "ends_on")
    if (fields.begins_at is None) != (fields.ends_at is None):
        raise UserError(
            _("Write both when it begins and when it ends, or neither."),
            "begins_at" if fields.begins_at is None else "ends_at",
        )
    if fields.begins_at and fields.ends_at and fields.ends_at <= fields.begins_at:
        raise UserError(_("The training ends before it begins."), "ends_at")
    return tenths(fields.hours)


def _write(record: TrainingSession, fields: TrainingFields) -> None:
    record.hours = checked(fields)
    record.starts_on, record.ends_on = fields.starts_on, fields.ends_on
    record.begins_at, record.ends_at = fields.begins_at, fields.ends_at
    record.topic, record.category, record.form = fields.topic.strip(), fields.category, fields.form
    record.organiser, record.place = fields.organiser.strip(), fields.place.strip()
    record.trainer, record.note = fields.trainer.strip(), fields.note.strip()


def _write_attendees(session: Session, record: TrainingSession, attendees: Sequence[Attendee]) -> None:
    """In place: who was there before stays the record he is."""
    wanted = {each.staff_id: each for each in attendees}
    names = _names(session, wanted)
    if len(wanted) < len(attendees):
        twice = next(each for each in attendees if wanted[each.staff_id] is not each)
        raise UserError(
            _("{name} stands twice among the attendees.").format(name=names[twice.staff_id]), "attendees"
        )
    there = _attendances(session, record.id)
    for staff_id, known in there.items():
        if staff_id not in wanted:
            session.delete(known)
    for staff_id, each in wanted.items():
        known = there.get(staff_id) or TrainingAttendance(session_id=record.id, staff_id=staff_id)
        own = None if each.hours is None else tenths(each.hours, "attendees")
        known.hours = None if own == record.hours else own
        known.certificate, known.assessment = each.certificate.strip(), each.assessment.strip()
        session.add(known)
    session.flush()


def _attendances(session: Session, session_id: int) -> dict[int, TrainingAttendance]:
    found = session.scalars(select(TrainingAttendance).where(TrainingAttendance.session_id == session_id))
    return {each.staff_id: each for each in found}


def _names(session: Session, staff_ids: Iterable[int]) -> dict[int, str]:
    """The names of members of staff; UserError where one is no longer in the file."""
    sought = set(staff_ids)
    query = select(StaffMember.id, StaffMember.name).where(StaffMember.id.in_(sought))
    names = {each.id: each.name for each in session.execute(query)}
    if len(names) < len(sought):
        raise UserError(
            _("Somebody chosen is no longer in the file. Choose the attendees again."), "attendees"
        )
    return names


def _with_people() -> Select[TrainingSession, int]:
    people = (
        select(func.count())
        .where(TrainingAttendance.session_id == TrainingSession.id)
        .correlate(TrainingSession)
        .scalar_subquery()
    )
    return select(TrainingSession, people)


def _row(record: TrainingSession, people: int) -> TrainingRow:
    return TrainingRow(**_values(record), id=record.id, people=people)


def _values(record: TrainingSession) -> dict[str, Any]:
    return {
        "starts_on": record.starts_on,
        "ends_on": record.ends_on,
        "topic": record.topic,
        "category": record.category,
        "form": record.form,
        "hours": hours(record.hours),
        "organiser": record.organiser,
        "place": record.place,
        "trainer": record.trainer,
        "begins_at": record.begins_at,
        "ends_at": record.ends_at,
        "note": record.note,
    }
