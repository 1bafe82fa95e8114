"""The program: which door is shown, who comes in, what happens when he locks."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QThreadPool
from PySide6.QtWidgets import QApplication

from centerdesk.base.i18n import _
from centerdesk.base.paths import centre_folder, log_folder, sample_folder
from centerdesk.ui import theme
from centerdesk.ui.crash import Hook
from centerdesk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from centerdesk.services.opening import Opened
    from centerdesk.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line; None where the program chooses."""

    folder: Path | None = None
    sample: bool = False
    today: date | None = None
    scale: int | None = None


_PATIENCE_MS = 5000


class Program(QObject):
    """One window, one centre at a time."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self._options = options
        self._sample = options.sample
        self.hook = Hook(options.folder / "log" if options.folder else log_folder())
        self.hook.install()
        self.desk: Desk | None = None
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

    def show_door(self) -> None:
        """The sign-in, or the first start where there is no centre yet."""
        from centerdesk.db.store import FILE

        if (self.folder / FILE).exists():
            from centerdesk.ui.dialogs.sign_in import SignIn

            sign_in = SignIn(self.folder)
            sign_in.entered.connect(self.enter)
            self.window.show_door(sign_in)
        else:
            from centerdesk.ui.dialogs.first_start import FirstStart

            first = FirstStart(self.folder)
            first.entered.connect(self.enter)
            first.sample_asked.connect(self._on_sample_asked)
            self.window.show_door(first)

    def enter(self, opened: "Opened", page: str = "today") -> None:
        """Somebody has opened the centre."""
        from centerdesk.ui.desk import Desk

        self.desk = Desk(opened, self._options.today)
        self.window.enter(self.desk, page)

    def lock(self) -> None:
        """Sign out: the file is closed and its key forgotten."""
        self._close()
        if self._sample:
            self._sample = False
        self.show_door()

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
        window.scale_asked.connect(self.resize_all)
        self.hook.window = window
        return window

    def _close(self) -> None:
        if self.desk:
            QThreadPool.globalInstance().waitForDone(
                _PATIENCE_MS
            )  # a paper in the making still reads the file
            self.window.leave()
            self.desk.store.close()
            self.desk = None

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
