"""While a window has the centre open the command line reads and doesn't write; its mistakes name nobody."""

import argparse
from pathlib import Path

import pytest

from centerdesk.cli.commands import check
from centerdesk.db import lock
from tests.cli.conftest import Cli
from tests.services.small_centre import SmallCentre

NAME, PHONE = "单若水", "15400001234"


@pytest.mark.parametrize(
    "words",
    [
        "mark 托大班 2026-11-24 --all-present",
        "return lock 2026-10 --out OUT",
        "import undo",
    ],
)
def test_a_writing_command_is_refused_while_the_window_is_open(
    at: Cli, centre: SmallCentre, tmp_path: Path, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("centerdesk.cli.command._PATIENCE_S", 0.2)
    centre.enrol("李安", centre.add_class("托大班"), "2026-09-01")
    before = at("attendance", "托大班", "2026-11-24", "--json").json
    held = lock.hold(centre.folder)
    answer = at(*words.replace("OUT", str(tmp_path / "out")).split())
    assert (answer.code, answer.out) == (1, "")
    assert "关闭窗口" in answer.err
    assert at("attendance", "托大班", "2026-11-24", "--json").json == before
    assert not (tmp_path / "out").exists()
    held.release()
    assert at("mark", "托大班", "2026-11-24", "--all-present").code == 0
    assert not lock.is_held(centre.folder)


def test_a_dry_run_writes_nothing_and_is_let_in(at: Cli, centre: SmallCentre, tmp_path: Path) -> None:
    centre.enrol("李安", centre.add_class("托大班"), "2026-09-01")
    file = tmp_path / "roster.xlsx"
    assert at("export", "roster", file).code == 0
    with lock.holding(centre.folder):
        assert "窗口" not in at("import", "roster", file, "--dry-run").err


def test_a_mistake_of_the_program_is_a_number_and_a_report_without_data(
    at: Cli, centre: SmallCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_arguments: argparse.Namespace) -> int:
        raise ValueError(f"cannot do it for {NAME}, {PHONE}")

    monkeypatch.setattr(check.COMMAND.__class__, "run", property(lambda _command: fail))
    answer = at("check")
    assert (answer.code, answer.out) == (2, "")
    (report,) = (centre.folder / "log").glob("crash-*.txt")
    assert report.stem.removeprefix("crash-") in answer.err
    assert "Traceback" not in answer.err
    written = "".join(file.read_text("utf-8") for file in (centre.folder / "log").iterdir())
    for data in (NAME, PHONE):
        assert data not in answer.err + written
    assert "ValueError" in report.read_text("utf-8")
