"""The trainings of one person, of all years."""

from PySide6.QtWidgets import QWidget

from centerdesk.base.i18n import _
from centerdesk.services import training
from centerdesk.services.training import PERSON_TRAINING_COLUMNS
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import button
from centerdesk.ui.widgets.list_frame import ListFrame


class PersonTrainingsDialog(Dialog):
    """A list to look through and to save."""

    def __init__(self, parent: QWidget, desk: Desk, staff_id: int, name: str) -> None:
        title = _("{name}: trainings").format(name=name)
        super().__init__(parent, title, 900)
        self.list = ListFrame(
            desk,
            title,
            PERSON_TRAINING_COLUMNS,
            lambda row: row.id,
            words=lambda row: (
                f"{row.topic} {row.category_title} {row.organiser} {row.certificate} {row.days}"
            ),
            count=_("{n} trainings"),
        )
        self.list.table.set_widths(
            {
                "Date": 200, "Category": 100, "Form of training": 80, "Training hours": 56, "Organiser": 90,
                "Number of the certificate": 90, "Result of the assessment": 74,
            },
            stretch="Topic",
        )  # fmt: skip
        self.list.saved.connect(lambda file: self.messages.say(_("Saved: {file}").format(file=file), Tone.OK))
        self.list.set_rows(desk.read(training.trainings_of, staff_id))
        self.body.addWidget(self.list, 1)
        self.foot.addWidget(button(_("Close"), self.accept))
        room = self.screen().availableGeometry()
        self.resize(min(px(1000), room.width() - 40), min(px(560), room.height() - 60))
