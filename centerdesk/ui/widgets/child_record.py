"""A child's record beside the list."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.services.alerts import alert_words
from centerdesk.services.children import ChildRow
from centerdesk.ui import theme
from centerdesk.ui.desk import Desk
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Elided, Flow, Pill, button, clear, label, scrolled
from centerdesk.ui.widgets.empty import EmptyState
from centerdesk.ui.widgets.facts import Facts, FactsView, grouped
from centerdesk.ui.widgets.tab_strip import TabStrip


class RecordPart(QWidget):
    """A further part of the record, with a tab of its own; what it tells is read when it is looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._child: ChildRow | None = None

    def show_child(self, child: ChildRow | None) -> None:
        """Tell of this child from now on, or of nobody."""
        self._child = child
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()


class ChildRecord(QFrame):
    """Who the child is and the steps one can take; further parts stand in tabs."""

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
        self._strip = TabStrip(self.tabs)
        self._facts = FactsView()
        self._strip.add(scrolled(self._facts), _("Particulars"))
        self._parts: list[RecordPart] = []
        record = QWidget()
        layout = QVBoxLayout(record)
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        layout.setSpacing(px(8))
        layout.addWidget(self.name_label)
        layout.addWidget(self.line_label)
        layout.addLayout(self._badges)
        layout.addWidget(self._steps)
        layout.addWidget(self._strip)
        layout.addWidget(self.tabs, 1)
        self._stack.addWidget(record)

    def add_part(self, part: RecordPart, words: str) -> None:
        """Put a further part into a tab at the end."""
        self._parts.append(part)
        self._strip.add(scrolled(part), words)

    def show_child(self, child: ChildRow | None) -> None:
        """Show a record, or none."""
        self._stack.setCurrentIndex(1 if child else 0)
        for part in self._parts:
            part.show_child(child)
        if child is None:
            return
        self.name_label.setText(child.distinct_name)
        self.line_label.setText(
            " · ".join(
                part for part in (child.class_name, child.sex.label, formats.age(child.months)) if part
            )
        )
        clear(self._badges)
        if child.barred:
            sign = QLabel()
            sign.setPixmap(theme.pixmap("ban", "alarm", 22))
            self._badges.addWidget(sign)
        for words in alert_words(child):
            self._badges.addWidget(Pill(words, Tone.ALARM))
        if child.fields.special_needs:
            what = child.fields.special_needs
            self._badges.addWidget(Pill(_("Special needs: {what}").format(what=what), Tone.INFO))
        if child.pause:
            self._badges.addWidget(Pill(child.pause.label, Tone.WARN))
        if child.left_on:
            self._badges.addWidget(
                Pill(_("Left on {day}").format(day=formats.iso_date(child.left_on)), Tone.MUTE)
            )
        here = child.left_on is None
        for each in (self.move_button, self.pattern_button, self.leave_button):
            each.setVisible(here)
        self.return_button.setVisible(not here)
        self._facts.show_facts(_particulars(child))


def _particulars(child: ChildRow) -> Facts:
    fields = child.fields
    return (
        (_("Birth date"), formats.long_date(child.birth_date)),
        (_("Identity paper"), child.id_kind.label),
        (_("Its number"), grouped(child.id_number)),
        (_("Household registration"), fields.household.label if fields.household else ""),
        (_("Nation"), fields.nation),
        (_("Pet name"), fields.pet_name),
        (_("Former name"), fields.former_name),
        (_("Birth order"), str(fields.birth_order or "")),
        (_("Multiple birth"), {None: "", True: _("Yes"), False: _("No")}[fields.multiple_birth]),
        (_("Allergies"), fields.allergies),
        (_("Chronic conditions"), fields.chronic),
        (_("Special needs"), fields.special_needs),
        (_("Address"), fields.address),
        (_("Note"), fields.note),
    )
