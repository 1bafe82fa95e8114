"""Records an import touches: noted as they are written, and put back when it is undone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from sqlalchemy import Date, DateTime, Enum, LargeBinary, Table, Time, and_, func, insert, inspect, select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.children import Child, Enrolment
from centerdesk.db.schema.classes import ClassGroup
from centerdesk.db.schema.imports import ImportEntry
from centerdesk.db.schema.staff import StaffMember
from centerdesk.domain.attendance import Stay

Values = dict[str, Any]
_PLAIN = (str, int, bool, float)


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that was written, in plain values: before (None: it is new), and after (none: it is gone)."""

    table_name: str
    key: str
    before: Values | None
    after: Values

    def entry(self, batch_id: int) -> Values:
        """The line kept of it; made by hand, `asdict` would copy all values one by one."""
        return {
            "batch_id": batch_id,
            "table_name": self.table_name,
            "key": self.key,
            "before": self.before,
            "after": self.after,
        }


def flush_noting(session: Session) -> list[Touched]:
    """Write what the session holds, and say what was touched."""
    touched: list[tuple[Base, Values | None, Sequence[str]]] = []
    touched += [(record, None, _columns(record)) for record in session.new]
    touched += [(record, _before(record, _columns(record)), ()) for record in session.deleted]
    for record in session.dirty:
        changed = [name for name in _columns(record) if inspect(record).attrs[name].history.has_changes()]
        if changed:
            touched.append((record, _before(record, changed), changed))
    session.flush()
    return [
        _touched(type(record), {name: getattr(record, name) for name in _columns(record)}, before, names)
        for record, before, names in touched
    ]


def insert_noting(
    session: Session, model: type[Base], rows: Sequence[Values], told_by: Sequence[str] = ()
) -> tuple[list[int], list[Touched]]:
    """Write new records in one statement; returns their ids too, found by the columns that tell them apart."""
    if not rows:
        return [], []
    table = Base.metadata.tables[model.__tablename__]  # bare: the ORM's bulk insert takes twice as long
    columns = table.c
    ids: list[int] = []
    if told_by:
        before = session.scalar(select(func.max(columns.id))) or 0
        session.execute(insert(table), rows)
        query = select(columns.id, *(columns[name] for name in told_by)).where(columns.id > before)
        found = {tuple(key): number for number, *key in session.execute(query)}
        ids = [found[tuple(row[name] for name in told_by)] for row in rows]
        rows = [{"id": number, **row} for number, row in zip(ids, rows, strict=True)]
    else:
        session.execute(insert(table), rows)
    return ids, [_touched(model, row, None, list(row)) for row in rows]


def _touched(
    model: type[Base], values: Mapping[str, Any], before: Values | None, names: Sequence[str]
) -> Touched:
    key = "/".join(str(plain(values[column.name])) for column in model.__table__.primary_key)
    return Touched(model.__tablename__, key, before, {name: plain(values[name]) for name in names})


def take_back(session: Session, entries: Iterable[ImportEntry]) -> None:
    """Put everything back as it stood; UserError, and nothing put back, when something was built on it since."""
    by_table = defaultdict(list)
    for entry in entries:
        by_table[entry.table_name].append(entry)
    tables = [table for table in Base.metadata.sorted_tables if table.name in by_table]
    for table in tables:
        _check_no_files(table, by_table[table.name])
    returning = {name for name, each in by_table.items() if any(one.before and not one.after for one in each)}
    pointing = []  # at what comes back only after them
    with session.begin_nested():
        for table in tables:
            _check_untouched(session, table, by_table[table.name])
            _check_nothing_added(session, table, by_table)
        for table in reversed(tables):
            for entry in reversed(by_table[table.name]):  # what was done last is taken back first
                if entry.before is None:
                    session.execute(table.delete().where(_is(table, entry)))
                elif entry.after:
                    values = _values(table, entry.before)
                    put_back = table.update().where(_is(table, entry)).values(values)
                    if any(
                        link.column.table.name in returning
                        for name in values
                        for link in table.c[name].foreign_keys
                    ):
                        pointing.append(put_back)
                    else:
                        session.execute(put_back)
        for table in tables:
            gone = [  # the audit leaves out what was empty; all rows of one statement need the same columns
                dict.fromkeys(table.columns.keys()) | _values(table, entry.before)
                for entry in by_table[table.name]
                if entry.before and not entry.after
            ]
            if gone:
                session.execute(insert(table), gone)
        for put_back in pointing:
            session.execute(put_back)
        _check_marks_stand(session, by_table[Enrolment.__tablename__])
    session.expire_all()


def _columns(record: Base) -> list[str]:
    return [column.key for column in inspect(type(record)).column_attrs]


def _before(record: Base, names: Sequence[str]) -> Values:
    state = inspect(record)
    return {name: plain((state.attrs[name].history.deleted or [getattr(record, name)])[0]) for name in names}


