"""An application for a place: registered, or changed."""

from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.people import ClassKind, Labelled, Relation, Service, Sex
from centerdesk.services import applications
from centerdesk.services.applications import ApplicationFields, ApplicationRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import Tone
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form

K = TypeVar("K", bound=Labelled)


class ApplicationDialog(Dialog):
    """What the family says; the same child twice is told once and may be set aside."""

    def __init__(self, parent: QWidget, desk: Desk, row: ApplicationRow | None = None) -> None:
        title = _("Application of {name}").format(name=row.name) if row else _("Register an application")
        super().__init__(parent, title, 640)
        self._desk, self._row = desk, row
        self._doubts: list[str] = []
        self.form = Form(2)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self._add_fields()
        if row:
            self._show(row.fields)
        self.add_buttons(_("Save") if row else _("Register"), self._on_save)
        self.name_edit.setFocus()
        keep_draft(self, desk, row.id if row else None, {"form": self.form})

    def _add_fields(self) -> None:
        form, today = self.form, self._desk.today()
        self.name_edit = form.add("name", _("Name of the child"), _line(60))
        self.sex_combo = form.add("sex", _("Sex"), _choice(Sex, _("Not recorded")))
        self.birth_field = form.add("birth_date", _("Birth date"), DateField())
        self.applied_field = form.add("applied_on", _("Applied on"), DateField(today))
        self.wanted_field = form.add("wanted_from", _("Wanted from"), DateField())
        self.kind_combo = form.add("wanted_kind", _("Class type"), _choice(ClassKind, _("Not decided yet")))
        self.service_combo = form.add(
            "service", _("Service"), Combo[Service]((each, each.label) for each in Service)
        )
        self.relation_combo = form.add("relation", _("Relation"), _choice(Relation, _("Not recorded")))
        self.guardian_edit = form.add("guardian", _("Guardian"), _line(60))
        self.phone_edit = form.add("phone", _("Phone"), _line(30))
        self.note_edit = form.add("note", _("Note"), _line(200), whole_line=True)

    def _show(self, fields: ApplicationFields) -> None:
        self.name_edit.setText(fields.name)
        self.sex_combo.choose(fields.sex)
        self.birth_field.set_day(fields.birth_date)
        self.applied_field.set_day(fields.applied_on)
        self.wanted_field.set_day(fields.wanted_from)
        self.kind_combo.choose(fields.wanted_kind)
        self.service_combo.choose(fields.service)
        self.relation_combo.choose(fields.relation)
        self.guardian_edit.setText(fields.guardian)
        self.phone_edit.setText(fields.phone)
        self.note_edit.setText(fields.note)

    def fields(self) -> ApplicationFields:
        """What has been typed; UserError where it is none."""
        return ApplicationFields(
            name=self.name_edit.text(),
            birth_date=self.birth_field.needed(),
            applied_on=self.applied_field.needed(),
            wanted_from=self.wanted_field.needed(),
            sex=self.sex_combo.value(),
            guardian=self.guardian_edit.text(),
            relation=self.relation_combo.value(),
            phone=self.phone_edit.text(),
            wanted_kind=self.kind_combo.value(),
            service=self.service_combo.value(),
            note=self.note_edit.text(),
        )

    def _on_save(self) -> None:
        self.form.clear_errors()
        fields, today = self.fields(), self._desk.today()
        applications.check_application(fields, today)
        own = self._row.id if self._row else None
        doubts = self._desk.read(applications.doubts, fields, today, own)
        if doubts and doubts != self._doubts:
            self._doubts = doubts
            self.messages.say(" ".join(doubts) + _(" Save again if it is right as it is."), Tone.WARN)
            return
        if own is None:
            self._desk.write(applications.apply, fields, today=today)
        else:
            self._desk.write(applications.change_application, own, fields, today=today)
        self.accept()


def _line(longest: int) -> QLineEdit:
    edit = QLineEdit()
    edit.setMaxLength(longest)
    return edit


def _choice(kinds: type[K], none: str) -> Combo[K | None]:
    return Combo[K | None]([(None, none), *((each, each.label) for each in kinds)])
