"""Rosters with the traps of real ones, one workbook each: what is taken, what is refused, and why."""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlwt
from openpyxl import Workbook, load_workbook
from xlsxwriter import Workbook as Writer

from centerdesk.domain.people import Funding, Household, Relation
from centerdesk.excel import read_workbook
from centerdesk.services import children, classes
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.children import ChildRow
from centerdesk.services.imports import ImportReport, errors_workbook
from centerdesk.services.roster_import import check_roster
from tests.services.import_books import (
    COLUMNS,
    id_number,
    line,
    read,
    save,
    take_file,
    write_csv,
    write_xls,
)
from tests.services.small_centre import TODAY, SmallCentre


def _children(centre: SmallCentre) -> dict[str, ChildRow]:
    return {row.name: row for row in centre.see(children.list_children, TODAY, with_left=True)}


def _told(report: ImportReport) -> dict[str, dict[int, str]]:
    return {
        "doubtful": {each.row: each.reason for each in report.doubtful},
        "refused": {each.row: each.reason for each in report.refused},
    }


def _counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, report.taken


def _with_wrong_digit(number: str) -> str:
    return number[:-1] + ("1" if number[-1] == "0" else "0")


def test_old_workbook_with_a_class_a_sheet_titles_subtotals_and_notes(
    centre: SmallCentre, tmp_path: Path
) -> None:
    heads = COLUMNS[1:]
    file = write_xls(
        tmp_path / "花名册.xls",
        {
            "托大1班": [
                ["小蜗牛托育园2026年秋季花名册"],
                heads,
                [*line("曾星辰")[1:3], date(2024, 5, 1), id_number("2024-05-01"), date(2026, 9, 1)],
                [],
                line("单若水", serial=124)[1:],
                ["小计", "2人"],
                ["注：本表每学期更新"],
            ],
            "托小班": [["托小班"], heads, line("区乐瑶", "2025-05-01", 126)[1:], ["合计", "1人"]],
            "填写说明": [["请勿改动表头"]],
        },
    )
    report = take_file(centre, file)
    assert _counts(report) == (3, 0, 0, 3)
    assert _told(report) == {"doubtful": {}, "refused": {}}
    assert {name: row.class_name for name, row in _children(centre).items()} == {
        "曾星辰": "托大1班",
        "单若水": "托大1班",
        "区乐瑶": "托小班",
    }
    assert _children(centre)["曾星辰"].enrolled_on == date(2026, 9, 1)
    assert report.notes == ("工作表“填写说明”没有含“姓名”的表头，未读取。",)


def test_text_in_gb18030_with_a_class_1_1_stays_as_it_was_typed(centre: SmallCentre, tmp_path: Path) -> None:
    rows = [
        COLUMNS,
        line("曾星辰", group="1-1", 身份证号=f'="{id_number("2024-05-01")}"'),
        line("单若水", serial=124, group="1-1 ", 出生日期="２０２４．５．１", 性别="F"),
        line("区乐瑶", serial=126, group="1-1", 出生日期="2024年5月1日", 性别="2"),
        line("仇小满", "2024-06-01", 125, group="1月1日"),
        line("朴知夏", "2024-06-02", 125, group="1-1", 身份证号="1.10199E+17"),
    ]
    report = take_file(centre, write_csv(tmp_path / "导出.csv", rows), only_good=True)
    assert _counts(report) == (3, 0, 0, 3)
    assert _told(report) == {
        "doubtful": {},
        "refused": {
            5: "班级：班级被 Excel 变成了日期 1月1日。请把该列设为文本格式，重新录入班级。",
            6: "身份证号：号码被 Excel 当作数值保存，末尾几位已经丢失。请把该列设为文本格式，重新录入号码。",
        },
    }
    assert {row.class_name for row in _children(centre).values()} == {"1-1"}
    assert [(each.name, each.kind) for each in centre.see(classes.list_classes)] == [("1-1", "senior")]


