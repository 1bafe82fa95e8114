"""Paper on the screen: the pages as they will be printed, to print or to keep."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from centerdesk.base.i18n import _
from centerdesk.pdf.preview import page_bitmap, page_count
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import button, icon_button, label, row, scrolled

_DPI = 300
_ZOOMS = (0.75, 1.0, 1.25, 1.5, 2.0)


class PreviewDialog(Dialog):
    """Shows a PDF page under page."""

    def __init__(self, parent: QWidget, title: str, name: str, pdf: bytes) -> None:
        super().__init__(parent, title, 760)
        self._name, self._pdf = name, pdf
        self._zoom = 1
        room = self.screen().availableGeometry()
        self.resize(min(px(860), room.width() - px(40)), min(px(760), room.height() - px(60)))
        self.zoom_label = label("", soft=True)
        pages = _("{n} pages").format(n=page_count(pdf))
        self.body.addLayout(
            row(
                label(pages, soft=True),
                None,
                icon_button("minus", _("Smaller"), lambda: self._zoom_by(-1)),
                self.zoom_label,
                icon_button("plus", _("Larger"), lambda: self._zoom_by(1)),
            )
        )
        inside = QWidget()
        self._pages = QVBoxLayout(inside)
        self._pages.setSpacing(px(16))
        self.labels = [label() for _page in range(page_count(pdf))]
        for each in self.labels:
            self._pages.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        area = scrolled(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setMinimumHeight(px(260))
        self.body.addWidget(area, 1)
        self.foot.addWidget(button(_("Close"), self.accept))
        self.foot.addWidget(button(_("Save as PDF"), self._on_save, icon="save"))
        self.foot.addWidget(button(_("Print"), self._on_print, icon="printer", kind="primary"))
        self._draw()

    def _draw(self) -> None:
        zoom = _ZOOMS[self._zoom]
        self.zoom_label.setText(f"{zoom:.0%}")
        ratio = self.devicePixelRatioF()
        for page, each in enumerate(self.labels):
            image = page_image(self._pdf, page, zoom * ratio * px(100) / 100)
            image.setDevicePixelRatio(ratio)
            each.setPixmap(QPixmap.fromImage(image))
            each.setStyleSheet("border: 1px solid #C4D0CB;")
            each.setAccessibleName(_("Page {n}").format(n=page + 1))

    def _zoom_by(self, steps: int) -> None:
        self._zoom = max(0, min(self._zoom + steps, len(_ZOOMS) - 1))
        self._draw()

    def _on_save(self) -> None:
        dialog = QFileDialog(self, _("Save as PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("PDF document (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._name)
        dialog.fileSelected.connect(self._save)
        dialog.open()

    def _save(self, file: str) -> None:
        Path(file).write_bytes(self._pdf)
        self.messages.say(_("Saved: {file}").format(file=file))

    def _on_print(self) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setResolution(_DPI)
        self._printer.setDocName(self._name)
        dialog = QPrintDialog(self._printer, self)
        dialog.accepted.connect(lambda: print_pdf(self._printer, self._pdf))
        dialog.show()


def page_image(pdf: bytes, page: int, scale: float) -> QImage:
    """A page as an image of its own memory."""
    width, height, pixels = page_bitmap(pdf, page, scale)
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def print_pdf(printer: QPrinter, pdf: bytes) -> None:
    """All pages to a printer, in the size of the paper."""
    painter = QPainter()
    for page in range(page_count(pdf)):
        image = page_image(pdf, page, _DPI / 72)
        sideways = image.width() > image.height()
        printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if sideways else QPageLayout.Orientation.Portrait
        )
        printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        if page == 0:
            painter.begin(printer)
        else:
            printer.newPage()
        painter.drawImage(QRectF(printer.pageLayout().fullRectPixels(_DPI)), image)
    painter.end()
