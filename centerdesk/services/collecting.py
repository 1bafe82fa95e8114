"""Who may collect a child and who must not (管理规范 art. 30: the guardian, or an adult whom the guardian names)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.children import Child
from centerdesk.db.schema.collecting import BarredPerson, Collector
from centerdesk.domain.collecting import (
    BarringPaper,
    Standing,
    checked_id_tail,
    checked_phone,
    overlap,
    phone_tail,
    same_name,
    standing,
)
from centerdesk.images import portrait
from centerdesk.services.children import child
from centerdesk.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class CollectorFields:
    """What is recorded of an authorised person, as typed; without a last day it holds until it is ended."""

    name: str
    relation: str
    phone: str
    valid_from: date
    valid_until: date | None = None
    id_tail: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CollectorRow:
    """An adult whom the guardian lets collect the child; `standing` is that of the day asked for."""

    id: int
    name: str
    relation: str
    phone: str
    id_tail: str
    valid_from: date
    valid_until: date | None
    has_photo: bool
    note: str
    standing: Standing

    @property
    def one_day(self) -> bool:
        """Whether it is a proxy for a single day."""
        return self.valid_from == self.valid_until


@dataclass(frozen=True, slots=True)
class BarredRow:
    """Somebody who must not collect the child, and the paper behind it."""

    id: int
    name: str
    relation: str
    paper: str
    since: date
    until: date | None
    note: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class MayCollectRow:
    """Somebody who may collect the child today; a guardian's right has no days of its own."""

    name: str
    relation: str
    phone: str
    valid_from: date | None = None
    valid_until: date | None = None
    collector_id: int | None = None

    @property
    def phone_tail(self) -> str:
        """The last four digits of the phone."""
        return phone_tail(self.phone)


@needs(Right.READ_ROSTER)
def collectors_of(session: Session, child_id: int, on: date) -> list[CollectorRow]:
    """The child's authorised persons: those of the day first, then those to come, then those expired."""
    child(session, child_id, on)  # refuses a teacher of another class
    query = (
        select(Collector, Collector.photo.is_not(None))
        .where(Collector.child_id == child_id)
        .order_by(Collector.valid_from, Collector.id)
    )
    rows = [_collector_row(record, has_photo, on) for record, has_photo in session.execute(query)]
    return sorted(rows, key=lambda row: _place(row.standing))


@needs(Right.READ_ROSTER)
def barred_of(session: Session, child_id: int, on: date) -> list[BarredRow]:
    """Those who must not collect the child, those whose bar has ended last."""
    child(session, child_id, on)
    rows = [
        BarredRow(
            record.id,
            record.name,
            record.relation,
            record.paper,
            record.since,
            record.until,
            record.note,
            standing(record.since, record.until, on),
        )
        for record in _barred_records(session, child_id)
    ]
    return sorted(rows, key=lambda row: _place(row.standing))


@needs(Right.READ_ROSTER)
def may_collect(session: Session, child_id: int, on: date) -> list[MayCollectRow]:
    """Who may collect the child on a day: guardians with custody, then authorised persons, each once.

    Whoever is barred on that day is left out, guardian or not.
    """
    guardians = child(session, child_id, on).guardians
    in_force = [row for row in collectors_of(session, child_id, on) if row.standing is Standing.IN_FORCE]
    barred = [row.name for row in barred_of(session, child_id, on) if row.standing is Standing.IN_FORCE]
    persons = []
    for guardian in guardians:
        if guardian.custody:
            own = next((row.id for row in in_force if same_name(row.name, guardian.name)), None)
            persons.append(
                MayCollectRow(guardian.name, guardian.relation.label, guardian.phone, collector_id=own)
            )
    for row in in_force:
        if not _is_among(row.name, [person.name for person in persons]):
            persons.append(
                MayCollectRow(row.name, row.relation, row.phone, row.valid_from, row.valid_until, row.id)
            )
    return [person for person in persons if not _is_among(person.name, barred)]


@needs(Right.WRITE_ROSTER)
def add_collector(
    session: Session, child_id: int, fields: CollectorFields, *, photo: bytes | None = None
) -> int:
    """Record somebody whom the guardian lets collect the child; returns its id."""
    _check_not_erased(session, child_id)
    record = Collector(child_id=child_id)
    _fill(session, record, fields)
    record.photo = portrait(photo) if photo else None
    session.add(record)
    session.flush()
    return record.id


@needs(Right.WRITE_ROSTER)
def change_collector(session: Session, collector_id: int, fields: CollectorFields) -> None:
    """Write an authorised person's fields; the photo stays."""
    _fill(session, session.get_one(Collector, collector_id), fields)


@needs(Right.WRITE_ROSTER)
def end_collector(session: Session, collector_id: int, valid_until: date) -> None:
    """Give an authorisation its last day; one that would end before it begins is withdrawn altogether."""
    record = session.get_one(Collector, collector_id)
    _check_sooner(record.valid_until, valid_until, "valid_until")
    _end_collector(session, record, valid_until)


@needs(Right.WRITE_ROSTER)
def add_proxy(
    session: Session,
    child_id: int,
    name: str,
    relation: str,
    phone: str,
    id_tail: str,
    day: date,
    *,
    today: date,
) -> int:
    """Let somebody collect the child on one day only; it expires by itself. Returns its id."""
    if day < today:
        raise UserError(_("The day {day} is past.").format(day=formats.iso_date(day)), "day")
    if not id_tail.strip():
        raise UserError(
            _(
                "Write the last four characters of the ID number: at the door they are compared with the card."
            ),
            "id_tail",
        )
    return add_collector(session, child_id, CollectorFields(name, relation, phone, day, day, id_tail))


