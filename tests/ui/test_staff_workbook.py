"""The list of staff as a workbook: saved from the staff page, and read in there again."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from centerdesk.domain.people import Post, Role
from centerdesk.services import staff
from centerdesk.services.opening import Opened
from centerdesk.services.staff import StaffFields
from centerdesk.ui.dialogs.import_table import ImportTableDialog
from centerdesk.ui.main_window import MainWindow
from centerdesk.ui.tabs.staff_people import PeopleTab
from tests.ui.conftest import Enter
from tests.ui.hands import page, settle
from tests.ui.test_staff_page import JANUARY, MORNING, WANG


def _hire(opened: Opened, fields: StaffFields = WANG) -> int:
    with opened.store.begin(opened.actor, MORNING) as session:
        return staff.hire(session, fields, Post.CARER, JANUARY, class_id=1)


def _tab(window: MainWindow) -> PeopleTab:
    tab = page(window, "staff").tab("staff_people")
    assert isinstance(tab, PeopleTab)
    settle()
    return tab


def test_what_is_saved_is_read_in_without_a_change(
    window: MainWindow, opened: Opened, tmp_path: Path
) -> None:
    _hire(opened)
    number = _hire(opened, StaffFields("李静"))
    with opened.store.begin(opened.actor, MORNING) as session:
        staff.leave(session, number, JANUARY)
    tab = _tab(window)
    said: list[str] = []
    tab.said.connect(lambda words, _tone: said.append(words))
    for with_left, rows in ((False, 1), (True, 2)):
        tab.left_check.setChecked(with_left)
        file = tmp_path / f"{rows}.xlsx"
        tab.save_staff_to(file)
        settle()
        assert said[-1] == f"已保存：{file.name}"
        tab.import_staff()
        settle()
        dialog = window.findChildren(ImportTableDialog)[-1]
        dialog.read(file)
        settle()
        assert dialog.preview
        report = dialog.preview.report()
        assert (report.unchanged, report.refused) == (rows, ())
        dialog.reject()
        settle()


def test_the_menu_names_both_in_chinese(window: MainWindow, opened: Opened) -> None:
    _hire(opened)
    tab = _tab(window)
    assert tab.more_button.isVisible()
    tab._on_more()
    settle()
    (menu,) = tab.findChildren(QMenu)
    assert [each.text() for each in menu.actions()] == ["导入教职工名单", "保存可再导入的教职工名单"]
    menu.close()


@pytest.mark.parametrize("role", [Role.HEALTH_WORKER, Role.CLERK])
def test_who_may_not_write_staff_has_no_menu(enter: Enter, opened: Opened, role: Role) -> None:
    _hire(opened)
    tab = _tab(enter(replace(opened, actor=replace(opened.actor, role=role))))
    assert not tab.more_button.isVisibleTo(tab)
