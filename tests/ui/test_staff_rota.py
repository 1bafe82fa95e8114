"""The tab of rota and ratio, the dialogs that change the rota, and the words on Today and on attendance."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from centerdesk.domain.people import Post, Role
from centerdesk.services import attendance, rota, staff
from centerdesk.services.opening import Opened
from centerdesk.services.staff import StaffFields
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.rota import RotaDayDialog, RotaWeekDialog
from centerdesk.ui.drafts import Keeper
from centerdesk.ui.main_window import MainWindow
from centerdesk.ui.tabs.staff_rota import StaffRotaTab
from centerdesk.ui.widgets.attendance_head import DutyLine
from centerdesk.ui.widgets.basics import Pill
from centerdesk.ui.widgets.today_tiles import ClassTile, duty_line
from tests.ui.hands import TODAY, click, found, last_button, settle

CLASS_ID = 1


@pytest.fixture
def carers(opened: Opened) -> tuple[int, int]:
    """Two carers of the class of five; the head beside them."""
    with opened.store.begin(opened.actor, datetime(2026, 9, 1, 9)) as session:
        staff.hire(session, StaffFields("张园长"), Post.HEAD, date(2026, 9, 1))
        one, two = (
            staff.hire(session, StaffFields(name), Post.CARER, date(2026, 9, 1), class_id=CLASS_ID)
            for name in ("王芳", "赵敏")
        )
    return one, two


@pytest.fixture
def desk(window: MainWindow, carers: tuple[int, int]) -> Desk:
    assert window.desk
    return window.desk


@pytest.fixture
def tab(window: MainWindow, desk: Desk) -> Iterator[StaffRotaTab]:
    made = StaffRotaTab(desk)
    made.setParent(window)
    desk.changed.connect(made.refresh)
    made.refresh()
    made.show()
    yield made
    made.deleteLater()


def _week(tab: StaffRotaTab) -> list[str]:
    return [" ".join([row.name, *(day.text for day in row.days[:5])]) for row in tab.week.table.model_.rows]


def test_the_week_shows_where_everybody_is(tab: StaffRotaTab) -> None:
    assert tab.week_label.text() == "2026-11-23 至 2026-11-29"
    assert _week(tab) == [
        "王芳 托大班 托大班 托大班 托大班 托大班",
        "赵敏 托大班 托大班 托大班 托大班 托大班",
        "张园长 — — — — —",
    ]
    assert [tab.week.table.isColumnHidden(place) for place in (6, 7, 8)] == [False, True, True]
    click(tab.before_button)
    assert tab.week_label.text() == "2026-11-16 至 2026-11-22"
    assert tab.this_button.isVisibleTo(tab)
    tab.show_week(date(2026, 10, 10))
    assert [tab.week.table.isColumnHidden(place) for place in (7, 8)] == [False, True]
    click(tab.this_button)
    assert not tab.this_button.isVisibleTo(tab)


def test_a_week_is_written_and_shown(tab: StaffRotaTab, carers: tuple[int, int]) -> None:
    assert not tab.week_button.isEnabled()
    tab.week.table.go_to(carers[1])
    click(tab.week_button)
    dialog = found(tab, RotaWeekDialog)
    assert dialog.from_field.day() == date(2026, 11, 23)
    dialog.grid.combos[1][1].choose(None)
    click(dialog.same_button)
    dialog.grid.combos[2][0].choose(None)
    dialog.from_field.setText("2026-08-01")
    click(last_button(dialog))
    settle()
    assert dialog.isVisible()
    assert "2026-08-01" in dialog.form.error("valid_from")
    dialog.from_field.setText("2026-11-24")
    click(last_button(dialog))
    settle()
    assert _week(tab)[1] == "赵敏 托大班 — 托大班／— 托大班／— 托大班／—"
    assert tab.ratio.table.model_.rows[0].morning == 1
    tab.week.table.go_to(carers[1])
    click(tab.week_button)
    again = found(tab, RotaWeekDialog)
    assert again.from_field.day() == date(2026, 11, 24)
    assert again.next_label.isHidden()
    again.from_field.setText("2026-11-23")
    assert "2026-11-24" in again.next_label.text()
    again.close()


def test_what_was_chosen_survives_in_a_draft(tab: StaffRotaTab, carers: tuple[int, int]) -> None:
    tab.week.table.go_to(carers[0])
    tab.week_button.click()
    dialog = found(tab, RotaWeekDialog)
    dialog.grid.combos[3][0].choose(None)
    found(dialog, Keeper).save()  # type: ignore[arg-type]  # a keeper is an object without a window
    again = RotaWeekDialog(tab, tab.desk, tab.week.table.current())
    assert again.grid.week()[3] == (None, CLASS_ID)
    again.close()
    dialog.close()


def test_one_day_is_changed_and_set_back(tab: StaffRotaTab, carers: tuple[int, int]) -> None:
    tab.week.table.go_to(carers[0])
    click(tab.day_button)
    dialog = found(tab, RotaDayDialog)
    assert dialog.day_field.day() == TODAY
    assert not dialog.clear_button.isEnabled()
    dialog.day_field.setText("2026-11-28")
    dialog.morning_combo.choose(None)
    click(last_button(dialog))
    settle()
    assert "休息日" in dialog.form.error("day")
    dialog.day_field.setText("2026-11-26")
    assert dialog.morning_combo.value() == CLASS_ID  # that day's rota
    dialog.morning_combo.choose(None)
    dialog.note_edit.setText("参加培训")
    click(last_button(dialog))
    settle()
    assert _week(tab)[0] == "王芳 托大班 托大班 托大班 —／托大班 托大班"
    click(tab.day_button)
    dialog = found(tab, RotaDayDialog)
    dialog.day_field.setText("2026-11-26")
    assert dialog.note_edit.text() == "参加培训"
    click(dialog.clear_button)
    settle()
    assert _week(tab)[0] == "王芳 托大班 托大班 托大班 托大班 托大班"


def test_the_ratio_of_today_and_the_health_workers_stand_under_it(
    tab: StaffRotaTab, carers: tuple[int, int]
) -> None:
    (row,) = tab.ratio.table.model_.rows
    assert (row.needed_by_books, row.morning, row.state) == (1, 2, "达标")
    assert "应配保健人员 1 名" in tab.health_label.text()
    assert tab.health_pill.text() == "保健人员不足"
    assert tab.papers_label.isVisibleTo(tab)
    assert tab.today_line.text_label.text() == "在岗 2 · 应配 1（按应到）"
    for staff_id in carers:
        tab.desk.write(rota.set_day, staff_id, TODAY, None, CLASS_ID, "")
    assert tab.ratio.table.model_.rows[0].state == "配比不足"
    assert tab.today_line.text_label.text() == "上午在岗 0 · 应配 1（按应到）"
    assert tab.today_line.pill.text() == "不足"


def test_a_tile_of_today_says_on_duty_and_needed(desk: Desk, carers: tuple[int, int]) -> None:
    (group,) = desk.read(attendance.classes_of_day, TODAY)
    tile = ClassTile(group)
    assert tile.accessibleDescription() == "在岗 2 · 应配 1（按应到）"
    assert "按在册：婴幼儿 5 名，应配保育人员 1 名。" in tile.toolTip()
    line = duty_line(group)
    assert line.findChildren(Pill) == []
    for staff_id in carers:
        desk.write(rota.set_day, staff_id, TODAY, None, None, "")
    (group,) = desk.read(attendance.classes_of_day, TODAY)
    line = duty_line(group)
    assert [pill.text() for pill in line.findChildren(Pill)] == ["不足"]


def test_the_line_of_all_classes_names_those_with_too_few(desk: Desk, carers: tuple[int, int]) -> None:
    (group,) = desk.read(attendance.classes_of_day, TODAY)
    line = DutyLine()
    line.show_duty([group, group])
    assert (line.text_label.text(), line.pill.text()) == ("各班配比达标", "")
    for staff_id in carers:
        desk.write(rota.set_day, staff_id, TODAY, None, None, "")
    (group,) = desk.read(attendance.classes_of_day, TODAY)
    line.show_duty([group, group])
    assert (line.text_label.text(), line.pill.text()) == ("托大班、托大班", "配比不足")


def test_who_may_not_write_has_no_buttons(opened: Opened, look: object, carers: tuple[int, int]) -> None:
    actor = replace(opened.actor, role=Role.TEACHER, class_ids=(CLASS_ID,))
    tab = StaffRotaTab(Desk(replace(opened, actor=actor), TODAY))
    tab.refresh()
    assert tab.week_button.isHidden()
    assert tab.day_button.isHidden()
    assert len(_week(tab)) == 3
    tab.deleteLater()
