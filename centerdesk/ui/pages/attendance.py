"""Attendance: a class's day taken in one pass, by keys, by mouse, or typed in from paper."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from centerdesk.base import formats
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Choice
from centerdesk.base.tables import Align, Column
from centerdesk.domain.attendance import NOT_EXPECTED, Mark, Tally, tally
from centerdesk.domain.calendar import Month, day_kind, holiday_name, last_operating_day
from centerdesk.services import attendance, classes
from centerdesk.services.attendance import DayRow
from centerdesk.services.closing import is_locked
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import ask
from centerdesk.ui.pages.page import Page
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.attendance_head import ClassChips, Counts, DayStrip, UntakenBanner
from centerdesk.ui.widgets.basics import Flow, HeadLine, button, card, column, label, row
from centerdesk.ui.widgets.empty import EmptyState
from centerdesk.ui.widgets.month_sheet import MonthSheet
from centerdesk.ui.widgets.table import Look
from centerdesk.ui.widgets.table_view import TableView


@dataclass(frozen=True, slots=True)
class Deviation:
    """What a digit records: a mark and its reason; `asks` lets the reason be typed."""

    mark: Mark
    reason: str = ""
    asks: bool = False
    words: str = ""

    @property
    def shown(self) -> str:
        """As the legend says it: 病假·发热"""
        if self.words:
            return _(self.words)
        return f"{self.mark.label}·{_(self.reason)}" if self.reason else self.mark.label


DEVIATIONS = (
    Deviation(Mark.SICK, N_("fever")),
    Deviation(Mark.SICK, N_("cough")),
    Deviation(Mark.SICK, N_("diarrhoea or vomiting")),
    Deviation(Mark.SICK, N_("rash")),
    Deviation(Mark.SICK, asks=True, words=N_("sick leave, other")),
    Deviation(Mark.PERSONAL),
    Deviation(Mark.UNEXPLAINED, words=N_("absent, reason unknown")),
)
_TONES = {
    Mark.PRESENT: Tone.OK,
    Mark.HALF: Tone.OK,
    Mark.SICK: Tone.ALARM,
    Mark.PERSONAL: Tone.INFO,
    Mark.OBSERVATION: Tone.WARN,
    Mark.UNEXPLAINED: Tone.WARN,
}
_DIGITS = [Qt.Key.Key_0 + digit for digit in range(1, len(DEVIATIONS) + 1)]
_LETTERS = [Qt.Key(code) for code in range(Qt.Key.Key_A, Qt.Key.Key_Z + 1)]
_KEYS = [Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, *_DIGITS, *_LETTERS]


def state_words(row: DayRow) -> str:
    """A child's state in a word."""
    if row.mark:
        return row.mark.label
    return _("Not taken yet") if row.expected else NOT_EXPECTED


def _state_look(row: DayRow) -> Look:
    if row.mark:
        return Look(pill=_TONES[row.mark])
    return Look(pill=Tone.MUTE) if row.expected else Look(token="soft")


def _name_look(row: DayRow) -> Look:
    badges = ((_("Allergy: {what}").format(what=row.allergies), Tone.ALARM),) if row.allergies else ()
    return Look(badges=badges, token="text" if row.expected or row.mark else "soft")


