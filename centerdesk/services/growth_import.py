"""Weights and lengths from a workbook: each row held against its child, shown, and taken."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import cell_text
from centerdesk.db.schema.children import Child
from centerdesk.db.schema.health import Measurement
from centerdesk.domain.grids import Grid, day_of, digits_of, name_of
from centerdesk.domain.growth_sheet import GROWTH, day_above, lying_of
from centerdesk.domain.growth_units import (
    centimetres,
    is_in_jin,
    kilograms,
    length_of,
    weight_of,
)
from centerdesk.domain.roster_sheet import RosterRow, RosterRows, propose, read_roster
from centerdesk.domain.workbook_words import NOTHING, Col
from centerdesk.services.by_hand import entries_of, keeps_hand_made, last_written
from centerdesk.services.children import with_parts
from centerdesk.services.classes import list_classes
from centerdesk.services.imports import ImportKind, ImportReport, record_batch
from centerdesk.services.measurements import (
    MeasurementRow,
    check_measurement,
    doubts_about,
    row_of,
    write_row,
)
from centerdesk.services.rights import Right, needs
from centerdesk.services.row_reader import RowReader, refuse_unreckoned
from centerdesk.services.stays import placed_on, stay_of
from centerdesk.services.table_import import (
    Left,
    RowPlan,
    TablePreview,
    preview_of,
    refuse_doubles,
    rows_to_take,
)
from centerdesk.services.touched import Values, flush_noting

_TITLES = {
    "weight": N_("Weight"),
    "length": N_("Length or height"),
    "head": N_("Head circumference"),
    "lying": N_("Position when measured"),
    "note": N_("Note"),
}
_COLUMNS = {"weight": Col.WEIGHT, "length": Col.LENGTH, "head": Col.HEAD}
_NOTE_ROOM = Measurement.__table__.c.note.type.length  # type: ignore[attr-defined]


@dataclass(slots=True)
class _Plan(RowPlan):
    """A row with the child it means and what it says of it; `record` is what stands of that day."""

    row: RosterRow
    child: Child | None = None
    told: MeasurementRow | None = None
    written: MeasurementRow | None = None
    record: Measurement | None = None


@dataclass(frozen=True, slots=True)
class _Book:
    """The centre's file as a table of measurements is held against it."""

    by_name: Mapping[str, Sequence[Child]]
    by_number: Mapping[str, Child]
    records: Mapping[tuple[int, date], Measurement]
    earlier: Mapping[tuple[str, str], Values]
    class_names: Mapping[int, str]
    today: date

    def class_on(self, child: Child, day: date) -> str:
        """The class a child is in on a day; empty where it isn't in the centre."""
        for stay in child.enrolments:
            class_id = placed_on(stay.placements, day) if stay_of(stay).covers(day) else None
            if class_id:
                return self.class_names[class_id]
        return ""


def read_growth(grids: Sequence[Grid]) -> RosterRows:
    """The rows of a table of weights and lengths; a day in a title above counts where no column has one."""
    proposals = propose(grids, vocabulary=GROWTH)
    rows = read_roster(grids, proposals, GROWTH)
    days = {
        grid.sheet: day_above(grid, proposal)
        for grid, proposal in zip(grids, proposals, strict=True)
        if proposal.place_of(Col.MEASURED_ON) is None
    }
    return replace(rows, rows=tuple(_on_day(row, days.get(row.sheet)) for row in rows.rows))


@needs(Right.WRITE_HEALTH)
def check_growth(session: Session, sheets: RosterRows, today: date) -> TablePreview[RosterRows]:
    """What a table of weights and lengths would bring to the centre's file; nothing is written."""
    return preview_of(sheets, _plans(session, sheets, today), today, _conversions(sheets))


