"""What stands over the attendance grid: classes, the day, counts, and who is still to be taken."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QWidget

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.domain.attendance import Tally
from centerdesk.services.attendance import ClassDayRow
from centerdesk.services.duty import duty_details, duty_words
from centerdesk.ui import theme
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.bars import ShareBar
from centerdesk.ui.widgets.basics import Elided, Flow, Pill, button, clear, column, icon_button, label, row
from centerdesk.ui.widgets.fields import pick_day
from centerdesk.ui.widgets.pressable import Pressable


class ClassChip(Pressable):
    """A class with how many of the expected children have come."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("chip", True)
        self._name, self._figures, self._bar = label(), label(soft=True), ShareBar(4)
        layout = column(row(self._name, self._figures, gap=8), self._bar, gap=4)
        layout.setContentsMargins(px(12), px(5), px(12), px(7))
        self.setLayout(layout)

    def show_class(self, name: str, counted: Tally, chosen: bool) -> None:
        """Show a class's figures, and whether it is the chosen one."""
        self._name.setText(name)
        self._figures.setText(f"{counted.attended}/{counted.expected}")
        self._bar.show_share(counted.attended, counted.expected, counted.absent)
        self.setAccessibleName(
            _("{name}: {came} of {expected} have come").format(
                name=name, came=counted.attended, expected=counted.expected
            )
        )
        if self.property("chosen") != chosen:
            self.setProperty("chosen", chosen)
            self.style().unpolish(self)  # the style sheet looks at properties only when polished
            self.style().polish(self)


class ClassChips(QWidget):
    """All classes and the whole centre, one of them chosen."""

    chosen = Signal(object)  # a class id, None for all

    def __init__(self) -> None:
        super().__init__()
        self._flow = Flow(8)
        self.setLayout(self._flow)
        self._ids: list[int | None] = []
        self._chips: list[ClassChip] = []
        self._at: int | None = None

    def show_classes(self, found: Sequence[tuple[int | None, str, Tally]], at: int | None) -> None:
        """Show the classes with their figures."""
        ids = [class_id for class_id, _name, _tally in found]
        if ids != self._ids:
            self._renew(ids)
        self._at = at
        for chip, (class_id, name, counted) in zip(self._chips, found, strict=True):
            chip.show_class(name, counted, class_id == at)

    def _renew(self, ids: list[int | None]) -> None:
        clear(self._flow)
        self._ids, self._chips = ids, [ClassChip() for _id in ids]
        for chip, class_id in zip(self._chips, ids, strict=True):
            chip.clicked.connect(partial(self.chosen.emit, class_id))
            self._flow.addWidget(chip)
        self.updateGeometry()

    def step(self, steps: int) -> None:
        """To the next class or the one before."""
        self.chosen.emit(self._ids[(self._ids.index(self._at) + steps) % len(self._ids)])


class DayStrip(QWidget):
    """The day, and the way to others."""

    moved = Signal(int)
    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.day_button = button("", self._on_pick, kind="link", tip=_("Choose a day"))
        self.day_button.setFont(theme.font(16, bold=True))
        self.before_button = icon_button(
            "chevron-left", _("Previous operating day (PgUp)"), lambda: self.moved.emit(-1)
        )
        self.next_button = icon_button(
            "chevron-right", _("Next operating day (PgDn)"), lambda: self.moved.emit(1)
        )
        self.today_button = button(_("Back to today"), lambda: self.picked.emit(self._today), kind="link")
        self.setLayout(row(self.before_button, self.day_button, self.next_button, self.today_button, gap=2))
        self._day = self._today = date.min

    def show_day(self, day: date, today: date) -> None:
        """Show a day."""
        self._day, self._today = day, today
        shown = formats.short_date(day) if day.year == today.year else formats.iso_date(day)
        self.day_button.setText(f"{shown} {formats.weekday(day)}")
        self.next_button.setEnabled(day < today)
        self.today_button.setVisible(day != today)

    def _on_pick(self) -> None:
        pick_day(self, self._day, self.picked.emit)


