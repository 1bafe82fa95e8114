"""Imports: the report of what a workbook brought, the batch it is kept as, and taking the last one back."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Column
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.imports import ImportBatch, ImportEntry
from centerdesk.domain.calendar import Month
from centerdesk.domain.grids import words_of
from centerdesk.domain.people import Labelled
from centerdesk.domain.roster_sheet import class_in_title
from centerdesk.excel import read_workbook, write_rows
from centerdesk.services.closing import check_open
from centerdesk.services.rights import Right, needs
from centerdesk.services.touched import Touched, take_back


class ImportKind(Labelled):
    """What a workbook held."""

    ROSTER = "roster", N_("Roster")
    ATTENDANCE = "attendance", N_("Attendance of a month")
    STAFF = "staff", N_("List of staff")
    GROWTH = "growth", N_("Weights and lengths")
    TRAINING = "training", N_("Trainings held")


# What whoever takes an import back must be allowed to write.
_RIGHTS: Mapping[ImportKind, Right] = {
    ImportKind.ROSTER: Right.WRITE_ROSTER,
    ImportKind.ATTENDANCE: Right.WRITE_ATTENDANCE,
    ImportKind.STAFF: Right.WRITE_STAFF,
    ImportKind.GROWTH: Right.WRITE_HEALTH,
    ImportKind.TRAINING: Right.WRITE_STAFF,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a row, numbered as Excel shows it."""

    row: int
    sheet: str
    name: str
    reason: str


_ERROR_WIDTHS = (6, 60)  # row number and reason, in characters

FINDING_COLUMNS = (
    Column(N_("Row"), lambda row: row.row, 12),
    Column(N_("Sheet"), lambda row: row.sheet, 24),
    Column(N_("Name"), lambda row: row.name, 24),
    Column(N_("Reason"), lambda row: row.reason, 100),
)


class RowState(Labelled):
    """What a row will bring."""

    NEW = "new", N_("New")
    CHANGED = "changed", N_("Changed")
    UNCHANGED = "unchanged", N_("Unchanged")
    REFUSED = "refused", N_("Can't be taken")


def state_of(*, refused: bool, new: bool, changed: bool) -> RowState:
    """What a row will bring, by what is known of it."""
    if refused:
        return RowState.REFUSED
    if not changed:
        return RowState.UNCHANGED
    return RowState.NEW if new else RowState.CHANGED


