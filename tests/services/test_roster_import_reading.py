"""Rosters are found in workbooks as centres keep them: titles, headings, sheets, dates, numbers."""

from datetime import date, datetime
from typing import Any

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.grids import Cell, Grid, day_of, digits_of, name_of
from centerdesk.domain.people import ClassKind, Half, Household, Service
from centerdesk.domain.roster_sheet import RosterRow
from centerdesk.domain.workbook_words import (
    Col,
    class_kind_of,
    column_of,
    half_of,
    household_of,
    service_of,
    weekdays_of,
)
from centerdesk.excel import read_workbook
from centerdesk.services.roster_import import read_roster
from tests.services.import_books import SAMPLE


def _read(*rows: tuple[Cell, ...], sheet: str = "花名册", merged: Any = ()) -> tuple[RosterRow, ...]:
    return read_roster([Grid(sheet, rows, merged=merged)]).rows


def _names(rows: tuple[RosterRow, ...]) -> list[tuple[int, str, str]]:
    return [(row.row, row.text(Col.CLASS), row.text(Col.NAME)) for row in rows]


def test_sample_roster_has_46_children_under_a_title_and_a_heading_of_two_merged_lines() -> None:
    found = read_roster(read_workbook(SAMPLE))
    assert len(found.rows) == 46
    assert found.heads == {"花名册": 3}
    first = found.rows[0]
    assert (first.row, first.text(Col.NAME)) == (4, "雷沐宸")
    assert (first.text(Col.FATHER), first.text(Col.MOTHER_PHONE)) == ("冯勇", "15463404922")


def test_group_over_name_and_phone_needs_no_merged_cells() -> None:
    rows = _read(
        ("姓名", "性别", "爸爸", None, "妈妈", None),
        (None, None, "姓名", "手机", "姓名", "手机"),
        ("曾星辰", "男", "曾强", "15400000001", "张敏", "15400000002"),
    )
    assert {column: rows[0].text(column) for column in (Col.NAME, Col.FATHER, Col.MOTHER_PHONE)} == {
        Col.NAME: "曾星辰",
        Col.FATHER: "曾强",
        Col.MOTHER_PHONE: "15400000002",
    }


def test_name_of_who_fetches_the_child_is_not_taken_for_the_childs() -> None:
    rows = _read(("接送人", "幼儿信息", None), ("姓名", "姓名", "性别"), ("赵四", "曾星辰", "男"))
    assert rows[0].text(Col.NAME) == "曾星辰"


def test_headings_are_known_with_spaces_stars_brackets_and_line_breaks() -> None:
    words = ["姓  名*", "出生\n日期", "身份证号（18位）", "家庭住址：", "联系电话(必填)"]
    rows = _read(tuple(words), ("曾星辰", "2024-05-01", "1", "北京", "2"))
    assert set(rows[0].cells) == {
        Col.NAME,
        Col.BIRTH_DATE,
        Col.ID_NUMBER,
        Col.ADDRESS,
        Col.GUARDIAN_PHONE,
    }


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("宝宝姓名", Col.NAME),
        ("乳名", Col.PET_NAME),
        ("生日", Col.BIRTH_DATE),
        ("证件号码", Col.ID_NUMBER),
        ("京籍", Col.HOUSEHOLD),
        ("入园时间", Col.ENROLLED_ON),
        ("退托日期", Col.LEFT_ON),
        ("爸爸姓名", Col.FATHER),
        ("母亲联系方式", Col.MOTHER_PHONE),
        ("监护人", Col.GUARDIAN),
        ("联系电话", Col.GUARDIAN_PHONE),
        ("现住址", Col.ADDRESS),
        ("托育类型", Col.SERVICE),
        ("每周", Col.WEEKDAYS),
        ("服务方式", Col.SERVICE),
        ("监护人2", Col.GUARDIAN),
        ("家长3联系电话", Col.GUARDIAN_PHONE),
        ("关系2", Col.RELATION),
        ("爸爸2", None),
        ("血型", None),
    ],
)
def test_columns_are_known_by_many_names(heading: str, column: Col | None) -> None:
    assert column_of(heading) is column


def test_columns_of_further_guardians_are_told_apart_by_their_number() -> None:
    rows = _read(
        ("姓名", "监护人", "关系", "监护人2", "监护人2关系", "联系电话2", "联系电话2"),
        ("曾星辰", "武静", "母亲", "李秀英", "奶奶", "15400000002", "15400000009"),
    )
    assert rows[0].text(Col.GUARDIAN) == "武静"
    (second,) = rows[0].more
    assert [second.text(column) for column in (Col.GUARDIAN, Col.RELATION, Col.GUARDIAN_PHONE)] == [
        "李秀英",
        "奶奶",
        "15400000002",
    ]


def test_title_above_a_heading_is_no_part_of_it() -> None:
    rows = _read(("花名册", None), ("姓名", "性别"), ("曾星辰", "男"))
    assert rows[0].titles[Col.NAME] == "姓名"


def test_row_with_a_birth_date_is_a_child_whatever_it_is_called() -> None:
    rows = _read(("班级", "姓名", "出生日期"), ("小计班", "合计", date(2024, 5, 1)))
    assert _names(rows) == [(2, "小计班", "合计")]


def test_columns_that_nobody_knows_are_named() -> None:
    found = read_roster([Grid("花名册", (("姓名", "血型", "性别"), ("曾星辰", "A", "男")))])
    assert any("血型" in note for note in found.notes)