def plain(value: object) -> Any:
    """A value as JSON holds it: words as stored, days and moments as ISO writes them."""
    if value is None or type(value) in _PLAIN:  # most are; asking them first saves a tenth of an import
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, time):
        return value.isoformat("microseconds")  # as SQLite keeps it, and the audit with it
    return value.isoformat() if isinstance(value, date) else value


def _values(table: Table, plain: Mapping[str, Any]) -> Values:
    return {name: _native(table, name, value) for name, value in plain.items()}


def _native(table: Table, name: str, value: Any) -> Any:
    kind = table.c[name].type
    if value is None:
        return None
    if isinstance(kind, Date | DateTime | Time):
        return kind.python_type.fromisoformat(value)
    if isinstance(kind, Enum) and kind.enum_class:
        return kind.enum_class(value)
    return kind.python_type(value)


def _key(table: Table, entry: ImportEntry) -> tuple[Any, ...]:
    parts = entry.key.split("/")
    return tuple(
        _native(table, column.name, part) for column, part in zip(table.primary_key, parts, strict=True)
    )


def _is(table: Table, entry: ImportEntry) -> Any:
    return and_(*(column == part for column, part in zip(table.primary_key, _key(table, entry), strict=True)))


def _check_no_files(table: Table, entries: Sequence[ImportEntry]) -> None:
    """UserError where a file was put in or taken out: only its digest was kept, so it can't be put back."""
    files = [column.name for column in table.c if isinstance(column.type, LargeBinary)]
    if any(
        values.get(name)
        for entry in entries
        for values in (entry.before or {}, entry.after)
        for name in files
    ):
        raise UserError(
            _(
                "A photo or file was added or removed in this step, so it can't be undone. Change it by hand instead."
            )
        )


def _check_untouched(session: Session, table: Table, entries: Sequence[ImportEntry]) -> None:
    """UserError unless each record still stands as the import left it."""
    keys = {_key(table, entry): entry for entry in entries}
    first = next(iter(table.primary_key))
    found = {
        tuple(row[column.name] for column in table.primary_key): row
        for row in session.execute(select(table).where(first.in_({key[0] for key in keys}))).mappings()
    }
    for key, entry in keys.items():
        row = found.get(key)
        now = {name: plain(row[name]) for name in entry.after} if row else {}
        if now != entry.after or (row is not None and not entry.after):
            raise _built_on(session, table.name, {**(entry.before or {}), **entry.after, **(row or {})})


def _check_nothing_added(
    session: Session, table: Table, by_table: Mapping[str, Sequence[ImportEntry]]
) -> None:
    """UserError when a record that isn't the import's own points to one that it made."""
    new = [_key(table, entry)[0] for entry in by_table[table.name] if entry.before is None]
    for other in Base.metadata.sorted_tables:
        own = {_key(other, entry) for entry in by_table.get(other.name, ())}
        for link in other.foreign_keys:
            if not new or link.column.table is not table:
                continue
            columns = [*other.primary_key, link.parent]
            for row in session.execute(select(*columns).where(link.parent.in_(new))):
                if tuple(row)[:-1] not in own:
                    raise _built_on(session, table.name, {"id": row[-1]})


def _check_marks_stand(session: Session, entries: Sequence[ImportEntry]) -> None:
    """UserError when a mark would now lie on a day on which its child isn't in the centre."""
    ids = {entry.key for entry in entries}
    children = {entry.after["child_id"] for entry in entries if "child_id" in entry.after}
    children |= set(session.scalars(select(Enrolment.child_id).where(Enrolment.id.in_(map(int, ids)))))
    stays = defaultdict(list)
    query = select(Enrolment.child_id, Enrolment.enrolled_on, Enrolment.left_on)
    for child_id, first, last in session.execute(query.where(Enrolment.child_id.in_(children))):
        stays[child_id].append(Stay(first, last))
    marks = select(Attendance.child_id, Attendance.day).where(Attendance.child_id.in_(children))
    for child_id, day in session.execute(marks):
        if not any(stay.covers(day) for stay in stays[child_id]):
            raise _built_on(session, Child.__tablename__, {"id": child_id})


def _built_on(session: Session, table: str, values: Mapping[str, Any]) -> UserError:
    return UserError(
        _(
            "This can't be undone: something was recorded or changed since for {subject}. Nothing was changed."
        ).format(subject=_subject(session, table, values))
    )


def _subject(session: Session, table: str, values: Mapping[str, Any]) -> str:
    """Whom or what a record is about: the child's name, or the class's."""
    if table == ClassGroup.__tablename__:
        group = session.get(ClassGroup, values["id"]) if "id" in values else None
        return group.name if group else str(values.get("name", ""))
    if "staff_id" in values and (member := session.get(StaffMember, values["staff_id"])):
        return member.name
    child_id = values.get("id") if table == Child.__tablename__ else values.get("child_id")
    if "enrolment_id" in values and (stay := session.get(Enrolment, values["enrolment_id"])):
        child_id = stay.child_id
    child = session.get(Child, child_id) if child_id else None
    name = child.name if child else str(values.get("name") or values.get("topic", ""))
    day = values.get("day")
    return f"{name} {formats.iso_date(day)}" if isinstance(day, date) else name
