"""A new data key: everybody comes in as before, whatever instant it is broken off at."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from centerdesk.base.errors import UserError
from centerdesk.db import rotation, store, vault
from centerdesk.db.store import Actor
from centerdesk.db.vault import Cost

FAST = Cost(1, 8, 1)
PASSWORDS = {"张园长": "门前的槐树开花了", "李静": "correct horse battery"}
KILLS = 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A centre file with two who may open it."""
    folder = tmp_path / "centre"
    folder.mkdir()
    unlocked, code = vault.create(folder / "centre.vault", "张园长", PASSWORDS["张园长"], FAST)
    vault.set_password(folder / "centre.vault", "李静", PASSWORDS["李静"], unlocked.data_key, FAST)
    store.create(folder, unlocked.data_key).close()
    (folder / "code").write_text(code)
    return folder


def _keys(folder: Path) -> set[bytes]:
    """The keys with which each comes in, by password or code; the file opens with each of them."""
    unlocked = [store.unlock(folder, password, name) for name, password in PASSWORDS.items()]
    unlocked.append(vault.unlock_by_code(folder / "centre.vault", (folder / "code").read_text()))
    keys = {rotation.fitting_key(folder, each) for each in unlocked}
    for key in keys:
        opened = store.open_store(folder, key)
        assert opened.check().ok
        opened.close()
    return keys


def test_everybody_comes_in_under_the_new_key_and_the_old_opens_nothing(folder: Path) -> None:
    (old,) = _keys(folder)
    new = rotation.rotate(folder, old)
    assert new != old
    assert _keys(folder) == {new}
    assert not rotation.opens(folder / "centre.db", old)
    assert (folder / "centre.vault").read_bytes() == (folder / "centre.vault.bak").read_bytes()
    assert "next_seal" not in (folder / "centre.vault").read_text()


def test_an_open_store_goes_on_under_the_new_key(folder: Path) -> None:
    (old,) = _keys(folder)
    opened = store.open_store(folder, old)
    with opened.read(Actor(None, "张园长")):
        pass
    rotation.renew_key(opened)
    assert opened.check().ok
    assert opened.data_key != old
    assert _keys(folder) == {opened.data_key}
    opened.close()


def test_while_another_program_reads_the_key_is_not_renewed(folder: Path) -> None:
    (old,) = _keys(folder)
    opened, other = store.open_store(folder, old), store.connect(folder / "centre.db", old)
    other.execute("SELECT count(*) FROM user").fetchone()
    with pytest.raises(UserError):
        rotation.renew_key(opened)
    assert other.execute("SELECT count(*) FROM user").fetchone() == (0,)
    other.close()
    assert opened.check().ok
    opened.close()
    assert _keys(folder) == {old}
    assert _keys(folder) != {rotation.rotate(folder, old)}, "and it can be renewed afterwards"
    _keys(folder)


@pytest.mark.parametrize("turned", [False, True])
def test_broken_off_before_or_after_the_file_s_turn_everybody_comes_in(folder: Path, turned: bool) -> None:
    (old,) = _keys(folder)
    new = os.urandom(32)
    vault.stage(folder / "centre.vault", new)
    if turned:
        rotation._rekey(folder / "centre.db", old, new)
    assert _keys(folder) == {new if turned else old}
    assert ("next_seal" in (folder / "centre.vault").read_text()) is not turned
    (folder / "centre.vault").write_bytes(b"torn")
    assert _keys(folder) == {new if turned else old}


_CHILD = """
import sys
from pathlib import Path
from centerdesk.db import rotation
folder, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
while True:
    key = rotation.rotate(folder, key)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_killed_at_any_instant_everybody_still_comes_in(folder: Path, tmp_path: Path) -> None:
    """One process renews the key again and again; killed, looked at, and on from there."""
    chance = random.Random(20261124)
    copy = tmp_path / "copy"
    for _ in range(KILLS // 10):
        (key,) = _keys(folder)
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(folder), key.hex()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdin
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
        child.stdin.write("\n")
        child.stdin.flush()
        # A stopped process leaves its files as a killed one would; each stop is looked at in a copy.
        for _ in range(9):
            time.sleep(chance.uniform(0.002, 0.06))
            child.send_signal(signal.SIGSTOP)
            os.waitpid(child.pid, os.WUNTRACED)  # until it stands still
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(folder, copy)
            _keys(copy)
            child.send_signal(signal.SIGCONT)
        time.sleep(chance.uniform(0.002, 0.06))
        child.kill()
        child.wait()
        child.stdin.close()
        child.stdout.close()
        assert len(_keys(folder)) == 1
