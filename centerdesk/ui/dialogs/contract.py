"""A care contract, recorded from the signed paper or corrected."""

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.people import Service
from centerdesk.services import contracts
from centerdesk.services.children import ChildRow
from centerdesk.services.contracts import ContractFields, ContractRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form


class ContractDialog(Dialog):
    """What stands on the contract; a new one begins with the child's time here and the model text of the city."""

    def __init__(
        self, parent: QWidget, desk: Desk, child: ChildRow, contract: ContractRow | None = None
    ) -> None:
        super().__init__(parent, _("{name}: care contract").format(name=child.name), 560)
        self._desk, self._child, self._contract = desk, child, contract
        self.form = Form(2)
        self.body.addWidget(
            label(_("Record it as it stands on the signed contract; keep the paper."), soft=True, wrap=True)
        )
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.number_edit = self.form.add("number", _("Number of the contract"), QLineEdit())
        self.number_edit.setMaxLength(60)
        self.model_edit = self.form.add(
            "model", _("Model contract"), QLineEdit(), hint=_("empty: a text of the centre's own")
        )
        self.model_edit.setMaxLength(40)
        self.signer_combo = self.form.add("signed_by", _("Signed by"), Combo[str](_signers(child)))
        self.signed_field = self.form.add("signed_on", _("Signed on"), DateField(desk.today()))
        self.start_field = self.form.add("starts_on", _("Contract begins on"), DateField())
        self.end_field = self.form.add(
            "ends_on", _("Contract ends on"), DateField(), hint=_("empty: without an end")
        )
        self.note_edit = self.form.add("note", _("Note"), QLineEdit(), whole_line=True)
        self.note_edit.setMaxLength(200)
        if contract:
            self._show(contract)
        else:
            self.model_edit.setText(_model_for(child))
            self.start_field.set_day(child.enrolled_on)
        self.add_buttons(_("Save") if contract else _("Record"), self._on_save)
        keep_draft(self, desk, child.id, {"form": self.form})

    def _show(self, contract: ContractRow) -> None:
        self.number_edit.setText(contract.number)
        self.model_edit.setText(contract.model)
        if contract.signed_by in dict(_signers(self._child)):
            self.signer_combo.choose(contract.signed_by)
        self.signed_field.set_day(contract.signed_on)
        self.start_field.set_day(contract.starts_on)
        self.end_field.set_day(contract.ends_on)
        self.note_edit.setText(contract.note)

    def _on_save(self) -> None:
        if not self.signer_combo.count():
            raise UserError(
                _("No guardian with custody is recorded for {name}. Record the guardian first.").format(
                    name=self._child.name
                ),
                "signed_by",
            )
        fields = ContractFields(
            self.number_edit.text(),
            self.model_edit.text(),
            self.signed_field.needed(),
            self.signer_combo.value(),
            self.start_field.needed(),
            self.end_field.day(),
            self.note_edit.text(),
        )
        today = self._desk.today()
        if self._contract:
            self._desk.write(contracts.change_contract, self._contract.id, fields, today=today)
        else:
            self._desk.write(contracts.record_contract, self._child.id, fields, today=today)
        self.accept()


def _signers(child: ChildRow) -> list[tuple[str, str]]:
    return [
        (guardian.name, f"{guardian.name}（{guardian.relation.label}）")
        for guardian in child.guardians
        if guardian.custody
    ]


def _model_for(child: ChildRow) -> str:
    """The city's model text is for full-day and half-day care only."""
    return contracts.MODEL if child.pattern.service in (Service.FULL, Service.HALF) else ""
