"""Turns pages of a PDF into pictures, one after the other, off the window's thread."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage

from centerdesk.pdf.preview import page_bitmap
from centerdesk.ui.desk import Job

_LAST_WAIT_MS = 2000
_FINER = ((4, 0.5), (2, 2.0))  # so many times, below that scale


def page_image(pdf: bytes, page: int, scale: float) -> QImage:
    """A page (the first is 0) as an image of its own memory."""
    width, height, pixels = page_bitmap(pdf, page, scale)
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def screen_image(pdf: bytes, page: int, scale: float) -> QImage:
    """A page for the screen: PDFium draws no line thinner than a dot, so small pages are drawn larger and reduced."""
    finer = next((times for times, below in _FINER if scale < below), 1)
    image = page_image(pdf, page, scale * finer)
    if finer == 1:
        return image
    return image.scaled(
        image.width() // finer,
        image.height() // finer,
        mode=Qt.TransformationMode.SmoothTransformation,
    )


class PageRenderer(QObject):
    """Keeps a list of pages to be drawn, most urgent first; a new list takes the place of the old one."""

    rendered = Signal(int, float, QImage)  # page, scale, picture

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pdf = b""
        self._wanted: list[tuple[int, float]] = []
        self._job: Job | None = None
        self._under_way: tuple[bytes, int, float] | None = None
        QCoreApplication.instance().aboutToQuit.connect(self._on_about_to_quit)  # type: ignore[union-attr]  # there is one

    def show_pdf(self, pdf: bytes) -> None:
        """Another paper: what was wanted of the last one is wanted no more."""
        self._pdf = pdf
        self._wanted = []

    def want(self, pages: Sequence[tuple[int, float]]) -> None:
        """Want these pages in these scales, and no others."""
        self._wanted = [each for each in pages if (self._pdf, *each) != self._under_way]
        self._next()

    def _next(self) -> None:
        if self._job or not self._wanted:
            return
        page, scale = self._wanted.pop(0)
        pdf = self._pdf
        self._under_way = pdf, page, scale
        job = self._job = Job("")
        job.ended.connect(self._on_ended)
        job.finished.connect(self._on_finished)
        job.start(lambda: (pdf, page, scale, screen_image(pdf, page, scale)))

    def _on_ended(self) -> None:
        self._job = None
        self._under_way = None

    def _on_finished(self, result: tuple[bytes, int, float, QImage]) -> None:
        pdf, page, scale, image = result
        if pdf is self._pdf:
            self.rendered.emit(page, scale, image)
        self._next()

    def _on_about_to_quit(self) -> None:
        """PDFium must not be taken down while it draws."""
        self._wanted = []
        QThreadPool.globalInstance().waitForDone(_LAST_WAIT_MS)
