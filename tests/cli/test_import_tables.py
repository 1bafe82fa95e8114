"""Import of staff and of growth measurements from the command line: the shapes other programs rely on."""

from datetime import date
from pathlib import Path

from centerdesk.domain.people import Sex
from tests.cli.conftest import Cli
from tests.services.import_books import save, write_csv
from tests.services.small_centre import SmallCentre

STAFF = (
    ("姓名", "岗位", "班级", "电话", "入职日期"),
    ("王芳", "保育员", "托大班", "15400000001", "2026-01-05"),
    ("李静", "保健员", "", "15400000002", "去年"),
)
GROWTH = (
    ("姓名", "测量日期", "体重（斤）", "身高"),
    ("曾星辰", "2026-09-15", 24.2, 88.5),
    ("无名氏", "2026-09-15", 24.2, 88.5),
)


def test_staff(at: Cli, centre: SmallCentre, tmp_path: Path) -> None:
    centre.add_class("托大班")
    file = write_csv(tmp_path / "名单.csv", STAFF)
    whole = at("import", "staff", file, "--json")
    refused = [
        {
            "row": 3,
            "sheet": whole.json["refused"][0]["sheet"],
            "name": "李静",
            "reason": whole.json["refused"][0]["reason"],
        }
    ]
    shape = {"new": 1, "changed": 0, "unchanged": 0, "taken": 0, "doubtful": [], "refused": refused}
    assert (whole.code, whole.json) == (1, shape)
    assert "“去年”" in refused[0]["reason"]
    tried = at("import", "staff", file, "--good-rows", "--dry-run", "--json")
    assert tried.json == shape
    good = at("import", "staff", file, "--good-rows", "--json")
    assert (good.code, good.json) == (1, shape | {"taken": 1})
    again = at("import", "staff", file, "--good-rows", "--json")
    assert again.json == shape | {"new": 0, "unchanged": 1}
    assert at("import", "undo", "--json").json == {"undone": "名单.csv"}
    assert at("import", "staff", file, "--dry-run", "--json").json["new"] == 1


def test_growth(at: Cli, centre: SmallCentre, tmp_path: Path) -> None:
    centre.enrol("曾星辰", centre.add_class(), "2026-09-01", sex=Sex.FEMALE, birth_date=date(2024, 6, 1))
    file = save(tmp_path / "体检.xlsx", {"九月": GROWTH})
    out = tmp_path / "改.xlsx"
    whole = at("import", "growth", file, "--errors", out, "--json")
    refused = [{"row": 3, "sheet": "九月", "name": "无名氏", "reason": "系统中没有叫这个名字的婴幼儿。"}]
    shape = {"new": 1, "changed": 0, "unchanged": 0, "taken": 0, "doubtful": [], "refused": refused}
    assert (whole.code, whole.json) == (1, shape)
    good = at("import", "growth", file, "--good-rows", "--json")
    assert good.json == shape | {"taken": 1}
    said = at("import", "growth", file, "--good-rows").out
    assert "体重单位为斤，已折算为千克" in said
    corrected = at("import", "growth", out, "--dry-run", "--json").json
    assert [each["name"] for each in corrected["refused"]] == ["无名氏"], (
        "its own workbook of rows is read again"
    )
    assert at("import", "undo", "--json").json == {"undone": "体检.xlsx"}