@needs(Right.WRITE_HEALTH)
def take_growth(
    session: Session,
    preview: TablePreview[RosterRows],
    now: datetime,
    file_name: str,
    *,
    only_good: bool = False,
    without: Left = frozenset(),
) -> ImportReport:
    """Write what the preview shows: all of it, and nothing when a row is refused; or the good rows only."""
    plans = _plans(session, preview.sheets, preview.today)
    wanted = rows_to_take(plans, preview, only_good=only_good, without=without)
    if wanted is None:
        return preview.report()
    for plan in wanted:
        assert plan.child
        assert plan.written
        record = plan.record
        if record is None:
            record = Measurement(child_id=plan.child.id, measured_on=plan.written.measured_on)
            session.add(record)
        write_row(record, plan.written)
    record_batch(session, ImportKind.GROWTH, file_name, now, flush_noting(session))
    return replace(preview.report(taken=True), taken=len(wanted))


def _on_day(row: RosterRow, day: date | None) -> RosterRow:
    if day is None:
        return row
    titles = {**row.titles, Col.MEASURED_ON: Col.MEASURED_ON.label}
    return replace(row, cells={**row.cells, Col.MEASURED_ON: day}, titles=titles)


def _conversions(sheets: RosterRows) -> Iterator[str]:
    """Sheets whose weights are in 斤 by their heading."""
    in_jin = {row.sheet for row in sheets.rows if is_in_jin(row.titles.get(Col.WEIGHT, ""))}
    for sheet in sorted(in_jin):
        yield _("The weights of sheet “{sheet}” are in 斤 by their heading; they are halved to kg.").format(
            sheet=sheet
        )


def _plans(session: Session, sheets: RosterRows, today: date) -> list[_Plan]:
    """A plan for each row, in a fixed number of queries."""
    book = _book(session, today)
    plans = [_plan(row, book) for row in sheets.rows]
    groups = defaultdict(list)
    for plan in plans:
        if plan.child and plan.told:
            groups[plan.child.id, plan.told.measured_on].append(plan)
    refuse_doubles(groups.values(), N_("Several rows measure this child on the same day: {rows}."))
    return plans


def _book(session: Session, today: date) -> _Book:
    children = session.scalars(with_parts().where(Child.erased_on.is_(None))).all()
    by_name = defaultdict(list)
    for child in children:
        by_name[child.name].append(child)
    return _Book(
        by_name,
        {child.id_number: child for child in children if child.id_number},
        {(record.child_id, record.measured_on): record for record in session.scalars(select(Measurement))},
        last_written(session.execute(entries_of(ImportKind.GROWTH))),
        {row.id: row.name for row in list_classes(session)},
        today,
    )


def _plan(row: RosterRow, book: _Book) -> _Plan:
    reader = RowReader(row)
    refuse_unreckoned(reader)
    name = name_of(row.cells.get(Col.NAME))
    if not name and Col.NAME not in row.unreckoned:
        reader.refusals.append(_("The name is missing."))
    day = reader.tried(Col.MEASURED_ON, day_of, None) if Col.MEASURED_ON in row.titles else None
    plan = _Plan(row, name, row.text(Col.CLASS), reader.refusals, reader.doubts)
    values = _values(reader)
    if not any(values[each] is not None for each in _COLUMNS) and not plan.refusals:
        plan.doubts.append(_("Nothing was measured; the row was left out."))
        return plan
    if day is None and not row.text(Col.MEASURED_ON):
        plan.refusals.append(_("The day of the measurement is missing: add a column 测量日期."))
    plan.child = _find(plan, reader, day or book.today, book)
    if plan.child and day and not plan.refusals:
        plan.told = MeasurementRow(day, **values)
        _hold_against(plan, plan.child, plan.told, book)
    return plan


def _values(reader: RowReader) -> dict[str, Any]:
    row = reader.row
    found: dict[str, Any] = {}
    for name, column in _COLUMNS.items():
        read = weight_of if column is Col.WEIGHT else length_of
        title = row.titles.get(column, "")
        blank = row.text(column) in NOTHING
        found[name] = None if blank else reader.tried(column, partial(read, title=title), None)
    lying = lying_of(row.text(Col.LYING))
    if lying is None and found["length"] is not None:
        lying = lying_of(row.titles[Col.LENGTH])
    return {**found, "lying": lying, "note": reader.said(Col.NOTE, _NOTE_ROOM)}


