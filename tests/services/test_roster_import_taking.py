"""All rows, the good rows, the rows that were ticked: what is taken, and what stays named."""

from datetime import date

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.people import ClassKind, Role
from centerdesk.services import children, classes
from centerdesk.services.imports import list_imports, undo_import
from centerdesk.services.roster_import import replace_class, take_roster
from tests.services.import_books import NOW, check, child, grid
from tests.services.small_centre import TODAY, SmallCentre


def _names(centre: SmallCentre) -> set[str]:
    return {row.name for row in centre.see(children.list_children, TODAY, with_left=True)}


ROSTER = grid(
    child("曾星辰"),
    child("单若水", "2024-06-01", 性别="?"),
    child("区乐瑶", 出生日期="去年五月", 身份证号=None, 班级="月亮班"),
)


def test_good_rows_are_taken_the_refused_stay_named_and_their_classes_are_not_made(
    centre: SmallCentre,
) -> None:
    report = centre.do(take_roster, check(centre, ROSTER), NOW, "花名册.xlsx", only_good=True)
    assert (report.new, report.taken) == (2, 2)
    assert [each.name for each in report.refused] == ["区乐瑶"]
    assert [each.name for each in report.doubtful] == ["单若水"], "a doubt is no refusal"
    assert _names(centre) == {"曾星辰", "单若水"}
    assert [each.name for each in centre.see(classes.list_classes)] == ["托大班"]


def test_one_refused_row_stops_all_unless_it_is_left_out(centre: SmallCentre) -> None:
    preview = check(centre, ROSTER)
    assert centre.do(take_roster, preview, NOW, "花名册.xlsx").taken == 0
    assert _names(centre) == set()
    report = centre.do(take_roster, preview, NOW, "花名册.xlsx", without=frozenset({("花名册", 4)}))
    assert report.taken == 2
    assert report.notes[-1] == "未导入（选择不导入）：花名册 第 4 行，区乐瑶。"


def test_rows_left_out_by_the_user_are_not_taken_and_named(centre: SmallCentre) -> None:
    preview = check(centre, ROSTER)
    out = frozenset({("花名册", 2)})
    report = centre.do(take_roster, preview, NOW, "花名册.xlsx", only_good=True, without=out)
    assert (report.taken, _names(centre)) == (1, {"单若水"})
    assert report.notes[-1] == "未导入（选择不导入）：花名册 第 2 行，曾星辰。"
    again = check(centre, ROSTER)
    assert [row.state.value for row in again.rows] == ["new", "unchanged", "refused"]


def test_good_rows_are_undone_as_one_step(centre: SmallCentre) -> None:
    centre.do(take_roster, check(centre, ROSTER), NOW, "花名册.xlsx", only_good=True)
    (batch,) = centre.see(list_imports)
    centre.do(undo_import, batch.id, NOW)
    assert (_names(centre), centre.see(classes.list_classes)) == (set(), [])


def test_nothing_ticked_leaves_no_import_behind(centre: SmallCentre) -> None:
    out = frozenset({("花名册", row) for row in (2, 3, 4)})
    assert centre.do(take_roster, check(centre, ROSTER), NOW, "花名册.xlsx", without=out).taken == 0
    assert centre.see(list_imports) == []


def test_class_to_be_made_gets_the_type_and_size_the_user_gives_it(centre: SmallCentre) -> None:
    preview = check(centre, grid(child(班级="月亮班")))
    assert [each.guessed for each in preview.new_classes] == [True]
    preview = replace_class(preview, "月亮班", ClassKind.MIXED, 18)
    centre.do(take_roster, preview, NOW, "花名册.xlsx")
    (made,) = centre.see(classes.list_classes)
    assert (made.name, made.kind, made.capacity) == ("月亮班", ClassKind.MIXED, 18)
    with pytest.raises(UserError):
        replace_class(preview, "月亮班", ClassKind.MIXED, 0)


def test_import_is_undone_by_whoever_may_write_what_it_brought(centre: SmallCentre) -> None:
    centre.do(take_roster, check(centre, grid(child())), NOW, "花名册.xlsx")
    (batch,) = centre.see(list_imports)
    for role in (Role.TEACHER, Role.HEALTH_WORKER, Role.CLERK):
        with pytest.raises(UserError):
            centre.as_role(role).do(undo_import, batch.id, NOW)
    assert _names(centre) == {"曾星辰"}


def test_settling_in_is_kept_and_changed_by_the_roster(centre: SmallCentre) -> None:
    def until() -> str:
        (row,) = check(centre, grid(child(适应期至="2026-09-21"))).rows
        return " ".join(f"{each.old}>{each.new}" for each in row.changes)

    centre.do(take_roster, check(centre, grid(child(适应期至="2026-09-14"))), NOW, "花名册.xlsx")
    assert until() == "2026-09-14>2026-09-21"
    centre.do(take_roster, check(centre, grid(child(适应期至=date(2026, 9, 21)))), NOW, "花名册.xlsx")
    assert until() == ""
