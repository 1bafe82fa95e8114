"""A table as people use it: sorted by a click, copied as a table, one key for one row."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from centerdesk.base.tables import Column
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.cells import MARGIN, ROW_HEIGHT, TIGHT_MARGIN, CellDelegate
from centerdesk.ui.widgets.table import ROW, Look, RowsModel, SortProxy


class TableView(QTableView):
    """Rows under columns; `chosen` tells the current row, `opened` the one that Enter or a double click means."""

    chosen = Signal(object)
    opened = Signal(object)
    key_pressed = Signal(int, str)

    def __init__(
        self,
        columns: Sequence[Column],
        key: Callable[[Any], Hashable],
        looks: dict[str, Callable[[Any], Look]] | None = None,
        *,
        sortable: bool = True,
        takes_keys: Iterable[int] = (),
        tight: bool = False,
    ) -> None:
        super().__init__()
        if tight:
            self.setObjectName("tight")  # before anything asks the style sheet how wide a head is
        self.model_ = RowsModel(columns, key, looks)
        self.proxy = SortProxy(self.model_)
        self._takes = frozenset(takes_keys)
        self._key = key
        self.setModel(self.proxy)
        self.setItemDelegate(CellDelegate(self, TIGHT_MARGIN if tight else MARGIN))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Else a Chinese input method takes letters, digits and Space.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setMinimumSectionSize(px(ROW_HEIGHT))
        rows.setDefaultSectionSize(px(ROW_HEIGHT))
        heads = self.horizontalHeader()
        heads.setFixedHeight(px(ROW_HEIGHT))
        heads.setHighlightSections(False)
        heads.setSortIndicatorClearable(True)
        heads.setMinimumSectionSize(px(20 if tight else 32))
        if sortable:
            heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.activated.connect(lambda index: self.opened.emit(index.data(ROW)))
        QShortcut(QKeySequence.StandardKey.Copy, self, self.copy, context=Qt.ShortcutContext.WidgetShortcut)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; selection and scrolling stay."""
        self.model_.set_rows(rows)

    def set_widths(self, widths: dict[str, int], stretch: str) -> None:
        """Widths of columns by their title; one takes what is left."""
        heads = self.horizontalHeader()
        for place, column in enumerate(self.model_.columns):
            if column.title == stretch:
                heads.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            elif column.title in widths:
                self.setColumnWidth(place, px(widths[column.title]))

    def current(self) -> Any:
        """The current row, or None."""
        return self.currentIndex().data(ROW) if self.currentIndex().isValid() else None

    def go_to(self, key: Hashable) -> bool:
        """Make the row with this key the current one; False when it isn't shown."""
        for place in range(self.proxy.rowCount()):
            if self._key(self.proxy.row_at(place)) == key:
                self.go_to_place(place)
                return True
        return False

    def go_to_place(self, place: int) -> None:
        """Make the row at a place the current one."""
        index = self.proxy.index(place, max(self.currentIndex().column(), 0))
        self.setCurrentIndex(index)
        self.selectRow(place)
        self.scrollTo(index)
        QTimer.singleShot(0, self, self._scroll)  # when the page has found its size

    def _scroll(self) -> None:
        self.scrollTo(self.currentIndex())

    def copy(self) -> None:
        """The selected rows to the clipboard, as WPS and Excel read them."""
        places = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        shown = [place for place in range(self.proxy.columnCount()) if not self.isColumnHidden(place)]
        lines = [
            "\t".join(str(self.proxy.index(place, column).data() or "") for column in shown)
            for place in places
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(current.data(ROW) if current.isValid() else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if plain and event.key() in self._takes:
            self.key_pressed.emit(event.key(), event.text())
        else:
            super().keyPressEvent(event)