def test_class_that_excel_turned_into_a_day_is_said_and_refused_in_every_form(
    centre: SmallCentre, tmp_path: Path
) -> None:
    book = Writer(file := tmp_path / "花名册.xlsx")
    paper = book.add_worksheet("花名册")
    paper.write_row(0, 0, COLUMNS)
    paper.write_row(1, 0, line("曾星辰"))
    paper.write_datetime(1, 0, datetime(2026, 1, 1), book.add_format({"num_format": 'm"-"d'}))
    paper.write_row(2, 0, line("单若水", serial=124, group="x"))
    paper.write_number(2, 0, 46023)
    book.close()
    report = take_file(centre, file, only_good=True)
    assert _counts(report) == (0, 0, 0, 0)
    assert list(_told(report)["refused"]) == [2, 3]
    assert all("班级被 Excel 变成了日期 2026-01-01" in why for why in _told(report)["refused"].values())
    assert centre.see(classes.list_classes) == []


def test_numbers_destroyed_by_excel_wrong_digits_and_doubles_are_said_and_not_repaired(
    centre: SmallCentre, tmp_path: Path
) -> None:
    centre.enrol("曾星辰", centre.add_class(), "2025-09-01", birth_date=date(2024, 3, 1))
    double = id_number("2024-05-01", 127)
    rows = [
        COLUMNS,
        line("单若水", "2024-06-01", 125, 身份证号=1.1019920240601e17),
        line("区乐瑶", "2024-06-02", 125, 身份证号="1101992024060212"),
        line("仇小满", "2024-06-03", 125, 身份证号=_with_wrong_digit(id_number("2024-06-03", 125))),
        line("朴知夏", serial=127),
        line("员子衿", "2024-05-02", 身份证号=double),
        line("解语花", "2027-05-01", 125, 身份证号=None, 入托日期="2027-06-01"),
        line("查理德", "2024-06-07", 125, 入托日期="2024-06-06"),
        line("翟明月", "2024-06-08", 125),
    ]
    report = take_file(centre, save(tmp_path / "花名册.xlsx", {"花名册": rows}), only_good=True)
    assert _counts(report) == (1, 0, 0, 1)
    refused = _told(report)["refused"]
    assert list(refused) == [2, 3, 4, 5, 6, 7, 8]
    for row, words in {
        2: "末尾几位已经丢失",
        3: "现有 16 位",
        4: "校验",
        5: "第 6 行（员子衿）",
        6: "第 5 行（朴知夏）",
        7: "出生日期 2027-05-01 晚于今天",
        8: "早于出生",
    }.items():
        assert words in refused[row], refused[row]
    assert set(_children(centre)) == {"曾星辰", "翟明月"}


def test_formulas_count_by_their_saved_results_and_are_refused_without(
    centre: SmallCentre, tmp_path: Path
) -> None:
    book = Workbook()
    paper: Any = book.active
    paper.title = "花名册"
    paper.append(COLUMNS)
    paper.append(line("曾星辰"))
    paper.append(line("单若水", serial=124, 出生日期="=DATE(2024,5,1)"))
    paper.append([None, '=B2&"二"', None, None, None, None])
    paper.append(["合计", "=COUNTA(B2:B4)", None, None, None, None])
    paper.append([None, None, None, "=D4+1", None, None])
    book.save(file := tmp_path / "花名册.xlsx")
    report = take_file(centre, file, only_good=True)
    assert _counts(report) == (1, 0, 0, 1)
    assert list(_told(report)["refused"]) == [3, 4]
    assert _told(report)["refused"][3].startswith(
        "出生日期：公式没有计算结果。请用 WPS 或 Excel 打开工作簿，保存后重新选择"
    )
    assert set(_children(centre)) == {"曾星辰"}


