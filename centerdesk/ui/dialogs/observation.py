"""A class comes under medical observation, or its observation is changed."""

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.i18n import _
from centerdesk.services import classes, observations
from centerdesk.services.observations import ObservationRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form


class ObservationDialog(Dialog):
    """Which class, for what disease, and until when; `observation` is one to be changed."""

    def __init__(self, parent: QWidget, desk: Desk, observation: ObservationRow | None = None) -> None:
        super().__init__(parent, _("Medical observation of a class"), 560)
        self._desk, self._observation = desk, observation
        self.form = Form(2)
        self.body.addWidget(
            label(
                _("During it no new child comes into the class and no transfer certificate is issued."),
                soft=True,
                wrap=True,
            )
        )
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        today = desk.today()
        groups = desk.read(classes.list_classes, on=observation.starts_on if observation else today)
        self.class_combo = self.form.add(
            "class", _("Class"), Combo[int]((group.id, group.name) for group in groups)
        )
        self.disease_edit = self.form.add("disease", _("Disease"), QLineEdit())
        self.disease_edit.setMaxLength(60)
        self.first_field = self.form.add("starts_on", _("From"), DateField(today))
        self.last_field = self.form.add("ends_on", _("To"), DateField())
        self.note_edit = self.form.add("note", _("Note"), QLineEdit(), whole_line=True)
        self.note_edit.setMaxLength(200)
        if observation:
            self._show(observation)
        self.add_buttons(_("Save"), self._on_save)

    def _show(self, observation: ObservationRow) -> None:
        self.class_combo.choose(observation.class_id)
        self.class_combo.setEnabled(False)
        self.disease_edit.setText(observation.disease)
        self.first_field.set_day(observation.starts_on)
        self.last_field.set_day(observation.ends_on)
        self.note_edit.setText(observation.note)

    def _on_save(self) -> None:
        words = (
            self.disease_edit.text(),
            self.first_field.needed(),
            self.last_field.needed(),
            self.note_edit.text(),
        )
        if self._observation:
            self._desk.write(observations.change_observation, self._observation.id, *words)
        else:
            self._desk.write(observations.observe_class, self.class_combo.value(), *words)
        self.accept()
