"""Exit code 1 with a sentence, 2 with the usage; nothing half-done."""

from collections.abc import Callable
from pathlib import Path

import pytest

from centerdesk import __version__
from tests.cli.conftest import Cli
from tests.services.small_centre import SmallCentre


def test_a_wrong_password_is_told_on_the_error_stream(at: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CENTERDESK_PASSWORD", "not the password")
    answer = at("list", "children")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.strip().startswith("密码")
    assert answer.err.count("\n") == 1


def test_no_password_and_nobody_to_type_one_is_told(at: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CENTERDESK_PASSWORD")
    answer = at("list", "children")
    assert (answer.code, "CENTERDESK_PASSWORD" in answer.err) == (1, True)


def test_somebody_else_s_name_opens_nothing(at: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CENTERDESK_USER", "李静")
    assert at("list", "children").code == 1
    monkeypatch.setenv("CENTERDESK_USER", "张园长")
    assert at("list", "children").code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("attendance 没有的班 2026-11-24", "托大班"),
        ("mark 托大班 2026-11-24", "--all-present"),
        ("mark 托大班 2026-11-25 --all-present", "2026年11月25日"),
        ("mark 托大班 2026-11-22 --all-present", "2026年11月22日"),
        ("mark 托大班 2026-11-24 --absent 没有人=事", "没有人"),
        ("mark 托大班 2026-11-24 --absent 陈晨=事", "陈晨/2024-06-01"),
        ("mark 托大班 2026-11-24 --absent 李安", "李安"),
        ("mark 托大班 2026-11-24 --absent 李安=好", "√"),
        ("mark 托大班 2026-11-24 --absent 李安=病", "附件4 表3"),
        ("return show 2026-99", "2026-99"),
        ("return show 2026-12", "2026-12"),
        ("return figure 2026-10 X01", "C03.12_17"),
        ("return lock 2026-11 --out OUT", "2026年11月30日"),
        ("report nothing --out OUT/x.pdf", "attendance-by-class"),
        ("form nothing --out OUT/x.pdf", "attendance-register"),
        ("report roster --out OUT/x.txt", ".xlsx"),
        ("report attendance-by-class --out OUT/x.pdf", "--month"),
        ("report roster --class 没有的班 --out OUT/x.pdf", "托大班"),
        ("import roster OUT/no.xlsx", "no.xlsx"),
        ("import undo", "导入"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    at: Cli, centre: SmallCentre, tmp_path: Path, words: str, told: str
) -> None:
    group = centre.add_class("托大班")
    for name, day in (("李安", 1), ("陈晨", 1), ("陈晨", 2)):
        centre.enrol(name, group, "2026-09-01", birth_date=centre.today.replace(2024, 6, day))
    before = at("attendance", "托大班", "2026-11-24", "--json").json
    out = tmp_path / "out"
    answer = at(*(word.replace("OUT", str(out)) for word in words.split()))
    assert (answer.code, answer.out) == (1, "")
    assert told in answer.err
    assert "Traceback" not in answer.err
    assert at("attendance", "托大班", "2026-11-24", "--json").json == before
    assert not out.exists()


def test_one_wrong_name_of_several_marks_nobody(at: Cli, centre: SmallCentre) -> None:
    group = centre.add_class("托大班")
    centre.enrol("李安", group, "2026-09-01")
    assert at("mark", "托大班", "2026-11-24", "--absent", "李安=事", "没有人=事", "--all-present").code == 1
    assert at("attendance", "托大班", "2026-11-24", "--json").json[0]["mark"] is None


def test_a_month_whose_papers_cannot_be_written_stays_open(
    at: Cli, centre: SmallCentre, tmp_path: Path
) -> None:
    centre.enrol("李安", centre.add_class(), "2026-09-01")
    (tmp_path / "file").write_text("")
    answer = at("return", "lock", "2026-10", "--out", tmp_path / "file")
    assert (answer.code, str(tmp_path / "file") in answer.err) == (1, True)
    assert "File exists" not in answer.err
    assert at("return", "show", "2026-10", "--json").json["state"] == "open"
    assert at("return", "lock", "2026-10", "--out", tmp_path / "out").code == 0


@pytest.mark.parametrize(("folder", "told"), [("", "新建"), ("nowhere", "nowhere")])
def test_a_folder_without_a_centre_is_told(cli: Cli, tmp_path: Path, folder: str, told: str) -> None:
    answer = cli("--data", tmp_path / folder, "list", "children")
    assert (answer.code, told in answer.err) == (1, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "centre.vault").write_text("{"),
        lambda folder: (folder / "centre.vault").unlink(),
        lambda folder: (folder / "centre.db").write_bytes(b"x" * 8192),
        lambda folder: (folder / "centre.db").unlink(),
    ],
)
def test_a_damaged_centre_is_told(at: Cli, centre: SmallCentre, damage: Callable[[Path], object]) -> None:
    centre.opened.store.close()
    damage(centre.folder)
    answer = at("list", "children")
    assert (answer.code, answer.out, "Traceback" in answer.err) == (1, "", False)
    assert answer.err.strip()


def test_a_new_centre_is_not_made_over_another_nor_with_a_weak_password(
    cli: Cli, centre: SmallCentre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("--name", "大树托育园", "--director", "李静")
    assert cli("new", centre.folder, *names).code == 1
    monkeypatch.setenv("CENTERDESK_PASSWORD", "1234567")
    assert cli("new", tmp_path / "new", *names).code == 1
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "words",
    [
        "",
        "nothing",
        "list",
        "list nothing",
        "return show",
        "mark 托大班 yesterday --all-present",
        "new",
        "new folder --name x --director y --places many",
        "new folder --name x --director y --kind palace",
        "list children --nothing",
        "--today 2026-13-01 list children",
        "return make 2026-10",
    ],
)
def test_wrong_usage_has_exit_code_2_and_shows_the_usage(cli: Cli, words: str) -> None:
    answer = cli(*words.split())
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("用法：centerdesk-cli")
    for english in (
        "usage",
        "error",
        "invalid",
        "choose from",
        "required",
        "argument",
        "expected",
        "unrecognized",
    ):
        assert english not in answer.err.lower()


def test_the_version_is_told(cli: Cli) -> None:
    answer = cli("--version")
    assert (answer.code, answer.out.strip()) == (0, __version__)
