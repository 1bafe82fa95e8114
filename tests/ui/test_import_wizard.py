"""The wizard that reads in a roster: 120 children by keyboard, and each of its steps for itself."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QWidget

from centerdesk.domain.people import ClassKind, Sex
from centerdesk.domain.workbook_words import Col
from centerdesk.services import child_fields, children, classes, imports
from centerdesk.services.opening import Opened
from centerdesk.services.roster_import import RowState
from centerdesk.ui import theme
from centerdesk.ui.dialogs.import_roster import ImportRosterDialog
from centerdesk.ui.main_window import MainWindow
from tests.services.import_books import COLUMNS, line, save
from tests.ui.conftest import Enter
from tests.ui.hands import NAMES, TODAY, click, found, page, settle
from tests.ui.import_roster_book import BAD_DAY, CHILDREN, NO_DAY, child, make_book
from tests.ui.test_pages import clipped, english

LONGEST = 80  # presses of Tab or an arrow that lead to any place of the dialog
ENDINGS = ("Excel", "WPS", ".xlsx", ".xls", ".et", ".csv")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The roster of 120 children."""
    return make_book(tmp_path / "roster.xlsx")


def _dialog(window: MainWindow) -> ImportRosterDialog:
    assert window.desk
    dialog = ImportRosterDialog(window, window.desk)
    dialog.open()
    settle()
    return dialog


def _at_step_three(window: MainWindow, file: Path) -> ImportRosterDialog:
    dialog = _dialog(window)
    dialog.read(file)
    settle()
    click(dialog.next_button)
    settle()
    assert dialog.stack.currentWidget() is dialog.preview_step
    return dialog


def _small(tmp_path: Path, *lines: list[Any], heads: tuple[str, ...] = COLUMNS) -> Path:
    return save(tmp_path / "small.xlsx", {"花名册": [heads, *lines]})


def _names(window: MainWindow) -> set[str]:
    assert window.desk
    return {row.name for row in window.desk.read(children.list_children, TODAY)}


def _words(shown: QWidget) -> set[str]:
    return {each.text() for each in shown.findChildren(QLabel) if each.isVisibleTo(shown)}


class _Keys:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, place: QWidget) -> None:
        self.place = place
        self.count = 0

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.place.focusWidget() or self.place, key, with_)
            self.count += 1

    def until(self, key: Qt.Key, reached: Callable[[], bool]) -> None:
        """The same key until something is reached."""
        for _press in range(LONGEST):
            if reached():
                return
            self.press(key)
        raise AssertionError("not reached by keyboard")

    def tab_to(self, widget: QWidget) -> None:
        self.until(Qt.Key.Key_Tab, lambda: self.place.focusWidget() is widget)

    def file(self, path: Path) -> None:
        """Type a path into the file dialog that has just come up."""
        settle()
        dialog = self.place.findChildren(QFileDialog)[-1]
        edit = found(dialog, QLineEdit, "fileNameEdit")
        edit.selectAll()
        QTest.keyClicks(edit, str(path))
        QTest.keyClick(edit, Qt.Key.Key_Return)
        self.count += len(str(path)) + 1
        settle()


def _correct(file: Path) -> None:
    """What a user does in WPS with the rows that came back."""
    book = load_workbook(file)
    paper = book.active
    assert paper is not None
    wrong = {child(number)[2]: number for number in (BAD_DAY, NO_DAY)}
    mended = 0
    for number_of_row, values in enumerate(list(paper.iter_rows(values_only=True)), 1):
        for name, number in wrong.items():
            if name in values:
                right = child(number)
                at = values.index(name)
                for place in range(at, at + 9):
                    paper.cell(number_of_row, place + 1, right[2 + place - at])
                mended += 1
    assert mended == 2, "the two rows came back, and no other"
    book.save(file)


