"""The one hook for errors: sentences go to the place they belong to, bugs to the log and a report."""

import logging
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.base.logs import report_crash
from centerdesk.ui.theme import Tone, px

_log = logging.getLogger("centerdesk")


class Hook:
    """Installed as `sys.excepthook`; knows the window and the folder of the log."""

    def __init__(self, log_folder: Path) -> None:
        self._log_folder = log_folder
        self.window: QWidget | None = None

    def install(self) -> None:
        """Take over from Python."""
        sys.excepthook = self

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """One error that nobody else took."""
        if isinstance(error, UserError):
            self._tell(error)
        elif isinstance(error, KeyboardInterrupt):
            QApplication.quit()
        else:
            self._report(kind, trace)

    def _tell(self, error: UserError) -> None:
        from centerdesk.ui.messages import MessageBar
        from centerdesk.ui.widgets.form import Form

        place = self._top_dialog() or self.window
        if place is None:
            return
        for form in place.findChildren(Form):
            if error.field and form.isVisibleTo(place) and form.show_error(error.field, error.text):
                return
        for bar in place.findChildren(MessageBar):
            if (holder := bar.parentWidget()) and holder.isVisibleTo(place):
                bar.say(error.text, Tone.ALARM)
                return

    def _top_dialog(self) -> QWidget | None:
        """The dialog opened last; not every platform tells which window is active."""
        from centerdesk.ui.messages import Dialog

        dialogs = self.window.findChildren(Dialog) if self.window else []
        return next((dialog for dialog in reversed(dialogs) if dialog.isVisible()), None)

    def _report(self, kind: type[BaseException], trace: TracebackType | None) -> None:
        reference, text = report_crash(self._log_folder, kind, trace, datetime.now())
        if self.window:
            self._save_drafts(self.window)
            show_report(self.window, reference, text)

    def _save_drafts(self, window: QWidget) -> None:
        from centerdesk.ui.drafts import save_drafts

        try:
            save_drafts(window)
        except Exception as error:  # whatever it is, it must not hide what happened first
            _log.error("drafts not saved: %s", error)


def show_report(window: QWidget, reference: str, text: str) -> None:
    """Tell the user that something went wrong, with the number to give to those who help."""
    from centerdesk.ui.messages import Dialog
    from centerdesk.ui.widgets.basics import button, label

    dialog = Dialog(window, _("Something went wrong"), 560)
    dialog.setObjectName("crash")
    dialog.body.addWidget(
        label(
            _(
                "The program has made a mistake; this step may not have been done. What was saved before is safe. "
                "If it happens again, give the number and the text below to those who help you: "
                "it holds nobody's name and no other personal data."
            ),
            wrap=True,
        )
    )
    dialog.body.addWidget(label(_("Number: {reference}").format(reference=reference), 16, bold=True))
    details = QPlainTextEdit(text)
    details.setReadOnly(True)
    details.setAccessibleName(_("Report"))
    details.setFixedHeight(px(160))
    dialog.body.addWidget(details)
    dialog.foot.addWidget(
        button(_("Copy the report"), lambda: QGuiApplication.clipboard().setText(text), icon="copy")
    )
    dialog.foot.addWidget(button(_("Close"), dialog.accept, kind="primary"))
    dialog.open()
