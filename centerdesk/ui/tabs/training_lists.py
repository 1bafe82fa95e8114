"""The balance of training hours, and the trainings of a year."""

from collections.abc import Sequence

from centerdesk.base.i18n import _
from centerdesk.services import (
    attachments,
    training,
    training_balance,
)
from centerdesk.services.training import TRAINING_COLUMNS, TrainingRow
from centerdesk.services.training_balance import BALANCE_COLUMNS, BalanceRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import ask
from centerdesk.ui.tabs.training_section import Section
from centerdesk.ui.theme import Tone
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.fields import Combo
from centerdesk.ui.widgets.table import Look


class BalanceSection(Section):
    """Who has how many hours of those asked, and who will fall short."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            _("Balance of training hours"),
            BALANCE_COLUMNS,
            lambda row: (row.staff_id, row.requirement.key),
            words=lambda row: (
                f"{row.name} {row.name_key} {row.post.label} {row.requirement.title} {row.state}"
            ),
            count=_("{n} requirements of persons"),
            looks={
                "State": lambda row: Look(pill=balance_tone(row)),
                "How binding": lambda row: Look(token="soft") if row.requirement.is_reference else Look(),
                "Hours missing": lambda row: Look(bold=bool(row.missing)),
            },
        )
        self.view_combo = Combo[bool]([(False, _("Everybody")), (True, _("Will fall short"))])
        self.view_combo.setAccessibleName(_("Whose hours"))
        self.view_combo.currentIndexChanged.connect(self._sift)
        self.list.put_first(self.view_combo)
        self.list.table.set_widths(
            {
                "Name": 80, "Post": 84, "Training requirement": 170, "How binding": 94, "Hours required": 76,
                "Hours done": 88, "Hours missing": 76, "Still to come by the plan": 88,
                "Still to come at this pace": 112, "Forecast for 31 December": 76,
            },
            stretch="State",
        )  # fmt: skip
        self.external_button = self.add_step(
            _("Record a training of this person"), self._on_external, "plus", for_one=True, kind="primary"
        )
        self.short_label = label("", wrap=True)
        self._under.addWidget(self.short_label)
        self.put_under(
            self.link(_("Trainings of this person"), self._on_details, "list", for_one=True),
            self.link(_("Certificate of training hours"), self._on_certificate, "printer", for_one=True),
            self.link(_("Training hours by post and category"), self._on_statistics, "chart-column"),
        )

    def read(self, year: int) -> Sequence[BalanceRow]:
        rows = self.desk.read(training_balance.balance, year, self.desk.today())
        short = [row for row in rows if row.falls_short]
        sure = [row for row in short if not row.requirement.is_reference]
        unsure = [row.name for row in short if row.requirement.is_reference]
        text = (
            _("Will fall short by 31 December {year}: {names}").format(year=year, names=_shortfalls(sure))
            if sure
            else _("Nobody falls short of the binding requirements by 31 December {year}.").format(year=year)
        )
        if unsure:
            text += _(" By requirements for reference: {names}.").format(
                names=_(", ").join(dict.fromkeys(unsure))
            )
        self.short_label.setText(text)
        return rows

    def go_to(self, staff_id: int) -> None:
        """Show a person's first line."""
        self.view_combo.choose(False)
        self.list.filter_edit.clear()
        keys = (row for row in self.list.shown() if row.staff_id == staff_id)
        if found := next(keys, None):
            self.list.table.go_to((found.staff_id, found.requirement.key))

    def open_row(self, row: BalanceRow) -> None:
        from centerdesk.ui.dialogs.training_person import PersonTrainingsDialog

        PersonTrainingsDialog(self, self.desk, row.staff_id, row.name).open()

    def _sift(self) -> None:
        only_short = self.view_combo.value()
        self.list.keep(lambda row: row.falls_short or not only_short)

    def _on_details(self) -> None:
        self.open_row(self.list.table.current())

    def _on_external(self) -> None:
        from centerdesk.ui.dialogs.training import TrainingDialog

        TrainingDialog(self, self.desk, staff_ids=[self.list.table.current().staff_id]).open()

    def _on_certificate(self) -> None:
        where = {"staff_id": self.list.table.current().staff_id, "year": self._year}
        self.asked.emit("reports", {"code": "training-certificate", **where})

    def _on_statistics(self) -> None:
        self.asked.emit("reports", {"code": "training-hours", "year": self._year})


