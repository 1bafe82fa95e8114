"""The program: which door is shown, who comes in, what happens when he locks."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.base.paths import centre_folder, log_folder, sample_folder
from centerdesk.ui import theme
from centerdesk.ui.crash import Hook
from centerdesk.ui.idle import Idle
from centerdesk.ui.main_window import MainWindow
from centerdesk.ui.theme import Tone

if TYPE_CHECKING:
    from centerdesk.db.lock import Held
    from centerdesk.services.opening import Opened
    from centerdesk.ui.desk import Desk
    from centerdesk.ui.dialogs.door import Door


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line; None where the program chooses."""

    folder: Path | None = None
    sample: bool = False
    today: date | None = None
    scale: int | None = None


_PATIENCE_MS = 5000
_SPARE_MS = 3000  # the day's backup comes when the window is at rest


class Program(QObject):
    """One window, one centre at a time."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self._options = options
        self._sample = options.sample
        self.hook = Hook(options.folder / "log" if options.folder else log_folder())
        self.hook.install()
        self.desk: Desk | None = None
        self._held: Held | None = None
        self.idle = Idle(self)
        self.idle.passed.connect(self.lock)
        self.window = self._make_window()
        QApplication.instance().aboutToQuit.connect(self._close)  # type: ignore[union-attr]  # there is one

    @property
    def folder(self) -> Path:
        """Where the centre lies that is shown or will be."""
        return self._options.folder or (sample_folder() if self._sample else centre_folder())

    @property
    def today(self) -> date:
        """The day it is, or is taken to be."""
        from centerdesk.ui.desk import today

        return self._options.today or today()

    def open(self) -> None:
        """Show the window; what stands in it comes when it is painted."""
        self.window.painted.connect(self._open_sample if self._sample else self.show_door)
        if not self._sample:
            self.window.show_blank()
        self.window.show()

    def show_door(self) -> "Door":
        """The sign-in, or the first start where there is no centre yet."""
        from centerdesk.db import swap
        from centerdesk.db.store import FILE

        swap.settle(self.folder)  # a restore that was cut off half-way has the file under another name
        if (self.folder / FILE).exists():
            from centerdesk.ui.dialogs.sign_in import SignIn

            sign_in = SignIn(self.folder)
            sign_in.entered.connect(self.enter)
            self.window.show_door(sign_in)
            return sign_in
        from centerdesk.ui.dialogs.first_start import FirstStart

        first = FirstStart(self.folder)
        first.entered.connect(self.enter)
        first.sample_asked.connect(self._on_sample_asked)
        self.window.show_door(first)
        return first

    def enter(self, opened: "Opened", page: str = "today") -> None:
        """Somebody has opened the centre, or goes on in it."""
        from centerdesk.services import users
        from centerdesk.services.clock import clock_warning
        from centerdesk.ui.desk import Desk
        from centerdesk.ui.drafts import unsaved_words
        from centerdesk.ui.one_window import take

        self._held = self._held or take(opened)
        self.desk = Desk(opened, self._options.today)
        self.window.enter(self.desk, page)
        if not self._sample:  # everybody knows its password
            self.idle.start(self.desk.read(users.idle_minutes))
        if words := unsaved_words(self.desk):
            self.window.say(words, Tone.INFO)
        if not self._options.today and (words := self.desk.read(clock_warning, self.desk.now())):
            self.window.say(words, Tone.WARN)
        QTimer.singleShot(_SPARE_MS, self, self._back_up_daily)

    def lock(self) -> None:
        """Sign out: the file is closed and its key forgotten."""
        warning = self._close()
        if self._sample:
            self._sample = False
        door = self.show_door()
        if warning:
            door.messages.say(warning, Tone.WARN)

    def switch(self) -> None:
        """Somebody else goes on: the file stays open, the window is entered anew."""
        from centerdesk.ui.desk import now
        from centerdesk.ui.dialogs.account import SwitchDialog

        if self.desk:
            dialog = SwitchDialog(self.window, self.desk, now)
            dialog.switched.connect(self._on_switched)
            dialog.open()

    def resize_all(self, percent: int) -> None:
        """Another scale: the window is built anew, on the same open centre."""
        QSettings().setValue("scale", percent)
        theme.apply(QApplication.instance(), percent)  # type: ignore[arg-type]  # it is one
        before, desk = self.window, self.desk
        self.window = self._make_window()
        self.window.resize(before.size())
        self.window.show()
        if desk:
            self.window.enter(desk, "centre")
        before.deleteLater()

    def _make_window(self) -> MainWindow:
        window = MainWindow()
        window.locked.connect(self.lock)
        window.switch_asked.connect(self.switch)
        window.scale_asked.connect(self.resize_all)
        self.hook.window = window
        return window

    def _on_switched(self, opened: "Opened") -> None:
        from centerdesk.ui.drafts import save_drafts

        save_drafts(self.window)
        QThreadPool.globalInstance().waitForDone(_PATIENCE_MS)
        self.enter(opened)

    def _close(self) -> str:
        """Close the file; returns what went wrong with the backup, if anything."""
        warning = ""
        self.idle.stop()
        if self.desk:
            # A paper in the making still reads the file.
            QThreadPool.globalInstance().waitForDone(_PATIENCE_MS)
            warning = self._keep(self.desk)
            self.window.leave()
            self.desk.store.close()
            self.desk = None
        if self._held:
            self._held.release()
            self._held = None
        return warning

    def _keep(self, desk: "Desk") -> str:
        """What is typed and not saved is kept, and the centre backed up when something has changed."""
        from centerdesk.db.backup import Why
        from centerdesk.services import backups, users
        from centerdesk.services.opening import Opened
        from centerdesk.ui.drafts import save_drafts

        try:
            desk.read(users.idle_minutes)
            save_drafts(self.window)
        except UserError:
            return ""  # after a restore another file lies there, perhaps under another key
        return backups.when_due(Opened(desk.store, desk.actor), desk.now(), Why.CLOSING)

    def _back_up_daily(self) -> None:
        if self.desk is None:
            return
        from centerdesk.db.backup import Why
        from centerdesk.services import backups
        from centerdesk.services.opening import Opened
        from centerdesk.ui.desk import Job

        opened, now = Opened(self.desk.store, self.desk.actor), self.desk.now()
        job = Job(_("Making the daily backup …"), writes=True)
        job.finished.connect(self._on_backed_up)
        self.desk.began.emit(job)
        job.start(lambda: backups.when_due(opened, now, Why.DAILY))

    def _on_backed_up(self, warning: str) -> None:
        if warning:
            self.window.say(warning, Tone.WARN)

    def _on_sample_asked(self) -> None:
        self._sample = True
        self._open_sample()

    def _open_sample(self) -> None:
        """Open the sample centre, made anew when it was made for another day."""
        from centerdesk import demo
        from centerdesk.db.store import FILE
        from centerdesk.services.opening import open_centre

        folder, today = self._sample_place, self.today
        # One made without a day for a name (by the command line) is left as it is.
        by_hand = (folder / FILE).is_file() and not (folder / demo.MARKER).is_file()
        if by_hand or demo.made_for(folder) == today.isoformat():
            self.enter(open_centre(folder, demo.PASSWORD))
            return
        from centerdesk.ui.desk import Job
        from centerdesk.ui.dialogs.waiting import Waiting

        self.window.show_door(Waiting(_("Making the sample centre: two years of invented records …")))
        job = Job("")
        job.finished.connect(self.enter)
        job.start(lambda: demo.remake(folder, today))

    @property
    def _sample_place(self) -> Path:
        return (self._options.folder if self._options.sample else None) or sample_folder()
