"""Training in the window: twelve people signed in by keyboard, the plan, the balance, targets, and the papers."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from centerdesk.domain.people import Post, RequirementPeriod, Role, TrainingForm
from centerdesk.services import attachments, staff, training, training_plan, training_requirements
from centerdesk.services.opening import Opened
from centerdesk.services.staff import StaffFields
from centerdesk.services.training import Attendee, TrainingFields
from centerdesk.services.training_plan import PlanFields
from centerdesk.services.training_requirements import RequirementFields
from centerdesk.ui import theme
from centerdesk.ui.dialogs.attachment import PictureDialog
from centerdesk.ui.main_window import MainWindow
from centerdesk.ui.tabs.staff_training import StaffTrainingTab
from tests.ui.conftest import Enter
from tests.ui.hands import TODAY, click, last_button, page, press, settle, type_in
from tests.ui.test_pages import clipped, english

MORNING = datetime(2026, 11, 24, 8)
PEOPLE = (
    "陈晨", "何师傅", "李静", "刘洋", "孙悦", "王芳", "吴倩", "杨柳", "张敏", "赵敏", "郑爽", "周婷", "朱琳", "邹平",
)  # fmt: skip
BINDING = RequirementFields(Post.CARER, "", RequirementPeriod.YEAR, Decimal(12), date(2026, 1, 1), None, "文")


def _do(opened: Opened, service: Any, *args: Any) -> Any:
    with opened.store.begin(opened.actor, MORNING) as session:
        return service(session, *args)


def _fields(day: date, hours: str = "4", **more: Any) -> TrainingFields:
    told = {"topic": "伤害预防", "category": "safety", "form": TrainingForm.GROUP, **more}
    return TrainingFields(day, day, hours=Decimal(hours), **told)


@pytest.fixture
def ids(opened: Opened) -> list[int]:
    """Fourteen carers but for one cook; the second is he."""
    return [
        _do(
            opened,
            staff.hire,
            StaffFields(name, phone=f"154000000{place:02}"),
            Post.COOK if name == "何师傅" else Post.CARER,
            date(2025, 9, 1),
        )
        for place, name in enumerate(PEOPLE)
    ]


def _tab(window: MainWindow, section: str = "balance") -> Any:
    shown = page(window, "staff")
    shown.open_at({"tab": "staff_training", "section": section})
    tab = shown.tab("staff_training")
    assert isinstance(tab, StaffTrainingTab)
    settle()
    return tab


def _opened(window: MainWindow, act: Callable[[], object]) -> Any:
    act()
    settle()
    return QApplication.activeModalWidget() or window.findChildren(QDialog)[-1]


def _focus() -> Any:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _tab_to(name: str) -> None:
    """The Tab key until an input of that name has it."""
    for _ in range(30):
        if name in (_focus().objectName(), _focus().accessibleName()):
            return
        press(_focus(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {name}")


def _write(text: str) -> None:
    """What an input method hands over: QTest types ASCII only."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(_focus(), event)


def _sessions(opened: Opened) -> list[Any]:
    with opened.store.read(opened.actor) as session:
        return [training.session_row(session, row.id) for row in training.sessions(session, 2026)]


# Signing in -----------------------------------------------------------------------------------------------------------


def test_twelve_people_are_signed_in_by_keyboard_in_under_a_minute(
    window: MainWindow, opened: Opened, ids: list[int], qtbot: QtBot
) -> None:
    tab = _tab(window, "sessions")
    begun = perf_counter()
    _opened(window, tab.section.add_button.click)
    _write("手足口病的识别")
    _tab_to("category")
    press(_focus(), *[Qt.Key.Key_Down] * 10)
    for name, typed in (
        ("begins_at", "1730"),
        ("ends_at", "19点"),
        ("hours", "1.5学时"),
        ("trainer", "李静"),
    ):
        _tab_to(name)
        _write(typed)
    _tab_to("参加人员：空格勾选，方向键移动")
    for _place in PEOPLE:
        if _focus().current().person.name not in ("何师傅", "杨柳"):
            press(_focus(), Qt.Key.Key_Space)
        press(_focus(), Qt.Key.Key_Down)
    press(_focus(), Qt.Key.Key_Return)
    took = perf_counter() - begun
    settle()
    print(f"twelve people signed in by keyboard in {took:.1f} s")
    assert took < 60
    (held,) = _sessions(opened)
    assert (held.topic, held.hours, held.begins_at, held.ends_at) == (
        "手足口病的识别",
        Decimal("1.5"),
        time(17, 30),
        time(19),
    )
    assert held.category_title == "传染病与消毒"
    assert sorted(each.name for each in held.attendees) == sorted(set(PEOPLE) - {"何师傅", "杨柳"})
    assert [(row.topic, row.people) for row in tab.section.list.shown()] == [("手足口病的识别", 12)]


