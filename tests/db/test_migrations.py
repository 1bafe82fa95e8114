"""The revisions make the tables the program works with, and a rebuilt table loses nobody."""

from datetime import date, datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import StaticPool, create_engine, inspect, text

from centerdesk.db import store
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.children import Child, Enrolment, Guardian, Placement
from centerdesk.db.schema.classes import ClassGroup
from centerdesk.db.store import Actor, Store
from centerdesk.domain.attendance import Mark
from centerdesk.domain.people import ClassKind, Relation, Sex

MIGRATIONS = Path(store.__file__).parent / "migrations"
DAY = date(2026, 11, 2)
TABLES = ("child", "guardian", "class_group", "enrolment", "placement", "attendance")


def _config(opened: Store, key: bytes, *more: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(str, [MIGRATIONS / "versions", *more])))
    config.attributes["connect"] = lambda: store.connect(opened.folder / "centre.db", key)
    return config


def _revision(folder: Path, body: str) -> Path:
    """A second revision in a folder of its own."""
    folder.mkdir()
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    (folder / "0004_next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n\n"
        f"revision = '0004'\ndown_revision = '0003'\n\n\ndef upgrade() -> None:\n{lines}\n"
    )
    return folder


@pytest.fixture
def centre(opened: Store) -> Store:
    """A centre with a child in a class, marked once; each table of `TABLES` has one row."""
    child = Child(
        name="曾星辰",
        name_key="zeng xing chen",
        name_search="zxc",
        sex=Sex.MALE,
        birth_date=date(2024, 3, 15),
        guardians=[Guardian(relation=Relation.FATHER, name="曾勇", phone="15400000001")],
        enrolments=[Enrolment(enrolled_on=DAY, placements=[Placement(starts_on=DAY, class_id=1)])],
    )
    with opened.begin(Actor(None, "张园长"), datetime(2026, 11, 2, 9)) as session:
        session.add(ClassGroup(name="托大班", kind=ClassKind.SENIOR, capacity=20))
        session.add(child)
        session.flush()
        session.add(Attendance(day=DAY, child_id=child.id, mark=Mark.PRESENT))
    return opened


def _rows(opened: Store) -> dict[str, int]:
    with opened.read(Actor(None, "张园长")) as session:
        return {table: session.scalar(text(f"SELECT count(*) FROM {table}")) or 0 for table in TABLES}


def _columns(opened: Store, table: str) -> set[str]:
    with opened.read(Actor(None, "张园长")) as session:
        return {row[1] for row in session.execute(text(f"PRAGMA table_info({table})"))}


def _version(opened: Store) -> str | None:
    with opened.read(Actor(None, "张园长")) as session:
        version: str | None = session.scalar(text("SELECT version_num FROM alembic_version"))
        return version


def test_the_program_s_revision_is_the_newest_and_there_is_one_line_of_them(
    opened: Store, key: bytes
) -> None:
    assert ScriptDirectory.from_config(_config(opened, key)).get_heads() == [store.REVISION]
    assert _version(opened) == store.REVISION


def test_the_revisions_make_the_tables_of_the_code_neither_more_nor_less(opened: Store, key: bytes) -> None:
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: store.connect(opened.folder / "centre.db", key),
        poolclass=StaticPool,
    )
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert len(inspect(connection).get_table_names()) == len(Base.metadata.tables) + 1
    engine.dispose()


def test_every_constraint_has_a_name(opened: Store) -> None:
    with opened.read(Actor(None, "张园长")) as session:
        made: dict[str, str] = dict(
            session.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name != 'alembic_version'")
            ).all()
        )
    unnamed = [
        (table, line.strip())
        for table, sql in made.items()
        for line in sql.splitlines()
        if line.strip().startswith(("PRIMARY KEY", "FOREIGN KEY", "UNIQUE", "CHECK"))
    ]
    assert unnamed == []
    assert "CONSTRAINT uq_class_group_name" in made["class_group"]


def test_a_table_others_refer_to_can_be_rebuilt_and_nobody_is_lost(
    centre: Store, key: bytes, tmp_path: Path
) -> None:
    # With foreign keys on, SQLite would empty guardian, enrolment and attendance with the old table (traps.md).
    more = _revision(
        tmp_path / "versions",
        "for table in ('child', 'class_group'):\n"
        "    with op.batch_alter_table(table, recreate='always') as batch:\n"
        "        batch.add_column(sa.Column('colour', sa.String(10), nullable=True))",
    )
    before = _rows(centre)
    assert set(before.values()) == {1}
    centre.close()
    command.upgrade(_config(centre, key, more), "head")
    assert _version(centre) == "0004"
    assert "colour" in _columns(centre, "child")
    assert _rows(centre) == before
    assert centre.check().ok


def _upgrade_fails(centre: Store, key: bytes, more: Path, error: type[Exception], words: str) -> None:
    centre.close()
    with pytest.raises(error, match=words):
        command.upgrade(_config(centre, key, more), "head")


def test_a_revision_that_breaks_references_is_undone(centre: Store, key: bytes, tmp_path: Path) -> None:
    more = _revision(tmp_path / "versions", "op.execute('DELETE FROM child')")
    _upgrade_fails(centre, key, more, RuntimeError, "references")
    assert set(_rows(centre).values()) == {1}
    assert _version(centre) == "0003"


def test_a_revision_that_fails_half_way_leaves_nothing_behind(
    centre: Store, key: bytes, tmp_path: Path
) -> None:
    more = _revision(
        tmp_path / "versions",
        "op.create_table('menu', sa.Column('id', sa.Integer, primary_key=True))\n"
        "op.add_column('child', sa.Column('colour', sa.String(10), nullable=True))\n"
        "op.execute('DELETE FROM attendance')\n"
        "raise ValueError('half way')",
    )
    _upgrade_fails(centre, key, more, ValueError, "half way")
    assert _columns(centre, "menu") == set()
    assert "colour" not in _columns(centre, "child")
    assert set(_rows(centre).values()) == {1}
    assert _version(centre) == "0003"
    assert centre.check().ok
