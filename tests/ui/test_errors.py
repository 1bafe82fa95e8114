"""The one hook: sentences at their place, bugs in a report that names nobody."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from centerdesk.base.errors import UserError
from centerdesk.ui.dialogs.child import ChildDialog
from centerdesk.ui.main_window import MainWindow
from tests.ui.hands import click, found, page


def test_a_sentence_lands_at_the_field_it_names(window: MainWindow, qtbot: QtBot) -> None:
    children = page(window, "children")
    children._on_enrol()
    dialog = found(children, ChildDialog)
    dialog.name_edit.setText("单若水")
    dialog.birth_field.setText("明年春天")
    click(dialog.save_button)
    assert "明年春天" in dialog.form.error("birth_date")
    dialog.birth_field.setText("2027-01-01")
    click(dialog.save_button)
    assert "晚于今天" in dialog.form.error("birth_date")
    assert dialog.isVisible()


def test_a_sentence_without_a_field_stands_in_the_bar(window: MainWindow, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise UserError("磁盘已满。")

    QTimer.singleShot(0, refuse)
    qtbot.wait(50)
    assert window.messages
    assert window.messages.isVisible()
    assert window.messages.text_label.text() == "磁盘已满。"


def test_a_bug_leaves_a_report_with_a_number_and_no_name(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    def fail() -> None:
        name, phone = "单若水", "15400000000"
        raise ValueError(f"cannot do it for {name}, {phone}")

    QTimer.singleShot(0, fail)
    qtbot.wait(100)
    (file,) = (tmp_path / "log").glob("crash-*.txt")
    text = file.read_text("utf-8")
    assert "ValueError" in text
    assert "test_errors.py" in text
    assert "单若水" not in text
    assert "154" not in text.split("\n", 1)[1]
    dialog = found(window, QDialog, "crash")
    assert dialog.isVisible()
    shown = found(dialog, QPlainTextEdit).toPlainText()
    assert shown == text
    assert file.stem.removeprefix("crash-") in shown


def test_trouble_in_long_work_reaches_the_same_place(window: MainWindow, qtbot: QtBot) -> None:
    def refuse(_session: object) -> None:
        raise UserError("打印机没有纸。")

    assert window.desk
    window.desk.later(refuse, lambda _result: None, "")
    qtbot.waitUntil(lambda: bool(window.messages and window.messages.isVisible()))
    assert window.messages
    assert window.messages.text_label.text() == "打印机没有纸。"