def test_one_post_is_ticked_at_once_and_names_are_found_by_initials(
    window: MainWindow, ids: list[int]
) -> None:
    picker = _opened(window, _tab(window, "sessions").section.add_button.click).picker
    picker.post_combo.choose(Post.CARER)
    click(picker.all_button)
    assert picker.count_label.text() == "已勾选13人，共14人"
    picker.post_combo.choose(None)
    type_in(picker.filter_edit, "hsf")
    assert picker._shown() == [ids[1]]
    press(picker.table, Qt.Key.Key_Space)
    assert len(picker.attendees()) == 14
    picker.filter_edit.clear()
    picker.table.selectAll()
    press(picker.table, Qt.Key.Key_Space)
    assert picker.attendees() == []


def test_hours_and_certificates_of_single_people_are_typed_down_the_list(
    window: MainWindow, opened: Opened, ids: list[int], qtbot: QtBot
) -> None:
    _do(opened, training.record_session, _fields(TODAY), [Attendee(each) for each in ids[:3]])
    tab = _tab(window, "sessions")
    tab.section.list.table.go_to_place(0)
    dialog = _opened(window, tab.section.change_button.click)
    picker = dialog.picker
    picker.table.go_to(ids[0])
    picker.certificate_edit.setFocus()
    type_in(_focus(), "A1")
    press(_focus(), Qt.Key.Key_Down)
    assert _focus() is picker.certificate_edit
    below = picker.table.current().person.id
    type_in(_focus(), "B2")
    picker.hours_edit.setFocus()
    _write("半天")
    click(last_button(dialog))
    assert "不是学时数" in picker.details.error("attendees")
    assert picker.table.current().person.id == below
    picker.hours_edit.selectAll()
    type_in(picker.hours_edit, "2")
    click(last_button(dialog))
    settle()
    (held,) = _sessions(opened)
    told = {each.staff_id: (each.hours, each.certificate) for each in held.attendees}
    assert told[ids[0]] == (None, "A1")
    assert told[below] == (Decimal("2.0"), "B2")


def test_two_trainings_at_once_are_told_once_and_then_taken(
    window: MainWindow, opened: Opened, ids: list[int], qtbot: QtBot
) -> None:
    _do(opened, training.record_session, _fields(TODAY, topic="急救"), [Attendee(ids[0])])
    dialog = _opened(window, _tab(window, "sessions").section.add_button.click)
    dialog.topic_edit.setText("消防")
    dialog.category_combo.choose("fire")
    dialog.hours_edit.setText("2")
    dialog.picker.table.go_to(ids[0])
    press(dialog.picker.table, Qt.Key.Key_Space)
    click(last_button(dialog))
    assert "陈晨同一时间还参加“急救”" in dialog.messages.text_label.text()
    assert len(_sessions(opened)) == 1
    click(last_button(dialog))
    settle()
    assert len(_sessions(opened)) == 2


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("topic", "", "请填写培训主题"),
        ("hours", "很多", "不是学时数"),
        ("begins_at", "25:00", "不是时间"),
        ("ends_at", "", "请都填写"),
        ("ends_on", "2026-11-01", "早于"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    window: MainWindow, ids: list[int], field: str, typed: str, told: str, qtbot: QtBot
) -> None:
    dialog = _opened(window, _tab(window, "sessions").section.add_button.click)
    dialog.topic_edit.setText("消防")
    dialog.category_combo.choose("fire")
    dialog.hours_edit.setText("2")
    dialog.begins_field.setText("9:00")
    dialog.until_field.setText("10")
    edits = {
        "topic": dialog.topic_edit, "hours": dialog.hours_edit, "begins_at": dialog.begins_field,
        "ends_at": dialog.until_field, "ends_on": dialog.ends_field,
    }  # fmt: skip
    edits[field].setText(typed)
    click(last_button(dialog))
    assert told in dialog.form.error(field)


