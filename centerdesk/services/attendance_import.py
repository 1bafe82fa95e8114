"""A month of attendance from a workbook: read, checked day by day, and taken as a whole or not at all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.children import Child, Enrolment
from centerdesk.domain.attendance import Mark, is_expected
from centerdesk.domain.attendance_sheet import (
    MarkCell,
    MonthSheets,
    SheetRow,
    parse_marks,
    read_month_sheets,
)
from centerdesk.domain.calendar import Month, day_kind, operating_days
from centerdesk.domain.grids import Grid
from centerdesk.services.children import with_parts
from centerdesk.services.classes import list_classes
from centerdesk.services.closing import check_open
from centerdesk.services.imports import (
    Change,
    ImportKind,
    ImportReport,
    PreviewRow,
    RowState,
    record_batch,
    report_of,
)
from centerdesk.services.rights import Right, is_own_class, needs
from centerdesk.services.stays import pattern_on, placed_on, stay_of
from centerdesk.services.touched import flush_noting, insert_noting

__all__ = ["AttendancePreview", "check_attendance", "parse_marks", "take_attendance"]

_MOST_DAYS_NAMED = 5
_LONGEST_REASON = Attendance.__table__.c.reason.type.length  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class AttendancePreview:
    """What taking a month sheet would do."""

    sheets: MonthSheets
    month: Month
    today: date
    even_if_locked: bool
    rows: tuple[PreviewRow, ...]
    notes: tuple[str, ...]

    def report(self, *, taken: bool = False) -> ImportReport:
        """The preview as a report; `taken` when it has been written."""
        return report_of(self.rows, taken=taken, notes=self.notes, heads=self.sheets.heads)


@dataclass(slots=True)
class _Plan:
    """What is to be done for one row."""

    row: SheetRow
    refusals: list[str]
    doubts: list[str] = field(default_factory=list)
    child: Child | None = None
    writes: list[tuple[MarkCell, Attendance | None]] = field(default_factory=list)
    left_untaken: int = 0


@dataclass(frozen=True, slots=True)
class _Book:
    """The centre's file as a month sheet is held against it."""

    by_name: Mapping[str, Sequence[Child]]
    marks: Mapping[tuple[int, date], Attendance]
    class_names: Mapping[int, str]
    month: Month
    today: date

    def stays(self, child: Child) -> list[Enrolment]:
        return [stay for stay in child.enrolments if any(map(stay_of(stay).covers, self.month.days))]

    def classes(self, child: Child) -> set[str]:
        placed = {
            placed_on(stay.placements, day)
            for stay in self.stays(child)
            for day in self.month.days
            if stay_of(stay).covers(day)
        }
        return {self.class_names[class_id] for class_id in placed if class_id}


@needs(Right.WRITE_ATTENDANCE)
def check_attendance(
    session: Session,
    grids: Sequence[Grid],
    month: Month,
    symbols: Mapping[str, str],
    today: date,
    *,
    even_if_locked: bool = False,
) -> AttendancePreview:
    """What a month sheet would bring to the centre's file; nothing is written."""
    if month.first > today:
        raise UserError(_("{month} lies in the future.").format(month=month), "month")
    if not operating_days(month.first, month.last):
        raise UserError(_("The centre has no operating day in {month}.").format(month=month), "month")
    check_open(session, month, even_if_locked)
    sheets = read_month_sheets(grids, month, symbols)
    plans = _plans(session, sheets, month, today)
    notes = sheets.notes
    if untaken := sum(plan.left_untaken for plan in plans):
        notes += (
            _("{n} days marked — are days on which the child is expected: they stay not taken.").format(
                n=untaken
            ),
        )
    return AttendancePreview(sheets, month, today, even_if_locked, tuple(map(_preview, plans)), notes)


@needs(Right.WRITE_ATTENDANCE)
def take_attendance(
    session: Session, preview: AttendancePreview, now: datetime, file_name: str
) -> ImportReport:
    """Write what the preview shows, all of it; nothing when a row is refused."""
    check_open(session, preview.month, preview.even_if_locked)
    plans = _plans(session, preview.sheets, preview.month, preview.today)
    if tuple(map(_preview, plans)) != preview.rows:
        raise UserError(_("The centre's file has changed since the month sheet was checked. Check it again."))
    if any(plan.refusals for plan in plans):
        return preview.report()
    new: list[dict[str, Any]] = []
    for plan in plans:
        for cell, record in plan.writes:
            if record:
                record.mark, record.reason = _mark(cell), cell.reason
            else:
                assert plan.child
                new.append(
                    {"day": cell.day, "child_id": plan.child.id, "mark": cell.mark, "reason": cell.reason}
                )
    touched = flush_noting(session)
    touched += insert_noting(session, Attendance, new)[1]
    record_batch(session, ImportKind.ATTENDANCE, file_name, now, touched)
    return preview.report(taken=True)


def _mark(cell: MarkCell) -> Mark:
    assert cell.mark
    return cell.mark


def _plans(session: Session, sheets: MonthSheets, month: Month, today: date) -> list[_Plan]:
    """A plan for each row, in a fixed number of queries."""
    book = _book(session, month, today)
    plans = [_Plan(row, list(row.refusals)) for row in sheets.rows]
    own = {name for class_id, name in book.class_names.items() if is_own_class(session, class_id)}
    for plan in plans:
        plan.child = _find(plan, book)
        if plan.child and not book.classes(plan.child) <= own:
            plan.refusals.append(_("{name} is not in one of your classes.").format(name=plan.child.name))
        if plan.child:
            _plan_cells(plan, plan.child, book)
    _refuse_doubles(plans)
    return plans


