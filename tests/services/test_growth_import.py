"""Weights and lengths from workbooks: units, slips, whose they are, once and not twice."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.people import IdKind, Role
from centerdesk.domain.roster_sheet import RosterRows
from centerdesk.excel import read_workbook
from centerdesk.services import measurements
from centerdesk.services.growth_import import check_growth, read_growth, take_growth
from centerdesk.services.imports import ImportReport, list_imports, undo_import
from centerdesk.services.measurements import MeasurementRow
from centerdesk.services.table_import import TablePreview
from tests.services.import_books import NOW, id_number, save, write_csv, write_xls
from tests.services.small_centre import TODAY, SmallCentre

HEADS = ("班级", "姓名", "出生日期", "测量日期", "体重(kg)", "身高(cm)", "头围(cm)", "备注")
DAY = date(2026, 9, 15)


@pytest.fixture
def group(centre: SmallCentre) -> int:
    return centre.add_class()


@pytest.fixture
def child_id(centre: SmallCentre, group: int) -> int:
    return centre.enrol("曾星辰", group, "2026-09-01")


def _check(centre: SmallCentre, file: Path) -> TablePreview[RosterRows]:
    return centre.see(check_growth, read_growth(read_workbook(file)), TODAY)


def _take(centre: SmallCentre, file: Path, **how: Any) -> ImportReport:
    return centre.do(take_growth, _check(centre, file), NOW, file.name, **how)


def _book(folder: Path, *rows: tuple[Any, ...], heads: tuple[str, ...] = HEADS, sheet: str = "测量") -> Path:
    return save(folder / "体检.xlsx", {sheet: [heads, *rows]})


def _simple(folder: Path, weight: Any, length: Any, *, titles: tuple[str, str] = ("体重", "身高")) -> Path:
    return _book(folder, ("曾星辰", DAY, weight, length), heads=("姓名", "测量日期", *titles))


def _measured(centre: SmallCentre, child_id: int) -> list[MeasurementRow]:
    return centre.see(measurements.measurements_of, child_id, TODAY)


def test_a_good_workbook_is_taken_once_and_not_twice(
    centre: SmallCentre, group: int, child_id: int, tmp_path: Path
) -> None:
    other = centre.enrol("单若水", group, "2026-09-01", birth_date=date(2025, 6, 1))
    file = _book(
        tmp_path,
        ("托大班", "曾星辰", date(2024, 6, 1), DAY, 12.1, 88.5, 47.5, "挑食"),
        ("托大班", "单若水", 45809, 46280, "9.8", "76.0", None, None),
    )
    report = _take(centre, file)
    assert (report.new, report.taken, report.doubtful, report.refused) == (2, 2, (), ())
    assert _measured(centre, child_id) == [MeasurementRow(DAY, 12100, 885, 475, None, "挑食")]
    assert _measured(centre, other) == [MeasurementRow(date(2026, 9, 15), 9800, 760)]
    again = _take(centre, file)
    assert (again.new, again.changed, again.unchanged, again.taken) == (0, 0, 2, 0)
    assert len(centre.see(list_imports)) == 1


def test_the_preview_says_what_will_be_written(centre: SmallCentre, child_id: int, tmp_path: Path) -> None:
    (row,) = _check(centre, _simple(tmp_path, 12.35, 88.5, titles=("体重", "身长（卧位）"))).rows
    assert (
        row.changes_text
        == "体重：（空） → 12.35 千克；身高（身长）：（空） → 88.5 厘米；测量体位：（空） → 卧位"
    )
    assert _measured(centre, child_id) == []


@pytest.mark.parametrize(
    ("titles", "values"),
    [
        (("体重（斤）", "身高(cm)"), (24.2, 88.5)),
        (("体重/市斤", "身高cm"), (24.2, "88.5cm")),
        (("体重（公斤）", "身高（米）"), ("12.1公斤", 0.885)),
        (("体重(g)", "身高(mm)"), (12100, 885)),
        (("体重", "身高"), ("12.1kg", "88.5 cm")),
    ],
)
def test_the_heading_says_the_unit(
    centre: SmallCentre, child_id: int, tmp_path: Path, titles: tuple[str, str], values: tuple[Any, Any]
) -> None:
    report = _take(centre, _simple(tmp_path, *values, titles=titles))
    assert (report.refused, report.doubtful) == ((), ())
    (row,) = _measured(centre, child_id)
    assert (row.weight, row.length) == (12100, 885)
    assert any("斤" in note for note in report.notes) == ("斤" in titles[0] and "公斤" not in titles[0])


def test_units_in_a_second_line_of_the_heading(centre: SmallCentre, child_id: int, tmp_path: Path) -> None:
    rows = [("姓名", "测量日期", "体重", "身高"), (None, None, "斤", "cm"), ("曾星辰", DAY, 24.2, 88.5)]
    assert _take(centre, save(tmp_path / "表.xlsx", {"表": rows})).taken == 1
    assert _measured(centre, child_id)[0].weight == 12100


def test_jin_without_a_word_is_asked_about_and_not_halved(
    centre: SmallCentre, child_id: int, tmp_path: Path
) -> None:
    report = _take(centre, _simple(tmp_path, 24.2, 88.5))
    assert "可能是按斤记录的，折合 12.1 千克" in report.doubtful[0].reason
    assert _measured(centre, child_id)[0].weight == 24200


def test_weights_in_jin_are_not_taken_for_such_once_more(
    centre: SmallCentre, child_id: int, tmp_path: Path
) -> None:
    report = _take(centre, _simple(tmp_path, 48.4, 88.5, titles=("体重（斤）", "身高")))
    assert "体重与同龄婴幼儿相差过大" in report.doubtful[0].reason
    assert "按斤记录" not in report.doubtful[0].reason


SLIPS: dict[str, tuple[Any, Any, str]] = {
    "metres under cm": (12.1, 0.885, "身高（身长）不可能是 0.9 厘米"),
    "swapped": (88.5, 12.1, "填反了"),
    "grams under kg": (12100, 88.5, "体重不可能是 12100.0 千克"),
    "another unit than the heading": ("24.2斤", 88.5, "单位与表头不一致"),
    "words": ("未测出", 88.5, "“未测出”不是数值"),
    "zero": (0, 88.5, "体重不可能是 0.0 千克"),
    "negative": (-12, 88.5, "“-12”不是数值"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_what_cannot_be_is_refused(centre: SmallCentre, child_id: int, tmp_path: Path, slip: str) -> None:
    weight, length, sentence = SLIPS[slip]
    report = _take(centre, _simple(tmp_path, weight, length))
    assert sentence in report.refused[0].reason
    assert (report.taken, _measured(centre, child_id)) == (0, [])


FAR: dict[str, tuple[Any, Any, str]] = {
    "weight": (3.1, None, "体重与同龄婴幼儿相差过大"),
    "length": (None, 51, "身高（身长）与同龄婴幼儿相差过大"),
    "together": (7.2, 92, "体重与身高（身长）不相称"),
}


@pytest.mark.parametrize("far", FAR)
def test_what_lies_outside_the_entry_limits_is_a_doubt(
    centre: SmallCentre, child_id: int, tmp_path: Path, far: str
) -> None:
    weight, length, sentence = FAR[far]
    report = _take(centre, _simple(tmp_path, weight, length))
    assert sentence in report.doubtful[0].reason
    assert report.taken == 1


DAYS: dict[str, tuple[Any, str, bool]] = {
    "before birth": (date(2024, 5, 31), "测量日期早于出生日期", True),
    "future": (date(2026, 11, 25), "测量日期晚于今天", True),
    "no day": (None, "缺少测量日期", True),
    "no date": ("上周", "“上周”", True),
    "before the stay": (date(2026, 8, 31), "2026-08-31 该婴幼儿不在托", False),
}


@pytest.mark.parametrize("kind", DAYS)
def test_the_day_is_held_against_the_childs_life(
    centre: SmallCentre, child_id: int, tmp_path: Path, kind: str
) -> None:
    day, sentence, refused = DAYS[kind]
    report = _take(centre, _book(tmp_path, ("曾星辰", day, 12.1), heads=("姓名", "测量日期", "体重")))
    assert sentence in (report.refused if refused else report.doubtful)[0].reason
    assert report.taken == (0 if refused else 1)


def test_the_day_may_stand_in_the_title(centre: SmallCentre, child_id: int, tmp_path: Path) -> None:
    title = ("幼儿身高体重测量表（测量日期：2026年9月15日）",)
    rows = [title, ("姓名", "体重", "身高"), ("曾星辰", 12.1, 88.5), ("平均", 12.1, 88.5), ("合计", 1, None)]
    report = _take(centre, save(tmp_path / "表.xlsx", {"表": rows}))
    assert (report.taken, report.refused) == (1, ())
    assert _measured(centre, child_id)[0].measured_on == DAY


def test_whose_it_is(centre: SmallCentre, group: int, child_id: int, tmp_path: Path) -> None:
    small = centre.add_class("托小班")
    number = id_number("2024-06-01", 124)
    centre.enrol("陈晨", group, "2026-09-01", birth_date=date(2024, 3, 1))
    second = centre.enrol("陈晨", group, "2026-09-01", birth_date=date(2024, 4, 1))
    third = centre.enrol("陈晨", small, "2026-09-01", birth_date=date(2025, 3, 1))
    centre.enrol(
        "单若水", group, "2026-09-01", id_kind=IdKind.RESIDENT, id_number=number, birth_date=date(2024, 6, 1)
    )
    heads = ("班级", "姓名", "出生日期", "身份证号", "测量日期", "体重")
    file = _book(
        tmp_path,
        ("托大班", "陈晨", None, None, DAY, 12.1),
        ("托大班", "陈晨", date(2024, 4, 1), None, DAY, 12.2),
        ("托小班", "陈晨", None, None, DAY, 9.9),
        ("托大班", "陈晨", date(2024, 4, 2), None, DAY, 12.2),
        (None, "曾星辰", None, number, DAY, 12.3),
        (None, "无名氏", None, None, DAY, 12.4),
        (None, "单若水", None, id_number("2024-06-01", 126), DAY, 12.5),
        (None, "单若水", None, number, DAY, 12.6),
        heads=heads,
    )
    whole = _take(centre, file)
    assert whole.taken == 0
    report = _take(centre, file, only_good=True)
    assert {each.row: each.reason for each in report.refused} == {
        2: "有多名同名婴幼儿，请增加“出生日期”一列以便区分。",
        5: "系统中陈晨的出生日期为 2024-03-01、2024-04-01、2025-03-01，表中为 2024-04-02。",
        6: "系统中该证件号码属于单若水，姓名或证件号码有误。",
        7: "系统中没有叫这个名字的婴幼儿。",
        8: "系统中同名婴幼儿的证件号码与此不同。",
    }
    assert report.taken == 3
    assert _measured(centre, second)[0].weight == 12200
    assert _measured(centre, third)[0].weight == 9900
    assert _measured(centre, child_id) == []


def test_two_rows_of_one_child_and_day_are_both_refused(
    centre: SmallCentre, child_id: int, tmp_path: Path
) -> None:
    file = _book(
        tmp_path, ("曾星辰", DAY, 12.1), ("曾星辰", "2026.9.15", 12.6), heads=("姓名", "日期", "体重")
    )
    report = _take(centre, file, only_good=True)
    assert [(each.row, each.reason) for each in report.refused] == [
        (2, "该婴幼儿同一天有多行测量记录：第 2、3 行。"),
        (3, "该婴幼儿同一天有多行测量记录：第 2、3 行。"),
    ]
    assert _measured(centre, child_id) == []


def test_a_row_without_figures_is_left_out(centre: SmallCentre, child_id: int, tmp_path: Path) -> None:
    report = _take(centre, _simple(tmp_path, None, "/"))
    assert (report.unchanged, report.taken) == (1, 0)
    assert report.doubtful[0].reason == "没有测量数值，该行已跳过。"


def test_what_was_corrected_by_hand_stays_and_a_newer_figure_is_shown(
    centre: SmallCentre, child_id: int, tmp_path: Path
) -> None:
    file = _simple(tmp_path, 12.1, 88.5)
    _take(centre, file)
    by_hand = MeasurementRow(DAY, 12300, 885)
    assert centre.do(measurements.record_measurement, child_id, by_hand, today=TODAY) == []
    report = _take(centre, file)
    assert (report.changed, report.unchanged) == (0, 1)
    assert report.doubtful[0].reason == "体重：手工改为“12.3 千克”，文件仍为“12.1 千克”，保留手工值。"
    assert _measured(centre, child_id) == [by_hand]
    newer = _take(centre, _simple(tmp_path, 12.5, None))
    assert (newer.changed, newer.taken) == (1, 1)
    assert "将以文件为准" in newer.doubtful[0].reason
    assert _measured(centre, child_id) == [MeasurementRow(DAY, 12500, 885)], "an empty cell wipes nothing"


def test_it_is_undone_as_one_step(centre: SmallCentre, child_id: int, tmp_path: Path) -> None:
    centre.do(measurements.record_measurement, child_id, MeasurementRow(DAY, 12000, 880), today=TODAY)
    file = _book(
        tmp_path, ("曾星辰", DAY, 12.1), ("曾星辰", date(2026, 10, 15), 12.4), heads=("姓名", "日期", "体重")
    )
    assert (_take(centre, file).changed, len(_measured(centre, child_id))) == (1, 2)
    centre.do(undo_import, centre.see(list_imports)[0].id, NOW)
    assert _measured(centre, child_id) == [MeasurementRow(DAY, 12000, 880)]


def test_an_import_is_not_undone_when_its_figure_was_corrected_since(
    centre: SmallCentre, child_id: int, tmp_path: Path
) -> None:
    _take(centre, _simple(tmp_path, 12.1, 88.5))
    centre.do(measurements.record_measurement, child_id, MeasurementRow(DAY, 12300, 885), today=TODAY)
    with pytest.raises(UserError, match="曾星辰"):
        centre.do(undo_import, centre.see(list_imports)[0].id, NOW)


def test_the_file_must_still_be_as_it_was_checked(centre: SmallCentre, child_id: int, tmp_path: Path) -> None:
    preview = _check(centre, _simple(tmp_path, 12.1, 88.5))
    centre.do(measurements.record_measurement, child_id, MeasurementRow(DAY, 12000), today=TODAY)
    with pytest.raises(UserError, match="重新核对"):
        centre.do(take_growth, preview, NOW, "体检.xlsx")


def test_old_workbooks_and_text_files_are_read_too(
    centre: SmallCentre, child_id: int, tmp_path: Path
) -> None:
    rows = (("姓名", "体检日期", "体重", "身长"), ("曾 星辰", "2026年9月15日", "12.1", "88.5"))
    assert _take(centre, write_csv(tmp_path / "体检.csv", rows)).taken == 1
    assert _measured(centre, child_id) == [MeasurementRow(DAY, 12100, 885, None, True)]
    old = write_xls(tmp_path / "体检.xls", {"表": [rows[0], ("曾星辰", DAY, 12.1, 88.5)]})
    assert _take(centre, old).unchanged == 1


@pytest.mark.parametrize("role", [Role.TEACHER, Role.CLERK])
def test_only_who_writes_health_takes_it(
    centre: SmallCentre, child_id: int, tmp_path: Path, role: Role
) -> None:
    preview = _check(centre, _simple(tmp_path, 12.1, 88.5))
    with pytest.raises(UserError):
        centre.as_role(role).do(take_growth, preview, NOW, "体检.xlsx")
    _take(centre.as_role(Role.HEALTH_WORKER), _simple(tmp_path, 12.1, 88.5))
    with pytest.raises(UserError):
        centre.as_role(role).do(undo_import, centre.see(list_imports)[0].id, datetime(2026, 11, 24, 10))


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="体重、身高"):
        read_growth(read_workbook(save(tmp_path / "表.xlsx", {"表": [("品名", "数量"), ("大米", 5)]})))
