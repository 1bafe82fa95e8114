"""A child's consents as a part of its record, and its whole file to be taken out."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from centerdesk.base.files import write_whole
from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import _
from centerdesk.domain.consents import NEEDED
from centerdesk.services import consents
from centerdesk.services.consents import ConsentRow
from centerdesk.services.rights import RIGHTS, Right
from centerdesk.ui.desk import Desk
from centerdesk.ui.saving import ask_folder
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Flow, Pill, button, clear, column, label, row
from centerdesk.ui.widgets.child_record import RecordPart


class ChildConsents(RecordPart):
    """What the guardian consented to; recording, withdrawing, and all data of the child as files."""

    said = Signal(str, Tone)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        rights = RIGHTS[desk.actor.role]
        self._may_write = Right.WRITE_ROSTER in rights
        self.record_button = button(_("Record a consent"), self._on_record, icon="file-check")
        self.export_button = button(_("Save all data of this child"), self._on_export, icon="file-down")
        self.record_button.setVisible(self._may_write)
        self.export_button.setVisible(Right.READ_ID_NUMBERS in rights)
        steps = Flow(8)
        steps.addWidget(self.record_button)
        steps.addWidget(self.export_button)
        self.missing_label = label("", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(12))
        layout = column(steps, self.missing_label, self._list, None, gap=12)
        layout.setContentsMargins(0, px(12), px(8), px(8))
        self.setLayout(layout)

    def _read(self) -> None:
        clear(self._list)
        child, today = self._child, self._desk.today()
        if child is None:
            return
        rows = self._desk.read(consents.consents_of, child.id, today)
        given = {scope for each in rows if each.holds(today) for scope in each.scopes}
        missing = [scope.label for scope in NEEDED if scope not in given]
        self.missing_label.setText(
            _("Consent missing: {scopes}").format(scopes=_(", ").join(missing)) if missing else ""
        )
        self.missing_label.setVisible(bool(missing))
        for each in reversed(rows):
            self._list.addWidget(self._line(each))

    def _line(self, consent: ConsentRow) -> QWidget:
        signed = _("{day}  {signer} ({relation})").format(
            day=iso_date(consent.signed_on), signer=consent.signed_by, relation=consent.relation.label
        )
        state = (
            Pill(_("Withdrawn on {day}").format(day=iso_date(consent.withdrawn_on)), Tone.MUTE)
            if consent.withdrawn_on
            else Pill(_("in force"), Tone.OK)
        )
        parts: list[Any] = [state, None]
        if self._may_write and not consent.withdrawn_on:
            parts.append(button(_("Withdraw"), lambda: self._on_withdraw(consent), kind="link"))
        edition = _("Edition of the notice: {edition}").format(edition=consent.notice)
        made = QWidget()
        made.setLayout(
            column(
                label(consent.scopes_text, wrap=True),
                label(signed, 12, soft=True, wrap=True),
                label(edition, 12, soft=True, wrap=True),
                row(*parts),
                gap=4,
            )
        )
        return made

    def _on_record(self) -> None:
        from centerdesk.ui.dialogs.consent import ConsentDialog

        if self._child:
            dialog = ConsentDialog(self, self._desk, self._child)
            dialog.accepted.connect(self._read)
            dialog.open()

    def _on_withdraw(self, consent: ConsentRow) -> None:
        from centerdesk.ui.dialogs.consent import WithdrawDialog

        if self._child:
            dialog = WithdrawDialog(self, self._desk, self._child.name, consent)
            dialog.accepted.connect(self._read)
            dialog.open()

    def _on_export(self) -> None:
        if self._child:
            ask_folder(self, _("Folder for all data of this child"), self.export_to)

    def export_to(self, folder: Path) -> None:
        """Write the child's whole file into a folder, as PDF and JSON."""
        if self._child is None:
            return
        child_id, now, name = self._child.id, self._desk.now(), self._desk.actor.name

        def work(session: Any) -> str:
            from centerdesk.reports.child_file import documents

            for file, content in documents(session, child_id, now, name):
                write_whole(folder / file, content)
            return str(folder)

        self._desk.later(work, self._on_exported, _("Writing the child's file …"))

    def _on_exported(self, folder: str) -> None:
        self.said.emit(_("Saved: {file}").format(file=folder), Tone.OK)
