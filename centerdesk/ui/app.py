"""Start-up: the program's look and language, the window at once, everything else after its first paint."""

import gc
import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from centerdesk.base.i18n import LANGUAGE, _
from centerdesk.base.logs import open_log
from centerdesk.base.paths import centre_folder, log_folder, sample_folder
from centerdesk.ui import theme
from centerdesk.ui.one_window import Listener, call_first
from centerdesk.ui.program import Options, Program

__all__ = ["Options", "make_application", "run"]

_START_MS = 3000


def make_application(scale: int | None = None) -> QApplication:
    """The application with our look, Chinese also in Qt's own texts."""
    QCoreApplication.setOrganizationName("CenterDesk")
    QCoreApplication.setApplicationName("CenterDesk")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationDisplayName(_("CenterDesk"))
    QLocale.setDefault(QLocale(LANGUAGE))
    translator = QTranslator(app)
    if translator.load(f"qtbase_{LANGUAGE}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    theme.apply(app, scale or chosen_scale())
    app.setWindowIcon(theme.icon("baby", "accent", 64))
    return app


def chosen_scale() -> int:
    """The scale (大字) chosen on this machine."""
    stored = str(QSettings().value("scale", 100))
    return int(stored) if stored in {str(percent) for percent in theme.SCALES} else 100


def run(options: Options, watch: Callable[[str], None] = lambda _moment: None) -> int:
    """Open the window and stay until it is closed; `watch` is told when it is "painted" and "usable"."""
    # Collecting garbage while modules are imported finds none, and costs a tenth of the start.
    gc.disable()
    app = make_application(options.scale)
    folder = options.folder or (sample_folder() if options.sample else centre_folder())
    if call_first(folder):
        return 0
    open_log(options.folder / "log" if options.folder else log_folder())
    program = Program(options)
    listener = Listener(folder, lambda: program.window)
    app.aboutToQuit.connect(listener.close)
    program.window.painted.connect(lambda: watch("painted"))
    program.window.ready.connect(lambda: watch("usable"))
    QTimer.singleShot(_START_MS, _collect_again)
    program.open()
    return app.exec()


def _collect_again() -> None:
    """What the start has made stays for good: it need not be looked through each time."""
    gc.freeze()
    gc.enable()
