"""An entry examination and a look at the vaccination certificate, recorded or corrected."""

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.people import VaccinationOutcome
from centerdesk.services import entry_papers
from centerdesk.services.children import ChildRow
from centerdesk.services.entry_papers import ExaminationRow, VaccinationRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.entry_papers import fit_combo, outcome_combo
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form


class ExaminationDialog(Dialog):
    """What the examination form says, or a transfer certificate that stands for it."""

    def __init__(
        self, parent: QWidget, desk: Desk, child: ChildRow, row: ExaminationRow | None = None
    ) -> None:
        super().__init__(parent, _("{name}: entry examination").format(name=child.name), 560)
        self._desk, self._child, self._row = desk, child, row
        self.form = Form(2)
        self.body.addWidget(
            label(_("Record it as the paper says; keep the paper in the child's file."), soft=True, wrap=True)
        )
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        papers = [(False, _("Health examination form")), (True, _("Transfer certificate"))]
        self.paper_combo = self.form.add("transfer", _("Paper"), Combo[bool](papers))
        self.day_field = self.form.add(
            "examined_on",
            _("Day"),
            DateField(),
            hint=_("of the examination; of a transfer certificate the last day in the other centre"),
        )
        self.institution_edit = self.form.add("institution", _("Issuing institution"), QLineEdit())
        self.institution_edit.setMaxLength(80)
        self.fit_combo = self.form.add("fit", _("Finding of the examination"), fit_combo())
        self.note_edit = self.form.add("note", _("Note"), QLineEdit(), whole_line=True)
        self.note_edit.setMaxLength(150)
        if row:
            self.paper_combo.choose(row.transfer)
            self.day_field.set_day(row.examined_on)
            self.institution_edit.setText(row.institution)
            self.fit_combo.choose(row.fit)
            self.note_edit.setText(row.note)
        self.paper_combo.currentIndexChanged.connect(self._on_paper)
        self._on_paper()
        self.add_buttons(_("Save") if row else _("Record"), self._on_save)
        keep_draft(self, desk, row.id if row else None, {"form": self.form})

    def _on_paper(self) -> None:
        self.fit_combo.setEnabled(not self.paper_combo.value())

    def _on_save(self) -> None:
        told = (
            self.day_field.needed(),
            self.institution_edit.text(),
            self.fit_combo.value(),
            self.note_edit.text(),
        )
        today, transfer = self._desk.today(), self.paper_combo.value()
        if self._row:
            change, examination_id = entry_papers.change_examination, self._row.id
            self._desk.write(change, examination_id, *told, today=today, transfer=transfer)
        else:
            record, child_id = entry_papers.record_examination, self._child.id
            self._desk.write(record, child_id, *told, today=today, transfer=transfer)
        self.accept()


class VaccinationDialog(Dialog):
    """What the certificate says; the vaccination point judges, nobody here."""

    def __init__(
        self, parent: QWidget, desk: Desk, child: ChildRow, row: VaccinationRow | None = None
    ) -> None:
        super().__init__(parent, _("{name}: vaccination certificate").format(name=child.name), 560)
        self._desk, self._child, self._row = desk, child, row
        self.form = Form(2)
        self.body.addWidget(
            label(_("Copy what the vaccination point has written on the certificate."), soft=True, wrap=True)
        )
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.day_field = self.form.add("checked_on", _("Looked at on"), DateField(desk.today()))
        self.outcome_combo = self.form.add("outcome", _("Finding of the vaccination point"), outcome_combo())
        self.missing_edit = self.form.add(
            "missing",
            _("Doses to make up"),
            QLineEdit(),
            hint=_("as the certificate says: vaccine and number of doses"),
            whole_line=True,
        )
        self.missing_edit.setMaxLength(200)
        self.notified_field = self.form.add("notified_on", _("Guardian told on"), DateField())
        self.completed_field = self.form.add("completed_on", _("Made up on"), DateField())
        if row:
            self.day_field.set_day(row.checked_on)
            self.outcome_combo.choose(row.outcome)
            self.missing_edit.setText(row.missing)
            self.notified_field.set_day(row.notified_on)
            self.completed_field.set_day(row.completed_on)
        self.outcome_combo.currentIndexChanged.connect(self._on_outcome)
        self._on_outcome()
        self.add_buttons(_("Save") if row else _("Record"), self._on_save)
        keep_draft(self, desk, row.id if row else None, {"form": self.form})

    def _on_outcome(self) -> None:
        outcome = self.outcome_combo.value()
        to_do = outcome in (VaccinationOutcome.DUE, VaccinationOutcome.NO_CERTIFICATE)
        self.missing_edit.setEnabled(outcome is VaccinationOutcome.DUE)
        for field in (self.notified_field, self.completed_field):
            field.setEnabled(to_do)

    def _on_save(self) -> None:
        outcome = self.outcome_combo.value()
        told = (
            self.day_field.needed(),
            outcome is not VaccinationOutcome.NO_CERTIFICATE,
            outcome,
            self.missing_edit.text() if self.missing_edit.isEnabled() else "",
            self.notified_field.day() if self.notified_field.isEnabled() else None,
            self.completed_field.day() if self.completed_field.isEnabled() else None,
        )
        today = self._desk.today()
        if self._row:
            self._desk.write(entry_papers.change_vaccination_check, self._row.id, *told, today=today)
        else:
            self._desk.write(entry_papers.record_vaccination_check, self._child.id, *told, today=today)
        self.accept()
