"""A paper on the screen: page under page, as sharp as the screen is, in any size."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from centerdesk.base.i18n import _
from centerdesk.ui import theme
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.page_renderer import PageRenderer

FIT = 0.0  # as wide as there is room
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0)
_FULL = 96 / 72  # pixels a point at 100 %
_WIDEST_FIT = 1.75
_EDGE, _GAP = 16, 16
_NEIGHBOURS = 1


class PaperView(QAbstractScrollArea):
    """Shows a PDF; only pages in sight and their neighbours are drawn and kept."""

    zoomed = Signal()
    page_changed = Signal(int)
    first_shown = Signal()  # a new paper's first page is on the screen
    _resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("The paper"))
        self.viewport().setAutoFillBackground(False)
        self._zoom = FIT
        self._ratio = self.devicePixelRatioF()
        self._sizes: Sequence[tuple[float, float]] = ()
        self._rects: list[QRect] = []
        self._pictures: dict[int, tuple[float, QPixmap]] = {}
        self._page = 0
        self._is_new = False
        self._renderer = PageRenderer(self)
        self._renderer.rendered.connect(self._on_rendered)
        self._resized.connect(self._arrange)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(px(40))

    # What is shown ----------------------------------------------------------------------------------------------------

    def show_paper(
        self, pdf: bytes, sizes: Sequence[tuple[float, float]], *, keep_place: bool = False
    ) -> None:
        """Show a PDF whose pages have these sizes in points; the place in it is kept on request."""
        place = self._anchor() if keep_place and self._sizes else (0, 0.0)
        self._renderer.show_pdf(pdf)
        # The old pictures stand until the new ones are there, if it is the same paper: no flicker.
        if not keep_place:
            self._pictures = {}
        self._pictures = {page: (0.0, picture) for page, (_scale, picture) in self._pictures.items()}
        self._sizes = sizes
        self._is_new = True
        self._lay_out()
        self._go(place)
        self._on_scrolled()

    @property
    def page(self) -> int:
        """The page that is looked at, the first is 0."""
        return self._page

    def go_to_page(self, page: int) -> None:
        """Bring a page to the top."""
        if 0 <= page < len(self._rects):
            self._go((page, 0.0))

    def is_sharp(self) -> bool:
        """Whether all pages in sight are drawn in the size shown."""
        wanted = self._scale * self._ratio
        return all(self._has(page, wanted) for page in self._in_sight())

    # Zoom -------------------------------------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """The zoom in use, 1 is 100 %."""
        return self._scale / _FULL

    @property
    def fits(self) -> bool:
        """Whether the zoom follows the width of the window."""
        return self._zoom == FIT

    def set_zoom(self, zoom: float) -> None:
        """A zoom, or FIT."""
        place = self._anchor()
        self._zoom = zoom
        self._lay_out()
        self._go(place)
        self._on_scrolled()

    def zoom_by(self, steps: int) -> None:
        """To the next larger or smaller of the usual zooms."""
        now = self.zoom
        larger = [zoom for zoom in ZOOMS if zoom > now * 1.02]
        smaller = [zoom for zoom in reversed(ZOOMS) if zoom < now * 0.98]
        if offered := larger if steps > 0 else smaller:
            self.set_zoom(offered[0])

    @property
    def _scale(self) -> float:
        """Pixels of the window a point."""
        if self._zoom != FIT:
            return self._zoom * _FULL
        widest = max((width for width, _height in self._sizes), default=1)
        # The bar's width is taken off always, or it would come and go.
        room = self.width() - 2 * px(_EDGE) - self.verticalScrollBar().sizeHint().width()
        return min(max(room / widest, ZOOMS[0]), _WIDEST_FIT * _FULL)

    # Layout -----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        scale = self._scale
        pages = [(round(width * scale), round(height * scale)) for width, height in self._sizes]
        across = max([self.viewport().width(), *(width + 2 * px(_EDGE) for width, _height in pages)])
        tops = accumulate((height + px(_GAP) for _width, height in pages), initial=px(_EDGE))
        self._rects = [
            QRect((across - width) // 2, top, width, height)
            for (width, height), top in zip(pages, tops, strict=False)
        ]
        down = self._rects[-1].bottom() + 1 + px(_EDGE) if self._rects else 0
        room = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, down - room.height()))
        self.verticalScrollBar().setPageStep(room.height())
        self.horizontalScrollBar().setRange(0, max(0, across - room.width()))
        self.horizontalScrollBar().setPageStep(room.width())
        self.viewport().update()
        self.zoomed.emit()

    def _arrange(self) -> None:
        """The room or the screen has changed."""
        place = self._anchor()
        self._ratio = self.devicePixelRatioF()
        self._lay_out()
        self._go(place)
        self._on_scrolled()

    def _anchor(self) -> tuple[int, float]:
        """The page at the top of the window, and how much of it is above."""
        y = self.verticalScrollBar().value() + px(_EDGE)
        page = max(bisect_right([rect.top() for rect in self._rects], y) - 1, 0)
        if page >= len(self._rects):
            return 0, 0.0
        rect = self._rects[page]
        return page, (y - rect.top()) / max(rect.height(), 1)

    def _go(self, place: tuple[int, float]) -> None:
        page, part = place
        if self._rects:
            rect = self._rects[min(page, len(self._rects) - 1)]
            self.verticalScrollBar().setValue(round(rect.top() + part * rect.height()) - px(_EDGE))

    def _in_sight(self) -> list[int]:
        shown = self.viewport().rect().translated(0, self.verticalScrollBar().value())
        return [
            page
            for page, rect in enumerate(self._rects)
            if rect.top() <= shown.bottom() and rect.bottom() >= shown.top()
        ]

    def _on_scrolled(self) -> None:
        """Have drawn what is in sight, let go of what is far away."""
        seen = self._in_sight()
        if not seen:
            return
        near = range(max(seen[0] - _NEIGHBOURS, 0), min(seen[-1] + _NEIGHBOURS + 1, len(self._rects)))
        self._pictures = {page: picture for page, picture in self._pictures.items() if page in near}
        wanted = self._scale * self._ratio
        order = [*seen, *(page for page in near if page not in seen)]
        self._renderer.want([(page, wanted) for page in order if not self._has(page, wanted)])
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = max((page for page in seen if self._rects[page].top() <= middle), default=seen[0])
        if page != self._page or self._is_new:
            self._page = page
            self.page_changed.emit(page)

    def _has(self, page: int, scale: float) -> bool:
        return page in self._pictures and self._pictures[page][0] == scale

    def _on_rendered(self, page: int, scale: float, image: QImage) -> None:
        if scale != self._scale * self._ratio:
            return
        self._pictures[page] = scale, QPixmap.fromImage(image)
        self.viewport().update()
        if self._is_new:
            self._is_new = False
            self.first_shown.emit()

    # Qt's own ---------------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), theme.colour("line"))
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for page in self._in_sight():
            rect = self._rects[page].translated(-across, -down)
            painter.setPen(QPen(theme.colour("edge"), 1))
            painter.setBrush(Qt.GlobalColor.white)
            painter.drawRect(rect.adjusted(-1, -1, 0, 0))
            if page in self._pictures:
                scale, picture = self._pictures[page]
                if scale == self._scale * self._ratio:  # dot for dot
                    picture.setDevicePixelRatio(self._ratio)
                    painter.drawPixmap(rect.topLeft(), picture)
                else:
                    picture.setDevicePixelRatio(1)
                    painter.drawPixmap(QRectF(rect), picture, QRectF(picture.rect()))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom_by(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Space:
                bar.setValue(bar.value() + bar.pageStep())
            case _:
                super().keyPressEvent(event)
