"""The sections of training: the balance, the trainings, the year's plan, and the hours that are asked."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from centerdesk.base.i18n import _
from centerdesk.base.tables import Column
from centerdesk.domain.training import Requirement
from centerdesk.services import training, training_balance, training_plan, training_requirements
from centerdesk.services.rights import RIGHTS, Right
from centerdesk.services.training import TRAINING_COLUMNS, TrainingRow
from centerdesk.services.training_balance import BALANCE_COLUMNS, BalanceRow
from centerdesk.services.training_plan import PLAN_COLUMNS, PlanRow
from centerdesk.services.training_requirements import REQUIREMENT_COLUMNS
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import ask
from centerdesk.ui.theme import Tone
from centerdesk.ui.widgets.basics import button, column, label, row
from centerdesk.ui.widgets.fields import Combo
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.table import Look


class Section(QWidget):
    """A list of a year with its buttons, and under it what leads to papers and further."""

    said = Signal(str, Tone)
    asked = Signal(str, dict)

    def __init__(
        self,
        desk: Desk,
        title: str,
        columns: Sequence[Column],
        key: Callable[[Any], Any],
        *,
        words: Callable[[Any], str],
        count: str,
        looks: dict[str, Callable[[Any], Look]],
    ) -> None:
        super().__init__()
        self.desk = desk
        self.may_write = Right.WRITE_STAFF in RIGHTS[desk.actor.role]
        self._year = desk.today().year
        self._for_one: list[QPushButton] = []
        self.list = ListFrame(desk, title, columns, key, words=words, count=count, looks=looks)
        self.list.table.opened.connect(self.open_row)
        self.list.table.selectionModel().selectionChanged.connect(lambda *_both: self.show_buttons())
        self.list.saved.connect(lambda file: self.said.emit(_("Saved: {file}").format(file=file), Tone.OK))
        self._under = column(gap=8)
        layout = column(self.list, self._under, gap=8)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def refresh(self, year: int) -> None:
        """Read the year again."""
        self._year = year
        self.list.set_rows(self.read(year))
        self.show_buttons()

    def read(self, year: int) -> Sequence[Any]:
        """The rows of a year."""
        raise NotImplementedError

    def open_row(self, row: Any) -> None:
        """What Enter and a double click do."""
        raise NotImplementedError

    def add_step(
        self, text: str, act: Callable[[], object], icon: str, *, for_one: bool = False, kind: str = "plain"
    ) -> QPushButton:
        """A button over the list, for who may write."""
        made = self._prepared(button(text, act, icon=icon, kind=kind), for_one)
        made.setVisible(self.may_write)
        self.list.head.addWidget(made)
        return made

    def link(self, text: str, act: Callable[[], object], icon: str, *, for_one: bool = False) -> QPushButton:
        """A button under the list."""
        return self._prepared(button(text, act, icon=icon, kind="link"), for_one)

    def put_under(self, *parts: QWidget) -> None:
        """A line of its own under the list."""
        self._under.addLayout(row(*parts, None, gap=16))

    def show_buttons(self) -> None:
        """Those for one row need one."""
        chosen = self.list.table.current() is not None
        for each in self._for_one:
            each.setEnabled(chosen)

    def _prepared(self, made: QPushButton, for_one: bool) -> QPushButton:
        if for_one:
            self._for_one.append(made)
        return made


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
                "Date": 206, "Category": 150, "Form of training": 92, "Training hours": 64, "People": 64,
                "Organiser": 160,
            },
            stretch="Topic",
        )  # fmt: skip
        self.change_button = self.add_step(_("Edit"), self._on_change, "pencil", for_one=True)
        self.remove_button = self.add_step(_("Remove"), self._on_remove, "trash", for_one=True)
        self.add_button = self.add_step(_("Record a training"), self._on_add, "plus", kind="primary")
        self.put_under(
            self.link(
                _("Sign-in list of a training"), lambda: self._print("sign-in"), "printer", for_one=True
            ),
            self.link(_("Training record"), lambda: self._print("record"), "printer", for_one=True),
        )

    def read(self, year: int) -> Sequence[TrainingRow]:
        return self.desk.read(training.sessions, year)

    def open_row(self, row: TrainingRow) -> None:
        if self.may_write:
            from centerdesk.ui.dialogs.training import TrainingDialog

            TrainingDialog(self, self.desk, self.desk.read(training.session_row, row.id)).open()

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

    def _print(self, paper: str) -> None:
        day = self.list.table.current().starts_on
        self.asked.emit("reports", {"code": f"training-{paper}", "day": day})


class PlanSection(Section):
    """The plan of a year; a line becomes a training when it is held."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            _("Training plan of the year"),
            PLAN_COLUMNS,
            lambda row: row.id,
            words=lambda row: f"{row.topic} {row.category_title} {row.post_text} {row.organiser} {row.state}",
            count=_("{n} planned trainings"),
            looks={"State": lambda row: Look(pill=plan_tone(row))},
        )
        self.list.table.set_widths(
            {
                "Planned for": 104, "Category": 140, "Form of training": 92, "Training hours": 64,
                "For whom": 92, "Organiser": 130, "State": 140,
            },
            stretch="Topic",
        )  # fmt: skip
        self.change_button = self.add_step(_("Edit"), self._on_change, "pencil", for_one=True)
        self.remove_button = self.add_step(_("Remove"), self._on_remove, "trash", for_one=True)
        self.hold_button = self.add_step(_("Record as held"), self._on_hold, "check", for_one=True)
        self.add_button = self.add_step(_("Add to the plan"), self._on_add, "plus", kind="primary")
        self.put_under(self.link(_("Print the plan"), self._on_print, "printer"))

    def read(self, year: int) -> Sequence[PlanRow]:
        return self.desk.read(training_plan.plan, year, self.desk.today())

    def show_buttons(self) -> None:
        super().show_buttons()
        line = self.list.table.current()
        self.hold_button.setEnabled(line is not None and line.session_id is None)

    def open_row(self, row: PlanRow) -> None:
        if self.may_write:
            from centerdesk.ui.dialogs.training_plan import PlanLineDialog

            PlanLineDialog(self, self.desk, row).open()

    def _on_add(self) -> None:
        from centerdesk.ui.dialogs.training_plan import PlanLineDialog

        PlanLineDialog(self, self.desk).open()

    def _on_change(self) -> None:
        self.open_row(self.list.table.current())

    def _on_hold(self) -> None:
        from centerdesk.ui.dialogs.training import HoldDialog

        HoldDialog(self, self.desk, self.list.table.current()).open()

    def _on_remove(self) -> None:
        line = self.list.table.current()
        ask(
            self,
            _("Take “{topic}” out of the plan?").format(topic=line.topic),
            _("A training that was held stays recorded."),
            _("Remove"),
            lambda: self.desk.write(training_plan.remove_line, line.id),
        )

    def _on_print(self) -> None:
        self.asked.emit("reports", {"code": "training-plan", "year": self._year})


