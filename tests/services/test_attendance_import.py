"""A month sheet is held against the roster, day by day, and taken whole or not at all."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert

from centerdesk.base.errors import UserError
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.returns import FiledReturn
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.calendar import Month
from centerdesk.domain.grids import Cell, Grid
from centerdesk.domain.people import Role, Service
from centerdesk.services import attendance
from centerdesk.services.attendance_import import AttendancePreview, check_attendance, take_attendance
from centerdesk.services.imports import ImportReport, list_imports, undo_import
from tests.services.import_books import NOW
from tests.services.small_centre import TODAY, SmallCentre

OCTOBER = Month(2026, 10)
DAYS = (8, 9, 10, 12, 13)  # the 10th is a make-up workday, the 11th a Sunday


def _grid(*rows: tuple[Cell, ...], days: tuple[int, ...] = DAYS, sheet: str = "托大班") -> Grid:
    return Grid(sheet, (("姓名", *days), *(tuple(row) for row in rows)))


def _check(centre: SmallCentre, *grids: Grid, month: Month = OCTOBER, **options: Any) -> AttendancePreview:
    return centre.see(check_attendance, grids, month, {}, TODAY, **options)


def _take(centre: SmallCentre, *grids: Grid, month: Month = OCTOBER, **options: Any) -> ImportReport:
    return centre.do(take_attendance, _check(centre, *grids, month=month, **options), NOW, "考勤.xlsx")


def _counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, report.taken


def _marks(centre: SmallCentre, class_id: int, month: Month = OCTOBER) -> dict[str, dict[int, str]]:
    rows = centre.see(attendance.class_month, month, class_id, TODAY).rows
    return {
        row.name: {
            day: f"{cell[1].symbol}{cell[2]}" for day, cell in enumerate(row.cells, 1) if cell and cell[1]
        }
        for row in rows
    }


@pytest.fixture
def class_id(centre: SmallCentre) -> int:
    """A class with one child, 曾星辰, since September."""
    class_id = centre.add_class("托大班")
    centre.enrol("曾星辰", class_id, "2026-09-01")
    return class_id


def test_marks_of_a_month_are_taken(centre: SmallCentre, class_id: int) -> None:
    report = _take(centre, _grid(("曾星辰", "√", "病发热", "半", "事", None)))
    assert _counts(report) == (1, 0, 0, 1)
    assert report.doubtful == report.refused == ()
    assert _marks(centre, class_id) == {"曾星辰": {8: "√", 9: "病发热", 10: "半", 12: "事"}}


def test_same_sheet_a_second_time_changes_nothing(centre: SmallCentre, class_id: int) -> None:
    grid = _grid(("曾星辰", "√", "病发热", "半", "事", "隔"))
    _take(centre, grid)
    assert _counts(_take(centre, grid)) == (0, 0, 1, 0)
    assert len(centre.see(list_imports)) == 1


def test_other_mark_than_the_files_is_a_change_and_can_be_undone(centre: SmallCentre, class_id: int) -> None:
    _take(centre, _grid(("曾星辰", "√", "病发热", None, None, None)))
    before = _marks(centre, class_id)
    report = _take(centre, _grid(("曾星辰", "缺", "病咳嗽", None, "√", None)))
    assert _counts(report) == (0, 1, 0, 1)
    assert _marks(centre, class_id) == {"曾星辰": {8: "缺", 9: "病咳嗽", 12: "√"}}
    centre.do(undo_import, centre.see(list_imports)[0].id, NOW)
    assert _marks(centre, class_id) == before


def test_empty_cells_dashes_and_missing_reasons_wipe_nothing(centre: SmallCentre, class_id: int) -> None:
    _take(centre, _grid(("曾星辰", "√", "病发热", "√", None, None)))
    before = _marks(centre, class_id)
    report = _take(centre, _grid(("曾星辰", None, "病", "—", None, None)))
    assert _counts(report) == (0, 0, 1, 0)
    assert report.doubtful == ()
    assert _marks(centre, class_id) == before


def test_sick_leave_without_an_illness_is_taken_and_doubted(centre: SmallCentre, class_id: int) -> None:
    report = _take(centre, _grid(("曾星辰", "√", "病", None, None, None)))
    assert report.taken == 1
    (doubt,) = report.doubtful
    assert "10-09" in doubt.reason


@pytest.mark.parametrize(
    ("day", "mark"),
    [(11, "√"), (1, "√"), (8, "△"), (8, "病" + "热" * 101)],
    ids=["Sunday", "holiday", "unknown symbol", "reason too long"],
)
def test_mark_that_cannot_be_is_refused_and_nothing_is_taken(
    centre: SmallCentre, class_id: int, day: int, mark: str
) -> None:
    centre.enrol("单若水", class_id, "2026-09-01")
    days = tuple(sorted((9, day)))
    right, wrong = ([{9: "√"}.get(each) for each in days], [{day: mark}.get(each) for each in days])
    report = _take(centre, _grid(("单若水", *right), ("曾星辰", *wrong), days=days))
    assert [(each.row, each.sheet, each.name) for each in report.refused] == [(3, "托大班", "曾星辰")]
    assert report.taken == 0
    assert _marks(centre, class_id) == {"曾星辰": {}, "单若水": {}}


def test_day_outside_the_childs_time_is_refused_and_named(centre: SmallCentre, class_id: int) -> None:
    centre.enrol("单若水", class_id, "2026-10-12")
    report = _take(centre, _grid(("单若水", "√", "√", None, "√", "√")))
    (refused,) = report.refused
    assert "10-08" in refused.reason
    assert "10-12" not in refused.reason


def test_absence_on_a_day_the_child_is_not_expected_is_refused_but_a_visit_is_taken(
    centre: SmallCentre, class_id: int
) -> None:
    centre.enrol("单若水", class_id, "2026-09-01", pattern=Pattern(Service.FULL, "135"))
    assert _take(centre, _grid(("单若水", "√", None, None, None, None))).taken == 1, "a Thursday"
    assert len(_take(centre, _grid(("单若水", "事", None, None, None, None))).refused) == 1


def test_day_in_the_future_is_refused(centre: SmallCentre, class_id: int) -> None:
    report = _take(centre, _grid(("曾星辰", "√", "√"), days=(24, 25)), month=Month(2026, 11))
    (refused,) = report.refused
    assert "11-25" in refused.reason


def test_child_that_is_unknown_or_not_there_in_the_month_is_refused(
    centre: SmallCentre, class_id: int
) -> None:
    centre.enrol("单若水", class_id, "2026-11-02")
    report = _take(centre, _grid(("张三", "√", None), ("单若水", "√", None), days=(8, 9)))
    assert [each.name for each in report.refused] == ["张三", "单若水"]


def test_row_of_an_unknown_child_without_marks_is_left_out_and_named(
    centre: SmallCentre, class_id: int
) -> None:
    report = _take(centre, _grid(("张三", None), ("曾星辰", "√"), days=(8,)))
    assert (report.taken, [each.name for each in report.doubtful]) == (1, ["张三"])


def test_two_children_of_one_name_are_told_apart_by_their_class(centre: SmallCentre, class_id: int) -> None:
    other = centre.add_class("托大2班")
    centre.enrol("曾星辰", other, "2026-09-01", birth_date=date(2024, 7, 1))
    report = _take(centre, _grid(("曾星辰", "√"), days=(8,), sheet="托大2班"))
    assert report.taken == 1
    assert (_marks(centre, other), _marks(centre, class_id)) == ({"曾星辰": {8: "√"}}, {"曾星辰": {}})
    assert len(_take(centre, _grid(("曾星辰", "√"), days=(8,), sheet="Sheet1")).refused) == 1


def test_child_in_another_class_than_the_sheets_is_taken_and_doubted(
    centre: SmallCentre, class_id: int
) -> None:
    centre.add_class("托小班")
    report = _take(centre, _grid(("曾星辰", "√"), days=(8,), sheet="托小班"))
    assert (report.taken, len(report.doubtful)) == (1, 1)


def test_one_day_of_a_child_in_two_rows_is_refused_in_both(centre: SmallCentre, class_id: int) -> None:
    report = _take(centre, _grid(("曾星辰", "√"), ("曾星辰", "病发热"), days=(8,)))
    assert [each.row for each in report.refused] == [2, 3]


def test_child_that_moved_may_stand_in_two_sheets_with_its_own_days_in_each(
    centre: SmallCentre, class_id: int
) -> None:
    centre.add_class("托小班")
    report = _take(
        centre,
        _grid(("曾星辰", "√", None), days=(8, 9), sheet="托大班"),
        _grid(("曾星辰", None, "√"), days=(8, 9), sheet="托小班"),
    )
    assert report.taken == 2


def test_dash_on_an_expected_day_is_said_in_the_notes(centre: SmallCentre, class_id: int) -> None:
    report = _take(centre, _grid(("曾星辰", "—", "√"), days=(8, 9)))
    assert (report.doubtful, len(report.notes)) == ((), 1)


def _lock(centre: SmallCentre) -> None:
    with centre.opened.store.begin(centre.opened.actor, NOW) as session:
        session.execute(
            insert(FiledReturn).values(
                id="x",
                period="2026-10",
                centre="小园",
                version=1,
                state="locked",
                locked_at=NOW,
                locked_by="张园长",
                program_version="0",
                figures=[],
                evidence={},
                notes=[],
            )
        )


def test_locked_month_takes_no_sheet_unless_that_is_confirmed(centre: SmallCentre, class_id: int) -> None:
    _lock(centre)
    grid = _grid(("曾星辰", "√"), days=(8,))
    with pytest.raises(UserError):
        _take(centre, grid)
    assert _take(centre, grid, even_if_locked=True).taken == 1


def test_import_into_a_month_that_was_locked_since_is_undone_only_when_confirmed(
    centre: SmallCentre, class_id: int
) -> None:
    _take(centre, _grid(("曾星辰", "√"), days=(8,)))
    _lock(centre)
    (batch,) = centre.see(list_imports)
    with pytest.raises(UserError):
        centre.do(undo_import, batch.id, NOW)
    centre.do(undo_import, batch.id, NOW, even_if_locked=True)
    assert _marks(centre, class_id) == {"曾星辰": {}}


def test_mark_changed_since_keeps_the_import_from_being_undone(centre: SmallCentre, class_id: int) -> None:
    _take(centre, _grid(("曾星辰", "√", "√"), days=(8, 9)))
    with centre.opened.store.begin(centre.opened.actor, NOW) as session:
        record = session.get_one(Attendance, (date(2026, 10, 9), 1))
        record.reason = "晚到"
    with pytest.raises(UserError, match="曾星辰 2026-10-09"):
        centre.do(undo_import, centre.see(list_imports)[0].id, NOW)


def test_future_month_is_refused(centre: SmallCentre, class_id: int) -> None:
    with pytest.raises(UserError):
        _check(centre, _grid(("曾星辰", "√"), days=(8,)), month=Month(2026, 12))


def test_month_without_operating_days_is_refused(
    centre: SmallCentre, class_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("centerdesk.services.attendance_import.operating_days", lambda *_days: ())
    with pytest.raises(UserError):
        _check(centre, _grid(("曾星辰", "√"), days=(8,)))


def test_teacher_may_import_attendance_and_undo_it_but_a_clerk_may_not(
    centre: SmallCentre, class_id: int
) -> None:
    grid = _grid(("曾星辰", "√"), days=(8,))
    stranger = centre.as_role(Role.TEACHER)
    assert _take(stranger, grid).taken == 0
    teacher = centre.as_role(Role.TEACHER, class_id)
    assert _take(teacher, grid).taken == 1
    teacher.do(undo_import, centre.see(list_imports)[0].id, NOW)
    with pytest.raises(UserError):
        _check(centre.as_role(Role.CLERK), grid)


def test_number_of_statements_does_not_grow_with_the_sheet(centre: SmallCentre, class_id: int) -> None:
    names = [f"测{n}" for n in range(30)]
    for name in names:
        centre.enrol(name, class_id, "2026-09-01")

    def statements(month: Month, rows: list[str]) -> int:
        with centre.counting() as sent:
            _take(
                centre, _grid(*((name, *["√"] * 5) for name in rows), days=(9, 10, 14, 15, 16)), month=month
            )
        return len(sent)

    assert statements(Month(2026, 9), names[:2]) == statements(OCTOBER, names)


def test_calendar_of_the_month_is_what_these_tests_take_it_for(centre: SmallCentre, class_id: int) -> None:
    month = centre.see(attendance.class_month, OCTOBER, class_id, TODAY)
    assert [day.day for day in month.operating][:4] == [8, 9, 10, 12]
