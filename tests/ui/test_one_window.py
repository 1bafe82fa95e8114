"""A second start brings the first window to the front."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from centerdesk.base.errors import UserError
from centerdesk.db import lock
from centerdesk.services.opening import Opened
from centerdesk.ui.one_window import Listener, call_first, name_for, take


def test_a_call_brings_the_window_up(look: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.hide()
    assert not call_first(tmp_path)
    listener = Listener(tmp_path, lambda: window)
    assert call_first(tmp_path)
    qtbot.waitUntil(window.isVisible)
    listener.close()
    assert not call_first(tmp_path)


def test_what_a_killed_program_left_does_not_stop_the_next(
    look: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    code = (
        "import os, sys; from pathlib import Path; from PySide6.QtWidgets import QApplication, QWidget;"
        "from centerdesk.ui.one_window import Listener; app = QApplication([]);"
        "listener = Listener(Path(sys.argv[1]), QWidget); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path], check=False)
    assert not call_first(tmp_path)
    listener = Listener(tmp_path, QWidget)
    assert call_first(tmp_path)
    listener.close()


def test_a_second_start_ends_at_once(look: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    listener = Listener(tmp_path / "centre", lambda: window)
    words = [sys.executable, "-m", "centerdesk", "--data", str(tmp_path / "centre")]
    second = subprocess.Popen(words, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    qtbot.waitUntil(window.isVisible)
    listener.close()


def test_each_folder_has_its_own_name_however_it_is_written(tmp_path: Path) -> None:
    assert name_for(tmp_path / "a") != name_for(tmp_path / "b")
    assert name_for(tmp_path / "x" / ".." / "a") == name_for(tmp_path / "a")


def test_a_centre_in_which_another_writes_is_closed_again(opened: Opened) -> None:
    with lock.holding(opened.store.folder), pytest.raises(UserError, match="窗口"):
        take(opened)
    held = take(opened)
    assert lock.is_held(opened.store.folder)
    held.release()
