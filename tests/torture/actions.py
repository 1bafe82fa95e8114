"""A row of actions that any process can repeat, and what the file must hold after each of them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from pathlib import Path
from random import Random

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centerdesk.db import store
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.audit import Audit
from centerdesk.db.store import Actor, Check, Store
from centerdesk.domain.attendance import Mark
from centerdesk.domain.calendar import Month, operating_days
from centerdesk.domain.grids import Grid
from centerdesk.services import attendance
from centerdesk.services.attendance_import import check_attendance, take_attendance
from tests.services.small_centre import TODAY, small_centre

ACTOR = Actor(1, "张园长")
NOW = datetime(2026, 11, 24, 9)
OCTOBER = Month(2026, 10)
NAMES = tuple(f"{surname}小满" for surname in "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严")
CHILDREN = range(1, len(NAMES) + 1)
DAYS = tuple(operating_days(date(2026, 10, 8), TODAY))
_OCTOBER_DAYS = tuple(day for day in DAYS if day.month == OCTOBER.month)
_MARKS = ((Mark.PRESENT, ""), (Mark.HALF, ""), (Mark.PERSONAL, ""), (Mark.SICK, "发热"))

Cells = dict[tuple[int, date], tuple[Mark, str]]


class Kind(Enum):
    """One child's mark, or a batch that is there as a whole or not at all."""

    MARK = auto()
    CLEAR = auto()
    REST = auto()
    MONTH = auto()


@dataclass(frozen=True, slots=True)
class Action:
    """What is done in one transaction; a mark of None takes back."""

    kind: Kind
    day: date
    marks: dict[tuple[int, date], tuple[Mark | None, str]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a file was found to hold: its marks, how many of them each step of the audit names, its soundness."""

    cells: Cells
    steps: list[int]
    check: Check


@dataclass(slots=True)
class Expected:
    """What the file holds after so many actions, computed without it."""

    number: int
    cells: Cells
    steps: list[int]

    def after_next(self) -> "Expected":
        """The same one action on."""
        action = planned(self.number)
        cells = _after(self.cells, action)
        changed = sum(cells.get(key) != self.cells.get(key) for key in cells.keys() | self.cells.keys())
        return Expected(self.number + 1, cells, [*self.steps, changed] if changed else self.steps)

    def is_in(self, found: Found) -> bool:
        """Whether the file holds this, and its audit the same."""
        return found.cells == self.cells and found.steps == self.steps


def planned(number: int) -> Action:
    """The action of this number: always the same one."""
    dice = Random(number)
    kind = dice.choices(list(Kind), (6, 1, 2, 1))[0]
    day = dice.choice(DAYS)
    if kind is Kind.MARK:
        taken_back: tuple[tuple[Mark | None, str], ...] = (*_MARKS, (None, ""))
        return Action(kind, day, {(dice.choice(CHILDREN), day): dice.choice(taken_back)})
    if kind is Kind.CLEAR:
        return Action(kind, day, {(child, day): (None, "") for child in CHILDREN})
    if kind is Kind.REST:
        return Action(kind, day, {})
    days = dice.sample(_OCTOBER_DAYS, 5)
    return Action(kind, day, {(child, each): dice.choice(_MARKS) for child in CHILDREN for each in days})


def _after(cells: Cells, action: Action) -> Cells:
    if action.kind is Kind.REST:
        return {(child, action.day): (Mark.PRESENT, "") for child in CHILDREN} | cells
    after = dict(cells)
    for key, (mark, reason) in action.marks.items():
        if mark is None:
            after.pop(key, None)
        elif action.kind is Kind.MARK or key not in cells or not _says_nothing_new(cells[key], mark, reason):
            after[key] = mark, reason
    return after


def _says_nothing_new(old: tuple[Mark, str], mark: Mark, reason: str) -> bool:
    return old[0] is mark and reason in ("", old[1])  # an import's empty reason never wipes one


def perform(session: Session, action: Action) -> None:
    """Do it through the services, as the window does."""
    if action.kind is Kind.REST:
        attendance.mark_rest_present(session, action.day, today=TODAY)
    elif action.kind is Kind.MONTH:
        days = sorted({day for _child, day in action.marks})
        rows = [(NAMES[child - 1], *(_written(action, child, day) for day in days)) for child in CHILDREN]
        grid = Grid("托大班", (("姓名", *(day.day for day in days)), *rows))
        preview = check_attendance(session, [grid], OCTOBER, {}, TODAY)
        take_attendance(session, preview, NOW, "十月.xlsx")
    else:
        for (child, day), (mark, reason) in action.marks.items():
            attendance.mark(session, child, day, mark, reason, today=TODAY)


def _written(action: Action, child: int, day: date) -> str:
    mark, reason = action.marks[child, day]
    return f"{mark.symbol}{reason}" if mark else ""


def act(opened: Store, number: int) -> None:
    """One action, one transaction."""
    with opened.begin(ACTOR, NOW) as session:
        perform(session, planned(number))


def act_on(folder: Path, key: bytes, first: int, acknowledge: int) -> None:
    """Act without end, each action told to the other end of a pipe once it is committed.

    The file is closed and opened in between, so that a kill meets the write-ahead log being folded in, too.
    """
    opened = store.open_store(folder, key)
    number = first
    while True:
        act(opened, number)
        os.write(acknowledge, f"{number}\n".encode())
        number += 1
        if Random(number).random() < 0.3:
            opened.close()
            opened = store.open_store(folder, key)


@contextmanager
def centre_with_children(folder: Path) -> Iterator[tuple[bytes, str]]:
    """A centre of 24 children, closed; gives its key and its recovery code."""
    with small_centre(folder) as made:
        group = made.add_class(capacity=len(NAMES))
        for name in NAMES:
            made.enrol(name, group, "2026-09-01")
        key = made.opened.store.data_key
        made.opened.store.close()
        yield key, made.code


def find(folder: Path, key: bytes, *, check: bool = True) -> Found:
    """Open a file and read what stands in it."""
    opened = store.open_store(folder, key)
    try:
        with opened.read(ACTOR) as session:
            marks = session.execute(
                select(Attendance.child_id, Attendance.day, Attendance.mark, Attendance.reason)
            )
            cells = {(child, day): (mark, reason) for child, day, mark, reason in marks}
            steps = session.scalars(
                select(func.count())
                .where(Audit.table_name == Attendance.__tablename__)
                .group_by(Audit.step)
                .order_by(Audit.step)
            )
            counts = list(steps)
        return Found(cells, counts, opened.check() if check else Check("ok", "ok", 0, None))
    finally:
        opened.close()
