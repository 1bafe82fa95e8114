"""Entry papers and the waiting list, as the director and the health worker work with them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from centerdesk.domain.people import ApplicationState, ClassKind, Role, VaccinationOutcome
from centerdesk.services import applications, child_fields, children, classes, entry, entry_papers
from centerdesk.services.applications import ApplicationFields
from centerdesk.services.entry import EntryPapers
from centerdesk.services.opening import Opened
from centerdesk.ui.crash import Hook
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.application import ApplicationDialog
from centerdesk.ui.dialogs.entry_papers import ExaminationDialog, VaccinationDialog
from centerdesk.ui.dialogs.waiting_list import WaitingList, WaitingListDialog
from centerdesk.ui.messages import Dialog
from centerdesk.ui.tabs.child_entry import ChildEntry
from centerdesk.ui.widgets.basics import Pill
from centerdesk.ui.widgets.entry_papers import EntryPapersField
from tests.ui.hands import TODAY, click, last_button, settle

FIELDS = ApplicationFields(
    "欧阳若谷", date(2024, 6, 1), date(2026, 11, 2), date(2026, 12, 1), wanted_kind=ClassKind.SENIOR
)


@pytest.fixture
def desk(look: Any, opened: Opened) -> Desk:
    return Desk(opened, TODAY)


@pytest.fixture
def host(qtbot: QtBot, hook: Hook) -> QWidget:
    """A window whose dialogs are told what was wrong."""
    host = QWidget()
    host.resize(1100, 760)
    qtbot.addWidget(host)
    hook.window = host
    host.show()
    return host


def _dialog(place: QWidget, kind: type[QDialog]) -> Any:
    (dialog,) = (each for each in place.findChildren(kind) if each.isVisible())
    return dialog


def _as_role(opened: Opened, role: Role) -> Desk:
    return Desk(replace(opened, actor=replace(opened.actor, role=role)), TODAY)


def _pills(place: QWidget) -> list[str]:
    return [pill.text() for pill in place.findChildren(Pill) if pill.isVisible()]


def _links(place: QWidget) -> list[str]:
    return [each.text() for each in place.findChildren(QPushButton) if each.isVisible()]


def _part(desk: Desk, host: QWidget) -> ChildEntry:
    part = ChildEntry(desk)
    part.setParent(host)
    part.resize(360, 720)
    part.show_child(desk.read(children.list_children, TODAY)[0])
    part.show()
    settle()
    return part


def test_the_papers_of_a_child_are_recorded_beside_its_record(desk: Desk, host: QWidget) -> None:
    part = _part(desk, host)  # came on 2026-11-02, the file began on 2026-09-01
    assert _pills(part) == ["尚缺", "待办", "尚缺", "尚缺"]
    assert _links(part) == ["登记体检", "登记查验", "登记合同", "登记同意"]
    click(next(each for each in part.findChildren(QPushButton) if each.text() == "登记体检"))
    dialog = _dialog(part, ExaminationDialog)
    dialog.day_field.setText("2026.10.20")
    dialog.institution_edit.setText("开发区妇幼保健院")
    click(last_button(dialog))
    settle()
    assert _pills(part) == ["已办妥", "待办", "尚缺", "尚缺", "可以入托"]
    click(next(each for each in part.findChildren(QPushButton) if each.text() == "修改"))
    dialog = _dialog(part, ExaminationDialog)
    dialog.fit_combo.choose(False)
    click(last_button(dialog))
    settle()
    assert _pills(part) == ["不宜入托", "待办", "尚缺", "尚缺", "不宜入托"]


def test_doses_to_make_up_are_named_and_noted_when_made_up(desk: Desk, host: QWidget) -> None:
    part = _part(desk, host)
    child = desk.read(children.list_children, TODAY)[0]
    click(next(each for each in part.findChildren(QPushButton) if each.text() == "登记查验"))
    dialog = _dialog(part, VaccinationDialog)
    assert not dialog.missing_edit.isEnabled()
    dialog.outcome_combo.choose(VaccinationOutcome.DUE)
    click(last_button(dialog))
    assert dialog.form.error("missing") == "请按接种证填写需补种的疫苗和剂次。"
    dialog.missing_edit.setText("甲肝×1剂")
    click(last_button(dialog))
    settle()
    assert _pills(part) == ["尚缺", "待办", "尚缺", "尚缺", "需补种"]
    (row,) = desk.read(entry_papers.vaccination_checks_of, child.id, TODAY)
    part._open_check(row)
    dialog = _dialog(part, VaccinationDialog)
    dialog.completed_field.set_day(TODAY)
    click(last_button(dialog))
    settle()
    assert _pills(part)[:2] == ["尚缺", "已办妥"]


def test_the_health_worker_records_the_two_papers_of_hers(opened: Opened, look: Any, host: QWidget) -> None:
    assert _links(_part(_as_role(opened, Role.HEALTH_WORKER), host)) == ["登记体检", "登记查验"]
    assert _links(_part(_as_role(opened, Role.CLERK), host)) == []


def test_what_the_family_brings_is_taken_as_it_is_typed(desk: Desk, host: QWidget) -> None:
    field = EntryPapersField(desk)
    field.setParent(host)
    field.show()
    assert field.papers() == EntryPapers()
    field.examined_field.setText("2026.11.10")
    field.institution_edit.setText("开发区妇幼保健院")
    field.checked_field.setText("20261124")
    assert not field.missing_edit.isVisible()
    field.outcome_combo.choose(VaccinationOutcome.DUE)
    assert field.missing_edit.isVisible()
    field.missing_edit.setText("甲肝×1剂")
    assert field.papers() == EntryPapers(
        examined_on=date(2026, 11, 10),
        institution="开发区妇幼保健院",
        vaccination_checked_on=TODAY,
        outcome=VaccinationOutcome.DUE,
        missing="甲肝×1剂",
    )
    field.outcome_combo.choose(VaccinationOutcome.NO_CERTIFICATE)
    assert (field.papers().has_certificate, field.papers().missing) == (False, "")


def test_a_finding_without_its_day_is_not_lost(desk: Desk, host: QWidget) -> None:
    dialog = Dialog(host, "登记入托")
    field = EntryPapersField(desk)
    dialog.body.addWidget(field)
    button = dialog.add_buttons("入托", field.papers)
    dialog.open()
    field.outcome_combo.choose(VaccinationOutcome.COMPLETE)
    click(button)
    assert field.form.error("checked_on") == "请填写接种证查验日期。"


def test_only_the_head_lets_a_child_in_without_and_the_reason_survives_a_crash(
    opened: Opened, desk: Desk, host: QWidget
) -> None:
    field, again = EntryPapersField(desk), EntryPapersField(desk)
    for each in (field, again):
        each.setParent(host)
        each.show()
    assert not field.waived_edit.isVisible()
    click(field.waive_button)
    assert field.waived_edit.isVisible()
    field.waived_edit.setText("体检约在周五")
    assert field.papers().waived == "体检约在周五"
    again.restore(field.content())
    assert (again.papers().waived, again.waived_edit.isVisible()) == ("体检约在周五", True)
    other = EntryPapersField(_as_role(opened, Role.CLERK))
    other.setParent(host)
    other.show()
    assert not other.waive_button.isVisible()


def _waiting(desk: Desk, host: QWidget) -> WaitingList:
    dialog = WaitingListDialog(host, desk)
    dialog.open()
    settle()
    return dialog.waiting_list


def test_an_application_is_registered_offered_and_withdrawn(desk: Desk, host: QWidget) -> None:
    place = _waiting(desk, host)
    assert place.stack.currentIndex() == 1
    place._on_apply()
    dialog = _dialog(place, ApplicationDialog)
    click(last_button(dialog))
    assert dialog.form.error("birth_date")
    dialog.name_edit.setText("欧阳若谷")
    dialog.birth_field.setText("2024-06-01")
    dialog.wanted_field.setText("2026-12-01")
    dialog.kind_combo.choose(ClassKind.SENIOR)
    click(last_button(dialog))
    settle()
    assert (place.stack.currentIndex(), place.list.count_label.text()) == (0, "1条报名")
    assert "托大班：空余15个托位" in _pills(place)
    click(place.offer_button)
    settle()
    assert [row.state for row in place.list.shown()] == [ApplicationState.OFFERED]
    assert not place.offer_button.isEnabled()
    assert "托大班：空余14个托位" in _pills(place)
    click(place.withdraw_button)
    click(last_button(_dialog(place, Dialog)))
    settle()
    assert place.list.shown() == []
    place.closed_check.setChecked(True)
    assert [row.state for row in place.list.shown()] == [ApplicationState.WITHDRAWN]
    assert not place.admit_button.isEnabled()


def test_the_same_child_twice_is_told_once_and_may_be_set_aside(desk: Desk, host: QWidget) -> None:
    desk.write(applications.apply, FIELDS, today=TODAY)
    place = _waiting(desk, host)
    place._on_apply()
    dialog = _dialog(place, ApplicationDialog)
    dialog.name_edit.setText("欧阳若谷")
    dialog.birth_field.setText("2024-06-01")
    dialog.wanted_field.setText("2026-12-01")
    click(last_button(dialog))
    assert "正在轮候" in dialog.messages.text_label.text()
    assert len(desk.read(applications.waiting, TODAY)) == 1
    click(last_button(dialog))
    assert len(desk.read(applications.waiting, TODAY)) == 2


def test_the_child_of_an_application_is_asked_to_be_taken_in(desk: Desk, host: QWidget, qtbot: QtBot) -> None:
    application_id = desk.write(applications.apply, FIELDS, today=TODAY)
    place = _waiting(desk, host)
    with qtbot.waitSignal(_dialog(host, WaitingListDialog).admit_asked) as asked:
        click(place.admit_button)
    assert asked.args[0].id == application_id
    (group,) = desk.read(classes.list_classes)
    fields = child_fields.ChildFields(
        "欧阳若谷", desk.read(children.list_children, TODAY)[0].sex, FIELDS.birth_date
    )
    papers = EntryPapers(examined_on=date(2026, 11, 10))
    child_id = desk.write(
        applications.admit_application, application_id, fields, group.id, TODAY, papers, today=TODAY
    )
    settle()
    assert place.list.shown() == []
    assert desk.read(entry.gates, child_id, TODAY)[0].is_open is False


def test_a_clerk_reads_the_list_and_changes_nothing(opened: Opened, desk: Desk, host: QWidget) -> None:
    desk.write(applications.apply, FIELDS, today=TODAY)
    place = _waiting(_as_role(opened, Role.CLERK), host)
    assert len(place.list.shown()) == 1
    assert not place.offer_button.isVisible()
    place._on_change()
    assert place.findChildren(ApplicationDialog) == []
