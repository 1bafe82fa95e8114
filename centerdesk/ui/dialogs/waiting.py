"""A wait before the centre opens."""

from PySide6.QtWidgets import QProgressBar

from centerdesk.base.i18n import _
from centerdesk.ui.dialogs.door import Door
from centerdesk.ui.widgets.basics import label


class Waiting(Door):
    """Words and a bar that moves."""

    def __init__(self, words: str) -> None:
        super().__init__(_("One moment"))
        self.body.addWidget(label(words, wrap=True))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        self.body.addWidget(bar)
