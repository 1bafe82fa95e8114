"""Our own workbooks: sheets for people, and bare rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from centerdesk.base.i18n import _
from centerdesk.base.tables import Align, Column, Sheet, cell_text
from centerdesk.domain.grids import Cell, column_name

_FONT = {"font_name": "宋体", "font_size": 11}
_TINT, _LINE = "#E8EEF4", "#9AA5B1"
_MM_PER_CHARACTER = 1.9
_LINE_HEIGHT = 16
_LONGEST_TEXT = 32_767  # what a cell holds
_MARGINS = {"left": 25 / 25.4, "right": 15 / 25.4, "top": 15 / 25.4, "bottom": 15 / 25.4}  # left: to be bound
_ALWAYS = datetime(2000, 1, 1)


def write_sheets(sheets: Sequence[Sheet]) -> bytes:
    """Sheets for people as a workbook that also prints well: A4, head repeated, one page wide."""
    with _workbook() as (book, buffer):
        for sheet, name in zip(sheets, _sheet_names([each.title for each in sheets]), strict=True):
            _write_sheet(_Pen(book, book.add_worksheet(name)), sheet)
    return buffer.getvalue()


def write_rows(sheets: Mapping[str, Sequence[Sequence[Cell]]], widths: Sequence[float] = ()) -> bytes:
    """Bare rows, by the name of their sheet; `widths` of the first columns in characters."""
    with _workbook() as (book, buffer):
        for name, rows in zip(_sheet_names(list(sheets)), sheets.values(), strict=True):
            pen = _Pen(book, book.add_worksheet(name))
            for place, width in enumerate(widths):
                pen.paper.set_column(place, place, width)
            for index, row in enumerate(rows):
                for place, value in enumerate(row):
                    pen.write(index, place, value)
    return buffer.getvalue()


@contextmanager
def _workbook() -> Iterator[tuple[Any, BytesIO]]:
    from xlsxwriter import Workbook

    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "default_format_properties": _FONT})
    book.set_properties({"created": _ALWAYS})
    yield book, buffer
    book.close()


def _sheet_names(titles: Sequence[str]) -> list[str]:
    """Titles as Excel allows them for sheets: at most 31 characters, some not at all, none twice."""
    names: list[str] = []
    for title in titles:
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip(" '") or _("Sheet")
        name, copy = plain[:31].rstrip(" '"), 1
        while name.lower() in {"history", *(other.lower() for other in names)}:
            copy += 1
            name = f"{plain[: 29 - len(str(copy))]}({copy})"
        names.append(name)
    return names


class _Pen:
    """Writes values into a worksheet by their kind; formats are made once."""

    def __init__(self, book: Any, paper: Any) -> None:
        self.paper = paper
        self._book = book
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**_FONT, "valign": "vcenter", **properties})
        return self._formats[key]

    def write(self, row: int, column: int, value: Any, *, text: bool = False, **look: Any) -> None:
        """A value in its own kind: numbers and dates can be reckoned with, all else is text and never a formula."""
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool) and not text:
            self.paper.write_number(row, column, value, self.format(num_format=_number_format(value), **look))
        elif isinstance(value, date | time) and not text:
            self.paper.write_datetime(row, column, value, self.format(num_format=_day_format(value), **look))
        elif shown := (str(value) if text and value is not None else cell_text(value)):
            kind = {"num_format": "@"} if text or shown.isdigit() else {}
            self.paper.write_string(row, column, shown[:_LONGEST_TEXT], self.format(**kind, **look))
        elif look:
            self.paper.write_blank(row, column, None, self.format(**look))


def _number_format(value: int | float | Decimal) -> str:
    """As many decimals as the figure has, a rate of 95.0 too."""
    places = -int(value.as_tuple().exponent) if isinstance(value, Decimal) and value.is_finite() else 0
    if isinstance(value, float) and not value.is_integer():
        return "General"
    return "0." + "0" * places if places > 0 else "0"


def _day_format(value: date | time) -> str:
    if isinstance(value, time):
        return "hh:mm"
    return "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"


def _write_sheet(pen: _Pen, sheet: Sheet) -> None:
    last = max(len(sheet.columns) - 1, 0)
    widths = [max(column.width / _MM_PER_CHARACTER, 5) for column in sheet.columns]
    for place, width in enumerate(widths):
        pen.paper.set_column(place, place, width)
    head = _write_titles(pen, sheet, last)
    for place, column in enumerate(sheet.columns):
        pen.write(
            head,
            place,
            _(column.title),
            bold=True,
            bg_color=_TINT,
            align="center",
            text_wrap=True,
            **_border(),
        )
    row = head
    for row, record in enumerate(sheet.rows, head + 1):
        _write_row(pen, row, sheet.columns, [column.value(record) for column in sheet.columns])
    if not sheet.rows:
        row += 1
        pen.write(row, 0, _("No records in this period"))
    if sheet.totals:
        row += 1
        _write_row(pen, row, sheet.columns, sheet.totals, bold=True, bg_color=_TINT)
    _write_foot(pen, sheet, row + 1, last, sum(widths))
    _set_page(pen, sheet, head, last)
    for place, column in enumerate(sheet.columns):
        if column.text:  # no green corner on each phone number
            pen.paper.ignore_errors(
                {"number_stored_as_text": f"{column_name(place)}1:{column_name(place)}{row + 1}"}
            )


def _border() -> dict[str, Any]:
    return {"border": 1, "border_color": _LINE}


def _write_titles(pen: _Pen, sheet: Sheet, last: int) -> int:
    """What stands above the table; returns the row of its head. Nothing is merged: machines read these sheets, too."""
    row = 0
    for text, size in ((sheet.title, 16), (sheet.subtitle, 11)):
        if text:
            # Excel's "centre across selection".
            pen.write(row, 0, text, bold=size > 11, font_size=size, align="center_across")
            for place in range(1, last + 1):
                pen.paper.write_blank(row, place, None, pen.format(align="center_across"))
            pen.paper.set_row(row, size * 1.8)
            row += 1
    if sheet.form_number or sheet.unit:
        pen.write(row, 0, sheet.form_number)
        pen.write(row, max(last, 1), sheet.unit, align="right")
        row += 1
    return row


def _write_row(pen: _Pen, row: int, columns: Sequence[Column], values: Sequence[Any], **look: Any) -> None:
    for place, column in enumerate(columns):
        value = values[place] if place < len(values) else None
        align = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}[column.align]
        pen.write(row, place, value, text=column.text, align=align, text_wrap=True, **_border(), **look)


def _write_foot(pen: _Pen, sheet: Sheet, row: int, last: int, width: float) -> None:
    signatures = "        ".join(
        word if re.search(r"\s{2}", word) else _("{word}: ").format(word=word.rstrip("：:")) + "_" * 12
        for word in sheet.signatures
    )
    for text in (sheet.legend, *sheet.notes, signatures):
        if not text:
            continue
        look = pen.format(text_wrap=True, valign="top", font_size=10)
        if last:
            pen.paper.merge_range(row, 0, row, last, "", look)
        pen.paper.write_string(row, 0, text, look)
        pen.paper.set_row(row, _LINE_HEIGHT * max(1, ceil(_characters(text) / max(width, 1))))
        row += 1


def _characters(text: str) -> int:
    """The width of a text in Latin characters."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def _set_page(pen: _Pen, sheet: Sheet, head: int, last: int) -> None:
    paper = pen.paper
    paper.freeze_panes(head + 1, 0)
    paper.repeat_rows(0, head)
    paper.set_paper(9)  # A4
    if sheet.landscape:
        paper.set_landscape()
    paper.fit_to_pages(1, 0)
    paper.set_margins(**_MARGINS)
    paper.center_horizontally()
    footer = "&C" + _("Page {n} of {total}").format(n="&P", total="&N")
    paper.set_footer(f"&L{sheet.footer.replace('&', '&&')}{footer}" if sheet.footer else footer)
    if sheet.draft:
        paper.set_header("&C" + _("Draft: data incomplete"))
