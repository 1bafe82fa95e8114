"""Consents beside a child's record, and the director's look at personal data."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from centerdesk.domain.consents import Scope
from centerdesk.domain.people import Relation, Sex
from centerdesk.services import children, classes, consents, erasure
from centerdesk.services.child_fields import ChildFields, GuardianRow
from centerdesk.services.opening import Opened
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.consent import ConsentDialog, WithdrawDialog
from centerdesk.ui.tabs.child_consents import ChildConsents
from centerdesk.ui.tabs.personal_data import PersonalDataBox
from centerdesk.ui.widgets.child_record import ChildRecord
from tests.ui.hands import TODAY, click, last_button, settle

NOW = datetime(2026, 11, 24, 9)


@pytest.fixture
def desk(look: Any, opened: Opened) -> Desk:
    return Desk(opened, TODAY)


def _child(desk: Desk) -> int:
    (group,) = desk.read(classes.list_classes)
    fields = ChildFields(
        "欧阳若谷",
        Sex.MALE,
        date(2024, 6, 1),
        guardians=(GuardianRow(Relation.MOTHER, "夏侯小妹", "15400001111"),),
    )
    return desk.write(children.enrol, fields, group.id, date(2026, 9, 1), today=TODAY)


def _dialog(place: Any, kind: type[QDialog]) -> Any:
    (dialog,) = place.findChildren(kind)
    return dialog


def test_a_consent_is_recorded_and_withdrawn_beside_the_record(desk: Desk, qtbot: QtBot) -> None:
    child_id = _child(desk)
    record, part = ChildRecord(True), ChildConsents(desk)
    qtbot.addWidget(record)
    record.add_part(part, "同意")
    record.show_child(desk.read(children.child, child_id, TODAY))
    record.tabs.setCurrentIndex(record.tabs.count() - 1)
    record.show()
    settle()
    assert part.missing_label.text()
    click(part.record_button)
    dialog = _dialog(part, ConsentDialog)
    dialog.scope_field.checks[Scope.IMAGES].setChecked(True)
    click(last_button(dialog))
    settle()
    (row,) = desk.read(consents.consents_of, child_id, TODAY)
    assert (set(row.scopes), row.signed_by) == ({Scope.BASIC, Scope.HEALTH, Scope.IMAGES}, "夏侯小妹")
    assert part.missing_label.text() == ""
    part._on_withdraw(row)
    dialog = _dialog(part, WithdrawDialog)
    for scope in (Scope.BASIC, Scope.HEALTH):
        dialog.scope_field.checks[scope].setChecked(False)
    click(last_button(dialog))
    settle()
    ended = [row for row in desk.read(consents.consents_of, child_id, TODAY) if row.withdrawn_on]
    assert [row.scopes for row in ended] == [(Scope.IMAGES,)]


def test_all_data_of_a_child_are_saved_as_two_files(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    child_id = _child(desk)
    part = ChildConsents(desk)
    qtbot.addWidget(part)
    part.show_child(desk.read(children.child, child_id, TODAY))
    with qtbot.waitSignal(part.said):
        part.export_to(tmp_path / "out")
    pdf, plain = sorted((tmp_path / "out").iterdir(), key=lambda file: file.suffix, reverse=True)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert json.loads(plain.read_text("utf-8"))["tables"]["child"][0]["name"] == "欧阳若谷"


def test_the_box_shows_what_is_missing_and_erases_what_is_due(desk: Desk, qtbot: QtBot) -> None:
    (group,) = desk.read(classes.list_classes)
    fields = ChildFields("欧阳若谷", Sex.MALE, date(2020, 6, 1))
    child_id = desk.write(children.enrol, fields, group.id, date(2022, 9, 1), today=TODAY)
    desk.write(children.leave, child_id, date(2023, 6, 30))
    box = PersonalDataBox(desk)
    qtbot.addWidget(box)
    box.show()
    box.refresh()
    assert len(box.missing_table.model_.rows) == 5
    assert [row.name for row in box.due_table.model_.rows] == ["欧阳若谷"]
    dialog = box._on_erase()
    with qtbot.waitSignal(box.said):
        click(last_button(dialog))
    assert desk.read(erasure.due, TODAY) == []
    assert len(box.erased_table.model_.rows) == 1
    assert box.erase_button.isHidden()
