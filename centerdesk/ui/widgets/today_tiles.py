"""What Today is made of: the centre's totals, a tile for each class, absences by cause."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.attendance import Tally
from centerdesk.services.attendance import ClassDayRow
from centerdesk.services.duty import duty_details, duty_words
from centerdesk.ui import theme
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.bars import ShareBar
from centerdesk.ui.widgets.basics import Elided, Pill, button, clear, column, label, row
from centerdesk.ui.widgets.pressable import Pressable


def state_pill(counted: Tally) -> Pill:
    """Whether a class has been taken, in words."""
    if not counted.expected:
        return Pill(_("Nobody expected"), Tone.MUTE)
    if counted.untaken == counted.expected:
        return Pill(_("Nobody taken yet"), Tone.ALARM)
    if counted.untaken:
        return Pill(_("{n} to be taken").format(n=counted.untaken), Tone.WARN)
    return Pill(_("Taken"), Tone.OK)


def duty_line(group: ClassDayRow) -> QWidget:
    """A class's carers on duty and needed, with a word where they are too few; a reference only warns."""
    made = QWidget()
    layout = row(Elided(duty_words(group), soft=True), gap=8)
    if not group.has_enough_carers:
        layout.addWidget(Pill(_("too few"), Tone.WARN if group.reference else Tone.ALARM))
    made.setLayout(layout)
    made.setFixedHeight(px(24))
    return made


class Totals(QFrame):
    """The centre's figures of the day."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._numbers = {}
        layout = row(gap=0)
        layout.setContentsMargins(px(16), px(10), px(16), px(10))
        for key, words, token in (
            ("enrolled", _("On the books"), "text"),
            ("expected", _("Expected"), "text"),
            ("attended", _("Came"), "accent"),
            ("absent", _("Absent"), "alarm"),
            ("untaken", _("Not taken yet"), Tone.WARN.value[0]),
        ):
            number = label("0", 28, bold=True)
            number.setStyleSheet(f"color: {theme.TOKENS.get(token, token)}; font-size: {px(28)}px;")
            number.setAccessibleName(words)
            self._numbers[key] = number
            words_label = label(words, soft=True)
            words_label.setContentsMargins(0, 0, 0, px(5))
            part = row(number, words_label, None, gap=8)
            part.setAlignment(words_label, Qt.AlignmentFlag.AlignBottom)
            layout.addLayout(part, 1)
        self.setLayout(layout)

    def show_day(self, groups: Sequence[ClassDayRow]) -> None:
        """The sums over the classes."""
        for key in ("expected", "attended", "absent", "untaken"):
            self._numbers[key].setText(str(sum(getattr(group.tally, key) for group in groups)))
        self._numbers["enrolled"].setText(str(sum(group.enrolled for group in groups)))

    def number(self, key: str) -> int:
        """A figure as it stands there."""
        return int(self._numbers[key].text())


class ClassTile(Pressable):
    """A class's day: who has come, of how many, and whether the carers suffice."""

    def __init__(self, group: ClassDayRow) -> None:
        super().__init__()
        counted = group.tally
        self.setProperty("card", True)
        self.setProperty("hot", True)
        number = label(str(counted.attended), 28, bold=True)
        number.setStyleSheet(f"color: {theme.TOKENS['accent']}; font-size: {px(28)}px;")
        of = label(_("/ {n} came / expected").format(n=counted.expected), soft=True)
        of.setContentsMargins(0, 0, 0, px(5))
        figures = row(number, of, None, gap=6)
        figures.setAlignment(of, Qt.AlignmentFlag.AlignBottom)
        if group.visitors:
            figures.addWidget(Pill(_("{n} besides").format(n=group.visitors), Tone.INFO))
        bar = ShareBar(8)
        bar.show_share(counted.attended, counted.expected, counted.absent)
        name = Elided(group.name, 16, bold=True)
        head = row(name, state_pill(counted))
        head.setStretch(0, 1)
        layout = column(head, figures, bar, duty_line(group), gap=8)
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        self.setLayout(layout)
        self.setToolTip(duty_details(group))
        self.setAccessibleName(
            _("{name}: {came} of {expected} have come").format(
                name=group.name, came=counted.attended, expected=counted.expected
            )
        )
        self.setAccessibleDescription(duty_words(group))


class AbsenceTable(QWidget):
    """Absences of the day by class and cause; names stand on the attendance page."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(px(4))

    def show_day(self, groups: Sequence[ClassDayRow]) -> None:
        """A line a class that misses somebody, and the sum."""
        clear(self._grid)
        missing = [group for group in groups if group.tally.absent]
        if not missing:
            self._grid.addWidget(label(_("Nobody is absent among those taken so far."), soft=True), 0, 0)
            return
        heads = (_("Class"), _("Sick leave"), _("Personal leave"), _("Other"), _("Together"))
        for place, words in enumerate(heads):
            self._put(0, place, words, soft=True)
        for line, group in enumerate(missing, 1):
            to = button(group.name, partial(self.opened.emit, group.class_id), kind="link")
            self._grid.addWidget(to, line, 0, Qt.AlignmentFlag.AlignLeft)
            counted = group.tally
            for place, n in enumerate((counted.sick, counted.personal, counted.other, counted.absent), 1):
                self._put(line, place, str(n), bold=place == 4)
        last = len(missing) + 1
        self._put(last, 0, _("Whole centre"), bold=True)
        for place, key in enumerate(("sick", "personal", "other", "absent"), 1):
            self._put(last, place, str(sum(getattr(group.tally, key) for group in missing)), bold=True)
        for place in range(5):
            self._grid.setColumnStretch(place, 2 if place == 0 else 1)

    def _put(self, line: int, place: int, words: str, *, soft: bool = False, bold: bool = False) -> None:
        made = label(words, 12 if soft else 14, soft=soft, bold=bold)
        if place == 0:
            made.setContentsMargins(px(5), 0, 0, 0)
        side = Qt.AlignmentFlag.AlignLeft if place == 0 else Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(made, line, place, side | Qt.AlignmentFlag.AlignVCenter)
