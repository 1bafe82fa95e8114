"""The troubles of a file and its disk, each brought about and told in its own sentence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from centerdesk.base.errors import UserError
from centerdesk.db import store
from centerdesk.db.errors import check_size
from centerdesk.db.store import Store
from tests.db.test_store import ACTOR, NOW, PAGE, _class, _write

# A disk of its own in a namespace of its own, so that "full" is the disk's own word.
FULL_DISK = """
set -e
mount -t tmpfs -o size=3m tmpfs "$1"
cp "$2"/* "$1"
exec "$3" -c "$4" "$1" "$5"
"""
READ_ONLY_DISK = FULL_DISK.replace("exec", 'mount -o remount,ro "$1"\nexec')
FILL = """
import sys
from datetime import datetime
from pathlib import Path
from sqlalchemy import text
from centerdesk.base.errors import UserError
from centerdesk.db import store
from centerdesk.db.store import Actor
try:
    opened = store.open_store(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
except UserError as error:
    print(error.text)
    sys.exit()
saved = 0
try:
    for count in range(10_000):
        with opened.begin(Actor(1, "x"), datetime(2026, 11, 24)) as session:
            session.execute(
                text("INSERT INTO class_group (name, kind, capacity, position) VALUES (:name, 'senior', 20, 0)"),
                {"name": f"{count} " + "x" * 20_000},
            )
        saved += 1
except UserError as error:
    print(saved, error.text)
with opened.read(Actor(1, "x")) as session:
    print(session.scalar(text("SELECT count(*) FROM class_group")), opened.check().ok)
"""


def _on_disk(disk: str, code: str, opened: Store, key: bytes, tmp_path: Path) -> list[str]:
    """What a program prints that works on a copy of the centre on a disk of its own."""
    unshare = shutil.which("unshare") or "unshare"
    try:
        subprocess.run([unshare, "-rm", "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk of its own can be had here")
    opened.close()
    place = tmp_path / "disk"
    place.mkdir()
    words = [unshare, "-rm", "sh", "-c", disk, "sh", str(place), str(opened.folder), sys.executable, code]
    done = subprocess.run([*words, key.hex()], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def _open(folder: Path, key: bytes) -> None:
    check_size(folder / store.FILE)
    store.open_store(folder, key).close()


def _refusal(folder: Path, key: bytes) -> str:
    with pytest.raises(UserError) as refusal:
        _open(folder, key)
    return refusal.value.text


@pytest.mark.parametrize("size", [0, 1, 100, PAGE - 1])
def test_an_empty_or_cut_off_file_is_told_and_gets_no_header(opened: Store, key: bytes, size: int) -> None:
    opened.close()
    file = opened.folder / store.FILE
    os.truncate(file, size)
    assert "空的" in _refusal(opened.folder, key)
    assert file.stat().st_size == size


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_a_truncated_file_is_told_and_left_as_it_is(opened: Store, key: bytes, share: float) -> None:
    _write(opened, _class())
    opened.close()
    file = opened.folder / store.FILE
    os.truncate(file, int(file.stat().st_size * share))
    before = file.read_bytes()
    assert "损坏" in _refusal(opened.folder, key)
    assert file.read_bytes() == before


def test_a_full_disk_is_told_and_what_was_saved_is_whole(opened: Store, key: bytes, tmp_path: Path) -> None:
    told, after = _on_disk(FULL_DISK, FILL, opened, key, tmp_path)
    saved, sentence = told.split(" ", 1)
    assert "磁盘已满" in sentence
    assert int(saved) > 0
    assert after == f"{saved} True"


def test_a_read_only_disk_is_told(opened: Store, key: bytes, tmp_path: Path) -> None:
    (told,) = _on_disk(READ_ONLY_DISK, FILL, opened, key, tmp_path)
    assert "文件夹" in told


def test_a_file_that_another_program_has_locked_is_told(opened: Store, key: bytes) -> None:
    other = store.connect(opened.folder / store.FILE, key)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(UserError, match="正在使用"), opened.begin(ACTOR, NOW) as session:
        session.execute(text("SELECT 1"))
    other.close()
    _write(opened, _class())
