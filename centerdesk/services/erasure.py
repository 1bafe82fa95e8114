"""Erasing the files of children whose time to be kept is over: names and identifiers go, counted figures stay."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.audit import Audit, AuditPayload
from centerdesk.db.schema.children import Child, Enrolment, Guardian
from centerdesk.db.schema.consents import Consent, Destruction
from centerdesk.db.schema.imports import ImportEntry
from centerdesk.db.schema.users import Draft
from centerdesk.domain.people import IdKind
from centerdesk.domain.retention import RecordKind, RetentionRule, retention_rule
from centerdesk.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class DueRow:
    """A child whose file may go: when it left, and since when it may go."""

    child_id: int
    name: str
    name_key: str
    birth_date: date
    left_on: date
    free_on: date


@dataclass(frozen=True, slots=True)
class DestructionRow:
    """An erasure that was made."""

    id: int
    made_at: datetime
    made_by: str
    subject: str
    records: int
    rule: str


DUE_COLUMNS = (
    Column(N_("Name"), lambda row: row.name, 30, sort=lambda row: row.name_key),
    Column(N_("Birth date"), lambda row: row.birth_date, 24),
    Column(N_("Last day in care"), lambda row: row.left_on, 26),
    Column(N_("May go since"), lambda row: row.free_on, 26),
)
DESTRUCTION_COLUMNS = (
    Column(N_("Erased at"), lambda row: row.made_at, 34),
    Column(N_("Erased by"), lambda row: row.made_by, 24),
    Column(N_("What was erased"), lambda row: row.subject, 34),
    Column(N_("Files"), lambda row: row.records, 16, Align.RIGHT),
    Column(N_("By which rule"), lambda row: row.rule, 90),
)


@needs(Right.MANAGE_CENTRE)
def due(session: Session, today: date) -> list[DueRow]:
    """The children who have left and whose files need no longer be kept, the longest gone first."""
    rule = retention_rule(RecordKind.CHILD_FILE, today)
    query = (
        select(Child, func.max(Enrolment.left_on))
        .join(Enrolment)
        .where(Child.erased_on.is_(None))
        .group_by(Child.id)
        .having(func.count() == func.count(Enrolment.left_on))  # no time in the centre is still open
    )
    rows = [
        DueRow(child.id, child.name, child.name_key, child.birth_date, left_on, rule.free_on(left_on))
        for child, left_on in session.execute(query)
        if left_on is not None
    ]
    return sorted((row for row in rows if row.free_on <= today), key=lambda row: (row.left_on, row.name_key))


@needs(Right.MANAGE_CENTRE)
def destructions(session: Session) -> list[DestructionRow]:
    """The erasures made, the latest first."""
    query = select(Destruction).order_by(Destruction.id.desc())
    return [
        DestructionRow(each.id, each.made_at, each.made_by, each.subject, each.records, each.rule)
        for each in session.scalars(query)
    ]


@needs(Right.MANAGE_CENTRE)
def erase(session: Session, child_id: int, today: date, now: datetime) -> None:
    """Erase one child's file; UserError with the day on which it may go when its time is not over."""
    erase_all(session, [child_id], today, now)


@needs(Right.MANAGE_CENTRE)
def erase_all(session: Session, child_ids: Iterable[int], today: date, now: datetime) -> int:
    """Erase these children's files as one action, or none of them; returns how many."""
    rule = retention_rule(RecordKind.CHILD_FILE, today)
    children = [session.get_one(Child, child_id) for child_id in dict.fromkeys(child_ids)]
    for child in children:
        _check_due(child, rule, today)
    for child in children:
        _erase(session, child, today)
    if children:
        session.add(
            Destruction(
                made_at=now,
                made_by=session.info["actor"].name,
                subject=_("Files of children who have left"),
                records=len(children),
                rule=_("{rule} ({source})").format(rule=rule.words, source=rule.source)[:200],
            )
        )
    session.flush()
    return len(children)


