"""A file to be kept with a child's record: which one, what it is; and a picture that is kept, looked at."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from centerdesk.base.errors import UserError, reason_of
from centerdesk.base.i18n import _
from centerdesk.domain.people import AttachmentKind
from centerdesk.images import MOST_BYTES
from centerdesk.services import attachments
from centerdesk.services.children import ChildRow
from centerdesk.ui.desk import Desk, Job
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import button, label, row
from centerdesk.ui.widgets.fields import Combo
from centerdesk.ui.widgets.form import Form

PICTURES = "*.jpg *.jpeg *.png *.webp *.bmp"


class AttachmentDialog(Dialog):
    """The file is read, written anew and encrypted off the window."""

    def __init__(self, parent: QWidget, desk: Desk, child: ChildRow, file: Path | None = None) -> None:
        super().__init__(parent, _("{name}: add a file").format(name=child.name), 520)
        self._desk, self._child = desk, child
        self._job: Job | None = None
        self.form = Form()
        words = _(
            "The file is copied into the encrypted file of the centre. "
            "Of pictures, place, time and device are taken out."
        )
        self.body.addWidget(label(words, soft=True, wrap=True))
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.file_field = self.form.add("file", _("File"), FileField(self, file))
        self.file_field.edit.textChanged.connect(self.form.clear_errors)
        kinds = [
            kind
            for kind in AttachmentKind
            if kind is not AttachmentKind.IDENTITY or desk.read(attachments.identity_scans_allowed)
        ]
        self.kind_combo = self.form.add("kind", _("Kind"), Combo((kind, kind.label) for kind in kinds))
        self.kind_combo.choose(AttachmentKind.OTHER)
        self.title_edit = self.form.add(
            "title", _("Title"), QLineEdit(), hint=_("for example the page or the day; may stay empty")
        )
        self.title_edit.setMaxLength(100)
        self.add_button = self.add_buttons(_("Add"), self._on_add)

    def _on_add(self) -> None:
        file = self.file_field.file()
        self.add_button.setEnabled(False)
        self._job = add_later(
            self._desk, self._child, self.kind_combo.value(), self.title_edit.text(), file, self._on_added
        )
        self._job.ended.connect(self._on_ended)

    def _on_added(self, _id: int) -> None:
        self.accept()

    def _on_ended(self) -> None:
        self._job = None
        self.add_button.setEnabled(True)

    def reject(self) -> None:
        if self._job:
            self._job.cancel()
        super().reject()


class FileField(QWidget):
    """A file's path, and the button that looks for one."""

    def __init__(self, dialog: Dialog, file: Path | None) -> None:
        super().__init__()
        self._dialog = dialog
        self.edit = QLineEdit(str(file) if file else "")
        self.edit.setAccessibleName(_("File"))
        self.setFocusProxy(self.edit)
        self.setLayout(row(self.edit, button(_("Choose …"), self._on_choose, icon="folder-open")))

    def file(self) -> Path:
        """The file; UserError when none is named."""
        typed = self.edit.text().strip()
        if not typed:
            raise UserError(_("Choose a file first."), "file")
        return Path(typed)

    def _on_choose(self) -> None:
        ask_for_file(
            self._dialog,
            _("Pictures and PDF ({patterns})").format(patterns=f"{PICTURES} *.pdf"),
            lambda file: self.edit.setText(str(file)),
        )


class PictureDialog(Dialog):
    """A picture that is kept, as large as there is room."""

    def __init__(self, parent: QWidget, title: str, content: bytes) -> None:
        super().__init__(parent, title, 480)
        room = self.screen().availableGeometry()
        picture = QPixmap()
        picture.loadFromData(content)
        picture = picture.scaled(
            min(px(860), room.width() - px(120), picture.width()),
            min(room.height() - px(220), picture.height()),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.picture_label = label()
        self.picture_label.setPixmap(picture)
        self.picture_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture_label.setAccessibleName(title)
        self.body.addWidget(self.picture_label, 1)
        self.foot.addWidget(button(_("Close"), self.accept))


def ask_for_file(parent: QWidget, names: str, then: Callable[[Path], object]) -> None:
    """Which file to take in."""
    dialog = QFileDialog(parent, _("Choose a file"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(names)
    dialog.fileSelected.connect(lambda file: then(Path(file)))
    dialog.open()


def add_later(
    desk: Desk, child: ChildRow, kind: AttachmentKind, title: str, file: Path, done: Callable[[int], object]
) -> Job:
    """Read a file and keep it with a child, off the window; `done` is a slot, which goes with its widget."""
    today = desk.today()

    def work(session: Any) -> int:
        return attachments.add_attachment(session, kind, title, read_file(file), today, child_id=child.id)

    return desk.later(work, done, _("Adding the file …"), writes=True)


def read_file(file: Path) -> bytes:
    """What is in a file, of one that is too large as much as shows it; UserError when it can't be read."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise UserError(
            _("{file} can't be read: {reason}.").format(file=file.name, reason=reason_of(error)), "file"
        ) from error
