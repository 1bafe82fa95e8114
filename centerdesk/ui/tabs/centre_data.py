"""Personal data and the centre's data: what is to be done about them, all of it out, and data packs in."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from centerdesk.base.errors import UserError, reason_of
from centerdesk.base.i18n import _
from centerdesk.exchange.pack import UnknownSignerError
from centerdesk.services import packs
from centerdesk.services.packs import PACK_COLUMNS
from centerdesk.services.whole_centre import ExportReport, export_everything
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog, ask
from centerdesk.ui.saving import ask_folder
from centerdesk.ui.tabs.personal_data import PersonalDataBox
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import button, card, column, label, row, scrolled
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.table import Look


class DataTab(QWidget):
    """Personal data at the left; the way out and the data packs at the right."""

    said = Signal(str, Tone)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.personal = PersonalDataBox(desk)
        self.personal.said.connect(self.said)
        self.export_button = button(_("Export all data …"), self._on_export, icon="download")
        self.load_button = button(_("Take a data pack …"), self._on_load, icon="package-check")
        self.list = ListFrame(
            desk,
            _("Data packs"),
            PACK_COLUMNS,
            lambda row: row.id,
            words=lambda row: f"{row.kind.label} {row.name} {row.source} {row.issuer}",
            count=_("{n} data packs"),
            looks={"State": lambda row: Look(pill=Tone.OK if row.in_force else Tone.MUTE)},
        )
        self.list.table.set_widths(
            {"Kind": 120, "Name of the pack": 100, "Edition": 60, "State": 96, "Source": 200},
            stretch="Taken at",
        )
        self.list.saved.connect(lambda file: self.said.emit(_("Saved: {file}").format(file=file), Tone.OK))
        inside = QWidget()
        inside.setLayout(column(self.personal))
        whole = row(scrolled(inside), column(self._out(), self._packs(), self.list, gap=12), gap=12)
        whole.setStretch(0, 1)
        whole.setStretch(1, 1)
        whole.setContentsMargins(0, px(12), 0, 0)
        self.setLayout(whole)

    def _out(self) -> QWidget:
        hint = label(
            _(
                "All records as workbooks and for other programs, with a data dictionary and the papers of all locked "
                "returns. Passwords and PINs are not in it."
            ),
            12,
            soft=True,
            wrap=True,
        )
        return card(column(row(label(_("All data out"), 16, bold=True), None, self.export_button), hint))

    def _packs(self) -> QWidget:
        hint = label(
            _(
                "A data pack brings a new year's holidays or new thresholds without a new version of the program. It "
                "is taken only with the signature of somebody you trust, and shows before what it changes."
            ),
            12,
            soft=True,
            wrap=True,
        )
        return card(column(row(label(_("Data packs"), 16, bold=True), None, self.load_button), hint))

    def refresh(self) -> None:
        """Read both halves again."""
        self.personal.refresh()
        self.list.set_rows(self._desk.read(packs.list_packs))

    def _on_export(self) -> Dialog:
        return ask(
            self,
            _("Export all data?"),
            _(
                "A folder with all records of the centre is written. It is not encrypted: whoever has it can read the "
                "names, identity numbers and phones in it. Keep it locked away, and delete it when it is no longer "
                "needed."
            ),
            _("Choose a folder"),
            lambda: ask_folder(self, _("Folder to export to"), self.export_into),
        )

    def export_into(self, folder: Path) -> None:
        """Write everything into a new folder inside this one."""
        now = self._desk.now()
        out = folder / _("Data of the centre {moment}").format(moment=f"{now:%Y%m%d-%H%M%S}")
        self._desk.later(
            lambda session: export_everything(session, out, now), self._show_export, _("Exporting all data …")
        )

    def _show_export(self, report: ExportReport) -> None:
        self.said.emit(
            _("Exported: {rows} rows and {files} filed documents, in {path}").format(
                rows=report.total, files=report.files, path=report.path
            ),
            Tone.OK,
        )

    def _on_load(self) -> None:
        dialog = QFileDialog(self, _("Take a data pack …"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Data pack (*.cdpack)"))
        dialog.fileSelected.connect(lambda file: self.show_pack(Path(file)))
        dialog.open()

    def show_pack(self, file: Path) -> Dialog:
        """Show what a pack would change; one of an unknown signer asks first whom to trust."""
        from centerdesk.ui.dialogs.pack import PackDialog, TrustDialog

        try:
            content = file.read_bytes()
        except OSError as error:
            raise UserError(
                _("{file} can't be read: {reason}.").format(file=file, reason=reason_of(error))
            ) from error
        dialog: Dialog
        try:
            dialog = PackDialog(self, self._desk, content, self._desk.read(packs.show_pack, content))
            dialog.accepted.connect(lambda: self.said.emit(_("The data pack was taken."), Tone.OK))
        except UnknownSignerError as unknown:
            dialog = TrustDialog(self, self._desk, unknown.signed)
            dialog.accepted.connect(lambda: self.show_pack(file))
        dialog.open()
        return dialog
