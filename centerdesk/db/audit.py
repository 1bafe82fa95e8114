"""Who changed what: triggers on every table, and the chain that shows a tampered entry.

Triggers see bulk statements and cascades as well as the ORM's writes. What they can't know (who acts, when,
in which action) comes from SQL functions bound to the connection; `Store.begin` says it.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import LargeBinary, Table

import centerdesk.db.schema  # noqa: F401 - makes all tables known
from centerdesk.db.schema.base import Base

# Drafts are not records yet; an import's own notes repeat what the triggers see.
UNWATCHED = frozenset({"audit", "audit_payload", "draft", "import_entry"})
# A short PIN could be guessed from its hash, which stands in the account's row alone.
_SECRET = frozenset({("user", "pin")})
_PROGRAM: dict[str, Any] = {}

_ENTER = """
INSERT INTO audit (at, actor_id, actor, step, action, table_name, key, payload_hash, hash)
SELECT audit_at(), audit_actor_id(), audit_actor(), audit_step(last.id), audit_action(), '{table}', p.key,
    audit_seal(p.before, p.after),
    audit_link(last.id, last.hash, '{table}', p.key, audit_seal(p.before, p.after))
FROM (SELECT {key} AS key, {before} AS before, {after} AS after) AS p
LEFT JOIN (SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1) AS last ON 1;
INSERT INTO audit_payload (audit_id, before, after) VALUES (last_insert_rowid(), {before}, {after});
"""


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """How many entries the audit has, and the first that does not fit (None: all do)."""

    rows: int
    broken: int | None


class Context:
    """What the triggers of one connection can't know; `info` is that of the session at work."""

    def __init__(self) -> None:
        self.info = _PROGRAM
        self.step: int | None = None

    def begin(self, info: dict[str, Any]) -> None:
        """A new action begins; what it is called is known when its service is called."""
        self.info = info
        self.step = None

    def step_of(self, last_id: int | None) -> int:
        """The step of the entry after `last_id`: the number of the first entry of its action."""
        if self.step is None:
            self.step = (last_id or 0) + 1
        return self.step

    @property
    def fields(self) -> tuple[str, int | None, str, str]:
        """When, who (number and name), in which action."""
        actor, now = self.info.get("actor"), self.info.get("now") or datetime.min
        # As SQLAlchemy writes a moment, which is also how it reads it.
        at = now.strftime("%Y-%m-%d %H:%M:%S.%f").rjust(26, "0")
        return at, getattr(actor, "user_id", None), getattr(actor, "name", ""), self.info.get("action", "")


def register(connection: Any, context: Context) -> None:
    """Bind the functions that the triggers call to a raw connection."""

    def link(last_id: int | None, last_hash: bytes | None, table: str, key: str, seal: bytes) -> bytes:
        fields = (*context.fields, context.step_of(last_id), table, key)
        return _link(last_hash, (last_id or 0) + 1, fields, seal)

    for name, count, function in (
        ("audit_at", 0, lambda: context.fields[0]),
        ("audit_actor_id", 0, lambda: context.fields[1]),
        ("audit_actor", 0, lambda: context.fields[2]),
        ("audit_action", 0, lambda: context.fields[3]),
        ("audit_step", 1, context.step_of),
        ("audit_link", 5, link),
    ):
        connection.create_function(name, count, function)
    connection.create_function("audit_seal", 2, _seal, deterministic=True)
    connection.create_function("audit_digest", 1, _digest, deterministic=True)


def _digest(content: bytes | str | None) -> str | None:
    if content is None:
        return None
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def _seal(before: str | None, after: str | None) -> bytes:
    return sha256(json.dumps([before, after]).encode()).digest()


def _link(last_hash: bytes | None, number: int, fields: Sequence[Any], seal: bytes) -> bytes:
    """The hash that chains an entry to the one before; `fields`: at, actor_id, actor, action, step, table, key."""
    entry = json.dumps([number, *fields, seal.hex()])
    return sha256((last_hash or b"") + entry.encode()).digest()


def ensure(connection: Any) -> None:
    """Put this program's triggers on all tables, unless they are there: their mark is the file's user_version."""
    statements = _triggers()
    mark = zlib.crc32("".join(statements).encode()) & 0x7FFFFFFF
    if connection.execute("PRAGMA user_version").fetchone()[0] == mark:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        _drop(connection)
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {mark}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def remove(connection: Any) -> None:
    """Take all triggers off before an upgrade: a rebuilt table loses them, and a rebuild is no change of records."""
    connection.execute("BEGIN IMMEDIATE")
    _drop(connection)
    connection.execute("PRAGMA user_version = 0")
    connection.execute("COMMIT")


