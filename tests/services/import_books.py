"""Workbooks as centres keep them, made for the tests of the imports."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlwt
from openpyxl import Workbook
from stdnum.cn.ric import calc_check_digit

from centerdesk.domain.grids import Grid
from centerdesk.domain.roster_sheet import RosterRows
from centerdesk.excel import read_workbook
from centerdesk.services.imports import ImportReport
from centerdesk.services.roster_import import RosterPreview, check_roster, read_roster, take_roster
from tests.services.small_centre import TODAY, SmallCentre

NOW = datetime(2026, 11, 24, 9)
SAMPLE = Path(__file__).parents[1] / "data" / "花名册-示例.xlsx"
COLUMNS = ("班级", "姓名", "性别", "出生日期", "身份证号", "入托日期")
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


def read(file: Path) -> RosterRows:
    """The children's rows of a file, with the headings as the program guesses them."""
    return read_roster(read_workbook(file))


def check_file(centre: SmallCentre, file: Path) -> RosterPreview:
    """What a file would bring."""
    return centre.see(check_roster, read(file), TODAY)


def take_file(centre: SmallCentre, file: Path, **how: Any) -> ImportReport:
    """Check a file and take it."""
    return centre.do(take_roster, check_file(centre, file), NOW, file.name, **how)


def line(
    name: str, born: str = "2024-05-01", serial: int = 123, group: str = "托大班", **cells: Any
) -> list[Any]:
    """A row under `COLUMNS`, without faults; a girl's serial is even."""
    row = {
        "班级": group,
        "姓名": name,
        "性别": "男" if serial % 2 else "女",
        "出生日期": born,
        "身份证号": id_number(born, serial),
        "入托日期": "2026-09-01",
    }
    return [(row | cells)[head] for head in COLUMNS]


def write_xls(path: Path, sheets: dict[str, Sequence[Sequence[Any]]], merged: Sequence[Any] = ()) -> Path:
    """An old workbook; dates are written as dates, `merged` are (top, bottom, left, right, value) of each sheet."""
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="YYYY/M/D")
    for name, rows in sheets.items():
        paper = book.add_sheet(name)
        for place in merged:
            paper.write_merge(*place)
        for index, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    paper.write(index, column, value, day)
                elif isinstance(value, xlwt.Formula) or value is not None:
                    paper.write(index, column, value)
    book.save(str(path))
    return path


def write_csv(path: Path, rows: Sequence[Sequence[Any]], code: str = "gb18030", separator: str = ",") -> Path:
    """A table as text, as Excel and WPS save it in China."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    path.write_bytes(text.getvalue().encode(code))
    return path
