"""A child's record beside the list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.services.children import ChildRow
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Elided, Flow, Pill, button, clear, label, scrolled
from centerdesk.ui.widgets.empty import EmptyState
from centerdesk.ui.widgets.pattern import pattern_words

Facts = Sequence[tuple[str, str]]


class RecordPart(QWidget):
    """A further part of the record, with a tab of its own."""

    def show_child(self, child: ChildRow | None) -> None:
        """Show what it tells of a child, or nothing."""
        raise NotImplementedError


class ChildRecord(QFrame):
    """Who the child is, its guardians, its time here, and the steps one can take."""

    edit_asked = Signal()
    move_asked = Signal()
    pattern_asked = Signal()
    leave_asked = Signal()
    return_asked = Signal()

    def __init__(self, may_write: bool) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(
            EmptyState("user", _("No child chosen"), _("Choose a child in the list: its record stands here."))
        )
        self.name_label = Elided("", 20, bold=True)
        self.line_label = label("", soft=True, wrap=True)
        self._badges = Flow(6)
        self.edit_button = button(_("Edit"), self.edit_asked.emit, icon="pencil")
        self.move_button = button(_("Another class"), self.move_asked.emit)
        self.pattern_button = button(_("Service and days"), self.pattern_asked.emit)
        self.leave_button = button(_("Leave"), self.leave_asked.emit)
        self.return_button = button(_("Enrol again"), self.return_asked.emit)
        steps = Flow(8)
        for each in (
            self.edit_button,
            self.move_button,
            self.pattern_button,
            self.leave_button,
            self.return_button,
        ):
            steps.addWidget(each)
        self._steps = QWidget()
        self._steps.setLayout(steps)
        self._steps.setVisible(may_write)
        self.tabs = QTabWidget()
        self._grids = [_FactsView() for _ in range(3)]
        for grid, words in zip(self._grids, (_("Particulars"), _("Guardians"), _("Stays")), strict=True):
            self.tabs.addTab(scrolled(grid), words)
        self._parts: list[RecordPart] = []
        record = QWidget()
        layout = QVBoxLayout(record)
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        layout.setSpacing(px(8))
        layout.addWidget(self.name_label)
        layout.addWidget(self.line_label)
        layout.addLayout(self._badges)
        layout.addWidget(self._steps)
        layout.addWidget(self.tabs, 1)
        self._stack.addWidget(record)

    def add_part(self, part: RecordPart, words: str) -> None:
        """Put a further part into a tab at the end."""
        self._parts.append(part)
        self.tabs.addTab(scrolled(part), words)

    def show_child(self, child: ChildRow | None) -> None:
        """Show a record, or none."""
        self._stack.setCurrentIndex(1 if child else 0)
        for part in self._parts:
            part.show_child(child)
        if child is None:
            return
        self.name_label.setText(child.name)
        self.line_label.setText(
            " · ".join(
                part for part in (child.class_name, child.sex.label, formats.age(child.months)) if part
            )
        )
        clear(self._badges)
        if child.allergies:
            self._badges.addWidget(Pill(_("Allergy: {what}").format(what=child.allergies), Tone.ALARM))
        if child.left_on:
            self._badges.addWidget(
                Pill(_("Left on {day}").format(day=formats.iso_date(child.left_on)), Tone.MUTE)
            )
        here = child.left_on is None
        for each in (self.move_button, self.pattern_button, self.leave_button):
            each.setVisible(here)
        self.return_button.setVisible(not here)
        for grid, facts in zip(
            self._grids, (_particulars(child), _guardians(child), _stay(child)), strict=True
        ):
            grid.show_facts(facts)


class _FactsView(QWidget):
    """Pairs of a soft word and what it says."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, px(12), px(8), px(8))
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(10))
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Facts) -> None:
        """Show these."""
        clear(self._grid)
        for line, (words, says) in enumerate(facts):
            self._grid.addWidget(label(words, soft=True), line, 0, Qt.AlignmentFlag.AlignTop)
            value = label(says or formats.UNKNOWN, wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(value, line, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.setRowStretch(line, 0)
        self._grid.setRowStretch(len(facts), 1)


def _particulars(child: ChildRow) -> Facts:
    fields = child.fields
    return (
        (_("Birth date"), formats.long_date(child.birth_date)),
        (_("Identity paper"), child.id_kind.label),
        (_("Its number"), _grouped(child.id_number)),
        (_("Household registration"), fields.household.label if fields.household else ""),
        (_("Nation"), fields.nation),
        (_("Pet name"), fields.pet_name),
        (_("Former name"), fields.former_name),
        (_("Allergies"), fields.allergies),
        (_("Address"), fields.address),
        (_("Note"), fields.note),
    )


def _grouped(number: str) -> str:
    """An 18-character number in its parts, so that it can be read out (and broken where room is short)."""
    return f"{number[:6]} {number[6:14]} {number[14:]}" if len(number) == 18 else number


def _guardians(child: ChildRow) -> Facts:
    if not child.guardians:
        return ((_("Guardians"), _("none recorded yet")),)
    return tuple(
        (guardian.relation.label, "　".join(part for part in (guardian.name, guardian.phone) if part))
        for guardian in child.guardians
    )


def _stay(child: ChildRow) -> Facts:
    facts = [
        (_("Enrolled on"), formats.long_date(child.enrolled_on)),
        (_("Class"), child.class_name),
        (_("Service"), pattern_words(child.pattern)),
    ]
    if child.left_on:
        facts.append((_("Last day in care"), formats.long_date(child.left_on)))
    return tuple(facts)
