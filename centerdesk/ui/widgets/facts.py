"""Pairs of a soft word and what it says, in a record beside a list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from centerdesk.base import formats
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import clear, label

Facts = Sequence[tuple[str, str]]


class FactsView(QWidget):
    """The pairs under each other."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, px(12), px(8), px(8))
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(10))
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Facts) -> None:
        """Show these."""
        clear(self._grid)
        for line, (words, says) in enumerate(facts):
            self._grid.addWidget(label(words, soft=True), line, 0, Qt.AlignmentFlag.AlignTop)
            value = label(says or formats.UNKNOWN, wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(value, line, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.setRowStretch(line, 0)
        self._grid.setRowStretch(len(facts), 1)


def grouped(number: str) -> str:
    """An 18-character number in its parts, so that it can be read out (and broken where room is short)."""
    return f"{number[:6]} {number[6:14]} {number[14:]}" if len(number) == 18 else number
