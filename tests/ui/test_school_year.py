"""The dialog of the turn of the school year: proposed, changed, done at once, taken back by Ctrl+Z."""

from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QLabel

from centerdesk.domain.people import ClassKind, Sex
from centerdesk.services import centre as centres
from centerdesk.services import children, classes
from centerdesk.services.child_fields import ChildFields
from centerdesk.services.opening import Opened
from centerdesk.ui import theme
from centerdesk.ui.dialogs.school_year import SchoolYearDialog
from centerdesk.ui.main_window import MainWindow
from centerdesk.ui.undoing import undo_last
from centerdesk.ui.widgets.fields import Combo
from tests.ui.conftest import Enter
from tests.ui.hands import TODAY, click, last_button, settle
from tests.ui.test_pages import clipped, english

TURN = date(2027, 9, 1)


@pytest.fixture
def opened(opened: Opened) -> Opened:
    """Beside the class of five (three years old by then) a class of toddlers who are two by then."""
    with opened.store.begin(opened.actor, datetime(2026, 11, 2, 9)) as session:
        group = classes.add_class(session, "托小班", ClassKind.TODDLER, 15)
        centres.set_places(session, TODAY, 2, None)
        for name in ("王一", "王二"):
            fields = ChildFields(name, Sex.MALE, date(2025, 6, 1))
            children.enrol(session, fields, group, date(2026, 11, 2), today=TODAY)
    return opened


def _dialog(window: MainWindow) -> SchoolYearDialog:
    assert window.desk
    dialog = SchoolYearDialog(window, window.desk)
    dialog.open()
    settle()
    return dialog


def _classes(window: MainWindow, on: date) -> str:
    assert window.desk
    rows = window.desk.read(children.list_children, on)
    return " ".join(f"{row.name}:{row.class_name}" for row in rows)


def _words(dialog: SchoolYearDialog) -> set[str]:
    settle()
    return {each.text() for each in dialog.findChildren(QLabel) if each.isVisibleTo(dialog)}


def test_the_proposal_is_shown_and_done_in_one_step(window: MainWindow) -> None:
    dialog = _dialog(window)
    assert dialog.day_field.text() == "2027-09-01"
    assert {"托小班 0/15 人", "托大班 2/20 人", "离托 5 人", "王一", "2岁3月"} <= _words(dialog)
    click(last_button(dialog))
    settle()
    assert _classes(window, TURN) == "王二:托大班 王一:托大班"
    assert _classes(window, date(2027, 8, 31)).count(":") == 7
    assert window.desk
    assert window.messages
    undo_last(window, window.desk, window.messages)
    assert _classes(window, TURN).count(":") == 7


def test_what_is_chosen_otherwise_is_done_and_counted(window: MainWindow) -> None:
    dialog = _dialog(window)
    ids = list(dialog.combos)
    stays = dialog.combos[ids[0]]
    stays.choose(stays._values[0])
    assert {"托大班 3/20 人", "离托 4 人"} <= _words(dialog)
    assert "备案托位 2 个" in dialog.warning_label.text()
    click(last_button(dialog))
    settle()
    assert _classes(window, TURN).count("托大班") == 3


def test_a_whole_class_goes_where_one_choice_sends_it(window: MainWindow) -> None:
    dialog = _dialog(window)
    whole = next(each for each in dialog.findChildren(Combo) if each.accessibleName() == "托大班全班")
    whole.setCurrentIndex(1)
    assert {"托大班 7/20 人", "离托 0 人"} <= _words(dialog)
    assert whole.currentIndex() == 0


def test_another_day_has_another_proposal_and_nothing_to_do_can_t_be_done(window: MainWindow) -> None:
    dialog = _dialog(window)
    dialog.day_field.setText("2026-12-01")
    dialog.day_field.editingFinished.emit()
    assert {"托小班 2/15 人", "托大班 5/20 人", "离托 0 人"} <= _words(dialog)
    assert not dialog.do_button.isEnabled()


def test_what_was_chosen_comes_back_after_a_crash(window: MainWindow) -> None:
    dialog = _dialog(window)
    ids = list(dialog.combos)
    dialog.combos[ids[0]].choose(dialog.combos[ids[0]]._values[0])
    kept = dialog.content()
    other = _dialog(window)
    other.restore(kept)
    assert other.content() == kept
    assert "离托 4 人" in _words(other)


@pytest.mark.parametrize("percent", [100, 150])
def test_all_is_chinese_and_nothing_is_cut_off(enter: Enter, sample: Opened, percent: int) -> None:
    from PySide6.QtWidgets import QApplication

    window = enter(sample)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, percent)
    try:
        dialog = _dialog(window)
        assert not english(dialog, sample)
        assert not clipped(dialog)
        dialog.close()
    finally:
        theme.apply(app, 100)
