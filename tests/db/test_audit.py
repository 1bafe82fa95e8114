"""The audit: every change leaves an entry, whoever writes and however; a tampered one is found."""

from datetime import datetime
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import delete, insert, select, update

from centerdesk.base.errors import UserError
from centerdesk.db import audit, store
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.audit import Audit, AuditPayload
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.children import Child
from centerdesk.db.schema.classes import ClassGroup
from centerdesk.db.store import Actor, Store
from centerdesk.domain.attendance import Mark
from centerdesk.domain.people import ClassKind, Role, Sex

NOW = datetime(2026, 11, 24, 8, 5)
ACTOR = Actor(7, "单老师", Role.TEACHER)


def _class(name: str) -> dict[str, Any]:
    return {"name": name, "kind": ClassKind.SENIOR, "capacity": 20, "position": 0}


def _write(opened: Store, *statements: Any) -> None:
    with opened.begin(ACTOR, NOW) as session:
        for statement in statements:
            session.execute(statement)


def _entries(opened: Store) -> list[tuple[Any, ...]]:
    with opened.read(ACTOR) as session:
        return [
            (entry.table_name, entry.key, before, after)
            for entry, before, after in session.execute(
                select(Audit, AuditPayload.before, AuditPayload.after)
                .join(AuditPayload, AuditPayload.audit_id == Audit.id)
                .order_by(Audit.id)
            )
        ]


@pytest.fixture
def three(opened: Store) -> Store:
    _write(opened, insert(ClassGroup).values([_class("甲班"), _class("乙班"), _class("丙班")]))
    return opened


def test_a_bulk_update_leaves_an_entry_for_each_row_with_the_changed_columns_only(three: Store) -> None:
    _write(three, update(ClassGroup).where(ClassGroup.name != "丙班").values(capacity=15))
    assert _entries(three)[3:] == [
        ("class_group", "1", {"capacity": 20}, {"capacity": 15}),
        ("class_group", "2", {"capacity": 20}, {"capacity": 15}),
    ]


def test_an_update_that_changes_nothing_leaves_none(three: Store) -> None:
    _write(three, update(ClassGroup).values(capacity=20))
    assert len(_entries(three)) == 3


def test_a_deleted_record_is_kept_whole(three: Store) -> None:
    _write(three, delete(ClassGroup).where(ClassGroup.name == "乙班"))
    assert _entries(three)[-1] == ("class_group", "2", {"id": 2, **_class("乙班")}, None)


def test_what_goes_with_a_deleted_record_leaves_entries_too(three: Store) -> None:
    child = Child(
        name="陈晨", name_key="chen", name_search="cc", sex=Sex.FEMALE, birth_date=NOW.date().replace(2024)
    )
    with three.begin(ACTOR, NOW) as session:
        session.add(child)
        session.flush()
        session.add(Attendance(day=NOW.date(), child_id=child.id, mark=Mark.PRESENT))
    _write(three, delete(Child))
    gone = [table for table, _key, _before, after in _entries(three) if after is None]
    assert sorted(gone) == ["attendance", "child"]


def test_an_entry_says_who_when_and_in_which_action(three: Store) -> None:
    _write(three, update(ClassGroup).values(position=1), update(ClassGroup).values(position=2))
    with three.read(ACTOR) as session:
        entries = session.scalars(select(Audit).order_by(Audit.id)).all()
    assert {(entry.at, entry.actor_id, entry.actor) for entry in entries} == {(NOW, 7, "单老师")}
    assert [entry.step for entry in entries] == [1, 1, 1, 4, 4, 4, 4, 4, 4]


def test_every_table_is_watched_but_those_named() -> None:
    watched = {statement.split('"')[1].removeprefix("audit_") for statement in audit._triggers()[:-4]}
    tables = {f"{table}_{verb}" for table in Base.metadata.tables for verb in ("insert", "update", "delete")}
    unwatched = {f"{table}_{verb}" for table in audit.UNWATCHED for verb in ("insert", "update", "delete")}
    assert watched == tables - unwatched


@pytest.mark.parametrize(
    "statement",
    [
        update(Audit).values(actor="别人"),
        delete(Audit),
        update(AuditPayload).values(after={"capacity": 99}),
        delete(AuditPayload),
    ],
)
def test_entries_can_neither_be_changed_nor_deleted(three: Store, statement: Any) -> None:
    before = _entries(three)
    with pytest.raises(Exception, match="audit is closed"):
        _write(three, statement)
    assert _entries(three) == before


def test_what_an_erasure_blanks_leaves_the_chain_whole(three: Store) -> None:
    _write(three, update(AuditPayload).where(AuditPayload.audit_id == 2).values(before=None, after=None))
    found = three.check()
    assert found.ok
    assert found.audit == audit.ChainCheck(rows=3, broken=None)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit SET actor = '别人' WHERE id = 2", 2),
        ("UPDATE audit SET at = '2026-11-23 08:05:00.000000' WHERE id = 3", 3),
        ("UPDATE audit_payload SET after = replace(after, '20', '25') WHERE audit_id = 1", 1),
        ("DELETE FROM audit_payload WHERE audit_id = 3", 3),
        ("PRAGMA foreign_keys = OFF; DELETE FROM audit WHERE id = 2", 3),
    ],
)
def test_a_tampered_entry_is_found_and_named(three: Store, key: bytes, statement: str, broken: int) -> None:
    three.close()
    raw = store.connect(three.folder / store.FILE, key)
    audit.remove(raw)
    raw.executescript(statement)
    raw.close()
    again = store.open_store(three.folder, key)
    found = again.check()
    again.close()
    assert not found.ok
    assert found.audit is not None
    assert found.audit.broken == broken


def test_triggers_that_were_taken_off_come_back_when_the_file_is_opened(three: Store, key: bytes) -> None:
    three.close()
    raw = store.connect(three.folder / store.FILE, key)
    audit.remove(raw)
    raw.close()
    again = store.open_store(three.folder, key)
    _write(again, update(ClassGroup).values(position=9))
    assert len(_entries(again)) == 6
    again.close()


def _write_and_fail(opened: Store) -> None:
    with opened.begin(ACTOR, NOW) as session:
        session.execute(update(ClassGroup).values(position=9))
        raise UserError("no")


def test_nothing_is_entered_of_an_action_that_failed(three: Store) -> None:
    with pytest.raises(UserError):
        _write_and_fail(three)
    assert len(_entries(three)) == 3
    assert three.check().ok


def test_a_raw_hand_needs_the_program_s_functions(three: Store, key: bytes) -> None:
    raw = sqlcipher.connect(str(three.folder / store.FILE))
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    with pytest.raises(sqlcipher.OperationalError, match="no such function"):
        raw.execute("UPDATE class_group SET capacity = 1")
    raw.close()
