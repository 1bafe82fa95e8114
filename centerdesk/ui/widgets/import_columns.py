"""The second step of an import: which sheets are read, where their headings stand, what their columns hold."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Column
from centerdesk.domain.grids import Grid
from centerdesk.domain.headings import ROSTER
from centerdesk.domain.roster_sheet import (
    ColumnProposal,
    RosterRow,
    SheetProposal,
    Words,
    propose,
    propose_at,
    read_roster,
)
from centerdesk.domain.workbook_words import Col
from centerdesk.services.roster_entry import NEEDED
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Elided, Pill, card, clear, column, label, row, scrolled
from centerdesk.ui.widgets.fields import Combo, Spin
from centerdesk.ui.widgets.table import Look
from centerdesk.ui.widgets.table_view import TableView

_LAST = (Col.POSITION, Col.REASON, Col.AS_IT_STANDS)  # offered after those that say something of a child
_BY_NUMBER = (Col.BIRTH_DATE, Col.SEX)  # an ID number tells them as well
_OFFERED = 14  # columns shown at once in a choice


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet in the list: how many children are read from it."""

    place: int
    name: str
    children: int
    taken: bool

    @property
    def words(self) -> str:
        """What is done with it."""
        return _("{n} rows read").format(n=self.children) if self.taken else _("Not read")


_SHEET_COLUMNS = (
    Column(N_("Sheet"), lambda row: row.name),
    Column(N_("Read in"), lambda row: row.words),
)