class RequirementsSection(Section):
    """The hours asked: shipped with their source, and the centre's own targets."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            _("Requirements of training hours"),
            REQUIREMENT_COLUMNS,
            lambda row: row.id or (row.key, row.valid_from),
            words=lambda row: f"{row.post.label} {row.category_title} {row.standing} {row.source}",
            count=_("{n} requirements"),
            looks={"How binding": lambda row: Look(pill=requirement_tone(row))},
        )
        self.list.table.set_widths(
            {
                "Post": 92, "Period": 92, "Category": 140, "Training hours": 64, "How binding": 110,
                "Valid from": 104, "Holds until": 104,
            },
            stretch="Source",
        )  # fmt: skip
        self.own_button = self.add_step(
            _("Set own target in its place"), self._on_replace, "copy", for_one=True
        )
        self.change_button = self.add_step(_("Edit"), self._on_change, "pencil", for_one=True)
        self.remove_button = self.add_step(_("Remove"), self._on_remove, "trash", for_one=True)
        self.add_button = self.add_step(_("Set a target"), self._on_add, "plus", kind="primary")
        self._under.addWidget(
            label(
                _(
                    "“For reference” means that the text of the rule was not seen: check with the authority, and "
                    "set the centre's own target where another number holds."
                ),
                12,
                soft=True,
                wrap=True,
            )
        )

    def read(self, year: int) -> Sequence[Requirement]:
        return self.desk.read(training_requirements.list_requirements)

    def show_buttons(self) -> None:
        super().show_buttons()
        asked = self.list.table.current()
        own = asked is not None and asked.id is not None
        self.own_button.setEnabled(asked is not None and not own)
        self.change_button.setEnabled(own)
        self.remove_button.setEnabled(own)

    def open_row(self, row: Requirement) -> None:
        if self.may_write:
            self._open(row)

    def _open(self, asked: Requirement | None) -> None:
        from centerdesk.ui.dialogs.training_requirement import RequirementDialog

        RequirementDialog(self, self.desk, asked).open()

    def _on_add(self) -> None:
        self._open(None)

    def _on_replace(self) -> None:
        self._open(self.list.table.current())

    def _on_change(self) -> None:
        self._open(self.list.table.current())

    def _on_remove(self) -> None:
        asked = self.list.table.current()
        ask(
            self,
            _("Remove the target “{title}” of {post}?").format(title=asked.title, post=asked.post.label),
            _("Only for a mistake; what ends gets a last day. A requirement it replaced holds again."),
            _("Remove"),
            lambda: self.desk.write(training_requirements.remove_requirement, asked.id),
        )


def balance_tone(row: BalanceRow) -> Tone:
    """The colour of a balance: what is not sure is no alarm."""
    if not row.missing:
        return Tone.OK
    if not row.falls_short:
        return Tone.INFO
    return Tone.MUTE if row.requirement.is_reference else Tone.WARN


def plan_tone(row: PlanRow) -> Tone:
    """The colour of a line of the plan."""
    if row.held_on:
        return Tone.OK
    return Tone.WARN if row.overdue else Tone.INFO


def requirement_tone(row: Requirement) -> Tone:
    """The colour of what is asked."""
    if row.is_reference:
        return Tone.MUTE
    return Tone.OK if row.id is not None else Tone.INFO


def _shortfalls(rows: Sequence[BalanceRow]) -> str:
    """王芳（每年·不限类别，差3.5）"""
    return _(", ").join(
        _("{name} ({requirement}, {hours} hours short)").format(
            name=row.name, requirement=row.requirement.title, hours=row.required - row.forecast
        )
        for row in rows
    )
