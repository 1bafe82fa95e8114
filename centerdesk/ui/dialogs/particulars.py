"""The centre's particulars, as they are registered and filed."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.people import CentreKind, Network, Ownership
from centerdesk.services import centre
from centerdesk.services.centre import CentreFields, recognised_text
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import scrolled
from centerdesk.ui.widgets.fields import Combo, Text
from centerdesk.ui.widgets.form import Form


class ParticularsDialog(Dialog):
    """Changes them; the kind decides the words of the window."""

    def __init__(self, parent: QWidget, desk: Desk, fields: CentreFields) -> None:
        super().__init__(parent, _("Particulars of the centre"), 720)
        self._desk = desk
        self.form = Form(columns=2)
        self._add_fields(fields)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(px(1), 0, px(12), 0)
        layout.addWidget(self.form)
        layout.addStretch(1)
        area = scrolled(inside)
        room = self.screen().availableGeometry().height()
        area.setMinimumHeight(min(px(600), room - px(240)))
        self.body.addWidget(area, 1)
        self.add_buttons(_("Save"), self._on_save)
        self.name_edit.setFocus()
        keep_draft(self, desk, None, {"form": self.form})

    def _add_fields(self, fields: CentreFields) -> None:
        form = self.form
        self.name_edit = form.add(
            "name", _("Centre's name, as registered"), _line(fields.name, 80), whole_line=True
        )
        self.kind_combo = form.add(
            "kind",
            _("Kind of centre"),
            Combo[CentreKind]((kind, kind.label) for kind in CentreKind),
            hint=_(
                "The kind decides the words of the window: those of a childcare centre or of a kindergarten."
            ),
        )
        self.ownership_combo = form.add(
            "ownership",
            _("Run by"),
            Combo[Ownership | None]([(None, _("Not recorded")), *((each, each.label) for each in Ownership)]),
        )
        self.network_combo = form.add(
            "network",
            _("Place in the network"),
            Combo[Network | None]([(None, _("Not recorded")), *((each, each.label) for each in Network)]),
        )
        self.recognised_combo = form.add(
            "recognised",
            _("Subsidised centre (普惠)"),
            Combo[bool | None]((value, recognised_text(value)) for value in (None, True, False)),
        )
        self.code_edit = form.add(
            "credit_code", _("Unified social credit code"), _line(fields.credit_code, 30)
        )
        self.filing_edit = form.add("filing_number", _("Filing number"), _line(fields.filing_number, 60))
        self.address_edit = form.add(
            "address", _("Address of the centre"), _line(fields.address, 200), whole_line=True
        )
        self.head_edit = form.add("head", _("Head of the centre"), _line(fields.head, 60))
        self.phone_edit = form.add("phone", _("Phone"), _line(fields.phone, 30))
        self.supervisor_edit = form.add(
            "supervisor", _("Supervising office"), _line(fields.supervisor, 120), whole_line=True
        )
        self.addressees_edit = form.add(
            "addressees", _("Addressees of returns"), Text(fields.addressees), whole_line=True
        )
        self.kind_combo.choose(fields.kind)
        self.ownership_combo.choose(fields.ownership)
        self.network_combo.choose(fields.network)
        self.recognised_combo.choose(fields.recognised)

    def fields(self) -> CentreFields:
        """What has been typed."""
        return CentreFields(
            name=self.name_edit.text(),
            kind=self.kind_combo.value(),
            credit_code=self.code_edit.text(),
            filing_number=self.filing_edit.text(),
            ownership=self.ownership_combo.value(),
            recognised=self.recognised_combo.value(),
            network=self.network_combo.value(),
            address=self.address_edit.text(),
            head=self.head_edit.text(),
            phone=self.phone_edit.text(),
            supervisor=self.supervisor_edit.text(),
            addressees=self.addressees_edit.toPlainText(),
        )

    def _on_save(self) -> None:
        self.form.clear_errors()
        self._desk.write(centre.describe, self.fields())
        self.accept()


def _line(text: str, most: int) -> QLineEdit:
    edit = QLineEdit(text)
    edit.setMaxLength(most)
    return edit
