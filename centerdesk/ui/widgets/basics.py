"""Labels, buttons, cards and rows: the small parts everything is built of."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from centerdesk.ui import theme
from centerdesk.ui.theme import Tone, px

Box = TypeVar("Box", bound=QBoxLayout)


def label(
    text: str = "", size: int = 14, *, soft: bool = False, bold: bool = False, wrap: bool = False
) -> QLabel:
    """Words in one of the five sizes."""
    made = QLabel(text)
    made.setProperty("soft", soft)
    made.setFont(theme.font(size, bold))
    made.setProperty("size", str(size))
    made.setWordWrap(wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def button(
    text: str, on_click: Callable[[], object], icon: str = "", kind: str = "plain", tip: str = ""
) -> QPushButton:
    """A button with a word: plain, primary (one a page) or link."""
    # A thin space keeps the word off the icon; Qt has no other way to say so.
    made = QPushButton(f"\u2009{text}" if icon else text)
    made.setAccessibleName(text)
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    if icon:
        token = {"primary": "surface", "link": "accent"}.get(kind, "soft")
        made.setIcon(theme.icon(icon, token))
        made.setIconSize(QSize(px(16), px(16)))
    if tip:
        made.setToolTip(tip)
    made.clicked.connect(lambda: on_click())
    return made


def icon_button(icon: str, name: str, on_click: Callable[[], object]) -> QToolButton:
    """A quiet button without a word: its name is read out and shown as a tip."""
    made = QToolButton()
    made.setProperty("kind", "quiet")
    made.setIcon(theme.icon(icon))
    made.setIconSize(QSize(px(18), px(18)))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda: on_click())
    return made


def card(layout: QLayout, margins: tuple[int, int, int, int] = (16, 12, 16, 12)) -> QFrame:
    """A white card around a layout."""
    made = QFrame()
    made.setProperty("card", True)
    layout.setContentsMargins(*(px(margin) for margin in margins))
    made.setLayout(layout)
    return made


def rule() -> QFrame:
    """A hairline between rows."""
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedHeight(1)
    return made


def row(*parts: QWidget | QLayout | int | None, gap: int = 8) -> QHBoxLayout:
    """Parts beside each other; None is the stretch, a number a space."""
    return _box(QHBoxLayout(), parts, gap)


def column(*parts: QWidget | QLayout | int | None, gap: int = 8) -> QVBoxLayout:
    """Parts under each other; None is the stretch, a number a space."""
    return _box(QVBoxLayout(), parts, gap)


def _box(layout: Box, parts: tuple[QWidget | QLayout | int | None, ...], gap: int) -> Box:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(px(gap))
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(px(part))
        elif isinstance(part, Elided):
            layout.addWidget(part, 1)  # it asks for no room of its own, and takes what there is
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return layout


def clear(layout: QLayout) -> None:
    """Take all out of a layout, and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)


def scrolled(inside: QWidget) -> QScrollArea:
    """A widget that may be taller than its place."""
    inside.setObjectName("inside")
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


class Pill(QLabel):
    """A word on a coloured ground: a state, never told by its colour alone."""

    def __init__(self, text: str = "", tone: Tone = Tone.MUTE) -> None:
        super().__init__()
        self.setFont(theme.font(12))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.say(text, tone)

    def say(self, text: str, tone: Tone) -> None:
        """Show another state."""
        self.setText(text)
        self.setStyleSheet(
            f"font-size: {px(12)}px; color: {tone.value[0]}; background: {tone.value[1]};"
            f" border-radius: {px(11)}px; padding: 0 {px(10)}px; min-height: {px(22)}px; max-height: {px(22)}px;"
        )
        self.setVisible(bool(text))


class Elided(QLabel):
    """A label that may be narrower than its words: it ends in …, and the tip holds all of them."""

    def __init__(self, text: str = "", size: int = 14, *, soft: bool = False, bold: bool = False) -> None:
        super().__init__(text)
        self.setProperty("soft", soft)
        self.setProperty("size", str(size))
        self.setFont(theme.font(size, bold))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        self.setToolTip(self.text() if shown != self.text() else "")


class HeadLine(QWidget):
    """A page's title, what is chosen on it, its buttons; the choice gets a line of its own where room is short.

    The title goes then: the rail says where one is.
    """

    _resized = Signal()

    def __init__(self, title: str, choice: QWidget, *buttons: QWidget) -> None:
        super().__init__()
        self._title, self._choice, self._buttons = label(title, 20, bold=True), choice, buttons
        self._title.setContentsMargins(0, px(3), px(8), 0)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._title, 0, 0, top)
        for place, each in enumerate(buttons, 2):
            self._grid.addWidget(each, 0, place, top)
        self._grid.addWidget(choice, 0, 1)
        self._resized.connect(self._arrange)

    def _arrange(self) -> None:
        gap = px(8)
        beside = sum(each.sizeHint().width() + gap for each in self._buttons if not each.isHidden())
        wanted = self._choice.sizeHint().width() + gap + beside
        whole = wanted + self._title.sizeHint().width() + gap <= self.width()
        self._title.setVisible(whole or wanted > self.width())
        self._grid.removeWidget(self._choice)
        if wanted <= self.width():
            self._grid.addWidget(self._choice, 0, 0 if not whole else 1, 1, 1 if whole else 2)
        else:
            self._grid.addWidget(self._choice, 1, 0, 1, len(self._buttons) + 2)

    def refit(self) -> None:
        """What is chosen from has changed."""
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._resized.emit()


class Flow(QLayout):
    """Parts beside each other that go on in a next line when the line is full."""

    def __init__(self, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = px(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def _arrange(self, rect: QRect, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            if (widget := item.widget()) is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            line = max(line, size.height())
        return y + line - rect.y()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # None ends the row
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)
