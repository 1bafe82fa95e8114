"""A child's photo and the files kept with its record: added, looked at, saved, removed."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.files import write_whole
from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import _
from centerdesk.domain.consents import Scope
from centerdesk.domain.people import AttachmentKind
from centerdesk.services import attachments, consents
from centerdesk.services.attachments import AttachmentRow
from centerdesk.services.rights import RIGHTS, Right
from centerdesk.ui import theme
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog, ask
from centerdesk.ui.saving import ask_folder
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Flow, button, clear, column, label, row
from centerdesk.ui.widgets.child_record import RecordPart

_PHOTO = (90, 120)


class ChildFiles(RecordPart):
    """The photo on top, under it the files, the newest first; a file may be dropped here."""

    said = Signal(str, Tone)
    _dropped = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._may_write = Right.WRITE_ROSTER in RIGHTS[desk.actor.role]
        self.photo_label = QLabel()
        self.photo_label.setFixedSize(px(_PHOTO[0]), px(_PHOTO[1]))
        self.photo_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.photo_button = button(_("Choose a photo"), self._on_photo, icon="camera")
        self.add_button = button(_("Add a file"), self._on_add, icon="paperclip")
        self.hint_label = label("", 12, soft=True, wrap=True)
        for each in (self.photo_button, self.add_button):
            each.setVisible(self._may_write)
        steps = Flow(8)
        steps.addWidget(self.photo_button)
        steps.addWidget(self.add_button)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(12))
        top = row(self.photo_label, column(steps, self.hint_label, None), gap=16)
        top.setStretch(1, 1)
        layout = column(top, self._list, None, gap=16)
        layout.setContentsMargins(0, px(12), px(8), px(8))
        self.setLayout(layout)
        self.setAcceptDrops(self._may_write)
        self._dropped.connect(self._on_dropped)

    def _read(self) -> None:
        clear(self._list)
        child, today = self._child, self._desk.today()
        if child is None:
            return
        photo = self._desk.read(attachments.photo_of, child.id, today)
        self._show_photo(child.name, photo)
        agreed = any(
            Scope.IMAGES in each.scopes and each.holds(today)
            for each in self._desk.read(consents.consents_of, child.id, today)
        )
        self.photo_button.setEnabled(agreed)
        self.hint_label.setText(
            "" if agreed else _("Without the guardian's consent to photos no photo is kept or shown.")
        )
        rows = self._desk.read(attachments.attachments_of, child.id, today)
        for each in rows:
            self._list.addWidget(self._line(each))
        if not rows:
            self._list.addWidget(label(_("No files yet."), soft=True))

    def _show_photo(self, name: str, content: bytes | None) -> None:
        picture = QPixmap()
        if content and picture.loadFromData(content):
            ratio = self.devicePixelRatioF()
            picture = picture.scaled(
                self.photo_label.size() * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            picture.setDevicePixelRatio(ratio)
            self.photo_label.setStyleSheet("")
            self.photo_label.setAccessibleName(_("Photo of {name}").format(name=name))
        else:
            picture = theme.pixmap("user", "edge", 48)
            self.photo_label.setStyleSheet(
                f"background: {theme.TOKENS['hover']}; border: 1px solid {theme.TOKENS['line']};"
                f" border-radius: {px(6)}px;"
            )
            self.photo_label.setAccessibleName(_("No photo"))
        self.photo_label.setPixmap(picture)

    def _line(self, file: AttachmentRow) -> QWidget:
        words = " · ".join(part for part in (file.kind.label, file.title) if part)
        kind = _("PDF") if file.is_pdf else _("Picture")
        facts = " · ".join((iso_date(file.added_on), kind, file.size_text))
        steps = Flow(12)
        steps.addWidget(_link(_("Look at"), words, lambda: self._on_view(file)))
        steps.addWidget(_link(_("Save a copy"), words, lambda: self._on_save(file)))
        if self._may_write:
            steps.addWidget(_link(_("Remove"), words, lambda: self._on_remove(file)))
        made = QWidget()
        made.setLayout(column(label(words, wrap=True), label(facts, 12, soft=True, wrap=True), steps, gap=4))
        return made

    def _on_photo(self) -> None:
        from centerdesk.ui.dialogs.attachment import PICTURES, ask_for_file

        ask_for_file(self, _("Pictures ({patterns})").format(patterns=PICTURES), self.add_photo)

    def add_photo(self, file: Path) -> None:
        """Keep a picture as the child's photo, in the place of the one there is."""
        from centerdesk.ui.dialogs.attachment import add_later

        if self._child:
            add_later(self._desk, self._child, AttachmentKind.PHOTO, "", file, self._on_added)

    def _on_added(self, _id: int) -> None:
        self._read()

    def _on_add(self) -> None:
        self.open_dialog(None)

    def _on_dropped(self, file: str) -> None:
        self.open_dialog(Path(file))

    def open_dialog(self, file: Path | None) -> None:
        """Ask what the file is, and keep it."""
        from centerdesk.ui.dialogs.attachment import AttachmentDialog

        if self._child:
            dialog = AttachmentDialog(self, self._desk, self._child, file)
            dialog.accepted.connect(self._read)
            dialog.open()

    def _on_view(self, file: AttachmentRow) -> None:
        today = self._desk.today()

        def work(session: Any) -> tuple[bool, str, bytes]:
            return file.is_pdf, *attachments.content_of(session, file.id, today)

        self._desk.later(work, self._on_read, _("Reading the file …"))

    def _on_read(self, found: tuple[bool, str, bytes]) -> None:
        is_pdf, name, content = found
        title = Path(name).stem
        if is_pdf:
            self._show_pdf(title, name, content)
        else:
            from centerdesk.ui.dialogs.attachment import PictureDialog

            PictureDialog(self, title, content).open()

    def _show_pdf(self, title: str, name: str, content: bytes) -> None:
        from centerdesk.pdf.preview import page_sizes
        from centerdesk.ui.preview import PreviewDialog

        try:
            page_sizes(content)
        except RuntimeError as error:  # what pypdfium2 raises
            raise UserError(
                _(
                    "This PDF is damaged or needs a password; it can't be shown here. "
                    "Save a copy and open it with another program."
                )
            ) from error
        PreviewDialog(self, self._desk, title, name, content).open()

    def _on_save(self, file: AttachmentRow) -> Dialog:
        return ask(
            self,
            _("Save a copy?"),
            _(
                "The copy is not encrypted: whoever opens the computer can read it. "
                "Delete it when it is no longer needed. An entry says that you took it."
            ),
            _("Choose a folder"),
            lambda: ask_folder(self, _("Choose a folder"), lambda folder: self.save_to(folder, file)),
        )

    def save_to(self, folder: Path, file: AttachmentRow) -> None:
        """Write a copy of a file into a folder; nothing that is there is replaced."""
        today = self._desk.today()

        def work(session: Any) -> Path:
            name, content = attachments.content_of(session, file.id, today)
            return write_whole(_free_name(folder / name), content)

        self._desk.later(work, self._on_saved, _("Saving the copy …"))

    def _on_saved(self, path: Path) -> None:
        self.said.emit(_("Saved: {file}").format(file=path), Tone.OK)

    def _on_remove(self, file: AttachmentRow) -> Dialog:
        return ask(
            self,
            _("Remove this file?"),
            _("“{file}” is deleted. It can't be brought back, except from a backup.").format(
                file=file.title or file.kind.label
            ),
            _("Remove"),
            lambda: self._remove(file),
        )

    def _remove(self, file: AttachmentRow) -> None:
        self._desk.write(attachments.remove_attachment, file.id)
        self._read()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._dropped.emit(_dropped_file(event))


def _link(words: str, of: str, on_click: Any) -> QWidget:
    made = button(words, on_click, kind="link")
    made.setAccessibleName(_("{step}: {file}").format(step=words, file=of))
    return made


def _dropped_file(event: QDropEvent) -> str:
    """The one file that is dropped; several at once are not taken."""
    urls = event.mimeData().urls()
    return urls[0].toLocalFile() if len(urls) == 1 else ""


def _free_name(path: Path) -> Path:
    """A name that nothing bears yet: 合同.pdf, 合同(2).pdf ..."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_stem(f"{path.stem}({number})")
    return found
