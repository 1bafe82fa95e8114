"""The scans kept with one record of the staff, a paper or a training: added, looked at, removed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import _
from centerdesk.domain.people import AttachmentKind
from centerdesk.services import attachments
from centerdesk.services.attachments import AttachmentRow
from centerdesk.services.rights import RIGHTS, Right
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.attachment import PICTURES, PictureDialog, ask_for_file, read_file
from centerdesk.ui.messages import Dialog, ask
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import button, clear, label, row


class RecordFilesDialog(Dialog):
    """A picture is written anew and encrypted off the window, as a child's files are."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        title: str,
        read: Callable[[Any, int], Sequence[AttachmentRow]],
        **owner: int,
    ) -> None:
        """`read` gives the files of the one record that `owner` names, as `session_id=3`."""
        super().__init__(parent, title, 560)
        self._desk, self._read_files, self._owner = desk, read, owner
        self._may_write = Right.WRITE_ROSTER in RIGHTS[desk.actor.role]
        words = _(
            "The file is copied into the encrypted file of the centre. "
            "Of pictures, place, time and device are taken out."
        )
        self.body.addWidget(label(words, soft=True, wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(px(8))
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.add_button = button(_("Add a scan"), self._on_add, icon="paperclip")
        self.add_button.setVisible(self._may_write)
        self.foot.addWidget(self.add_button)
        self.foot.addWidget(button(_("Close"), self.accept, kind="primary"))
        self._read()

    def _read(self) -> None:
        clear(self._list)
        files = self._desk.read(self._read_files, *self._owner.values())
        for each in files:
            self._list.addWidget(self._line(each))
        if not files:
            self._list.addWidget(label(_("No files yet."), soft=True))

    def _line(self, file: AttachmentRow) -> QWidget:
        kind = _("PDF") if file.is_pdf else _("Picture")
        facts = " · ".join((iso_date(file.added_on), kind, file.size_text))
        line = row(label(facts), None, button(_("Look at"), lambda: self._on_view(file), kind="link"))
        if self._may_write:
            line.addWidget(button(_("Remove"), lambda: self._on_remove(file), kind="link"))
        made = QWidget()
        made.setLayout(line)
        return made

    def _on_add(self) -> None:
        names = _("Pictures and PDF ({patterns})").format(patterns=f"{PICTURES} *.pdf")
        ask_for_file(self, names, self.add_file)

    def add_file(self, file: Path) -> None:
        """Keep a file with the record."""
        today, owner = self._desk.today(), self._owner

        def work(session: Any) -> int:
            content = read_file(file)
            return attachments.add_attachment(session, AttachmentKind.OTHER, "", content, today, **owner)

        self._desk.later(work, self._on_added, _("Adding the file …"), writes=True)

    def _on_added(self, _id: int) -> None:
        self._read()

    def _on_view(self, file: AttachmentRow) -> None:
        today = self._desk.today()

        def work(session: Any) -> tuple[bool, str, bytes]:
            return file.is_pdf, *attachments.content_of(session, file.id, today)

        self._desk.later(work, self._on_found, _("Reading the file …"))

    def _on_found(self, found: tuple[bool, str, bytes]) -> None:
        is_pdf, name, content = found
        title = Path(name).stem
        if not is_pdf:
            PictureDialog(self, title, content).open()
            return
        from centerdesk.pdf.preview import page_sizes
        from centerdesk.ui.preview import PreviewDialog

        try:
            page_sizes(content)
        except RuntimeError as error:  # what pypdfium2 raises
            raise UserError(
                _(
                    "This PDF is damaged or needs a password; it can't be shown here. "
                    "Scan the paper anew and add that file."
                )
            ) from error
        PreviewDialog(self, self._desk, title, name, content).open()

    def _on_remove(self, file: AttachmentRow) -> None:
        ask(
            self,
            _("Remove this file?"),
            _("“{file}” is deleted. It can't be brought back, except from a backup.").format(
                file=iso_date(file.added_on)
            ),
            _("Remove"),
            lambda: self._remove(file),
        )

    def _remove(self, file: AttachmentRow) -> None:
        self._desk.write(attachments.remove_attachment, file.id)
        self._read()
