"""The cells of a row of somebody's workbook: read as what they mean, and what is wrong with them gathered."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from centerdesk.base.errors import UserError
from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import _
from centerdesk.domain.grids import Cell, day_of, digits_of, is_day, name_of, text_of
from centerdesk.domain.roster_sheet import RosterRow
from centerdesk.domain.workbook_words import NOTHING, STILL_HERE, Col

T = TypeVar("T")

_DAY_WORDS = re.compile(
    r"(\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{1,2}"
)
_MOBILE = 11  # digits of a mobile number; a landline with its area code has as many


@dataclass(slots=True)
class RowReader:
    """Reads the cells of a row and gathers what is wrong with them; `literal` are columns read as they stand."""

    row: RosterRow
    literal: frozenset[str] = frozenset()
    refusals: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def tried(self, column: Col, read: Callable[[Cell], T], default: T) -> T:
        try:
            return read(self.row.cells.get(column))
        except UserError as error:
            self.refusals.append(self.about(column, error.text))
            return default

    def about(self, column: Col, sentence: str) -> str:
        return _("{column}: {sentence}").format(column=self.row.titles[column], sentence=sentence)

    def parts(self) -> Iterator["RowReader"]:
        """What reads the row, and what reads each of its further guardians."""
        yield self
        yield from (replace(self, row=row) for row in self.row.more)

    def is_literal(self, column: Col) -> bool:
        return self.row.titles.get(column) in self.literal

    def read(self, column: Col) -> str:
        cell = self.row.cells.get(column)
        if self.is_literal(column):
            return "" if cell is None else str(cell)
        return self.tried(column, lambda cell: reads_as(column, cell), "")

    def said(self, column: Col, longest: int | None) -> str:
        text = self.read(column)
        if longest is not None and len(text) > longest:
            self.refusals.append(
                self.about(
                    column,
                    _("The text has {n} characters; there is room for {most}.").format(
                        n=len(text), most=longest
                    ),
                )
            )
        return text

    def told(self, column: Col, read: Callable[[str], T | None]) -> T | None:
        """A word that is left out, and named, when it can't be understood."""
        text = self.row.text(column)
        value = read(text) if text else None
        if value is None and text and text not in NOTHING:
            self.doubts.append(
                self.about(column, _("“{text}” was not understood and is left out.").format(text=text))
            )
        return value

    def day(self, column: Col) -> date | None:
        """A day that may be lacking."""
        return None if self.row.text(column) in STILL_HERE else self.tried(column, day_of, None)


def refuse_unreckoned(reader: RowReader) -> None:
    """Name the formulas that have no result."""
    reader.refusals += [
        reader.about(
            column,
            _(
                "The formula in this cell has no result. Open the workbook in WPS or Excel, save it and choose it "
                "again."
            ),
        )
        for column in Col
        if column in reader.row.unreckoned and column not in (Col.POSITION, Col.REASON)
    ]


def phone_in(reader: RowReader, column: Col) -> str:
    """A phone number; one without the digits of a mobile phone is named."""
    phone = reader.said(column, None)
    if phone and len(re.sub(r"\D", "", phone.removeprefix("+86"))) != _MOBILE:
        reader.doubts.append(
            reader.about(column, _("“{text}” is no phone number of 11 digits.").format(text=phone))
        )
    return phone


def _typed(cell: Cell) -> str:
    """A text as it was typed, its punctuation as wide as it was; what can't be seen is left out."""
    if not isinstance(cell, str):
        return text_of(cell)
    if not cell.isascii():
        cell = "".join(char for char in cell if unicodedata.category(char) != "Cf")
    return cell.replace("\r\n", "\n").strip()


def _one_line(cell: Cell) -> str:
    return " ".join(_typed(cell).split())


def _class_name(cell: Cell) -> str:
    # A class 1-1 that Excel took for a day: as a date, as its serial number, or as its words in a text file.
    day = iso_date(day_of(cell)) if is_day(cell) else text_of(cell)
    if is_day(cell) or _DAY_WORDS.fullmatch(day):
        raise UserError(
            _(
                "Excel has turned the class into the date {day}. Format the column as text and type the class again."
            ).format(day=day)
        )
    return text_of(cell).replace(" ", "")


def _phone_number(cell: Cell) -> str:
    text = digits_of(cell)
    digits = re.sub(r"\D", "", text.removeprefix("+86"))
    return digits if re.fullmatch(r"(\+86)?1[\d-]+", text) and len(digits) == _MOBILE else text


_READ: Mapping[Col, Callable[[Cell], str]] = {
    Col.NAME: name_of,
    Col.PHONE: _phone_number,
    Col.CLASS: _class_name,
    Col.ADDRESS: _one_line,
    Col.ALLERGIES: _one_line,
    Col.CHRONIC: _one_line,
    Col.SPECIAL_NEEDS: _one_line,
    Col.NOTE: _typed,
    **dict.fromkeys((Col.FATHER, Col.MOTHER, Col.GUARDIAN), name_of),
    **dict.fromkeys((Col.FATHER_PHONE, Col.MOTHER_PHONE, Col.GUARDIAN_PHONE), _phone_number),
    **dict.fromkeys((Col.FATHER_WORK, Col.MOTHER_WORK, Col.GUARDIAN_WORK), _one_line),
}


def reads_as(column: Col, cell: Cell) -> str:
    """What a text of a column is read as: 无 and the like say that there is nothing; UserError where it can't be."""
    text = _READ.get(column, text_of)(cell)
    needed = column in (Col.NAME, Col.CLASS)
    return "" if not needed and text_of(text) in NOTHING else text
