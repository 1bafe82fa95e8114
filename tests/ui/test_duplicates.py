"""The dialog of duplicates: two records side by side, one of them kept."""

from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QApplication

from centerdesk.domain.people import Sex
from centerdesk.services import children
from centerdesk.services.child_fields import ChildFields
from centerdesk.services.opening import Opened
from centerdesk.ui import theme
from centerdesk.ui.crash import Hook
from centerdesk.ui.dialogs.duplicates import DuplicatesDialog
from centerdesk.ui.main_window import MainWindow
from centerdesk.ui.undoing import undo_last
from tests.ui.hands import NAMES, TODAY, click, last_button, settle
from tests.ui.test_pages import clipped, english


def _enrol(opened: Opened, name: str, on: date, **fields: str) -> int:
    with opened.store.begin(opened.actor, datetime(2026, 11, 24, 9)) as session:
        told = ChildFields(name, Sex.FEMALE, date(2024, 6, 1), **fields)  # type: ignore[arg-type]  # texts only
        return children.enrol(session, told, 1, on, today=TODAY)


def _dialog(window: MainWindow) -> DuplicatesDialog:
    assert window.desk
    dialog = DuplicatesDialog(window, window.desk)
    dialog.open()
    settle()
    return dialog


def _children(window: MainWindow) -> list[int]:
    assert window.desk
    return sorted(row.id for row in window.desk.read(children.list_children, TODAY))


def test_nobody_is_recorded_twice(window: MainWindow) -> None:
    dialog = _dialog(window)
    assert dialog.stack.currentIndex() == 1
    assert not dialog.merge_button.isEnabled()


def test_the_other_one_is_kept_where_it_is_chosen_and_ctrl_z_parts_them(
    window: MainWindow, opened: Opened
) -> None:
    twice = _enrol(opened, NAMES[0], date(2026, 11, 24), allergies="鸡蛋", address="甲路1号")
    dialog = _dialog(window)
    pair = dialog.table.current()
    assert {pair.first.child.id, pair.second.child.id} == {1, twice}
    kept = pair.second.child.id
    dialog.second_radio.setChecked(True)
    click(last_button(dialog))
    settle()
    assert dialog.stack.currentIndex() == 1
    assert NAMES[0] in dialog.messages.text_label.text()
    assert _children(window) == sorted({2, 3, 4, 5, kept})
    assert window.desk
    assert window.messages
    undo_last(window, window.desk, window.messages)
    assert _children(window) == [1, 2, 3, 4, 5, twice]


def test_what_contradicts_is_said_in_the_dialog(window: MainWindow, opened: Opened, hook: Hook) -> None:
    twice = _enrol(opened, NAMES[1], date(2026, 11, 2))
    with opened.store.begin(opened.actor, datetime(2026, 11, 24, 9)) as session:
        children.leave(session, twice, date(2026, 11, 20))
    dialog = _dialog(window)
    click(last_button(dialog))
    settle()
    assert "在托时间重叠" in dialog.messages.text_label.text()
    assert _children(window) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("percent", [100, 150])
def test_all_is_chinese_and_nothing_is_cut_off(window: MainWindow, opened: Opened, percent: int) -> None:
    _enrol(opened, NAMES[0], date(2026, 11, 24), allergies="鸡蛋")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, percent)
    try:
        dialog = _dialog(window)
        assert dialog.stack.currentIndex() == 0
        assert not english(dialog, opened)
        assert not clipped(dialog)
        dialog.close()
    finally:
        theme.apply(app, 100)
