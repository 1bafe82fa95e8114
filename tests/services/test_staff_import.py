"""Lists of staff from workbooks: posts, classes, whom they mean, once and not twice."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.db.schema.staff import StaffMember, StaffPost
from centerdesk.domain.people import Post, Role
from centerdesk.domain.roster_sheet import RosterRows
from centerdesk.domain.staff_sheet import posts_of
from centerdesk.excel import read_workbook
from centerdesk.services import staff
from centerdesk.services.imports import ImportReport, list_imports, undo_import
from centerdesk.services.staff import StaffFields
from centerdesk.services.staff_import import check_staff, read_staff, take_staff
from centerdesk.services.table_import import TablePreview
from tests.services.import_books import NOW, save, write_csv, write_xls
from tests.services.small_centre import TODAY, SmallCentre, carers

HEADS = ("序号", "姓名", "岗位", "班级", "联系电话", "入职日期", "离职日期")


def _check(centre: SmallCentre, file: Path) -> TablePreview[RosterRows]:
    return centre.see(check_staff, read_staff(read_workbook(file)), centre.today)


def _take(centre: SmallCentre, file: Path, **how: Any) -> ImportReport:
    return centre.do(take_staff, _check(centre, file), NOW, file.name, **how)


def _book(folder: Path, *rows: tuple[Any, ...], heads: tuple[str, ...] = HEADS) -> Path:
    return save(folder / "名单.xlsx", {"工作人员": [heads, *rows]})


def _one(
    folder: Path,
    post: str = "保育员",
    group: str | None = None,
    phone: str | None = "15400000001",
    hired_on: Any = "2026-01-05",
    left_on: Any = None,
    name: str = "王芳",
) -> Path:
    return _book(folder, (1, name, post, group, phone, hired_on, left_on))


def _posts(session: Session) -> list[tuple[str, Post, int | None, date, date | None]]:
    query = select(StaffMember.name, StaffPost).join(StaffPost.member).order_by(StaffPost.id)
    return [
        (name, post.post, post.class_id, post.starts_on, post.ends_on)
        for name, post in session.execute(query)
    ]


def _people(session: Session) -> list[tuple[str, str, date, date | None]]:
    query = select(StaffMember).order_by(StaffMember.id)
    return [(each.name, each.phone, each.hired_on, each.left_on) for each in session.scalars(query)]


def test_a_good_workbook_is_taken_once_and_not_twice(centre: SmallCentre, tmp_path: Path) -> None:
    group = centre.add_class()
    file = _book(
        tmp_path,
        (1, "张 玲", "园长", None, "154 0000 0001", date(2024, 3, 1), None),
        (2, "王芳", "主班老师", "托大班", 15400000002, 46027, "/"),
        (3, "李静", "保育员兼保健员", "托大班", "15400000003", "2026.1.5", "在职"),
        (4, "赵刚", "保安", "/", "15400000004", "2025年6月1日", "2026-06-30"),
        ("合计", "4人", None, None, None, None, None),
    )
    report = _take(centre, file)
    assert (report.new, report.taken, report.refused, report.doubtful) == (4, 4, (), ())
    assert centre.see(_people) == [
        ("张玲", "15400000001", date(2024, 3, 1), None),
        ("王芳", "15400000002", date(2026, 1, 5), None),
        ("李静", "15400000003", date(2026, 1, 5), None),
        ("赵刚", "15400000004", date(2025, 6, 1), date(2026, 6, 30)),
    ]
    assert centre.see(_posts) == [
        ("张玲", Post.HEAD, None, date(2024, 3, 1), None),
        ("王芳", Post.CARER, group, date(2026, 1, 5), None),
        ("李静", Post.CARER, group, date(2026, 1, 5), None),
        ("李静", Post.HEALTH, None, date(2026, 1, 5), None),
        ("赵刚", Post.GUARD, None, date(2025, 6, 1), date(2026, 6, 30)),
    ]
    assert carers(centre, TODAY) == {group: 2}
    again = _take(centre, file)
    assert (again.new, again.changed, again.unchanged, again.taken) == (0, 0, 4, 0)
    assert len(centre.see(list_imports)) == 1


@pytest.mark.parametrize(
    ("text", "posts", "unknown"),
    [
        ("负责人", (Post.HEAD,), ()),
        ("副园长", (Post.HEAD,), ()),
        ("班主任", (Post.CARER,), ()),
        ("教师", (Post.CARER,), ()),
        ("育婴员", (Post.CARER,), ()),
        ("保健医", (Post.HEALTH,), ()),
        ("保健老师", (Post.HEALTH,), ()),
        ("门卫", (Post.GUARD,), ()),
        ("厨师", (Post.COOK,), ()),
        ("炊事员", (Post.COOK,), ()),
        ("财务", (Post.OTHER,), ()),
        ("园长兼保健", (Post.HEAD, Post.HEALTH), ()),
        ("保育、教师", (Post.CARER,), ()),
        ("园丁", (), ("园丁",)),
    ],
)
def test_what_posts_are_called(text: str, posts: tuple[Post, ...], unknown: tuple[str, ...]) -> None:
    assert posts_of(text) == (posts, unknown)


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no such class": ({"group": "月亮班"}, "没有班级“月亮班”，请先添加该班级"),
    "no post": ({"post": ""}, "缺少岗位"),
    "no day of hiring": ({"hired_on": None}, "缺少入职日期"),
    "no date": ({"hired_on": "去年"}, "“去年”"),
    "left before hired": ({"left_on": "2025-12-31"}, "离职日期早于入职日期"),
    "no name": ({"name": ""}, "请填写姓名"),
    "number cut short": ({"phone": 1.54e15}, "Excel"),
    "long name": ({"name": "王" * 61}, "61"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_row_that_cannot_be_right_is_refused(centre: SmallCentre, tmp_path: Path, kind: str) -> None:
    cells, sentence = REFUSED[kind]
    report = _take(centre, _one(tmp_path, **cells))
    assert sentence in report.refused[0].reason
    assert (report.taken, centre.see(_people)) == (0, [])


DOUBTS: dict[str, tuple[dict[str, Any], str]] = {
    "unknown post": ({"post": "园丁"}, "不认识岗位“园丁”，按“其他人员”处理"),
    "class of a cook": ({"post": "厨师", "group": "托大班"}, "只有保育人员归属班级，“托大班”未记入"),
    "short phone": ({"phone": "154000"}, "“154000”"),
    "no phone": ({"phone": None}, "没有电话号码"),
}


@pytest.mark.parametrize("kind", DOUBTS)
def test_what_looks_wrong_is_named_and_taken(centre: SmallCentre, tmp_path: Path, kind: str) -> None:
    cells, sentence = DOUBTS[kind]
    report = _take(centre, _one(tmp_path, **cells))
    assert sentence in report.doubtful[0].reason
    assert report.taken == 1


def test_good_rows_are_taken_without_the_refused_ones(centre: SmallCentre, tmp_path: Path) -> None:
    file = _book(
        tmp_path,
        (1, "王芳", "保育员", None, "15400000001", "2026-01-05", None),
        (2, "李静", "保健员", None, "15400000002", "2026-01-05", None),
        (3, "王芳", "保育员", None, "15400000001", "2026-01-05", None),
    )
    whole = _take(centre, file)
    assert (whole.taken, [each.row for each in whole.refused]) == (0, [2, 4])
    assert whole.refused[0].reason == "同一人出现在多行：第 2、4 行。"
    assert _take(centre, file, only_good=True).taken == 1
    assert [row.name for row in centre.see(staff.list_staff, TODAY)] == ["李静"]


def test_namesakes_are_told_apart_by_phone_or_day(centre: SmallCentre, tmp_path: Path) -> None:
    centre.do(staff.hire, StaffFields("王芳", phone="15400000001"), Post.CARER, date(2026, 1, 5))
    centre.do(staff.hire, StaffFields("王芳", phone="15400000002"), Post.COOK, date(2026, 2, 5))
    known = _take(centre, _one(tmp_path, "厨师", phone="15400000002", hired_on="2026-02-06"))
    assert (known.changed, known.new) == (1, 0)
    nobody = _take(centre, _one(tmp_path, phone=None, hired_on=None))
    assert "有多名同名工作人员" in nobody.refused[0].reason


def test_a_namesake_with_nothing_in_common_is_asked_about(centre: SmallCentre, tmp_path: Path) -> None:
    centre.do(staff.hire, StaffFields("王芳", phone="15400000001"), Post.CARER, date(2026, 1, 5))
    report = _take(centre, _one(tmp_path, phone="15400000009", hired_on="2026-03-01"))
    assert "电话和入职日期都不同" in report.refused[0].reason


def test_who_left_and_comes_back_is_entered_anew(centre: SmallCentre, tmp_path: Path) -> None:
    _take(centre, _one(tmp_path, hired_on="2025-01-06", left_on="2025-12-31"))
    assert _take(centre, _one(tmp_path, hired_on="2026-03-02")).new == 1
    assert [each[2:] for each in centre.see(_people)] == [
        (date(2025, 1, 6), date(2025, 12, 31)),
        (date(2026, 3, 2), None),
    ]


def test_another_class_and_post_begin_today(centre: SmallCentre, tmp_path: Path) -> None:
    one, two = centre.add_class("甲班"), centre.add_class("乙班")
    _take(centre, _one(tmp_path, group="甲班"))
    assert _take(centre, _one(tmp_path)).unchanged == 1, "an empty class says nothing"
    report = _take(centre, _one(tmp_path, post="保育员、保健员", group="乙班"))
    assert (report.changed, report.taken) == (1, 1)
    assert centre.see(_posts) == [
        ("王芳", Post.CARER, one, date(2026, 1, 5), date(2026, 11, 23)),
        ("王芳", Post.CARER, two, TODAY, None),
        ("王芳", Post.HEALTH, None, TODAY, None),
    ]
    assert carers(centre, TODAY) == {two: 1}


def test_another_day_of_hiring_moves_the_first_post_with_it(centre: SmallCentre, tmp_path: Path) -> None:
    _take(centre, _one(tmp_path))
    (row,) = _check(centre, _one(tmp_path, hired_on="2026-02-02")).rows
    assert row.changes_text == "入职日期：2026-01-05 → 2026-02-02"
    _take(centre, _one(tmp_path, hired_on="2026-02-02"))
    assert centre.see(_posts) == [("王芳", Post.CARER, None, date(2026, 2, 2), None)]


def test_the_last_day_ends_the_posts_and_stays(centre: SmallCentre, tmp_path: Path) -> None:
    _take(centre, _one(tmp_path))
    file = _one(tmp_path, left_on="2026-10-31")
    assert (_take(centre, file).changed, _take(centre, file).unchanged) == (1, 1)
    assert centre.see(_posts) == [("王芳", Post.CARER, None, date(2026, 1, 5), date(2026, 10, 31))]
    assert _take(centre, _one(tmp_path)).unchanged == 1, "an empty last day says nothing"


def test_posts_of_the_file_stay_within_the_days_of_work(centre: SmallCentre, tmp_path: Path) -> None:
    _take(centre, _one(tmp_path))
    centre.do(_planned, Post.HEALTH, date(2026, 12, 1))
    left = _take(centre, _one(tmp_path, left_on="2026-11-30"))
    assert "2026-12-01" in left.refused[0].reason
    assert _take(centre, _one(tmp_path)).unchanged == 1, "what is planned is left alone"


def _planned(session: Session, post: Post, starts_on: date) -> None:
    (member,) = session.scalars(select(StaffMember))
    member.posts.append(StaffPost(post=post, starts_on=starts_on))


def _changed_by_hand(session: Session, /, **values: Any) -> None:
    (member,) = session.scalars(select(StaffMember))
    for name, value in values.items():
        setattr(member, name, value)


def test_what_was_changed_by_hand_stays_and_a_newer_word_is_shown(
    centre: SmallCentre, tmp_path: Path
) -> None:
    _take(centre, _one(tmp_path))
    centre.do(_changed_by_hand, phone="15400000008")
    report = _take(centre, _one(tmp_path))
    assert (report.unchanged, report.changed) == (1, 0)
    assert report.doubtful[0].reason == ("电话：手工改为“15400000008”，文件仍为“15400000001”，保留手工值。")
    newer = _take(centre, _one(tmp_path, phone="15400000007"))
    assert (newer.changed, "将以文件为准" in newer.doubtful[0].reason) == (1, True)
    assert centre.see(_people)[0][1] == "15400000007"


def test_who_has_another_name_by_hand_is_still_known(centre: SmallCentre, tmp_path: Path) -> None:
    _take(centre, _one(tmp_path))
    centre.do(_changed_by_hand, name="王芬")
    assert (_take(centre, _one(tmp_path)).new, len(centre.see(_people))) == (0, 1)


def test_post_changed_by_hand_stays(centre: SmallCentre, tmp_path: Path) -> None:
    def to_cook(session: Session) -> None:
        (post,) = session.scalars(select(StaffPost))
        post.post = Post.COOK

    _take(centre, _one(tmp_path))
    centre.do(to_cook)
    report = _take(centre, _one(tmp_path))
    assert report.doubtful[0].reason.startswith("岗位：手工改为“炊事人员”，文件仍为“保育人员”")
    assert report.unchanged == 1


def test_it_is_undone_as_one_step(centre: SmallCentre, tmp_path: Path) -> None:
    centre.add_class("乙班")
    centre.do(staff.hire, StaffFields("王芳", phone="15400000001"), Post.CARER, date(2026, 1, 5))
    before = centre.see(_people), centre.see(_posts)
    file = _book(
        tmp_path,
        (1, "王芳", "保健员", None, "15400000002", "2026-01-05", "2026-11-30"),
        (2, "李静", "保育员", "乙班", "15400000003", "2026-01-05", None),
    )
    report = _take(centre, file)
    assert (report.new, report.changed) == (1, 1)
    centre.do(undo_import, centre.see(list_imports)[0].id, NOW)
    assert (centre.see(_people), centre.see(_posts)) == before


def test_an_import_is_not_undone_when_its_member_was_changed_since(
    centre: SmallCentre, tmp_path: Path
) -> None:
    _take(centre, _one(tmp_path))
    centre.do(_changed_by_hand, phone="15400000008")
    with pytest.raises(UserError, match="王芳"):
        centre.do(undo_import, centre.see(list_imports)[0].id, NOW)


def test_old_workbooks_text_files_and_a_contact_in_need(centre: SmallCentre, tmp_path: Path) -> None:
    """The phone of 紧急联系人 is not the person's own."""
    rows = [
        ("某某托育园教职工名单", None, None, None, None),
        ("姓名", "职务", "到岗时间", "紧急联系人", None),
        (None, None, None, "姓名", "电话"),
        ("王芳", "教师", date(2026, 1, 5), "王强", "15400000009"),
        ("注：以上人员均已备案", None, None, None, None),
    ]
    merged = [
        (1, 2, 0, 0, "姓名"),
        (1, 2, 1, 1, "职务"),
        (1, 2, 2, 2, "到岗时间"),
        (1, 1, 3, 4, "紧急联系人"),
    ]
    bare = [
        tuple(None if line in (1, 2) and place < 3 else cell for place, cell in enumerate(row))
        for line, row in enumerate(rows)
    ]
    bare[1] = (None,) * 5
    report = _take(centre, write_xls(tmp_path / "名单.xls", {"表": bare}, merged))
    assert (report.taken, centre.see(_people)) == (1, [("王芳", "", date(2026, 1, 5), None)])
    again = write_csv(tmp_path / "名单.csv", [("姓名", "工种", "入职时间"), ("王芳", "保育员", "2026/1/5")])
    assert _take(centre, again).unchanged == 1


@pytest.mark.parametrize("role", [Role.HEALTH_WORKER, Role.TEACHER, Role.CLERK])
def test_only_who_writes_staff_takes_it(centre: SmallCentre, tmp_path: Path, role: Role) -> None:
    preview = _check(centre, _one(tmp_path))
    hands = centre.as_role(role)
    with pytest.raises(UserError):
        hands.do(take_staff, preview, NOW, "名单.xlsx")
    _take(centre, _one(tmp_path))
    with pytest.raises(UserError):
        hands.do(undo_import, centre.see(list_imports)[0].id, NOW)


def test_the_file_must_still_be_as_it_was_checked(centre: SmallCentre, tmp_path: Path) -> None:
    preview = _check(centre, _one(tmp_path))
    centre.do(staff.hire, StaffFields("王芳", phone="15400000001"), Post.CARER, date(2026, 1, 5))
    with pytest.raises(UserError, match="重新核对"):
        centre.do(take_staff, preview, NOW, "名单.xlsx")
