"""The year's training plan, and the hours that are asked of the posts."""

from collections.abc import Sequence

from centerdesk.base.i18n import _
from centerdesk.domain.training import Requirement
from centerdesk.services import (
    training_plan,
    training_requirements,
)
from centerdesk.services.training_plan import PLAN_COLUMNS, PlanRow
from centerdesk.services.training_requirements import REQUIREMENT_COLUMNS
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import ask
from centerdesk.ui.tabs.training_section import Section
from centerdesk.ui.theme import Tone
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.table import Look


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
                "Planned for": 100, "Category": 116, "Form of training": 80, "Training hours": 56,
                "For whom": 80, "Organiser": 96, "State": 136,
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
