"""今日待办: open matters, one file per kind of them; read by the window and the command line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from centerdesk.base.discover import discover
from centerdesk.domain.attendance import Tally
from centerdesk.domain.calendar import Month
from centerdesk.services import attendance
from centerdesk.services.attendance import ClassDayRow
from centerdesk.services.rights import Right, has


class Urgency(StrEnum):
    """How urgent a matter is, the most urgent first."""

    ALARM = "alarm"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Matter:
    """One open matter: a tag, a sentence that names nobody, and the page that settles it."""

    urgency: Urgency
    tag: str
    text: str
    action: str
    page: str
    where: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As other programs read it."""
        return {
            "urgency": self.urgency.value,
            "tag": self.tag,
            "text": self.text,
            "page": self.page,
            "where": {
                name: value if isinstance(value, int) else str(value) for name, value in self.where.items()
            },
        }


class Situation:
    """The centre on a day; its figures are read once, however many tasks look at them.

    `folder` is the centre's own; None where nobody knows it.
    """

    def __init__(self, session: Session, today: date, folder: Path | None = None) -> None:
        self.session, self.today, self.folder = session, today, folder

    @cached_property
    def groups(self) -> list[ClassDayRow]:
        """Each open class's day in figures."""
        return attendance.classes_of_day(self.session, self.today)

    @cached_property
    def days(self) -> list[tuple[date, Tally]]:
        """The figures of this month's operating days up to today."""
        return attendance.tallies_by_day(self.session, Month.of(self.today).first, self.today)

    @cached_property
    def days_before(self) -> list[tuple[date, Tally]]:
        """The figures of last month's operating days."""
        last = Month.of(self.today).plus(-1)
        return attendance.tallies_by_day(self.session, last.first, last.last)


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of open matter: `find` looks for it; `late` where it takes more than the day's figures."""

    code: str
    title: str
    right: Right
    find: Callable[[Situation], Iterable[Matter]]
    late: bool = False


def all_tasks() -> tuple[Task, ...]:
    """All kinds of open matters."""
    return discover("centerdesk.tasks", "TASK")


def open_matters(situation: Situation, *, late: bool | None = None) -> list[Matter]:
    """What is open for the actor, the most urgent first: all, or only what is found at once (or later)."""
    tasks = [task for task in all_tasks() if late in (None, task.late) and has(situation.session, task.right)]
    return by_urgency(matter for task in tasks for matter in task.find(situation))


def by_urgency(matters: Iterable[Matter]) -> list[Matter]:
    """The most urgent first."""
    order = list(Urgency)
    return sorted(matters, key=lambda matter: order.index(matter.urgency))
