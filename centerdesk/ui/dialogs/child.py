"""A child's record as a form: enrol a new child, or change what is written of one."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.domain.people import Household, IdKind, Relation, Sex
from centerdesk.services import children, classes
from centerdesk.services.children import ChildFields, ChildRow, GuardianRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import button, label, row, scrolled
from centerdesk.ui.widgets.fields import Combo, DateField, Text
from centerdesk.ui.widgets.form import Form, content_of, restore_to
from centerdesk.ui.widgets.pattern import PatternField

_TEXTS = (
    ("former_name", N_("Former name")),
    ("pet_name", N_("Pet name")),
    ("nation", N_("Nation")),
)


class ChildDialog(Dialog):
    """Enrols a child, or changes its record; doubts are told once and may be set aside."""

    def __init__(self, parent: QWidget, desk: Desk, row: ChildRow | None = None) -> None:
        super().__init__(
            parent, _("Record of {name}").format(name=row.name) if row else _("Enrol a child"), 720
        )
        self._desk, self._row = desk, row
        self._doubts: list[str] = []
        self.form = Form(columns=2)
        self._add_fields()
        self.guardians = GuardiansEditor(row.guardians if row else ())
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(px(1), 0, px(12), 0)
        layout.addWidget(self.form)
        layout.addWidget(label(_("Guardians"), 16, bold=True))
        layout.addWidget(self.guardians)
        layout.addStretch(1)
        area = scrolled(inside)
        room = self.screen().availableGeometry().height()
        area.setMinimumHeight(min(px(480), room - px(240)))
        self.body.addWidget(area, 1)
        if row:
            self._show(row.fields)
        self.save_button = self.add_buttons(_("Save") if row else _("Enrol"), self._on_save)
        self.name_edit.setFocus()
        keep_draft(self, desk, row.id if row else None, {"form": self.form, "guardians": self.guardians})

    def _add_fields(self) -> None:
        form = self.form
        self.name_edit = form.add("name", _("Name"), QLineEdit())
        self.sex_combo = form.add("sex", _("Sex"), Combo[Sex]((sex, sex.label) for sex in Sex))
        self.birth_field = form.add("birth_date", _("Birth date"), DateField())
        self.household_combo = form.add(
            "household",
            _("Household registration"),
            Combo[Household | None]([(None, _("Not recorded")), *((each, each.label) for each in Household)]),
        )
        self.kind_combo = form.add(
            "id_kind", _("Identity paper"), Combo[IdKind]((kind, kind.label) for kind in IdKind)
        )
        self.number_edit = form.add("id_number", _("Its number"), QLineEdit())
        if self._row is None:
            groups = self._desk.read(classes.list_classes, on=self._desk.today())
            self.class_combo = form.add(
                "class", _("Class"), Combo[int]((group.id, group.name) for group in groups)
            )
            self.enrolled_field = form.add("enrolled_on", _("Enrolled on"), DateField(self._desk.today()))
            self.pattern_field = form.add(
                "weekdays", _("Service and days of the week"), PatternField(), whole_line=True
            )
        self.allergies_edit = form.add("allergies", _("Allergies"), QLineEdit(), whole_line=True)
        self._texts = {name: form.add(name, _(words), QLineEdit()) for name, words in _TEXTS}
        self.address_edit = form.add("address", _("Address"), QLineEdit(), whole_line=True)
        self.note_edit = form.add("note", _("Note"), Text(), whole_line=True)

    def _show(self, fields: ChildFields) -> None:
        self.name_edit.setText(fields.name)
        self.sex_combo.choose(fields.sex)
        self.birth_field.set_day(fields.birth_date)
        self.household_combo.choose(fields.household)
        self.kind_combo.choose(fields.id_kind)
        self.number_edit.setText(fields.id_number)
        self.allergies_edit.setText(fields.allergies)
        for name, edit in self._texts.items():
            edit.setText(getattr(fields, name))
        self.address_edit.setText(fields.address)
        self.note_edit.setPlainText(fields.note)

    def fields(self) -> ChildFields:
        """What has been typed; UserError where it is none."""
        number = "".join(self.number_edit.text().upper().split())
        kind = self.kind_combo.value()
        if number and kind is IdKind.NONE:
            kind = IdKind.RESIDENT
        return ChildFields(
            name=self.name_edit.text(),
            sex=self.sex_combo.value(),
            birth_date=self.birth_field.needed(),
            id_kind=kind,
            id_number=number,
            household=self.household_combo.value(),
            address=self.address_edit.text().strip(),
            allergies=self.allergies_edit.text().strip(),
            note=self.note_edit.toPlainText().strip(),
            guardians=self.guardians.rows(),
            former_name=self._texts["former_name"].text().strip(),
            pet_name=self._texts["pet_name"].text().strip(),
            nation=self._texts["nation"].text().strip(),
        )

    def _on_save(self) -> None:
        self.form.clear_errors()
        fields = self.fields()
        today = self._desk.today()
        doubts = children.check_child(fields, today)
        if doubts and doubts != self._doubts:
            self._doubts = doubts
            self.messages.say(" ".join(doubts) + _(" Save again if it is right as it is."), Tone.WARN)
            return
        if self._row:
            self._desk.write(children.change, self._row.id, fields, today=today)
        else:
            if not self.class_combo.count():
                raise UserError(
                    _("There is no class yet. Set one up on the page of the centre first."), "class"
                )
            self._desk.write(
                children.enrol,
                fields,
                self.class_combo.value(),
                self.enrolled_field.needed(),
                today=today,
                pattern=self.pattern_field.pattern(),
            )
        self.accept()


class GuardiansEditor(QWidget):
    """Guardians line by line: relation, name, phone."""

    def __init__(self, guardians: tuple[GuardianRow, ...]) -> None:
        super().__init__()
        self._lines: list[tuple[Combo[Relation], QLineEdit, QLineEdit]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addLayout(
            row(button(_("Add a guardian"), self.add_line, icon="plus", kind="link"), None)
        )
        for guardian in guardians:
            self.add_line(guardian)
        if not guardians:
            self.add_line(GuardianRow(Relation.MOTHER, "", ""))

    def add_line(self, guardian: GuardianRow | None = None) -> None:
        """Another line, filled in or empty."""
        guardian = guardian or GuardianRow(Relation.FATHER, "", "")
        relation = Combo[Relation]((each, each.label) for each in Relation)
        relation.choose(guardian.relation)
        name, phone = QLineEdit(guardian.name), QLineEdit(guardian.phone)
        for field, words in ((relation, _("Relation")), (name, _("Name")), (phone, _("Phone"))):
            field.setAccessibleName(words)
        name.setPlaceholderText(_("Name"))
        phone.setPlaceholderText(_("Phone"))
        line = QHBoxLayout()
        line.setSpacing(px(8))
        for field, share in ((relation, 2), (name, 3), (phone, 3)):
            line.addWidget(field, share)
        self._layout.insertLayout(len(self._lines), line)
        self._lines.append((relation, name, phone))

    def content(self) -> list[list[Any]]:
        """What stands in the lines, as plain values to be kept."""
        return [[content_of(field) for field in line] for line in self._lines]

    def restore(self, content: list[list[Any]]) -> None:
        """Show what was kept; lines that it doesn't know are emptied."""
        while len(self._lines) < len(content):
            self.add_line()
        for place, line in enumerate(self._lines):
            kept = content[place] if place < len(content) else [line[0].currentText(), "", ""]
            for field, value in zip(line, kept, strict=True):
                restore_to(field, value)

    def rows(self) -> tuple[GuardianRow, ...]:
        """The lines that say something."""
        return tuple(
            GuardianRow(relation.value(), name.text().strip(), phone.text().strip())
            for relation, name, phone in self._lines
            if name.text().strip() or phone.text().strip()
        )
