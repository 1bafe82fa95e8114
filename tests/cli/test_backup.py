"""backup, backups, restore on the command line."""

from pathlib import Path

import pytest

from centerdesk.db.lock import holding
from tests.cli.conftest import Cli
from tests.services.small_centre import SmallCentre


@pytest.fixture
def group(centre: SmallCentre) -> int:
    """A class of one child."""
    group = centre.add_class()
    centre.enrol("曾星辰", group, "2026-09-01")
    return group


def test_a_backup_is_made_and_listed(at: Cli, group: int) -> None:
    answer = at("backup", "--json")
    assert answer.code == 0
    made = answer.json
    assert (made["verified"], made["why"], made["second"], made["warning"]) == (True, "by-hand", None, "")
    assert (made["holds"]["children"], made["holds"]["classes"]) == (1, 1)
    listed = at("backups", "--json").json
    assert (listed["stale"], [each["name"] for each in listed["backups"]]) == (False, [made["name"]])
    assert "手动" in at("backups").out or "by hand" in at("backups").out


def test_without_one_the_list_says_so(at: Cli) -> None:
    assert at("backups", "--json").json == {"stale": True, "backups": []}
    assert len(at("backups").out.splitlines()) == 2


def test_a_backup_goes_to_another_folder(at: Cli, group: int, tmp_path: Path) -> None:
    answer = at("backup", "--to", tmp_path / "stick")
    assert answer.code == 0
    assert [folder.name[:8] for folder in (tmp_path / "stick").iterdir()] == ["20261124"]
    assert at("backups", "--json").json["backups"] == []


def test_a_restore_and_its_undo(at: Cli, centre: SmallCentre, group: int) -> None:
    name = at("backup", "--json").json["name"]
    centre.enrol("范小满", group, "2026-11-02")
    centre.opened.store.close()
    done = at("restore", name, "--json").json
    assert (done["before"]["children"], done["after"]["children"], done["lost_returns"]) == (2, 1, [])
    assert done["saved"].endswith("before-restore")
    assert len(at("list", "children", "--json").json) == 1
    assert at("restore", "--undo").code == 0
    assert len(at("list", "children", "--json").json) == 2


def test_a_restore_into_a_fresh_folder_with_the_recovery_code_alone(
    at: Cli, cli: Cli, centre: SmallCentre, group: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = at("backup", "--json").json["folder"]
    monkeypatch.setenv("CENTERDESK_PASSWORD", "春天的第一片叶子")
    monkeypatch.setenv("CENTERDESK_RECOVERY_CODE", centre.code)
    fresh = tmp_path / "fresh"
    answer = cli("--data", tmp_path / "nowhere", "restore", folder, "--into", fresh, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["recovery_code"] not in (None, centre.code)
    assert (answer.json["folder"], answer.json["after"]["children"]) == (str(fresh), 1)
    monkeypatch.delenv("CENTERDESK_RECOVERY_CODE")
    assert len(cli("--data", fresh, "list", "children", "--json").json) == 1


def test_the_backup_may_have_another_password_than_today(
    at: Cli, centre: SmallCentre, group: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = at("backup", "--json").json["folder"]
    monkeypatch.setenv("CENTERDESK_PASSWORD", "another one")
    assert at("restore", folder, "--into", tmp_path / "fresh").code == 1
    monkeypatch.setenv("CENTERDESK_BACKUP_PASSWORD", "门前的槐树开花了")
    assert at("restore", folder, "--into", tmp_path / "fresh2").code == 0


def test_while_a_window_holds_the_centre_it_is_backed_up_but_not_restored(
    at: Cli, centre: SmallCentre, group: int
) -> None:
    centre.opened.store.close()
    with holding(centre.folder):
        name = at("backup", "--json").json["name"]
        for words in (("restore", name), ("restore", "--undo")):
            assert at(*words).code == 1
        assert not (centre.folder / "restore-undo").exists()
    assert at("restore", name).code == 0


@pytest.mark.parametrize("words", ["restore", "restore 20200101-000000-closing", "restore --undo"])
def test_what_is_not_there_is_told(at: Cli, centre: SmallCentre, group: int, words: str) -> None:
    centre.opened.store.close()
    answer = at(*words.split())
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
    assert len(at("list", "children", "--json").json) == 1