class Counts(QWidget):
    """The day's figures: 在册 应到 实到 缺勤 未点名."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[str, QLabel] = {}
        self._parts: dict[str, QWidget] = {}
        layout = row(gap=16)
        for key, words, token in (
            ("enrolled", _("On the books"), "text"),
            ("expected", _("Expected"), "text"),
            ("attended", _("Came"), "accent"),
            ("absent", _("Absent"), "alarm"),
            ("untaken", _("Not taken yet"), Tone.WARN.value[0]),
            ("visitors", _("Besides"), "text"),
        ):
            number = label("0", 20, bold=True)
            number.setStyleSheet(f"color: {theme.TOKENS.get(token, token)}; font-size: {px(20)}px;")
            number.setAccessibleName(words)
            part = QWidget()
            part.setLayout(row(label(words, soft=True), number, gap=6))
            self._numbers[key], self._parts[key] = number, part
            layout.addWidget(part)
        self.setLayout(layout)

    def show_counts(self, enrolled: int, counted: Tally, visitors: int) -> None:
        """Show these; who came without being expected is told apart."""
        for key in ("expected", "attended", "absent", "untaken"):
            self._numbers[key].setText(str(getattr(counted, key)))
        self._numbers["enrolled"].setText(str(enrolled))
        self._numbers["visitors"].setText(str(visitors))
        self._parts["visitors"].setVisible(visitors > 0)

    def number(self, key: str) -> int:
        """A figure as it stands there."""
        return int(self._numbers[key].text())


class DutyLine(QWidget):
    """Carers on duty and needed: of a class in figures, of the whole centre which classes have too few."""

    def __init__(self) -> None:
        super().__init__()
        self.pill = Pill()
        self.text_label = Elided(soft=True)
        self.setLayout(row(self.pill, self.text_label))

    def show_duty(self, groups: Sequence[ClassDayRow]) -> None:
        """Show one class, or all."""
        self.setToolTip("\n\n".join(f"{group.name}\n{duty_details(group)}" for group in groups))
        short = [group for group in groups if not group.has_enough_carers]
        words = _("Too few carers")
        if len(groups) == 1:
            self.text_label.setText(duty_words(groups[0]))
            words = _("too few")  # the figures beside it say of what
        elif short:
            self.text_label.setText(_(", ").join(group.name for group in short))
        else:
            self.text_label.setText(_("Every class has enough carers.") if groups else "")
        sure = any(not group.reference for group in short)
        self.pill.say(words if short else "", Tone.ALARM if sure else Tone.WARN)


class UntakenBanner(QFrame):
    """Says honestly what the grid does not know yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setFixedHeight(px(36))
        self._shown: tuple[str, Tone] | None = None
        self._icon = label()
        self.text_label = label()
        self.only_check = QCheckBox(_("Only those not taken yet"))
        layout = row(self._icon, self.text_label, None, self.only_check)
        layout.setContentsMargins(px(12), 0, px(12), 0)
        self.setLayout(layout)

    def show_state(self, counted: Tally, locked: bool) -> None:
        """Who is still to be taken, and whether the month is locked."""
        if counted.untaken:
            icon, tone = "triangle-alert", Tone.WARN
            text = _("{n} not taken yet: they count neither as present nor as absent.").format(
                n=counted.untaken
            )
        else:
            icon, tone = "circle-check", Tone.OK
            text = _("All are taken.")
        if locked:
            icon, tone = "lock", Tone.INFO if not counted.untaken else tone
            text = _("This month's return is locked.") + text
        self.text_label.setText(text)
        self.only_check.setVisible(counted.untaken > 0 or self.only_check.isChecked())
        if (icon, tone) != self._shown:  # a style sheet is dear, and this comes with every mark
            self._shown = (icon, tone)
            self._dress(icon, tone)

    def _dress(self, icon: str, tone: Tone) -> None:
        self._icon.setPixmap(theme.pixmap(icon, tone.value[0], 18))
        self.setStyleSheet(
            f"QFrame#banner {{ background: {tone.value[1]}; border: none;"
            f" border-top-left-radius: {px(7)}px; border-top-right-radius: {px(7)}px; }}"
            f"QFrame#banner QLabel, QFrame#banner QCheckBox {{ color: {tone.value[0]}; }}"
        )
