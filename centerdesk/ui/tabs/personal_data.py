"""Personal data at a look: consents missing, files that may go, and what was erased."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import _
from centerdesk.services import attachments, consents, erasure
from centerdesk.services.consents import MISSING_COLUMNS
from centerdesk.services.erasure import DESTRUCTION_COLUMNS, DUE_COLUMNS, DueRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import button, card, column, label, row
from centerdesk.ui.widgets.cells import ROW_HEIGHT
from centerdesk.ui.widgets.table_view import TableView

_NAMED = 12  # more names are only counted in the question before erasing
_LINES = 8
_WIDTH = 560


class PersonalDataBox(QWidget):
    """For the director: what is to be done about personal data, and what was done."""

    said = Signal(str, Tone)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._due: list[DueRow] = []
        self.missing_label, self.due_label, self.erased_label = label(), label(), label()
        self.missing_table = _table(
            _("Consents missing"), TableView(MISSING_COLUMNS, lambda row: row.child_id)
        )
        self.due_table = _table(
            _("Files that may be erased"), TableView(DUE_COLUMNS, lambda row: row.child_id)
        )
        self.erased_table = _table(_("Erasures"), TableView(DESTRUCTION_COLUMNS, lambda row: row.id))
        self.missing_table.set_widths({"Name": 120, "Class": 120}, stretch="Consent missing")
        self.due_table.set_widths(
            {"Birth date": 120, "Last day in care": 130, "May go since": 130}, stretch="Name"
        )
        self.erased_table.set_widths(
            {"Erased at": 150, "Erased by": 100, "What was erased": 150, "Files": 60}, stretch="By which rule"
        )
        self.scans_check = QCheckBox(_("Keep copies of identity papers"))
        self.scans_check.clicked.connect(lambda on: desk.write(attachments.allow_identity_scans, on))
        hint = _(
            "Off by default: a copy of an identity paper is needed for few things. Those that are there stay."
        )
        self.erase_button = button(_("Erase …"), self._on_erase, icon="trash")
        self.setLayout(
            column(
                card(column(self.scans_check, label(hint, 12, soft=True, wrap=True), gap=4)),
                _part(_("Consents missing"), self.missing_label, self.missing_table),
                _part(_("Files that may be erased"), self.due_label, self.due_table, self.erase_button),
                _part(_("Erasures"), self.erased_label, self.erased_table),
                None,
                gap=12,
            )
        )

    def refresh(self) -> None:
        """Read all three again."""
        today = self._desk.today()
        self.scans_check.setChecked(self._desk.read(attachments.identity_scans_allowed))
        missing = self._desk.read(consents.missing_consents, today)
        self._due = self._desk.read(erasure.due, today)
        erased = self._desk.read(erasure.destructions)
        self.missing_table.set_rows(missing)
        self.due_table.set_rows(self._due)
        self.erased_table.set_rows(erased)
        for words, rows, table, none in (
            (self.missing_label, missing, self.missing_table, _("All guardians have consented.")),
            (self.due_label, self._due, self.due_table, _("No file is due.")),
            (self.erased_label, erased, self.erased_table, _("Nothing was erased yet.")),
        ):
            words.setText(_("{n} lines").format(n=len(rows)) if rows else none)
            table.setVisible(bool(rows))
            table.setFixedHeight(px(ROW_HEIGHT * (min(len(rows), _LINES) + 1) + 8))
        self.erase_button.setVisible(bool(self._due))

    def _on_erase(self) -> Dialog:
        """The question before: whom it is about, what goes, what stays."""
        names = _(", ").join(
            _("{name} (left {day})").format(name=each.name, day=iso_date(each.left_on))
            for each in self._due[:_NAMED]
        )
        if len(self._due) > _NAMED:
            names = _("{names} and {n} others").format(names=names, n=len(self._due) - _NAMED)
        dialog = Dialog(self, _("Erase {n} files?").format(n=len(self._due)), _WIDTH)
        for text in (
            names,
            _(
                "Names, identity numbers, guardians, addresses, phones, allergies and notes are erased for good, "
                "also from the log of changes. This can't be undone."
            ),
            _(
                "Sex, birth date, times in the centre and marks stay without a name, so that all figures stay as "
                "they were."
            ),
            _("Backups made before still hold these files until they are thinned out."),
        ):
            words = label(text, wrap=True)
            words.setMinimumHeight(
                words.heightForWidth(px(_WIDTH - 48))
            )  # a dialog asks no label how tall it is
            dialog.body.addWidget(words)
        dialog.add_buttons(_("Erase"), dialog.accept)
        dialog.accepted.connect(self._erase)
        dialog.open()
        return dialog

    def _erase(self) -> None:
        ids = [each.child_id for each in self._due]
        erased = self._desk.write(erasure.erase_all, ids, self._desk.today(), self._desk.now())
        self.refresh()
        self.said.emit(
            _("Erased: {n} files. Figures and returns stay as they were.").format(n=erased), Tone.OK
        )


def _table(title: str, table: TableView) -> TableView:
    table.setAccessibleName(title)
    return table


def _part(title: str, words: QLabel, table: TableView, *steps: QWidget) -> QWidget:
    return card(column(row(label(title, 16, bold=True), None, words, *steps), table))
