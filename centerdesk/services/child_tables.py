"""Which tables hold something about a child, and which of their rows: found by their foreign keys.

A table that a later part adds comes along by itself.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Table, or_, select
from sqlalchemy.orm import Session

from centerdesk.db.schema.base import Base
from centerdesk.db.schema.children import Child
from centerdesk.services.touched import plain

Rows = list[dict[str, Any]]


def tables_of_children() -> list[Table]:
    """The tables that hold something about a child, the child's own first."""
    found: list[Table] = [Base.metadata.tables[Child.__tablename__]]
    for table in Base.metadata.sorted_tables:
        if table not in found and any(link.column.table in found for link in table.foreign_keys):
            found.append(table)
    return found


def rows_about(session: Session, child_id: int, *, keys_only: bool = False) -> dict[str, Rows]:
    """The rows about a child, by table: whole, or only the columns of their keys."""
    first, *others = tables_of_children()
    rows: dict[str, Rows] = {first.name: _read(session, first, first.c.id == child_id, keys_only)}
    for table in others:
        links = [link for link in table.foreign_keys if link.column.table.name in rows]
        conditions = [
            link.parent.in_([row[link.column.name] for row in rows[link.column.table.name]]) for link in links
        ]
        rows[table.name] = _read(session, table, or_(*conditions), keys_only)
    return rows


def keys_of(table: str, rows: Rows) -> Iterator[str]:
    """The rows' keys as the audit writes them."""
    columns = [column.name for column in Base.metadata.tables[table].primary_key]
    for row in rows:
        yield "/".join(str(plain(row[column])) for column in columns)


def _read(session: Session, table: Table, condition: Any, keys_only: bool) -> Rows:
    columns: list[Column[Any]] = list(table.primary_key if keys_only else table.columns)
    query = select(*columns).where(condition).order_by(*table.primary_key)
    return [dict(row) for row in session.execute(query).mappings()]
