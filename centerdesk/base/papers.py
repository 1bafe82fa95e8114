"""What can be printed: one item per report or form, and the choices it asks for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from centerdesk.base.i18n import N_
from centerdesk.base.tables import Sheet

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


_EMPTY_LINES = 20


class Asks(Enum):
    """What a paper is made for; the value is the word for people."""

    DAY = N_("Day")
    MONTH = N_("Month")
    YEAR = N_("Year")
    CLASS = N_("Class")
    CHILD = N_("Child")
    PERSON = N_("Member of staff")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a paper is made for: a day (today unless chosen), a year, a month, a class (None: all), a child or a
    member of staff.
    """

    day: date
    year: int
    month: int
    class_id: int | None = None
    child_id: int | None = None
    staff_id: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A flowing table; `build` gives its sheets, whose first `kept` columns also stand on the blank form."""

    code: str
    title: str
    asks: tuple[Asks, ...]
    build: "Callable[[Session, Choice], Sequence[Sheet]]"
    kept: int = 0

    def blank(self, session: "Session", choice: Choice) -> list[Sheet]:
        """The form to be filled in by hand."""
        return [_blank(sheet, self.kept) for sheet in self.build(session, choice)]


@dataclass(frozen=True, slots=True)
class Form(Report):
    """A statutory form: a new edition is a new file, the old one stays for old periods."""

    edition: str = ""
    source: str = ""


def _blank(sheet: Sheet, kept: int) -> Sheet:
    """The sheet without its values; where nobody is known, with empty lines."""
    known = bool(kept and sheet.rows)
    return replace(
        sheet,
        columns=[
            column if known and place < kept else replace(column, value=_nothing)
            for place, column in enumerate(sheet.columns)
        ],
        rows=sheet.rows if known else range(_EMPTY_LINES),
        totals=[value if place < max(kept, 1) else "" for place, value in enumerate(sheet.totals)],
        notes=(),
        draft=False,
        footer="",
    )


def _nothing(_row: object) -> str:
    return ""
