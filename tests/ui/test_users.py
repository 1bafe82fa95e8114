"""Accounts in the window: signing in, switching, locking; the accounts tab; one's own password and PIN."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centerdesk.db.backup import Why
from centerdesk.domain.people import Role
from centerdesk.services import attendance, backups, users
from centerdesk.services.opening import Opened
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.account import AccountDialog, OwnDialog, ResetDialog, SwitchDialog
from centerdesk.ui.dialogs.recovery import CodeDialog
from centerdesk.ui.dialogs.sign_in import SignIn
from centerdesk.ui.main_window import MainWindow
from centerdesk.ui.messages import Dialog
from centerdesk.ui.pages.centre import CentrePage
from centerdesk.ui.program import Options, Program
from centerdesk.ui.tabs.centre_users import UsersTab
from tests.ui.hands import PASSWORD, TODAY, click, found, last_button, page, press, settle, type_in

OTHER = "correct horse battery"


@pytest.fixture
def program(
    look: QApplication, opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    """The whole program before the centre of five children, which also a teacher may open."""
    import sys

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    desk = Desk(opened, TODAY)
    desk.write(users.add_user, users.keys_of(opened.store), "李静", Role.TEACHER, [1], OTHER)
    opened.store.close()
    program = Program(Options(opened.store.folder, today=TODAY))
    program.open()
    qtbot.waitUntil(lambda: program.window.findChild(SignIn) is not None)
    settle()
    program.window.activateWindow()  # else its shortcuts sleep
    yield program
    program._close()
    program.window.close()
    program.window.deleteLater()
    settle()


def _sign_in(program: Program, name: str, password: str) -> SignIn:
    sign_in: SignIn = found(program.window, SignIn)
    sign_in.name_combo.choose(name)
    sign_in.password_edit.setText(password)
    click(sign_in.enter_button)
    settle()
    return sign_in


def _dialog(place: Any, kind: type[Dialog]) -> Any:
    """The dialog of that kind which stands open."""
    return next(dialog for dialog in place.findChildren(kind) if dialog.isVisible())


def _tab(window: MainWindow) -> UsersTab:
    centre: CentrePage = page(window, "centre")
    centre.open_at({"tab": "centre_users"})
    tab: UsersTab = centre.tab("centre_users")
    tab.refresh()
    return tab


def _choose(tab: UsersTab, name: str) -> None:
    rows = tab.list.table.model_.rows
    place = next(place for place, row in enumerate(rows) if row.name == name)
    tab.list.table.selectRow(place)
    settle()


def test_the_names_are_offered_and_wrong_passwords_make_one_wait(program: Program) -> None:
    sign_in = found(program.window, SignIn)
    assert [sign_in.name_combo.itemText(place) for place in range(2)] == ["丁园长", "李静"]
    for _ in range(3):
        _sign_in(program, "李静", "guess guess")
        assert "密码不对" in sign_in.form.error("password")
    _sign_in(program, "李静", OTHER)
    assert sign_in.form.error("password")
    assert program.desk is None
    _sign_in(program, "丁园长", PASSWORD)
    assert program.desk
    assert program.desk.actor.name == "丁园长"


def test_the_key_for_locking_closes_the_file_and_the_last_name_is_offered(program: Program) -> None:
    _sign_in(program, "李静", OTHER)
    assert program.desk
    assert program.desk.actor.class_ids == (1,)
    QTest.keyClick(program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert program.desk is None
    settle()
    assert found(program.window, SignIn).name_combo.value() == "李静"
    assert [row.why for row in backups.backups_in(program.folder)] == [Why.CLOSING]


def test_two_keys_and_a_pin_switch_the_person(program: Program, opened: Opened) -> None:
    _sign_in(program, "丁园长", PASSWORD)
    assert program.desk
    store = program.desk.store
    teacher = users.switch(Opened(store, program.desk.actor), "李静", OTHER, program.desk.now())
    Desk(teacher, TODAY).write(users.set_pin, "2580")
    press(program.window, Qt.Key.Key_F4)
    dialog = _dialog(program.window, SwitchDialog)
    settle()
    press(dialog.focusWidget(), Qt.Key.Key_2)
    type_in(dialog.secret_edit, "2581")
    click(dialog.go_button)
    assert dialog.form.error("password")
    dialog.secret_edit.clear()
    type_in(dialog.secret_edit, "2580")
    click(dialog.go_button)
    settle()
    assert program.desk.actor.name == "李静"
    assert program.desk.store is store
    assert program.window.topbar.user_button.text() == "李静"
    program.window.go("centre")
    assert program.window._key == "today", "a teacher doesn't see the centre's page"
    assert len(program.desk.read(attendance.day_sheet, TODAY)) == 5


def test_left_alone_the_window_locks(program: Program, qtbot: QtBot) -> None:
    _sign_in(program, "丁园长", PASSWORD)
    assert program.idle.timer.interval() == 10 * 60_000
    program.idle.timer.start(400)
    for _ in range(4):
        qtbot.wait(150)
        press(program.window, Qt.Key.Key_F5)
    assert program.desk, "who works is not locked out"
    qtbot.waitUntil(lambda: program.desk is None, timeout=3000)
    assert not program.idle.timer.isActive()
    assert found(program.window, SignIn)


def test_an_account_is_added_changed_and_closed(window: MainWindow, opened: Opened) -> None:
    tab = _tab(window)
    click(tab.add_button)
    dialog = _dialog(tab, AccountDialog)
    dialog.name_edit.setText("李静")
    dialog.password_edit.setText(OTHER)
    dialog.again_edit.setText(OTHER)
    click(last_button(dialog))
    assert dialog.form.error("classes") or dialog.messages.isVisible()
    dialog.class_checks.checks[1].setChecked(True)
    click(last_button(dialog))
    settle()
    _choose(tab, "李静")
    click(tab.change_button)
    dialog = _dialog(tab, AccountDialog)
    assert (dialog.role_combo.value(), dialog.class_checks.chosen()) == (Role.TEACHER, [1])
    dialog.role_combo.choose(Role.CLERK)
    assert not dialog.class_checks.isEnabled()
    click(last_button(dialog))
    settle()
    _choose(tab, "李静")
    click(tab.reset_button)
    dialog = _dialog(tab, ResetDialog)
    dialog.password_edit.setText(OTHER + "2")
    dialog.again_edit.setText(OTHER + "2")
    click(last_button(dialog))
    settle()
    assert users.switch(opened, "李静", OTHER + "2", window.desk.now()).actor.role == Role.CLERK  # type: ignore[union-attr]
    _choose(tab, "李静")
    before = opened.store.data_key
    click(tab.close_button)
    click(last_button(_dialog(tab, Dialog)))
    settle()
    assert opened.store.data_key != before
    rows = tab.list.table.model_.rows
    assert [(row.name, row.closed_on) for row in rows] == [("丁园长", None), ("李静", TODAY)]
    _choose(tab, "李静")
    assert not tab.close_button.isEnabled()


def test_the_minutes_and_a_new_code(window: MainWindow, opened: Opened) -> None:
    tab = _tab(window)
    tab.idle_spin.setValue(3)
    tab._on_idle()
    assert Desk(opened, TODAY).read(users.idle_minutes) == 3
    before = (opened.store.folder / "centre.vault").read_bytes()
    click(tab.renew_button)
    click(last_button(_dialog(tab, Dialog)))
    code = _dialog(tab, CodeDialog)
    assert (opened.store.folder / "centre.vault").read_bytes() != before
    code.written_check.setChecked(True)
    click(code.go_button)


def test_the_own_password_and_pin(window: MainWindow, opened: Opened) -> None:
    window._on_account()
    dialog = _dialog(window, OwnDialog)
    dialog.old_edit.setText("guess guess")
    dialog.password_edit.setText(OTHER)
    dialog.again_edit.setText(OTHER)
    click(dialog.password_button)
    assert dialog.password_form.error("old")
    dialog.old_edit.setText(PASSWORD)
    click(dialog.password_button)
    assert not dialog.old_edit.text()
    click(dialog.pin_button)
    assert dialog.pin_form.error("pin")
    dialog.pin_edit.setText("2580")
    click(dialog.pin_button)
    assert users.switch(opened, "丁园长", "2580", window.desk.now())  # type: ignore[union-attr]
    click(dialog.no_pin_button)
    assert users.switch(opened, "丁园长", OTHER, window.desk.now())  # type: ignore[union-attr]
    assert Desk(opened, TODAY).read(users.who_can_switch) == [("丁园长", False)]


def test_a_tab_is_made_when_it_is_shown(window: MainWindow) -> None:
    centre: CentrePage = page(window, "centre")
    assert set(centre._made) == {"centre_particulars"}
    centre.open_at({"tab": "centre_users"})
    assert set(centre._made) == {"centre_particulars", "centre_users"}
