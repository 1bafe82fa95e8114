"""Taking a class: keys, buttons, and what is on the disk after each."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centerdesk.domain.attendance import Mark
from centerdesk.services import attendance
from centerdesk.services.opening import Opened, open_centre
from centerdesk.ui.crash import Hook
from centerdesk.ui.dialogs.reason import ReasonDialog
from centerdesk.ui.main_window import MainWindow
from tests.ui.hands import PASSWORD, TODAY, click, found, last_button, page, press, settle, type_in

Key = Qt.Key


def marks(opened: Opened, day: date = TODAY) -> list[tuple[str, str, str]]:
    """What stands in the file: name, symbol, reason."""
    with opened.store.read(opened.actor) as session:
        rows = attendance.day_sheet(session, day)
    return [(row.name, row.mark.symbol if row.mark else "", row.reason) for row in rows]


def test_keys_mark_move_on_and_are_on_the_disk(window: MainWindow, opened: Opened, qtbot: QtBot) -> None:
    table = page(window, "attendance").table
    for key in (Key.Key_Space, Key.Key_1, Key.Key_6, Key.Key_7):
        press(table, key)
    other = open_centre(opened.store.folder, PASSWORD)  # as another process would find it
    assert marks(other) == [
        ("曹景澄", "√", ""),
        ("范小满", "病", "发热"),
        ("李奕辰", "事", ""),
        ("单若水", "缺", ""),
        ("张思远", "", ""),
    ]
    other.store.close()
    assert table.current().name == "张思远"


def test_backspace_takes_a_mark_back_to_not_taken(window: MainWindow, opened: Opened, qtbot: QtBot) -> None:
    table = page(window, "attendance").table
    press(table, Key.Key_Space)
    table.go_to_place(0)
    press(table, Key.Key_Backspace)
    assert marks(opened)[0] == ("曹景澄", "", "")


def test_the_rest_touches_only_who_is_not_taken(window: MainWindow, opened: Opened, qtbot: QtBot) -> None:
    shown = page(window, "attendance")
    press(shown.table, Key.Key_2)
    click(shown.rest_button)
    assert [symbol for _name, symbol, _reason in marks(opened)] == ["病", "√", "√", "√", "√"]
    assert shown.counts.number("untaken") == 0
    assert shown.counts.number("attended") == 4
    assert not shown.rest_button.isEnabled()


def test_the_legend_does_what_the_keys_do(window: MainWindow, opened: Opened, qtbot: QtBot) -> None:
    shown = page(window, "attendance")
    for place in (0, 3, 6):
        click(shown.legend.buttons[place])
    assert marks(opened)[:3] == [
        ("曹景澄", "√", ""),
        ("范小满", "病", "腹泻呕吐"),
        ("李奕辰", "事", ""),
    ]


def test_another_illness_is_asked_for_and_not_recorded_without(
    window: MainWindow, opened: Opened, qtbot: QtBot, hook: Hook
) -> None:
    shown = page(window, "attendance")
    press(shown.table, Key.Key_5)
    dialog = found(shown, ReasonDialog)
    record_button = last_button(dialog)
    click(record_button)
    assert dialog.form.error("reason")
    dialog.reason_edit.setText("水痘")
    click(record_button)
    assert marks(opened)[0] == ("曹景澄", "病", "水痘")


def test_letters_jump_by_initials_also_by_a_surname_with_two_readings(
    window: MainWindow, qtbot: QtBot
) -> None:
    table = page(window, "attendance").table
    type_in(table, "ly")
    assert table.current().name == "李奕辰"
    type_in(table, "srs")
    assert table.current().name == "单若水"


def test_an_input_method_gets_no_keys_of_the_grid(window: MainWindow) -> None:
    table = page(window, "attendance").table
    table.go_to_place(1)
    assert not table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_only_those_not_taken_are_shown_on_request(window: MainWindow, qtbot: QtBot) -> None:
    shown = page(window, "attendance")
    press(shown.table, Key.Key_Space)
    shown.banner.only_check.setChecked(True)
    assert [shown.table.proxy.row_at(place).name for place in range(4)] == [
        "范小满",
        "李奕辰",
        "单若水",
        "张思远",
    ]
    press(shown.table, Key.Key_Space)
    assert shown.table.proxy.rowCount() == 3


def test_a_day_off_says_so_and_takes_no_marks(window: MainWindow, opened: Opened, qtbot: QtBot) -> None:
    shown = page(window, "attendance")
    shown.show_day(date(2026, 11, 22))  # a Sunday
    assert "2026年11月22日" in shown.closed.title_label.text()
    assert not shown.rest_button.isVisible()
    click(shown.days.before_button)
    assert shown.day == date(2026, 11, 20)


def test_the_month_sheet_sums_agree_with_the_day(window: MainWindow, qtbot: QtBot) -> None:
    shown = page(window, "attendance")
    press(shown.table, Key.Key_Space)
    click(shown.month_button)
    settle()
    sums = shown.month_sheet.table.model_.rows[-1]
    assert sums.cells[TODAY.day - 1] == "1"
    assert sums.tally.attended == 1


def test_a_change_in_a_locked_month_is_asked_for_before(
    sample: Opened, enter: object, qtbot: QtBot, look: QApplication
) -> None:
    window: MainWindow = enter(sample)  # type: ignore[operator]  # the fixture's function
    shown = page(window, "attendance")
    shown.show_day(date(2026, 10, 15))
    before = marks(sample, date(2026, 10, 15))
    place = next(
        place
        for place in range(shown.table.proxy.rowCount())
        if shown.table.proxy.row_at(place).mark is Mark.PRESENT
    )
    shown.table.go_to_place(place)
    press(shown.table, Key.Key_6)
    assert "锁定" in QApplication.activeModalWidget().windowTitle()  # type: ignore[union-attr]  # it is there
    QApplication.activeModalWidget().close()  # type: ignore[union-attr]
    assert marks(sample, date(2026, 10, 15)) == before
