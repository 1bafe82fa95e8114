"""Guessing gets slower, also across restarts."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from centerdesk.base.errors import UserError
from centerdesk.db import tries, vault
from centerdesk.db.vault import Cost

NOW = datetime(2026, 11, 24, 9)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    vault.create(tmp_path / "centre.vault", "张园长", "门前的槐树开花了", Cost(1, 8, 1))
    return tmp_path


def _seconds(count: int) -> timedelta:
    return timedelta(seconds=tries.wait_after(count))


def test_the_waits_grow_to_five_minutes() -> None:
    assert [tries.wait_after(count) for count in range(12)] == [0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300]
    assert tries.wait_after(100_000) == 300


def test_after_the_third_wrong_one_the_next_has_to_wait(folder: Path) -> None:
    for _ in range(2):
        tries.check(folder, "张园长", NOW)
        tries.add(folder, "张园长", NOW)
    tries.check(folder, "张园长", NOW)
    tries.add(folder, "张园长", NOW)
    with pytest.raises(UserError, match="2") as refusal:
        tries.check(folder, "张园长", NOW)
    assert refusal.value.field == "password"
    with pytest.raises(UserError, match="1"):
        tries.check(folder, "张园长", NOW + timedelta(seconds=1.5))
    tries.check(folder, "张园长", NOW + timedelta(seconds=2))


def test_a_right_one_forgets_and_leaves_no_file(folder: Path) -> None:
    tries.add(folder, "张园长", NOW)
    tries.forget(folder, "张园长")
    assert tries.count(folder, "张园长") is None
    assert not (folder / "centre.tries").exists()


def test_a_clock_set_back_locks_nobody_out_for_longer_than_the_wait(folder: Path) -> None:
    for _ in range(4):
        tries.add(folder, "张园长", NOW)
    long_ago = NOW - timedelta(days=400)
    with pytest.raises(UserError, match=r"4 秒|4 seconds"):
        tries.check(folder, "张园长", long_ago)


@pytest.mark.parametrize("torn", [b"", b"{", b"[]", b'{"\xe5": 1}', b'{"a": 1}', b'{"a": {"count": "x"}}'])
def test_a_torn_file_counts_as_none(folder: Path, torn: bytes) -> None:
    (folder / "centre.tries").write_bytes(torn)
    tries.check(folder, "张园长", NOW)
    tries.add(folder, "张园长", NOW)
    assert tries.count(folder, "张园长") == tries.Tries(1, NOW)


def test_names_that_nobody_bears_count_together(folder: Path) -> None:
    for number in range(5):
        tries.add(folder, f"路人{number}", NOW)
    stranger = tries.count(folder, "路人九")
    assert stranger is not None
    assert stranger.count == 5
    assert tries.count(folder, "张园长") is None
