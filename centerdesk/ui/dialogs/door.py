"""What stands before the centre: a card in the middle of the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from centerdesk.base.i18n import _
from centerdesk.ui import theme
from centerdesk.ui.messages import MessageBar
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import card, label, row, scrolled


class Door(QWidget):
    """A card with the program's name, a heading, a place for messages and a body."""

    def __init__(self, title: str, width: int = 420) -> None:
        super().__init__()
        self.setObjectName("canvas")
        mark = label()
        mark.setPixmap(theme.pixmap("baby", "accent", 28))
        self.messages = MessageBar()
        self.body = QVBoxLayout()
        self.body.setSpacing(px(12))
        inner = QVBoxLayout()
        inner.setSpacing(px(12))
        inner.addWidget(label(title, 20, bold=True))
        inner.addWidget(self.messages)
        inner.addLayout(self.body)
        frame = card(inner, (32, 24, 32, 28))
        frame.setFixedWidth(px(width))
        inside = QWidget()
        middle = QVBoxLayout(inside)
        middle.setSpacing(px(16))
        middle.addStretch(1)
        middle.addLayout(row(None, mark, label(_("CenterDesk"), 20, bold=True), None))
        middle.addWidget(frame, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))
