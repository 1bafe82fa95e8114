"""Files for the user: asked for in a dialog, written whole or not at all."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from centerdesk.base.errors import UserError, reason_of
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


def write_whole(path: Path, content: bytes) -> None:
    """Write beside it and put it in place at once; UserError when the folder can't be written."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(
            _("{file} can't be written: {reason}. Choose another folder.").format(
                file=path, reason=reason_of(error)
            )
        ) from error
