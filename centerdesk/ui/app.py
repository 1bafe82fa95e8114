"""Start-up: the program's look and language, the window at once, everything else after its first paint."""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtWidgets import QApplication

from centerdesk.base.i18n import LANGUAGE, _
from centerdesk.ui import theme


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line; None where the program chooses."""

    folder: Path | None = None
    sample: bool = False
    today: date | None = None
    scale: int | None = None


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
    from centerdesk.ui.program import Program

    app = make_application(options.scale)
    logging.basicConfig(level=logging.WARNING)
    program = Program(options)
    program.window.painted.connect(lambda: watch("painted"))
    program.window.ready.connect(lambda: watch("usable"))
    program.open()
    return app.exec()
