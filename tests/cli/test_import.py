"""Import of rosters from the command line: all or nothing, or the good rows."""

from dataclasses import replace
from pathlib import Path

from centerdesk.domain.workbook_words import Col
from centerdesk.excel import read_workbook
from centerdesk.services.import_words import remember_words
from centerdesk.services.roster_import import propose_at
from tests.cli.conftest import Cli
from tests.services.import_books import COLUMNS, line, write_csv
from tests.services.small_centre import SmallCentre

ROWS = (COLUMNS, line("曾星辰"), line("单若水", serial=124, 出生日期="去年五月"))


def test_one_refused_row_stops_the_import_unless_the_good_rows_are_asked_for(at: Cli, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "花名册.csv", ROWS)
    whole = at("import", "roster", file, "--json")
    assert (whole.code, whole.json["taken"]) == (1, 0)
    tried = at("import", "roster", file, "--good-rows", "--dry-run", "--json")
    assert (tried.json["new"], tried.json["taken"]) == (1, 0)
    assert at("list", "children", "--json").json == []
    good = at("import", "roster", file, "--good-rows", "--json")
    assert (good.code, good.json["new"], good.json["taken"]) == (1, 1, 1)
    assert [(each["row"], each["name"]) for each in good.json["refused"]] == [(3, "单若水")]
    assert [each["name"] for each in at("list", "children", "--json").json] == ["曾星辰"]
    again = at("import", "roster", file, "--good-rows")
    assert "不能导入的行已跳过" in again.out
    assert "原样未动" not in again.out


def test_words_the_centre_taught_the_window_hold_on_the_command_line_too(
    at: Cli, centre: SmallCentre, tmp_path: Path
) -> None:
    heads = ["班级", "娃娃", "性别", "出生日期", "身份证号", "入托日期"]
    file = write_csv(tmp_path / "花名册.csv", [heads, line("曾星辰")])
    assert at("import", "roster", file).code == 1, "no heading with names"
    (grid,) = read_workbook(file)
    proposal = propose_at(grid, 1, 1)
    named = [replace(each, column=Col.NAME) if each.title == "娃娃" else each for each in proposal.columns]
    centre.do(remember_words, [replace(proposal, columns=tuple(named))])
    assert at("import", "roster", file, "--json").json["taken"] == 1
