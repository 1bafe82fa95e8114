"""Paper in a dialog of its own: the pages as they will be printed, to print or to keep."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from centerdesk.base.files import write_whole
from centerdesk.base.i18n import _
from centerdesk.pdf.preview import page_sizes
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog
from centerdesk.ui.printing import ask_printer, print_later
from centerdesk.ui.saving import ask_file
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import button
from centerdesk.ui.widgets.paper_desk import PaperDesk


class PreviewDialog(Dialog):
    """Shows a PDF that is there already."""

    def __init__(self, parent: QWidget, desk: Desk, title: str, name: str, pdf: bytes) -> None:
        super().__init__(parent, title, 760)
        self._desk, self._name, self._pdf = desk, name, pdf
        room = self.screen().availableGeometry()
        self.resize(min(px(860), room.width() - px(40)), min(px(760), room.height() - px(60)))
        self.paper = PaperDesk()
        self.paper.setMinimumHeight(px(260))
        self.body.addWidget(self.paper, 1)
        self.foot.addWidget(button(_("Close"), self.accept))
        self.foot.addWidget(button(_("Save as PDF"), self._on_save, icon="save"))
        self.foot.addWidget(button(_("Print"), self._on_print, icon="printer", kind="primary"))
        self.paper.show_paper(title, pdf, page_sizes(pdf))

    def _on_save(self) -> None:
        ask_file(self, _("Save as PDF"), self._name, self._save)

    def _save(self, path: Path) -> None:
        write_whole(path, self._pdf)
        self.messages.say(_("Saved: {file}").format(file=path))

    def _on_print(self) -> None:
        ask_printer(self, self._name, self._pdf, self.paper.view.page, self._send)

    def _send(self, printer: QPrinter, pages: list[int]) -> None:
        print_later(self._desk, printer, self._pdf, pages, self._on_sent)

    def _on_sent(self, count: int) -> None:
        self.messages.say(_("{n} pages sent to the printer.").format(n=count))
