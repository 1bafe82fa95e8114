"""The illness behind a sick leave, typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.form import Form


class ReasonDialog(Dialog):
    """Asks for the disease or symptom."""

    given = Signal(str)

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent, _("Sick leave of {name}").format(name=name), 400)
        self.form = Form()
        self.reason_edit = self.form.add("reason", _("Disease or symptom"), QLineEdit())
        self.reason_edit.setMaxLength(100)
        self.body.addWidget(self.form)
        self.add_buttons(_("Record"), self._on_record)
        self.reason_edit.setFocus()

    def _on_record(self) -> None:
        reason = self.reason_edit.text().strip()
        if not reason:
            raise UserError(
                _("Write the disease or symptom; sick leave is not recorded without it."), "reason"
            )
        self.accept()
        self.given.emit(reason)