class ColumnsStep(QWidget):
    """The sheets at the left; of the current one its heading, its class and a line for each of its columns."""

    def __init__(self) -> None:
        super().__init__()
        self._grids: Sequence[Grid] = ()
        self._words: Words = {}
        self._first: list[SheetProposal] = []
        self._now: list[SheetProposal] = []
        self._children: list[int] = []
        self._place = 0
        self.combos: list[Combo[Col | None]] = []
        self._pills: list[Pill] = []
        self.sheets = TableView(
            _SHEET_COLUMNS, lambda row: row.place, {"Read in": _sheet_look}, sortable=False
        )
        self.sheets.setAccessibleName(_("Sheets"))
        self.sheets.set_widths({"Read in": 104}, stretch="Sheet")
        self.sheets.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.sheets.chosen.connect(self._on_sheet)
        left = card(column(self.sheets), (1, 1, 1, 1))
        left.setFixedWidth(px(208))
        self._build_head()
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(px(12))
        self._lines.setVerticalSpacing(px(4))
        for place, (width, stretch) in enumerate(((20, 0), (110, 2), (110, 3), (160, 0), (84, 0))):
            self._lines.setColumnMinimumWidth(place, px(width))
            self._lines.setColumnStretch(place, stretch)
        inside = QWidget()
        lines = column(self._lines, None)
        lines.setContentsMargins(0, 0, px(12), 0)
        inside.setLayout(lines)
        self.missing_label = label("", 12, wrap=True)
        self.missing_label.setProperty("wrong", True)
        self._area = scrolled(inside)
        right = column(self._head, card(column(self._area)), self.missing_label)
        right.setStretch(1, 1)
        both = row(left, right, gap=12)
        both.setStretch(1, 1)
        self.setLayout(both)

    def _build_head(self) -> None:
        self.read_check = QCheckBox(_("Read this sheet"))
        self.read_check.toggled.connect(self._on_read)
        self.first_spin = Spin(1, 1)
        self.first_spin.setFixedWidth(px(52))
        self.first_spin.setKeyboardTracking(False)
        self.first_spin.setAccessibleName(_("First row of the heading"))
        self.first_spin.valueChanged.connect(self._on_heading)
        QShortcut(
            QKeySequence(Qt.Key.Key_Return),  # else it would leave the step before one sees the columns
            self.first_spin,
            self.focus_first,
            context=Qt.ShortcutContext.WidgetShortcut,
        )
        self.lines_combo = Combo[int]([(1, _("one row")), (2, _("two rows"))])
        self.lines_combo.setAccessibleName(_("Rows of the heading"))
        self.lines_combo.currentIndexChanged.connect(self._on_heading)
        self.class_edit = QLineEdit()
        self.class_edit.setMaxLength(30)
        self.class_edit.setAccessibleName(_("Class of the sheet"))
        self.class_edit.textEdited.connect(self._on_class)
        self._head = row(
            self.read_check,
            8,
            label(_("Heading from row"), soft=True),
            self.first_spin,
            self.lines_combo,
            8,
            label(_("Class"), soft=True),
            self.class_edit,
        )

    def show_book(self, grids: Sequence[Grid], words: Words) -> None:
        """Show how a workbook would be read."""
        self._grids, self._words = grids, words
        self._first = list(propose(grids, words))
        self._now = list(self._first)
        self._children = [len(self._rows(place)) for place in range(len(grids))]
        self._place = next((place for place, each in enumerate(self._now) if each.taken), 0)
        self._show_sheet()
        self.sheets.go_to(self._place)

    def proposals(self) -> tuple[SheetProposal, ...]:
        """How the sheets are to be read, as it stands there now."""
        return tuple(self._now)

    def focus_first(self) -> None:
        """To the first column that wants a look, else to the first of all."""
        self.first_spin.interpretText()
        unsure = (
            combo
            for combo, pill in zip(self.combos, self._pills, strict=True)
            if pill.text() == _("Not known")
        )
        wanted = next(unsure, None) or next(iter(self.combos), self.sheets)
        wanted.setFocus()
        QTimer.singleShot(0, self, self._scroll)  # when the lines have found their places

    def _scroll(self) -> None:
        if (field := self.focusWidget()) and field in self.combos:
            self._area.ensureWidgetVisible(field, 0, px(60))

    def _on_sheet(self, row: SheetRow | None) -> None:
        if row is not None and row.place != self._place:
            self._place = row.place
            self._show_sheet()

    def _on_read(self, on: bool) -> None:
        proposal = self._now[self._place]
        if on and not proposal.last:
            self._on_heading()  # it has none yet
            return
        self._keep(replace(proposal, taken=on))
        self._show_state()

    def _on_heading(self) -> None:
        """Another heading: what its columns hold is guessed anew."""
        first, lines = self.first_spin.value(), self.lines_combo.value()
        grid = self._grids[self._place]
        end = grid.number(len(grid.rows) - 1)
        proposal = propose_at(grid, first, min(first + lines - 1, end), self._words)
        class_name = self._now[self._place].class_name or proposal.class_name
        self._first[self._place] = replace(proposal, class_name=class_name)
        self._keep(self._first[self._place])
        self._show_sheet()

    def _on_class(self, name: str) -> None:
        self._keep(replace(self._now[self._place], class_name=name.strip()))
        self._show_state()

    def _on_column(self, line: int) -> None:
        proposal = self._now[self._place]
        columns = list(proposal.columns)
        columns[line] = replace(columns[line], column=self.combos[line].value())
        self._keep(replace(proposal, columns=tuple(columns)))
        self._show_state()

    def _keep(self, proposal: SheetProposal) -> None:
        self._now[self._place] = proposal

    def _show_sheet(self) -> None:
        """All of the current sheet."""
        grid, proposal = self._grids[self._place], self._now[self._place]
        for each in (self.first_spin, self.lines_combo):
            each.blockSignals(True)
        self.first_spin.setRange(grid.first_row, grid.number(len(grid.rows) - 1))
        self.first_spin.setValue(proposal.first or grid.first_row)
        self.lines_combo.choose(max(proposal.last - proposal.first + 1, 1) if proposal.last else 1)
        for each in (self.first_spin, self.lines_combo):
            each.blockSignals(False)
        self.class_edit.setText(proposal.class_name)
        self._show_lines(proposal)
        self._show_state()

    def _show_lines(self, proposal: SheetProposal) -> None:
        clear(self._lines)
        self.combos, self._pills = [], []
        for place, words in enumerate(("", _("Heading"), _("Samples"), _("Read as"), "")):
            self._lines.addWidget(label(words, 12, soft=True), 0, place)
        for line, each in enumerate(proposal.columns):
            combo = Combo[Col | None](_choices())
            combo.setMaxVisibleItems(_OFFERED)
            combo.choose(each.column)
            combo.setAccessibleName(
                _("Column {letter} {title}: read as").format(letter=each.letter, title=each.title)
            )
            combo.currentIndexChanged.connect(lambda _place, line=line: self._on_column(line))
            pill = Pill()
            self.combos.append(combo)
            self._pills.append(pill)
            parts = (
                label(each.letter, soft=True),
                Elided(each.title, bold=True),
                Elided(_(", ").join(each.samples), soft=True),
                combo,
            )
            for place, part in enumerate(parts):
                self._lines.addWidget(part, line + 1, place)
            self._lines.addWidget(pill, line + 1, len(parts), Qt.AlignmentFlag.AlignLeft)
        for one, other in pairwise([self.class_edit, *self.combos]):
            self.setTabOrder(one, other)
        if not proposal.columns:
            words = _(
                "No row with names of columns was found. To read this sheet, say in which row its heading stands."
            )
            self._lines.addWidget(label(words, soft=True, wrap=True), 1, 1, 1, 4)

    def _show_state(self) -> None:
        """What follows from what is chosen: marks, what is missed, how many children."""
        proposal, first = self._now[self._place], self._first[self._place]
        self.read_check.blockSignals(True)
        self.read_check.setChecked(proposal.taken)
        self.read_check.blockSignals(False)
        by_column = proposal.place_of(Col.CLASS) is not None
        self.class_edit.setEnabled(not by_column)
        self.class_edit.setPlaceholderText(_("by the column of classes") if by_column else "")
        if by_column:
            self.class_edit.clear()
        else:
            self.class_edit.setText(proposal.class_name)
        times = Counter((each.column, each.nth) for each in proposal.columns if each.column)
        for combo, pill, each, before in zip(
            self.combos, self._pills, proposal.columns, first.columns, strict=True
        ):
            combo.setEnabled(proposal.taken)
            twice = each.column is not None and times[each.column, each.nth] > 1
            words, tone = _mark(each, before, twice=twice)
            if pill.text() != words:
                pill.say(words, tone)  # a style sheet takes its time
        rows = self._rows(self._place)
        self._children[self._place] = len(rows)
        missing = _missing(proposal, rows) if proposal.taken else ""
        self.missing_label.setText(missing)
        self.missing_label.setVisible(bool(missing))
        self.sheets.set_rows(
            [
                SheetRow(place, each.sheet, self._children[place], each.taken)
                for place, each in enumerate(self._now)
            ]
        )

    def _rows(self, place: int) -> Sequence[RosterRow]:
        """The children a sheet gives, none while it can't be read."""
        try:
            return read_roster(self._grids[place : place + 1], self._now[place : place + 1]).rows
        except UserError:
            return ()


