"""Who may collect a child, beside its record: authorised, for one day, ended, barred."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from centerdesk.base.errors import UserError
from centerdesk.domain.collecting import BarringPaper, Standing
from centerdesk.domain.people import Relation, Role, Sex
from centerdesk.services import children, classes, collecting
from centerdesk.services.child_fields import ChildFields, GuardianRow
from centerdesk.services.collecting import CollectorFields
from centerdesk.services.opening import Opened
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.collector import (
    BarredDialog,
    ChangeCollectorDialog,
    CollectorDialog,
    EndDialog,
    ProxyDialog,
)
from centerdesk.ui.preview import PreviewDialog
from centerdesk.ui.tabs.child_collecting import ChildCollecting
from tests.ui.hands import TODAY, click, last_button, settle

YESTERDAY = date(2026, 11, 23)
AUNT = CollectorFields("范春桃", "姑姑", "15400003333", date(2026, 9, 1), None, "123X")


@pytest.fixture
def desk(look: Any, opened: Opened) -> Desk:
    return Desk(opened, TODAY)


@pytest.fixture
def child_id(desk: Desk) -> int:
    (group,) = desk.read(classes.list_classes)
    guardians = (
        GuardianRow(Relation.MOTHER, "夏侯小妹", "15400001111", "邮局"),
        GuardianRow(Relation.FATHER, "欧阳大川", "15400002222", custody=False),
    )
    fields = ChildFields("欧阳若谷", Sex.MALE, date(2024, 6, 1), guardians=guardians)
    return desk.write(children.enrol, fields, group.id, date(2026, 9, 1), today=TODAY)


def _part(desk: Desk, child_id: int, qtbot: QtBot) -> ChildCollecting:
    part = ChildCollecting(desk)
    qtbot.addWidget(part)
    part.show_child(desk.read(children.child, child_id, TODAY))
    part.show()
    settle()
    return part


def _texts(part: QWidget) -> list[str]:
    return [each.text() for each in part.findChildren(QLabel) if each.isVisible() and each.text()]


def _link(part: QWidget, name: str) -> QPushButton:
    (found,) = (
        each for each in part.findChildren(QPushButton) if each.isVisible() and each.accessibleName() == name
    )
    return found


def _dialog(part: QWidget, kind: type[QDialog]) -> Any:
    (dialog,) = (each for each in part.findChildren(kind) if each.isVisible())
    return dialog


def _picture(file: Path) -> Path:
    buffer = BytesIO()
    Image.new("RGB", (60, 80), "teal").save(buffer, "PNG")
    file.write_bytes(buffer.getvalue())
    return file


def test_guardians_stand_with_phone_work_and_custody(desk: Desk, child_id: int, qtbot: QtBot) -> None:
    assert _texts(_part(desk, child_id, qtbot)) == [
        "监护人",
        "夏侯小妹（母亲）",
        "15400001111",
        "邮局",
        "有监护权",
        "欧阳大川（父亲）",
        "15400002222",
        "无监护权",
        "可接人员",
        "尚未登记。有监护权的监护人可直接接送，无需登记。",
    ]


def test_somebody_is_authorised_with_a_photo_and_changed(
    desk: Desk, child_id: int, qtbot: QtBot, tmp_path: Path
) -> None:
    part = _part(desk, child_id, qtbot)
    click(part.authorise_button)
    dialog = _dialog(part, CollectorDialog)
    dialog.name_edit.setText("范春桃")
    dialog.relation_edit.setText("姑姑")
    dialog.phone_edit.setText("15400003333")
    dialog.tail_edit.setText("123x")
    dialog.photo_field.take(_picture(tmp_path / "photo.png"))
    click(last_button(dialog))
    settle()
    (row,) = desk.read(collecting.collectors_of, child_id, TODAY)
    assert (row.name, row.id_tail, row.valid_from, row.valid_until) == ("范春桃", "123X", TODAY, None)
    assert row.has_photo
    shown = _texts(part)
    assert "15400003333　证件尾号 123X" in shown
    assert shown[-1] == "有效"
    click(_link(part, "修改：范春桃"))
    dialog = _dialog(part, ChangeCollectorDialog)
    dialog.until_field.set_day(date(2027, 6, 30))
    click(dialog.photo_field.remove_button)
    click(last_button(dialog))
    settle()
    (row,) = desk.read(collecting.collectors_of, child_id, TODAY)
    assert (row.valid_until, row.has_photo, row.phone) == (date(2027, 6, 30), False, "15400003333")
    assert "2026-11-24 至 2027-06-30" in _texts(part)


def test_what_is_no_picture_is_said_and_the_photo_stays(
    desk: Desk, child_id: int, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = CollectorDialog(_part(desk, child_id, qtbot), desk, desk.read(children.child, child_id, TODAY))
    dialog.photo_field.take(_picture(tmp_path / "photo.png"))
    before = dialog.photo_field.content
    assert before
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(UserError) as refusal:
        dialog.photo_field.take(tmp_path / "letter.pdf")
    assert refusal.value.field == "file"
    assert dialog.photo_field.content == before


def test_a_proxy_of_today_shows_that_it_is_for_one_day_and_is_withdrawn(
    desk: Desk, child_id: int, qtbot: QtBot
) -> None:
    part = _part(desk, child_id, qtbot)
    click(part.proxy_button)
    dialog = _dialog(part, ProxyDialog)
    for edit, text in (
        (dialog.name_edit, "冯强"),
        (dialog.relation_edit, "邻居"),
        (dialog.phone_edit, "15400004444"),
        (dialog.tail_edit, "0417"),
    ):
        edit.setText(text)
    click(last_button(dialog))
    settle()
    assert _texts(part)[-3:] == ["仅限 2026-11-24 当日", "有效", "仅当日"]
    click(_link(part, "终止：冯强"))
    click(last_button(_dialog(part, EndDialog)))
    settle()
    assert desk.read(collecting.collectors_of, child_id, TODAY) == []


def test_an_authorisation_ends_today_and_what_has_expired_is_shown_on_request(
    desk: Desk, child_id: int, qtbot: QtBot
) -> None:
    desk.write(collecting.add_collector, child_id, AUNT)
    desk.write(collecting.add_collector, child_id, replace(AUNT, name="旧人", valid_until=YESTERDAY))
    part = _part(desk, child_id, qtbot)
    assert "旧人（姑姑）" not in _texts(part)
    click(_link(part, "终止：范春桃"))
    click(last_button(_dialog(part, EndDialog)))
    settle()
    rows = {row.name: row for row in desk.read(collecting.collectors_of, child_id, TODAY)}
    assert (rows["范春桃"].valid_until, rows["范春桃"].standing) == (TODAY, Standing.IN_FORCE)
    click(_link(part, "显示已过期的 1 条"))
    settle()
    assert {"旧人（姑姑）", "已过期"} <= set(_texts(part))
    names = {each.accessibleName() for each in part.findChildren(QPushButton) if each.isVisible()}
    assert "终止：旧人" not in names


def test_somebody_is_barred_with_the_paper_and_the_bar_is_lifted(
    desk: Desk, child_id: int, qtbot: QtBot
) -> None:
    part = _part(desk, child_id, qtbot)
    click(part.bar_button)
    dialog = _dialog(part, BarredDialog)
    dialog.name_edit.setText("欧阳大川")
    dialog.relation_edit.setText("父亲")
    dialog.paper_combo.choose(BarringPaper.PROTECTION)
    dialog.number_edit.setText("（2026）京0105民保令7号")
    dialog.since_field.set_day(date(2026, 10, 8))
    click(last_button(dialog))
    settle()
    shown = _texts(part)
    assert shown[:4] == [
        "禁止接走",
        "欧阳大川（父亲）",
        "依据：人身安全保护令 （2026）京0105民保令7号",
        "自 2026-10-08 起",
    ]
    assert shown.count("禁止接走") == 2  # over the list, and beside the guardian's name
    click(_link(part, "解除：欧阳大川"))
    dialog = _dialog(part, EndDialog)
    dialog.day_field.set_day(YESTERDAY)
    click(last_button(dialog))
    settle()
    (row,) = desk.read(collecting.barred_of, child_id, TODAY)
    assert row.until == YESTERDAY
    assert "禁止接走" not in _texts(part)


def test_a_teacher_reads_and_has_no_steps(opened: Opened, desk: Desk, child_id: int, qtbot: QtBot) -> None:
    desk.write(collecting.add_collector, child_id, AUNT)
    class_id = desk.read(children.child, child_id, TODAY).class_id
    assert class_id is not None
    actor = replace(opened.actor, role=Role.TEACHER, class_ids=(class_id,))
    part = _part(Desk(replace(opened, actor=actor), TODAY), child_id, qtbot)
    assert "范春桃（姑姑）" in _texts(part)
    names = [each.accessibleName() for each in part.findChildren(QPushButton) if each.isVisible()]
    assert names == ["接送卡"]


def test_the_cards_are_shown_before_they_are_printed(desk: Desk, child_id: int, qtbot: QtBot) -> None:
    part = _part(desk, child_id, qtbot)
    click(part.print_button)
    qtbot.waitUntil(lambda: bool(part.findChildren(PreviewDialog)), timeout=10_000)
    dialog = part.findChildren(PreviewDialog)[0]
    assert dialog._pdf.startswith(b"%PDF")
    assert dialog._name == "接送卡_欧阳若谷.pdf"
    dialog.close()
    settle()


def test_nothing_is_cut_off_in_a_narrow_record(desk: Desk, child_id: int, qtbot: QtBot) -> None:
    desk.write(
        collecting.add_collector, child_id, replace(AUNT, name="阿依古丽·买买提江", relation="母亲的同事")
    )
    part = _part(desk, child_id, qtbot)
    assert part.minimumSizeHint().width() <= 260