def _find(plan: _Plan, reader: RowReader, day: date, book: _Book) -> Child | None:
    """The child a row means: by its number, else by its name, its birth date and, among namesakes, its class."""
    row = plan.row
    born = reader.tried(Col.BIRTH_DATE, day_of, None)
    number = reader.tried(Col.ID_NUMBER, digits_of, "")
    if not plan.name or plan.refusals:
        return None
    if holder := book.by_number.get(number):
        if holder.name != plan.name:
            plan.refusals.append(
                _("In the file this ID number is that of {name}. One of the two was mistyped.").format(
                    name=holder.name
                )
            )
            return None
        return holder
    named = book.by_name.get(plan.name, ())
    if not named:
        plan.refusals.append(_("There is no child of this name in the file."))
        return None
    if number and number not in NOTHING:
        named = [child for child in named if not child.id_number]
        if not named:
            plan.refusals.append(_("The child of this name has another ID number in the file."))
            return None
    if born:
        return _born_on(plan, named, born)
    if len(named) > 1 and row.text(Col.CLASS):
        here = [child for child in named if book.class_on(child, day) == row.text(Col.CLASS)]
        if len(here) == 1:
            return here[0]
    if len(named) > 1:
        plan.refusals.append(_("Several children have this name: add a column 出生日期 to tell them apart."))
        return None
    return named[0]


def _born_on(plan: _Plan, named: Sequence[Child], born: date) -> Child | None:
    same = [child for child in named if child.birth_date == born]
    if len(same) == 1:
        return same[0]
    if same:
        plan.refusals.append(
            _("Several children of the file have this name and birth date; add the ID number.")
        )
    else:
        plan.refusals.append(
            _("In the file {name} was born on {days}, here it says {day}.").format(
                name=plan.name,
                days=_(", ").join(iso_date(child.birth_date) for child in named),
                day=iso_date(born),
            )
        )
    return None


def _hold_against(plan: _Plan, child: Child, told: MeasurementRow, book: _Book) -> None:
    try:
        check_measurement(told, child.birth_date, book.today)
    except UserError as error:
        plan.refusals.append(error.text)
        return
    plan.record = book.records.get((child.id, told.measured_on))
    plan.is_new = plan.record is None
    now = row_of(plan.record) if plan.record else MeasurementRow(told.measured_on)
    plan.written = _merged(plan, child, now, told, book)
    for name, title in _TITLES.items():
        plan.change(title, _shown(name, getattr(now, name)), _shown(name, getattr(plan.written, name)))
    halved = is_in_jin(plan.row.titles.get(Col.WEIGHT, ""))
    plan.doubts += doubts_about(plan.written, child, halved=halved)
    in_file = book.class_on(child, told.measured_on)
    if not in_file:
        plan.doubts.append(
            _("The child was not in the centre on {day}.").format(day=iso_date(told.measured_on))
        )
    elif plan.class_name in book.class_names.values() and plan.class_name != in_file:
        plan.doubts.append(
            _("In the file the child is in {classes}, not in {name}.").format(
                classes=in_file, name=plan.class_name
            )
        )
    plan.class_name = in_file or plan.class_name


def _merged(
    plan: _Plan, child: Child, now: MeasurementRow, told: MeasurementRow, book: _Book
) -> MeasurementRow:
    """What stands of the day with what the workbook says; an empty cell wipes nothing."""
    earlier = book.earlier.get((Measurement.__tablename__, f"{child.id}/{told.measured_on}"), {})
    said = {
        each.name: getattr(told, each.name)
        for each in fields(told)
        if getattr(told, each.name) not in (None, "") and each.name != "measured_on"
    }
    for name in [name for name in said if name in earlier]:
        if keeps_hand_made(
            plan.doubts,
            _TITLES[name],
            earlier[name],
            getattr(now, name),
            said[name],
            partial(_shown, name),
        ):
            del said[name]
    return replace(now, **said)


def _shown(name: str, value: Any) -> str:
    if name == "weight" and value is not None:
        return _("{n} kg").format(n=kilograms(value))
    if name in ("length", "head") and value is not None:
        return _("{n} cm").format(n=centimetres(value))
    if name == "lying" and value is not None:
        return _("Lying") if value else _("Standing")
    return cell_text(value)
