"""Who stands behind a figure: kept by internal ids when a return is locked, shown with names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.i18n import N_
from centerdesk.base.tables import Column
from centerdesk.db.schema.children import Child
from centerdesk.domain.attendance import Mark
from centerdesk.returns.facts import ChildDay, OpenClass, Person
from centerdesk.returns.indicator import Record
from centerdesk.services.classes import list_classes


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record behind a figure, by ids: a child, a child's day, a class, or a day."""

    child_id: int | None = None
    class_id: int | None = None
    day: date | None = None
    mark: Mark | None = None

    def as_json(self) -> list[Any]:
        """A short list for storage: child, class, day, mark."""
        return [
            self.child_id,
            self.class_id,
            self.day and self.day.isoformat(),
            self.mark and self.mark.value,
        ]

    @classmethod
    def from_json(cls, stored: Sequence[Any]) -> "Evidence":
        """What `as_json` stored."""
        child_id, class_id, day, mark = stored
        return cls(child_id, class_id, day and date.fromisoformat(day), mark and Mark(mark))


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A record behind a figure, as people read it."""

    child_id: int | None
    name: str
    birth_date: date | None
    class_name: str
    day: date | None
    mark: Mark | None


_NAME = Column(N_("Name"), lambda row: row.name, 30)
_BORN = Column(N_("Birth date"), lambda row: row.birth_date, 26)
_CLASS = Column(N_("Class"), lambda row: row.class_name, 26)
_DAY = Column(N_("Day"), lambda row: row.day, 26)
_MARK = Column(N_("Mark"), lambda row: row.mark.label if row.mark else "", 24)


def evidence_of(record: Record) -> Evidence:
    """The ids of a record behind a figure."""
    match record:
        case Person():
            return Evidence(record.child_id, record.class_id, record.day)
        case ChildDay():
            return Evidence(record.child_id, record.class_id, record.day, record.mark)
        case OpenClass():
            return Evidence(class_id=record.class_id)
    return Evidence(day=record)


def evidence_rows(session: Session, evidence: Iterable[Evidence]) -> list[EvidenceRow]:
    """The records with their names, in the order given; who has been erased has no name."""
    people = {
        child_id: (name, born)
        for child_id, name, born in session.execute(select(Child.id, Child.name, Child.birth_date))
    }
    classes = {row.id: row.name for row in list_classes(session)}
    rows = []
    for each in evidence:
        name, born = people.get(each.child_id or 0) or ("", None)
        group = classes.get(each.class_id or 0, "")
        rows.append(EvidenceRow(each.child_id, name, born, group, each.day, each.mark))
    return rows


def evidence_columns(rows: Sequence[EvidenceRow]) -> tuple[Column, ...]:
    """The columns that these rows fill."""
    if not rows:
        return (_NAME, _CLASS)
    first = rows[0]
    if first.child_id is None:
        return (_CLASS,) if first.class_name else (_DAY,)
    columns = [_NAME, _BORN, _CLASS]
    if any(row.day for row in rows):
        columns = [_DAY, *columns]
    if any(row.mark for row in rows):
        columns.append(_MARK)
    return tuple(columns)