@needs(Right.WRITE_ROSTER)
def add_barred(
    session: Session,
    child_id: int,
    name: str,
    relation: str,
    paper: BarringPaper,
    number: str,
    since: date,
    *,
    until: date | None = None,
    note: str = "",
) -> int:
    """Record who must not collect the child, with the paper's kind and number; returns its id.

    An authorisation of the same person ends on the day before.
    """
    _check_not_erased(session, child_id)
    if not name.strip():
        raise UserError(_("The name is missing."), "name")
    if not number.strip():
        raise UserError(
            _("Write the paper's number, or the day it was signed: without a paper nobody can be barred."),
            "number",
        )
    if until is not None and until < since:
        raise UserError(_("The last day lies before the first one."), "until")
    for collector in _collectors_named(session, child_id, name):
        if overlap(collector.valid_from, collector.valid_until, since, until):
            _end_collector(session, collector, since - timedelta(days=1))
    record = BarredPerson(
        child_id=child_id,
        name=_tidy(name),
        relation=_tidy(relation),
        paper=f"{paper.label} {_tidy(number)}",
        since=since,
        until=until,
        note=note.strip(),
    )
    session.add(record)
    session.flush()
    return record.id


@needs(Right.WRITE_ROSTER)
def end_barred(session: Session, barred_id: int, until: date) -> None:
    """Give a bar its last day; one that would end before it begins, entered by mistake, is taken out."""
    record = session.get_one(BarredPerson, barred_id)
    _check_sooner(record.until, until, "until")
    if until < record.since:
        session.delete(record)
    else:
        record.until = until
    session.flush()


@needs(Right.READ_ROSTER)
def photo_of(session: Session, collector_id: int, on: date) -> bytes | None:
    """An authorised person's photo as JPEG, None without one."""
    record = session.get_one(Collector, collector_id)
    child(session, record.child_id, on)
    return record.photo


@needs(Right.WRITE_ROSTER)
def set_photo(session: Session, collector_id: int, content: bytes | None) -> None:
    """Put in another photo, written anew without place and device; None takes it out."""
    session.get_one(Collector, collector_id).photo = portrait(content) if content else None


def _fill(session: Session, record: Collector, fields: CollectorFields) -> None:
    fields = _checked(fields)
    for barred in _barred_records(session, record.child_id):
        if same_name(barred.name, fields.name) and overlap(
            barred.since, barred.until, fields.valid_from, fields.valid_until
        ):
            raise UserError(
                _("“{name}” must not collect this child: {paper}. The guardian can't authorise them.").format(
                    name=fields.name, paper=barred.paper
                ),
                "name",
            )
    record.name, record.relation, record.phone = fields.name, fields.relation, fields.phone
    record.id_tail, record.note = fields.id_tail, fields.note
    record.valid_from, record.valid_until = fields.valid_from, fields.valid_until


def _checked(fields: CollectorFields) -> CollectorFields:
    if not fields.name.strip():
        raise UserError(_("The name is missing."), "name")
    if not fields.relation.strip():
        raise UserError(_("Write how the person is related to the child."), "relation")
    if fields.valid_until is not None and fields.valid_until < fields.valid_from:
        raise UserError(_("The last day lies before the first one."), "valid_until")
    return replace(
        fields,
        name=_tidy(fields.name),
        relation=_tidy(fields.relation),
        phone=checked_phone(fields.phone),
        id_tail=checked_id_tail(fields.id_tail),
        note=fields.note.strip(),
    )


def _check_not_erased(session: Session, child_id: int) -> None:
    erased_on = session.get_one(Child, child_id).erased_on
    if erased_on:
        raise UserError(_("This child's file was erased on {day}.").format(day=formats.iso_date(erased_on)))


def _check_sooner(last: date | None, wanted: date, field: str) -> None:
    """Ending makes a period shorter: a longer one could meet a bar, or an authorisation, that came since."""
    if last is not None and wanted > last:
        raise UserError(_("It ends on {day} already.").format(day=formats.iso_date(last)), field)


def _end_collector(session: Session, record: Collector, valid_until: date) -> None:
    if valid_until < record.valid_from:
        session.delete(record)
    else:
        record.valid_until = valid_until
    session.flush()


def _barred_records(session: Session, child_id: int) -> Sequence[BarredPerson]:
    query = select(BarredPerson).where(BarredPerson.child_id == child_id)
    return session.scalars(query.order_by(BarredPerson.since, BarredPerson.id)).all()


def _collectors_named(session: Session, child_id: int, name: str) -> list[Collector]:
    found = session.scalars(select(Collector).where(Collector.child_id == child_id))
    return [record for record in found if same_name(record.name, name)]


def _collector_row(record: Collector, has_photo: bool, on: date) -> CollectorRow:
    return CollectorRow(
        record.id,
        record.name,
        record.relation,
        record.phone,
        record.id_tail,
        record.valid_from,
        record.valid_until,
        has_photo,
        record.note,
        standing(record.valid_from, record.valid_until, on),
    )


def _place(state: Standing) -> int:
    return list(Standing).index(state)


def _is_among(name: str, names: Sequence[str]) -> bool:
    return any(same_name(name, other) for other in names)


def _tidy(text: str) -> str:
    return " ".join(text.split())
