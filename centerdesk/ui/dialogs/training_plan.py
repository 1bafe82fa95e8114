"""A line of the year's training plan."""

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.people import Post, TrainingForm
from centerdesk.domain.training import parse_hours
from centerdesk.services import training_plan
from centerdesk.services.training_plan import PlanFields, PlanRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.training import category_combo
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form


class PlanLineDialog(Dialog):
    """Put into the plan of the year it is planned for, or changed."""

    def __init__(self, parent: QWidget, desk: Desk, line: PlanRow | None = None) -> None:
        title = _("Change a line of the plan") if line else _("Put a training into the plan")
        super().__init__(parent, title, 600)
        self._desk, self._line = desk, line
        self.form = Form(columns=2)
        self._add_fields(line)
        self.body.addWidget(self.form)
        self.body.addWidget(
            label(
                _(
                    "It belongs to the plan of the year it is planned for, and counts in the forecast of that year."
                ),
                12,
                soft=True,
                wrap=True,
            )
        )
        self.body.addStretch(1)
        self.add_buttons(_("Save"), self._on_save)
        keep_draft(self, desk, line.id if line else None, {"form": self.form})

    def _add_fields(self, line: PlanRow | None) -> None:
        form = self.form
        self.topic_edit = form.add(
            "topic", _("Topic"), QLineEdit(line.topic if line else ""), whole_line=True
        )
        self.topic_edit.setMaxLength(100)
        self.category_combo = form.add(
            "category", _("Category"), category_combo(line.category if line else "")
        )
        self.form_combo = form.add(
            "form", _("Form of training"), Combo[TrainingForm]((each, each.label) for each in TrainingForm)
        )
        self.day_field = form.add(
            "planned_on", _("Planned for"), DateField(line.planned_on if line else None)
        )
        self.hours_edit = form.add("hours", _("Training hours"), QLineEdit(str(line.hours) if line else ""))
        self.hours_edit.setMaxLength(8)
        self.post_combo = form.add(
            "post",
            _("For whom"),
            Combo[Post | None]([(None, _("All posts")), *((each, each.label) for each in Post)]),
        )
        self.organiser_edit = form.add("organiser", _("Organiser"), QLineEdit(line.organiser if line else ""))
        self.organiser_edit.setMaxLength(80)
        self.note_edit = form.add("note", _("Note"), QLineEdit(line.note if line else ""), whole_line=True)
        self.note_edit.setMaxLength(200)
        if line:
            self.form_combo.choose(line.form)
            self.post_combo.choose(line.post)

    def fields(self) -> PlanFields:
        """What has been typed; UserError where it is none."""
        return PlanFields(
            self.day_field.needed(),
            self.topic_edit.text(),
            self.category_combo.value(),
            self.form_combo.value(),
            parse_hours(self.hours_edit.text()),
            self.post_combo.value(),
            self.organiser_edit.text(),
            self.note_edit.text(),
        )

    def _on_save(self) -> None:
        self.form.clear_errors()
        if self._line:
            self._desk.write(training_plan.change_line, self._line.id, self.fields())
        else:
            self._desk.write(training_plan.add_line, self.fields())
        self.accept()
