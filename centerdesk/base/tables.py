"""Rows for people: the same columns on screen, on paper and in Excel."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

from centerdesk.base.formats import number


class Align(Enum):
    """Where a column's text stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `title` is English and marked, `value` takes it from a row, `width` is its weight in mm.

    `sort` gives the value rows are ordered by, where it isn't the shown one (a name's pinyin key).
    `text` marks digits that are no number (identity papers, phones), so that Excel keeps them whole.
    `shade` greys a column on paper (days the centre is closed).
    """

    title: str
    value: Callable[[Any], Any]
    width: float = 20
    align: Align = Align.LEFT
    sort: Callable[[Any], Any] | None = None
    text: bool = False
    shade: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for people, as printed: titles and notes are already in the user's language.

    `form_number` stands at the top left, `unit` at the top right, `subtitle` under the title;
    `legend` and `notes` under the table; `signatures` are the words before the empty lines to sign on.
    `totals` is a last row that belongs to the table and is never parted from it.
    A signature word with blanks of its own ("日期：    年  月  日") gets no line after it.
    With `draw` the sheet is printed as one page of a fixed layout: it gets a `pdf.pen.Pen`, and the table is what
    the workbook holds. A form of such pages has a `blank` of its own.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Any]
    subtitle: str = ""
    form_number: str = ""
    unit: str = ""
    totals: Sequence[Any] = ()
    legend: str = ""
    notes: Sequence[str] = ()
    signatures: Sequence[str] = ()
    landscape: bool = False
    seal: bool = False
    draft: bool = False
    footer: str = field(default="")
    draw: Callable[[Any], None] | None = None


def cell_text(value: object) -> str:
    """A cell's value as people read it; what isn't there is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "√" if value else ""
    if isinstance(value, int | Decimal):
        return number(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(getattr(value, "label", value))
