"""Trainings in a workbook: headings, days however they are written, and what can't be read."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.grids import Cell, Grid
from centerdesk.domain.people import TrainingForm
from centerdesk.domain.training_sheet import TrainingSheetRow, days_of, read_training

HEADS = ("姓名", "培训日期", "培训主题", "学时")


def _read(*rows: tuple[Cell, ...], heads: tuple[str, ...] = HEADS) -> tuple[TrainingSheetRow, ...]:
    return read_training([Grid("培训", (heads, *rows))]).rows


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2026-03-01", "2026-03-01", "2026-03-01"),
        (datetime(2026, 3, 1), "2026-03-01", "2026-03-01"),
        (46082, "2026-03-01", "2026-03-01"),
        ("2026.3.1-3.3", "2026-03-01", "2026-03-03"),
        ("2026年3月1日至3日", "2026-03-01", "2026-03-03"),
        ("2026/3/1~2026/4/2", "2026-03-01", "2026-04-02"),
        ("2026-03-01 至 2026-03-03", "2026-03-01", "2026-03-03"),
        ("2026年12月30日—1月2日", "2026-12-30", "2027-01-02"),
    ],
)
def test_days_are_read_however_they_are_written(cell: Cell, first: str, last: str) -> None:
    assert days_of(cell) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "cell", ["三月初", "2026-02-30", "2026.3.1-2.30", "2026-03-01-2026-04-31", "2026.3.1上午至晚"]
)
def test_other_days_are_refused(cell: str) -> None:
    with pytest.raises(UserError):
        days_of(cell)


def test_rows_are_read_under_a_title_and_sums_and_empty_rows_are_left_out() -> None:
    grid = Grid(
        "2026",
        (
            ("小蜗牛托育园培训登记表",),
            (
                "序号",
                "姓名",
                "起止日期",
                "结束日期",
                "培训内容",
                "类别",
                "形式",
                "学时",
                "主办单位",
                "证书编号",
                "考核",
            ),
            (
                1,
                "王 芳",
                date(2026, 3, 1),
                date(2026, 3, 3),
                "急救",
                "急救",
                "线上",
                8.5,
                "区红十字会",
                "A1",
                "合格",
            ),
            (None,) * 11,
            ("合计", "", "", "", "", "", "", 8.5, "", "", ""),
        ),
    )
    read = read_training([grid])
    (row,) = read.rows
    assert (row.sheet, row.row, read.heads) == ("2026", 3, {"2026": 2})
    assert (row.name, row.starts_on, row.ends_on) == ("王芳", date(2026, 3, 1), date(2026, 3, 3))
    assert (row.topic, row.category, row.form, row.hours) == (
        "急救",
        "first_aid",
        TrainingForm.ONLINE,
        Decimal("8.5"),
    )
    assert (row.organiser, row.certificate, row.assessment) == ("区红十字会", "A1", "合格")
    assert row.refusals == row.doubts == ()


def test_what_is_missing_or_wrong_is_said_for_each_row() -> None:
    rows = _read(
        ("王芳", "2026-03-01", "急救", "8.25"),
        ("", "2026-03-01", "急救", 8),
        ("王芳", None, "急救", 8),
        ("王芳", "2026-03-03至2026-03-01", "急救", 8),
        ("王芳", "2026-03-01", "题" * 121, 8),
        ("王芳", "2026-03-01", "", 8),
    )
    assert [len(row.refusals) for row in rows] == [1] * 6
    assert [row.refusals[0] for row in rows[1:3]] == ["请填写姓名。", "请填写日期。"]


def test_unknown_kind_or_form_is_doubted_and_entered_as_the_usual_one() -> None:
    (row,) = _read(("王芳", "2026-03-01", "茶艺", 2, "茶艺", "云端"), heads=(*HEADS, "类别", "形式"))
    assert (row.category, row.form, len(row.doubts)) == ("other", TrainingForm.GROUP, 2)
    assert not {"category", "form"} & row.given


def test_sheet_without_the_columns_is_left_out_and_a_workbook_of_such_is_refused() -> None:
    good = Grid("培训", (HEADS, ("王芳", "2026-03-01", "急救", 8)))
    other = Grid("说明", (("请填写",),))
    read = read_training([other, good])
    assert (len(read.rows), len(read.notes)) == (1, 1)
    with pytest.raises(UserError, match="姓名、日期、主题、学时"):
        read_training([other])


def test_formula_without_its_result_is_named() -> None:
    grid = Grid("培训", (HEADS, ("王芳", "2026-03-01", "急救", None)), unreckoned=frozenset({(1, 3)}))
    (row,) = read_training([grid]).rows
    assert "公式" in row.refusals[0]
