"""Today: the centre at a glance, and what is to be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.domain.attendance import Tally
from centerdesk.domain.calendar import Month, day_kind, holiday_name
from centerdesk.domain.people import Role
from centerdesk.services.attendance import ClassDayRow
from centerdesk.services.closing import is_locked
from centerdesk.tasks import Matter, Situation, Urgency, by_urgency, open_matters
from centerdesk.ui.desk import Desk
from centerdesk.ui.pages.page import Page
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.bars import DayBar, DayBars
from centerdesk.ui.widgets.basics import Elided, Pill, button, card, clear, column, label, row, rule, scrolled
from centerdesk.ui.widgets.empty import EmptyState
from centerdesk.ui.widgets.today_tiles import AbsenceTable, ClassTile, Totals

_TILE_WIDTH = 230
_SPARE_MS = 150
_TONES = {Urgency.ALARM: Tone.ALARM, Urgency.WARN: Tone.WARN, Urgency.INFO: Tone.INFO}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the page shows of a day, and the matters that are found at once."""

    groups: list[ClassDayRow]
    days: list[tuple[date, Tally]]
    days_before: list[tuple[date, Tally]]
    matters: list[Matter]


class TodayPage(Page):
    """Totals, a tile per class, open matters, and the month so far."""

    _resized = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._groups: Sequence[ClassDayRow] = ()
        self._matters: list[Matter] = []
        self.totals = Totals()
        self.off = EmptyState("sun", "", "")
        self.empty = EmptyState(
            "school",
            _("A new centre: set up a class first"),
            _("Then enrol the children, or read in the roster you already keep as a workbook."),
            button(_("Set up classes"), lambda: self.asked.emit("centre", {}), kind="primary"),
            button(_("Go to the children"), lambda: self.asked.emit("children", {})),
        )
        self._tiles = QGridLayout()
        self._tiles.setSpacing(px(12))
        self.matters_label = label("", 16, bold=True)
        self._matter_rows = QVBoxLayout()
        self._matter_rows.setSpacing(0)
        self.absences = AbsenceTable()
        self.absences.opened.connect(
            lambda class_id: self._go("attendance", day=desk.today(), class_id=class_id)
        )
        self.rate_label = label("", 28, bold=True)
        self.rate_label.setProperty("accent", True)
        self.last_rate_label = label("", 14, soft=True)
        self.bars = DayBars()
        self.sums_label = label("", 12, soft=True, wrap=True)
        self._return_pills = QHBoxLayout()
        self._return_pills.setSpacing(px(8))
        self._resized.connect(self._on_resized)
        self._build()

    def _build(self) -> None:
        self._inside = QWidget()
        whole = column(self.totals, self.off, self._tiles, gap=12)
        self._lower = QHBoxLayout()
        self._lower.setSpacing(px(12))
        todo = card(column(self.matters_label, self._matter_rows, None, gap=8), (16, 12, 16, 8))
        self.absence_card = card(column(label(_("Absent today"), 16, bold=True), self.absences, gap=8))
        left = column(todo, self.absence_card, gap=12)
        left.setStretch(0, 1)
        right = column(self._rate_card(), self._return_card(), None, gap=12)
        right.setStretch(0, 50)  # the rest gets what the card can't take
        self._lower.addLayout(left, 3)
        self._lower.addLayout(right, 2)
        whole.addLayout(self._lower, 1)
        self._inside.setLayout(whole)
        whole.setContentsMargins(0, 0, px(8), 0)
        self._area = scrolled(self._inside)
        self.body.addWidget(self._area)
        self.body.addWidget(self.empty)

    def _rate_card(self) -> QWidget:
        heading = row(self.rate_label, self.last_rate_label, None, gap=12)
        heading.setAlignment(self.last_rate_label, Qt.AlignmentFlag.AlignBottom)
        self.last_rate_label.setContentsMargins(0, 0, 0, px(6))
        made = card(
            column(
                label(_("Attendance rate of this month, %"), 16, bold=True),
                heading,
                self.bars,
                self.sums_label,
            )
        )
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        made.setMaximumHeight(px(460))  # else it grows with the list of matters beside it
        return made

    def _return_card(self) -> QWidget:
        self._return_pills.addStretch(1)
        to = button(_("Open"), lambda: self._go("monthly"), kind="link")
        self.return_card = card(
            column(row(label(_("Monthly return"), 16, bold=True), None, to), self._return_pills)
        )
        self.return_card.setVisible(self.desk.actor.role != Role.TEACHER)
        return self.return_card

    def refresh(self) -> None:
        """Read the day and the month again."""
        today = self.desk.today()
        shown = self.desk.read(_read, today)
        self._groups = shown.groups
        self.empty.setVisible(not self._groups)
        self._area.setVisible(bool(self._groups))
        if not self._groups:
            return
        open_today = day_kind(today).is_open
        self.off.setVisible(not open_today)
        self.totals.setVisible(open_today)
        self.absence_card.setVisible(open_today)
        self._show_tiles()
        if open_today:
            self.totals.show_day(self._groups)
            self.absences.show_day(self._groups)
        else:
            self._say_day_off(today)
        month = Month.of(today)
        self._show_rate(month, shown.days, _sum([counted for _day, counted in shown.days_before]))
        self._matters = shown.matters
        self._show_matters()
        if self.desk.actor.role != Role.TEACHER:
            self._show_return(month)
        QTimer.singleShot(_SPARE_MS, self, self._look_further)

    def _look_further(self) -> None:
        """Matters that take more than the day's figures, added when they are found."""
        today, folder, looked = self.desk.today(), self.desk.store.folder, self._matters

        def add(more: list[Matter]) -> None:
            if self._matters is looked:  # else the page was read again meanwhile, and looks again itself
                self._matters = by_urgency([*looked, *more])
                self._show_matters()

        self.desk.later(
            lambda session: open_matters(Situation(session, today, folder), late=True),
            add,
            _("Looking for what is to be done …"),
        )

    def _say_day_off(self, today: date) -> None:
        name = holiday_name(today) or _(day_kind(today).value)
        after = _next_open_day(today)
        self.off.say(
            _("{day} {weekday}: {kind}").format(
                day=formats.long_date(today), weekday=formats.weekday(today), kind=name
            ),
            _(
                "The centre is closed today; nothing counts as missing. Next operating day: {day} {weekday}."
            ).format(day=formats.long_date(after), weekday=formats.weekday(after)),
        )

    def _show_tiles(self) -> None:
        clear(self._tiles)
        if not day_kind(self.desk.today()).is_open:
            return
        room = max(self.width() - px(40), px(_TILE_WIDTH))
        most = max(1, min(room // px(_TILE_WIDTH), 5))
        lines = -(-len(self._groups) // most)
        columns = -(-len(self._groups) // lines)  # as many in each line
        for place, group in enumerate(self._groups):
            tile = ClassTile(group)
            tile.clicked.connect(
                lambda class_id=group.class_id: self._go(
                    "attendance", day=self.desk.today(), class_id=class_id
                )
            )
            self._tiles.addWidget(tile, place // columns, place % columns)
        for place in range(8):
            self._tiles.setColumnStretch(place, 1 if place < columns else 0)

    def _show_rate(self, month: Month, days: list[tuple[date, Tally]], last: Tally) -> None:
        this = _sum([counted for _day, counted in days])
        self.rate_label.setText(_percent(this))
        self.last_rate_label.setText(_("last month {rate}").format(rate=_percent(last)))
        self.bars.show_days(
            month.last.day,
            [
                DayBar(
                    day.day,
                    float(tally.rate) if tally.rate is not None else None,
                    _tip(day, tally),
                    day == self.desk.today(),
                )
                for day, tally in days
            ],
        )
        parts = [
            _("expected {n} child-days").format(n=this.expected),
            _("came {n}").format(n=this.attended),
            _("sick {n}").format(n=this.sick),
            _("personal {n}").format(n=this.personal),
            _("other {n}").format(n=this.other),
        ]
        if this.untaken:
            parts.append(_("not taken {n}").format(n=this.untaken))
        self.sums_label.setText(" · ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts))

    def _show_return(self, month: Month) -> None:
        while self._return_pills.count() > 1:
            item = self._return_pills.takeAt(0)
            if item and item.widget():
                item.widget().deleteLater()
        for place, each in enumerate((month.plus(-1), month)):
            locked = self.desk.read(is_locked, each)
            state = _("locked and filed") if locked else _("in progress")
            tone = Tone.OK if locked else Tone.INFO if each == month else Tone.WARN
            pill = Pill(f"{formats.long_month(each.year, each.month)} {state}", tone)
            self._return_pills.insertWidget(place, pill)

    def _show_matters(self) -> None:
        self.matters_label.setText(_("To do today") + f"  {len(self._matters) or ''}")
        clear(self._matter_rows)
        for matter in self._matters:
            self._matter_rows.addWidget(rule())
            self._matter_rows.addWidget(self._matter_row(matter))
        if not self._matters:
            self._matter_rows.addWidget(
                EmptyState("circle-check", _("All is done"), _("Open matters of the day will stand here."))
            )

    def _matter_row(self, matter: Matter) -> QWidget:
        made = QWidget()
        pill = Pill(matter.tag, _TONES[matter.urgency])
        pill.setFixedWidth(max(px(88), pill.sizeHint().width()))
        to = button(matter.action, lambda: self._go(matter.page, **matter.where), kind="link")
        to.setAccessibleName(f"{matter.action}: {matter.text}")
        line = row(pill, Elided(matter.text), to, gap=12)
        line.setStretch(1, 1)
        made.setLayout(line)
        made.setFixedHeight(px(40))
        return made

    def _go(self, page: str, **where: object) -> None:
        self.asked.emit(page, where)

    def _on_resized(self) -> None:
        if self._groups:
            self._show_tiles()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._resized.emit()


def _read(session: Any, today: date) -> _Shown:
    situation = Situation(session, today)
    matters = open_matters(situation, late=False)
    return _Shown(situation.groups, situation.days, situation.days_before, matters)


def _next_open_day(day: date) -> date:
    day += timedelta(days=1)
    while not day_kind(day).is_open:
        day += timedelta(days=1)
    return day


def _sum(tallies: Sequence[Tally]) -> Tally:
    return Tally(*(sum(getattr(each, name) for each in tallies) for name in Tally.__dataclass_fields__))


def _percent(counted: Tally) -> str:
    return f"{formats.number(counted.rate)}%" if counted.rate is not None else formats.UNKNOWN


def _tip(day: date, counted: Tally) -> str:
    text = _("{day}: {came} of {expected}, {rate}").format(
        day=formats.short_date(day), came=counted.attended, expected=counted.expected, rate=_percent(counted)
    )
    return text + (_(", {n} not taken").format(n=counted.untaken) if counted.untaken else "")
