"""The audit as people read it: a record's history in words, all entries, and notes of lists taken out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Column
from centerdesk.db import audit
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.audit import Audit, AuditPayload
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.children import Child, Enrolment, Placement, WeekPattern
from centerdesk.db.schema.classes import ClassGroup
from centerdesk.db.schema.health import ClassObservation
from centerdesk.db.schema.staff import StaffMember
from centerdesk.domain.attendance import Mark
from centerdesk.services.audit_words import TABLES, action_words, field_words, is_shown, value_words
from centerdesk.services.child_tables import keys_of, rows_about
from centerdesk.services.children import child
from centerdesk.services.rights import Right, needs

Values = Mapping[str, Any]
_DAYS_SHOWN = 92


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry: when, who, what was done, about whom or what, and the change in words."""

    id: int
    step: int
    at: datetime
    actor: str
    action: str
    record: str
    subject: str
    change: str

    @property
    def day(self) -> str:
        """The day a mark is of, where the entry is about one."""
        return self.subject.partition(" ")[2]


AUDIT_COLUMNS = (
    Column(N_("Entry"), lambda row: str(row.id), 16, text=True, sort=lambda row: row.id),
    Column(N_("When"), lambda row: row.at, 34),
    Column(N_("Who"), lambda row: row.actor, 24),
    Column(N_("Action"), lambda row: row.action, 34),
    Column(N_("Record"), lambda row: row.record, 24),
    Column(N_("About"), lambda row: row.subject, 34),
    Column(N_("Change"), lambda row: row.change, 120),
)


@needs(Right.MANAGE_CENTRE)
def list_entries(
    session: Session,
    first: date,
    last: date,
    *,
    actor: str | None = None,
    table: str | None = None,
    limit: int = 2000,
) -> list[AuditRow]:
    """The newest entries of a time, of one person or one kind of record where asked for."""
    query = _entries().where(
        Audit.at >= datetime.combine(first, time.min), Audit.at <= datetime.combine(last, time.max)
    )
    if actor:
        query = query.where(Audit.actor == actor)
    if table is not None:
        query = query.where(Audit.table_name == table)
    return _rows(session, session.execute(query.order_by(Audit.id.desc()).limit(limit)))


@needs(Right.READ_ROSTER)
def history_of_child(session: Session, child_id: int, today: date) -> list[AuditRow]:
    """What was changed about a child, the newest first; of its marks those of the last 92 days."""
    child(session, child_id, today)  # refuses who may not see it
    keys = {
        table: list(keys_of(table, rows))
        for table, rows in rows_about(session, child_id, keys_only=True).items()
    }
    keys[Attendance.__tablename__] = [
        f"{today - timedelta(days=back)}/{child_id}" for back in range(_DAYS_SHOWN)
    ]
    where = or_(*(Audit.key.in_(of_table) & (Audit.table_name == table) for table, of_table in keys.items()))
    return _rows(session, session.execute(_entries().where(where).order_by(Audit.id.desc())))


def head(session: Session) -> str:
    """The newest entry's hash, which a filed return keeps."""
    newest = session.scalars(select(Audit.hash).order_by(Audit.id.desc()).limit(1)).first()
    return newest.hex() if newest else ""


def enter_note(session: Session, key: str, content: Values) -> None:
    """An entry of its own in the action under way: no record was changed by it."""
    raw = session.connection().connection.dbapi_connection
    audit.enter(raw, "", key, dict(content))


@needs(Right.OWN_ACCOUNT)
def note_taken_out(session: Session, what: str, rows: int) -> None:
    """Have it entered that a list of persons was printed or exported; written when the look is over."""
    session.info["notes"].append(("taken_out", {"paper": what, "rows": rows}))


def _entries() -> Select[Any]:
    return select(Audit, AuditPayload.before, AuditPayload.after).outerjoin(
        AuditPayload, AuditPayload.audit_id == Audit.id
    )


def _rows(session: Session, entries: Iterable[Any]) -> list[AuditRow]:
    found = list(entries)
    subjects = _Subjects(session)
    return [
        AuditRow(
            id=entry.id,
            step=entry.step,
            at=entry.at,
            actor=entry.actor or _("The program"),
            action=action_words(entry.action),
            record=_(TABLES[entry.table_name]) if entry.table_name else "",
            subject=subjects.of(entry.table_name, entry.key, before, after),
            change=_change(entry, before, after, subjects),
        )
        for entry, before, after in found
    ]


