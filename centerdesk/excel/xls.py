"""The old workbooks of Excel and WPS, .xls and .et."""

from dataclasses import replace
from datetime import date, datetime, time
from io import StringIO
from pathlib import Path
from struct import error as StructError  # noqa: N812 - an error by its name
from typing import Any

from centerdesk.base.i18n import _
from centerdesk.domain.grids import Cell, Grid, column_name
from centerdesk.excel import refusals
from centerdesk.excel.cells import MACROS, MOST_CELLS, cell

# What the reader lets out of itself when a record is cut off or spoiled.
_FAULTS = (
    StructError,
    LookupError,
    ValueError,
    TypeError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    NotImplementedError,
    MemoryError,
    RecursionError,
)


def read_xls(path: Path, content: bytes) -> list[Grid]:
    """The visible sheets that hold something; formulas give their values."""
    book = _opened(path, content)
    try:
        grids = [_grid(path, book, sheet) for sheet in book.sheets() if not sheet.visibility]
    except _FAULTS as error:
        raise refusals.damaged(path) from error
    grids = [grid for grid in grids if any(each is not None for row in grid.rows for each in row)]
    if not grids:
        raise refusals.empty(path)
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        grids[0] = replace(grids[0], remarks=(_(MACROS),))
    return grids


def _opened(path: Path, content: bytes) -> Any:
    from xlrd import XLRDError, open_workbook
    from xlrd.compdoc import CompDocError

    try:
        # Merged cells come with the formats only; some writers spoil those, and the values can still be read.
        try:
            return open_workbook(
                file_contents=content, logfile=StringIO(), formatting_info=True, ragged_rows=True
            )
        except _FAULTS:
            return open_workbook(file_contents=content, logfile=StringIO(), ragged_rows=True)
    except XLRDError as error:
        if "encrypted" in str(error):
            raise refusals.locked(path) from error
        raise refusals.damaged(path) from error
    except (CompDocError, *_FAULTS) as error:
        raise refusals.damaged(path) from error


def _grid(path: Path, book: Any, sheet: Any) -> Grid:
    if sheet.nrows * sheet.ncols > MOST_CELLS:
        raise refusals.far_cell(path, f"{column_name(sheet.ncols - 1)}{sheet.nrows}")
    rows: list[tuple[Cell, ...]] = []
    failed = set()
    for number in range(sheet.nrows):
        cells = sheet.row(number)
        rows.append(tuple(_value(each, book.datemode) for each in cells))
        failed |= {(number, place) for place, each in enumerate(cells) if _kind(each) == "error"}
    merged = tuple((top, left, end - 1, right - 1) for top, end, left, right in sheet.merged_cells)
    return Grid(sheet.name, tuple(rows), merged=merged, unreckoned=frozenset(failed))


def _kind(each: Any) -> str:
    from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, XL_CELL_TEXT

    return {
        XL_CELL_TEXT: "text",
        XL_CELL_NUMBER: "number",
        XL_CELL_DATE: "date",
        XL_CELL_BOOLEAN: "boolean",
        XL_CELL_ERROR: "error",
    }.get(each.ctype, "blank")


def _value(each: Any, datemode: int) -> Cell:
    kind = _kind(each)
    if kind == "date":
        return _moment(each.value, datemode)
    if kind == "boolean":
        return bool(each.value)
    return cell(each.value) if kind in ("text", "number") else None


def _moment(value: float, datemode: int) -> Cell:
    """A date, a moment or a time of day, as the new workbooks give them."""
    from xlrd.xldate import XLDateError, xldate_as_datetime

    if value < 1:
        return cell(value)
    try:
        found: datetime = xldate_as_datetime(value, datemode)
    except XLDateError:
        return cell(value)
    return date(found.year, found.month, found.day) if found.time() == time() else found
