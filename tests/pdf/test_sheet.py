"""Sheets on paper: what is printed, and how a table goes over several pages."""

from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from reportlab.lib.units import mm

from centerdesk.base.tables import Align, Column, Sheet, cell_text
from centerdesk.domain.people import Sex
from centerdesk.pdf.page import frame
from centerdesk.pdf.sheet import deal, sheets_pdf
from tests.pdf.reading import Words, column, pages, squeezed, words

COLUMNS = [column("序号", 0, 10, Align.CENTRE), column("姓名", 1, 22), column("金额", 2, 24, Align.RIGHT)]


def _rows(count: int) -> list[tuple[int, str, Decimal]]:
    return [(number, f"儿童{number:03}", Decimal(number)) for number in range(1, count + 1)]


def _names(text: str) -> int:
    return text.count("儿童")


def test_a_sheet_prints_head_table_totals_notes_and_signatures_in_this_order() -> None:
    sheet = Sheet(
        "收费表",
        [*COLUMNS, column("性别", 3, 10), column("日期", 4, 24)],
        [
            (1, "陈𬱖", Decimal("12345.60"), Sex.FEMALE, date(2026, 11, 24)),
            (2, "阿依古丽·买买提江·艾合买提", None, None, None),
        ],
        subtitle="2026年11月",
        form_number="表1",
        unit="单位：元",
        totals=["", "合计", Decimal("12345.60"), "", ""],
        legend="图例：√ 出勤",
        notes=("第一条", "第二条"),
        signatures=("填表人", "负责人"),
        seal=True,
    )
    assert squeezed(pages(sheets_pdf([sheet]))[0]) == (
        "表1单位：元收费表2026年11月序号姓名金额性别日期"
        f"1陈𬱖12,345.60{Sex.FEMALE.label}2026-11-24"
        "2阿依古丽·买买提江·艾合买提"
        "合计12,345.60"
        "图例：√出勤注：1.第一条2.第二条"
        "填表人：负责人：（公章）年月日"
        "第1页共1页"
    )


def test_an_empty_sheet_has_its_head_and_says_so() -> None:
    (text,) = pages(sheets_pdf([Sheet("传染病登记表", COLUMNS, [], subtitle="2026年11月")]))
    assert squeezed(text) == "传染病登记表2026年11月序号姓名金额本期无记录第1页共1页"


def test_no_sheets_at_all_are_still_a_page_that_says_so() -> None:
    assert [squeezed(text) for text in pages(sheets_pdf([]))] == ["本期无记录第1页共1页"]


def test_the_head_of_the_table_stands_on_each_page_with_the_title_continued() -> None:
    first, *others = map(
        squeezed, pages(sheets_pdf([Sheet("花名册", COLUMNS, _rows(150), subtitle="托小一班")]))
    )
    assert len(others) >= 2
    assert first.startswith("花名册托小一班序号姓名金额1儿童001")
    assert all(text.startswith("花名册（续）托小一班序号姓名金额") for text in others)


@pytest.mark.parametrize("count", range(30, 60))
def test_the_last_page_never_holds_one_row_only_and_totals_stay_with_rows(count: int) -> None:
    for totals in ((), ("", "合计", 1)):
        text = pages(sheets_pdf([Sheet("花名册", COLUMNS, _rows(count), totals=totals)]))
        assert sum(map(_names, text)) == count
        assert _names(text[-1]) >= 2
        assert ("合计" in text[-1]) == bool(totals)


@pytest.mark.parametrize("count", range(20, 60, 3))
@pytest.mark.parametrize("landscape", [False, True])
def test_signatures_are_never_parted_from_the_last_rows(count: int, landscape: bool) -> None:
    sheet = Sheet(
        "月报", COLUMNS, _rows(count), signatures=("填表人", "负责人"), seal=True, landscape=landscape
    )
    text = pages(sheets_pdf([sheet]))
    assert _names(text[-1]) >= 2
    assert "填表人" in text[-1]
    assert "公章" in text[-1]


def test_two_rows_that_just_fill_the_page_keep_it_when_notes_must_go_on() -> None:
    notes = ["很长的说明" * 40] * 30
    text = pages(sheets_pdf([Sheet("月报", COLUMNS, _rows(2), notes=notes, signatures=("填表人",))]))
    assert [_names(page) for page in text] == [2, *[0] * (len(text) - 1)]
    assert len(text) > 1
    assert squeezed("".join(text)).count("很长的说明") > 1000
    assert "填表人" in text[-1]


def test_rows_are_dealt_so_that_the_end_has_company() -> None:
    assert deal([10] * 5, first=50, rest=60, tail=0, kept=2) == [5]
    assert deal([10] * 6, first=50, rest=60, tail=0, kept=2) == [4, 2]
    assert deal([10] * 5, first=50, rest=60, tail=20, kept=2) == [3, 2]
    assert deal([10] * 13, first=50, rest=60, tail=0, kept=3) == [5, 5, 3]
    assert deal([10] * 2, first=20, rest=60, tail=20, kept=2) == [2]
    assert deal([10] * 5, first=50, rest=60, tail=100, kept=2) == [5]


