"""The pages of a paper as small pictures: where one is, and the way to another."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from centerdesk.base.i18n import _
from centerdesk.ui import theme
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.page_renderer import PageRenderer

WIDTH = 116
_PICTURE = 76
_NUMBER = 20
_ROOM = 10

Index = QModelIndex | QPersistentModelIndex


class _Thumbnail(QStyledItemDelegate):
    """A small page and its number."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        size: QSize = index.data(Qt.ItemDataRole.UserRole)
        return QSize(px(_PICTURE), size.height() + px(_NUMBER + _ROOM))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: QRect = option.rect  # type: ignore[attr-defined]  # not in the stubs
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        size: QSize = index.data(Qt.ItemDataRole.UserRole)
        paper = QRect(
            place.x() + (place.width() - size.width()) // 2, place.y() + px(6), size.width(), size.height()
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(paper, Qt.GlobalColor.white)
        if picture := index.data(Qt.ItemDataRole.DecorationRole):
            painter.drawPixmap(paper, picture)
        painter.setPen(QPen(theme.colour("accent" if chosen else "edge"), px(2) if chosen else 1))
        painter.drawRect(paper.adjusted(-1, -1, 0, 0))
        painter.setPen(theme.colour("accent_deep" if chosen else "soft"))
        painter.setFont(theme.font(12, bold=chosen))
        below = QRect(place.x(), paper.bottom() + px(2), place.width(), px(_NUMBER))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), str(index.row() + 1))
        painter.restore()


class PageStrip(QListView):
    """Thumbnails under each other; `page_chosen` tells which one was clicked or gone to."""

    page_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(px(WIDTH))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet(
            f"QListView {{ background: {theme.TOKENS['hover']}; border: none; outline: none; }}"
        )
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(_Thumbnail(self))
        self._renderer = PageRenderer(self)
        self._renderer.rendered.connect(self._on_rendered)
        self.selectionModel().currentChanged.connect(self._on_current)
        self._is_marking = False

    def show_paper(self, pdf: bytes, sizes: Sequence[tuple[float, float]]) -> None:
        """Show the pages of a PDF."""
        self._renderer.show_pdf(pdf)
        self._is_marking = True
        while self._items.rowCount() > len(sizes):
            self._items.removeRow(self._items.rowCount() - 1)
        while self._items.rowCount() < len(sizes):
            item = QStandardItem()
            item.setData(
                _("Page {n}").format(n=self._items.rowCount() + 1), Qt.ItemDataRole.AccessibleTextRole
            )
            self._items.appendRow(item)
        ratio = self.devicePixelRatioF()
        wanted = []
        for page, (width, height) in enumerate(sizes):
            scale = px(_PICTURE) / max(width, height * 0.71)
            self._items.item(page).setData(
                QSize(round(width * scale), round(height * scale)), Qt.ItemDataRole.UserRole
            )
            wanted.append((page, scale * ratio))
        self._is_marking = False
        self._renderer.want(wanted)

    def mark(self, page: int) -> None:
        """Show which page is looked at."""
        if page < self._items.rowCount():
            self._is_marking = True
            self.setCurrentIndex(self._items.index(page, 0))
            self._is_marking = False

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._is_marking:
            self.page_chosen.emit(current.row())

    def _on_rendered(self, page: int, _scale: float, image: QImage) -> None:
        if page < self._items.rowCount():
            self._items.item(page).setData(QPixmap.fromImage(image), Qt.ItemDataRole.DecorationRole)
