"""A transfer certificate is issued."""

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import _
from centerdesk.domain.entry import certificate_valid_until, entry_rules
from centerdesk.services import stay_history, transfers
from centerdesk.services.children import ChildRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.fields import DateField
from centerdesk.ui.widgets.form import Form


class TransferDialog(Dialog):
    """Where the child goes, what it has had, and how it is."""

    def __init__(self, parent: QWidget, desk: Desk, row: ChildRow) -> None:
        super().__init__(parent, _("{name}: transfer certificate").format(name=row.name), 480)
        self._desk, self._row = desk, row
        today = desk.today()
        last = next(iter(desk.read(stay_history.stays_of_child, row.id, today)), None)
        if last and last.left_on:
            until = certificate_valid_until(last.left_on, entry_rules(today))
            words = _("Last day in care: {day}. The certificate holds until {until}.")
            self.body.addWidget(
                label(words.format(day=iso_date(last.left_on), until=iso_date(until)), soft=True, wrap=True)
            )
        self.form = Form()
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.day_field = self.form.add("issued_on", _("Issued on"), DateField(today))
        self.destination_edit = self.form.add(
            "destination", _("Name of the centre it goes to"), QLineEdit(last.destination if last else "")
        )
        self.destination_edit.setMaxLength(100)
        self.history_edit = self.form.add("history", _("Medical history"), QLineEdit(_history(row)))
        self.health_edit = self.form.add("health", _("Present state of health"), QLineEdit())
        for each in (self.history_edit, self.health_edit):
            each.setMaxLength(200)
        self.add_buttons(_("Issue"), self._on_issue)
        keep_draft(self, desk, row.id, {"form": self.form})

    def _on_issue(self) -> None:
        self._desk.write(
            transfers.issue,
            self._row.id,
            self.day_field.needed(),
            self.destination_edit.text(),
            self.history_edit.text(),
            self.health_edit.text(),
            today=self._desk.today(),
        )
        self.accept()


def _history(row: ChildRow) -> str:
    """What the record says already."""
    allergies = _("Allergy: {what}").format(what=row.allergies) if row.allergies else ""
    return _("; ").join(part for part in (row.fields.chronic, allergies) if part)
