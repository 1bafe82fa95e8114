"""The centre file: unreadable without its key, whole after any trouble, each trouble a sentence."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from centerdesk.base.errors import UserError
from centerdesk.db import store
from centerdesk.db.schema.children import Child, Enrolment, Guardian, Placement
from centerdesk.db.schema.classes import ClassGroup
from centerdesk.db.store import Actor, Store
from centerdesk.domain.people import ClassKind, IdKind, Relation, Sex
from tests.domain.invented import id_number

ACTOR = Actor(1, "张园长")
NOW = datetime(2026, 11, 24, 9)
BORN = date(2024, 3, 15)
NUMBER = id_number(BORN)
PAGE = 4096


def _child() -> Child:
    return Child(
        name="阿依古丽·买买提",
        name_key="a yi gu li mai mai ti",
        name_search="ayglmmt",
        sex=Sex.FEMALE,
        birth_date=BORN,
        id_kind=IdKind.RESIDENT,
        id_number=NUMBER,
        address="荣华南路十八号楼",
        allergies="鸡蛋",
        guardians=[Guardian(relation=Relation.MOTHER, name="古丽娜尔", phone="15400001234")],
    )


def _class(name: str = "托大班") -> ClassGroup:
    return ClassGroup(name=name, kind=ClassKind.SENIOR, capacity=20)


def _write(opened: Store, *records: Any) -> None:
    with opened.begin(ACTOR, NOW) as session:
        session.add_all(records)


def _classes(opened: Store) -> list[str]:
    with opened.read(ACTOR) as session:
        return list(session.scalars(select(ClassGroup.name).order_by(ClassGroup.id)))


def _refusal(call: Callable[[], object]) -> str:
    with pytest.raises(UserError) as refusal:
        call()
    return refusal.value.text


def _state(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_what_is_written_is_there_when_the_file_is_opened_again(opened: Store, key: bytes) -> None:
    _write(opened, _class("乳儿班"), _class("托大班"))
    opened.close()
    again = store.open_store(opened.folder, key)
    assert _classes(again) == ["乳儿班", "托大班"]
    again.close()
    assert list(_state(opened.folder)) == ["centre.db"]


@pytest.mark.parametrize("when", ["open, in the write-ahead log", "closed"])
def test_no_file_of_the_centre_holds_a_name_or_number_in_clear(opened: Store, when: str) -> None:
    _write(opened, _child(), *(_class(f"托大{number}班") for number in range(200)))
    if when == "closed":
        opened.close()
    else:
        assert (opened.folder / "centre.db-wal").stat().st_size > 0
    files = _state(opened.folder)
    words = [
        "阿依古丽",
        "买买提",
        "古丽娜尔",
        "荣华南路",
        "托大班",
        NUMBER,
        "15400001234",
        "CREATE TABLE",
        "SQLite",
    ]
    found = [
        (name, word)
        for name, content in files.items()
        for word in words
        for coded in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), word.encode("gbk"))
        if coded in content
    ]
    assert found == []


def test_plain_sqlite_cannot_read_the_file(opened: Store) -> None:
    _write(opened, _child())
    opened.close()
    plain = sqlite3.connect(opened.folder / "centre.db")
    with pytest.raises(sqlite3.DatabaseError, match="file is not a database"):
        plain.execute("SELECT * FROM sqlite_master")
    plain.close()


def test_a_wrong_key_is_told_and_changes_nothing(opened: Store) -> None:
    _write(opened, _child())
    opened.close()
    before = _state(opened.folder)
    assert "损坏" in _refusal(lambda: store.open_store(opened.folder, os.urandom(32)))
    assert _state(opened.folder) == before


@pytest.mark.parametrize("content", [b"not a database at all" * 500, b"SQLite format 3\x00" + bytes(8000)])
def test_a_file_that_is_none_of_ours_is_told_and_left_alone(
    tmp_path: Path, key: bytes, content: bytes
) -> None:
    (tmp_path / "centre.db").write_bytes(content)
    assert _refusal(lambda: store.open_store(tmp_path, key))
    assert (tmp_path / "centre.db").read_bytes() == content


def test_an_empty_file_is_told(tmp_path: Path, key: bytes) -> None:
    (tmp_path / "centre.db").touch()
    assert "centre.db" in _refusal(lambda: store.open_store(tmp_path, key))


def test_a_foreign_encrypted_file_is_known_as_one_and_left_alone(tmp_path: Path, key: bytes) -> None:
    foreign = store.connect(tmp_path / "centre.db", key)
    foreign.execute("CREATE TABLE alembic_version (version_num)")
    foreign.execute("INSERT INTO alembic_version VALUES (?)", (store.REVISION,))
    foreign.close()
    before = _state(tmp_path)
    assert "centre.db" in _refusal(lambda: store.open_store(tmp_path, key))
    assert _state(tmp_path) == before


def test_a_file_of_a_newer_program_is_refused_and_left_byte_by_byte_as_it_is(
    opened: Store, key: bytes
) -> None:
    _write(opened, _child())
    with opened.begin(ACTOR, NOW) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    opened.close()
    before = _state(opened.folder)
    assert "更新版本" in _refusal(lambda: store.open_store(opened.folder, key))
    assert _state(opened.folder) == before


def test_a_folder_without_a_centre_is_told(tmp_path: Path, key: bytes) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        assert str(folder) in _refusal(partial(store.open_store, folder, key))
        assert str(folder) in _refusal(partial(store.unlock, folder, "some password"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["centre.db", "centre.vault"])
def test_a_new_centre_is_never_made_over_another(tmp_path: Path, key: bytes, name: str) -> None:
    (tmp_path / name).write_text("somebody's")
    assert str(tmp_path) in _refusal(lambda: store.make_folder(tmp_path))
    if name == "centre.db":
        assert str(tmp_path) in _refusal(lambda: store.create(tmp_path, key))
    assert _state(tmp_path) == {name: b"somebody's"}


def test_a_new_folder_is_made_with_those_above_it_and_left_empty(tmp_path: Path) -> None:
    store.make_folder(tmp_path / "数据" / "托育 园")
    assert list((tmp_path / "数据" / "托育 园").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_with_its_reason(tmp_path: Path) -> None:
    # As root no permission stops us: a file where the folder should be, and a folder of the system, do.
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "centre", Path("/proc/centre")):
        assert str(folder) in _refusal(partial(store.make_folder, folder))


def _fail(opened: Store, error: Exception) -> None:
    with opened.begin(ACTOR, NOW) as session:
        session.add(_class("托大班"))
        session.flush()
        assert session.scalar(select(func.count()).select_from(ClassGroup)) == 2
        raise error


@pytest.mark.parametrize("error", [UserError("姓名缺失。", "name"), ZeroDivisionError("姓名缺失。")])
def test_an_action_that_fails_leaves_nothing_of_itself_and_its_error_comes_out_as_it_is(
    opened: Store, error: Exception
) -> None:
    _write(opened, _class("乳儿班"))
    with pytest.raises(type(error), match="姓名缺失。") as raised:
        _fail(opened, error)
    assert raised.value is error
    assert _classes(opened) == ["乳儿班"]


def test_a_record_that_points_nowhere_or_a_second_class_of_a_name_is_never_stored(opened: Store) -> None:
    _write(opened, _class("托大班"))
    for wrong in (_class("托大班"), Placement(enrolment_id=99, starts_on=BORN, class_id=1)):
        with pytest.raises(IntegrityError):
            _write(opened, wrong)
    assert _classes(opened) == ["托大班"]


def test_reading_writes_nothing(opened: Store) -> None:
    with opened.read(ACTOR) as session:
        session.add(_class())
        session.flush()
    assert _classes(opened) == []


def test_actor_and_time_travel_in_the_session(opened: Store) -> None:
    with opened.begin(ACTOR, NOW) as session:
        assert session.info == {"actor": ACTOR, "now": NOW}
    with opened.read(ACTOR) as session:
        assert session.info["actor"] == ACTOR


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("synchronous", 2),  # FULL
        ("journal_mode", "wal"),
        ("busy_timeout", 5000),
        ("temp_store", 2),  # memory
        ("cache_size", -65536),
        ("application_id", int.from_bytes(b"CDST", "big")),
    ],
)
def test_each_connection_is_set_to_lose_nothing(opened: Store, pragma: str, value: object) -> None:
    with opened.read(ACTOR) as session:
        assert session.scalar(text(f"PRAGMA {pragma}")) == value
    with opened.begin(ACTOR, NOW) as session:
        assert session.scalar(text(f"PRAGMA {pragma}")) == value


def test_an_action_that_only_looks_at_first_holds_the_file_already_and_readers_go_on(
    opened: Store, key: bytes
) -> None:
    other = store.connect(opened.folder / "centre.db", key)
    other.execute("PRAGMA busy_timeout = 0")
    with opened.begin(ACTOR, NOW) as session:
        assert session.scalar(select(func.count()).select_from(ClassGroup)) == 0
        with pytest.raises(Exception, match="database is locked"):
            other.execute("BEGIN IMMEDIATE")
        assert other.execute("SELECT count(*) FROM class_group").fetchone() == (0,)
        session.add(_class())
    assert other.execute("SELECT count(*) FROM class_group").fetchone() == (1,)
    other.close()


def test_a_file_in_use_by_another_program_is_told(opened: Store, key: bytes) -> None:
    other = store.connect(opened.folder / "centre.db", key)
    other.execute("BEGIN IMMEDIATE")
    with opened.read(ACTOR) as session:
        session.execute(text("PRAGMA busy_timeout = 0"))  # the kept connection won't wait five seconds
    assert "另一个程序" in _refusal(lambda: _write(opened, _class()))
    other.execute("ROLLBACK")
    other.close()
    _write(opened, _class())
    assert _classes(opened) == ["托大班"]


@pytest.mark.parametrize(
    ("pragma", "sentence"), [("query_only = ON", "只读"), ("max_page_count = 1", "磁盘已满")]
)
def test_a_full_disk_and_a_read_only_file_are_told_and_the_step_is_undone(
    opened: Store, pragma: str, sentence: str
) -> None:
    with opened.read(ACTOR) as session:
        session.execute(text(f"PRAGMA {pragma}"))
    many = [_class(f"托大{number}班" * 8) for number in range(300)]
    assert sentence in _refusal(lambda: _write(opened, *many))
    assert _classes(opened) == []


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path, key: bytes) -> None:
    (tmp_path / "centre.db").mkdir()
    assert _refusal(lambda: store.open_store(tmp_path, key))


def test_a_program_that_is_killed_loses_no_action(opened: Store, key: bytes, tmp_path: Path) -> None:
    _write(opened, _class("乳儿班"))
    with opened.begin(ACTOR, NOW) as session:
        session.add(_class("托小班"))
        session.flush()
        shutil.copytree(opened.folder, tmp_path / "as killed within an action")
    shutil.copytree(opened.folder, tmp_path / "as killed after it")
    for folder, classes in (
        ("as killed within an action", ["乳儿班"]),
        ("as killed after it", ["乳儿班", "托小班"]),
    ):
        left = store.open_store(tmp_path / folder, key)
        assert _classes(left) == classes
        assert left.check().ok
        left.close()


def test_a_whole_file_is_found_whole(opened: Store) -> None:
    _write(opened, _child(), _class())
    found = opened.check()
    assert (found.integrity, found.cipher, found.foreign_keys, found.ok) == ("ok", "ok", 0, True)


def test_one_flipped_bit_in_any_page_is_found(opened: Store, key: bytes) -> None:
    _write(opened, _child(), *(_class(f"托大{number}班") for number in range(100)))
    opened.close()
    file = opened.folder / "centre.db"
    whole = file.read_bytes()
    told = []
    for page in range(len(whole) // PAGE):
        torn = bytearray(whole)
        torn[page * PAGE + 1000] ^= 1
        file.write_bytes(torn)
        told.append(_complaint(opened.folder, key))
        assert file.read_bytes() == torn
    by_check = [text for text in told if text.startswith("HMAC verification failed for page")]
    assert by_check
    assert [text for text in told if text not in by_check and "损坏" not in text] == []


def _complaint(folder: Path, key: bytes) -> str:
    """What is said on opening, or what the check finds."""
    try:
        damaged = store.open_store(folder, key)
    except UserError as refusal:
        return refusal.text
    found = damaged.check()
    damaged.close()
    assert not found.ok
    return found.cipher


def test_a_record_that_points_nowhere_is_found(opened: Store, key: bytes) -> None:
    _write(opened, _child(), _class())
    careless = store.connect(opened.folder / "centre.db", key)
    careless.execute("PRAGMA foreign_keys = OFF")
    careless.execute("INSERT INTO enrolment (child_id, enrolled_on) VALUES (77, '2026-11-02')")
    careless.close()
    found = opened.check()
    assert (found.integrity, found.cipher, found.foreign_keys, found.ok) == ("ok", "ok", 1, False)


def test_with_a_child_goes_what_belongs_to_it(opened: Store) -> None:
    stay = Enrolment(enrolled_on=BORN, placements=[Placement(starts_on=BORN, class_id=1)])
    child = _child()
    child.enrolments = [stay]
    _write(opened, _class(), child)
    with opened.begin(ACTOR, NOW) as session:
        session.execute(text("DELETE FROM child"))
    with opened.read(ACTOR) as session:
        assert [
            session.scalar(select(func.count()).select_from(table)) for table in (Guardian, Enrolment)
        ] == [0, 0]


def test_the_copy_made_before_an_upgrade_holds_what_still_stands_in_the_log(
    opened: Store, key: bytes, tmp_path: Path
) -> None:
    _write(opened, _class("托大1班"), _child())  # the log is not yet folded into the file
    copy = tmp_path / "copy"
    copy.mkdir()
    store.copy_whole(opened.folder / store.FILE, copy / store.FILE, key)
    assert "古丽".encode() not in (copy / store.FILE).read_bytes()
    copied = store.open_store(copy, key)
    assert _classes(copied) == ["托大1班"]
    assert copied.check().ok
    copied.close()
