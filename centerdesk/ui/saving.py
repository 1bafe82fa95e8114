"""Where a file is to go: asked for in a dialog."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from centerdesk.base.i18n import N_, _

PDF, XLSX = ".pdf", ".xlsx"
_KINDS = {PDF: N_("PDF document (*.pdf)"), XLSX: N_("Excel workbook (*.xlsx)")}


def ask_file(parent: QWidget, title: str, name: str, then: Callable[[Path], object]) -> QFileDialog:
    """Where to put a file; the name's ending says its kind."""
    dialog = QFileDialog(parent, title)
    kind = Path(name).suffix
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_(_KINDS[kind]))
    dialog.setDefaultSuffix(kind.removeprefix("."))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda file: then(Path(file)))
    dialog.open()
    return dialog


def ask_folder(parent: QWidget, title: str, then: Callable[[Path], object]) -> QFileDialog:
    """Which folder to put files into."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(lambda folder: then(Path(folder)))
    dialog.open()
    return dialog
