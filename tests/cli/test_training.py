"""Training on the command line: the balance, and a workbook taken in."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from centerdesk.domain.people import Post, RequirementPeriod
from centerdesk.services.training_requirements import RequirementFields, add_requirement
from tests.cli.conftest import Cli
from tests.services.import_books import save
from tests.services.small_centre import SmallCentre
from tests.services.training_made import hire, train


def _ask_24_hours_a_year(centre: SmallCentre) -> None:
    asked = RequirementFields(Post.CARER, "", RequirementPeriod.YEAR, Decimal(24), date(2026, 1, 1))
    centre.do(add_requirement, asked)


def test_balance_is_told_in_hours_with_one_decimal(at: Cli, centre: SmallCentre) -> None:
    _ask_24_hours_a_year(centre)
    wang = hire(centre, "王芳")
    train(centre, "2026-11-24", "8.5", wang)
    train(centre, "2026-05-01", "6", wang, category="induction")
    answer = at("training", "balance", "--year", "2026", "--json")
    assert answer.code == 0
    assert answer.json == [
        {
            "name": "王芳",
            "post": "保育人员",
            "requirement": "岗前一次·岗位培训",
            "required": "120.0",
            "done": "6.0",
            "missing": "114.0",
            "forecast": "6.0",
        },
        {
            "name": "王芳",
            "post": "保育人员",
            "requirement": "每年·不限类别",
            "required": "24.0",
            "done": "14.5",
            "missing": "9.5",
            "forecast": "16.1",  # 14.5 x 37 / 328 = 1.6 in the days left
        },
    ]
    before = at("training", "balance", "--year", "2026", "--on", "2026-11-23", "--json").json
    assert before[1]["done"] == "6.0"


def test_who_will_fall_short_is_named_below_the_table(at: Cli, centre: SmallCentre) -> None:
    _ask_24_hours_a_year(centre)
    hire(centre, "王芳")
    answer = at("training", "balance", "--year", "2026")
    assert answer.out.splitlines()[-1] == "预计到2026年12月31日学时不足的人员：王芳"
    assert "保育人员\t每年·不限类别\t本机构目标\t24.0\t0.0\t24.0" in answer.out


def test_year_that_is_none_is_refused(at: Cli) -> None:
    for year in ("26", "二〇二六", "99999"):
        assert at("training", "balance", "--year", year).code == 2


def test_workbook_of_trainings_is_taken_and_undone(at: Cli, centre: SmallCentre, tmp_path: Path) -> None:
    _ask_24_hours_a_year(centre)
    hire(centre, "王芳")
    rows: list[list[Any]] = [
        ["姓名", "日期", "主题", "类别", "形式", "学时", "组织单位", "证书号"],
        ["王芳", "2026-03-01至2026-03-02", "婴幼儿急救", "急救", "线上", 12.5, "区红十字会", "BJ001"],
    ]
    file = save(tmp_path / "培训.xlsx", {"2026": rows})
    tried = at("import", "training", file, "--dry-run", "--json")
    assert (tried.code, tried.json["new"], tried.json["taken"]) == (0, 1, 0)
    assert at("import", "training", file, "--json").json["taken"] == 1
    assert at("training", "balance", "--year", "2026", "--json").json[1]["done"] == "12.5"
    assert at("import", "undo").code == 0
    assert at("training", "balance", "--year", "2026", "--json").json[1]["done"] == "0.0"