def test_who_has_left_stays_among_the_attendees_and_is_offered_to_no_later_training(
    window: MainWindow, opened: Opened, ids: list[int], qtbot: QtBot
) -> None:
    day = date(2026, 3, 2)
    _do(opened, training.record_session, _fields(day), [Attendee(ids[0])])
    _do(opened, staff.leave, ids[0], date(2026, 6, 30))
    tab = _tab(window, "sessions")
    tab.section.list.table.go_to_place(0)
    dialog = _opened(window, tab.section.change_button.click)
    dialog.starts_field.set_day(date(2026, 7, 1))
    assert [each.staff_id for each in dialog.picker.attendees()] == [ids[0]]
    dialog.reject()
    settle()
    fresh = _opened(window, tab.section.add_button.click)
    assert ids[0] not in fresh.picker._shown()
    fresh.starts_field.set_day(day)
    assert ids[0] in fresh.picker._shown()


# Plan, balance, targets -----------------------------------------------------------------------------------------------


def test_a_line_of_the_plan_is_written_and_becomes_a_training(
    window: MainWindow, opened: Opened, ids: list[int], qtbot: QtBot
) -> None:
    tab = _tab(window, "plan")
    dialog = _opened(window, tab.section.add_button.click)
    dialog.topic_edit.setText("食品安全")
    dialog.category_combo.choose("food")
    dialog.day_field.set_day(date(2026, 11, 20))
    dialog.hours_edit.setText("3")
    dialog.post_combo.choose(Post.COOK)
    click(last_button(dialog))
    settle()
    assert [row.state for row in tab.section.list.shown()] == ["已逾期"]
    tab.section.list.table.go_to_place(0)
    holding = _opened(window, tab.section.hold_button.click)
    assert holding.topic_edit.text() == "食品安全"
    assert holding.picker._shown() == [ids[1]]
    click(holding.picker.all_button)
    click(last_button(holding))
    settle()
    assert [row.state for row in tab.section.list.shown()] == ["2026-11-20已举办"]
    assert not tab.section.hold_button.isEnabled()
    (held,) = _sessions(opened)
    assert [each.name for each in held.attendees] == ["何师傅"]


def test_the_balance_names_who_will_fall_short_and_goes_to_a_person(
    window: MainWindow, opened: Opened, ids: list[int], qtbot: QtBot
) -> None:
    _do(opened, training_requirements.add_requirement, BINDING)
    _do(
        opened,
        training.record_session,
        _fields(date(2026, 5, 4), "12"),
        [Attendee(each) for each in ids if each not in (ids[1], ids[4])],
    )
    tab = _tab(window)
    assert "孙悦（每年·不限类别，差12.0学时）" in tab.section.short_label.text()
    assert "陈晨（" not in tab.section.short_label.text()
    assert "按参考要求" in tab.section.short_label.text()
    tab.section.view_combo.choose(True)
    assert {row.name for row in tab.section.list.shown() if not row.requirement.is_reference} == {"孙悦"}
    tab.open_at({"staff_id": ids[5]})
    assert tab.section.list.table.current().name == "王芳"
    external = _opened(window, tab.section.external_button.click)
    assert [each.staff_id for each in external.picker.attendees()] == [ids[5]]
    external.reject()
    settle()
    details = _opened(window, lambda: tab.section.open_row(tab.section.list.table.current()))
    assert [row.topic for row in details.list.shown()] == ["伤害预防"]


def test_a_requirement_for_reference_is_replaced_by_a_target(
    window: MainWindow, opened: Opened, ids: list[int], qtbot: QtBot
) -> None:
    tab = _tab(window, "requirements")
    table = tab.section.list.table
    shown = [(row.post, row.standing) for row in tab.section.list.shown()]
    assert shown[:2] == [(Post.HEAD, "依据标准"), (Post.CARER, "参考")]
    table.go_to_place(1)
    assert not tab.section.change_button.isEnabled()
    dialog = _opened(window, tab.section.own_button.click)
    assert (dialog.post_combo.value(), dialog.hours_edit.text()) == (Post.CARER, "120.0")
    dialog.hours_edit.setText("0")
    click(last_button(dialog))
    settle()
    assert tab.section.list.shown()[-1].standing == "本机构目标"
    tab.open_at({"section": "balance"})
    assert not [row for row in tab.section.list.shown() if row.post is Post.CARER]
    tab.open_at({"section": "requirements"})
    table.go_to_place(len(tab.section.list.shown()) - 1)
    assert not tab.section.own_button.isEnabled()
    again = _opened(window, tab.section.change_button.click)
    assert again.hours_edit.text() == "0.0"


def test_the_year_holds_for_balance_trainings_and_plan(
    window: MainWindow, opened: Opened, ids: list[int]
) -> None:
    _do(opened, training.record_session, _fields(date(2025, 5, 4)), [])
    line = PlanFields(date(2027, 1, 5), "新年", "law", TrainingForm.ONLINE, Decimal(2))
    _do(opened, training_plan.add_line, line)
    tab = _tab(window, "sessions")
    assert tab.section.list.shown() == []
    tab.year_combo.choose(2025)
    assert [row.topic for row in tab.section.list.shown()] == ["伤害预防"]
    tab.open_at({"section": "plan"})
    assert tab.section.list.shown() == []
    tab._step(-2)
    assert [row.topic for row in tab.section.list.shown()] == ["新年"]