def _choices() -> list[tuple[Col | None, str]]:
    columns = sorted(ROSTER.known, key=lambda each: each in _LAST)
    return [(None, _("Not read")), *((each, each.label) for each in columns)]


def _mark(now: ColumnProposal, first: ColumnProposal, *, twice: bool) -> tuple[str, Tone]:
    """How a column came to be read as it is."""
    if twice:
        return _("Twice"), Tone.ALARM
    if now.column is not first.column:
        return _("Chosen by you"), Tone.ACCENT
    if now.column is not now.guess:
        return _("As last time"), Tone.INFO
    if now.column:
        return _("Recognised"), Tone.OK
    return _("Not known"), Tone.WARN if now.samples else Tone.MUTE


def _missing(proposal: SheetProposal, rows: Sequence[RosterRow]) -> str:
    """A sentence about the columns that are needed and not there."""
    if proposal.place_of(Col.NAME) is None:
        return _("No column is read as the name: say which one holds the children's names.")
    there = {each.column for each in proposal.columns}
    if Col.ID_NUMBER in there:
        there.update(_BY_NUMBER)
    if proposal.class_name or (rows and all(each.text(Col.CLASS) for each in rows)):
        there.add(Col.CLASS)  # by the sheet, or by titles between its rows
    lacking = [each.label for each in NEEDED if each not in there]
    if not lacking:
        return ""
    return _("Not found: {columns}. Without it no new child can be taken in.").format(
        columns=_(", ").join(lacking)
    )


def _sheet_look(row: SheetRow) -> Look:
    return Look(pill=(Tone.OK if row.children else Tone.WARN) if row.taken else Tone.MUTE)
