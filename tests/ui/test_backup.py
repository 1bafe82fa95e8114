"""The tab of the backups: made, listed, rehearsed, restored and undone by hand."""

from pathlib import Path
from typing import Any

import pytest

from centerdesk.services import backups, children
from centerdesk.services.opening import Opened, open_centre
from centerdesk.ui.dialogs.restore import RehearsalDialog, RestoreDialog
from centerdesk.ui.main_window import MainWindow
from centerdesk.ui.messages import Dialog
from tests.ui.conftest import Enter
from tests.ui.hands import NAMES, PASSWORD, TODAY, click, last_button, settle


@pytest.fixture
def tab(enter: Enter, opened: Opened) -> Any:
    """The tab, shown."""
    window = enter(opened, "centre")
    page: Any = window.page("centre")
    page.open_at({"tab": "centre_backup"})
    settle()
    return page.tab("centre_backup")


def _back_up(tab: Any) -> Any:
    click(tab.back_up_button)
    settle()
    tab.list.table.go_to(str(tab.list.shown()[0].folder))
    return tab.list.shown()[0]


def _dialog(tab: Any, kind: type[Dialog]) -> Any:
    settle()
    return next(each for each in tab.findChildren(kind) if each.isVisible())


def _locks(tab: Any) -> list[bool]:
    window = tab.window()
    assert isinstance(window, MainWindow)
    locks: list[bool] = []
    window.locked.connect(lambda: locks.append(True))
    return locks


def test_a_backup_by_hand_appears_verified(tab: Any) -> None:
    assert "还没有" in tab.age_pill.text() or "no backup" in tab.age_pill.text()
    assert tab.undo_button.isHidden()
    row = _back_up(tab)
    assert (row.verified, row.count("children")) == (True, len(NAMES))
    assert "今天" in tab.age_pill.text() or "today" in tab.age_pill.text()


def test_a_second_place_is_chosen_and_given_up(tab: Any, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    tab.set_place(tmp_path / "stick")
    assert tab.place_label.text() == str(tmp_path / "stick")
    _back_up(tab)
    assert [row.second for row in tab.list.shown()] == [False, True]
    click(tab.none_button)
    assert tab.none_button.isHidden()


def test_a_rehearsal_shows_classes_and_children(tab: Any) -> None:
    _back_up(tab)
    click(tab.rehearse_button)
    dialog = _dialog(tab, RehearsalDialog)
    dialog.password_edit.setText(PASSWORD)
    click(dialog.go_button)
    settle()
    shown = dialog.lines_label.text()
    assert "托大班" in shown
    assert str(len(NAMES)) in shown


def test_a_wrong_password_is_told_at_its_field(tab: Any) -> None:
    _back_up(tab)
    click(tab.restore_button)
    dialog = _dialog(tab, RestoreDialog)
    dialog.password_edit.setText("not the password")
    click(dialog.look_button)
    settle()
    assert dialog.form.error("password")
    assert not dialog.restore_button.isEnabled()


def test_a_restore_shows_first_what_it_brings_and_signs_out(tab: Any, opened: Opened) -> None:
    _back_up(tab)
    with opened.store.begin(opened.actor, tab._desk.now()) as session:
        child = children.list_children(session, TODAY)[0]
        children.leave(session, child.id, TODAY)
    locks = _locks(tab)
    click(tab.restore_button)
    dialog = _dialog(tab, RestoreDialog)
    assert not dialog.restore_button.isEnabled()
    dialog.password_edit.setText(PASSWORD)
    click(dialog.look_button)
    settle()
    assert dialog.lines_label.text().count("\n") == 1
    click(last_button(dialog))
    settle()
    assert locks == [True]
    folder = opened.store.folder
    again = open_centre(folder, PASSWORD)
    with again.store.read(again.actor) as session:
        assert all(row.left_on is None for row in children.list_children(session, TODAY))
    again.store.close()
    tab.refresh()
    assert len(backups.backups(opened)) == 2
    assert not tab.undo_button.isHidden()
    click(tab.undo_button)
    settle()
    question = next(each for each in tab.findChildren(Dialog) if each.isVisible())
    click(last_button(question))
    settle()
    assert locks == [True, True]
    again = open_centre(folder, PASSWORD)
    with again.store.read(again.actor) as session:
        left = [row.left_on for row in children.list_children(session, TODAY, with_left=True)]
    again.store.close()
    assert TODAY in left
