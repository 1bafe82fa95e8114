"""What can be printed: one item per report or form, and the choices it asks for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from centerdesk.base.i18n import N_
from centerdesk.base.tables import Sheet

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Asks(Enum):
    """What a paper is made for; the value is the word for people."""

    DAY = N_("Day")
    MONTH = N_("Month")
    CLASS = N_("Class")
    CHILD = N_("Child")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a paper is made for: a day (today unless chosen), a month, a class (None: all), a child.

    `blank` asks for the form to be filled in by hand: known names, no values.
    """

    day: date
    year: int
    month: int
    class_id: int | None = None
    child_id: int | None = None
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A flowing table; `build` gives its sheets."""

    code: str
    title: str
    asks: tuple[Asks, ...]
    build: "Callable[[Session, Choice], Sequence[Sheet]]"


@dataclass(frozen=True, slots=True)
class Form(Report):
    """A statutory form: a new edition is a new file, the old one stays for old periods."""

    edition: str
    source: str