def _change(entry: Audit, before: Values | None, after: Values | None, subjects: "_Subjects") -> str:
    if not entry.table_name:
        if entry.key == "refused":
            return _("Refused: no right to do so")
        after = after or {}
        if entry.key == "taken_out":
            return _("{paper}, {rows} rows").format(paper=after.get("paper", ""), rows=after.get("rows", ""))
        if entry.key == "account":
            return str(after.get("name", ""))
        if entry.key == "undone":
            return _("Entry {step} undone").format(step=after.get("step", ""))
        if entry.key == "redone":
            return _("Entry {step} done again").format(step=after.get("step", ""))
        return ""
    if entry.table_name == Attendance.__tablename__ and (before is None) != (after is None):
        return _("{old} → {new}").format(old=_mark(before), new=_mark(after))
    if before is None and after is None:
        return _("(erased after the retention time)")
    if before is None:
        return _("New: {fields}").format(fields=_fields(entry, after or {}, subjects))
    if after is None:
        return _("Deleted: {fields}").format(fields=_fields(entry, before, subjects))
    return _("; ").join(
        _("{title}: {old} → {new}").format(
            title=field_words(entry.table_name, name),
            old=value_words(entry.table_name, name, before[name]) or _("(empty)"),
            new=value_words(entry.table_name, name, after.get(name)) or _("(empty)"),
        )
        for name in before
        if is_shown(name)
    )


def _mark(values: Values | None) -> str:
    """A mark with its reason; none is 未点名."""
    if values is None:
        return _("Not taken yet")
    label = Mark(values["mark"]).label
    return _("{mark}·{reason}").format(mark=label, reason=values["reason"]) if values["reason"] else label


def _fields(entry: Audit, values: Values, subjects: "_Subjects") -> str:
    """What a record says; of a placement its class and its first day too, which stands in the key alone."""
    table = entry.table_name
    told = [
        (field_words(table, name), value_words(table, name, value))
        for name, value in values.items()
        if is_shown(name)
    ]
    if "class_id" in values:
        told.insert(0, (_(TABLES[ClassGroup.__tablename__]), subjects.class_name(values["class_id"])))
    if table in (Placement.__tablename__, WeekPattern.__tablename__) and "starts_on" not in values:
        told.insert(0, (field_words(table, "starts_on"), entry.key.rpartition("/")[2]))
    return _(", ").join(
        _("{title} {value}").format(title=title, value=words) for title, words in told if words
    )


class _Subjects:
    """Names of whom entries are about, each looked up once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names: dict[tuple[str, str], str] = {}

    def of(self, table: str, key: str, before: Values | None, after: Values | None) -> str:
        """The child's, class's or member's name; for a mark with its day."""
        if table == Attendance.__tablename__:
            day, child_id = key.split("/")
            return f"{self._name(Child, child_id)} {day[5:]}"
        for model in (Child, ClassGroup, StaffMember):
            if table == model.__tablename__:
                return self._name(model, key)
        values = self._known(table, key) | dict(before or {}) | dict(after or {})
        if stay := self._session.get(Enrolment, values.get("enrolment_id", 0)):
            values["child_id"] = stay.child_id
        if values.get("child_id"):
            return self._name(Child, str(values["child_id"]))
        if table == ClassObservation.__tablename__:
            return self.class_name(values["class_id"])
        return str(values.get("name", ""))

    def _known(self, table: str, key: str) -> dict[str, Any]:
        """What a record says of whom it is about, while it stands; else what its key says."""
        columns = Base.metadata.tables[table].primary_key
        parts = dict(zip([column.name for column in columns], key.split("/"), strict=False))
        known = {name: int(part) for name, part in parts.items() if name.endswith("_id")}
        links = [
            each
            for each in Base.metadata.tables[table].c
            if each.name in ("child_id", "enrolment_id", "class_id")
        ]
        if links and "id" in parts:
            found = self._session.execute(
                select(*links).where(columns.columns["id"] == int(parts["id"]))
            ).first()
            known |= found._mapping if found else {}
        return known

    def class_name(self, class_id: int) -> str:
        """A class by its number."""
        return self._name(ClassGroup, str(class_id))

    def _name(self, model: Any, key: str) -> str:
        wanted = (model.__tablename__, key)
        if wanted not in self._names:
            found = self._session.get(model, int(key))
            self._names[wanted] = found.name if found else _("(deleted)")
        return self._names[wanted]


def table_choices() -> Iterator[tuple[str, str]]:
    """Kinds of records by their words, for a filter."""
    for table, words in TABLES.items():
        yield table, _(words)
