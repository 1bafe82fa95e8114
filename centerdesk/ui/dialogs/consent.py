"""A guardian's consent, recorded from the paper and withdrawn again."""

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.consents import NEEDED, NOTICE, Scope
from centerdesk.services import consents
from centerdesk.services.children import ChildRow
from centerdesk.services.consents import ConsentRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import column, label
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form


class ScopeField(QWidget):
    """What is consented to, each ticked by itself."""

    def __init__(self, scopes: Iterable[Scope], ticked: Iterable[Scope]) -> None:
        super().__init__()
        wanted = set(ticked)
        self.checks = {scope: QCheckBox(scope.label) for scope in scopes}
        for scope, check in self.checks.items():
            check.setChecked(scope in wanted)
        self.setLayout(column(*self.checks.values(), gap=4))

    def scopes(self) -> list[Scope]:
        """What is ticked."""
        return [scope for scope, check in self.checks.items() if check.isChecked()]


class ConsentDialog(Dialog):
    """What the guardian ticked on the notice, and who signed it when."""

    def __init__(self, parent: QWidget, desk: Desk, child: ChildRow) -> None:
        super().__init__(parent, _("{name}: consent of the guardian").format(name=child.name), 480)
        self._desk, self._child = desk, child
        self.form = Form()
        self.body.addWidget(
            label(_("Record it as it stands on the signed paper; keep the paper."), soft=True, wrap=True)
        )
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.scope_field = self.form.add("scopes", _("Consent to"), ScopeField(Scope, NEEDED))
        guardians = [
            (guardian.name, f"{guardian.name}（{guardian.relation.label}）")
            for guardian in child.guardians
            if guardian.custody
        ]
        self.signer_combo = self.form.add("signed_by", _("Signed by"), Combo[str](guardians))
        self.day_field = self.form.add("signed_on", _("Signed on"), DateField(desk.today()))
        self.notice_edit = self.form.add("notice", _("Edition of the notice"), QLineEdit(NOTICE))
        self.notice_edit.setMaxLength(40)
        self.note_edit = self.form.add("note", _("Note"), QLineEdit())
        self.note_edit.setMaxLength(200)
        self.add_buttons(_("Record"), self._on_record)

    def _on_record(self) -> None:
        if not any(guardian.custody for guardian in self._child.guardians):
            raise UserError(
                _("No guardian is recorded for {name}. Record the guardian first.").format(
                    name=self._child.name
                ),
                "signed_by",
            )
        self._desk.write(
            consents.record_consent,
            self._child.id,
            self.scope_field.scopes(),
            self.day_field.needed(),
            self.signer_combo.value(),
            today=self._desk.today(),
            notice=self.notice_edit.text(),
            note=self.note_edit.text(),
        )
        self.accept()


class WithdrawDialog(Dialog):
    """The guardian takes back a consent, or a part of it."""

    def __init__(self, parent: QWidget, desk: Desk, name: str, consent: ConsentRow) -> None:
        super().__init__(parent, _("{name}: withdraw the consent").format(name=name), 440)
        self._desk, self._consent = desk, consent
        self.form = Form()
        self.body.addWidget(
            label(
                _(
                    "From that day on it no longer holds; the record that it was given stays. "
                    "What must be kept by its time is only stored and protected from then on."
                ),
                soft=True,
                wrap=True,
            )
        )
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.scope_field = self.form.add(
            "scopes", _("What is withdrawn"), ScopeField(consent.scopes, consent.scopes)
        )
        self.day_field = self.form.add("withdrawn_on", _("Withdrawn on"), DateField(desk.today()))
        self.add_buttons(_("Withdraw"), self._on_withdraw)

    def _on_withdraw(self) -> None:
        self._desk.write(
            consents.withdraw_consent,
            self._consent.id,
            self.day_field.needed(),
            today=self._desk.today(),
            scopes=self.scope_field.scopes(),
        )
        self.accept()