def _check_due(child: Child, rule: RetentionRule, today: date) -> None:
    if child.erased_on:
        raise UserError(
            _("This child's file was erased on {day}.").format(day=formats.iso_date(child.erased_on))
        )
    left = [stay.left_on for stay in child.enrolments]
    gone = [day for day in left if day is not None]
    if len(gone) < len(left) or not gone:
        raise UserError(
            _(
                "{name} has not left the centre. Its file is kept until {n} {unit} after the last day in care."
            ).format(name=child.name, n=rule.length, unit=rule.unit.label)
        )
    free_on = rule.free_on(max(gone))
    if today < free_on:
        raise UserError(
            _("The file of {name} must be kept still: it may be erased from {day} on ({rule}).").format(
                name=child.name, day=formats.iso_date(free_on), rule=rule.words
            )
        )


def _erase(session: Session, child: Child, today: date) -> None:
    """Blank one child's file; birth date, sex, household, stays and marks stay, for the figures stand on them."""
    guardian_ids = _guardian_ids(session, child)
    imported = _import_entries(session, child, guardian_ids)
    consent_ids = set(session.scalars(select(Consent.id).where(Consent.child_id == child.id)))
    _drop_drafts(session, child)
    child.name, child.name_key, child.name_search = _("Erased"), "", ""
    child.former_name = child.pet_name = child.nation = ""
    child.address = child.allergies = child.note = ""
    child.id_kind, child.id_number = IdKind.NONE, None
    child.erased_on = today
    child.guardians = []
    session.execute(update(Consent).where(Consent.child_id == child.id).values(signed_by="", note=""))
    for entry in imported:
        entry.before, entry.after = (None if entry.before is None else {}), {}
    session.flush()
    # Last, for the changes above were written into the audit with what stood there before.
    _blank_payloads(session, Child.__tablename__, [child.id])
    _blank_payloads(session, Guardian.__tablename__, guardian_ids)
    _blank_payloads(session, Consent.__tablename__, consent_ids)


def _guardian_ids(session: Session, child: Child) -> set[int]:
    """The ids of the child's guardians, also of those who are recorded no more."""
    query = (
        select(Audit.key)
        .join(AuditPayload)
        .where(Audit.table_name == Guardian.__tablename__, _of_child(AuditPayload, child.id))
    )
    return {int(key) for key in session.scalars(query)} | {guardian.id for guardian in child.guardians}


def _import_entries(session: Session, child: Child, guardian_ids: Iterable[int]) -> list[ImportEntry]:
    """What imports noted of the child and of its guardians."""
    about = (
        _about(ImportEntry, Child.__tablename__, [child.id]),
        _about(ImportEntry, Guardian.__tablename__, guardian_ids),
        and_(ImportEntry.table_name == Guardian.__tablename__, _of_child(ImportEntry, child.id)),
    )
    return list(session.scalars(select(ImportEntry).where(or_(*about))))


def _drop_drafts(session: Session, child: Child) -> None:
    """What somebody typed about the child and never saved."""
    for draft in session.scalars(select(Draft).where(Draft.key == str(child.id))):
        if child.name in json.dumps(
            draft.content, ensure_ascii=False
        ):  # else it is about a class of that number
            session.delete(draft)


def _of_child(kept: type[AuditPayload] | type[ImportEntry], child_id: int) -> ColumnElement[bool]:
    """What was noted of a record that points to the child."""
    return or_(
        kept.after["child_id"].as_integer() == child_id, kept.before["child_id"].as_integer() == child_id
    )


def _about(kept: type[Audit] | type[ImportEntry], table: str, ids: Iterable[int]) -> ColumnElement[bool]:
    return and_(kept.table_name == table, kept.key.in_([str(each) for each in ids]))


def _blank_payloads(session: Session, table: str, ids: Iterable[int]) -> None:
    """Take what was changed out of the audit; the chain holds only its hash, and stays whole."""
    entries = select(Audit.id).where(_about(Audit, table, ids))
    session.execute(
        update(AuditPayload)
        .where(AuditPayload.audit_id.in_(entries))
        .values(before=None, after=None)
        .execution_options(synchronize_session=False)
    )