def _drop(connection: Any) -> None:
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'"
    for (name,) in connection.execute(query).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')


def _triggers() -> list[str]:
    watched = [table for table in Base.metadata.sorted_tables if table.name not in UNWATCHED]
    return [statement for table in watched for statement in _of(table)] + [
        "CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is closed'); END",
        "CREATE TRIGGER audit_remains BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is closed'); END",
        # A lawful erasure may blank what was changed, and nothing else.
        "CREATE TRIGGER audit_payload_stays BEFORE UPDATE ON audit_payload WHEN NEW.before IS NOT NULL "
        "OR NEW.after IS NOT NULL OR NEW.audit_id <> OLD.audit_id "
        "BEGIN SELECT RAISE(ABORT, 'audit is closed'); END",
        "CREATE TRIGGER audit_payload_remains BEFORE DELETE ON audit_payload "
        "BEGIN SELECT RAISE(ABORT, 'audit is closed'); END",
    ]


def _of(table: Table) -> list[str]:
    columns = [column.name for column in table.columns]
    primary = [column.name for column in table.primary_key]
    blobs = {
        column.name
        for column in table.columns
        if isinstance(column.type, LargeBinary) or (table.name, column.name) in _SECRET
    }

    def value(row: str, name: str) -> str:
        # A document is known by its digest; the bytes themselves stand in their own table.
        return f'audit_digest({row}."{name}")' if name in blobs else f'{row}."{name}"'

    def changed(name: str) -> str:
        return f'OLD."{name}" IS NOT NEW."{name}"'

    def whole(row: str, names: list[str]) -> str:
        return _object([(name, value(row, name), f'{row}."{name}" IS NOT NULL') for name in names])

    def part(row: str) -> str:
        return _object([(name, value(row, name), changed(name)) for name in columns])

    def key(row: str) -> str:
        return "'' || " + " || '/' || ".join(f'{row}."{name}"' for name in primary)  # text, also of a number

    others = [name for name in columns if name not in primary]
    condition = " OR ".join(changed(name) for name in columns)
    return [
        f'CREATE TRIGGER "audit_{table.name}_{verb.lower()}" AFTER {verb} ON "{table.name}" {when} BEGIN '
        + _ENTER.format(table=table.name, key=of, before=before, after=after)
        + "END"
        for verb, when, of, before, after in (
            ("INSERT", "", key("NEW"), "NULL", whole("NEW", others)),
            ("UPDATE", f"WHEN {condition}", key("OLD"), part("OLD"), part("NEW")),
            ("DELETE", "", key("OLD"), whole("OLD", columns), "NULL"),
        )
    ]


def _object(fields: list[tuple[str, str, str]]) -> str:
    if not fields:
        return "'{}'"
    rows = " UNION ALL ".join(
        f"SELECT '{name}' AS n, {value} AS v WHERE {condition}" for name, value, condition in fields
    )
    return f"(SELECT json_group_object(n, v) FROM ({rows}))"


def enter(connection: Any, table: str, key: str, after: dict[str, Any]) -> None:
    """Write an entry of its own through a raw connection: a refusal, a list printed, a step undone."""
    statements = _ENTER.format(table=table, key="?", before="NULL", after="?").split(";")
    text = json.dumps(after, ensure_ascii=False)
    connection.execute(statements[0], (key, text))
    connection.execute(statements[1], (text,))


def verify(connection: Any) -> ChainCheck:
    """Walk the chain from its beginning; the heads that filed returns hold must stand in it too."""
    rows = 0
    last: bytes | None = None
    heads = {
        bytes.fromhex(head)
        for (head,) in connection.execute("SELECT audit_head FROM filed_return WHERE audit_head IS NOT NULL")
    }
    query = (
        "SELECT a.id, a.at, a.actor_id, a.actor, a.action, a.step, a.table_name, a.key, a.payload_hash, a.hash, "
        "p.audit_id, p.before, p.after FROM audit a LEFT JOIN audit_payload p ON p.audit_id = a.id ORDER BY a.id"
    )
    for entry in connection.execute(query):
        number, fields, (seal, link, payload_of, before, after) = entry[0], entry[1:8], entry[8:]
        rows += 1
        blanked = before is None and after is None
        whole = payload_of is not None and (blanked or _seal(before, after) == seal)
        if number != rows or not whole or _link(last, number, fields, seal) != link:
            return ChainCheck(rows, number)
        last = link
        heads.discard(link)
    return ChainCheck(rows, rows + 1 if heads else None)
