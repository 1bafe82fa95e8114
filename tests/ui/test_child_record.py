"""The record beside the list: its parts in tabs that all can be seen, whoever looks."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from centerdesk.domain.people import Role
from centerdesk.services.opening import Opened
from centerdesk.ui.main_window import MainWindow
from centerdesk.ui.widgets.tab_strip import TabStrip
from tests.ui.conftest import Enter
from tests.ui.hands import click, found, page, press, settle

TABS = ["基本", "监护人与接送", "在托经历", "入托材料", "附件", "知情同意", "变更记录"]


def test_all_tabs_are_seen_and_opened_by_mouse_and_by_key(window: MainWindow, qtbot: QtBot) -> None:
    record = page(window, "children").record
    strip = found(record, TabStrip)
    words = strip.findChildren(QPushButton)
    assert [each.accessibleName() for each in words] == TABS
    for each in words:
        assert strip.rect().contains(each.geometry())
    for place, each in enumerate(words):
        click(each)
        assert record.tabs.currentIndex() == place
        assert [other.isChecked() for other in words] == [other is each for other in words]
    click(words[0])
    press(words[0], Qt.Key.Key_Right)
    settle()
    assert record.tabs.currentIndex() == 1


@pytest.mark.parametrize("role", [Role.HEALTH_WORKER, Role.TEACHER, Role.CLERK])
def test_every_part_opens_for_every_role(enter: Enter, opened: Opened, role: Role, qtbot: QtBot) -> None:
    actor = replace(opened.actor, role=role, class_ids=(1,))
    window = enter(replace(opened, actor=actor))
    record = page(window, "children").record
    for place in range(len(TABS)):
        record.tabs.setCurrentIndex(place)
        settle()
        assert window.messages
        assert not window.messages.isVisible(), window.messages.text_label.text()
