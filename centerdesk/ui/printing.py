"""Paper to the printer: asked for in the system's dialog, sent off the window's thread."""

from collections.abc import Callable, Sequence
from threading import Event

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QSpinBox, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.pdf.preview import page_sizes
from centerdesk.ui.desk import CancelledError, Desk, Job
from centerdesk.ui.widgets.page_renderer import page_image

DPI = 300
_POINTS = 72  # an inch
_SLACK = 1.02  # A4 is a little larger in points than in dots


def has_printers() -> bool:
    """Whether the system knows a printer (on Linux none is found without libcups2)."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask_printer(
    parent: QWidget, name: str, pdf: bytes, page: int, then: Callable[[QPrinter, list[int]], object]
) -> QPrintDialog:
    """The system's dialog: printer, copies, both sides, which pages; `then` gets the printer and the pages."""
    printer = make_printer(name, pdf)
    count = len(page_sizes(pdf))
    dialog = QPrintDialog(printer, parent)
    option = QAbstractPrintDialog.PrintDialogOption
    dialog.setOptions(
        option.PrintToFile | option.PrintPageRange | option.PrintCurrentPage | option.PrintCollateCopies
    )
    dialog.setMinMax(1, count)
    dialog.setFromTo(1, count)
    dialog.setPrintRange(QAbstractPrintDialog.PrintRange.AllPages)
    for spin in dialog.findChildren(QSpinBox):
        spin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)  # as in all our inputs
    dialog.accepted.connect(lambda: then(printer, pages_asked(printer, count, page)))
    QDialog.open(dialog)  # its own `open` takes a receiver
    return dialog


def make_printer(name: str, pdf: bytes) -> QPrinter:
    """A printer set up for a paper: its size and orientation, to the paper's edge, no margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DPI)
    printer.setDocName(name)
    printer.setCreator(_("CenterDesk"))
    printer.setFullPage(True)
    _lay(printer, page_sizes(pdf)[0])
    return printer


def pages_asked(printer: QPrinter, count: int, current: int) -> list[int]:
    """The pages (the first is 0) that were asked for in the dialog, in the order asked for."""
    asked = printer.printRange()
    if asked is QPrinter.PrintRange.CurrentPage:
        pages = [current]
    elif asked is QPrinter.PrintRange.PageRange:
        ranges = printer.pageRanges()
        pages = [page for page in range(count) if ranges.contains(page + 1)]
    else:
        pages = list(range(count))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    return pages


def print_later(
    desk: Desk, printer: QPrinter, pdf: bytes, pages: Sequence[int], done: Callable[[int], object]
) -> Job:
    """Send pages to a printer; `done` gets how many. Calling it off takes the document back from the printer."""
    stop = Event()
    job = desk.later(
        lambda _session: print_pages(printer, pdf, pages, stop.is_set),
        done,
        _("Printing {n} pages …").format(n=len(pages)),
    )
    job.ended.connect(lambda: stop.set() if job.is_cancelled else None)
    return job


def print_pages(
    printer: QPrinter, pdf: bytes, pages: Sequence[int], stopped: Callable[[], bool] = lambda: False
) -> int:
    """Send pages of a PDF to a printer as pictures of 300 dpi, each in its size and orientation; returns how many."""
    sizes = page_sizes(pdf)
    own_paper = not _is_like(printer, sizes[0])
    painter = QPainter()
    sent = 0
    for page in _copied(printer, pages):
        if stopped():
            printer.abort()
            painter.end()
            raise CancelledError
        _lay(printer, sizes[page], keep_size=own_paper)
        if sent == 0:
            if not painter.begin(printer):
                raise UserError(
                    _("The printer takes no papers now. See whether it is switched on, or choose another.")
                )
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        elif not printer.newPage():
            raise UserError(_("The printer has stopped after {n} pages.").format(n=sent))
        painter.drawImage(_place(printer, sizes[page]), _ink(page_image(pdf, page, DPI / _POINTS)))
        sent += 1
    painter.end()
    return sent


def _copied(printer: QPrinter, pages: Sequence[int]) -> list[int]:
    """The pages in copies, where the printer doesn't make them itself."""
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return [*pages] * copies
    return [page for page in pages for _copy in range(copies)]


def _lay(printer: QPrinter, size: tuple[float, float], *, keep_size: bool = False) -> None:
    """Give the printer's next page a page's size and orientation."""
    layout = printer.pageLayout()
    if not keep_size:
        layout.setPageSize(_page_size(size))
    sideways = size[0] > size[1]
    layout.setOrientation(QPageLayout.Orientation.Landscape if sideways else QPageLayout.Orientation.Portrait)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    layout.setMargins(QMarginsF(0, 0, 0, 0))
    if layout != printer.pageLayout():
        printer.setPageLayout(layout)


def _page_size(size: tuple[float, float]) -> QPageSize:
    upright = QSizeF(min(size), max(size))
    return QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)


def _is_like(printer: QPrinter, size: tuple[float, float]) -> bool:
    """Whether the printer's paper is the document's: people may have chosen another in the dialog."""
    return printer.pageLayout().pageSize().isEquivalentTo(_page_size(size))


def _place(printer: QPrinter, size: tuple[float, float]) -> QRectF:
    """Where a page stands on the paper: in its true size from the upper left corner, smaller on smaller paper."""
    room = printer.pageLayout().fullRectPixels(printer.resolution())
    across, down = (side / _POINTS * printer.resolution() for side in size)
    shrink = min(room.width() / across, room.height() / down)
    if shrink * _SLACK >= 1:
        return QRectF(0, 0, across, down)
    return QRectF(0, 0, across * shrink, down * shrink)


def _ink(image: QImage) -> QImage:
    """A page without colours needs a quarter of the bytes."""
    return image.convertToFormat(QImage.Format.Format_Grayscale8) if image.isGrayscale() else image
