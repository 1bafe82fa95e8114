"""Import of a roster of 1,000 rows, per row, against reading the same workbook and writing the same rows bare."""

from datetime import date, datetime, timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook
from sqlalchemy import insert
from xlsxwriter import Workbook

from centerdesk.db.schema.children import Child, Enrolment, Guardian, Placement
from centerdesk.domain.people import ClassKind, IdKind, Relation, Sex
from centerdesk.domain.roster_sheet import read_roster
from centerdesk.excel import read_workbook
from centerdesk.services import classes
from centerdesk.services.opening import Opened, new_centre
from centerdesk.services.roster_import import check_roster, take_roster
from tests.bench.centres import CHEAP, TODAY
from tests.bench.ratio import Ratio, alternating_ms

_ROWS = 1000
_NOW = datetime(2026, 11, 24, 8)


def measure(folder: Path) -> list[Ratio]:
    """Milliseconds per row; each turn in a file of its own."""
    workbook = folder / "roster.xlsx"
    _write(workbook)
    ours, bare = alternating_ms(
        lambda turn: _import(folder, _empty(folder / f"ours{turn}")),
        lambda turn: _bare(workbook, _empty(folder / f"bare{turn}")),
        3,
    )
    name = "1,000-row roster import, per row / calamine and the same rows bare"
    return [Ratio(name, ours / _ROWS, bare / _ROWS, 2)]


def _empty(folder: Path) -> Opened:
    return new_centre(folder, "测速园", "张园长", "a long password", now=_NOW, cost=CHEAP)[0]


def _write(path: Path) -> None:
    with Workbook(path) as book:
        sheet = book.add_worksheet("花名册")
        day_format = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(
            0, 0, ["班级", "姓名", "性别", "出生日期", "入园日期", "父亲姓名", "父亲电话", "家庭住址"]
        )
        for row in range(1, _ROWS + 1):
            born = date(2024, 1, 1) + timedelta(days=row % 365)
            sheet.write_row(row, 0, [f"托大{row % 40}班", f"测{_chinese(row)}", "男女"[row % 2]])
            sheet.write_datetime(row, 3, datetime.combine(born, datetime.min.time()), day_format)
            sheet.write_datetime(row, 4, datetime(2026, 9, 1), day_format)
            sheet.write_row(row, 5, ["张勇", f"154{row:08d}", "北京经济技术开发区"])


def _chinese(number: int) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))


def take_1000(folder: Path, opened: Opened) -> None:
    """1,000 children into a centre."""
    workbook = folder / "roster.xlsx"
    if not workbook.exists():
        _write(workbook)
    rows = read_roster(read_workbook(workbook))
    with opened.store.begin(opened.actor, _NOW) as session:
        report = take_roster(session, check_roster(session, rows, TODAY), _NOW, workbook.name)
    assert report.taken == _ROWS, report


def _import(folder: Path, opened: Opened) -> None:
    take_1000(folder, opened)
    opened.store.close()


def _bare(workbook: Path, opened: Opened) -> None:
    rows = CalamineWorkbook.from_path(workbook).get_sheet_by_index(0).to_python()[1:]
    with opened.store.begin(opened.actor, _NOW) as session:
        group = classes.add_class(session, "班", ClassKind.SENIOR, _ROWS)
        session.execute(
            insert(Child),
            [
                {
                    "id": number,
                    "name": str(row[1]),
                    "former_name": "",
                    "pet_name": "",
                    "name_key": str(row[1]),
                    "name_search": str(row[1]),
                    "sex": Sex.MALE,
                    "birth_date": row[3],
                    "id_kind": IdKind.NONE,
                    "nation": "",
                    "address": str(row[7]),
                    "allergies": "",
                    "note": "",
                }
                for number, row in enumerate(rows, 1)
            ],
        )
        session.execute(
            insert(Guardian),
            [
                {
                    "child_id": number,
                    "position": 0,
                    "relation": Relation.FATHER,
                    "name": str(row[5]),
                    "phone": str(row[6]),
                    "work": "",
                    "custody": True,
                }
                for number, row in enumerate(rows, 1)
            ],
        )
        session.execute(
            insert(Enrolment),
            [{"id": n, "child_id": n, "enrolled_on": row[4]} for n, row in enumerate(rows, 1)],
        )
        session.execute(
            insert(Placement),
            [{"enrolment_id": n, "starts_on": row[4], "class_id": group} for n, row in enumerate(rows, 1)],
        )
    opened.store.close()