def test_formulas_of_an_old_workbook_that_failed_are_refused(centre: SmallCentre, tmp_path: Path) -> None:
    rows = [COLUMNS, line("曾星辰"), line("单若水", serial=124)]
    file = write_xls(tmp_path / "花名册.xls", {"花名册": rows})
    assert take_file(centre, file).taken == 2
    book = xlwt.Workbook()
    paper = book.add_sheet("花名册")
    for index, row in enumerate([COLUMNS, line("区乐瑶", serial=126)]):
        for place, value in enumerate(row):
            if (index, place) != (1, 3):
                paper.write(index, place, value)
    paper.row(1).set_cell_error(3, 0x2A)
    book.save(buffer := io.BytesIO())
    (other := tmp_path / "错误值.xls").write_bytes(buffer.getvalue())
    report = take_file(centre, other)
    assert _counts(report) == (0, 0, 0, 0)
    assert list(_told(report)["refused"]) == [2]
    assert "出生日期：公式没有计算结果" in _told(report)["refused"][2]


def test_heading_of_two_merged_lines_with_all_columns_of_a_childs_record(
    centre: SmallCentre, tmp_path: Path
) -> None:
    book = Writer(file := tmp_path / "登记表.xlsx")
    paper = book.add_worksheet("婴幼儿信息")
    paper.merge_range("A1:R1", "小蜗牛托育园婴幼儿信息登记表")
    alone = ["班级", "姓名", "性别", "出生日期", "身份证号", "入托时间", "适应期至", "是否京籍"]
    for place, word in enumerate(alone):
        paper.merge_range(1, place, 2, place, word)
    paper.merge_range("I2:K2", "父亲")
    paper.merge_range("L2:N2", "母亲")
    paper.write_row(2, 8, ["姓名", "联系电话", "工作单位"] * 2)
    for place, word in enumerate(["既往病史", "特殊需要", "第几胎", "是否多胞胎", "收费类型"], 14):
        paper.merge_range(1, place, 2, place, word)
    row = [
        *line(" 曾星辰 "),
        "2026-09-14",
        "否",
        "曾强",
        "15400000001",
        "京东方",
        "张敏",
        "15400000002",
        None,
    ]
    paper.write_row(3, 0, [*row, "热性惊厥", "无", "二胎", "否", "普惠"])
    paper.merge_range("A5:A6", "托大班")
    paper.write_row(
        4, 1, [*line("单若水", serial=124)[1:], None, "京籍", *[None] * 6, None, None, 1, "双胞胎"]
    )
    paper.write_row(5, 1, [*line("区乐瑶", serial=126)[1:], None, "是", *[None] * 6, None, None, "老大"])
    book.close()
    report = take_file(centre, file)
    assert _counts(report) == (3, 0, 0, 3)
    assert _told(report) == {
        "doubtful": {6: "第几胎：“老大”无法识别，此项未导入。"},
        "refused": {},
    }
    first, second, third = (_children(centre)[name] for name in ("曾星辰", "单若水", "区乐瑶"))
    assert first.fields.household is Household.ELSEWHERE
    assert (first.fields.chronic, first.fields.special_needs) == ("热性惊厥", "")
    assert (first.fields.birth_order, first.fields.multiple_birth) == (2, False)
    assert first.pattern.funding is Funding.SUBSIDISED
    assert first.guardians == (
        GuardianRow(Relation.FATHER, "曾强", "15400000001", "京东方"),
        GuardianRow(Relation.MOTHER, "张敏", "15400000002"),
    )
    assert (second.fields.birth_order, second.fields.multiple_birth) == (1, True)
    assert (third.fields.household, third.class_name) == (Household.BEIJING, "托大班")
    assert _counts(take_file(centre, file)) == (0, 0, 3, 0)


def test_times_that_overlap_and_classes_that_are_closed_are_refused(
    centre: SmallCentre, tmp_path: Path
) -> None:
    first = [*COLUMNS, "离托日期"]
    file = save(
        tmp_path / "一.xlsx",
        {
            "花名册": [
                first,
                [*line("曾星辰", 入托日期="2025-09-01"), "2026-06-30"],
                [*line("单若水", serial=124), None],
            ]
        },
    )
    assert take_file(centre, file).taken == 2
    again = save(
        tmp_path / "二.xlsx",
        {"花名册": [first, [*line("曾星辰", 入托日期="2026-09-01"), None]]},
    )
    assert take_file(centre, again).taken == 1
    wrong = save(
        tmp_path / "三.xlsx",
        {
            "花名册": [
                first,
                [*line("曾星辰", 入托日期="2026-06-01"), None],
                [*line("单若水", serial=124), "2026-08-31"],
            ]
        },
    )
    report = take_file(centre, wrong)
    assert _counts(report) == (0, 0, 0, 0)
    refused = _told(report)["refused"]
    assert "重叠" in refused[2]
    assert "早于" in refused[3]


