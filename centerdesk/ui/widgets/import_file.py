"""The first step of an import: the workbook, chosen or dropped."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from centerdesk.base.i18n import _
from centerdesk.ui import theme
from centerdesk.ui.widgets.basics import button, card, column, label, row


class FileStep(QWidget):
    """A place to drop a workbook on, and a button to choose one; the file chosen stays named there."""

    chosen = Signal(object)  # a Path

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        picture = label()
        picture.setPixmap(theme.pixmap("file-spreadsheet", "accent", 40))
        self.file_label = label("", 16, wrap=True)
        self.file_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose_button = button(_("Choose a workbook"), self._on_choose, icon="folder-open")
        self.choose_button.setAutoDefault(True)  # Enter means the button where the focus is
        place = column(
            None,
            row(None, picture, None),
            self.file_label,
            row(None, self.choose_button, None),
            None,
            gap=12,
        )
        whole = column(card(place), *(label(text, soft=True, wrap=True) for text in _hints()), gap=8)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.forget()

    def forget(self) -> None:
        """Wait for another file."""
        self.file_label.setText(_("Drop the workbook with the roster here, or choose it."))

    def show_file(self, file: Path, sheets: int) -> None:
        """Name the file that was read."""
        self.file_label.setText(_("{file} has been read: {n} sheets.").format(file=file.name, n=sheets))

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, _("Choose a workbook"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Workbooks and tables (*.xlsx *.xls *.et *.csv)"))
        dialog.fileSelected.connect(lambda file: self.chosen.emit(Path(file)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.chosen.emit(Path(_dropped_file(event)))


def _hints() -> tuple[str, ...]:
    return (
        _(
            "Workbooks (.xlsx, .xls) and tables as text (.csv) can be read, with several sheets, titles and headings "
            "of two lines as they are."
        ),
        _(
            "WPS tables (.et) and files that can't be read: open them in WPS or Excel, save them as .xlsx and choose "
            "the new file."
        ),
    )


def _dropped_file(event: QDropEvent) -> str:
    """The one file that is dropped; several at once are not taken."""
    urls = event.mimeData().urls()
    return urls[0].toLocalFile() if len(urls) == 1 else ""
