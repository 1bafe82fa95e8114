"""Coming in: the first start, the sign-in, the recovery code."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centerdesk.services import attendance
from centerdesk.services.opening import Opened
from centerdesk.ui.crash import Hook
from centerdesk.ui.dialogs.child import ChildDialog
from centerdesk.ui.dialogs.class_group import ClassDialog
from centerdesk.ui.dialogs.first_start import FirstStart
from centerdesk.ui.dialogs.recovery import CodeDialog, RecoverDialog
from centerdesk.ui.dialogs.sign_in import SignIn
from centerdesk.ui.program import Options, Program
from tests.ui.hands import PASSWORD, TODAY, click, found, last_button, page, press, settle


@pytest.fixture
def program(look: QApplication, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The whole program in an empty folder; its hook is taken out again after the test."""
    import sys

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    program = Program(Options(tmp_path / "centre", today=TODAY))
    qtbot.addWidget(program.window)
    program.open()
    qtbot.waitUntil(lambda: program.window.findChild(FirstStart) is not None)
    return program


def test_from_the_first_start_to_the_first_mark(program: Program, qtbot: QtBot) -> None:
    window = program.window
    first = found(window, FirstStart)
    first.name_edit.setText("槐树托育园")
    first.director_edit.setText("丁园长")
    first.password_edit.setText(PASSWORD)
    first.again_edit.setText(PASSWORD)
    first.places_edit.setText("60")
    click(first.make_button)
    code = found(first, CodeDialog)
    code.reject()
    assert code.isVisible(), "the code must be confirmed first"
    code.written_check.setChecked(True)
    click(code.go_button)
    centre = page(window, "centre").tab("centre_particulars")
    assert centre.places_label.text() == "60"
    centre._on_add()
    group = found(centre, ClassDialog)
    group.name_edit.setText("托大班")
    group._on_save()
    children = page(window, "children")
    assert children.stack.currentWidget() is children.empty
    children._on_enrol()
    child = found(children, ChildDialog)
    child.name_edit.setText("单若水")
    child.birth_field.setText("2024年6月1日")
    child.papers.examined_field.setText("2026-11-16")
    click(child.save_button)
    table = page(window, "attendance").table
    press(table, Qt.Key.Key_Space)
    assert program.desk
    rows = program.desk.read(attendance.day_sheet, TODAY)
    assert [(row.name, row.mark and row.mark.symbol) for row in rows] == [("单若水", "√")]
    settle()
    program.lock()
    assert found(window, SignIn)


def test_the_two_passwords_must_be_the_same(program: Program, qtbot: QtBot) -> None:
    first = found(program.window, FirstStart)
    first.name_edit.setText("槐树托育园")
    first.director_edit.setText("丁园长")
    first.password_edit.setText(PASSWORD)
    first.again_edit.setText("别的")
    click(first.make_button)
    assert first.form.error("again")
    assert not (program.folder / "centre.db").exists()


def test_a_wrong_password_is_told_at_its_field(
    look: QApplication, opened: Opened, hook: Hook, qtbot: QtBot
) -> None:
    sign_in = SignIn(opened.store.folder)
    hook.window = sign_in
    qtbot.addWidget(sign_in)
    sign_in.show()
    qtbot.wait(20)
    assert sign_in.name_combo.value() == "丁园长"
    sign_in.password_edit.setText("猜一个试试看")
    click(sign_in.enter_button)
    assert "密码不对" in sign_in.form.error("password")
    sign_in.password_edit.setText(PASSWORD)
    assert not sign_in.form.error("password"), "the sentence goes when the field is changed"
    with qtbot.waitSignal(sign_in.entered) as entered:
        click(sign_in.enter_button)
    assert entered.args
    entered.args[0].store.close()


def test_a_mistyped_recovery_code_is_told_at_its_field(
    look: QApplication, opened: Opened, hook: Hook, qtbot: QtBot
) -> None:
    sign_in = SignIn(opened.store.folder)
    hook.window = sign_in
    qtbot.addWidget(sign_in)
    sign_in.show()
    sign_in._on_forgot()
    dialog = found(sign_in, RecoverDialog)
    dialog.code_edit.setText("1234")
    dialog.password_edit.setText(PASSWORD)
    dialog.again_edit.setText(PASSWORD)
    click(last_button(dialog))
    assert dialog.form.error("code")
    dialog.close()
