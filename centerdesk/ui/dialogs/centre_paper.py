"""A paper of the centre's own: recorded, or changed when it has a new term."""

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.people import CentrePaperKind
from centerdesk.services import centre_papers
from centerdesk.services.centre_papers import CentrePaperRow, PaperFields
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form


class CentrePaperDialog(Dialog):
    """What stands on the paper, and until when it holds."""

    def __init__(self, parent: QWidget, desk: Desk, row: CentrePaperRow | None = None) -> None:
        super().__init__(parent, _("Change a paper of the centre") if row else _("Record a paper"), 560)
        self._desk, self._row = desk, row
        self.form = Form(columns=2)
        self.hint_label = label("", 12, soft=True, wrap=True)
        self._add_fields(row or PaperFields(CentrePaperKind.LICENCE))
        self.body.addWidget(self.form)
        self.body.addWidget(self.hint_label)
        self.body.addStretch(1)
        self.kind_combo.currentIndexChanged.connect(self._on_kind)
        self._on_kind()
        self.add_buttons(_("Save") if row else _("Record"), self._on_save)
        keep_draft(self, desk, row.id if row else None, {"form": self.form})

    def _add_fields(self, fields: PaperFields) -> None:
        form = self.form
        self.kind_combo = form.add(
            "kind",
            _("Kind of certificate"),
            Combo[CentrePaperKind]((kind, kind.label) for kind in CentrePaperKind),
        )
        self.kind_combo.choose(fields.kind)
        self.name_edit = form.add("name", _("Name of the paper"), _line(fields.name, 80))
        self.number_edit = form.add("number", _("Number on the paper"), _line(fields.number, 80))
        self.issuer_edit = form.add("issuer", _("Issued by the office"), _line(fields.issuer, 80))
        self.issued_field = form.add("issued_on", _("Issued on"), DateField(fields.issued_on))
        self.until_field = form.add(
            "valid_until", _("Valid until (empty: without term)"), DateField(fields.valid_until)
        )
        self.note_edit = form.add("note", _("Note"), _line(fields.note, 200), whole_line=True)

    def _on_kind(self) -> None:
        kind = self.kind_combo.value()
        self.name_edit.setPlaceholderText(
            _("What the paper is called")
            if kind is CentrePaperKind.OTHER
            else _("Only to tell several of a kind apart")
        )
        self.hint_label.setText(
            _(
                "WS/T 821—2023 (a recommended standard, no duty), 4.1.4, looks for a fire safety certificate "
                "given within the year."
            )
            if kind is CentrePaperKind.FIRE
            else ""
        )
        self.hint_label.setVisible(kind is CentrePaperKind.FIRE)

    def fields(self) -> PaperFields:
        """What has been typed."""
        return PaperFields(
            self.kind_combo.value(),
            self.name_edit.text(),
            self.number_edit.text(),
            self.issuer_edit.text(),
            self.issued_field.day(),
            self.until_field.day(),
            self.note_edit.text(),
        )

    def _on_save(self) -> None:
        self.form.clear_errors()
        if self._row:
            self._desk.write(centre_papers.change_paper, self._row.id, self.fields())
        else:
            self._desk.write(centre_papers.record_paper, self.fields())
        self.accept()


def _line(text: str, most: int) -> QLineEdit:
    edit = QLineEdit(text)
    edit.setMaxLength(most)
    return edit
