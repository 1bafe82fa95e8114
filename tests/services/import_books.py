"""Workbooks as centres keep them, made for the tests of the imports."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from stdnum.cn.ric import calc_check_digit

from centerdesk.domain.grids import Grid
from centerdesk.services.imports import ImportReport
from centerdesk.services.roster_import import RosterPreview, check_roster, read_roster, take_roster
from tests.services.small_centre import TODAY, SmallCentre

NOW = datetime(2026, 11, 24, 9)
SAMPLE = Path(__file__).parents[1] / "data" / "花名册-示例.xlsx"
HEADS = ("序号", "班级", "姓名", "性别", "出生日期", "身份证号", "入托日期")


def id_number(born: str, serial: int = 123) -> str:
    """A right number in an area that was never assigned; an odd serial is a boy's."""
    digits = f"110199{born.replace('-', '')}{serial:03d}"
    return digits + calc_check_digit(digits + "0")


def child(name: str = "曾星辰", born: str = "2024-05-01", **cells: Any) -> dict[str, Any]:
    """A row without faults, by the columns' names; what is given comes on top."""
    row = {"班级": "托大班", "姓名": name, "性别": "男", "出生日期": born, "入托日期": "2026-09-01"}
    return row | {"身份证号": id_number(born) if born else None} | cells


def grid(*children: dict[str, Any], sheet: str = "花名册") -> Grid:
    """A roster: the heading of all columns, and a row for each child."""
    heads = list(dict.fromkeys(head for row in children for head in row))
    return Grid(sheet, (tuple(heads), *(tuple(row.get(head) for head in heads) for row in children)))


def check(centre: SmallCentre, *grids: Grid, today: date = TODAY) -> RosterPreview:
    """What a roster would bring."""
    return centre.see(check_roster, read_roster(grids), today)


def take(centre: SmallCentre, *grids: Grid, today: date = TODAY) -> ImportReport:
    """Check a roster and take it."""
    preview = check(centre, *grids, today=today)
    return centre.do(take_roster, preview, NOW, "花名册.xlsx")


def save(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
    """A workbook of bare rows."""
    book = Workbook()
    del book[book.sheetnames[0]]
    for name, rows in sheets.items():
        paper = book.create_sheet(name)
        for row in rows:
            paper.append(list(row))
    book.save(path)
    return path
