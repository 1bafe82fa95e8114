"""Month sheets and their marks, with the symbols each centre explains in its own legend."""

from datetime import date

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.attendance import Mark
from centerdesk.domain.attendance_sheet import (
    MonthSheets,
    SheetRow,
    parse_marks,
    read_legend,
    read_mark,
    read_month_sheets,
)
from centerdesk.domain.calendar import Month
from centerdesk.domain.grids import Cell, Grid

OCTOBER = Month(2026, 10)
DEFAULTS = {mark.symbol: mark.symbol for mark in Mark} | {"—": "—"}


def _read(
    *rows: tuple[Cell, ...], sheet: str = "托大班", merged: tuple[tuple[int, int, int, int], ...] = ()
) -> MonthSheets:
    return read_month_sheets([Grid(sheet, rows, merged=merged)], OCTOBER, {})


def _marks(row: SheetRow) -> dict[int, str]:
    return {cell.day.day: (cell.mark.symbol if cell.mark else "—") + cell.reason for cell in row.cells}


@pytest.mark.parametrize(
    "days",
    [
        (8, 9),
        ("8", "9"),
        ("8日", "09日"),
        ("10月8日", "10月9日"),
        (date(2026, 10, 8), date(2026, 10, 9)),
        (46303, 46304),
    ],
)
def test_days_are_known_as_numbers_texts_and_dates(days: tuple[Cell, ...]) -> None:
    (row,) = _read(("序号", "姓名", *days), (1, "曾星辰", "√", "病发热")).rows
    assert (row.row, row.class_name, _marks(row)) == (2, "托大班", {8: "√", 9: "病发热"})


def test_titles_weekdays_sums_remarks_and_merged_days_are_understood() -> None:
    sheets = _read(
        ("小蜗牛托育园2026年10月出勤登记表", None, None, None, None, None),
        ("姓名", "日期", None, None, None, "出勤天数"),
        (None, 8, 9, 10, 31, None),
        ("星期", "四", "五", "六", "六", None),
        ("曾星辰", "事假", None, None, None, 3),
        ("出勤人数", 1, 0, None, None, 1),
        ("图例：√出勤", None, None, None, None, None),
        merged=((1, 0, 2, 0), (4, 1, 4, 2)),
    )
    (row,) = [row for row in sheets.rows if row.name != "星期"]
    assert (row.row, _marks(row)) == (5, {8: "事", 9: "事"})
    assert sheets.heads == {"托大班": 3}


def test_empty_cell_is_no_mark_and_a_dash_is_a_child_that_is_not_expected() -> None:
    (row,) = _read(("姓名", 8, 9, 31), ("曾星辰", None, "——", "-")).rows
    assert _marks(row) == {9: "—", 31: "—"}


def test_class_column_comes_before_the_name_of_the_sheet() -> None:
    (row,) = _read(("班级", "姓名", 8), ("托小班", "曾星辰", "√")).rows
    assert row.class_name == "托小班"


def test_symbol_that_nobody_explained_is_refused_with_its_cell() -> None:
    (row,) = _read(("姓名", 8, 9), ("曾星辰", "√", "△")).rows
    (sentence,) = row.refusals
    assert "C2" in sentence
    assert "△" in sentence


def test_legend_of_the_sheet_explains_its_symbols_wherever_it_stands() -> None:
    (row,) = _read(("姓名", 8, 9), ("曾星辰", "△", "○感冒"), ("图例：", "○病假", "△事假")).rows
    assert (_marks(row), row.refusals) == ({8: "事", 9: "病感冒"}, ())


def test_legend_of_one_sheet_does_not_explain_another() -> None:
    rows = read_month_sheets(
        [
            Grid("托小班", (("图例：△事假",), ("姓名", 8), ("曾星辰", "△"))),
            Grid("托大班", (("姓名", 8), ("单若水", "△"))),
        ],
        OCTOBER,
        {},
    ).rows
    assert [bool(row.refusals) for row in rows] == [False, True]


