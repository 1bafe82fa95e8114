"""The window on a real encrypted centre, without a screen."""

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from centerdesk import demo
from centerdesk.base.i18n import CENTRE, use_vocabulary
from centerdesk.db.vault import Cost
from centerdesk.domain.people import ClassKind, Sex
from centerdesk.services import children, classes
from centerdesk.services.child_fields import ChildFields
from centerdesk.services.opening import Opened, new_centre, open_centre
from centerdesk.ui import app as ui_app
from centerdesk.ui.crash import Hook
from centerdesk.ui.desk import Desk
from centerdesk.ui.main_window import MainWindow
from tests.ui.hands import NAMES, PASSWORD, TODAY, settle


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a screen complains of what a real one does."""
    for item in items:
        if "tests/ui" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def settings(tmp_path: Path) -> None:
    """Settings of this machine stay out of tests, and tests out of them."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))


@pytest.fixture
def look(qapp: QApplication) -> QApplication:
    """The application with its look and language."""
    use_vocabulary(CENTRE)
    return ui_app.make_application(100)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """A class of five children, nobody taken yet."""
    opened, _code = new_centre(
        tmp_path / "centre",
        "槐树托育园",
        "丁园长",
        PASSWORD,
        now=datetime(2026, 9, 1, 9),
        cost=Cost(1, 8, 1),
    )
    with opened.store.begin(opened.actor, datetime(2026, 9, 1, 9)) as session:
        class_id = classes.add_class(session, "托大班", ClassKind.SENIOR, 20)
        for name in NAMES:
            fields = ChildFields(name, Sex.FEMALE, date(2024, 6, 1))
            children.enrol(session, fields, class_id, date(2026, 11, 2), today=TODAY)
    yield opened
    opened.store.close()


@pytest.fixture
def hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hook:
    """The one hook for errors, taken out again after the test."""
    import sys

    hook = Hook(tmp_path / "log")
    monkeypatch.setattr(sys, "excepthook", hook)
    return hook


Enter = Callable[..., MainWindow]


@pytest.fixture
def enter(look: QApplication, qtbot: QtBot, hook: Hook) -> Iterator[Enter]:
    """Show the window on an open centre."""
    windows: list[MainWindow] = []

    def show(opened: Opened, page: str = "today", today: date = TODAY) -> MainWindow:
        window = MainWindow()
        hook.window = window
        windows.append(window)
        window.resize(1280, 800)
        window.show()
        window.activateWindow()  # else its shortcuts sleep
        window.enter(Desk(opened, today), page)
        settle()
        return window

    yield show
    for window in windows:
        for dialog in window.findChildren(QDialog):
            dialog.close()
        settle()
        window.leave()
        window.close()
        window.deleteLater()
    settle()


@pytest.fixture
def window(enter: Enter, opened: Opened) -> MainWindow:
    """The window on the class of five."""
    return enter(opened)


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample centre, made once."""
    folder = tmp_path_factory.mktemp("sample") / "centre"
    demo.make(folder, TODAY).store.close()
    return folder


@pytest.fixture
def sample(sample_folder: Path) -> Iterator[Opened]:
    """The sample centre, open; nothing is written to it."""
    opened = open_centre(sample_folder, demo.PASSWORD)
    yield opened
    opened.store.close()
