"""What the program exists for, from the command line: a real roster in, a day taken, the return out."""

import json
from pathlib import Path

from tests.cli.conftest import Cli

SAMPLE = Path(__file__).parents[1] / "data" / "花名册-示例.xlsx"


def test_from_a_workbook_to_the_return_in_five_commands(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    day = ("--today", "2026-11-24", "--json")
    made = cli("new", folder, "--name", "小蜗牛托育园", "--director", "张园长", *day)
    assert (made.code, sorted(made.json), made.json["folder"]) == (
        0,
        ["folder", "recovery_code"],
        str(folder),
    )
    at = ("--data", folder, *day)

    taken = cli("import", "roster", SAMPLE, *at)
    assert taken.code == 0
    assert taken.json == {
        "new": 46,
        "changed": 0,
        "unchanged": 0,
        "taken": 46,
        "doubtful": [],
        "refused": [],
    }
    group = cli("list", "classes", *at).json[-1]["name"]
    marked = cli("mark", group, "2026-10-30", "--all-present", *at).json
    assert (marked["absent"], marked["not_taken"], marked["present"] > 0) == (0, 0, True)

    papers = [
        Path(name) for name in cli("return", "make", "2026-10", "--out", tmp_path / "out", *at).json["files"]
    ]
    assert [paper.suffix for paper in papers] == [".json", ".pdf", ".xlsx"]
    assert all(paper.stat().st_size > 500 for paper in papers)

    shown = {
        figure["code"]: figure["value"] for figure in cli("return", "show", "2026-10", *at).json["figures"]
    }
    behind = cli("return", "figure", "2026-10", "C01", *at).json
    enrolled = [
        child
        for child in cli("list", "children", "--with-left", *at).json
        if child["enrolled_on"] <= "2026-10-31" and (child["left_on"] or "9999") > "2026-10-31"
    ]
    assert shown["C01"] == len(enrolled) == len(behind["rows"]) == behind["value"]
    assert sorted(row["name"] for row in behind["rows"]) == sorted(child["name"] for child in enrolled)
    assert shown["D03"] == marked["present"]
    assert shown["C05"] is None  # the workbook has no column of households
    written = json.loads(papers[0].read_text("utf-8"))
    assert {figure["code"]: figure["value"] for figure in written["figures"]} == shown


def test_the_same_workbook_a_second_time_changes_nothing(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    day = ("--today", "2026-11-24", "--json")
    cli("new", folder, "--name", "小蜗牛托育园", "--director", "张园长", "--places", "60", *day)
    at = ("--data", folder, *day)
    assert cli("import", "roster", SAMPLE, "--dry-run", *at).json["new"] == 46
    assert cli("list", "children", *at).json == []
    cli("import", "roster", SAMPLE, *at)
    before = cli("list", "children", *at).json
    again = cli("import", "roster", SAMPLE, *at)
    assert (again.code, again.json["new"], again.json["unchanged"]) == (0, 0, 46)
    assert cli("list", "children", *at).json == before
    values = {each["code"]: each["value"] for each in cli("return", "show", "2026-11", *at).json["figures"]}
    assert (values["B01"], values["C14"]) == (60, "76.7")  # 46 of 60


def test_an_exported_roster_can_be_read_again(cli: Cli, tmp_path: Path) -> None:
    day = ("--today", "2026-11-24", "--json")
    for name in ("one", "two"):
        cli("new", tmp_path / name, "--name", "小蜗牛托育园", "--director", "张园长", *day)
    cli("import", "roster", SAMPLE, "--data", tmp_path / "one", *day)
    out = tmp_path / "花名册.xlsx"
    exported = cli("export", "roster", out, "--data", tmp_path / "one", *day)
    assert exported.json == {"files": [str(out)], "rows": 46}
    assert cli("import", "roster", out, "--data", tmp_path / "two", *day).json["taken"] == 46
    one, two = (cli("list", "children", "--data", tmp_path / name, *day).json for name in ("one", "two"))
    assert one == two
