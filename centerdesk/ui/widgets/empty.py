"""A page or list with nothing in it yet: what belongs there, and the button that begins it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from centerdesk.ui import theme
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import label, row

_WIDTH = 280


class EmptyState(QWidget):
    """An icon, a sentence, and the buttons that begin it."""

    def __init__(self, icon: str, title: str, text: str, *buttons: QPushButton) -> None:
        super().__init__()
        self.setAccessibleName(title)
        picture = label()
        picture.setPixmap(theme.pixmap(icon, "bar", 48))
        self.title_label = label(title, 16, bold=True)
        self.text_label = label(text, 14, soft=True, wrap=True)
        self.text_label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text_label.setFixedWidth(px(_WIDTH))
        layout = QVBoxLayout(self)
        layout.setSpacing(px(12))
        layout.addStretch(1)
        for part in (picture, self.title_label, self.text_label):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        if buttons:
            layout.addLayout(row(None, *buttons, None))
        layout.addStretch(2)
        self._make_room()

    def say(self, title: str, text: str) -> None:
        """Say something else."""
        self.title_label.setText(title)
        self.text_label.setText(text)
        self._make_room()

    def _make_room(self) -> None:
        """Room for all lines of the text: a layout that aligns a label asks for that of one line only."""
        self.text_label.setMinimumHeight(max(0, self.text_label.heightForWidth(px(_WIDTH))))