@dataclass(frozen=True, slots=True)
class Change:
    """A field that will change, as people read it."""

    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row before it is taken: what it brings, and what is wrong with it."""

    sheet: str
    row: int
    name: str
    class_name: str
    state: RowState
    changes: tuple[Change, ...]
    refusals: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def changes_text(self) -> str:
        """The changes as people read them."""
        return _("; ").join(
            _("{title}: {old} → {new}").format(title=each.title, old=each.old or _("(empty)"), new=each.new)
            for each in self.changes
        )


PREVIEW_COLUMNS = (
    Column(N_("Row"), lambda row: row.row, 12),
    Column(N_("Sheet"), lambda row: row.sheet, 24),
    Column(N_("Name"), lambda row: row.name, 24),
    Column(N_("Class"), lambda row: row.class_name, 24),
    Column(N_("What it brings"), lambda row: row.state, 24),
    Column(N_("Changes"), lambda row: row.changes_text, 70),
    Column(N_("Reason"), lambda row: joined([*row.refusals, *row.doubts]), 90),
)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Rows by what they bring; `taken` is how many were written: all of the new and changed ones, or none.

    `heads` gives the last row of each sheet's heading.
    """

    new: int
    changed: int
    unchanged: int
    taken: int
    doubtful: tuple[Finding, ...] = ()
    refused: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    heads: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The report as other programs read it."""
        counts = {name: getattr(self, name) for name in ("new", "changed", "unchanged", "taken")}
        return counts | {
            name: [asdict(finding) for finding in getattr(self, name)] for name in ("doubtful", "refused")
        }


def report_of(
    rows: Sequence[PreviewRow], *, taken: bool, notes: tuple[str, ...], heads: Mapping[str, int]
) -> ImportReport:
    """A preview as a report; `taken` when it has been written."""
    counts = Counter(row.state for row in rows)
    return ImportReport(
        new=counts[RowState.NEW],
        changed=counts[RowState.CHANGED],
        unchanged=counts[RowState.UNCHANGED],
        taken=counts[RowState.NEW] + counts[RowState.CHANGED] if taken else 0,
        doubtful=tuple(_finding(row, row.doubts) for row in rows if row.doubts and not row.refusals),
        refused=tuple(_finding(row, row.refusals) for row in rows if row.refusals),
        notes=notes,
        heads=heads,
    )


def _finding(row: PreviewRow, reasons: Sequence[str]) -> Finding:
    return Finding(row.row, row.sheet, row.name, joined(reasons))


def joined(sentences: Sequence[str]) -> str:
    """Several reasons as one."""
    return _("; ").join([*(sentence.rstrip("。.") for sentence in sentences[:-1]), *sentences[-1:]])


def errors_workbook(original: Path, report: ImportReport) -> bytes:
    """The rows with findings under the headings of their sheets, each with its number and reason in front.

    Corrected, it can be imported as it is: merged values stand in each row, titles between two classes are kept.
    """
    findings = defaultdict(list)
    for finding in (*report.refused, *report.doubtful):
        findings[finding.sheet, finding.row].append(finding.reason)
    sheets = {}
    for grid in read_workbook(original):
        found = {row: joined(reasons) for (sheet, row), reasons in findings.items() if sheet == grid.sheet}
        if not found:
            continue
        head = report.heads.get(grid.sheet, 0)
        rows: list[tuple[Any, ...]] = []
        title: list[tuple[Any, ...]] = []
        for index, (cells, spread) in enumerate(zip(grid.rows, grid.spread(), strict=True)):
            number = grid.number(index)
            if number <= head:
                rows.append((*((_("Row"), _("Reason")) if number == head else (None, None)), *cells))
            elif number in found:
                rows += [*title, (number, found[number], *spread)]
                title = []
            elif class_in_title(list(dict.fromkeys(words_of(spread)))):
                title = [(None, None, *cells)]
        sheets[grid.sheet] = rows
    return write_rows(sheets, _ERROR_WIDTHS)


def record_batch(
    session: Session, kind: ImportKind, file_name: str, now: datetime, touched: Iterable[Touched]
) -> int | None:
    """Keep an import, so that it can be undone as one step; None when it changed nothing."""
    touched = list(touched)
    if not touched:
        return None
    batch = ImportBatch(made_at=now, made_by=session.info["actor"].name, kind=kind, file_name=file_name)
    session.add(batch)
    session.flush()
    table = Base.metadata.tables[ImportEntry.__tablename__]  # bare, as in `insert_noting`
    session.execute(insert(table), [each.entry(batch.id) for each in touched])
    return batch.id


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import that was made; `records` is how many records it touched."""

    id: int
    made_at: datetime
    made_by: str
    kind: ImportKind
    file_name: str
    records: int
    undone_at: datetime | None


IMPORT_COLUMNS = (
    Column(N_("Imported on"), lambda row: row.made_at, 34),
    Column(N_("Imported by"), lambda row: row.made_by, 24),
    Column(N_("Content"), lambda row: row.kind, 24),
    Column(N_("File"), lambda row: row.file_name, 60),
    Column(N_("Undone on"), lambda row: row.undone_at, 34),
)


@needs(Right.READ_ROSTER)
def list_imports(session: Session) -> list[ImportRow]:
    """The imports made, the latest first."""
    query = (
        select(ImportBatch, func.count(ImportEntry.id))
        .outerjoin(ImportEntry, ImportEntry.batch_id == ImportBatch.id)
        .group_by(ImportBatch.id)
        .order_by(ImportBatch.id.desc())
    )
    return [
        ImportRow(
            each.id,
            each.made_at,
            each.made_by,
            ImportKind(each.kind),
            each.file_name,
            records,
            each.undone_at,
        )
        for each, records in session.execute(query)
    ]


@needs(Right.READ_ROSTER)
def undo_import(session: Session, batch_id: int, now: datetime, *, even_if_locked: bool = False) -> None:
    """Take the last import back as one step: its new records go, what it changed is put back."""
    batch = session.get_one(ImportBatch, batch_id)
    last = session.scalars(
        select(ImportBatch).where(ImportBatch.undone_at.is_(None)).order_by(ImportBatch.id.desc()).limit(1)
    ).first()
    if batch is not last:
        raise UserError(
            _("Only the last import can be undone.")
            if batch.undone_at is None
            else _("This import was undone on {day}.").format(day=formats.iso_date(batch.undone_at.date()))
        )
    needs(_RIGHTS[ImportKind(batch.kind)])(_take_back)(session, batch, even_if_locked)
    batch.undone_at = now
    session.flush()


def _take_back(session: Session, batch: ImportBatch, even_if_locked: bool) -> None:
    entries = session.scalars(select(ImportEntry).where(ImportEntry.batch_id == batch.id)).all()
    days = {entry.key.split("/")[0] for entry in entries if entry.table_name == Attendance.__tablename__}
    for month in {Month.of(date.fromisoformat(day)) for day in days}:
        check_open(session, month, even_if_locked)
    take_back(session, entries)
