"""The dialog that reads in a list of staff or a table of weights and lengths."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from centerdesk.domain.people import Post
from centerdesk.services import children, imports, measurements, staff, training
from centerdesk.services.opening import Opened
from centerdesk.services.staff import StaffFields
from centerdesk.ui import theme
from centerdesk.ui.dialogs.import_table import GROWTH, STAFF, TRAINING, ImportTableDialog, TableKind
from centerdesk.ui.main_window import MainWindow
from tests.services.import_books import save
from tests.ui.conftest import Enter
from tests.ui.hands import NAMES, TODAY, click, settle
from tests.ui.test_pages import clipped, english

ENDINGS = (".xlsx", ".xls", ".et", ".csv")  # of files, in the hints under the place to drop them on


def _dialog(window: MainWindow, kind: TableKind, file: Path) -> ImportTableDialog:
    assert window.desk
    dialog = ImportTableDialog(window, window.desk, kind)
    dialog.open()
    settle()
    assert not dialog.take_button.isEnabled()
    dialog.read(file)
    settle()
    return dialog


def _staff(folder: Path, *more: tuple[str, ...]) -> Path:
    rows = [("姓名", "岗位", "电话", "入职日期"), ("王芳", "保育员", "15400000001", "2026-01-05"), *more]
    return save(folder / "名单.xlsx", {"名单": rows})


def test_staff_is_looked_over_taken_and_taken_back(window: MainWindow, tmp_path: Path) -> None:
    assert window.desk
    dialog = _dialog(window, STAFF, _staff(tmp_path))
    assert dialog.preview
    assert [row.name for row in dialog.preview.rows] == ["王芳"]
    assert window.desk.read(staff.list_staff, TODAY) == []
    click(dialog.take_button)
    settle()
    settle()
    assert [row.name for row in window.desk.read(staff.list_staff, TODAY)] == ["王芳"]
    assert "新增 1 行" in dialog.messages.text_label.text()
    assert not dialog.take_button.isEnabled()
    dialog.messages._on_action()
    settle()
    assert window.desk.read(staff.list_staff, TODAY) == []
    assert window.desk.read(imports.list_imports)[0].undone_at


def test_training_records_are_taken_and_taken_back(window: MainWindow, tmp_path: Path) -> None:
    assert window.desk
    window.desk.write(staff.hire, StaffFields("王芳"), Post.CARER, date(2026, 1, 5))
    rows = [
        ("姓名", "日期", "主题", "类别", "形式", "学时"),
        ("王芳", "2026-04-17", "消防演练", "消防与应急", "实践", "2.5"),
    ]
    dialog = _dialog(window, TRAINING, save(tmp_path / "培训.xlsx", {"培训": rows}))
    click(dialog.take_button)
    settle()
    settle()
    assert [row.topic for row in window.desk.read(training.sessions, 2026)] == ["消防演练"]
    dialog.messages._on_action()
    settle()
    assert window.desk.read(training.sessions, 2026) == []


def test_refused_rows_are_saved_and_the_good_ones_taken(window: MainWindow, tmp_path: Path) -> None:
    assert window.desk
    dialog = _dialog(window, STAFF, _staff(tmp_path, ("李静", "保健员", "", "去年")))
    assert "1 行" in dialog.take_button.text()
    dialog.save_errors(tmp_path / "改.xlsx")
    assert (tmp_path / "改.xlsx").exists()
    click(dialog.take_button)
    settle()
    settle()
    assert "还有 1 行待更正" in dialog.messages.text_label.text()
    assert [row.name for row in window.desk.read(staff.list_staff, TODAY)] == ["王芳"]
    click(dialog.again_button)
    dialog.read(_staff(tmp_path))
    settle()
    assert not dialog.take_button.isEnabled(), "nothing is new in it"


def test_weights_reach_the_child(window: MainWindow, tmp_path: Path) -> None:
    assert window.desk
    rows = [("姓名", "测量日期", "体重（斤）", "身高"), (NAMES[0], TODAY.isoformat(), 24.2, 88.5)]
    dialog = _dialog(window, GROWTH, save(tmp_path / "体检.xlsx", {"体检": rows}))
    assert "折算为千克" in dialog.notes_label.text()
    click(dialog.take_button)
    settle()
    settle()
    child = window.desk.read(children.find_child, NAMES[0], TODAY)
    (row,) = window.desk.read(measurements.measurements_of, child.id, TODAY)
    assert (row.measured_on, row.weight, row.length) == (date(2026, TODAY.month, TODAY.day), 12100, 885)


def test_a_workbook_of_something_else_is_named(window: MainWindow, tmp_path: Path) -> None:
    dialog = _dialog(window, GROWTH, save(tmp_path / "表.xlsx", {"表": [("品名", "数量"), ("大米", 5)]}))
    assert dialog.preview is None
    assert "没有找到表头" in "".join(each.text() for each in window.findChildren(QLabel))


@pytest.mark.parametrize(("percent", "width", "height"), [(100, 910, 512), (150, 1326, 700)])
@pytest.mark.parametrize("kind", [STAFF, GROWTH], ids=["staff", "growth"])
def test_nothing_is_cut_off_nor_english(
    percent: int,
    width: int,
    height: int,
    kind: TableKind,
    enter: Enter,
    opened: Opened,
    look: QApplication,
    tmp_path: Path,
) -> None:
    theme.apply(look, percent)
    try:
        rows = [("姓名", "测量日期", "体重（斤）"), (NAMES[0], TODAY.isoformat(), 48), ("无名氏", None, 20)]
        file = _staff(tmp_path, ("李静", "保健员", "", "去年"), ("赵刚", "园丁", "", "2025-06-01"))
        if kind is GROWTH:
            file = save(tmp_path / "体检.xlsx", {"体检": rows})
        dialog = _dialog(enter(opened), kind, file)
        dialog.resize(width, height)
        settle()
        assert (dialog.width(), dialog.height()) == (width, height), "it fits a small screen"
        words = english(dialog, opened)
        assert [each for each in words if not any(ending in each for ending in ENDINGS)] == []
        assert "\n".join(clipped(dialog)) == ""
        click(dialog.take_button)
        settle()
        settle()
        assert "\n".join(clipped(dialog)) == ""
    finally:
        theme.apply(look, 100)
