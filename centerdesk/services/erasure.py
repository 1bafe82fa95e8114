"""Erasing the files of children whose time to be kept is over: names and identifiers go, counted figures stay."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Table, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.audit import Audit, AuditPayload
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.children import Child, Enrolment, Guardian
from centerdesk.db.schema.consents import Destruction
from centerdesk.db.schema.imports import ImportEntry
from centerdesk.db.schema.users import Draft
from centerdesk.domain.people import IdKind
from centerdesk.domain.retention import RecordKind, RetentionRule, retention_rule
from centerdesk.services.duplicates import merged_into
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


# What goes with a child's file, and the texts that go from what stays for the figures.
DELETED = (
    "guardian",
    "collector",
    "barred_person",
    "attachment",
    "contract",
    "application",
)
BLANKED: dict[str, tuple[str, ...]] = {
    "consent": ("signed_by", "note"),
    "entry_examination": ("institution", "note"),
    "vaccination_check": ("missing", "checked_by"),
    "measurement": ("note",),
    "pause": ("reason",),
    "transfer_certificate": ("destination", "history", "health", "issued_by"),
}

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
    # What was recorded of it under another number, before two records of it were merged, goes too.
    numbers = [child.id, *merged_into(session, child.id)]
    keys = {table: _keys_ever(session, table, child, numbers) for table in (*DELETED, *BLANKED)}
    keys[Child.__tablename__] = set(map(str, numbers))
    imported = _import_entries(session, numbers, keys)
    _drop_drafts(session, child)
    child.name, child.name_key, child.name_search = _("Erased"), "", ""
    child.former_name = child.pet_name = child.nation = ""
    child.address = child.allergies = child.chronic = child.special_needs = child.note = ""
    child.id_kind, child.id_number = IdKind.NONE, None
    child.erased_on = today
    for entry in imported:
        entry.before, entry.after = (None if entry.before is None else {}), {}
    session.flush()
    for name in DELETED:
        table = Base.metadata.tables[name]
        session.execute(delete(table).where(_is_about(table, child)))
    for name, columns in BLANKED.items():
        table = Base.metadata.tables[name]
        session.execute(update(table).where(_is_about(table, child)).values(dict.fromkeys(columns, "")))
    session.expire_all()
    # Last, for the changes above were written into the audit with what stood there before.
    for name, of_table in keys.items():
        _blank_payloads(session, name, of_table)


def _is_about(table: Table, child: Child) -> ColumnElement[bool]:
    """The rows of a table that are about the child, or about one of its times in the centre."""
    if "child_id" in table.c:
        return table.c.child_id == child.id
    stays = select(Enrolment.id).where(Enrolment.child_id == child.id)
    return table.c.enrolment_id.in_(stays)


def _keys_ever(session: Session, name: str, child: Child, numbers: list[int]) -> set[str]:
    """The keys of the rows about the child, also of those that are there no more."""
    table = Base.metadata.tables[name]
    if "child_id" in table.c:
        link, ids = "child_id", numbers
    else:
        link, ids = "enrolment_id", [stay.id for stay in child.enrolments]
    noted = select(Audit.key).join(AuditPayload).where(Audit.table_name == name)
    gone = noted.where(_noted_of(AuditPayload, link, ids))
    here = session.execute(select(*table.primary_key).where(_is_about(table, child))).all()
    return set(session.scalars(gone)) | {"/".join(map(str, key)) for key in here}


def _noted_of(kept: type[AuditPayload] | type[ImportEntry], link: str, ids: list[int]) -> ColumnElement[bool]:
    """What was noted, before or after, of records that point to one of these."""
    return or_(kept.after[link].as_integer().in_(ids), kept.before[link].as_integer().in_(ids))


def _import_entries(
    session: Session, numbers: list[int], keys: Mapping[str, Iterable[str]]
) -> list[ImportEntry]:
    """What imports noted of the child and of its guardians."""
    about = (
        *(_about(ImportEntry, table, of_table) for table, of_table in keys.items()),
        and_(
            ImportEntry.table_name == Guardian.__tablename__,
            _noted_of(ImportEntry, "child_id", numbers),
        ),
    )
    return list(session.scalars(select(ImportEntry).where(or_(*about))))


def _drop_drafts(session: Session, child: Child) -> None:
    """What somebody typed about the child and never saved."""
    for draft in session.scalars(select(Draft).where(Draft.key == str(child.id))):
        if child.name in json.dumps(
            draft.content, ensure_ascii=False
        ):  # else it is about a class of that number
            session.delete(draft)


def _about(kept: type[Audit] | type[ImportEntry], table: str, keys: Iterable[str]) -> ColumnElement[bool]:
    return and_(kept.table_name == table, kept.key.in_(list(keys)))


def _blank_payloads(session: Session, table: str, keys: Iterable[str]) -> None:
    """Take what was changed out of the audit; the chain holds only its hash, and stays whole."""
    entries = select(Audit.id).where(_about(Audit, table, keys))
    session.execute(
        update(AuditPayload)
        .where(AuditPayload.audit_id.in_(entries))
        .values(before=None, after=None)
        .execution_options(synchronize_session=False)
    )
