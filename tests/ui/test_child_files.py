"""The photo and the files beside a child's record, and the dialog of its contract."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from centerdesk.domain.consents import Scope
from centerdesk.domain.people import AttachmentKind, Relation, Sex
from centerdesk.images import document_picture
from centerdesk.pdf.page import Page, bind
from centerdesk.services import attachments, children, classes, consents, contracts
from centerdesk.services.child_fields import ChildFields, GuardianRow
from centerdesk.services.children import ChildRow
from centerdesk.services.opening import Opened
from centerdesk.ui.crash import Hook
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.attachment import AttachmentDialog, PictureDialog
from centerdesk.ui.dialogs.contract import ContractDialog
from centerdesk.ui.messages import Dialog
from centerdesk.ui.preview import PreviewDialog
from centerdesk.ui.tabs.child_files import ChildFiles
from tests.ui.hands import TODAY, click, last_button, settle


@pytest.fixture
def desk(look: Any, opened: Opened) -> Desk:
    return Desk(opened, TODAY)


@pytest.fixture
def child(desk: Desk) -> ChildRow:
    (group,) = desk.read(classes.list_classes)
    fields = ChildFields(
        "欧阳若谷",
        Sex.MALE,
        date(2024, 6, 1),
        guardians=(
            GuardianRow(Relation.FATHER, "欧阳长河", custody=False),
            GuardianRow(Relation.MOTHER, "夏侯小妹", "15400001111"),
        ),
    )
    child_id = desk.write(children.enrol, fields, group.id, date(2026, 9, 1), today=TODAY)
    return desk.read(children.child, child_id, TODAY)


@pytest.fixture
def part(desk: Desk, child: ChildRow, qtbot: QtBot, hook: Hook) -> ChildFiles:
    made = ChildFiles(desk)
    qtbot.addWidget(made)
    hook.window = made  # the tab stands for the window
    made.show_child(child)
    made.resize(360, 480)
    made.show()
    return made


def _agree(desk: Desk, child: ChildRow) -> None:
    desk.write(consents.record_consent, child.id, [Scope.IMAGES], TODAY, "夏侯小妹", today=TODAY)


def _picture(folder: Path, colour: str = "teal") -> Path:
    file = folder / f"{colour}.png"
    Image.new("RGB", (300, 400), colour).save(file)
    return file


def _pdf(folder: Path) -> Path:
    file = folder / "体检表.pdf"
    file.write_bytes(bind([Page(lambda canvas: canvas.rect(100, 100, 50, 50))], "体检表"))
    return file


def _words(part: ChildFiles) -> list[str]:
    return [label.text() for label in part.findChildren(type(part.hint_label)) if label.isVisible()]


def _link(part: ChildFiles, words: str) -> QPushButton:
    settle()
    (link,) = [each for each in part.findChildren(QPushButton) if each.isVisible() and each.text() == words]
    return link


def _dialog(place: Any, kind: type[Dialog]) -> Any:
    (dialog,) = [each for each in place.findChildren(kind) if each.isVisible()]
    return dialog


def test_a_photo_is_added_once_the_guardian_has_consented(
    part: ChildFiles, desk: Desk, child: ChildRow, tmp_path: Path
) -> None:
    assert not part.photo_button.isEnabled()
    assert part.hint_label.text() == "监护人未同意留存影像，不能添加或显示照片。"
    assert part.photo_label.accessibleName() == "暂无照片"
    _agree(desk, child)
    part.show_child(child)
    assert part.photo_button.isEnabled()
    assert part.hint_label.text() == ""
    part.add_photo(_picture(tmp_path))
    settle()
    assert part.photo_label.accessibleName() == "欧阳若谷的照片"
    shown = part.photo_label.pixmap().toImage()
    assert (shown.width(), shown.height()) == (90, 120)
    assert shown.pixelColor(45, 60).green() > 100
    assert "照片" in _words(part)


def test_a_file_is_chosen_named_and_kept(
    part: ChildFiles, desk: Desk, child: ChildRow, tmp_path: Path
) -> None:
    assert "暂无附件。" in _words(part)
    click(part.add_button)
    dialog = _dialog(part, AttachmentDialog)
    dialog.file_field.edit.setText(str(_picture(tmp_path)))
    dialog.kind_combo.choose(AttachmentKind.CONTRACT)
    dialog.title_edit.setText("第1页")
    click(last_button(dialog))
    settle()
    (row,) = desk.read(attachments.attachments_of, child.id, TODAY)
    assert (row.kind, row.title) == (AttachmentKind.CONTRACT, "第1页")
    assert "托育服务合同 · 第1页" in _words(part)
    assert f"2026-11-24 · 图片 · {row.size_text}" in _words(part)
    assert part.findChildren(AttachmentDialog) == []


@pytest.mark.parametrize(
    ("name", "kind", "field", "words"),
    [
        ("", AttachmentKind.OTHER, "file", "请先选择文件。"),
        ("nowhere.png", AttachmentKind.OTHER, "file", "nowhere.png"),
        ("words.txt", AttachmentKind.OTHER, "file", "不是可以读取的图片"),
        ("teal.png", AttachmentKind.PHOTO, "kind", "尚未同意留存影像"),
    ],
)
def test_what_can_t_be_kept_is_said_at_its_field(
    part: ChildFiles,
    hook: Hook,
    tmp_path: Path,
    qtbot: QtBot,
    name: str,
    kind: AttachmentKind,
    field: str,
    words: str,
) -> None:
    _picture(tmp_path)
    (tmp_path / "words.txt").write_text("花名册", "utf-8")
    part.open_dialog(tmp_path / name if name else None)
    dialog = _dialog(part, AttachmentDialog)
    dialog.kind_combo.choose(kind)
    with qtbot.captureExceptions() as raised:
        click(last_button(dialog))
        settle()
    for error in raised:  # pytest-qt took the hook's place for so long
        hook(*error)
    assert words in dialog.form.error(field)
    assert dialog.isVisible()
    assert dialog.add_button.isEnabled()


def test_a_dialog_closed_while_a_file_is_added_keeps_nothing_half(
    part: ChildFiles, desk: Desk, child: ChildRow, tmp_path: Path, qtbot: QtBot
) -> None:
    part.open_dialog(_picture(tmp_path))
    dialog = _dialog(part, AttachmentDialog)
    with qtbot.captureExceptions() as raised:
        dialog._on_add()
        dialog.reject()
        settle()
    assert raised == []
    assert part.findChildren(AttachmentDialog) == []
    kept = desk.read(attachments.attachments_of, child.id, TODAY)
    for row in kept:  # it was too late to call it off: then it is kept whole
        _name, content = desk.read(attachments.content_of, row.id, TODAY)
        assert content == document_picture((tmp_path / "teal.png").read_bytes())


def test_copies_of_identity_papers_are_offered_where_they_are_allowed(part: ChildFiles, desk: Desk) -> None:
    for allowed in (False, True):
        desk.write(attachments.allow_identity_scans, allowed)
        part.open_dialog(None)
        dialog = _dialog(part, AttachmentDialog)
        offered = [dialog.kind_combo.itemText(place) for place in range(dialog.kind_combo.count())]
        assert (AttachmentKind.IDENTITY.label in offered) == allowed
        dialog.close()
        settle()


def test_a_picture_and_a_pdf_are_looked_at_without_leaving_the_program(
    part: ChildFiles, desk: Desk, child: ChildRow, tmp_path: Path
) -> None:
    picture, pdf = _picture(tmp_path), _pdf(tmp_path)
    for file, kind, dialog_kind in (
        (picture, AttachmentKind.OTHER, PictureDialog),
        (pdf, AttachmentKind.EXAMINATION, PreviewDialog),
    ):
        attachment_id = desk.write(
            attachments.add_attachment, kind, "", file.read_bytes(), TODAY, child_id=child.id
        )
        part.show_child(child)
        settle()
        click(_link(part, "查看"))
        settle()
        dialog = _dialog(part, dialog_kind)
        assert dialog.windowTitle() == f"欧阳若谷-{kind.label}"
        if dialog_kind is PictureDialog:
            assert dialog.picture_label.pixmap().width() == 300
        dialog.close()
        desk.write(attachments.remove_attachment, attachment_id)
        settle()
    assert not [file for file in tmp_path.rglob("*") if "欧阳" in file.name]


def test_a_pdf_that_can_t_be_shown_is_told(
    part: ChildFiles, desk: Desk, child: ChildRow, qtbot: QtBot
) -> None:
    desk.write(
        attachments.add_attachment, AttachmentKind.OTHER, "", b"%PDF-1.7 broken", TODAY, child_id=child.id
    )
    part.show_child(child)
    with qtbot.captureExceptions() as raised:
        click(_link(part, "查看"))
        settle()
    (error,) = raised
    assert "此 PDF 已损坏或需要密码" in error[1].text  # type: ignore[attr-defined]  # a UserError
    assert part.findChildren(PreviewDialog) == []


def test_a_copy_is_saved_after_a_warning_and_replaces_nothing(
    part: ChildFiles, desk: Desk, child: ChildRow, qtbot: QtBot, tmp_path: Path
) -> None:
    content = _picture(tmp_path).read_bytes()
    desk.write(attachments.add_attachment, AttachmentKind.OTHER, "", content, TODAY, child_id=child.id)
    part.show_child(child)
    (row,) = desk.read(attachments.attachments_of, child.id, TODAY)
    click(_link(part, "另存副本"))
    question = _dialog(part, Dialog)
    assert "不加密" in " ".join(each.text() for each in question.findChildren(type(part.hint_label)))
    question.close()
    folder = tmp_path / "out"
    for _time in range(2):
        with qtbot.waitSignal(part.said):
            part.save_to(folder, row)
    assert sorted(file.name for file in folder.iterdir()) == [
        "欧阳若谷-其他附件(2).jpg", "欧阳若谷-其他附件.jpg",
    ]  # fmt: skip
    assert {file.read_bytes() for file in folder.iterdir()} == {document_picture(content)}


def test_a_file_is_removed_after_a_question(
    part: ChildFiles, desk: Desk, child: ChildRow, tmp_path: Path
) -> None:
    content = _picture(tmp_path).read_bytes()
    desk.write(attachments.add_attachment, AttachmentKind.OTHER, "", content, TODAY, child_id=child.id)
    part.show_child(child)
    click(_link(part, "删除"))
    settle()
    assert len(desk.read(attachments.attachments_of, child.id, TODAY)) == 1
    click(last_button(_dialog(part, Dialog)))
    settle()
    assert desk.read(attachments.attachments_of, child.id, TODAY) == []
    assert "暂无附件。" in _words(part)


def test_a_dropped_file_is_asked_about(part: ChildFiles, tmp_path: Path) -> None:
    file = _picture(tmp_path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    QApplication.sendEvent(part, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(part, QDropEvent(QPointF(9, 9), copy, data, left, none))
    assert _dialog(part, AttachmentDialog).file_field.edit.text() == str(file)


def test_a_contract_is_recorded_and_corrected(part: ChildFiles, desk: Desk, child: ChildRow) -> None:
    dialog = ContractDialog(part, desk, child)
    dialog.open()
    assert dialog.model_edit.text() == "BF—2023—2736"
    assert dialog.start_field.text() == "2026-09-01"
    offered = [dialog.signer_combo.itemText(place) for place in range(dialog.signer_combo.count())]
    assert offered == ["夏侯小妹（母亲）"]
    dialog.number_edit.setText("托2026-017")
    dialog.end_field.setText("2027-08-31")
    click(last_button(dialog))
    settle()
    (row,) = desk.read(contracts.contracts_of, child.id, TODAY)
    assert (row.number, row.signed_by, row.signed_on, row.ends_on) == (
        "托2026-017", "夏侯小妹", TODAY, date(2027, 8, 31),
    )  # fmt: skip
    dialog = ContractDialog(part, desk, child, row)
    dialog.open()
    dialog.end_field.setText("")
    click(last_button(dialog))
    settle()
    (row,) = desk.read(contracts.contracts_of, child.id, TODAY)
    assert (row.number, row.ends_on) == ("托2026-017", None)
