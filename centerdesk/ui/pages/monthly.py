"""The monthly return: figures beside last month's, who stands behind them, checks, locking."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from centerdesk.base import formats
from centerdesk.base.files import write_whole
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.domain.calendar import Month, operating_days
from centerdesk.domain.people import Role
from centerdesk.returns import monthly
from centerdesk.returns.content import Figure, Return, State
from centerdesk.returns.evidence import EvidenceRow
from centerdesk.returns.monthly import Document
from centerdesk.returns.rule import Found, Level
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog, ask
from centerdesk.ui.pages.page import Page
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Elided, HeadLine, button, card, column, label, row, scrolled
from centerdesk.ui.widgets.empty import EmptyState
from centerdesk.ui.widgets.return_parts import FigureCard, FindingsCard, MonthStrip
from centerdesk.ui.widgets.table import Look
from centerdesk.ui.widgets.table_view import TableView

_BACK = 5


@dataclass(frozen=True, slots=True)
class _Line:
    """A figure with last month's beside it."""

    figure: Figure
    before: int | Decimal | None

    @property
    def change(self) -> str:
        """Since last month, with its sign; a dash where one of the two is unknown."""
        if self.figure.value is None or self.before is None:
            return formats.UNKNOWN
        change = self.figure.value - self.before
        return "0" if change == 0 else f"{change:+}".replace("-", "−")


def _figure_look(line: _Line) -> Look:
    return Look(bold=line.figure.depth == 0, token="accent_deep" if line.figure.value is not None else "soft")


_COLUMNS = (
    Column(N_("Code"), lambda line: "" if line.figure.depth else line.figure.code),
    Column(N_("Indicator"), lambda line: line.figure.title),
    Column(N_("Unit"), lambda line: line.figure.unit),
    Column(N_("This month"), lambda line: formats.number(line.figure.value), align=Align.RIGHT),
    Column(N_("Last month"), lambda line: formats.number(line.before), align=Align.RIGHT),
    Column(N_("Since last month"), lambda line: line.change, align=Align.RIGHT),
)
_LOOKS = {
    "Code": lambda _line: Look(token="soft"),
    "Indicator": lambda line: Look(indent=line.figure.depth),
    "Unit": lambda _line: Look(token="soft"),
    "This month": _figure_look,
}
_WIDTHS = {"Code": 60, "Unit": 60, "This month": 84, "Last month": 84, "Since last month": 72}