def test_120_children_with_corrections_by_keyboard(
    window: MainWindow, book: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    assert window.desk
    enter, tab = Qt.Key.Key_Return, Qt.Key.Key_Tab
    button = page(window, "children").import_button
    began = time.monotonic()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()
    dialog = found(window, ImportRosterDialog)
    keys = _Keys(dialog)
    keys.press(enter)  # the button that chooses the file
    keys.file(book)
    step = dialog.columns_step
    assert step.missing_label.text().startswith("没有找到：入托日期。")
    first_day, habits = step.combos[10], step.combos[11]
    assert dialog.focusWidget() is first_day, "it begins with what isn't known"
    keys.until(Qt.Key.Key_Down, lambda: first_day.value() is Col.ENROLLED_ON)
    keys.press(tab)
    keys.until(Qt.Key.Key_Up, lambda: habits.value() is Col.ALLERGIES)
    assert not step.missing_label.text()
    keys.press(enter)
    settle()
    preview = dialog.preview_step
    assert {"新增 118", "不能导入 2"} <= _words(dialog)
    keys.press(tab, with_=Qt.KeyboardModifier.ControlModifier)  # the tab of the classes
    assert preview.tabs.tabText(preview.tabs.currentIndex()) == "新增班级 3"
    keys.tab_to(preview.classes.kinds["星星班"])
    keys.until(Qt.Key.Key_Down, lambda: preview.classes.kinds["星星班"].value() is ClassKind.MIXED)
    keys.press(tab)
    keys.press(Qt.Key.Key_A, with_=Qt.KeyboardModifier.ControlModifier)
    keys.press(Qt.Key.Key_3, Qt.Key.Key_2)
    keys.press(enter)
    take = dialog.take_step
    assert dialog.next_button.text() == "只导入无误的 118 行"
    keys.tab_to(take.errors_button)
    keys.press(enter)
    errors = tmp_path / "errors.xlsx"
    keys.file(errors)
    _correct(errors)
    keys.tab_to(dialog.next_button)
    keys.press(enter)
    settle()
    assert take.sum_label.text() == "导入完成：新增婴幼儿 118 名，更新 0 名"
    assert dialog.focusWidget() is take.again_button
    keys.press(enter, enter)  # another file: choose it
    keys.file(errors)
    marks = {
        each.title: pill.text() for each, pill in zip(step.proposals()[0].columns, step._pills, strict=True)
    }
    assert marks["报到日"] == marks["说明"] == "沿用上次"
    keys.press(enter)
    settle()
    keys.press(enter)
    assert dialog.next_button.text() == "全部导入"
    keys.press(enter)
    settle()
    assert take.sum_label.text() == "导入完成：新增婴幼儿 2 名，更新 0 名"
    keys.tab_to(dialog.next_button)
    keys.press(enter)
    settle()
    seconds = time.monotonic() - began
    record_property("seconds", round(seconds, 1))
    print(f"120 children, two of them corrected: {seconds:.1f} s, {keys.count} keys")
    rows = [row for row in window.desk.read(children.list_children, TODAY) if row.name not in NAMES]
    assert {row.name for row in rows} == {child(number)[2] for number in range(CHILDREN)}
    assert sum("花生" in row.allergies for row in rows) == 3
    star = next(row for row in window.desk.read(classes.list_classes) if row.name == "星星班")
    assert (star.kind, star.capacity) == (ClassKind.MIXED, 32)


def test_closing_before_the_last_step_changes_nothing(window: MainWindow, tmp_path: Path) -> None:
    assert window.desk
    dialog = _at_step_three(window, _small(tmp_path, line("曾星辰")))
    assert "尚未写入任何数据，现在关闭不会改变花名册。" in _words(dialog)
    click(dialog.next_button)
    dialog.reject()
    settle()
    assert _names(window) == set(NAMES)
    assert not window.desk.read(imports.list_imports)


def test_closing_while_a_file_is_read_leaves_nothing_behind(window: MainWindow, book: Path) -> None:
    dialog = _dialog(window)
    dialog.read(book)
    assert not dialog.next_button.isEnabled()
    dialog.reject()
    settle()
    assert [each.objectName() for each in window.findChildren(QDialog) if each.isVisible()] == []


def test_a_file_that_cannot_be_read_is_told_and_the_next_one_is_read(
    window: MainWindow, tmp_path: Path
) -> None:
    bad = tmp_path / "花名册.xlsx"
    bad.write_bytes(b"PK\x03\x04 not whole")
    dialog = _dialog(window)
    dialog.read(bad)
    settle()
    assert "花名册.xlsx" in dialog.messages.text_label.text()
    assert dialog.messages.isVisibleTo(dialog)
    assert dialog.stack.currentWidget() is dialog.file_step
    assert not dialog.next_button.isEnabled()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(_small(tmp_path, line("曾星辰"))))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    QApplication.sendEvent(dialog.file_step, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(dialog.file_step, QDropEvent(QPointF(9, 9), copy, data, left, none))
    settle()
    assert dialog.stack.currentWidget() is dialog.columns_step
    assert not dialog.messages.isVisibleTo(dialog)


def test_a_column_taken_twice_is_marked_and_refused_with_a_sentence(
    window: MainWindow, tmp_path: Path
) -> None:
    dialog = _dialog(window)
    dialog.read(_small(tmp_path, line("曾星辰")))
    settle()
    step = dialog.columns_step
    step.combos[0].choose(Col.NAME)
    assert [pill.text() for pill in step._pills[:2]] == ["重复", "重复"]
    click(dialog.next_button)
    settle()
    assert dialog.stack.currentWidget() is step
    assert "“姓名”" in dialog.messages.text_label.text()
    step.combos[0].choose(None)
    step.class_edit.setFocus()
    QTest.keyClicks(step.class_edit, "A")
    assert step.proposals()[0].class_name.endswith("A")
    assert step._pills[0].text() == "手动指定"


def test_a_sheet_can_be_left_out_and_its_heading_moved(window: MainWindow, tmp_path: Path) -> None:
    assert window.desk
    other: list[Any] = [["班级", "姓名"], *([None] * 2 for _row in range(2)), COLUMNS, line("季月")]
    file = save(tmp_path / "two.xlsx", {"一": [COLUMNS, line("曾星辰")], "二": other})
    dialog = _dialog(window)
    dialog.read(file)
    settle()
    step = dialog.columns_step
    step.sheets.go_to(1)
    assert step.first_spin.value() == 4, "the heading with most columns"
    step.first_spin.lineEdit().selectAll()
    QTest.keyClicks(step.first_spin, "1")
    QTest.keyClick(step.first_spin, Qt.Key.Key_Return)
    settle()
    assert dialog.stack.currentWidget() is step, "Enter shows the columns first"
    assert [each.title for each in step.proposals()[1].columns if each.title] == ["班级", "姓名"]
    step.first_spin.setValue(4)
    step.sheets.go_to(0)
    step.read_check.click()
    assert [row.words for row in step.sheets.model_.rows] == ["不读取", "读取 1 行"]
    click(dialog.next_button)
    settle()
    assert [row.name for row in dialog.preview_step.list.shown()] == ["季月"]


def test_ticks_and_classes_are_remembered_until_the_columns_change(
    window: MainWindow, tmp_path: Path
) -> None:
    dialog = _at_step_three(
        window, _small(tmp_path, line("曾星辰"), line("季月", "2024-06-01", 124, "月亮班"))
    )
    preview = dialog.preview_step
    preview.list.table.setFocus()
    QTest.keyClick(preview.list.table, Qt.Key.Key_Space)
    preview.classes.sizes["月亮班"].setValue(7)
    click(dialog.back_button)
    click(dialog.next_button)
    settle()
    assert preview.without == {("花名册", 2)}
    assert preview.preview
    assert preview.preview.new_classes[0].capacity == 7
    click(dialog.back_button)
    dialog.columns_step.combos[-2].choose(None)  # the ID numbers
    click(dialog.next_button)
    settle()
    assert not preview.without, "other columns, other rows"


def test_a_row_left_out_by_space_stays_out_and_the_import_is_undone_from_its_result(
    window: MainWindow, tmp_path: Path
) -> None:
    dialog = _at_step_three(
        window,
        _small(tmp_path, line("曾星辰"), line("季月", "2024-06-01", 124), line("坏行", "2024-13-01")),
    )
    preview = dialog.preview_step
    preview.list.table.go_to(("花名册", 2))
    QTest.keyClick(preview.list.table, Qt.Key.Key_Space)
    assert [preview._tick(row) for row in preview.list.shown()] == ["不导入", "导入", "待更正"]
    click(dialog.next_button)
    assert dialog.next_button.text() == "只导入无误的 1 行"
    click(dialog.next_button)
    settle()
    assert _names(window) == {*NAMES, "季月"}
    assert "曾星辰" in dialog.take_step.more_label.text()
    click(dialog.take_step.undo_button)
    settle()
    assert _names(window) == set(NAMES)
    assert dialog.take_step.sum_label.text() == "已撤销本次导入，花名册恢复原样"


def test_rows_are_sifted_by_what_they_bring(window: MainWindow, tmp_path: Path) -> None:
    dialog = _at_step_three(window, _small(tmp_path, line("曾星辰"), line("坏行", "2024-13-01")))
    preview = dialog.preview_step
    preview.state_combo.choose(RowState.REFUSED)
    assert [row.name for row in preview.list.shown()] == ["坏行"]
    preview.list.table.go_to(("花名册", 3))
    assert "2024-13-01" in preview.row_label.text(), "the whole reason of the current row"
    preview.list.filter_edit.setFocus()
    QTest.keyClick(preview.list.filter_edit, Qt.Key.Key_Return)
    assert dialog.stack.currentWidget() is preview, "Enter in the filter goes to the list"
    preview.state_combo.choose(RowState.NEW)
    assert [row.name for row in preview.list.shown()] == ["曾星辰"]


def test_rows_that_are_checked_too_early_are_checked_again(window: MainWindow, tmp_path: Path) -> None:
    """Somebody writes into the roster between the look and the taking."""
    assert window.desk
    dialog = _at_step_three(window, _small(tmp_path, line("曾星辰")))
    click(dialog.next_button)
    group = window.desk.read(classes.list_classes)[0].id
    fields = child_fields.ChildFields("曾星辰", Sex.MALE, date(2024, 5, 1))
    window.desk.write(children.enrol, fields, group, TODAY, today=TODAY)
    click(dialog.next_button)
    settle()
    assert dialog.messages.isVisibleTo(dialog)
    click(dialog.back_button)
    click(dialog.next_button)
    settle()
    assert dialog.stack.currentWidget() is dialog.preview_step, "looked over anew"
    assert RowState.NEW not in {each.state for each in dialog.preview_step.list.shown()}


@pytest.mark.parametrize(("percent", "width", "height"), [(100, 910, 512), (150, 1326, 700)])
def test_no_step_is_cut_off_or_half_english(
    percent: int, width: int, height: int, enter: Enter, opened: Opened, look: QApplication, book: Path
) -> None:
    theme.apply(look, percent)
    try:
        dialog = _dialog(enter(opened))
        dialog.resize(width, height)
        assert (dialog.width(), dialog.height()) == (width, height), "it fits a small screen"

        def fits() -> None:
            settle()
            words = {
                each for each in english(dialog, opened) if not any(ending in each for ending in ENDINGS)
            }
            assert not words
            assert "\n".join(clipped(dialog)) == ""
            assert (dialog.width(), dialog.height()) == (width, height)

        fits()
        dialog.read(book)
        fits()
        dialog.columns_step.combos[10].choose(Col.ENROLLED_ON)
        for _step in range(2):
            click(dialog.next_button)
            fits()
            if dialog.stack.currentWidget() is dialog.preview_step:
                for place in (1, 2):
                    dialog.preview_step.tabs.setCurrentIndex(place)
                    fits()
        click(dialog.next_button)
        fits()
    finally:
        theme.apply(look, 100)
