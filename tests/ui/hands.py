"""What a user does to a window, and what a test looks for in it."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from centerdesk.ui.main_window import MainWindow

TODAY = date(2026, 11, 24)  # a Tuesday
PASSWORD = "门前的槐树开花了"
NAMES = ("曹景澄", "范小满", "李奕辰", "单若水", "张思远")


def settle() -> None:
    """Until nothing is under way."""
    for _ in range(3):
        QTest.qWait(60)
        QThreadPool.globalInstance().waitForDone(20_000)
    QTest.qWait(30)


def page(window: MainWindow, key: str) -> Any:
    """A page of the window, shown."""
    window.go(key)
    return window.page(key)


def press(widget: QWidget, *keys: Qt.Key) -> None:
    """Press keys one after another."""
    for key in keys:
        QTest.keyClick(widget, key)


def type_in(widget: QWidget, text: str) -> None:
    """Type letters."""
    QTest.keyClicks(widget, text)


def click(button: QWidget) -> None:
    """Click with the mouse."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def found(place: QWidget, kind: type[QWidget], name: str = "") -> Any:
    """The one widget of a kind in a place, shown or not."""
    widget = place.findChild(kind, name) if name else place.findChild(kind)
    assert widget is not None, f"there is no {kind.__name__}"
    return widget


def last_button(dialog: Any) -> QWidget:
    """The button that does what the dialog is for."""
    button: QWidget = dialog.foot.itemAt(dialog.foot.count() - 1).widget()
    return button
