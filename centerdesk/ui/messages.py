"""What the program says: a bar in the window, a question before a step, the strip of long work."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from centerdesk.base.i18n import _
from centerdesk.ui import theme
from centerdesk.ui.desk import Desk, Job
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import button, icon_button, label, row

R = TypeVar("R")

_ICONS = {Tone.OK: "circle-check", Tone.WARN: "triangle-alert", Tone.ALARM: "circle-alert", Tone.INFO: "info"}
_BRIEF_MS = 6000
_PATIENCE_MS = 1000


class MessageBar(QFrame):
    """One message at a time; good news goes by itself, trouble stays until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("messages")
        self._icon = label()
        self.text_label = label("", wrap=True)
        self._action = button("", self._on_action, kind="link")
        self._then: Callable[[], object] = self.hide
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(12), px(4), px(4), px(4))
        layout.setSpacing(px(8))
        layout.addWidget(self._icon)
        layout.addWidget(self.text_label, 1)
        layout.addWidget(self._action)
        layout.addWidget(icon_button("x", _("Close this message"), self.hide))
        self.hide()

    def say(
        self, text: str, tone: Tone = Tone.OK, action: str = "", then: Callable[[], object] | None = None
    ) -> None:
        """Show a message, with a button that does something about it."""
        self.setStyleSheet(
            f"QFrame#messages {{ background: {tone.value[1]}; border: none; border-radius: {px(6)}px; }}"
            f"QFrame#messages QLabel {{ color: {tone.value[0]}; }}"
        )
        self._icon.setPixmap(theme.pixmap(_ICONS.get(tone, "info"), tone.value[0], 18))
        self.text_label.setText(text)
        self.setAccessibleName(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._then = then or self.hide
        self.show()
        self._timer.stop()
        if tone is Tone.OK:
            self._timer.start(_BRIEF_MS)

    def _on_action(self) -> None:
        self.hide()
        self._then()


class Dialog(QDialog):
    """A dialog with a heading, a place for messages and buttons at its foot; opened, never executed."""

    def __init__(self, parent: QWidget, title: str, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(min(px(width), px(900)))
        self.messages = MessageBar()
        self._doubts: list[str] = []
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(px(12))
        self.foot = QHBoxLayout()
        self.foot.setSpacing(px(8))
        self.foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(16))
        heading = label(title, 20, bold=True)
        layout.addWidget(heading)
        layout.addWidget(self.messages)
        layout.addLayout(self.body, 1)
        layout.addLayout(self.foot)

    def add_buttons(self, text: str, on_click: Callable[[], object], cancel: str = "") -> QPushButton:
        """The button that does it, and the one that doesn't."""
        away = button(cancel or _("Cancel"), self.reject)
        do = button(text, on_click, kind="primary")
        do.setDefault(True)
        self.foot.addWidget(away)
        self.foot.addWidget(do)
        return do

    def is_told(self, doubts: list[str], do: QPushButton) -> bool:
        """Whether these doubts stood here already; else they are told, and the step waits for a second press."""
        if not doubts or doubts == self._doubts:
            return True
        self._doubts = doubts
        again = _(" If that is right, press “{button}” again.").format(button=do.text())
        self.messages.say(" ".join(doubts) + again, Tone.WARN)
        return False


def ask(parent: QWidget, title: str, text: str, yes: str, then: Callable[[], object]) -> Dialog:
    """A question before a step: it says what the step will do."""
    dialog = Dialog(parent, title)
    words = label(text, wrap=True)
    dialog.body.addWidget(words)
    dialog.add_buttons(yes, dialog.accept)
    dialog.accepted.connect(then)
    dialog.open()
    return dialog


class WorkStrip(QFrame):
    """Long work under way, once it lasts over a second: its words and a way to call it off."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._job: Job | None = None
        self._words = label()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(px(160))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        layout = row(self._words, bar, None, button(_("Cancel"), self._on_cancel), gap=16)
        layout.setContentsMargins(px(16), px(6), px(8), px(6))
        self.setLayout(layout)
        self.hide()

    def follow(self, job: Job) -> None:
        """Show this work until it ends."""
        self._job = job
        self._words.setText(job.words)
        job.ended.connect(self._on_ended)
        self._timer.start(_PATIENCE_MS)

    def _on_ended(self) -> None:
        if self.sender() is self._job:
            self._timer.stop()
            self.hide()

    def _on_cancel(self) -> None:
        if self._job:
            self._job.cancel()


class WorkDialog(Dialog):
    """A dialog whose steps are long work: its buttons wait for it, and leaving calls it off."""

    def __init__(self, parent: QWidget, desk: Desk, title: str, width: int) -> None:
        super().__init__(parent, title, width)
        self._desk = desk
        self._job: Job | None = None
        self.work = WorkStrip()

    def run(
        self, work: Callable[[Any], R], done: Callable[[R], object], words: str, *, writes: bool = False
    ) -> None:
        """Do it off the window, with its words in the strip."""
        self.messages.hide()
        self._job = self._desk.later(work, done, words, writes=writes)
        self._job.ended.connect(self._on_ended)
        self.work.follow(self._job)
        self._show_buttons()

    def back_up_first(self, then: Callable[[object], object]) -> None:
        """A backup of the centre as it stands before an import, then the import."""
        from centerdesk.db.backup import Why
        from centerdesk.services.backups import back_up
        from centerdesk.services.opening import Opened

        opened, now = Opened(self._desk.store, self._desk.actor), self._desk.now()
        self.run(
            lambda _session: back_up(opened, now, Why.BEFORE_IMPORT),
            then,
            _("Making a backup before the import …"),
        )

    def _show_buttons(self) -> None:
        """What can be pressed now."""
        raise NotImplementedError

    def _on_ended(self) -> None:
        self._job = None
        self._show_buttons()

    def reject(self) -> None:
        if self._job:
            self._job.cancel()  # what it was about to write is taken back
        super().reject()