def _book(session: Session, month: Month, today: date) -> _Book:
    by_name = defaultdict(list)
    for child in session.scalars(with_parts()):
        by_name[child.name].append(child)
    records = session.scalars(select(Attendance).where(Attendance.day.between(month.first, month.last)))
    return _Book(
        by_name,
        {(record.child_id, record.day): record for record in records},
        {row.id: row.name for row in list_classes(session)},
        month,
        today,
    )


def _find(plan: _Plan, book: _Book) -> Child | None:
    """The child a row means: by its name among those of the month, told apart by the class."""
    row = plan.row
    if not row.name:
        return None
    named = book.by_name.get(row.name, ())
    here = [child for child in named if book.stays(child)]
    if len(here) > 1:
        here = [child for child in here if row.class_name in book.classes(child)]
    if len(here) == 1:
        known = set(book.class_names.values())
        if row.class_name in known and row.class_name not in book.classes(here[0]):
            plan.doubts.append(
                _("In the file the child is in {classes}, not in {name}.").format(
                    classes=_(", ").join(sorted(book.classes(here[0]))), name=row.class_name
                )
            )
        return here[0]
    if not row.cells and not row.refusals:
        plan.doubts.append(_("There is no such child in the month; the row holds no marks and was left out."))
    elif not named:
        plan.refusals.append(_("There is no child of this name in the file."))
    elif not any(book.stays(child) for child in named):
        plan.refusals.append(_("The child is not in the centre in {month}.").format(month=book.month))
    else:
        plan.refusals.append(
            _("Several children have this name, and the class doesn't tell which: write it in a column 班级.")
        )
    return None


def _plan_cells(plan: _Plan, child: Child, book: _Book) -> None:
    wrong: dict[str, list[date]] = defaultdict(list)
    nameless = []
    for cell in plan.row.cells:
        expected = _is_expected(child, cell.day)
        if cell.mark is None:
            plan.left_untaken += expected and cell.day <= book.today
            continue
        if sentence := _against(child, cell, expected, book):
            wrong[sentence].append(cell.day)
            continue
        old = book.marks.get((child.id, cell.day))
        if old and old.mark is cell.mark and cell.reason in ("", old.reason):
            continue  # an empty reason never wipes one
        if cell.mark is Mark.SICK and not cell.reason:
            nameless.append(cell.day)
        plan.writes.append((cell, old))
    plan.refusals += [
        _("{days}: {sentence}.").format(days=_days(days), sentence=sentence)
        for sentence, days in wrong.items()
    ]
    if nameless:
        plan.doubts.append(
            _("{days}: sick leave without the disease or symptom; add it.").format(days=_days(nameless))
        )


def _is_expected(child: Child, day: date) -> bool:
    return any(is_expected(stay_of(stay), pattern_on(stay.patterns, day), day) for stay in child.enrolments)


def _against(child: Child, cell: MarkCell, expected: bool, book: _Book) -> str:
    """What speaks against a mark, or nothing."""
    kind = day_kind(cell.day)
    if cell.day > book.today:
        return _("the day lies in the future")
    if not kind.is_open:
        return _("no operating day ({kind})").format(kind=_(kind.value))
    if not any(stay_of(stay).covers(cell.day) for stay in child.enrolments):
        return _("the child is not in the centre")
    if not expected and not _mark(cell).attended:
        return _("the child is not expected, so there is no absence to record")
    if len(cell.reason) > _LONGEST_REASON:
        return _("the reason is too long")
    return ""


def _days(days: Sequence[date]) -> str:
    named = _(", ").join(formats.short_date(day) for day in days[:_MOST_DAYS_NAMED])
    if len(days) <= _MOST_DAYS_NAMED:
        return named
    return _("{days} and {n} more").format(days=named, n=len(days) - _MOST_DAYS_NAMED)


def _refuse_doubles(plans: Sequence[_Plan]) -> None:
    """Two rows with a mark for one child and day; a child that moved may stand in two sheets with other days."""
    rows: dict[tuple[int, date], list[_Plan]] = defaultdict(list)
    for plan in plans:
        for cell in plan.row.cells:
            if plan.child and cell.mark:
                rows[plan.child.id, cell.day].append(plan)
    doubles = {id(plan): group for group in rows.values() if len(group) > 1 for plan in group}
    for plan in plans:
        if group := doubles.get(id(plan)):
            where = _(", ").join(f"{each.row.sheet}!{each.row.row}" for each in group)
            plan.refusals.append(
                _("Several rows mark the same days of this child: {rows}.").format(rows=where)
            )


def _preview(plan: _Plan) -> PreviewRow:
    changes = tuple(
        Change(
            formats.short_date(cell.day),
            f"{record.mark.symbol}{record.reason}" if record else "",
            f"{_mark(cell).symbol}{cell.reason}",
        )
        for cell, record in plan.writes
    )
    if plan.refusals:
        state = RowState.REFUSED
    elif not changes:
        state = RowState.UNCHANGED
    else:
        state = RowState.CHANGED if any(change.old for change in changes) else RowState.NEW
    row = plan.row
    return PreviewRow(
        row.sheet,
        row.row,
        row.name,
        row.class_name,
        state,
        changes,
        tuple(plan.refusals),
        tuple(plan.doubts),
    )