class SessionsSection(Section):
    """The trainings of a year, the latest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            _("Trainings"),
            TRAINING_COLUMNS,
            lambda row: row.id,
            words=lambda row: f"{row.topic} {row.category_title} {row.organiser} {row.trainer} {row.days}",
            count=_("{n} trainings"),
            looks={"People": lambda row: Look() if row.people else Look(pill=Tone.WARN)},
        )
        self.list.table.set_widths(
            {
                "Date": 200, "Category": 128, "Form of training": 80, "Training hours": 56, "People": 56,
                "Organiser": 130,
            },
            stretch="Topic",
        )  # fmt: skip
        self.change_button = self.add_step(_("Edit"), self._on_change, "pencil", for_one=True)
        self.remove_button = self.add_step(_("Remove"), self._on_remove, "trash", for_one=True)
        self.import_button = self.add_step(_("Read in"), self._on_import, "file-spreadsheet")
        self.add_button = self.add_step(_("Record a training"), self._on_add, "plus", kind="primary")
        self.put_under(
            self.link(
                _("Sign-in list of a training"), lambda: self._print("sign-in"), "printer", for_one=True
            ),
            self.link(_("Training record"), lambda: self._print("record"), "printer", for_one=True),
            self.link(_("Scans of the training"), self._on_files, "paperclip", for_one=True),
        )

    def read(self, year: int) -> Sequence[TrainingRow]:
        return self.desk.read(training.sessions, year)

    def open_row(self, row: TrainingRow) -> None:
        if self.may_write:
            from centerdesk.ui.dialogs.training import TrainingDialog

            TrainingDialog(self, self.desk, self.desk.read(training.session_row, row.id)).open()

    def _on_import(self) -> None:
        from centerdesk.ui.dialogs.import_table import TRAINING, ImportTableDialog

        ImportTableDialog(self, self.desk, TRAINING).open()

    def _on_add(self) -> None:
        from centerdesk.ui.dialogs.training import TrainingDialog

        TrainingDialog(self, self.desk).open()

    def _on_change(self) -> None:
        self.open_row(self.list.table.current())

    def _on_remove(self) -> None:
        row = self.list.table.current()
        ask(
            self,
            _("Remove the training “{topic}” of {days}?").format(topic=row.topic, days=row.days),
            _(
                "Its {n} attendees lose its hours; a line of the plan is open again. Only for a mistake."
            ).format(n=row.people),
            _("Remove"),
            lambda: self.desk.write(training.remove_session, row.id),
        )

    def _on_files(self) -> None:
        from centerdesk.ui.dialogs.record_files import RecordFilesDialog

        row = self.list.table.current()
        RecordFilesDialog(
            self, self.desk, row.topic, attachments.attachments_of_session, session_id=row.id
        ).open()

    def _print(self, paper: str) -> None:
        day = self.list.table.current().starts_on
        self.asked.emit("reports", {"code": f"training-{paper}", "day": day})


def balance_tone(row: BalanceRow) -> Tone:
    """The colour of a balance: what is not sure is no alarm."""
    if not row.missing:
        return Tone.OK
    if not row.falls_short:
        return Tone.INFO
    return Tone.MUTE if row.requirement.is_reference else Tone.WARN


def _shortfalls(rows: Sequence[BalanceRow]) -> str:
    """王芳（每年·不限类别，差3.5）"""
    return _(", ").join(
        _("{name} ({requirement}, {hours} hours short)").format(
            name=row.name, requirement=row.requirement.title, hours=row.required - row.forecast
        )
        for row in rows
    )
