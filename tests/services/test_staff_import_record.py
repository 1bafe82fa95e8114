"""Lists of staff as centres keep them: what stands in the personal record beside post and phone."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from centerdesk.domain.people import Education, Employment, IdKind, Post, Sex
from centerdesk.domain.roster_sheet import RosterRows
from centerdesk.domain.staff_sheet import education_of, employment_of
from centerdesk.excel import read_workbook
from centerdesk.services import staff, staff_posts
from centerdesk.services.imports import ImportReport, list_imports, undo_import
from centerdesk.services.staff import StaffFields, StaffRow
from centerdesk.services.staff_import import check_staff, read_staff, take_staff
from centerdesk.services.table_import import TablePreview
from tests.domain.invented import id_number
from tests.services.import_books import NOW, save, write_xls
from tests.services.small_centre import TODAY, SmallCentre

BORN = date(1990, 5, 1)
NUMBER = id_number(BORN, 2)
ROW = {"姓名": "王芳", "岗位": "保育员", "电话": "15400000001", "入职日期": "2026-01-05"}


def _book(folder: Path, *rows: dict[str, Any]) -> Path:
    heads = list(dict.fromkeys(head for row in rows for head in row))
    return save(folder / "名单.xlsx", {"名单": [heads, *([row.get(head) for head in heads] for row in rows)]})


def _check(centre: SmallCentre, file: Path) -> TablePreview[RosterRows]:
    return centre.see(check_staff, read_staff(read_workbook(file)), centre.today)


def _take(centre: SmallCentre, folder: Path, *rows: dict[str, Any]) -> ImportReport:
    return centre.do(take_staff, _check(centre, _book(folder, *rows)), NOW, "名单.xlsx")


def _row(centre: SmallCentre) -> StaffRow:
    (row,) = centre.see(staff.list_staff, TODAY, with_left=True)
    return row


def test_a_whole_record_is_taken_and_taken_back(centre: SmallCentre, tmp_path: Path) -> None:
    row = ROW | {
        "性别": "女",
        "出生年月日": "1990.5.1",
        "身份证号码": NUMBER,
        "民族": "汉族",
        "现住址": "示例小区 1号楼",
        "文化程度": "大学专科",
        "用工形式": "全日制",
        "劳动合同起止日期": "2026年1月5日至2029年1月4日",
        "备注": "持证\n上岗",
    }
    assert _take(centre, tmp_path, row).doubtful == ()
    assert _row(centre).fields == StaffFields(
        "王芳",
        Sex.FEMALE,
        BORN,
        IdKind.RESIDENT,
        NUMBER,
        "汉族",
        "15400000001",
        "示例小区 1号楼",
        Education.COLLEGE,
        Employment.FULL_TIME,
        date(2026, 1, 5),
        date(2029, 1, 4),
        "持证\n上岗",
    )
    assert _take(centre, tmp_path, row).unchanged == 1
    assert _take(centre, tmp_path, ROW).unchanged == 1, "columns that lack say nothing"
    centre.do(undo_import, centre.see(list_imports)[0].id, NOW)
    assert centre.see(staff.list_staff, TODAY, with_left=True) == []


@pytest.mark.parametrize(
    ("over", "under"), [("劳动合同", ("起", "止")), ("合同期限", ("开始日期", "结束日期"))]
)
def test_a_contract_under_a_heading_of_two_lines(
    centre: SmallCentre, tmp_path: Path, over: str, under: tuple[str, str]
) -> None:
    heads = ("姓名", "岗位", "入职日期", "学历")
    person = ("王芳", "保育员", "2026-01-05", "本科", "2026-01-05", "无固定期限")
    merged = [(0, 1, place, place, head) for place, head in enumerate(heads)] + [(0, 0, 4, 5, over)]
    rows = [(None,) * 6, (None, None, None, None, *under), person]
    file = write_xls(tmp_path / "名单.xls", {"名单": rows}, merged)
    centre.do(take_staff, _check(centre, file), NOW, file.name)
    fields = _row(centre).fields
    assert (fields.contract_from, fields.contract_until) == (date(2026, 1, 5), None)
    assert fields.education is Education.BACHELOR


def test_sex_and_birth_date_come_from_the_number_where_no_column_tells_them(
    centre: SmallCentre, tmp_path: Path
) -> None:
    _take(centre, tmp_path, ROW | {"身份证号": NUMBER})
    fields = _row(centre).fields
    assert (fields.sex, fields.birth_date, fields.id_kind) == (Sex.FEMALE, BORN, IdKind.RESIDENT)


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "number cut short by Excel": ({"身份证号": 1.10199199005011e17}, "Excel"),
    "wrong check digit": ({"身份证号": NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")}, "校验位"),
    "a child": ({"出生日期": "2012-01-01"}, "16"),
    "contract ends before it begins": (
        {"劳动合同开始日期": "2026-01-05", "劳动合同终止日期": "2025-01-05"},
        "合同",
    ),
    "no date": ({"劳动合同到期日": "明年"}, "“明年”"),
    "long address": ({"住址": "路" * 201}, "201"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_record_that_cannot_be_right_is_refused(centre: SmallCentre, tmp_path: Path, kind: str) -> None:
    cells, sentence = REFUSED[kind]
    report = _take(centre, tmp_path, ROW | cells)
    assert sentence in report.refused[0].reason
    assert report.taken == 0


DOUBTS: dict[str, tuple[dict[str, Any], str]] = {
    "birth date": ({"身份证号": NUMBER, "出生日期": "1990-05-02"}, "1990-05-01"),
    "sex": ({"身份证号": NUMBER, "性别": "男"}, "女"),
    "no sex": ({"性别": "待填"}, "“待填”"),
    "degree": ({"学历": "本科在读"}, "“本科在读”"),
    "employment": ({"用工形式": "劳务派遣"}, "“劳务派遣”"),
    "span": ({"劳动合同期限": "三年"}, "“三年”无法识别为起止日期"),
}


@pytest.mark.parametrize("kind", DOUBTS)
def test_what_looks_wrong_in_a_record_is_named_and_taken(
    centre: SmallCentre, tmp_path: Path, kind: str
) -> None:
    cells, sentence = DOUBTS[kind]
    report = _take(centre, tmp_path, ROW | cells)
    assert sentence in report.doubtful[0].reason
    assert report.taken == 1


@pytest.mark.parametrize(
    ("words", "education"),
    [
        ("研究生 硕士研究生 博士", Education.POSTGRADUATE),
        ("本科 大学 大学本科 学士 本科（学前教育）", Education.BACHELOR),
        ("大专 专科 大学专科 高职", Education.COLLEGE),
        ("中专 高中 职高 中职 技校 中专/高中", Education.SECONDARY),
        ("初中 初中及以下 小学", Education.OTHER),
        ("本科在读 高中及以下 学前教育", None),
    ],
)
def test_what_schooling_is_called(words: str, education: Education | None) -> None:
    assert {word: education_of(word) for word in words.split()} == dict.fromkeys(words.split(), education)


@pytest.mark.parametrize(
    ("words", "employment"),
    [
        ("专职 全职 全日制 是", Employment.FULL_TIME),
        ("兼职 非全日制 小时工 非专职 否", Employment.PART_TIME),
        ("合同制 劳务派遣", None),
    ],
)
def test_what_full_and_part_time_is_called(words: str, employment: Employment | None) -> None:
    assert {word: employment_of(word) for word in words.split()} == dict.fromkeys(words.split(), employment)


def test_namesakes_are_told_apart_by_their_numbers(centre: SmallCentre, tmp_path: Path) -> None:
    one = ROW | {"电话": None, "身份证号": NUMBER}
    two = one | {"身份证号": id_number(BORN, 4)}
    assert _take(centre, tmp_path, one, two).taken == 2
    assert _take(centre, tmp_path, one, two).unchanged == 2
    report = _take(centre, tmp_path, one | {"身份证号": None})
    assert "有多名同名工作人员" in report.refused[0].reason


def test_a_namesake_hired_on_the_same_day_is_somebody_new(centre: SmallCentre, tmp_path: Path) -> None:
    _take(centre, tmp_path, ROW | {"身份证号": NUMBER})
    other = ROW | {"电话": "15400000002", "身份证号": id_number(BORN, 4)}
    report = _take(centre, tmp_path, other)
    assert (report.new, report.taken) == (1, 1)
    assert report.doubtful[0].reason == "系统中已有同名教职工，证件号码不同，本行按另一人新增。"


def test_a_number_of_somebody_else_is_refused(centre: SmallCentre, tmp_path: Path) -> None:
    _take(centre, tmp_path, ROW | {"身份证号": NUMBER})
    report = _take(centre, tmp_path, ROW | {"姓名": "李静", "身份证号": NUMBER})
    assert "王芳已登记这个证件号码" in report.refused[0].reason
    both = _take(
        centre,
        tmp_path,
        ROW | {"姓名": "赵一", "身份证号": id_number(BORN, 6)},
        ROW | {"姓名": "赵二", "身份证号": id_number(BORN, 6)},
    )
    assert [each.reason for each in both.refused] == ["同一证件号码出现在多行：2、3。"] * 2


def test_a_corrected_number_is_named_and_taken(centre: SmallCentre, tmp_path: Path) -> None:
    _take(centre, tmp_path, ROW | {"证件类型": "护照", "证件号码": "E10000001"})
    report = _take(centre, tmp_path, ROW | {"证件类型": "护照", "证件号码": "E10000002"})
    assert (report.changed, report.taken) == (1, 1), "also where both look alike when masked"
    assert "不同，请核对证件" in report.doubtful[0].reason
    assert _row(centre).fields.id_number == "E10000002"


def test_who_came_back_has_a_row_for_each_time(centre: SmallCentre, tmp_path: Path) -> None:
    first = ROW | {"入职日期": "2025-01-06", "离职日期": "2025-12-31", "身份证号": NUMBER}
    second = first | {"入职日期": "2026-03-02", "离职日期": None}
    _take(centre, tmp_path, second)
    assert _take(centre, tmp_path, first, second).new == 1, "the earlier time changes nothing of the later"
    assert _take(centre, tmp_path, first, second).unchanged == 2
    rows = centre.see(staff.list_staff, TODAY, with_left=True)
    assert {(row.hired_on, row.left_on) for row in rows} == {
        (date(2025, 1, 6), date(2025, 12, 31)),
        (date(2026, 3, 2), None),
    }
    at_once = _take(centre, tmp_path, first | {"离职日期": "2026-03-31"}, second)
    assert at_once.refused


def test_a_carer_of_several_classes_and_a_class_behind_the_post(centre: SmallCentre, tmp_path: Path) -> None:
    one, two = centre.add_class("甲班"), centre.add_class("乙班")
    _take(centre, tmp_path, ROW | {"班级": "甲班、乙班"})
    held = {(each.post, each.class_id) for each in _row(centre).post_rows}
    assert held == {(Post.CARER, one), (Post.CARER, two)}
    _take(centre, tmp_path, ROW | {"岗位": "保健员(甲班)"})
    assert next(each for each in _row(centre).post_rows if each.covers(TODAY)).class_id == one
    assert _row(centre).posts == (Post.HEALTH,)
    refused = _take(centre, tmp_path, ROW | {"班级": "甲班、丙班"})
    assert "没有班级“丙班”" in refused.refused[0].reason


def test_a_value_changed_by_hand_stays(centre: SmallCentre, tmp_path: Path) -> None:
    row = ROW | {"学历": "大专", "身份证号": NUMBER}
    _take(centre, tmp_path, row)
    member = _row(centre)
    by_hand = StaffFields(**{**_as_dict(member.fields), "education": Education.BACHELOR})
    centre.do(staff.change_staff, member.id, by_hand, member.hired_on)
    report = _take(centre, tmp_path, row)
    assert report.unchanged == 1
    assert report.doubtful[0].reason == "学历：手工改为“本科”，文件仍为“大专”，保留手工值。"


def _as_dict(fields: StaffFields) -> dict[str, Any]:
    return {name: getattr(fields, name) for name in StaffFields.__slots__}


def test_a_planned_post_is_left_alone(centre: SmallCentre, tmp_path: Path) -> None:
    _take(centre, tmp_path, ROW)
    centre.do(staff_posts.add_post, _row(centre).id, Post.HEALTH, date(2026, 12, 1))
    assert _take(centre, tmp_path, ROW | {"学历": "本科"}).changed == 1
    assert len(_row(centre).post_rows) == 2


def test_a_head_in_the_first_column_is_no_remark(centre: SmallCentre, tmp_path: Path) -> None:
    row = {"岗位": "负责人、保育员", "姓名": "张玲", "入职日期": date(2026, 1, 5)}
    assert _take(centre, tmp_path, row).taken == 1
