"""Ctrl+Z and Ctrl+Y in the window, the change log, and a child's history."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from centerdesk.services.attendance import day_sheet
from centerdesk.ui.main_window import MainWindow
from tests.ui.hands import TODAY, page, press, settle

CTRL = Qt.KeyboardModifier.ControlModifier


def _marks(window: MainWindow) -> str:
    assert window.desk
    return " ".join(row.mark.symbol if row.mark else "·" for row in window.desk.read(day_sheet, TODAY))


def _said(window: MainWindow) -> str:
    assert window.messages
    return window.messages.text_label.text()


@pytest.fixture
def taken(window: MainWindow) -> MainWindow:
    """The first child ill, the second arrived, by keys."""
    attendance: Any = page(window, "attendance")
    press(attendance.table, Qt.Key.Key_1, Qt.Key.Key_Space)
    settle()
    assert _marks(window) == "病 √ · · ·"
    return window


def test_ctrl_z_takes_marks_back_and_ctrl_y_brings_them_again(taken: MainWindow) -> None:
    seen = []
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_Y):
        QTest.keyClick(taken, key, CTRL)
        seen.append(_marks(taken))
    assert seen == ["病 · · · ·", "· · · · ·", "病 · · · ·", "病 √ · · ·"]


def test_what_was_undone_is_said(taken: MainWindow) -> None:
    QTest.keyClick(taken, Qt.Key.Key_Z, CTRL)
    assert _said(taken) == "已撤销：记考勤"


def test_nothing_to_undo_is_said_too(window: MainWindow) -> None:
    page(window, "attendance")
    for _ in range(20):
        QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert _said(window) == "今天没有可撤销的操作。"


def test_the_change_log_tells_the_marks(taken: MainWindow) -> None:
    log = page(taken, "centre").tab("centre_audit")
    log.refresh()
    newest = log.list.shown()[:2]
    assert [(row.action, row.record, row.change) for row in newest] == [
        ("记考勤", "考勤", "未点名 → 出勤"),
        ("记考勤", "考勤", "未点名 → 病假·发热"),
    ]


def test_the_change_log_is_sifted_by_kind_of_record(taken: MainWindow) -> None:
    log = page(taken, "centre").tab("centre_audit")
    log.table_combo.choose("class_group")
    log.refresh()
    assert {row.record for row in log.list.shown()} <= {"班级"}


def test_a_child_s_record_tells_its_history(taken: MainWindow) -> None:
    children = page(taken, "children")
    children.list.table.go_to_place(0)
    children.record.tabs.setCurrentIndex(children.record.tabs.count() - 1)
    settle()
    texts = [each.text() for each in _labels(children.record.tabs.currentWidget())]
    assert "未点名 → 病假·发热" in texts


def _labels(place: Any) -> list[Any]:
    from PySide6.QtWidgets import QLabel

    find: Callable[[type[QLabel]], list[QLabel]] = place.findChildren
    return find(QLabel)
