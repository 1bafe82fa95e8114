"""Inputs that leave the wheel to the page, and a date that is typed as people write it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.ui import theme
from centerdesk.ui.theme import px

V = TypeVar("V")
_DATE = re.compile(r"(\d{4})[-./年 ]?(\d{1,2})[-./月 ]?(\d{1,2})日?")


class Combo(QComboBox, Generic[V]):
    """A choice of values with words."""

    def __init__(self, choices: Iterable[tuple[V, str]] = ()) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fill(choices)

    def fill(self, choices: Iterable[tuple[V, str]]) -> None:
        """Offer these; what was chosen stays so if it is among them."""
        before = self.value() if self.count() else None
        self.blockSignals(True)
        self.clear()
        offered = list(choices)
        self._values = [value for value, _words in offered]
        self.addItems([words for _value, words in offered])
        if before in self._values:
            self.setCurrentIndex(self._values.index(before))
        self.blockSignals(False)

    def value(self) -> V:
        """What is chosen."""
        return self._values[self.currentIndex()]

    def choose(self, value: V) -> None:
        """Choose a value."""
        self.setCurrentIndex(self._values.index(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # the page scrolls on

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = px(16)
        painter.drawPixmap(
            self.width() - side - px(8), (self.height() - side) // 2, theme.pixmap("chevron-down", "soft", 16)
        )


class SearchEdit(QLineEdit):
    """A box to search in, with its lens."""

    def __init__(self, hint: str, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setTextMargins(px(22), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = px(16)
        QPainter(self).drawPixmap(px(9), (self.height() - side) // 2, theme.pixmap("search", "soft", 16))


class Spin(QSpinBox):
    """A whole number, typed."""

    def __init__(self, least: int = 0, most: int = 9999, value: int = 0) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setRange(least, most)
        self.setValue(value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # the page scrolls on


class Text(QPlainTextEdit):
    """A few lines of text."""

    def __init__(self, text: str = "", lines: int = 2) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setFixedHeight(px(20 * lines + 20))


class DateField(QLineEdit):
    """A date, typed as 2026-11-24, 2026.11.24, 20261124 or 2026年11月24日, or picked from a calendar."""

    picked = Signal(object)

    def __init__(self, day: date | None = None) -> None:
        super().__init__()
        self.setPlaceholderText(_("for example 2026-11-24"))
        self.setMaxLength(16)
        action = QAction(theme.icon("calendar"), _("Pick from a calendar"), self)
        action.triggered.connect(self._on_pick)
        self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self._on_typed)
        self.set_day(day)

    def day(self) -> date | None:
        """The date, None when the field is empty; UserError when it is none."""
        typed = unicodedata.normalize("NFKC", self.text()).strip()
        if not typed:
            return None
        found = _DATE.fullmatch(typed)
        try:
            if found:
                return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            pass
        raise UserError(
            _("“{text}” is no date. Write it as 2026-11-24.").format(text=self.text()),
            self.objectName() or None,
        )

    def needed(self) -> date:
        """The date; UserError when it is missing."""
        day = self.day()
        if day is None:
            raise UserError(_("The date is missing."), self.objectName() or None)
        return day

    def set_day(self, day: date | None) -> None:
        """Show a date."""
        self.setText(formats.iso_date(day) if day else "")

    def _on_typed(self) -> None:
        try:
            self.set_day(self.day())
        except UserError:
            return  # said when the form is taken, not while it is being filled in

    def _on_pick(self) -> None:
        pick_day(self, self.day() if self.text() else None, self._on_picked)

    def _on_picked(self, day: date) -> None:
        self.set_day(day)
        self.picked.emit(day)


def pick_day(beside: QWidget, day: date | None, then: Callable[[date], object]) -> QCalendarWidget:
    """A calendar under a widget; `then` gets the day that is picked."""
    calendar = QCalendarWidget(beside)
    calendar.setWindowFlag(Qt.WindowType.Popup)
    calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    if day:
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))

    def take(chosen: QDate) -> None:
        calendar.close()
        then(date(chosen.year(), chosen.month(), chosen.day()))

    calendar.clicked.connect(take)
    calendar.activated.connect(take)
    calendar.move(beside.mapToGlobal(QPoint(0, beside.height() + px(4))))
    calendar.resize(px(300), px(260))
    calendar.show()
    return calendar