def test_settling_in_that_ends_before_the_first_day_is_refused(centre: SmallCentre, tmp_path: Path) -> None:
    rows = [[*COLUMNS, "适应期至"], [*line("曾星辰"), "2026-08-31"]]
    report = take_file(centre, save(tmp_path / "花名册.xlsx", {"花名册": rows}))
    assert list(_told(report)["refused"]) == [2]


def test_errors_workbook_corrected_by_hand_is_imported_as_it_is(centre: SmallCentre, tmp_path: Path) -> None:
    heads = COLUMNS[1:]
    file = save(
        tmp_path / "花名册.xlsx",
        {
            "Sheet1": [
                ("小蜗牛托育园2026年秋季托小班花名册",),
                heads,
                line("曾星辰", "2025-05-01")[1:],
                ("托大1班",),
                heads,
                line("单若水", serial=124)[1:],
                line("区乐瑶", serial=126, 出生日期="去年五月")[1:],
            ]
        },
    )
    report = take_file(centre, file, only_good=True)
    assert (report.taken, [each.row for each in report.refused]) == (2, [7])
    (out := tmp_path / "错误.xlsx").write_bytes(errors_workbook(file, report))
    book = load_workbook(out)
    paper = book["Sheet1"]
    assert [cell.value for cell in paper[2]] == ["行号", "原因", *heads]
    assert [cell.value for cell in paper[paper.max_row]][:4] == [7, report.refused[0].reason, "区乐瑶", "女"]
    paper.cell(paper.max_row, heads.index("出生日期") + 3).value = "2024-05-01"
    book.save(corrected := tmp_path / "改正.xlsx")
    found = read(corrected)
    assert found.notes == ()
    again = centre.see(check_roster, found, TODAY).report()
    assert (again.new, again.refused, again.doubtful) == (1, (), ())
    assert take_file(centre, corrected).taken == 1
    assert _children(centre)["区乐瑶"].class_name == "托大1班"


def test_errors_workbook_gives_a_merged_class_to_each_of_its_rows(
    centre: SmallCentre, tmp_path: Path
) -> None:
    book = Writer(file := tmp_path / "花名册.xlsx")
    paper = book.add_worksheet("花名册")
    paper.write_row(0, 0, COLUMNS)
    paper.merge_range("A2:A3", "托大班")
    paper.write_row(1, 1, line("曾星辰")[1:])
    paper.write_row(2, 1, line("单若水", serial=124, 性别="?", 身份证号=None)[1:])
    book.close()
    report = take_file(centre, file)
    (out := tmp_path / "错误.xlsx").write_bytes(errors_workbook(file, report))
    (grid,) = read_workbook(out)
    assert grid.rows[1][:4] == (3, report.refused[0].reason, "托大班", "单若水")


@pytest.mark.parametrize("name", ["花名册.xlsx", "花名册.xls", "花名册.csv"])
def test_five_thousand_rows_are_read_checked_and_taken(
    centre: SmallCentre, tmp_path: Path, name: str
) -> None:
    rows = [COLUMNS]
    for number in range(5000 if name.endswith("csv") else 500):
        born = date(2024, 1 + number % 12, 1 + number // 12 % 28).isoformat()
        serial = 100 + number // 336
        rows.append(tuple(line(f"测{number}", born, serial, f"托大{number % 200}班")))
    file = tmp_path / name
    if name.endswith("csv"):
        write_csv(file, rows)
    elif name.endswith("xls"):
        write_xls(file, {"花名册": rows})
    else:
        save(file, {"花名册": rows})
    report = take_file(centre, file)
    assert (report.taken, report.refused) == (len(rows) - 1, ())
    assert take_file(centre, file).unchanged == len(rows) - 1
