"""All that is kept about one child: its rows from every table that points to it, as its guardian may ask for them."""

import base64
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.audit import Audit
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.children import Child, Enrolment
from centerdesk.domain.attendance import Mark, Pattern
from centerdesk.domain.calendar import Month
from centerdesk.domain.people import LeaveReason
from centerdesk.services.audit import note_taken_out
from centerdesk.services.child_tables import Rows, keys_of, rows_about
from centerdesk.services.children import ChildRow, child
from centerdesk.services.classes import list_classes
from centerdesk.services.rights import Right, needs
from centerdesk.services.touched import plain

FORMAT = "centerdesk-child-file"


@dataclass(frozen=True, slots=True)
class Changes:
    """How often the records of a table were changed, and when first and last."""

    table_name: str
    number: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class StayRow:
    """A time in the centre, with its classes and weekly patterns from their days on."""

    enrolled_on: date
    left_on: date | None
    leave_reason: LeaveReason | None
    classes: tuple[tuple[date, str], ...]
    patterns: tuple[tuple[date, Pattern], ...]


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of a child's attendance: days by their mark, and the reasons given with their days."""

    month: Month
    days: Counter[Mark]
    reasons: str


@dataclass(frozen=True, slots=True)
class ChildFile:
    """A child's file as people read it."""

    child: ChildRow
    erased_on: date | None
    stays: tuple[StayRow, ...]
    months: tuple[MonthRow, ...]


@needs(Right.READ_ID_NUMBERS)
def export_child(session: Session, child_id: int, now: datetime) -> dict[str, Any]:
    """The child's whole file for other programs; a table added later comes along by its foreign key."""
    record = session.get_one(Child, child_id)
    tables = rows_about(session, child_id)
    note_taken_out(session, _("A child's whole file"), 1)
    return {
        "format": FORMAT,
        "version": 1,
        "about": _(
            "All that this centre keeps about one child. `tables` holds the rows by table: `child` is the child, "
            "the others point to it by `child_id`, or to one of its times in the centre by `enrolment_id`. "
            "`names` gives the names of what is only referred to (classes by `class_id`). `changes` counts "
            "what the log of changes holds about these rows. Days are written as 2026-11-24."
        ),
        "made_at": now.isoformat(timespec="seconds"),
        "erased_on": formats.iso_date(record.erased_on) if record.erased_on else None,
        "tables": {name: [_plain_row(row) for row in rows] for name, rows in tables.items()},
        "names": _names(session, tables),
        "changes": [
            {
                "table": each.table_name,
                "entries": each.number,
                "first": each.first.isoformat(timespec="seconds"),
                "last": each.last.isoformat(timespec="seconds"),
            }
            for each in _changes(session, tables)
        ],
    }


@needs(Right.READ_ID_NUMBERS)
def read_child_file(session: Session, child_id: int, on: date) -> ChildFile | None:
    """A child's file; None where there is no such child."""
    record = session.get(Child, child_id)
    if record is None:
        return None
    classes = {group.id: group.name for group in list_classes(session)}
    stays = tuple(_stay(stay, classes) for stay in record.enrolments)
    return ChildFile(child(session, child_id, on), record.erased_on, stays, _months(session, child_id))


@needs(Right.READ_ID_NUMBERS)
def changes_of(session: Session, child_id: int) -> list[Changes]:
    """How often the child's records were changed, by table."""
    return _changes(session, rows_about(session, child_id))


def _stay(stay: Enrolment, classes: dict[int, str]) -> StayRow:
    return StayRow(
        stay.enrolled_on,
        stay.left_on,
        stay.leave_reason,
        tuple((each.starts_on, classes[each.class_id]) for each in stay.placements),
        tuple((each.starts_on, Pattern(each.service, each.weekdays, each.half)) for each in stay.patterns),
    )


def _months(session: Session, child_id: int) -> tuple[MonthRow, ...]:
    query = select(Attendance).where(Attendance.child_id == child_id).order_by(Attendance.day)
    found: dict[Month, list[Attendance]] = defaultdict(list)
    for each in session.scalars(query):
        found[Month.of(each.day)].append(each)
    return tuple(
        MonthRow(month, Counter(each.mark for each in marks), _reasons(marks))
        for month, marks in found.items()
    )


def _reasons(marks: list[Attendance]) -> str:
    """发热（3、4）"""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for each in marks:
        if each.reason:
            by_reason[each.reason].append(str(each.day.day))
    return _("; ").join(
        _("{reason} ({days})").format(reason=reason, days=_(", ").join(days))
        for reason, days in by_reason.items()
    )


def _names(session: Session, tables: dict[str, Rows]) -> dict[str, dict[str, str]]:
    """Names of what the rows refer to outside of the child's own tables, by table and id."""
    found: dict[str, dict[str, str]] = {}
    for name, rows in tables.items():
        for link in Base.metadata.tables[name].foreign_keys:
            other = link.column.table
            if other.name in tables or "name" not in other.c or not rows:
                continue
            wanted = {row[link.parent.name] for row in rows} - {None}
            query = select(link.column, other.c.name).where(link.column.in_(wanted))
            found.setdefault(other.name, {}).update(
                {str(key): words for key, words in session.execute(query)}
            )
    return found


def _changes(session: Session, tables: dict[str, Rows]) -> list[Changes]:
    found = []
    for name, rows in tables.items():
        keys = list(keys_of(name, rows))
        query = select(func.count(), func.min(Audit.at), func.max(Audit.at)).where(
            Audit.table_name == name, Audit.key.in_(keys)
        )
        number, first, last = session.execute(query).one()
        if number:
            found.append(Changes(name, number, first, last))
    return found


def _plain_row(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: object) -> Any:
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else plain(value)
