"""What a family brings on entry, as a part of the dialogs that take a child in."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.entry import entry_rules
from centerdesk.domain.people import VaccinationOutcome
from centerdesk.services.entry import EntryPapers
from centerdesk.services.rights import RIGHTS, Right
from centerdesk.ui.desk import Desk
from centerdesk.ui.widgets.basics import button, column, label, row
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form


class EntryPapersField(QWidget):
    """Examination or transfer certificate, vaccination certificate, and the head's way around the wall."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.form, self._missing, self._waiver = Form(2), Form(), Form()
        rules = entry_rules(desk.today())
        self.examined_field = self.form.add(
            "examined_on",
            _("Examined on"),
            DateField(),
            hint=_("Valid for {n} months; {note}.").format(
                n=rules.exam_valid_months.value, note=rules.exam_valid_months.note
            ),
        )
        self.institution_edit = self.form.add("institution", _("Examined at"), _line(80))
        self.fit_combo = self.form.add("fit", _("Finding of the examination"), fit_combo())
        self.transfer_field = self.form.add(
            "transfer_left_on",
            _("Or transfer certificate: last day in the other centre"),
            DateField(),
            hint=_("Valid for {n} months, with the child's health handbook.").format(
                n=rules.certificate_valid_months.value
            ),
        )
        self.checked_field = self.form.add(
            "checked_on",
            _("Vaccination certificate looked at on"),
            DateField(),
            hint=_("At the latest {n} days after entry.").format(n=rules.vaccination_within_days.value),
        )
        self.outcome_combo = self.form.add("outcome", _("Finding of the vaccination point"), outcome_combo())
        self.missing_edit = self._missing.add("missing", _("Doses to make up"), _line(200))
        self.waived_edit = self._waiver.add(
            "waived",
            _("Why the child comes in without an examination"),
            _line(200),
            hint=_("It stands among the tasks until the child has been examined."),
        )
        self.waive_button = button(
            _("No examination yet: the head lets the child in"), self._on_waive, kind="link"
        )
        self.waive_button.setVisible(Right.MANAGE_CENTRE in RIGHTS[desk.actor.role])
        self.outcome_combo.currentIndexChanged.connect(self._show_missing)
        for hidden in (self._missing, self._waiver):
            hidden.setVisible(False)
        title = label(_("Entry papers"), 16, bold=True)
        self.setLayout(
            column(title, self.form, self._missing, self._waiver, row(self.waive_button, None), gap=4)
        )

    def papers(self) -> EntryPapers:
        """What has been typed; UserError where it is none."""
        checked_on, outcome = self.checked_field.day(), self.outcome_combo.value()
        if outcome and not checked_on:
            raise UserError(_("Write the day on which the certificate was looked at."), "checked_on")
        return EntryPapers(
            examined_on=self.examined_field.day(),
            institution=self.institution_edit.text(),
            fit=self.fit_combo.value(),
            transfer_left_on=self.transfer_field.day(),
            vaccination_checked_on=checked_on,
            has_certificate=outcome is not VaccinationOutcome.NO_CERTIFICATE,
            outcome=outcome,
            missing=self.missing_edit.text() if outcome is VaccinationOutcome.DUE else "",
            waived=self.waived_edit.text() if self._waiver.isVisibleTo(self) else "",
        )

    def clear_errors(self) -> None:
        """Nothing is wrong any more."""
        for form in (self.form, self._missing, self._waiver):
            form.clear_errors()

    def content(self) -> list[Any]:
        """What stands in it, as plain values to be kept."""
        return [self.form.content(), self._missing.content(), self._waiver.content()]

    def restore(self, content: list[Any]) -> None:
        """Show what was kept."""
        for form, kept in zip((self.form, self._missing, self._waiver), content, strict=True):
            form.restore(kept)
        if self.waived_edit.text():
            self._on_waive()

    def _on_waive(self) -> None:
        self._waiver.setVisible(True)
        self.waive_button.setVisible(False)
        self.waived_edit.setFocus()

    def _show_missing(self) -> None:
        self._missing.setVisible(self.outcome_combo.value() is VaccinationOutcome.DUE)


def fit_combo() -> Combo[bool]:
    """What an examination says of the child."""
    return Combo[bool]([(True, _("Fit to come in")), (False, _("Not fit to come in"))])


def outcome_combo() -> Combo[VaccinationOutcome | None]:
    """What the vaccination point found; the program never decides it."""
    return Combo[VaccinationOutcome | None](
        [(None, _("Not found yet")), *((each, each.label) for each in VaccinationOutcome)]
    )


def _line(longest: int) -> QLineEdit:
    edit = QLineEdit()
    edit.setMaxLength(longest)
    return edit