# Papers, rights, looks ------------------------------------------------------------------------------------------------


def test_the_papers_of_a_training_and_of_a_person_are_opened_for_them(
    window: MainWindow, opened: Opened, ids: list[int], qtbot: QtBot
) -> None:
    _do(opened, training.record_session, _fields(date(2026, 3, 2)), [Attendee(ids[0])])
    tab = _tab(window, "sessions")
    tab.section.list.table.go_to_place(0)
    tab.section._print("sign-in")
    settle()
    reports: Any = window.page("reports")
    assert reports._item.code == "training-sign-in"
    assert reports.choice.choice().day == date(2026, 3, 2)
    tab = _tab(window)
    tab.year_combo.choose(2025)
    tab.open_at({"staff_id": ids[5]})
    tab.section._on_certificate()
    settle()
    choice = reports.choice.choice()
    assert (reports._item.code, choice.year, choice.staff_id) == ("training-certificate", 2025, ids[5])
    assert reports.choice.words() == ("王芳",)
    assert reports._wanted.stem == "个人学时证明_王芳_2025"


def test_a_scan_of_the_signed_list_is_kept_with_its_training(
    window: MainWindow, opened: Opened, ids: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    session_id = _do(opened, training.record_session, _fields(TODAY), [Attendee(ids[0])])
    tab = _tab(window, "sessions")
    tab.section.list.table.go_to(session_id)
    dialog = _opened(window, tab.section._on_files)
    assert dialog.windowTitle() == "伤害预防"
    Image.new("RGB", (600, 400), "white").save(tmp_path / "scan.png")
    dialog.add_file(tmp_path / "scan.png")
    settle()
    (file,) = tab.desk.read(attachments.attachments_of_session, session_id)
    dialog._on_view(file)
    settle()
    assert dialog.findChild(PictureDialog) is not None
    dialog._remove(file)
    with opened.store.read(opened.actor) as session:
        assert attachments.attachments_of_session(session, session_id) == []


def test_a_teacher_reads_and_writes_nothing(enter: Enter, opened: Opened, ids: list[int]) -> None:
    from dataclasses import replace

    _do(opened, training.record_session, _fields(TODAY), [Attendee(ids[0])])
    actor = replace(opened.actor, role=Role.TEACHER, class_ids=(1,))
    window = enter(replace(opened, actor=actor))
    tab = _tab(window, "sessions")
    assert len(tab.section.list.shown()) == 1
    assert not tab.section.add_button.isVisible()
    tab.section.open_row(tab.section.list.shown()[0])
    settle()
    assert not [each for each in window.findChildren(QDialog) if each.isVisible()]


def test_what_is_typed_survives_a_crash(
    window: MainWindow, opened: Opened, ids: list[int], qtbot: QtBot
) -> None:
    from centerdesk.ui.drafts import save_drafts

    tab = _tab(window, "sessions")
    dialog = _opened(window, tab.section.add_button.click)
    dialog.topic_edit.setText("没写完")
    press(dialog.picker.table, Qt.Key.Key_Space)
    save_drafts(window)
    dialog.hide()
    again = _opened(window, tab.section.add_button.click)
    assert again.topic_edit.text() == "没写完"
    assert len(again.picker.attendees()) == 1


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("section", ["balance", "sessions", "plan", "requirements"])
def test_nothing_is_clipped_or_english(
    percent: int, section: str, enter: Enter, opened: Opened, ids: list[int], look: QApplication
) -> None:
    _do(opened, training.record_session, _fields(TODAY), [Attendee(each) for each in ids])
    line = PlanFields(date(2026, 12, 5), "年末", "law", TrainingForm.ONLINE, Decimal(2))
    _do(opened, training_plan.add_line, line)
    theme.apply(look, percent)
    try:
        window = enter(opened)
        window.resize(1366, 768)
        tab = _tab(window, section)
        assert not clipped(window)
        assert {word for word in english(window, opened) if not word.startswith("WS:")} == set()
        if section == "sessions":
            dialog = _opened(window, tab.section.add_button.click)
            dialog.resize(1326, 700)
            settle()
            assert not clipped(dialog)
            assert not english(dialog, opened)
    finally:
        theme.apply(look, 100)