def test_blank_rows_subtotals_notes_and_repeated_headings_are_no_children() -> None:
    rows = _read(
        ("序号", "班级", "姓名", "性别"),
        (1, "托大班", "曾星辰", "男"),
        (None, None, None, None),
        (2, "托大班", None, None),
        ("小计", None, "1人", None),
        ("序号", "班级", "姓名", "性别"),
        (3, "托大班", "单若水", "女"),
        ("合  计", None, "2人", None),
        ("注：本表每学期更新。", None, None, None),
        ("填表人：张三", None, None, "审核人：李四"),
    )
    assert _names(rows) == [(2, "托大班", "曾星辰"), (7, "托大班", "单若水")]


def test_row_that_says_something_but_names_nobody_is_kept_to_be_refused() -> None:
    rows = _read(("姓名", "性别", "出生日期"), (None, "男", "2024-05-01"))
    assert _names(rows) == [(2, "", "")]


def test_sheet_without_a_class_column_is_the_class() -> None:
    rows = read_roster(
        [
            Grid("托小班", (("姓名", "性别"), ("曾星辰", "男"))),
            Grid("托大1班", (("姓名", "性别"), ("单若水", "女"))),
            Grid("填写说明", (("请勿改动表头",),)),
        ]
    )
    assert _names(rows.rows) == [(2, "托小班", "曾星辰"), (2, "托大1班", "单若水")]
    assert any("填写说明" in note for note in rows.notes)


def test_class_may_stand_in_titles_above_and_between() -> None:
    rows = _read(
        ("小蜗牛托育园2026年秋季托小班花名册",),
        ("姓名", "性别"),
        ("曾星辰", "男"),
        ("托大1班", None),
        ("姓名", "性别"),
        ("单若水", "女"),
        sheet="Sheet1",
    )
    assert _names(rows) == [(3, "托小班", "曾星辰"), (6, "托大1班", "单若水")]


def test_class_merged_over_its_children_is_the_class_of_each() -> None:
    rows = _read(
        ("班级", "姓名", "性别"),
        ("托大班", "曾星辰", "男"),
        (None, "单若水", "女"),
        merged=((1, 0, 2, 0),),
    )
    assert [name[1] for name in _names(rows)] == ["托大班", "托大班"]


@pytest.mark.parametrize("rows", [(("曾星辰", "男"), ("单若水", "女")), (("姓名", "性别"),)])
def test_workbook_without_a_heading_or_without_children_is_refused(
    rows: tuple[tuple[Cell, ...], ...],
) -> None:
    with pytest.raises(UserError):
        _read(*rows)


@pytest.mark.parametrize(
    "cell",
    [
        date(2023, 1, 5),
        datetime(2023, 1, 5, 12),
        44931,
        44931.0,
        "44931",
        20230105,
        "20230105",
        "2023.1.5",
        "2023-01-05",
        "2023/1/5",
        "2023/1/5 0:00:00",
        "2023年1月5日",
        "２０２３．１．５",
        "2023 年 1 月 5 日",
    ],
)
def test_dates_are_read_however_they_were_typed(cell: Cell) -> None:
    assert day_of(cell) == date(2023, 1, 5)


@pytest.mark.parametrize("cell", ["2023.1", 2023.1, "去年", "2023-02-30", 7, True, "23.1.5", "1e999"])
def test_what_is_no_date_is_refused_not_guessed(cell: Cell) -> None:
    with pytest.raises(UserError):
        day_of(cell)


@pytest.mark.parametrize("cell", [1.1019920230105e17, 110199202301051234, "1.1010120230105E+17"])
def test_number_that_excel_has_rounded_is_refused_not_repaired(cell: Cell) -> None:
    with pytest.raises(UserError):
        digits_of(cell)


def test_numbers_and_names_lose_what_only_lines_them_up() -> None:
    assert digits_of("'110199 20240501 101x") == "11019920240501101X"
    assert digits_of(15400000001.0) == "15400000001"
    assert name_of("李　明") == "李明"
    assert name_of("阿依努尔•买买提") == "阿依努尔·买买提"
    assert name_of(" Anna  Li\u200b") == "Anna Li"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("一三五", "135"),
        ("周一、三、五", "135"),
        ("星期二和星期四", "24"),
        ("周一至周五", "12345"),
        ("每天", "12345"),
        ("上午", ""),
        ("每周三天", None),
        ("周六", None),
    ],
)
def test_weekly_patterns_are_read_or_left_alone(text: str, days: str | None) -> None:
    assert weekdays_of(text) == days


def test_services_halves_and_households_are_known_by_their_words() -> None:
    assert [service_of(word) for word in ("全日托", "半日托（上午）", "计时托", "临时托", "其他")] == [
        Service.FULL,
        Service.HALF,
        Service.HOURLY,
        Service.OCCASIONAL,
        None,
    ]
    assert [half_of(word) for word in ("半日托（上午）", "下午", "上午下午")] == [
        Half.MORNING,
        Half.AFTERNOON,
        None,
    ]
    assert [household_of(word) for word in ("京籍", "非京籍", "北京市大兴区", "河北省保定市", "城镇")] == [
        Household.BEIJING,
        Household.ELSEWHERE,
        Household.BEIJING,
        Household.ELSEWHERE,
        None,
    ]


def test_class_type_is_told_by_the_name_of_the_class() -> None:
    assert {
        name: class_kind_of(name)
        for name in ("乳儿班", "托小2班", "托大班", "混龄班", "小托班", "托一班", "月亮班")
    } == {
        "乳儿班": ClassKind.INFANT,
        "托小2班": ClassKind.TODDLER,
        "托大班": ClassKind.SENIOR,
        "混龄班": ClassKind.MIXED,
        "小托班": ClassKind.TODDLER,
        "托一班": ClassKind.NURSERY,
        "月亮班": None,
    }
