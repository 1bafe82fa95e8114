"""What all pages are."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from centerdesk.ui.desk import Desk
from centerdesk.ui.theme import Tone, px


class Page(QWidget):
    """A page: built once, read again by `refresh` whenever something has changed and it is shown."""

    asked = Signal(str, dict)  # another page to go to, and where in it
    said = Signal(str, Tone)  # a message for the window's bar
    scale_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.desk = desk
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(px(20), px(16), px(20), px(16))
        self.body.setSpacing(px(12))

    def refresh(self) -> None:
        """Read again what the page shows."""
        raise NotImplementedError

    def open_at(self, where: dict[str, Any]) -> None:
        """Go to a place inside the page."""

    def show_compact(self, compact: bool) -> None:
        """Closer together where the window is small for the chosen scale."""
        side, edge, gap = (12, 8, 8) if compact else (20, 16, 12)
        self.body.setContentsMargins(px(side), px(edge), px(side), px(edge))
        self.body.setSpacing(px(gap))

    def new_day(self) -> None:
        """Midnight has passed."""

    def shortcut(self, keys: str, slot: Any) -> None:
        """A key that works while the page is shown."""
        QShortcut(QKeySequence(keys), self, slot)
