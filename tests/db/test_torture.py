"""The attacks of tests/torture in small numbers; `make torture` makes them long.

Each runs in a process of its own: it forks, which a process with Qt's threads must not.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture.actions import centre_with_children

ROOT = Path(__file__).parents[2]


def _attack(name: str, number: int) -> dict[str, int]:
    """What came of it, by outcome; that it found nothing amiss is its exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture", name, str(number)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    return {words[1]: int(words[0]) for words in lines if words[0].isdigit()}


def test_killed_at_any_instant_nothing_acknowledged_is_lost_and_nothing_half_done() -> None:
    seen = _attack("kills", 100)
    assert seen["kills"] == 100
    assert seen["actions acknowledged"] > 100


def test_renewal_of_the_key_may_be_killed_at_any_instant() -> None:
    seen = _attack("rotation", 60)
    assert seen["kills"] == 60
    assert seen["of these kills with two keys in the vault"] > 0


def test_changed_byte_is_refused_or_found_and_never_read_as_other_data() -> None:
    seen = _attack("flips", 200)
    assert seen["bytes changed"] == 200
    assert seen["refused with a sentence"] > 100


def test_torn_log_gives_an_earlier_state_and_torn_key_file_opens_by_its_spare() -> None:
    seen = _attack("torn", 100)
    assert seen["logs: an earlier state, whole"] + seen.get("logs: refused with a sentence", 0) > 90
    assert seen["logs: different states among them"] > 10
    assert seen["key files: password opens"] > 50


def test_without_room_or_right_there_is_a_sentence_and_nothing_is_lost() -> None:
    seen = _attack("room", 12)
    assert seen["actions acknowledged"] > 12
    assert any(outcome.startswith("read-only folder") for outcome in seen)


def test_twenty_threads_share_one_open_file() -> None:
    assert _attack("threads", 200) == {"marked and read back": 200}


def test_no_name_phone_or_number_stands_in_clear_in_file_backup_log_or_crash_report() -> None:
    seen = _attack("strings", 1)
    assert seen["words looked for"] > 300


def test_mark_is_on_the_disk_before_it_is_acknowledged(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    with centre_with_children(tmp_path / "centre"):
        pass
    traced = tmp_path / "calls.txt"
    calls = ["-f", "-y", "-e", "trace=pwrite64,fsync,fdatasync,write", "-o", str(traced)]
    writer = [sys.executable, "-m", "tests.torture", "write", "20", "--folder", str(tmp_path / "centre")]
    done = subprocess.run([strace, *calls, *writer], cwd=ROOT, capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr:
        pytest.skip("strace may not look into processes here")
    assert done.stdout.split() == [str(number) for number in range(20)]
    state, acknowledged, synced = "", 0, 0
    for line in traced.read_text("utf-8", "replace").splitlines():
        if "centre.db-wal>" in line:
            state = "written" if "pwrite64(" in line else "on the disk"
            synced += "sync(" in line
        elif "write(1<" in line:
            assert state != "written", f"acknowledged {acknowledged} before it was on the disk"
            acknowledged += 1
    assert acknowledged == 20
    assert synced >= 15  # an action that changes nothing writes nothing
