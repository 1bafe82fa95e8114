"""Tabs for a narrow place: they go on in a second line, where Qt's own would hide behind arrows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QTabWidget, QWidget

from centerdesk.ui.theme import TOKENS, px
from centerdesk.ui.widgets.basics import Flow, button


class TabStrip(QWidget):
    """The tabs of a tab widget as words in a flow; the arrow keys move between them."""

    def __init__(self, tabs: QTabWidget) -> None:
        super().__init__()
        self._tabs = tabs
        tabs.tabBar().hide()
        tabs.currentChanged.connect(self._on_current)
        self._flow = Flow(4)
        self.setLayout(self._flow)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._on_toggled)  # by mouse and by arrow key
        self.setStyleSheet(
            "QPushButton {"
            f" color: {TOKENS['soft']}; background: transparent; border: none; border-radius: 0;"
            f" border-bottom: {px(2)}px solid transparent; padding: 0 {px(6)}px; min-height: {px(28)}px; }}"
            f"QPushButton:hover, QPushButton:focus {{ color: {TOKENS['text']}; background: {TOKENS['hover']}; }}"
            f"QPushButton:checked {{ color: {TOKENS['accent_deep']};"
            f" border-bottom: {px(2)}px solid {TOKENS['accent']}; }}"
        )

    def add(self, inside: QWidget, words: str) -> None:
        """Put another tab at the end."""
        made = button(words, lambda: None)
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group.addButton(made, self._tabs.count())
        self._flow.addWidget(made)
        self._tabs.addTab(inside, words)
        self._on_current(self._tabs.currentIndex())

    def _on_toggled(self, place: int, chosen: bool) -> None:
        if chosen:
            self._tabs.setCurrentIndex(place)

    def _on_current(self, place: int) -> None:
        if chosen := self._group.button(place):
            chosen.setChecked(True)
