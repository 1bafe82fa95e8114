"""The staff in the window: a list beside a record, posts, leaving and coming back, and what others may see."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from centerdesk.domain.people import Education, Employment, IdKind, Post, Role, Sex
from centerdesk.images import portrait
from centerdesk.services import attachments, staff, staff_posts
from centerdesk.services.opening import Opened
from centerdesk.services.staff import StaffFields, StaffRow
from centerdesk.ui.main_window import MainWindow
from centerdesk.ui.pages.staff import TABS
from centerdesk.ui.tabs.staff_people import PeopleTab
from tests.domain.invented import id_number
from tests.ui.conftest import Enter
from tests.ui.hands import TODAY, click, last_button, page, settle
from tests.ui.test_pages import clipped, english

BORN, JANUARY = date(1990, 5, 1), date(2026, 1, 5)
MORNING = datetime(2026, 11, 24, 8)
WANG = StaffFields(
    "王芳",
    Sex.FEMALE,
    BORN,
    IdKind.RESIDENT,
    id_number(BORN, 2),
    phone="15400000001",
    address="示例小区1号楼",
    education=Education.COLLEGE,
    employment=Employment.FULL_TIME,
    contract_from=JANUARY,
)


def _tab(window: MainWindow) -> PeopleTab:
    tab = page(window, "staff").tab("staff_people")
    assert isinstance(tab, PeopleTab)
    settle()
    return tab


def _hire(opened: Opened, fields: StaffFields = WANG, post: Post = Post.CARER) -> int:
    with opened.store.begin(opened.actor, MORNING) as session:
        return staff.hire(session, fields, post, JANUARY, class_id=1)


def _row(tab: PeopleTab) -> StaffRow:
    row = tab.current()
    assert row
    return row


def _opened(window: MainWindow, act: Callable[[], object]) -> Any:
    act()
    settle()
    return QApplication.activeModalWidget() or window.findChildren(QDialog)[-1]


def _links(tab: PeopleTab) -> list[QPushButton]:
    found = [each for each in tab.record.findChildren(QPushButton) if each.property("kind") == "link"]
    return [each for each in found if each.isVisibleTo(tab.record)]


def test_the_first_one_is_added_on_the_empty_page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    tab = _tab(window)
    assert tab.stack.currentWidget() is tab.empty
    dialog = _opened(window, tab._on_add)
    dialog._texts["name"].setText("王芳")
    dialog._texts["id_number"].setText(WANG.id_number)
    dialog.kind_combo.choose(IdKind.NONE)
    click(last_button(dialog))
    assert "证件" in dialog.form.error("id_number")
    dialog.kind_combo.choose(IdKind.RESIDENT)
    dialog.birth_field.set_day(BORN)
    dialog.class_combo.choose(1)
    dialog.employment_combo.choose(Employment.PART_TIME)
    picture = tmp_path / "photo.png"
    Image.new("RGB", (90, 120), "teal").save(picture)
    dialog.photo_field.take(picture)
    click(last_button(dialog))
    settle()
    row = _row(tab)
    assert (row.name, row.posts, row.class_names, row.employment) == (
        "王芳", (Post.CARER,), ("托大班",), Employment.PART_TIME,
    )  # fmt: skip
    assert (row.fields.birth_date, row.hired_on) == (BORN, TODAY)
    kept = tab.desk.read(attachments.photo_of_staff, row.id)
    assert kept == portrait(picture.read_bytes())
    assert tab.record.photo.pixmap().width() > 0
    assert tab.list.count_label.text() == "共 1 人"


def test_what_looks_wrong_is_said_once_and_taken_at_the_second_press(
    window: MainWindow, opened: Opened, qtbot: QtBot
) -> None:
    _hire(opened)
    tab = _tab(window)
    dialog = _opened(window, tab._on_edit)
    assert dialog.fields() == WANG
    dialog.birth_field.set_day(date(1990, 5, 2))
    click(last_button(dialog))
    assert "1990-05-02" in dialog.messages.text_label.text()
    assert _row(tab).fields.birth_date == BORN
    click(last_button(dialog))
    settle()
    assert _row(tab).fields.birth_date == date(1990, 5, 2)


def test_a_second_post_and_a_change_of_class_stand_in_the_record(
    window: MainWindow, opened: Opened, qtbot: QtBot
) -> None:
    _hire(opened)
    tab = _tab(window)
    tab.record.tabs.setCurrentIndex(1)
    assert [each.accessibleName() for each in _links(tab)] == ["更正 保育人员（托大班） 2026-01-05 至今"]
    dialog = _opened(window, tab.record.post_button.click)
    dialog.post_combo.choose(Post.HEALTH)
    click(last_button(dialog))
    settle()
    assert _row(tab).posts == (Post.CARER, Post.HEALTH)
    dialog = _opened(window, tab.record.post_button.click)
    assert [dialog.replaces_combo.itemText(place) for place in range(3)] == [
        "保留，同时担任多个岗位", "“保育人员（托大班）”到前一天为止", "“保健人员”到前一天为止",
    ]  # fmt: skip
    dialog.replaces_combo.setCurrentIndex(1)
    click(last_button(dialog))
    settle()
    assert [(post.words, post.ends_on) for post in _row(tab).post_rows] == [
        ("保育人员（托大班）", date(2026, 11, 23)),
        ("保健人员", None),
        ("保育人员", None),
    ]
    assert len(_links(tab)) == 6


def test_a_post_is_corrected_and_removed_by_the_words_beside_it(
    window: MainWindow, opened: Opened, qtbot: QtBot
) -> None:
    staff_id = _hire(opened)
    with opened.store.begin(opened.actor, MORNING) as session:
        staff_posts.add_post(session, staff_id, Post.COOK, date(2026, 3, 2))
    tab = _tab(window)
    tab.record.tabs.setCurrentIndex(1)
    correct, remove = _links(tab)[:2]
    assert (correct.text(), remove.text()) == ("更正", "删除")
    dialog = _opened(window, correct.click)
    dialog.until_field.set_day(date(2026, 3, 1))
    click(last_button(dialog))
    assert "终止日期" in dialog.form.error("ends_on")
    dialog.until_field.set_day(date(2026, 3, 31))
    click(last_button(dialog))
    settle()
    assert _row(tab).post_rows[1].ends_on == date(2026, 3, 31)
    dialog = _opened(window, _links(tab)[1].click)
    assert "炊事人员" in dialog.windowTitle()
    click(last_button(dialog))
    settle()
    assert [post.post for post in _row(tab).post_rows] == [Post.CARER]


def test_who_left_is_shown_on_request_and_comes_back_with_a_new_record(
    window: MainWindow, opened: Opened, qtbot: QtBot
) -> None:
    first = _hire(opened)
    _hire(opened, StaffFields("李静"), Post.HEALTH)
    with opened.store.begin(opened.actor, MORNING) as session:
        attachments.set_photo_of_staff(session, first, _picture(), TODAY)
    tab = _tab(window)
    tab.list.table.go_to(first)
    dialog = _opened(window, tab.record.leave_button.click)
    dialog.day_field.set_day(date(2026, 11, 20))
    click(last_button(dialog))
    settle()
    assert [row.name for row in tab.list.shown()] == ["李静"]
    page(window, "staff").open_at({"tab": "staff_people", "staff_id": first})
    settle()
    assert (_row(tab).id, tab.left_check.isChecked(), tab.record.back_button.isVisible()) == (
        first,
        True,
        True,
    )
    assert tab.record.leave_button.text() == "更正离职"
    dialog = _opened(window, tab.record.back_button.click)
    assert replace(dialog.fields(), contract_from=JANUARY) == WANG
    click(last_button(dialog))
    settle()
    rows = [row for row in tab.list.shown() if row.name == "王芳"]
    assert [(row.hired_on, row.left_on) for row in rows] == [(JANUARY, date(2026, 11, 20)), (TODAY, None)]
    assert tab.desk.read(attachments.photo_of_staff, rows[1].id)


def test_a_leaving_by_mistake_is_taken_back(window: MainWindow, opened: Opened, qtbot: QtBot) -> None:
    staff_id = _hire(opened)
    with opened.store.begin(opened.actor, MORNING) as session:
        staff.leave(session, staff_id, date(2026, 11, 20))
    tab = _tab(window)
    assert tab.stack.currentIndex() == 0  # there is somebody, though nobody is here
    page(window, "staff").open_at({"tab": "staff_people", "staff_id": staff_id})
    dialog = _opened(window, tab.record.leave_button.click)
    click(next(each for each in dialog.findChildren(QPushButton) if each.text() == "撤销离职"))
    settle()
    assert (_row(tab).left_on, _row(tab).post_rows[0].ends_on) == (None, None)


@pytest.mark.parametrize("role", [Role.HEALTH_WORKER, Role.TEACHER, Role.CLERK])
def test_others_look_and_change_nothing(enter: Enter, opened: Opened, role: Role, qtbot: QtBot) -> None:
    _hire(opened)
    window = enter(replace(opened, actor=replace(opened.actor, role=role, class_ids=(1,))))
    tab = _tab(window)
    shown = {each.text().strip() for each in tab.findChildren(QPushButton) if each.isVisibleTo(tab)}
    assert shown == {"基本", "任职"}
    words = [each.text() for each in tab.record._facts.findChildren(type(tab.record.line_label))]
    sees = role is Role.HEALTH_WORKER
    assert ("1990年5月1日" in words, "示例小区1号楼" in words) == (sees, sees)
    assert any(WANG.id_number[6:14] in each for each in words) == sees
    tab._on_edit()
    assert window.findChildren(QDialog) == []
    assert window.messages
    assert not window.messages.isVisible()


@pytest.mark.parametrize("role", Role)
def test_every_tab_opens_for_every_role(enter: Enter, sample: Opened, role: Role, qtbot: QtBot) -> None:
    window = enter(replace(sample, actor=replace(sample.actor, role=role, class_ids=(1,))))
    staff_page = page(window, "staff")
    for _title, module, _class in TABS:
        staff_page.open_at({"tab": module.rpartition(".")[2]})
        settle()
        assert window.messages
        assert not window.messages.isVisible(), window.messages.text_label.text()
        assert not english(window, sample)


def test_dialogs_are_chinese_and_nothing_is_cut_off(window: MainWindow, opened: Opened, qtbot: QtBot) -> None:
    _hire(opened)
    tab = _tab(window)
    row = _row(tab)
    for act in (
        tab._on_add,
        tab._on_edit,
        lambda: tab._open("PostDialog"),
        lambda: tab._open("ChangePostDialog", row.post_rows[0]),
        lambda: tab._open("StaffLeaveDialog"),
    ):
        dialog = _opened(window, act)
        assert not english(dialog, opened)
        assert not clipped(dialog)
        dialog.close()
        settle()


def _picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (90, 120), "olive").save(buffer, "PNG")
    return buffer.getvalue()
