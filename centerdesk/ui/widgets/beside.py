"""A list with the record of the chosen one beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from centerdesk.ui.theme import px


def beside(listed: QWidget, record: QWidget) -> QSplitter:
    """The list takes what room there is; both can be made wider, neither vanishes."""
    split = QSplitter(Qt.Orientation.Horizontal)
    split.addWidget(listed)
    split.addWidget(record)
    split.setStretchFactor(0, 1)
    split.setStretchFactor(1, 0)
    split.setHandleWidth(px(12))
    split.setChildrenCollapsible(False)
    record.setMinimumWidth(px(300))
    listed.setMinimumWidth(px(360))
    split.setSizes([px(750), px(320)])
    return split
