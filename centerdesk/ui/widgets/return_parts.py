"""Parts of the monthly return's page: months as a strip, a figure opened, what the rules found."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.returns.content import Finding, State
from centerdesk.returns.monthly import FigureDetail, MonthRow
from centerdesk.returns.rule import Level
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Flow, Pill, button, clear, column, label, row, rule, scrolled
from centerdesk.ui.widgets.empty import EmptyState
from centerdesk.ui.widgets.pressable import Pressable
from centerdesk.ui.widgets.table_view import TableView

LEVEL_TONES = {Level.ERROR: Tone.ALARM, Level.WARNING: Tone.WARN, Level.HINT: Tone.INFO}


_MOST_COLUMNS = 4


class MonthChip(Pressable):
    """A month and where its return stands."""

    def __init__(self, month: MonthRow, chosen: bool) -> None:
        super().__init__()
        self.setProperty("chip", True)
        self.setProperty("chosen", chosen)
        words = formats.long_month(month.month.year, month.month.month)
        self.setAccessibleName(f"{words} {month.state.label}")
        layout = column(
            label(words),
            Pill(month.state.label, Tone.OK if month.state is State.LOCKED else Tone.INFO),
            gap=4,
        )
        layout.setContentsMargins(px(12), px(6), px(12), px(8))
        self.setLayout(layout)


class MonthStrip(QWidget):
    """The last months, one of them chosen."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._flow = Flow(8)
        self.setLayout(self._flow)

    def show_months(self, months: Sequence[MonthRow], at: object) -> None:
        """Show them, oldest first."""
        clear(self._flow)
        for month in months:
            chip = MonthChip(month, month.month == at)
            chip.clicked.connect(lambda month=month.month: self.chosen.emit(month))
            self._flow.addWidget(chip)
        self.updateGeometry()


class FigureCard(QFrame):
    """A figure opened: what it means, where it comes from, and who stands behind it."""

    row_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.title_label = label("", 16, bold=True, wrap=True)
        self.meaning_label = label("", wrap=True)
        self.source_label = label("", 12, soft=True, wrap=True)
        self.empty = EmptyState("list", "", "")
        self.table = TableView((), lambda row: row)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, px(12), 1, 1)
        self._layout.setSpacing(px(6))
        for each in (self.title_label, self.meaning_label, self.source_label):
            each.setContentsMargins(px(16), 0, px(16), 0)
            self._layout.addWidget(each)
        self._layout.addWidget(self.table, 1)
        self._layout.addWidget(self.empty, 1)
        self.empty.hide()

    def show_detail(self, detail: FigureDetail) -> None:
        """Show a figure's meaning and its rows."""
        figure = detail.figure
        value = formats.number(figure.value)
        unit = figure.unit if figure.value is not None else ""
        code = "" if figure.depth else f"{figure.code} "
        self.title_label.setText(f"{code}{figure.title}：{value} {unit}".rstrip())
        self.meaning_label.setText(detail.definition)
        self.source_label.setText(
            _("Source: {source} ({certainty})").format(source=detail.source, certainty=detail.certainty.label)
        )
        self._renew(detail)
        self.table.setVisible(bool(detail.rows))
        self.empty.setVisible(not detail.rows)
        if figure.value is None:
            self.empty.say(
                _("Not known"), _("The centre has not recorded what this figure would be made of.")
            )
        else:
            self.empty.say(
                _("No single records"),
                _("This figure is a particular of the centre, or nobody counts in it."),
            )

    def _renew(self, detail: FigureDetail) -> None:
        """Each figure has columns of its own, so each has a table of its own."""
        keys = {id(each): place for place, each in enumerate(detail.rows)}
        columns = detail.columns
        if len(columns) > _MOST_COLUMNS:  # a day's record says enough without the birth date
            columns = tuple(column for column in columns if column.title != "Birth date")
        table = TableView(columns, lambda each: keys[id(each)])
        table.setAccessibleName(detail.figure.title)
        table.set_rows(detail.rows)
        table.resizeColumnsToContents()
        table.horizontalHeader().setStretchLastSection(True)
        table.opened.connect(self.row_opened)
        self._layout.replaceWidget(self.table, table)
        self.table.deleteLater()
        self.table = table


class FindingsCard(QFrame):
    """What the rules found before locking, each with what to do."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.title_label = label("", 16, bold=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(8))
        inside = QWidget()
        held = column(self._rows, None)
        held.setContentsMargins(0, 0, px(12), 0)
        inside.setLayout(held)
        area = scrolled(inside)
        area.setMinimumHeight(px(80))
        layout = column(self.title_label, area, gap=8)
        layout.setContentsMargins(px(16), px(12), px(4), px(12))
        self.setLayout(layout)

    def show_findings(self, findings: Sequence[Finding], locked: bool) -> None:
        """Show them, errors first."""
        clear(self._rows)
        title = _("Checks before locking") if not locked else _("Checks")
        self.title_label.setText(f"{title}  {len(findings) or ''}")
        if not findings:
            text = _("The figures are kept as they were filed.") if locked else _("Nothing was found.")
            self._rows.addLayout(
                row(
                    Pill(State.LOCKED.label if locked else _("Passed"), Tone.OK), label(text, soft=True), None
                )
            )
        for finding in findings:
            self._rows.addWidget(rule())
            self._rows.addWidget(self._finding(finding))

    def _finding(self, finding: Finding) -> QWidget:
        made = QWidget()
        level = finding.rule.level
        head: Any = row(Pill(level.label, LEVEL_TONES[level]), label(finding.found.text, wrap=True), gap=8)
        head.setStretch(1, 1)
        found = finding.found
        if found.day or found.class_id or found.child_id:
            head.addWidget(button(_("Go there"), lambda: self.asked.emit(found), kind="link"))
        made.setLayout(column(head, label(_(finding.rule.instruction), 12, soft=True, wrap=True), gap=2))
        return made
