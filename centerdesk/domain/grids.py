"""A sheet of somebody's workbook as values, and its cells as people meant them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _

Cell: TypeAlias = str | int | float | bool | date | datetime | None
Rows: TypeAlias = tuple[tuple[Cell, ...], ...]

# Excel keeps 15 digits of a number; of a longer one the rest is gone for good.
MOST_DIGITS = 15
_DAY_ZERO = date(1899, 12, 30)  # Excel's day 0, with its leap day of 1900 reckoned in
_SERIALS = range(20_000, 80_000)  # 1954 to 2119: no other number in a date column means a day
_DAY = re.compile(
    r"(\d{4})\s*[-./年,、]\s*(\d{1,2})\s*[-./月,、]\s*(\d{1,2})\s*[日号]?(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?"
)
_EIGHT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_CUT_SHORT = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")  # come along when text is pasted from a chat
_HAN = "\u2e80-\u9fff\U00020000-\U0003ffff"
_PADDING = re.compile(rf"(?<=[{_HAN}·]) +(?=[{_HAN}·])")
_DOTS = re.compile("[•・‧∙●﹒]")


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's rows; `first_row` is the number Excel shows for the first, `merged` are (top, left, bottom, right).

    `unreckoned` are the cells (row, column, both from 0) whose formula has no result; `remarks` are sentences about
    the whole workbook, kept with its first sheet.
    """

    sheet: str
    rows: Rows
    first_row: int = 1
    merged: tuple[tuple[int, int, int, int], ...] = ()
    unreckoned: frozenset[tuple[int, int]] = frozenset()
    remarks: tuple[str, ...] = ()

    def number(self, index: int) -> int:
        """The number Excel shows for a row."""
        return self.first_row + index

    def address(self, index: int, column: int) -> str:
        """What Excel calls a cell: F12."""
        return f"{column_name(column)}{self.number(index)}"

    def spread(self) -> Rows:
        """The rows, all of one length, with the value of each merged range in all its cells."""
        width = max(map(len, self.rows), default=0)
        rows = [[*row, *[None] * (width - len(row))] for row in self.rows]
        for top, left, bottom, right in self.merged:
            if top < len(rows) and left < width:
                end = min(right + 1, width)
                for row in rows[top : bottom + 1]:
                    row[left:end] = [rows[top][left]] * (end - left)
        return tuple(tuple(row) for row in rows)


def column_name(index: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def text_of(cell: Cell) -> str:
    """A cell as text: full-width forms made plain, what can't be seen left out."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell)
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(text.split())


def words_of(row: tuple[Cell, ...]) -> Iterator[str]:
    """The texts of a row's cells that hold something."""
    return (text for text in map(text_of, row) if text)


def key_of(cell: Cell) -> str:
    """A heading as it is looked up: no spaces, no marks of obligation, small letters."""
    return re.sub(r"[\s*※:]", "", text_of(cell) if isinstance(cell, str) else "").lower()


def name_of(cell: Cell) -> str:
    """A person's name: without the spaces that line up short names, with one kind of dot."""
    return _PADDING.sub("", _DOTS.sub("·", text_of(cell)))


def day_of(cell: Cell) -> date | None:
    """A date, however it was typed: as a date, a serial number, 2023.1.5, 2023年1月5日, 20230105."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    if not text:
        return None
    try:
        if match := _DAY.fullmatch(text) or _EIGHT.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if not isinstance(cell, bool) and int(float(text)) in _SERIALS:
            return _DAY_ZERO + timedelta(days=int(float(text)))
    except (ValueError, OverflowError):
        pass
    raise UserError(_("“{text}” can't be read as a date; write it as 2023-01-05.").format(text=text))


def is_day(cell: Cell) -> bool:
    """Whether a cell is a date, or the number Excel keeps for one."""
    return isinstance(cell, date) or (
        isinstance(cell, int | float) and not isinstance(cell, bool) and cell in _SERIALS
    )


def digits_of(cell: Cell) -> str:
    """An identity number as typed, without spaces; UserError when Excel has kept only its first 15 digits."""
    if (isinstance(cell, int | float) and abs(cell) >= 10**MOST_DIGITS) or _CUT_SHORT.fullmatch(
        text_of(cell)
    ):
        raise UserError(
            _(
                "Excel took the number in this cell for a sum and has lost its last digits. Format the column as "
                "text and type the number again."
            )
        )
    return text_of(cell).replace(" ", "").strip("'‘’`").upper()