class MonthlyPage(Page):
    """One month's return at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.month = Month.of(desk.today())
        self._return: Return | None = None
        self.strip = MonthStrip()
        self.strip.chosen.connect(self.show_month)
        self.preview_button = button(_("Preview and print"), self._on_preview, icon="printer")
        self.save_button = button(_("Save the files"), self._on_save, icon="save")
        self.lock_button = button(_("Lock the return"), self._on_lock, icon="lock", kind="primary")
        self.lock_button.setVisible(desk.actor.role == Role.DIRECTOR)
        self.table = TableView(_COLUMNS, lambda line: line.figure.code, _LOOKS, sortable=False)
        self.table.setAccessibleName(_("Figures of the return"))
        self.table.set_widths(_WIDTHS, stretch="Indicator")
        self.table.chosen.connect(self._on_chosen)
        self.figure_card = FigureCard()
        self.figure_card.row_opened.connect(self._on_row_opened)
        self.findings = FindingsCard()
        self.findings.asked.connect(self._on_finding)
        self.stack = QStackedWidget()
        self.empty = EmptyState(
            "file-chart-column",
            _("No month to report yet"),
            _("The first return can be made when children are enrolled."),
            button(_("Go to the children"), lambda: self.asked.emit("children", {}), kind="primary"),
        )
        self._build()

    def _build(self) -> None:
        self.heading = HeadLine(
            _("Monthly return"), self.strip, self.preview_button, self.save_button, self.lock_button
        )
        self.body.addWidget(self.heading)
        foot = QVBoxLayout()
        self.state_label = Elided("", 12, soft=True)
        notes = button(_("How it is counted"), self._on_notes, kind="link")
        foot.addLayout(row(self.state_label, notes))
        foot.setContentsMargins(px(12), px(4), px(8), px(4))
        figures = column(self.table, foot, gap=0)
        figures.setStretch(0, 1)
        inside = QWidget()
        side = column(self.figure_card, self.findings, gap=12)
        side.setStretch(0, 3)
        side.setStretch(1, 2)
        inside.setLayout(side)
        self.figure_card.setMinimumHeight(px(250))
        self.findings.setMinimumHeight(px(160))
        right = scrolled(inside)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(card(figures, (1, 1, 1, 1)))
        split.addWidget(right)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setHandleWidth(px(12))
        split.setChildrenCollapsible(False)
        split.setSizes([px(640), px(430)])
        self.stack.addWidget(split)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)

    def show_compact(self, compact: bool) -> None:
        """Without the units: the opened figure has its own."""
        super().show_compact(compact)
        self.table.setColumnHidden(2, compact)

    def refresh(self) -> None:
        """Make the return of the month again, or read it as filed."""
        today = self.desk.today()
        months = self.desk.read(monthly.months, today, back=_BACK)
        self.strip.show_months(months, self.month)
        QTimer.singleShot(0, self.heading, self.heading.refit)  # when the chips have got their style
        known = {month.month: month for month in months}
        self.stack.setCurrentIndex(0 if months else 1)
        for each in (self.preview_button, self.save_button, self.lock_button):
            each.setEnabled(bool(months))
        if not months:
            return
        made = self._return = self.desk.read(monthly.make, self.month, today)
        before: dict[str, int | Decimal | None] = {}
        if self.month.plus(-1) in known or self.month not in known:
            earlier = self.desk.read(monthly.make, self.month.plus(-1), today)
            before = {figure.code: figure.value for figure in earlier.figures}
        self.table.set_rows([_Line(figure, before.get(figure.code)) for figure in made.figures])
        locked = made.state is State.LOCKED
        errors = any(finding.rule.level is Level.ERROR for finding in made.findings)
        days = operating_days(self.month.first, self.month.last)
        ripe = bool(days) and today >= days[-1]
        self.lock_button.setEnabled(ripe and not locked and not errors)
        self.lock_button.setToolTip(self._why_not(locked, errors, days))
        self.state_label.setText(self._state(made))
        self.findings.show_findings(made.findings, locked)
        if not self.table.currentIndex().isValid():
            self.table.go_to_place(0)
        self._on_chosen(self.table.current())

    def _why_not(self, locked: bool, errors: bool, days: Sequence[date]) -> str:
        """Why the month can't be locked now, or what locking does."""
        if locked:
            return _("This month is locked.")
        if errors:
            return _("Errors among the checks have to be settled first.")
        if days and self.desk.today() < days[-1]:
            return _("The month can be locked from its last operating day on: {day}.").format(
                day=formats.long_date(days[-1])
            )
        return _("Keeps figures and files as they are now.")

    def _on_notes(self) -> None:
        if self._return:
            dialog = Dialog(self, _("How it is counted"))
            for note in self._return.notes:
                dialog.body.addWidget(label(note, wrap=True))
            dialog.foot.addWidget(button(_("Close"), dialog.accept, kind="primary"))
            dialog.open()

    def _state(self, made: Return) -> str:
        if made.version:
            return _("Locked, version {n}.").format(n=made.version)
        return _("In progress: the figures stand as of {day}.").format(day=formats.long_date(made.as_of))

    def open_at(self, where: dict[str, Any]) -> None:
        """Show a month."""
        self.show_month(where.get("month") or Month.of(self.desk.today()))

    def show_month(self, month: Month) -> None:
        """Another month."""
        self.month = month
        self.refresh()
        self.table.setFocus()

    def _on_chosen(self, line: _Line | None) -> None:
        if line:
            self.figure_card.show_detail(
                self.desk.read(monthly.behind, self.month, line.figure.code, self.desk.today())
            )

    def _on_row_opened(self, evidence: EvidenceRow) -> None:
        if evidence.day and evidence.child_id:
            self.asked.emit("attendance", {"day": evidence.day, "child_id": evidence.child_id})
        elif evidence.child_id:
            self.asked.emit("children", {"child_id": evidence.child_id})

    def _on_finding(self, found: Found) -> None:
        if found.day:
            self.asked.emit("attendance", {"day": found.day, "class_id": found.class_id})
        elif found.child_id:
            self.asked.emit("children", {"child_id": found.child_id})
        else:
            self.asked.emit("centre", {})

    # Papers -----------------------------------------------------------------------------------------------------------

    def _documents(self, then: Callable[[list[Document]], object]) -> None:
        month, today, now = self.month, self.desk.today(), self.desk.now()
        self.desk.later(
            lambda session: monthly.documents(session, month, today=today, now=now),
            then,
            _("Making the papers …"),
        )

    def _on_preview(self) -> None:
        self._documents(self._preview)

    def _preview(self, files: list[Document]) -> None:
        from centerdesk.ui.preview import PreviewDialog

        pdf = next(file for file in files if file.name.endswith(".pdf"))
        title = _("Return of {month}").format(month=formats.long_month(self.month.year, self.month.month))
        PreviewDialog(self, self.desk, title, pdf.name, pdf.content).open()

    def _on_save(self) -> None:
        dialog = QFileDialog(self, _("A folder for PDF, Excel and JSON"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(
            lambda folder: self._documents(lambda files: self._save(Path(folder), files))
        )
        dialog.open()

    def _save(self, folder: Path, files: list[Document]) -> None:
        for file in files:
            write_whole(folder / file.name, file.content)
        self.said.emit(_("{n} files saved in {folder}").format(n=len(files), folder=folder), Tone.OK)

    def _on_lock(self) -> None:
        month = self.month
        words = formats.long_month(month.year, month.month)
        warnings = sum(1 for each in self._return.findings) if self._return else 0
        text = _(
            "The figures of {month}, who stands behind them, and the three files (PDF, Excel, JSON) are kept as they "
            "are now and never change again. Attendance corrected later does not alter this return."
        ).format(month=words)
        if warnings:
            text += "\n\n" + _("{n} hints are still open; they do not stand in the way.").format(n=warnings)
        ask(
            self, _("Lock the return of {month}?").format(month=words), text, _("Lock the return"), self._lock
        )

    def _lock(self) -> None:
        month, today = self.month, self.desk.today()
        self.desk.later(
            lambda session: monthly.lock(session, month, today=today),
            lambda _files: self.said.emit(
                _("The return is locked. Save its files and hand them in."), Tone.OK
            ),
            _("Locking the return …"),
            writes=True,
        )
