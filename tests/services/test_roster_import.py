"""A roster is matched, checked, shown and taken: all of it or nothing."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.grids import Grid
from centerdesk.domain.people import (
    ClassKind,
    Half,
    Household,
    IdKind,
    LeaveReason,
    Relation,
    Role,
    Service,
    Sex,
)
from centerdesk.excel import read_workbook
from centerdesk.services import children, classes
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.children import ChildRow
from centerdesk.services.imports import RowState, errors_workbook, list_imports
from centerdesk.services.roster_import import check_roster, read_roster, take_roster
from tests.services.import_books import NOW, SAMPLE, check, child, grid, id_number, save, take
from tests.services.small_centre import TODAY, SmallCentre


def _children(centre: SmallCentre, on: date = TODAY) -> dict[str, ChildRow]:
    return {row.name: row for row in centre.see(children.list_children, on, with_left=True)}


def _only(centre: SmallCentre) -> ChildRow:
    (row,) = _children(centre).values()
    return row


def _counts(report: Any) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, report.taken


def test_sample_roster_is_taken_whole_with_its_classes_and_without_doubts(centre: SmallCentre) -> None:
    report = take(centre, *read_workbook(SAMPLE))
    assert _counts(report) == (46, 0, 0, 46)
    assert report.doubtful == report.refused == ()
    assert len(report.notes) == 1, "托小班 is over its size"
    found = Counter(row.class_name for row in _children(centre).values())
    assert found == {"乳儿班": 4, "托小班": 21, "托大1班": 14, "托大2班": 7}
    made = {row.name: (row.kind, row.capacity) for row in centre.see(classes.list_classes)}
    assert made["托小班"] == (ClassKind.TODDLER, 15)
    first = _children(centre)["雷沐宸"]
    assert first.guardians == (
        GuardianRow(Relation.FATHER, "冯勇", "15427359750"),
        GuardianRow(Relation.MOTHER, "武静", "15463404922"),
    )
    assert (first.id_kind, first.enrolled_on) == (IdKind.RESIDENT, date(2026, 9, 2))


def test_same_roster_a_second_time_changes_nothing(centre: SmallCentre) -> None:
    take(centre, *read_workbook(SAMPLE))
    before = _children(centre)
    report = take(centre, *read_workbook(SAMPLE), today=date(2026, 12, 8))
    assert _counts(report) == (0, 0, 46, 0)
    assert _children(centre) == before
    assert len(centre.see(list_imports)) == 1


def test_report_for_other_programs_has_the_agreed_shape(centre: SmallCentre) -> None:
    report = check(centre, grid(child(), child("单若水", born="", 身份证号=None))).report()
    told = report.as_json()
    assert list(told) == ["new", "changed", "unchanged", "taken", "doubtful", "refused"]
    (refused,) = told["refused"]
    assert list(refused) == ["row", "sheet", "name", "reason"]
    assert (refused["row"], refused["sheet"], refused["name"]) == (3, "花名册", "单若水")


BAD: dict[str, dict[str, Any]] = {
    "no name": {"姓名": None},
    "no birth date": {"出生日期": None, "身份证号": None},
    "birth date that can't be read": {"出生日期": "去年五月"},
    "birth date in the future": {"出生日期": "2027-05-01", "身份证号": None, "入托日期": "2027-06-01"},
    "word that is no sex, and no number": {"性别": "小王子", "身份证号": None},
    "no sex, and no number": {"性别": None, "身份证号": None},
    "number too short": {"身份证号": "1101992024050112"},
    "wrong check digit": {"身份证号": "110199202405010750"},
    "number rounded by Excel": {"身份证号": 1.1019920240501e17},
    "class turned into a date by Excel": {"班级": date(2026, 1, 1)},
    "no class": {"班级": None},
    "no day of enrolment": {"入托日期": None},
    "enrolled before birth": {"入托日期": "2024-04-30"},
    "left before it was enrolled": {"离托日期": "2026-08-31"},
    "kind of paper nobody knows": {"证件类型": "驾驶证"},
    "name too long": {"姓名": "长" * 61},
}


@pytest.mark.parametrize("fault", BAD)
def test_row_that_cannot_be_right_is_refused_and_nothing_is_taken(centre: SmallCentre, fault: str) -> None:
    report = take(centre, grid(child("单若水", "2024-06-01"), child(**BAD[fault])))
    assert [finding.row for finding in report.refused] == [3]
    assert report.taken == 0
    assert _children(centre) == {}
    assert centre.see(classes.list_classes) == []


def test_two_rows_with_one_number_are_both_refused_and_both_named(centre: SmallCentre) -> None:
    report = take(centre, grid(child(), child("单若水", 身份证号=id_number("2024-05-01"))))
    assert [finding.row for finding in report.refused] == [2, 3]
    assert all("曾星辰" in each.reason and "单若水" in each.reason for each in report.refused)


def test_one_child_twice_is_refused_in_both_rows(centre: SmallCentre) -> None:
    report = take(centre, grid(child(身份证号=None), child(身份证号=None, 班级="托小班")))
    assert [finding.row for finding in report.refused] == [2, 3]


def test_number_that_another_child_of_the_file_has_is_refused_and_names_that_child(
    centre: SmallCentre,
) -> None:
    take(centre, grid(child()))
    report = take(centre, grid(child("单若水", 身份证号=id_number("2024-05-01"))))
    (refused,) = report.refused
    assert "曾星辰" in refused.reason


def test_two_rows_that_mean_one_child_of_the_file_are_refused(centre: SmallCentre) -> None:
    take(centre, grid(child()))
    by_number = child(出生日期=None)
    by_name = child(身份证号=None)
    assert [each.row for each in take(centre, grid(by_number, by_name)).refused] == [2, 3]


DOUBTFUL: dict[str, dict[str, Any]] = {
    "birth date unlike the number": {"身份证号": id_number("2024-05-02")},
    "sex unlike the number": {"性别": "女"},
    "word that is no sex, but a number": {"性别": "?"},
    "no number": {"身份证号": "暂无"},
    "phone too short": {"父亲姓名": "曾强", "父亲电话": "1540000"},
    "age unlike the class": {"班级": "乳儿班"},
    "household that can't be told": {"户籍": "城镇"},
    "weekdays that can't be told": {"每周": "三天"},
    "kind of paper guessed": {"身份证号": "E12345678"},
    "name paper can't show": {"姓名": "曾𬎆"},
}


@pytest.mark.parametrize("doubt", DOUBTFUL)
def test_row_that_looks_wrong_is_named_and_taken_all_the_same(centre: SmallCentre, doubt: str) -> None:
    report = take(centre, grid(child(**DOUBTFUL[doubt])))
    assert [finding.row for finding in report.doubtful] == [2]
    assert (report.taken, report.refused) == (1, ())


def test_all_columns_reach_the_childs_record(centre: SmallCentre) -> None:
    take(
        centre,
        grid(
            child(
                曾用名="曾小星",
                小名="星星",
                民族="回族",
                户籍="非京籍",
                家庭住址="鹿海园1号楼",
                过敏史="鸡蛋",
                备注="左撇子",
                父亲姓名="曾 强",
                父亲电话=15400000001,
                联系电话="154-0000-0002",
                托育类型="半日托",
                每周="周一、三、五上午",
                离托日期="2026-10-31",
            )
        ),
    )
    row = _only(centre)
    assert (row.fields.former_name, row.pet_name, row.fields.nation) == ("曾小星", "星星", "回族")
    assert (row.fields.household, row.fields.address) == (Household.ELSEWHERE, "鹿海园1号楼")
    assert (row.allergies, row.fields.note) == ("鸡蛋", "左撇子")
    assert row.guardians == (
        GuardianRow(Relation.FATHER, "曾强", "15400000001"),
        GuardianRow(Relation.OTHER, "", "15400000002"),
    )
    assert row.pattern == Pattern(Service.HALF, "135", Half.MORNING)
    assert row.left_on == date(2026, 10, 31)


def test_phone_without_a_name_belongs_to_the_parent_who_has_none(centre: SmallCentre) -> None:
    take(centre, grid(child(母亲="张敏", 联系电话="15400000001")))
    assert _only(centre).guardians == (GuardianRow(Relation.MOTHER, "张敏", "15400000001"),)


def test_sex_left_out_is_told_by_the_number(centre: SmallCentre) -> None:
    take(centre, grid(child(性别=None, 身份证号=id_number("2024-05-01", 124))))
    assert _only(centre).sex is Sex.FEMALE


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("护照", "E12345678"),
        ("出生医学证明", "R110123456"),
        ("台湾居民居住证", "830000202405010012"[:17] + "X"),
    ],
)
def test_papers_without_a_check_digit_are_taken_as_they_are(
    centre: SmallCentre, kind: str, number: str
) -> None:
    report = take(centre, grid(child(证件类型=kind, 身份证号=number)))
    assert bool(report.refused) is (kind == "台湾居民居住证"), "a residence permit has a check digit"


def test_empty_cells_never_wipe_what_the_file_has(centre: SmallCentre) -> None:
    full = child(过敏史="鸡蛋", 家庭住址="鹿海园1号楼", 父亲="曾强", 父亲电话="15400000001")
    take(centre, grid(full))
    before = _only(centre)
    report = take(centre, grid({**child(), "过敏史": None, "家庭住址": None, "父亲": None, "父亲电话": None}))
    assert _counts(report) == (0, 0, 1, 0)
    assert _only(centre) == before


def test_denied_allergy_is_doubted_and_the_files_allergy_kept(centre: SmallCentre) -> None:
    take(centre, grid(child(过敏史="鸡蛋")))
    report = take(centre, grid(child(过敏史="无")))
    assert len(report.doubtful) == 1
    assert _only(centre).allergies == "鸡蛋"


def test_changed_fields_are_shown_with_old_and_new_and_written(centre: SmallCentre) -> None:
    take(centre, grid(child(家庭住址="鹿海园1号楼", 父亲="曾强", 父亲电话="15400000001")))
    changed = grid(child(家庭住址="天华园2号楼", 父亲="曾强", 父亲电话="15400000009", 母亲="张敏"))
    (row,) = check(centre, changed).rows
    assert row.state is RowState.CHANGED
    assert [(each.old, each.new) for each in row.changes if "鹿海园" in each.old] == [
        ("鹿海园1号楼", "天华园2号楼")
    ]
    assert _counts(take(centre, changed)) == (0, 1, 0, 1)
    assert _only(centre).guardians == (
        GuardianRow(Relation.FATHER, "曾强", "15400000009"),
        GuardianRow(Relation.MOTHER, "张敏", ""),
    )


def test_child_without_a_number_is_known_by_name_and_birth_date_and_gets_its_number(
    centre: SmallCentre,
) -> None:
    take(centre, grid(child(身份证号=None)))
    report = take(centre, grid(child()))
    assert _counts(report) == (0, 1, 0, 1)
    assert _only(centre).id_number == id_number("2024-05-01")


def test_child_that_was_renamed_is_known_by_its_number_and_former_name(centre: SmallCentre) -> None:
    take(centre, grid(child()))
    assert _counts(take(centre, grid(child("曾思远", 曾用名="曾星辰")))) == (0, 1, 0, 1)
    assert (_only(centre).name, _only(centre).name_key) == ("曾思远", "zeng si yuan")


def test_other_class_is_a_move_from_today_on(centre: SmallCentre) -> None:
    take(centre, grid(child(班级="托小班")))
    take(centre, grid(child(班级="托大班")))
    assert _children(centre, TODAY)["曾星辰"].class_name == "托大班"
    assert _children(centre, date(2026, 11, 23))["曾星辰"].class_name == "托小班"


def test_corrected_day_of_enrolment_moves_class_and_pattern_with_it(centre: SmallCentre) -> None:
    take(centre, grid(child(每周="一三五")))
    for corrected in ("2026-08-20", "2026-09-10"):
        report = take(centre, grid(child(每周="一三五", 入托日期=corrected)))
        assert _counts(report) == (0, 1, 0, 1)
        row = _children(centre, date.fromisoformat(corrected))["曾星辰"]
        assert (row.enrolled_on, row.class_name) == (date.fromisoformat(corrected), "托大班")
        assert row.pattern.weekdays == "135"


def test_day_of_enrolment_after_recorded_attendance_is_refused(centre: SmallCentre) -> None:
    take(centre, grid(child()))
    centre.mark(_only(centre).id, "2026-09-02", "√")
    report = take(centre, grid(child(入托日期="2026-10-08")))
    assert len(report.refused) == 1
    assert _only(centre).enrolled_on == date(2026, 9, 1)


def test_child_that_has_left_and_comes_again_gets_a_second_time_in_the_centre(centre: SmallCentre) -> None:
    take(centre, grid(child(入托日期="2025-09-01")))
    centre.do(children.leave, _only(centre).id, date(2026, 6, 30), LeaveReason.MOVED)
    assert _counts(take(centre, grid(child(入托日期="2026-09-01")))) == (0, 1, 0, 1)
    assert _only(centre).enrolled_on == date(2026, 9, 1)
    assert _children(centre, date(2026, 6, 30))["曾星辰"].left_on == date(2026, 6, 30)


def test_child_that_has_left_keeps_its_class(centre: SmallCentre) -> None:
    take(centre, grid(child(离托日期="2026-10-31")))
    report = take(centre, grid(child(班级="托小班")))
    assert (len(report.doubtful), report.unchanged) == (1, 1)


def test_closed_class_takes_no_more_children(centre: SmallCentre) -> None:
    class_id = centre.add_class("托大班")
    centre.do(classes.change_class, class_id, "托大班", ClassKind.SENIOR, 20, date(2026, 7, 31))
    assert len(take(centre, grid(child())).refused) == 1


def test_new_class_without_a_telling_name_gets_the_type_of_its_childrens_ages(centre: SmallCentre) -> None:
    preview = check(centre, grid(child(班级="月亮班", born="2025-06-01")))
    assert [(each.name, each.kind) for each in preview.new_classes] == [("月亮班", ClassKind.TODDLER)]
    assert any("月亮班" in note for note in preview.notes)


def test_file_that_changed_after_the_preview_is_not_written_over(centre: SmallCentre) -> None:
    take(centre, grid(child()))
    preview = check(centre, grid(child(家庭住址="天华园2号楼")))
    fields = _only(centre).fields
    centre.do(children.change, _only(centre).id, replace(fields, address="别处"), today=TODAY)
    with pytest.raises(UserError):
        centre.do(take_roster, preview, NOW, "花名册.xlsx")


def test_teacher_may_not_import_a_roster(centre: SmallCentre) -> None:
    with pytest.raises(UserError):
        check(centre.as_role(Role.TEACHER), grid(child()))


def test_number_of_statements_does_not_grow_with_the_roster(centre: SmallCentre) -> None:
    def statements(count: int, first: int) -> int:
        rows = [child(f"测{first + n}", 身份证号=id_number("2024-05-01", first + n)) for n in range(count)]
        with centre.counting() as sent:
            take(centre, grid(*rows))
        return len(sent)

    statements(1, 900)
    assert statements(5, 100) == statements(60, 200)


def test_errors_workbook_holds_headings_and_the_rows_to_correct_with_their_reasons(
    centre: SmallCentre, tmp_path: Path
) -> None:
    heads = ("班级", "姓名", "性别", "出生日期", "身份证号", "入托日期")
    file = save(
        tmp_path / "花名册.xlsx",
        {
            "托大班": [
                ("2026年秋季花名册",),
                heads,
                ("托大班", "曾星辰", "男", "2024-05-01", id_number("2024-05-01"), "2026-09-01"),
                ("托大班", "单若水", "男", None, "110199", "2026-09-01"),
            ],
            "托小班": [
                heads,
                ("托小班", "区乐瑶", "女", "2025-05-01", id_number("2025-05-01", 124), "2026-09-01"),
            ],
        },
    )
    report = centre.see(check_roster, read_roster(read_workbook(file)), TODAY).report()
    (out := tmp_path / "错误.xlsx").write_bytes(errors_workbook(file, report))
    (again,) = read_workbook(out)
    assert again.sheet == "托大班"
    assert again.rows[0][2] == "2026年秋季花名册"
    assert again.rows[1][2:] == heads
    assert again.rows[2][0] == 4
    assert again.rows[2][3:] == ("单若水", "男", None, "110199", "2026-09-01")
    assert again.rows[2][1] == report.refused[0].reason
    assert len(again.rows) == 3


def test_several_sheets_are_one_roster(centre: SmallCentre) -> None:
    heads = ("姓名", "性别", "出生日期", "入托日期")
    report = take(
        centre,
        Grid("托小班", (heads, ("曾星辰", "男", "2025-05-01", "2026-09-01"))),
        Grid("托大班", (heads, ("单若水", "女", "2024-05-01", "2026-09-01"))),
    )
    assert report.taken == 2
    assert report.doubtful == (), "a column that isn't there leaves no doubt on each row"
    assert {row.class_name for row in _children(centre).values()} == {"托小班", "托大班"}
