"""Rota and ratio: where everybody is this week, and whether the carers suffice today."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.domain.calendar import day_kind
from centerdesk.services import attendance, ratio, rota
from centerdesk.services.ratio import PAPERS_NOTE, RATIO_COLUMNS, RATIO_NOTE, RatioRow
from centerdesk.services.rights import RIGHTS, Right
from centerdesk.services.rota import WEEK_COLUMNS, WeekRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.attendance_head import DutyLine
from centerdesk.ui.widgets.basics import Pill, button, card, column, icon_button, label, row, scrolled
from centerdesk.ui.widgets.cells import ROW_HEIGHT
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.table import PLAIN, Look

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MOST_ROWS = 30
_AROUND = 72  # a list's head and foot


class StaffRotaTab(QWidget):
    """The week above, today's ratio below."""

    said = Signal(str, Tone)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.monday = _monday(desk.today())
        self._may_write = Right.WRITE_STAFF in RIGHTS[desk.actor.role]
        self.week_label = label("", 16, bold=True)
        self.this_button = button(_("This week"), lambda: self.show_week(desk.today()), kind="link")
        self.before_button = icon_button("chevron-left", _("Week before"), lambda: self._on_moved(-7))
        self.next_button = icon_button("chevron-right", _("Next week"), lambda: self._on_moved(7))
        self.today_line = DutyLine()
        self.week = self._week_list()
        self.ratio = self._ratio_list()
        self.papers_label = label(_(PAPERS_NOTE), 12, soft=True, wrap=True)
        self.health_label = label("", wrap=True)
        self.health_pill = Pill()
        self._build()

    def _build(self) -> None:
        strip = row(
            label(_("Weekly rota"), 16, bold=True),
            12,
            self.before_button,
            self.week_label,
            self.next_button,
            self.this_button,
            16,
            self.today_line,
            gap=4,
        )
        strip.setStretch(strip.count() - 1, 1)
        health = row(self.health_label, self.health_pill)
        health.setStretch(0, 1)
        hint = label(_(RATIO_NOTE), 12, soft=True, wrap=True)
        both = column(strip, self.week, self.ratio, card(column(health, self.papers_label, hint)), gap=12)
        both.addStretch(1)
        inside = QWidget()
        inside.setLayout(both)
        layout = column(scrolled(inside))
        layout.setContentsMargins(0, px(12), 0, 0)
        self.setLayout(layout)
        self.setFocusProxy(self.week.table)

    def _week_list(self) -> ListFrame:
        made = self._list(
            _("Weekly rota"),
            WEEK_COLUMNS,
            lambda row: row.staff_id,
            words=lambda row: " ".join([row.name, *(day.text for day in row.days)]),
            count=_("{n} members of staff"),
            looks={title: partial(_day_look, place) for place, title in enumerate(_DAYS)},
        )
        made.table.set_widths({"Name": 84, "Post": 120}, stretch="")
        heads = made.table.horizontalHeader()
        for place in range(len(WEEK_COLUMNS) - len(_DAYS), len(WEEK_COLUMNS)):
            heads.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        made.head.insertWidget(1, Pill(_("changed for the day"), Tone.INFO))  # what such a cell looks like
        self.week_button = button(_("Edit the week"), self._on_week, icon="pencil", kind="primary")
        self.day_button = button(_("Change one day"), self._on_day, icon="calendar")
        for each in (self.day_button, self.week_button):
            each.setVisible(self._may_write)
            made.head.addWidget(each)
        made.table.opened.connect(lambda _row: self._on_week())
        made.table.selectionModel().selectionChanged.connect(lambda *_both: self._show_buttons())
        return made

    def _ratio_list(self) -> ListFrame:
        made = self._list(
            _("Ratio of today"),
            [each for each in RATIO_COLUMNS if each.title != "Class type"],  # the ratio tells it
            lambda row: row.class_id,
            words=lambda row: f"{row.name} {row.kind.label} {row.state} {' '.join(row.uncounted)}",
            count=_("{n} classes"),
            looks={"State": lambda row: Look(pill=tone_of(row))},
        )
        made.table.set_widths(
            {
                "Class": 100,
                "Staff to children": 104,
                "On the books": 56,
                "Needed by the books": 96,
                "Expected": 56,
                "Came": 56,
                "Needed by presence": 96,
                "Carers, morning": 82,
                "Carers, afternoon": 82,
                "State": 108,
                "Not counted": 210,
            },
            stretch="",
        )
        made.put_first(label(_("Ratio of today"), 16, bold=True))
        return made

    def _list(self, title: str, *parts: Any, **more: Any) -> ListFrame:
        made = ListFrame(self.desk, title, *parts, **more)
        made.saved.connect(lambda file: self.said.emit(_("Saved: {file}").format(file=file), Tone.OK))
        return made

    def refresh(self) -> None:
        """Read the week and today's ratio again."""
        today, sunday = self.desk.today(), self.monday + timedelta(days=6)
        self.week_label.setText(
            _("{first} to {last}").format(first=formats.iso_date(self.monday), last=formats.iso_date(sunday))
        )
        self.this_button.setVisible(self.monday != _monday(today))
        titles = [each.title for each in WEEK_COLUMNS]
        for place in (5, 6):  # shown in the weeks in which they are worked
            worked = day_kind(self.monday + timedelta(days=place)).is_open
            self.week.table.setColumnHidden(titles.index(_DAYS[place]), not worked)
        _show_whole(self.week, self.desk.read(rota.who_is_where, self.monday))
        for each in (self.ratio, self.today_line):
            each.setVisible(day_kind(today).is_open)
        self.today_line.show_duty(self.desk.read(attendance.classes_of_day, today))
        _show_whole(self.ratio, self.desk.read(ratio.class_ratios, today))
        self.papers_label.setVisible(not self.desk.read(rota.keeps_papers))
        health = self.desk.read(ratio.health_workers, today)
        self.health_label.setText(health.sentence)
        self.health_pill.say("" if health.enough else _("Too few health workers"), Tone.WARN)
        self._show_buttons()

    def show_week(self, day: date) -> None:
        """The week of a day."""
        self.monday = _monday(day)
        self.refresh()

    def _show_buttons(self) -> None:
        for each in (self.week_button, self.day_button):
            each.setEnabled(self.week.table.current() is not None)

    def _on_moved(self, days: int) -> None:
        self.show_week(self.monday + timedelta(days=days))

    def _on_week(self) -> None:
        from centerdesk.ui.dialogs.rota import RotaWeekDialog

        self._opened(lambda person: RotaWeekDialog(self, self.desk, person).open())

    def _on_day(self) -> None:
        from centerdesk.ui.dialogs.rota import RotaDayDialog

        today = self.desk.today()
        sunday = self.monday + timedelta(days=6)

        def open_it(person: WeekRow) -> None:
            day = max(person.begins, min(today, sunday))
            RotaDayDialog(self, self.desk, person, day).open()

        self._opened(open_it)

    def _opened(self, open_it: Callable[[WeekRow], object]) -> None:
        if self._may_write and (person := self.week.table.current()):
            open_it(person)


def tone_of(found: RatioRow) -> Tone:
    """The colour of a class's state; a reference warns and does not alarm."""
    if not found.enough:
        return Tone.WARN if found.reference else Tone.ALARM
    return Tone.OK if found.enough_by_books else Tone.WARN


def _show_whole(frame: ListFrame, rows: Sequence[Any]) -> None:
    """Show rows as high as they are: the tab scrolls, and not the lists in it."""
    frame.set_rows(rows)
    frame.setFixedHeight(px(ROW_HEIGHT) * (min(max(len(rows), 1), _MOST_ROWS) + 2) + px(_AROUND))


def _day_look(place: int, person: WeekRow) -> Look:
    day = person.days[place]
    if day.changed and not day.away:
        return Look(pill=Tone.INFO)
    return PLAIN if day.morning or day.afternoon else Look(token="soft")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
