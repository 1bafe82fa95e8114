"""Runs the revisions: each in one transaction, with foreign keys off while tables are rebuilt.

With foreign keys on, SQLite empties the tables that refer to a rebuilt one; and the driver opens no
transaction for DDL, so that a half-done revision would stay. Hence our own BEGIN, and a check at the end.
"""

from typing import Any

from alembic import context
from sqlalchemy import create_engine, event, text
from sqlalchemy.pool import StaticPool

from centerdesk.db import audit
from centerdesk.db.schema.base import Base


def run() -> None:
    """Upgrade the file the store has opened."""
    import sqlcipher3.dbapi2 as sqlcipher

    raw = context.config.attributes["connect"]()
    raw.execute("PRAGMA foreign_keys = OFF")
    audit.remove(raw)  # they come back when the file is opened, for the tables as they are then
    engine = create_engine("sqlite://", module=sqlcipher, creator=lambda: raw, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transactional_ddl=True,
            transaction_per_migration=True,
            on_version_apply=_check_references,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()
    raw.close()


def _check_references(ctx: Any, step: Any, heads: Any, run_args: Any) -> None:
    broken = ctx.connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        raise RuntimeError(f"the revision broke {len(broken)} references")


run()
