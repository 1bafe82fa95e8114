"""What a service costs from a day on."""

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import _
from centerdesk.domain.money import cents, yuan
from centerdesk.domain.people import FeeUnit, Funding, Service
from centerdesk.services import fees
from centerdesk.services.fees import FeeRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form

_USUAL = {Service.HOURLY: FeeUnit.HOUR, Service.OCCASIONAL: FeeUnit.DAY}


class FeeDialog(Dialog):
    """A new fee, or one set right; its service, kind and day then stay."""

    def __init__(self, parent: QWidget, desk: Desk, row: FeeRow | None = None) -> None:
        super().__init__(parent, _("Change a fee") if row else _("A new fee"), 480)
        self._desk, self._row = desk, row
        self.form = Form(columns=2)
        words = _("The fee holds from the day on; earlier ones stay in the list.")
        if row:
            words = _("{service}, {funding}, from {day} on").format(
                service=row.service.label, funding=row.funding.label, day=iso_date(row.valid_from)
            )
        self.body.addWidget(label(words, soft=True, wrap=True))
        if row is None:
            self.service_combo = self.form.add(
                "service", _("Service"), Combo[Service]((each, each.label) for each in Service)
            )
            self.funding_combo = self.form.add(
                "funding", _("Kind of fee"), Combo[Funding]((each, each.label) for each in Funding)
            )
            self.service_combo.currentIndexChanged.connect(self._on_service)
        self.care_edit = self.form.add("care", _("Care fee (yuan)"), QLineEdit(yuan(row.care) if row else ""))
        self.unit_combo = self.form.add(
            "unit", _("Unit"), Combo[FeeUnit]((each, each.label) for each in FeeUnit)
        )
        meals = "" if row is None or row.meals is None else yuan(row.meals)
        self.meals_edit = self.form.add(
            "meals", _("Meals (yuan), empty: not charged by themselves"), QLineEdit(meals)
        )
        if row:
            self.unit_combo.choose(row.unit)
        else:
            self.from_field = self.form.add("valid_from", _("From"), DateField(desk.today()))
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.add_buttons(_("Save"), self._on_save)
        if row is None:  # of one set right there is no more than two amounts to type again
            keep_draft(self, desk, None, {"form": self.form})

    def _on_service(self) -> None:
        self.unit_combo.choose(_USUAL.get(self.service_combo.value(), FeeUnit.MONTH))

    def _on_save(self) -> None:
        self.form.clear_errors()
        care, meals = cents(self.care_edit.text(), "care"), cents(self.meals_edit.text(), "meals")
        if care is None:
            raise UserError(_("Write the fee for care; 0.00 when there is none."), "care")
        key = (
            self._row.key
            if self._row
            else (self.service_combo.value(), self.funding_combo.value(), self.from_field.needed())
        )
        self._desk.write(fees.set_fee, FeeRow(*key, self.unit_combo.value(), care, meals))
        self.accept()
