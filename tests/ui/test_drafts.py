"""What is typed and not saved is there again."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from centerdesk.domain.attendance import Pattern
from centerdesk.domain.people import Relation, Service, Sex
from centerdesk.services import drafts
from centerdesk.services.children import list_children
from centerdesk.services.opening import Opened, open_centre
from centerdesk.ui.dialogs.child import ChildDialog
from centerdesk.ui.dialogs.stay import PatternDialog
from centerdesk.ui.drafts import save_drafts, unsaved_words
from centerdesk.ui.main_window import MainWindow
from tests.ui.conftest import Enter
from tests.ui.hands import PASSWORD, click, found, page, settle


def _fill(dialog: ChildDialog) -> None:
    dialog.name_edit.setText("谷雨")
    dialog.sex_combo.choose(Sex.MALE)
    dialog.birth_field.setText("2024年5月")
    dialog.note_edit.setPlainText("怕打雷")
    dialog.pattern_field.show_pattern(Pattern(Service.HALF, "135"))
    dialog.guardians.add_line()
    dialog.guardians._lines[1][1].setText("谷立夏")


def _kept(window: MainWindow) -> int:
    assert window.desk
    return len(window.desk.read(drafts.list_drafts))


def _enrol(window: MainWindow) -> ChildDialog:
    children = page(window, "children")
    children._on_enrol()
    dialog: ChildDialog = children.findChildren(ChildDialog)[-1]
    return dialog


def test_what_was_typed_is_there_after_a_crash(enter: Enter, opened: Opened, qtbot: QtBot) -> None:
    window = enter(opened)
    dialog = _enrol(window)
    _fill(dialog)
    qtbot.waitUntil(lambda: _kept(window) == 1, timeout=6000)
    again = open_centre(opened.store.folder, PASSWORD)  # as the next start does, with nothing closed before
    after = enter(again)
    assert after.desk
    assert "登记" in unsaved_words(after.desk)
    offered = _enrol(after)
    assert offered.messages.isVisible()
    assert offered.name_edit.text() == "谷雨"
    assert offered.sex_combo.value() is Sex.MALE
    assert offered.birth_field.text() == "2024年5月"
    assert offered.note_edit.toPlainText() == "怕打雷"
    assert offered.pattern_field.pattern().weekdays == "135"
    assert offered.pattern_field.pattern().service is Service.HALF
    assert [line[1].text() for line in offered.guardians._lines] == ["", "谷立夏"]
    assert offered.guardians._lines[0][0].value() is Relation.MOTHER
    offered.reject()
    settle()
    assert _kept(after) == 0
    again.store.close()


def test_discarding_empties_the_form(window: MainWindow, qtbot: QtBot) -> None:
    dialog = _enrol(window)
    _fill(dialog)
    save_drafts(window)
    dialog.deleteLater()  # gone without an end, as when the program locks
    settle()
    assert _kept(window) == 1
    offered = _enrol(window)
    assert offered.guardians.rows()[0].name == "谷立夏"
    click(offered.messages._action)
    assert offered.name_edit.text() == ""
    assert offered.guardians.rows() == ()
    assert _kept(window) == 0
    qtbot.wait(3500)
    assert _kept(window) == 0


def test_saved_or_given_up_it_is_gone(window: MainWindow, qtbot: QtBot) -> None:
    for end in ("save", "reject"):
        dialog = _enrol(window)
        _fill(dialog)
        dialog.birth_field.setText("2024-05-20")
        dialog.papers.examined_field.setText("2026-11-16")
        save_drafts(window)
        assert _kept(window) == 1
        if end == "save":
            click(dialog.save_button)
            if dialog.isVisible():
                click(dialog.save_button)  # doubts are told once
        else:
            dialog.reject()
        settle()
        assert _kept(window) == 0


def test_an_untouched_form_keeps_nothing(window: MainWindow, qtbot: QtBot) -> None:
    dialog = _enrol(window)
    qtbot.wait(3500)
    save_drafts(window)
    assert _kept(window) == 0
    assert not dialog.messages.isVisible()


def test_each_child_s_steps_have_a_draft_of_their_own(window: MainWindow, qtbot: QtBot) -> None:
    children = page(window, "children")
    assert window.desk
    rows = {row.name: row for row in window.desk.read(list_children, window.desk.today())}
    one, other = rows["单若水"], rows["李奕辰"]
    dialog = PatternDialog(children, window.desk, one)
    dialog.open()
    dialog.pattern_field.show_pattern(Pattern(Service.HALF, "12"))
    save_drafts(window)
    assert PatternDialog(children, window.desk, other).pattern_field.pattern().weekdays != "12"
    assert PatternDialog(children, window.desk, one).pattern_field.pattern().weekdays == "12"


def test_a_mistake_of_the_program_keeps_what_is_being_typed(window: MainWindow, qtbot: QtBot) -> None:
    dialog = _enrol(window)
    dialog.name_edit.setText("谷雨")

    def fail() -> None:
        raise ValueError

    QTimer.singleShot(0, fail)
    qtbot.wait(100)
    assert found(window, QDialog, "crash").isVisible()
    assert _kept(window) == 1
