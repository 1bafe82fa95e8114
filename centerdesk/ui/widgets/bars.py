"""Small bars: how much of a whole, and a rate day by day."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from centerdesk.base.i18n import _
from centerdesk.ui import theme
from centerdesk.ui.theme import px


class ShareBar(QWidget):
    """A part of a whole as a bar; parts beyond the first are absent ones, in soft colour."""

    def __init__(self, height: int = 6) -> None:
        super().__init__()
        self._part, self._absent, self._whole = 0, 0, 0
        self.setFixedHeight(px(height))

    def show_share(self, part: int, whole: int, absent: int = 0) -> None:
        """Show so much of so much."""
        self._part, self._whole, self._absent = part, whole, absent
        self.setAccessibleName(f"{part}/{whole}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height = self.height()
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), height), height / 2, height / 2)
        for share, token in ((self._part + self._absent, "edge"), (self._part, "accent")):
            if self._whole and share:
                painter.setBrush(theme.colour(token))
                width = max(self.width() * min(share / self._whole, 1), height)
                painter.drawRoundedRect(QRectF(0, 0, width, height), height / 2, height / 2)


@dataclass(frozen=True, slots=True)
class DayBar:
    """One day of a chart: its number, its rate in percent (None: not known), what a tip says of it."""

    day: int
    rate: float | None
    tip: str
    is_today: bool = False


class DayBars(QWidget):
    """A rate for each day of a month, on the whole scale from 0 to 100 %."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: list[DayBar] = []
        self._days = 31
        self.setMouseTracking(True)
        self.setMinimumHeight(px(110))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Attendance rate by day"))

    def show_days(self, days: int, bars: list[DayBar]) -> None:
        """Show the days of a month of so many days."""
        self._days, self._bars = days, bars
        self.setAccessibleDescription("; ".join(bar.tip for bar in bars))
        self.update()

    def _frame(self) -> QRectF:
        return QRectF(px(34), px(8), self.width() - px(36), self.height() - px(28))

    def sizeHint(self) -> QSize:
        return QSize(px(300), px(140))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(12))
        frame = self._frame()
        for percent in (0, 50, 100):
            y = frame.bottom() - frame.height() * percent / 100
            painter.setPen(theme.colour("line"))
            painter.drawLine(QLineF(frame.left(), y, frame.right(), y))
            painter.setPen(theme.colour("soft"))
            painter.drawText(
                QRectF(0, y - px(8), frame.left() - px(6), px(16)),
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                str(percent),
            )
        step = frame.width() / self._days
        for day in [1, *range(5, self._days + 1, 5)]:
            if day < 30 or self._days - day < 2:
                place = QRectF(
                    frame.left() + step * (day - 1) - px(10), frame.bottom() + px(3), step + px(20), px(16)
                )
                painter.setPen(theme.colour("soft"))
                painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(day))
        painter.setPen(Qt.PenStyle.NoPen)
        for bar in self._bars:
            if bar.rate is not None:
                painter.setBrush(theme.colour("accent" if bar.is_today else "bar"))
                height = frame.height() * bar.rate / 100
                left = frame.left() + step * (bar.day - 1) + step * 0.16
                painter.drawRoundedRect(
                    QRectF(left, frame.bottom() - height, step * 0.68, height), px(2), px(2)
                )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        frame = self._frame()
        day = int((event.position().x() - frame.left()) / frame.width() * self._days) + 1
        tip = next((bar.tip for bar in self._bars if bar.day == day), "")
        QToolTip.showText(event.globalPosition().toPoint(), tip, self)
