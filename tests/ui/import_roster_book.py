"""A roster of 120 children as a centre keeps it, with what people get wrong in one."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from tests.services.import_books import id_number

CHILDREN = 120
CLASSES = ("托小班", "托大班", "月亮班", "星星班")
BAD_DAY, NO_DAY = 17, 83  # the children whose birth date is none, and whose first day is missing
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙"
_GIVEN = ("安禾", "沐言", "知夏", "星野", "思齐", "若初", "景行", "书瑶", "云帆", "清和")
_SINGLE = ("序号", "班级", "宝宝姓名", "性别", "出生日期", "身份证号")
_FIRST_DAY, _HABITS = "报到日", "说明"


def child(number: int) -> list[Any]:
    """A line of the roster; its numbers are of an area that was never assigned."""
    born = date(2024, 1, 10) + timedelta(days=3 * number)
    name = _SURNAMES[number % 12] + _GIVEN[number // 12]
    phone = f"154{number:08d}"
    return [
        number + 1,
        CLASSES[number // 30],
        name,
        "男" if number % 2 else "女",
        born.isoformat(),
        id_number(born.isoformat(), 100 + number),
        f"{name[0]}建国",
        phone,
        "",
        "",
        "2026-09-01",
        "花生过敏" if number % 40 == 3 else "无",
    ]


def make_book(path: Path) -> Path:
    """The workbook: a title, a heading of two merged lines, two columns named in the centre's own way."""
    book = Workbook(path)
    notes = book.add_worksheet("填写说明")
    notes.write(0, 0, "请各班老师于每月月底前更新。")
    paper = book.add_worksheet("花名册")
    paper.merge_range(0, 0, 0, 11, "槐树托育园婴幼儿花名册")
    for place, words in enumerate(_SINGLE):
        paper.merge_range(1, place, 2, place, words)
    paper.merge_range(1, 6, 1, 7, "父亲")
    paper.merge_range(1, 8, 1, 9, "母亲")
    for place, words in enumerate(("姓名", "电话") * 2, 6):
        paper.write(2, place, words)
    paper.merge_range(1, 10, 2, 10, _FIRST_DAY)
    paper.merge_range(1, 11, 2, 11, _HABITS)
    for number in range(CHILDREN):
        cells = child(number)
        if number == BAD_DAY:
            cells[4], cells[5] = "2024年13月40日", ""
        if number == NO_DAY:
            cells[10] = ""
        paper.write_row(3 + number, 0, cells)
    book.close()
    return path