def test_a_long_text_wraps_within_its_cell_and_its_row_stays_on_one_page() -> None:
    text = "因发热由家长接回，次日医院诊断为上呼吸道感染，"
    rows = [(number, text * 2, None) for number in range(60)]
    pdf = sheets_pdf([Sheet("记录", COLUMNS, rows)])
    copied = [page.replace("\n", "") for page in pages(pdf)]
    assert sum(page.count("因") for page in copied) == 120
    assert all(page.count("因") % 2 == 0 for page in copied)


def test_a_text_longer_than_a_page_goes_on_on_the_next_and_nothing_is_lost() -> None:
    narrow = [column("序号", 0, 30), column("经过", 1, 20)]
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 2000)))
    copied = pages(sheets_pdf([Sheet("记录", narrow, [(1, text), (2, "完")])]))
    found = {char for page in copied for char in page}
    assert found >= set(text)
    assert len(copied) > 1


def _figures(pdf: bytes) -> list[Words]:
    return [run for run in words(pdf) if run.text.endswith("99")]


@pytest.mark.parametrize("width", [2, 5, 9, 14])
def test_a_figure_in_a_narrow_column_becomes_smaller_and_is_never_cut(width: float) -> None:
    money = Decimal("123456789.99")
    columns = [column("金额", 0, width, Align.RIGHT), column("说明", 1, 150)]
    pdf = sheets_pdf([Sheet("收费", columns, [(money, "说明" * 60)] * 3, totals=[money, ""])])
    found = _figures(pdf)
    assert [run.text for run in found] == ["123,456,789.99"] * 4
    room = frame()
    assert all(run.left > room.left and run.size >= 6.9 for run in found)
    others = [run for run in words(pdf) if "说明" in run.text]
    assert max(run.right for run in found) < min(run.left for run in others)


def test_figures_stay_whole_even_where_all_columns_are_too_narrow() -> None:
    money = 123456789999
    columns = [Column("金额", lambda row: row[0], 5, Align.RIGHT) for _ in range(12)]
    found = _figures(sheets_pdf([Sheet("收费", columns, [(money,)])]))
    assert [run.text for run in found] == ["123,456,789,999"] * 12
    assert all(one.right < other.left for one, other in pairwise(found))


def test_a_month_s_marks_stand_each_in_the_middle_of_its_day_s_column() -> None:
    days = [
        Column(str(day), lambda row: row[1], 5.5, Align.CENTRE, shade=day % 7 == 0) for day in range(1, 32)
    ]
    columns = [column("序号", 0, 10), column("姓名", 2, 22), *days, column("备注", 3, 22)]
    rows = [(number, mark, "欧阳子墨", "") for number, mark in enumerate("√半病事隔缺—" * 3, start=1)]
    pdf = sheets_pdf([Sheet("儿童出勤登记表", columns, rows, landscape=True)])
    assert len(pages(pdf)) == 1
    found = words(pdf)
    heads = {int(run.text): run for run in found if run.text.isdigit() and run.font.endswith("Bold")}
    marks = [run for run in found if run.text == "病"]
    assert len(heads) == 31
    assert len(marks) == 31 * 3
    for number, mark in enumerate(marks[:31], start=1):
        middle = (heads[number].left + heads[number].right) / 2
        assert (mark.left + mark.right) / 2 == pytest.approx(middle, abs=0.5)
        assert mark.size >= 9


def test_type_is_as_large_as_the_table_allows() -> None:
    roomy = words(sheets_pdf([Sheet("花名册", COLUMNS, _rows(5))]))
    full = words(sheets_pdf([Sheet("花名册", COLUMNS, _rows(46))]))
    sizes = [{run.size for run in runs if run.text.startswith("儿童")} for runs in (roomy, full)]
    assert sizes[0] == {10.5}
    assert min(sizes[1]) >= 9


def test_columns_fill_the_frame_whatever_their_weights() -> None:
    ends = []
    for scale in (0.2, 1, 5):
        columns = [column("左", 0, 30 * scale), column("右", 1, 20 * scale, Align.RIGHT)]
        run = next(
            run for run in words(sheets_pdf([Sheet("表", columns, [("a", 12345)])])) if "12,345" in run.text
        )
        ends.append(run.right)
    assert max(ends) - min(ends) < 0.1
    assert frame().right - max(ends) < 2 * mm


def test_a_date_to_fill_in_by_hand_gets_no_line_of_its_own() -> None:
    words_to_sign = ("填表人", "负责人：", "日期：    年  月  日")
    text = pages(sheets_pdf([Sheet("月报", COLUMNS, _rows(1), signatures=words_to_sign)]))[0]
    line = next(line for line in text.split("\n") if line.startswith("填表人"))
    assert "填表人：" in line
    assert "：：" not in line
    assert line.endswith("日")


def test_cells_read_as_people_write_them() -> None:
    moment = datetime(2026, 11, 24, 8, 5)
    values = [None, "字", 0, 9999, 12345, Decimal("1.50"), True, False, moment, moment.date(), moment.time()]
    assert [cell_text(value) for value in values] == (
        ["", "字", "0", "9999", "12,345", "1.50", "√", "", "2026-11-24 08:05", "2026-11-24", "08:05"]
    )
    assert cell_text(Sex.FEMALE) == Sex.FEMALE.label


def test_a_word_in_brackets_stays_whole_in_a_narrow_column_s_title() -> None:
    columns = [column("出勤（天）", 0, 9, Align.CENTRE), column("备注", 1, 170)]
    assert "（天）" in [run.text for run in words(sheets_pdf([Sheet("考勤", columns, [(1, "")])]))]
