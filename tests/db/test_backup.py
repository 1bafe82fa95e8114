"""Backups are opened and counted; thinned by days, weeks and months; a swap survives being killed at any step."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from centerdesk.base.errors import UserError
from centerdesk.db import backup as backups
from centerdesk.db import store, swap, vault
from centerdesk.db.backup import Backup, Facts, Why, back_up, backups_of, kept, list_backups, thin
from centerdesk.db.store import FILE, VAULT, Store
from centerdesk.db.vault import Cost

NOW = datetime(2026, 11, 24, 18, 5, 9)
PASSWORD = "门前的槐树开花了"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Store]:
    """An empty centre with its vault."""
    folder = tmp_path / "centre"
    folder.mkdir()
    unlocked, _code = vault.create(folder / VAULT, "张园长", PASSWORD, Cost(1, 8, 1))
    made = store.create(folder, unlocked.data_key)
    yield made
    made.close()


def _add_class(opened: Store) -> None:
    connection = store.connect(opened.folder / FILE, opened.data_key)
    connection.execute(
        "INSERT INTO class_group (name, kind, capacity, position) VALUES ('托大班', 'senior', 20, 0)"
    )
    connection.close()


def test_a_backup_is_a_folder_with_file_vault_and_what_was_counted(opened: Store) -> None:
    _add_class(opened)
    made = back_up(opened, NOW, Why.BY_HAND)
    assert made.name == "20261124-180509-by-hand"
    assert {file.name for file in made.folder.iterdir()} == {FILE, VAULT, "backup.json"}
    assert made.facts is not None
    assert (made.facts.classes, made.facts.children, made.facts.revision) == (1, 0, store.REVISION)
    assert (made.why, made.made_at, made.verified) == (Why.BY_HAND, NOW, True)
    assert list_backups(backups_of(opened.folder)) == [made]
    told = (made.folder / "backup.json").read_text("utf-8")
    assert "张园长" not in told
    assert "托大班" not in told


def test_a_backup_holds_what_stood_in_the_log_and_opens_with_the_password_of_its_day(opened: Store) -> None:
    keep = store.connect(opened.folder / FILE, opened.data_key)  # so that the log stays
    _add_class(opened)
    made = back_up(opened, NOW, Why.CLOSING)
    keep.close()
    unlocked = store.unlock(made.folder, PASSWORD)
    assert backups.verify(made.folder / FILE, unlocked.data_key, made.facts).classes == 1
    assert {file.name for file in made.folder.iterdir()} == {
        FILE,
        VAULT,
        "backup.json",
    }  # a look leaves nothing


def test_two_backups_of_one_second_are_both_kept(opened: Store) -> None:
    names = {back_up(opened, NOW, Why.BY_HAND).name for _turn in range(3)}
    assert names == {f"20261124-180509-by-hand{end}" for end in ("", "-2", "-3")}


def test_a_damaged_file_gives_a_sentence_and_no_backup(opened: Store) -> None:
    opened.close()
    file = opened.folder / FILE
    content = bytearray(file.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = os.urandom(4096)
    file.write_bytes(content)
    with pytest.raises(UserError, match=r"centre|档案|文件|备份|copy"):
        back_up(opened, NOW, Why.BY_HAND)
    assert list(backups_of(opened.folder).iterdir()) == []


def test_a_place_that_is_a_file_gives_a_sentence(opened: Store, tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("")
    with pytest.raises(UserError, match="stick"):
        back_up(opened, NOW, Why.BY_HAND, tmp_path / "stick")


def test_a_missing_vault_gives_a_sentence_and_a_torn_one_comes_from_its_previous_state(opened: Store) -> None:
    path = opened.folder / VAULT
    shutil.copyfile(path, f"{path}.bak")
    path.write_text('{"format"')
    made = back_up(opened, NOW, Why.BY_HAND)
    assert vault.names(made.folder / VAULT) == ["张园长"]
    Path(f"{path}.bak").unlink()
    with pytest.raises(UserError, match=VAULT):
        back_up(opened, NOW, Why.BY_HAND)
    assert len(list(backups_of(opened.folder).iterdir())) == 1


def test_a_second_place_gets_a_verified_copy_and_one_that_is_not_there_a_sentence(
    opened: Store, tmp_path: Path
) -> None:
    made = back_up(opened, NOW, Why.BY_HAND)
    stick = tmp_path / "stick"
    with pytest.raises(UserError, match="stick"):
        backups.copy_to(made, stick, opened.data_key, NOW)
    stick.mkdir()
    copied = backups.copy_to(made, stick, opened.data_key, NOW)
    assert (copied.folder.parent, copied.facts, copied.verified) == (stick, made.facts, True)


def test_a_backup_whose_rows_changed_is_refused(opened: Store, tmp_path: Path) -> None:
    made = back_up(opened, NOW, Why.BY_HAND)
    _add_class(opened)
    other = back_up(opened, NOW, Why.BY_HAND)
    shutil.copyfile(other.folder / FILE, made.folder / FILE)
    (tmp_path / "stick").mkdir()
    with pytest.raises(UserError):
        backups.copy_to(made, tmp_path / "stick", opened.data_key, NOW)
    assert list((tmp_path / "stick").iterdir()) == []


def test_what_a_killed_program_left_is_no_backup_and_goes_after_a_day(opened: Store) -> None:
    place = backups_of(opened.folder)
    for name in ("20261124-170000-closing.part", "20261120-170000-closing.part"):
        (place / name).mkdir(parents=True)
        (place / name / FILE).touch()
    back_up(opened, NOW, Why.BY_HAND)
    assert [each.name for each in list_backups(place)] == ["20261124-180509-by-hand"]
    assert {each.name for each in place.glob("*.part")} == {"20261124-170000-closing.part"}


def test_a_centre_s_folder_copied_by_hand_is_an_unverified_backup(opened: Store, tmp_path: Path) -> None:
    shutil.copytree(opened.folder, tmp_path / "place" / "copy")
    (found,) = list_backups(tmp_path / "place")
    assert (found.verified, found.facts, found.name) == (False, None, "copy")


def _made(*moments: str, why: Why = Why.CLOSING) -> list[Backup]:
    facts = Facts({}, store.REVISION, None, 0, "one")
    return [Backup(Path(each), datetime.fromisoformat(each), why, 0, "", facts) for each in moments]


@pytest.mark.parametrize(
    ("made", "stays"),
    [
        ([], []),
        # The newest of a day.
        (["2026-11-24T08", "2026-11-24T12", "2026-11-23T18"], ["2026-11-24T12", "2026-11-23T18"]),
        # The newest of a week, of a month: of October only the 31st, of its last week (26-1) the 1st of November.
        (
            [f"2026-11-{day:02}T18" for day in range(1, 25)] + [f"2026-10-{day}T18" for day in range(20, 32)],
            [f"2026-11-{day}T18" for day in range(18, 25)]
            + ["2026-11-15T18", "2026-11-08T18", "2026-11-01T18", "2026-10-31T18"],
        ),
        # Days without a backup don't count: a centre back from a holiday still has seven.
        (
            ["2026-11-24T18", *(f"2026-09-{day}T18" for day in range(22, 31))],
            ["2026-11-24T18", *(f"2026-09-{day}T18" for day in range(25, 31))],
        ),
        # Twelve months and no more.
        (
            [f"{2025 + month // 12}-{month % 12 + 1:02}-10T18" for month in range(23)],
            [f"{2025 + month // 12}-{month % 12 + 1:02}-10T18" for month in range(11, 23)],
        ),
        # A clock that was set back: what is dated later stays and takes nobody's place.
        (
            ["2030-01-01T18", "2026-11-24T18", "2026-11-24T08"],
            ["2030-01-01T18", "2026-11-24T18"],
        ),
    ],
)
def test_seven_days_five_weeks_and_twelve_months_stay(made: list[str], stays: list[str]) -> None:
    found = {each.made_at for each in kept(_made(*made), datetime(2026, 11, 24, 19))}
    assert found == {datetime.fromisoformat(each) for each in stays}


def test_a_backup_before_a_step_stays_a_week_whatever_came_after() -> None:
    before = _made("2026-11-20T10", "2026-11-10T10", why=Why.BEFORE_IMPORT)
    later = _made("2026-11-20T18", "2026-11-10T18")
    found = kept([*before, *later], datetime(2026, 11, 24, 19))
    assert before[0] in found
    assert before[1] not in found


def test_thinning_removes_folders_of_this_centre_alone(opened: Store) -> None:
    made = [back_up(opened, NOW - timedelta(hours=hours), Why.CLOSING) for hours in range(3)]
    place = backups_of(opened.folder)
    facts = made[0].facts
    assert facts is not None
    assert thin(place, NOW, "another centre") == []
    assert sorted(thin(place, NOW, facts.centre)) == sorted(each.name for each in made[1:])
    assert list_backups(place) == made[:1]
    assert [each.name for each in place.iterdir()] == [made[0].name]


def test_killed_at_any_step_of_a_backup_what_is_listed_is_whole(opened: Store) -> None:
    _add_class(opened)
    place, key = backups_of(opened.folder), opened.data_key
    opened.close()
    step, killed = 0, True
    while killed:
        step += 1
        killed = _killed_at(step, lambda: back_up(opened, NOW, Why.CLOSING))
        for each in list_backups(place):
            assert each.facts is not None
            assert backups.verify(each.folder / FILE, key, each.facts).classes == 1
    assert step > 5
    assert backups.verify(opened.folder / FILE, key, None).classes == 1


_OLD, _NEW = "old", "new"


def _two_pairs(folder: Path) -> None:
    """A centre to be replaced and, staged, the one to replace it."""
    (folder / swap.NEW).mkdir(parents=True)
    (folder / swap.UNDO).mkdir()
    for name in (FILE, VAULT, f"{FILE}-wal", f"{VAULT}.bak"):
        (folder / name).write_text(_OLD)
        (folder / swap.UNDO / name).write_text("older")
    for name in (FILE, VAULT):
        (folder / swap.NEW / name).write_text(_NEW)


def _pair(folder: Path) -> set[str]:
    return {(folder / name).read_text() if (folder / name).is_file() else "" for name in (FILE, VAULT)}


def _killed_at(step: int, work: Any) -> bool:
    """Do it in a process that is gone at the n-th thing it does to the disk; whether it got so far."""
    child = os.fork()
    if child == 0:
        seen = 0

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal seen
            writes = event == "open" and arguments[1] not in (None, "r", "rb")
            if writes or event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"):
                seen += 1
                if seen == step:
                    os._exit(9)

        sys.addaudithook(hook)
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.parametrize("work", [swap.swap, swap.swap_back])
def test_killed_at_any_step_a_pair_is_whole_and_the_next_start_finishes(tmp_path: Path, work: Any) -> None:
    wanted = _NEW if work is swap.swap else "older"
    step = 0
    outcomes: set[str] = set()
    while True:
        step += 1
        folder = tmp_path / str(step)
        _two_pairs(folder)
        killed = _killed_at(step, lambda folder=folder: work(folder))
        whole = [_pair(place) for place in (folder, folder / swap.UNDO, folder / swap.NEW)]
        assert {_OLD} in whole or {wanted} in whole, step
        swap.settle(folder)
        assert _pair(folder) in ({_OLD}, {wanted}), step
        outcomes.add(*_pair(folder))
        if _pair(folder) == {wanted}:
            # What lay there is kept whole, log and all, and nothing of it lies beside the new file.
            assert _pair(folder / swap.UNDO) == {_OLD}
            assert (folder / swap.UNDO / f"{FILE}-wal").read_text() == _OLD
            assert not (folder / f"{FILE}-wal").exists() or work is swap.swap_back
        if not killed:
            break
    assert step > 8
    assert outcomes == {_OLD, wanted}


def test_undone_twice_is_as_before(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    _two_pairs(folder)
    swap.swap(folder)
    assert _pair(folder) == {_NEW}
    swap.swap_back(folder)
    assert _pair(folder) == {_OLD}
    assert (folder / f"{FILE}-wal").read_text() == _OLD
    swap.swap_back(folder)
    assert _pair(folder) == {_NEW}
    assert not (folder / f"{FILE}-wal").exists()


def test_without_a_restore_there_is_nothing_to_undo(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=str(tmp_path)):
        swap.swap_back(tmp_path)
    assert swap.settle(tmp_path) is False
