"""Papers of the staff: the five lights, the papers with their clocks, and who is off duty."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.staff_papers import PaperState
from centerdesk.services import staff_leaves, staff_papers
from centerdesk.services.five_faults import LightRow
from centerdesk.services.rights import RIGHTS, Right
from centerdesk.services.staff_leaves import LeaveRow
from centerdesk.services.staff_papers import STAFF_PAPER_COLUMNS, StaffPaperRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import ask
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import button, card, clear, column, label, row
from centerdesk.ui.widgets.empty import EmptyState
from centerdesk.ui.widgets.fields import Combo
from centerdesk.ui.widgets.five_lights import FiveLights
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.table import Look

_WIDTHS = {
    "Name": 84, "Post": 110, "Certificate or check": 164, "State": 120, "Valid until": 104,
    "Issued or examined on": 124, "Number of the certificate": 130, "Issued or examined by": 206,
}  # fmt: skip


class StaffPapersTab(QWidget):
    """Director and health worker see it; the director writes."""

    said = Signal(str, Tone)
    asked = Signal(str, dict)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        rights = RIGHTS[desk.actor.role]
        self._may_read, self._may_write = Right.READ_ID_NUMBERS in rights, Right.WRITE_STAFF in rights
        self.lights = FiveLights(desk)
        self.lights.opened.connect(self._on_light)
        self._make_list()
        self._leaves = QVBoxLayout()
        self._leaves.setSpacing(px(4))
        self.off_duty_button = button(_("Record days off duty"), self._on_off_duty, icon="calendar-x")
        self.off_duty_button.setVisible(self._may_write)
        away = row(label(_("Off duty"), bold=True), self._leaves, self.off_duty_button, gap=12)
        away.setStretch(1, 1)
        self.closed = EmptyState(
            "lock",
            _("Papers of the staff are not for everybody"),
            _("They tell of people's health and past. Director and health worker can see them."),
        )
        self.closed.setVisible(not self._may_read)
        layout = column(
            card(column(self.lights), (16, 8, 16, 8)),
            self.list,
            card(away, (16, 8, 16, 8)),
            self.closed,
            gap=12,
        )
        layout.setStretch(1, 1)
        layout.setContentsMargins(0, px(12), 0, 0)
        self.setLayout(layout)
        if not self._may_read:
            for place in range(3):
                if (item := layout.itemAt(place)) and (part := item.widget()):
                    part.hide()

    def _make_list(self) -> None:
        self.view_combo = Combo[str](
            [("all", _("Everything")), ("care", _("To be dealt with")), ("missing", _("Missing ones"))]
        )
        self.view_combo.setAccessibleName(_("Which papers"))
        self.view_combo.currentIndexChanged.connect(self._sift)
        self.list = ListFrame(
            self.desk,
            _("Papers of the staff"),
            STAFF_PAPER_COLUMNS,
            lambda paper: paper.key,
            words=lambda paper: f"{paper.name} {paper.person.name_search} {paper.title} {paper.state_text}",
            count=_("{n} certificates and checks"),
            looks={"State": lambda paper: Look(pill=tone_of(paper))},
        )
        self.list.table.set_widths(_WIDTHS, stretch="")
        self.list.table.opened.connect(self._on_opened)
        self.list.table.selectionModel().selectionChanged.connect(lambda *_both: self._show_buttons())
        self.list.saved.connect(lambda file: self.said.emit(_("Saved: {file}").format(file=file), Tone.OK))
        self.change_button = button(_("Edit"), self._on_change, icon="pencil")
        self.remove_button = button(_("Remove"), self._on_remove, icon="trash")
        self.add_button = button(_("Record a paper of the staff"), self._on_add, icon="plus", kind="primary")
        self.files_button = button(_("Scans"), self._on_files, icon="paperclip")
        self.list.put_first(self.view_combo)
        self.list.head.addWidget(self.files_button)
        for each in (self.change_button, self.remove_button, self.add_button):
            each.setVisible(self._may_write)
            self.list.head.addWidget(each)

    def refresh(self) -> None:
        """Read lights, papers and days off duty again."""
        if not self._may_read:
            return
        today = self.desk.today()
        self.lights.refresh()
        self.list.set_rows(self.desk.read(staff_papers.list_papers, today))
        self._show_leaves(self.desk.read(staff_leaves.list_leaves, today))
        self._show_buttons()

    def open_at(self, where: dict[str, Any]) -> None:
        """Show what is to be dealt with, the most urgent first; of one person, where one is named."""
        self.view_combo.choose("care")
        self.list.filter_edit.clear()
        if where.get("staff_id"):
            shown = (paper.key for paper in self.list.shown() if paper.staff_id == where["staff_id"])
            self.list.table.go_to(next(shown, None))
        elif self.list.shown():
            self.list.table.go_to_place(0)

    def _sift(self) -> None:
        kept = {
            "all": lambda _paper: True,
            "care": lambda paper: paper.needs_care,
            "missing": lambda paper: paper.state is PaperState.MISSING,
        }
        self.list.keep(kept[self.view_combo.value()])

    def _show_buttons(self) -> None:
        paper = self.list.table.current()
        recorded = paper is not None and paper.id is not None
        self.files_button.setEnabled(recorded)
        self.change_button.setEnabled(recorded)
        self.remove_button.setEnabled(recorded)

    def _show_leaves(self, leaves: list[LeaveRow]) -> None:
        clear(self._leaves)
        for leave in leaves:
            words = label(
                " · ".join(
                    part for part in (leave.name, leave.kind.label, leave.days_text, leave.note) if part
                )
            )
            line = row(words, None)
            if self._may_write:
                for text, act in ((_("Edit"), self._on_leave), (_("Take back"), self._on_leave_back)):
                    step = button(text, partial(act, leave), kind="link")
                    step.setAccessibleName(f"{text}: {leave.name}")
                    line.addWidget(step)
            made = QWidget()
            made.setLayout(line)
            self._leaves.addWidget(made)
        if not leaves:
            self._leaves.addWidget(label(_("Nobody is off duty."), soft=True))

    def _on_light(self, light: LightRow) -> None:
        from centerdesk.ui.dialogs.fault import FaultDialog

        dialog = FaultDialog(self, light)
        dialog.asked.connect(self.asked)
        dialog.open()

    def _on_opened(self, paper: StaffPaperRow) -> None:
        if self._may_write:
            self._open(paper, new=paper.id is None)

    def _on_add(self) -> None:
        """A new paper; of a line that needs care, its renewal is proposed."""
        paper = self.list.table.current()
        self._open(paper if paper and paper.needs_care else None, new=True)

    def _on_change(self) -> None:
        self._open(self.list.table.current(), new=False)

    def _open(self, paper: StaffPaperRow | None, *, new: bool) -> None:
        from centerdesk.ui.dialogs.staff_paper import StaffPaperDialog

        StaffPaperDialog(self, self.desk, paper, new=new).open()

    def _on_files(self) -> None:
        from centerdesk.ui.dialogs.staff_paper_files import StaffPaperFilesDialog

        StaffPaperFilesDialog(self, self.desk, self.list.table.current()).open()

    def _on_remove(self) -> None:
        paper = self.list.table.current()
        ask(
            self,
            _("Remove “{paper}” of {name}?").format(paper=paper.title, name=paper.name),
            _(
                "Only for a mistake: a renewed paper is recorded beside the earlier one. The change log keeps it."
            ),
            _("Remove"),
            lambda: self.desk.write(staff_papers.remove_paper, paper.id),
        )

    def _on_off_duty(self) -> None:
        from centerdesk.ui.dialogs.off_duty import OffDutyDialog

        paper = self.list.table.current()
        OffDutyDialog(self, self.desk, staff_id=paper.staff_id if paper else None).open()

    def _on_leave(self, leave: LeaveRow) -> None:
        from centerdesk.ui.dialogs.off_duty import OffDutyDialog

        OffDutyDialog(self, self.desk, leave).open()

    def _on_leave_back(self, leave: LeaveRow) -> None:
        ask(
            self,
            _("Take back the days off duty of {name}?").format(name=leave.name),
            _("It counts as if they had never been recorded. Only for a mistake."),
            _("Take back"),
            lambda: self.desk.write(staff_leaves.remove_leave, leave.id),
        )


def tone_of(paper: StaffPaperRow) -> Tone:
    """The colour of a paper's state: what no law is known to ask for is never an alarm."""
    if paper.state is PaperState.VALID:
        return Tone.OK
    if paper.state in (PaperState.SOON, PaperState.TODAY):
        return Tone.WARN
    if paper.state is PaperState.FAILED or paper.is_duty:
        return Tone.ALARM
    return Tone.MUTE if paper.state is PaperState.MISSING else Tone.WARN
