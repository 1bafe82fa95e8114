"""A child's record as a form: enrol a new child, or change what is written of one."""

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.identity import plain_number
from centerdesk.domain.people import Household, IdKind, Relation, Sex
from centerdesk.services import applications, capacity, child_fields, children, classes, entry
from centerdesk.services.applications import ApplicationRow
from centerdesk.services.child_fields import ChildFields, GuardianRow
from centerdesk.services.children import ChildRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.long import LongDialog
from centerdesk.ui.drafts import Part, keep_draft
from centerdesk.ui.widgets.entry_papers import EntryPapersField
from centerdesk.ui.widgets.fields import Combo, DateField, Spin, Text
from centerdesk.ui.widgets.form import Form
from centerdesk.ui.widgets.guardians import GuardiansEditor
from centerdesk.ui.widgets.pattern import PatternField

_MOST_CHILDREN = 15


class ChildDialog(LongDialog):
    """Enrols a child, or changes its record; doubts are told once and may be set aside."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        row: ChildRow | None = None,
        application: ApplicationRow | None = None,
    ) -> None:
        super().__init__(
            parent, _("Record of {name}").format(name=row.distinct_name) if row else _("Enrol a child"), 760
        )
        self._desk, self._row, self._application = desk, row, application
        self._texts: dict[str, QLineEdit] = {}
        self.form, self.health, self.stay = Form(columns=2), Form(columns=2), Form(columns=2)
        self._add_person()
        self._add_health()
        self.guardians = GuardiansEditor(row.guardians if row else _guardians(application))
        parts: dict[str, Part] = {"form": self.form, "health": self.health, "guardians": self.guardians}
        groups: list[tuple[str, QWidget]] = [
            (_("Particulars"), self.form),
            (_("Health notes"), self.health),
            (_("Guardians"), self.guardians),
        ]
        if row is None:
            self._add_stay()
            self.papers = EntryPapersField(desk)
            groups += [(_("Enrolment"), self.stay), ("", self.papers)]
            parts |= {"stay": self.stay, "papers": self.papers}
        self.lay_out(groups)
        if row:
            self._show(row.fields)
        if application:
            self._show_application(application)
        self.save_button = self.add_buttons(_("Save") if row else _("Enrol"), self._on_save)
        self.name_edit.setFocus()
        keep_draft(self, desk, row.id if row else None, parts)

    def _add_text(self, form: Form, name: str, words: str, *, whole_line: bool = False) -> None:
        self._texts[name] = form.add(name, words, QLineEdit(), whole_line=whole_line)

    def _add_person(self) -> None:
        form = self.form
        self.name_edit = form.add("name", _("Name"), QLineEdit())
        self._add_text(form, "pet_name", _("Pet name"))
        self.sex_combo = form.add("sex", _("Sex"), Combo[Sex]((sex, sex.label) for sex in Sex))
        self.birth_field = form.add("birth_date", _("Birth date"), DateField())
        self.kind_combo = form.add(
            "id_kind", _("Identity paper"), Combo[IdKind]((kind, kind.label) for kind in IdKind)
        )
        self.number_edit = form.add("id_number", _("Its number"), QLineEdit())
        self.household_combo = form.add(
            "household",
            _("Household registration"),
            Combo[Household | None]([(None, _("Not recorded")), *((each, each.label) for each in Household)]),
        )
        self._add_text(form, "nation", _("Nation"))
        self.order_spin = form.add("birth_order", _("Birth order"), Spin(0, _MOST_CHILDREN))
        self.order_spin.setSpecialValueText(_("Not recorded"))
        self.multiple_combo = form.add(
            "multiple_birth",
            _("Multiple birth"),
            Combo[bool | None]([(None, _("Not recorded")), (False, _("No")), (True, _("Yes"))]),
        )
        self._add_text(form, "former_name", _("Former name"))
        self._add_text(form, "address", _("Address"), whole_line=True)
        self.note_edit = form.add("note", _("Note"), Text(), whole_line=True)

    def _add_health(self) -> None:
        self._add_text(self.health, "allergies", _("Allergies"))
        self._add_text(self.health, "chronic", _("Chronic conditions"))
        self._add_text(self.health, "special_needs", _("Special needs"), whole_line=True)

    def _add_stay(self) -> None:
        form = self.stay
        groups = self._desk.read(classes.list_classes, on=self._desk.today())
        self.class_combo = form.add(
            "class", _("Class"), Combo[int]((group.id, group.name) for group in groups)
        )
        self.enrolled_field = form.add("enrolled_on", _("Enrolled on"), DateField(self._desk.today()))
        self.pattern_field = form.add(
            "weekdays", _("Service and days of the week"), PatternField(), whole_line=True
        )
        self.settling_field = form.add("settling_until", _("Settling in until"), DateField())

    def _show(self, fields: ChildFields) -> None:
        self.name_edit.setText(fields.name)
        self.sex_combo.choose(fields.sex)
        self.birth_field.set_day(fields.birth_date)
        self.household_combo.choose(fields.household)
        self.kind_combo.choose(fields.id_kind)
        self.number_edit.setText(fields.id_number)
        self.order_spin.setValue(fields.birth_order or 0)
        self.multiple_combo.choose(fields.multiple_birth)
        for name, edit in self._texts.items():
            edit.setText(getattr(fields, name))
        self.note_edit.setPlainText(fields.note)

    def _show_application(self, application: ApplicationRow) -> None:
        fields = application.fields
        self.name_edit.setText(fields.name)
        if fields.sex:
            self.sex_combo.choose(fields.sex)
        self.birth_field.set_day(fields.birth_date)
        self.pattern_field.show_pattern(Pattern(fields.service))
        self.note_edit.setPlainText(fields.note)

    def fields(self) -> ChildFields:
        """What has been typed; UserError where it is none."""
        texts = {name: edit.text().strip() for name, edit in self._texts.items()}
        return ChildFields(
            name=self.name_edit.text(),
            sex=self.sex_combo.value(),
            birth_date=self.birth_field.needed(),
            id_kind=self.kind_combo.value(),
            id_number=plain_number(self.number_edit.text()),
            household=self.household_combo.value(),
            birth_order=self.order_spin.value() or None,
            multiple_birth=self.multiple_combo.value(),
            note=self.note_edit.toPlainText().strip(),
            guardians=self.guardians.rows(),
            **texts,
        )

    def _on_save(self) -> None:
        for form in (self.form, self.health, self.stay):
            form.clear_errors()
        if self._row is None:
            self.papers.clear_errors()
        with self.showing_errors():
            if self._is_told():
                self._save()

    def _is_told(self) -> bool:
        """Whether all that looks wrong has been told, and is right as it is."""
        fields, today = self.fields(), self._desk.today()
        doubts = child_fields.check_child(fields, today)
        doubts += self._desk.read(children.namesakes, fields.name, self._row.id if self._row else None, today)
        if self._row is None and self.class_combo.count():
            enrolled_on = self.enrolled_field.needed()
            doubts += self._desk.read(capacity.doubts, self.class_combo.value(), enrolled_on)
        return self.is_told(doubts, self.save_button)

    def _save(self) -> None:
        fields = self.fields()
        if self._row:
            self._desk.write(children.change, self._row.id, fields, today=self._desk.today())
        else:
            self._enrol(fields)
        self.accept()

    def _enrol(self, fields: ChildFields) -> None:
        if not self.class_combo.count():
            raise UserError(_("There is no class yet. Set one up on the page of the centre first."), "class")
        class_id, enrolled_on = self.class_combo.value(), self.enrolled_field.needed()
        papers, pattern, today = self.papers.papers(), self.pattern_field.pattern(), self._desk.today()
        until = self.settling_field.day()
        if self._application:
            self._desk.write(
                applications.admit_application,
                self._application.id,
                fields,
                class_id,
                enrolled_on,
                papers,
                today=today,
                pattern=pattern,
                settling_until=until,
            )
        else:
            self._desk.write(
                entry.admit,
                fields,
                class_id,
                enrolled_on,
                papers,
                today=today,
                pattern=pattern,
                settling_until=until,
            )


def _guardians(application: ApplicationRow | None) -> tuple[GuardianRow, ...]:
    """The guardian who applied, as the first one."""
    if application is None or not (application.fields.guardian or application.fields.phone):
        return ()
    fields = application.fields
    return (GuardianRow(fields.relation or Relation.MOTHER, fields.guardian, fields.phone),)
