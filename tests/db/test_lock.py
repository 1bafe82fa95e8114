"""One writer at a time, and no lock that outlives its program."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from centerdesk.base.errors import UserError
from centerdesk.db import lock

HOLDER = """
import sys, time
from pathlib import Path
from centerdesk.db import lock
held = lock.hold(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


def _other_program(folder: Path, seconds: float) -> "subprocess.Popen[str]":
    words = [sys.executable, "-c", HOLDER, str(folder), str(seconds)]
    other = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert other.stdout
    assert other.stdout.readline() == "held\n"
    return other


def test_only_one_holds_a_folder_until_it_lets_go(tmp_path: Path) -> None:
    assert not lock.is_held(tmp_path)
    held = lock.hold(tmp_path)
    assert lock.is_held(tmp_path)
    with pytest.raises(UserError, match="窗口"):
        lock.hold(tmp_path)
    held.release()
    held.release()
    assert not lock.is_held(tmp_path)
    with lock.holding(tmp_path):
        assert lock.is_held(tmp_path)
    assert not lock.is_held(tmp_path)


def test_to_ask_makes_no_file(tmp_path: Path) -> None:
    assert not lock.is_held(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_killed_program_holds_nothing(tmp_path: Path) -> None:
    other = _other_program(tmp_path, 60)
    assert lock.is_held(tmp_path)
    with pytest.raises(UserError):
        lock.hold(tmp_path, 0.3)
    os.kill(other.pid, signal.SIGKILL)
    other.communicate()
    lock.hold(tmp_path).release()


def test_whoever_waits_gets_it_when_the_other_is_done(tmp_path: Path) -> None:
    other = _other_program(tmp_path, 0.5)
    began = time.monotonic()
    lock.hold(tmp_path, 5).release()
    assert time.monotonic() - began < 4
    other.communicate()


def test_where_nothing_can_be_written_nothing_is_held(tmp_path: Path) -> None:
    lock.hold(tmp_path / "nowhere").release()
    assert list(tmp_path.iterdir()) == []