def test_symbols_of_the_caller_come_before_the_legend() -> None:
    grid = Grid("托大班", (("图例：△事假",), ("姓名", 8), ("曾星辰", "△")))
    (row,) = read_month_sheets([grid], OCTOBER, parse_marks("△=缺")).rows
    assert _marks(row) == {8: "缺"}


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("图例：○病假 △事假 √出勤", {"○": "病", "△": "事", "√": "√"}),
        ("图例：√出勤 ×缺勤", {"√": "√", "×": "缺"}),
        ("图例　出勤：√；病假：○；事假：△", {"√": "√", "○": "病", "△": "事"}),
        ("符号说明：√—出勤，○—病假，—未入托", {"√": "√", "○": "病", "—": "—"}),
        ("注：√表示出勤；／表示半天", {"√": "√", "/": "半"}),
        ("说明：病假（○）、健康观察（◇）", {"○": "病", "◇": "隔"}),
        ("说明：1、√出勤 2、×缺勤", {"√": "√", "×": "缺"}),
        ("图例：◎迟到", {}),
        ("√出勤 ×缺勤", {}),
    ],
)
def test_legends_are_read_in_the_ways_people_write_them(text: str, meanings: dict[str, str]) -> None:
    assert read_legend(((text,),)) == meanings


@pytest.mark.parametrize(
    ("text", "mark", "reason"),
    [
        ("√", Mark.PRESENT, ""),
        ("✓", Mark.PRESENT, ""),
        ("出勤", Mark.PRESENT, ""),
        ("半", Mark.HALF, ""),
        ("半天(上午)", Mark.HALF, ""),
        ("病发热38.5℃", Mark.SICK, "发热38.5℃"),
        ("病假·手足口病", Mark.SICK, "手足口病"),
        ("事回老家", Mark.PERSONAL, "回老家"),
        ("隔", Mark.OBSERVATION, ""),
        ("缺勤", Mark.UNEXPLAINED, ""),
        ("——", None, ""),
        ("停托", None, ""),
    ],
)
def test_marks_are_read_with_what_stands_behind_them(text: str, mark: Mark | None, reason: str) -> None:
    assert read_mark(text, DEFAULTS) == (mark, reason)


@pytest.mark.parametrize(
    "text", ["○", "×", "/", "1", "√√", "√/", "√病", "半病", "病/半", "病、事", "迟到", "?"]
)
def test_other_symbols_and_mixed_ones_are_never_guessed(text: str) -> None:
    with pytest.raises(UserError):
        read_mark(text, DEFAULTS)


def test_symbols_may_be_given_by_the_caller() -> None:
    assert parse_marks("○=病,△=事假；1=√，0=缺") == {"○": "病", "△": "事", "1": "√", "0": "缺"}
    assert parse_marks("") == {}


@pytest.mark.parametrize("text", ["○", "○=", "=病", "○=迟到", "○病"])
def test_symbols_that_say_nothing_are_refused(text: str) -> None:
    with pytest.raises(UserError):
        parse_marks(text)


@pytest.mark.parametrize(
    "grid",
    [
        Grid("托大班", (("2026年9月出勤登记表", None), ("姓名", 8), ("曾星辰", "√"))),
        Grid("9月", (("姓名", 8), ("曾星辰", "√"))),
        Grid("托大班", (("姓名", date(2026, 9, 8)), ("曾星辰", "√"))),
        Grid("托大班", (("2025年10月", None), ("姓名", 8), ("曾星辰", "√"))),
    ],
)
def test_sheet_of_another_month_is_refused_and_its_month_named(grid: Grid) -> None:
    with pytest.raises(UserError, match=r"2026-09|2025-10"):
        read_month_sheets([grid], OCTOBER, {})


def test_of_a_workbook_with_a_sheet_for_each_month_only_the_months_own_is_read() -> None:
    grids = [Grid(f"{n}月", (("姓名", 8), (f"测{n}", "√"))) for n in (9, 10, 11)]
    sheets = read_month_sheets(grids, OCTOBER, {})
    assert [row.name for row in sheets.rows] == ["测10"]
    assert len(sheets.notes) == 1


def test_date_of_printing_does_not_make_it_another_month() -> None:
    assert _read(("打印日期：2026年11月2日", None), ("姓名", 8), ("曾星辰", "√")).rows


@pytest.mark.parametrize("rows", [(("姓名", "性别"), ("曾星辰", "男")), (("姓名", 8),)])
def test_workbook_without_days_or_without_children_is_refused(rows: tuple[tuple[Cell, ...], ...]) -> None:
    with pytest.raises(UserError):
        _read(*rows)


def test_mark_on_a_day_the_month_does_not_have_is_refused_but_a_dash_is_not() -> None:
    rows = read_month_sheets(
        [Grid("托大班", (("姓名", 30, 31), ("曾星辰", "√", "√"), ("单若水", "√", "—")))], Month(2026, 9), {}
    ).rows
    assert [bool(row.refusals) for row in rows] == [True, False]


def test_row_with_marks_but_no_name_is_refused() -> None:
    (row,) = _read(("姓名", 8), (None, "√")).rows
    assert row.refusals
