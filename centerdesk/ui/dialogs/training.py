"""A training: what, when and by whom, and beside it everybody who takes part, ticked in one go."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.people import TrainingForm
from centerdesk.domain.training import categories, parse_hours
from centerdesk.services import staff, training, training_plan
from centerdesk.services.training import Attendee, TrainingDetail, TrainingFields
from centerdesk.services.training_plan import PlanRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.attendees import AttendeePicker
from centerdesk.ui.widgets.basics import row, scrolled
from centerdesk.ui.widgets.fields import Combo, DateField, Text
from centerdesk.ui.widgets.form import Form
from centerdesk.ui.widgets.time_field import TimeField


class TrainingDialog(Dialog):
    """Recorded anew, or with `held` changed; with `staff_ids` these are ticked: a training of one person elsewhere."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        held: TrainingDetail | None = None,
        staff_ids: Iterable[int] = (),
    ) -> None:
        title = _("Change a training") if held else _("Record a training")
        self._made(parent, desk, title, held.id if held else None, held)
        if held:
            self.picker.tick(held.attendees)
        self.picker.tick(Attendee(staff_id) for staff_id in staff_ids)
        keep_draft(self, desk, self._id, {"form": self.form, "attendees": self.picker})

    def _made(
        self, parent: QWidget, desk: Desk, title: str, session_id: int | None, fields: TrainingFields | None
    ) -> None:
        Dialog.__init__(self, parent, title, 900)
        self._desk, self._id = desk, session_id
        self.form = Form(columns=2)
        self._add_fields(fields)
        inside = QWidget()
        layout = row(self.form)
        layout.setContentsMargins(0, 0, px(12), 0)
        inside.setLayout(layout)
        area = scrolled(inside)
        area.setMinimumWidth(px(350))
        self.picker = AttendeePicker()
        beside = row(area, self.picker, gap=16)
        beside.setStretch(0, 2)
        beside.setStretch(1, 3)
        self.body.addLayout(beside, 1)
        self.do_button = self.add_buttons(_("Save"), self._on_save)
        self.starts_field.textChanged.connect(self._show_people)
        self.topic_edit.setFocus()
        self._show_people()
        room = self.screen().availableGeometry()
        self.resize(min(px(1000), room.width() - 40), min(px(700), room.height() - 60))

    def _add_fields(self, fields: TrainingFields | None) -> None:
        form, today = self.form, self._desk.today()
        self.topic_edit = form.add(
            "topic", _("Topic"), _line(fields.topic if fields else "", 100), whole_line=True
        )
        self.category_combo = form.add(
            "category", _("Category"), category_combo(fields.category if fields else "")
        )
        self.form_combo = form.add(
            "form", _("Form of training"), Combo[TrainingForm]((each, each.label) for each in TrainingForm)
        )
        for combo in (self.category_combo, self.form_combo):
            combo.setSizeAdjustPolicy(combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(5)
        if fields:
            self.form_combo.choose(fields.form)
        self.starts_field = form.add(
            "starts_on", _("First day"), DateField(fields.starts_on if fields else today)
        )
        last = fields.ends_on if fields and fields.ends_on != fields.starts_on else None
        self.ends_field = form.add("ends_on", _("Last day of the training"), DateField(last))
        self.ends_field.setPlaceholderText(_("empty: the same day"))
        self.begins_field = form.add(
            "begins_at", _("Begins at"), TimeField(fields.begins_at if fields else None)
        )
        self.until_field = form.add("ends_at", _("Ends at"), TimeField(fields.ends_at if fields else None))
        self.hours_edit = form.add(
            "hours", _("Training hours"), _line(str(fields.hours) if fields else "", 8)
        )
        self.hours_edit.setPlaceholderText(_("as on the certificate"))
        self.place_edit = form.add(
            "place", _("Place of the training"), _line(fields.place if fields else "", 60)
        )
        self.trainer_edit = form.add("trainer", _("Trainer"), _line(fields.trainer if fields else "", 60))
        self.organiser_edit = form.add(
            "organiser", _("Organiser"), _line(fields.organiser if fields else "", 80)
        )
        self.note_edit = form.add(
            "note", _("What was taught"), Text(fields.note if fields else "", 2), whole_line=True
        )

    def fields(self) -> TrainingFields:
        """What has been typed; UserError where it is none."""
        first = self.starts_field.needed()
        return TrainingFields(
            first,
            self.ends_field.day() or first,
            self.topic_edit.text(),
            self.category_combo.value(),
            self.form_combo.value(),
            parse_hours(self.hours_edit.text()),
            self.organiser_edit.text(),
            self.place_edit.text(),
            self.trainer_edit.text(),
            self.begins_field.moment(),
            self.until_field.moment(),
            self.note_edit.toPlainText(),
        )

    def _show_people(self) -> None:
        """Who works here on the day that is typed, as soon as it is one."""
        try:
            day = self.starts_field.needed()
        except UserError:
            return  # said when the form is taken
        self.picker.show_people(self._desk.read(staff.list_staff, day, with_left=True), day)

    def _on_save(self) -> None:
        self.form.clear_errors()
        self.picker.details.clear_errors()
        fields = self.fields()
        training.checked(fields)
        attendees = self.picker.attendees()
        there = self._desk.read(
            training.overlaps, fields.span, [each.staff_id for each in attendees], session_id=self._id
        )
        if self.is_told([each.sentence for each in there], self.do_button):
            self._write(fields, attendees)
            self.accept()

    def _write(self, fields: TrainingFields, attendees: Sequence[Attendee]) -> None:
        if self._id is None:
            self._desk.write(training.record_session, fields, attendees)
        else:
            self._desk.write(training.change_session, self._id, fields, attendees)


class HoldDialog(TrainingDialog):
    """A line of the plan becomes a training."""

    def __init__(self, parent: QWidget, desk: Desk, line: PlanRow) -> None:
        self._plan_id = line.id
        on = min(line.planned_on, desk.today())
        self._made(parent, desk, _("Record the planned training"), None, line.as_training(on))
        if line.post:
            self.picker.post_combo.choose(line.post)
        keep_draft(self, desk, line.id, {"form": self.form, "attendees": self.picker})

    def _write(self, fields: TrainingFields, attendees: Sequence[Attendee]) -> None:
        self._desk.write(training_plan.hold, self._plan_id, fields, attendees)


def category_combo(chosen: str) -> Combo[str]:
    """The kinds of training to choose from."""
    made = Combo[str]([("", _("Choose a category")), *((each.code, each.title) for each in categories())])
    if any(chosen == each.code for each in categories()):
        made.choose(chosen)
    return made


def _line(text: str, most: int) -> QLineEdit:
    edit = QLineEdit(text)
    edit.setMaxLength(most)
    return edit