class AttendancePage(Page):
    """The day of a class or of the whole centre, and the month's sheet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.day = desk.today()
        self.class_id: int | None = None
        self._rows: list[DayRow] = []
        self._typed = ""
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
        self.rest_button = button(_("The rest has arrived"), self._on_rest, icon="check", kind="primary")
        self.rest_button.setToolTip(_("Marks all who are not taken yet as present (Ctrl+Enter)"))
        self.banner = UntakenBanner()
        self.banner.only_check.toggled.connect(self._sift)
        self.table = self._table()
        self.closed = EmptyState("calendar-x", "", "", button(_("Last operating day"), self._on_last_open))
        self.empty = EmptyState(
            "baby",
            _("No children here yet"),
            _("Children who are enrolled and placed in a class stand here."),
            button(_("Go to the children"), lambda: self.asked.emit("children", {}), kind="primary"),
        )
        self.legend = self._legend()
        self._build()

    def _build(self) -> None:
        self.heading = HeadLine(
            _("Morning check and attendance"), self.chips, self.month_button, self.print_button
        )
        self.body.addWidget(self.heading)
        strip = row(self.days, 8, self.counts, None, self.rest_button, gap=8)
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

    def _table(self) -> TableView:
        columns = (
            Column(N_("No."), self._number, align=Align.RIGHT),
            Column(N_("Name"), lambda row: row.name, sort=lambda row: row.name_key),
            Column(N_("Class"), lambda row: row.class_name),
            Column(N_("State"), state_words),
            Column(N_("Reason"), lambda row: row.reason),
        )
        looks = {"Name": _name_look, "State": _state_look, "No.": lambda _row: Look(token="soft")}
        table = TableView(columns, lambda row: row.child_id, looks, takes_keys=_KEYS, sortable=False)
        table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        table.setAccessibleName(_("Attendance of the day"))
        table.set_widths({"No.": 52, "Name": 280, "Class": 110, "State": 130}, stretch="Reason")
        table.key_pressed.connect(self._on_key)
        return table

    def _legend(self) -> QWidget:
        flow = Flow(6)
        made = QWidget()
        made.setLayout(flow)
        for keys, words, slot in [
            (_("Space"), Mark.PRESENT.label, self._mark_present),
            *(
                (str(n), each.shown, lambda each=each: self._record(each))
                for n, each in enumerate(DEVIATIONS, 1)
            ),
            (_("Backspace"), _("Not taken yet"), lambda: self._mark(None)),
        ]:
            flow.addWidget(_legend_button(keys, words, slot))
        self.hint_label = label(_("Letters jump by pinyin initials"), 12, soft=True)
        self.hint_label.setFixedHeight(px(30))
        flow.addWidget(self.hint_label)
        return made

    def show_compact(self, compact: bool) -> None:
        """Without what can be spared, for the sake of the rows."""
        super().show_compact(compact)
        self.hint_label.setVisible(not compact)

    def refresh(self) -> None:
        """Read the day of all classes again; the chips, the counts and the grid are made of it."""
        kind = day_kind(self.day)
        self._rows = self.desk.read(attendance.day_sheet, self.day)
        self._locked = self.desk.read(is_locked, Month.of(self.day))
        groups = self.desk.read(classes.list_classes, on=self.day)
        if self.class_id not in {group.id for group in groups}:
            self.class_id = None
        self.chips.show_classes(
            [(None, _("All"), _tally(self._rows))]
            + [(group.id, group.name, _tally(self._of(group.id))) for group in groups],
            self.class_id,
        )
        QTimer.singleShot(0, self.heading.refit)  # when the chips have got their style
        self.days.show_day(self.day, self.desk.today())
        mine = self._of(self.class_id)
        counted = _tally(mine)
        self.counts.show_counts(len(mine), counted, sum(1 for row in mine if not row.expected and row.mark))
        self.banner.show_state(counted, self._locked)
        self.rest_button.setEnabled(counted.untaken > 0)
        self.table.setColumnHidden(2, self.class_id is not None)
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
        self.rest_button.setVisible(kind.is_open)
        if mine and not self.table.currentIndex().isValid():
            self.table.go_to_place(self._first_untaken())

    def open_at(self, where: dict[str, Any]) -> None:
        """Show a day and a class, at a child."""
        self.day = where.get("day") or self.desk.today()
        self.class_id = where.get("class_id")
        self.month_button.setChecked(False)
        self.refresh()
        if not self.table.go_to(where.get("child_id")):
            self.table.go_to_place(self._first_untaken())

    def new_day(self) -> None:
        """Who stood on yesterday's sheet goes on to today's."""
        self.day = self.desk.today()

    def show_day(self, day: date) -> None:
        """Another day, no later than today."""
        self.day = min(day, self.desk.today())
        self.refresh()
        self.table.go_to_place(self._first_untaken())

    def show_class(self, class_id: int | None) -> None:
        """Another class, or all."""
        self.class_id = class_id
        self.refresh()
        self.table.go_to_place(self._first_untaken())
        self.table.setFocus()

    def _of(self, class_id: int | None) -> list[DayRow]:
        return [row for row in self._rows if class_id in (None, row.class_id)]

    def _number(self, row: DayRow) -> int:
        return self.table.model_.row_of(row.child_id) + 1

    def _first_untaken(self) -> int:
        places = range(self.table.proxy.rowCount())
        rows = [self.table.proxy.row_at(place) for place in places]
        return next(
            (place for place, row in zip(places, rows, strict=True) if row.expected and not row.mark), 0
        )

    def _sift(self) -> None:
        only = self.banner.only_check.isChecked()
        self.table.proxy.keep(lambda row: not only or (row.expected and row.mark is None))

    # What keys and buttons do -----------------------------------------------------------------------------------------

    def _on_key(self, key: int, text: str) -> None:
        if key == Qt.Key.Key_Space:
            self._mark_present()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._mark(None)
        elif key in _DIGITS:
            self._record(DEVIATIONS[_DIGITS.index(Qt.Key(key))])
        else:
            self._jump(text.lower())

    def _mark_present(self) -> None:
        row = self.table.current()
        if row:
            self._mark(row.pattern.arrival_mark)

    def _record(self, deviation: Deviation) -> None:
        if deviation.asks:
            from centerdesk.ui.dialogs.reason import ReasonDialog

            row = self.table.current()
            if row:
                dialog = ReasonDialog(self, row.name)
                dialog.given.connect(lambda reason: self._mark(deviation.mark, reason))
                dialog.open()
            return
        self._mark(deviation.mark, _(deviation.reason) if deviation.reason else "")

    def _mark(self, mark: Mark | None, reason: str = "") -> None:
        row = self.table.current()
        if row is None:
            return
        self._typed = ""
        place = self.table.currentIndex().row()
        self._confirmed(lambda sure: self._write_mark(row, place, mark, reason, sure))

    def _write_mark(self, row: DayRow, place: int, mark: Mark | None, reason: str, sure: bool) -> None:
        self.desk.write(
            attendance.mark,
            row.child_id,
            self.day,
            mark,
            reason,
            today=self.desk.today(),
            even_if_locked=sure,
        )
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

    def _jump(self, letter: str) -> None:
        """To the next child whose initials go on with the letters typed; a wrong letter begins anew."""
        for typed in (self._typed + letter, letter):
            for place in range(self.table.proxy.rowCount()):
                if any(
                    word.startswith(typed) for word in self.table.proxy.row_at(place).name_search.split()[1:]
                ):
                    self._typed = typed
                    self.table.go_to_place(place)
                    return
        self._typed = ""

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
        PreviewDialog(self, title, f"{title}-{self.day}.pdf", pdf).open()

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


def _legend_button(keys: str, words: str, slot: Any) -> QPushButton:
    made = button(f"{keys}  {words}", slot)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay with the grid
    made.setProperty("kind", "key")
    made.setAccessibleName(words)
    return made
