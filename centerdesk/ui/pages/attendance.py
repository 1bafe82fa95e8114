"""Attendance: a class's day taken in one pass, by keys, by mouse, or typed in from paper."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.base.papers import Choice
from centerdesk.domain.attendance import Mark, Tally, tally
from centerdesk.domain.calendar import Month, day_kind, holiday_name, last_operating_day
from centerdesk.services import attendance, classes
from centerdesk.services.attendance import ClassDayRow, DayRow
from centerdesk.services.classes import ClassRow
from centerdesk.services.closing import is_locked
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import ask
from centerdesk.ui.pages.page import Page
from centerdesk.ui.theme import Tone
from centerdesk.ui.widgets.attendance_grid import CLASS_PLACE, AttendanceGrid, Deviation, Legend
from centerdesk.ui.widgets.attendance_head import ClassChips, Counts, DayStrip, DutyLine, UntakenBanner
from centerdesk.ui.widgets.basics import HeadLine, button, card, column, row
from centerdesk.ui.widgets.empty import EmptyState
from centerdesk.ui.widgets.month_sheet import MonthSheet

_AGAIN_MS = 400


class AttendancePage(Page):
    """The day of a class or of the whole centre, and the month's sheet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.day = desk.today()
        self.class_id: int | None = None
        self._rows: list[DayRow] = []
        self._groups: list[ClassRow] = []
        self._figures: list[ClassDayRow] = []
        self._written: DayRow | None = None
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.refresh)
        self._locked = False
        self.chips = ClassChips()
        self.chips.chosen.connect(self.show_class)
        self.month_button = button(_("Month sheet"), self._on_month, icon="table")
        self.month_button.setCheckable(True)
        self.print_button = button(_("Print"), self._on_print, icon="printer")
        self.print_button.setToolTip(_("The sheet of this day, or of the month, for paper"))
        self.days = DayStrip()
        self.days.moved.connect(self._on_moved)
        self.days.picked.connect(self.show_day)
        self.counts = Counts()
        self.duty = DutyLine()
        self.rest_button = button(_("The rest has arrived"), self._on_rest, icon="check", kind="primary")
        self.rest_button.setToolTip(_("Marks all who are not taken yet as present (Ctrl+Enter)"))
        self.banner = UntakenBanner()
        self.banner.only_check.toggled.connect(self._sift)
        self.table = AttendanceGrid()
        self.table.arrived.connect(self._mark_present)
        self.table.deviated.connect(self._record)
        self.table.taken_back.connect(lambda: self._mark(None))
        self.closed = EmptyState("calendar-x", "", "", button(_("Last operating day"), self._on_last_open))
        self.empty = EmptyState(
            "baby",
            _("No children here yet"),
            _("Children who are enrolled and placed in a class stand here."),
            button(_("Go to the children"), lambda: self.asked.emit("children", {}), kind="primary"),
        )
        self.legend = Legend(self.table)
        self._build()

    def _build(self) -> None:
        self.heading = HeadLine(
            _("Morning check and attendance"), self.chips, self.month_button, self.print_button
        )
        self.body.addWidget(self.heading)
        strip = row(self.days, 8, self.counts, 8, self.duty, self.rest_button, gap=8)
        strip.setStretchFactor(self.duty, 1)
        self.day_card = card(strip, (8, 8, 12, 8))
        self.body.addWidget(self.day_card)
        inside = column(self.banner, self.table, gap=0)
        inside.setStretch(1, 1)
        frame = card(inside, (1, 1, 1, 1))
        self.stack = QStackedWidget()
        day = QWidget()
        whole = column(frame, self.legend, gap=10)
        whole.setStretch(0, 1)
        day.setLayout(whole)
        self.month_sheet = MonthSheet()
        self.month_sheet.moved.connect(self._on_month_moved)
        self.month_sheet.day_opened.connect(self._on_day_opened)
        for part in (day, self.closed, self.empty, self.month_sheet):
            self.stack.addWidget(part)
        self.body.addWidget(self.stack, 1)
        for keys, slot in {
            "PgUp": lambda: self._on_moved(-1),
            "PgDown": lambda: self._on_moved(1),
            "Ctrl+PgUp": lambda: self.chips.step(-1),
            "Ctrl+PgDown": lambda: self.chips.step(1),
            "Ctrl+Return": self._on_rest,
            "Ctrl+Enter": self._on_rest,
        }.items():
            self.shortcut(keys, slot)
        self.setFocusProxy(self.table)

    def show_compact(self, compact: bool) -> None:
        """Without what can be spared, for the sake of the rows."""
        super().show_compact(compact)
        self.legend.hint_label.setVisible(not compact)

    def refresh(self) -> None:
        """Read the day of all classes again; the chips, the counts and the grid are made of it.

        After a mark of one's own the row is known: it is shown within a frame, and read again a moment later.
        """
        if self._written:
            written, self._written = self._written, None
            self._rows = [written if row.child_id == written.child_id else row for row in self._rows]
            self._show()
            self._again.start()
            return
        self._rows = self.desk.read(attendance.day_sheet, self.day)
        self._locked = self.desk.read(is_locked, Month.of(self.day))
        self._groups = self.desk.read(classes.list_classes, on=self.day)
        self._figures = self.desk.read(attendance.classes_of_day, self.day, self._rows)
        self._show()

    def _show(self) -> None:
        """Show what has been read."""
        kind, groups = day_kind(self.day), self._groups
        if self.class_id not in {group.id for group in groups}:
            self.class_id = None
        self.chips.show_classes(
            [(None, _("All"), _tally(self._rows))]
            + [(group.id, group.name, _tally(self._of(group.id))) for group in groups],
            self.class_id,
        )
        QTimer.singleShot(0, self.heading, self.heading.refit)  # when the chips have got their style
        self.days.show_day(self.day, self.desk.today())
        mine = self._of(self.class_id)
        counted = _tally(mine)
        self.counts.show_counts(len(mine), counted, sum(1 for row in mine if not row.expected and row.mark))
        self.duty.show_duty([each for each in self._figures if self.class_id in (None, each.class_id)])
        self.banner.show_state(counted, self._locked)
        self.rest_button.setEnabled(counted.untaken > 0)
        self.table.setColumnHidden(CLASS_PLACE, self.class_id is not None)
        self.table.set_rows(mine)
        self._sift()
        if not kind.is_open:
            name = holiday_name(self.day) or _(kind.value)
            self.closed.say(
                _("{day} is no operating day").format(day=formats.long_date(self.day)),
                _("{name}: nothing is recorded, and nothing counts as missing.").format(name=name),
            )
        by_month = self.month_button.isChecked() and bool(groups)
        self.day_card.setVisible(not by_month)
        if by_month:
            self._show_month()
        self.stack.setCurrentIndex(3 if by_month else 1 if not kind.is_open else 2 if not self._rows else 0)
        self.counts.setVisible(kind.is_open)
        self.duty.setVisible(kind.is_open)
        self.rest_button.setVisible(kind.is_open)
        if mine and not self.table.currentIndex().isValid():
            self.table.go_to_place(self.table.first_untaken())

    def open_at(self, where: dict[str, Any]) -> None:
        """Show a day and a class, at a child."""
        self.day = where.get("day") or self.desk.today()
        self.class_id = where.get("class_id")
        self.month_button.setChecked(False)
        self.refresh()
        if not self.table.go_to(where.get("child_id")):
            self.table.go_to_place(self.table.first_untaken())

    def new_day(self) -> None:
        """Who stood on yesterday's sheet goes on to today's."""
        self.day = self.desk.today()

    def show_day(self, day: date) -> None:
        """Another day, no later than today."""
        self.day = min(day, self.desk.today())
        self.refresh()
        self.table.go_to_place(self.table.first_untaken())

    def show_class(self, class_id: int | None) -> None:
        """Another class, or all."""
        self.class_id = class_id
        self.refresh()
        self.table.go_to_place(self.table.first_untaken())
        self.table.setFocus()

    def _of(self, class_id: int | None) -> list[DayRow]:
        return [row for row in self._rows if class_id in (None, row.class_id)]

    def _sift(self) -> None:
        only = self.banner.only_check.isChecked()
        self.table.proxy.keep(lambda row: not only or (row.expected and row.mark is None))

    # What keys and buttons do -----------------------------------------------------------------------------------------

    def _mark_present(self) -> None:
        row = self.table.current()
        if row:
            self._mark(row.pattern.arrival_mark)

    def _record(self, deviation: Deviation) -> None:
        if deviation.asks:
            from centerdesk.ui.dialogs.reason import ReasonDialog

            row = self.table.current()
            if row:
                dialog = ReasonDialog(self, row.distinct_name)
                dialog.given.connect(lambda reason: self._mark(deviation.mark, reason))
                dialog.open()
            return
        self._mark(deviation.mark, _(deviation.reason) if deviation.reason else "")

    def _mark(self, mark: Mark | None, reason: str = "") -> None:
        row = self.table.current()
        if row is None:
            return
        place = self.table.currentIndex().row()
        self._confirmed(lambda sure: self._write_mark(row, place, mark, reason, sure))

    def _write_mark(self, row: DayRow, place: int, mark: Mark | None, reason: str, sure: bool) -> None:
        self._written = replace(row, mark=mark, reason=reason)
        try:
            self.desk.write(
                attendance.mark,
                row.child_id,
                self.day,
                mark,
                reason,
                today=self.desk.today(),
                even_if_locked=sure,
            )
        finally:
            self._written = None  # a refused mark is not shown
        if mark is not None:
            stays = (
                place < self.table.proxy.rowCount()
                and self.table.proxy.row_at(place).child_id == row.child_id
            )
            self.table.go_to_place(min(place + (1 if stays else 0), self.table.proxy.rowCount() - 1))
        self.table.setFocus()

    def _on_rest(self) -> None:
        if self.rest_button.isEnabled() and self.rest_button.isVisible():
            self._confirmed(self._write_rest)

    def _write_rest(self, sure: bool) -> None:
        n = self.desk.write(
            attendance.mark_rest_present,
            self.day,
            self.class_id,
            today=self.desk.today(),
            even_if_locked=sure,
        )
        self.said.emit(_("{n} children marked as present.").format(n=n), Tone.OK)
        self.table.setFocus()

    def _confirmed(self, write: Any) -> None:
        """Write at once; in a locked month ask before, saying what the change does and doesn't do."""
        if not self._locked:
            write(False)
            return
        ask(
            self,
            _("Change a locked month?"),
            _(
                "The return of {month} is locked. The change is recorded in the attendance, but it does not alter "
                "the return that was filed."
            ).format(month=formats.long_month(self.day.year, self.day.month)),
            _("Change it"),
            lambda: write(True),
        )

    def _on_moved(self, days: int) -> None:
        """To the next or previous operating day."""
        day = self.day + timedelta(days=days)
        while not day_kind(day).is_open and day < self.desk.today():
            day += timedelta(days=days)
        self.show_day(day)

    def _on_last_open(self) -> None:
        self.show_day(last_operating_day(self.day))

    def _on_print(self) -> None:
        """Paper for the class, or for all: the day's roll call, or the statutory sheet of the month."""
        by_month, now = self.month_button.isChecked(), self.desk.now()
        choice = Choice(self.day, self.day.year, self.day.month, self.class_id)

        def work(session: Any) -> bytes:
            from centerdesk.forms.attendance_register import FORM
            from centerdesk.pdf.sheet import sheets_pdf
            from centerdesk.reports.roll_call import REPORT

            item = FORM if by_month else REPORT
            return sheets_pdf(item.build(session, choice), printed_by=self.desk.actor.name, printed_at=now)

        self.desk.later(work, self._preview, _("Making the papers …"))

    def _preview(self, pdf: bytes) -> None:
        from centerdesk.ui.preview import PreviewDialog

        title = _("Attendance sheet")
        PreviewDialog(self, self.desk, title, f"{title}-{self.day}.pdf", pdf).open()

    # The month's sheet ------------------------------------------------------------------------------------------------

    def _on_month(self) -> None:
        if self.class_id is None and (groups := self.desk.read(classes.list_classes, on=self.day)):
            self.class_id = groups[0].id  # the sheet is made class by class
        self.refresh()

    def _show_month(self) -> None:
        if self.class_id is not None:
            today = self.desk.today()
            self.month_sheet.show_month(
                self.desk.read(attendance.class_month, Month.of(self.day), self.class_id, today), today
            )

    def _on_month_moved(self, months: int) -> None:
        self.day = min(Month.of(self.day).plus(months).last, self.desk.today())
        self.refresh()

    def _on_day_opened(self, day: date, child_id: int) -> None:
        if day <= self.desk.today():
            self.open_at({"day": day, "class_id": self.class_id, "child_id": child_id})


def _tally(rows: list[DayRow]) -> Tally:
    return tally(row.mark for row in rows if row.expected)
