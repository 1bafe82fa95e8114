"""Rows on screen: one model for all lists, one proxy that orders them by what they are."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from centerdesk.base.i18n import _
from centerdesk.base.tables import Align, Column, cell_text
from centerdesk.ui.theme import Tone

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
SORT = Qt.ItemDataRole.UserRole + 1
LOOK = Qt.ItemDataRole.UserRole + 2
_ALIGNED = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Align.CENTRE: Qt.AlignmentFlag.AlignCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks beyond its text: as a pill, with badges after it, soft, bold, indented."""

    pill: Tone | None = None
    badges: tuple[tuple[str, Tone], ...] = ()
    token: str = "text"
    bold: bool = False
    indent: int = 0
    ground: str = ""


PLAIN = Look()


class RowsModel(QAbstractTableModel):
    """Rows of a service under their columns; `key` tells a row apart when the rows are read again."""

    def __init__(
        self,
        columns: Sequence[Column],
        key: Callable[[Any], Hashable],
        looks: dict[str, Callable[[Any], Look]] | None = None,
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._key = key
        self._looks = looks or {}
        self._rows: list[Any] = []

    @property
    def rows(self) -> Sequence[Any]:
        """The rows shown, in the order of the service."""
        return self._rows

    def row_of(self, key: Hashable) -> int:
        """The place of a row, -1 when it isn't there."""
        return next((place for place, row in enumerate(self._rows) if self._key(row) == key), -1)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these; what is selected and how far the view is scrolled stay, by the rows' keys."""
        new = list(rows)
        wanted = [self._key(row) for row in new]
        held = [self._key(row) for row in self._rows]
        if not set(wanted) & set(held):
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        self._drop(set(wanted))
        self._append([row for row in new if self._key(row) not in set(held)])
        self._put_in_order(new, wanted)
        if new and self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(self.columns) - 1))

    def _drop(self, wanted: set[Hashable]) -> None:
        for place in reversed(range(len(self._rows))):
            if self._key(self._rows[place]) not in wanted:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()

    def _append(self, rows: list[Any]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def _put_in_order(self, new: list[Any], wanted: list[Hashable]) -> None:
        held = [self._key(row) for row in self._rows]
        if held == wanted:
            self._rows = new
            return
        self.layoutAboutToBeChanged.emit()
        places = {key: place for place, key in enumerate(wanted)}
        before = self.persistentIndexList()
        after = [self.index(places[held[index.row()]], index.column()) for index in before]
        self._rows = new
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell_text(column.value(row))
        if role == LOOK:
            look = self._looks.get(column.title)
            return look(row) if look else PLAIN
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED[column.align]
        if role == ROW:
            return row
        if role == SORT:
            return column.sort(row) if column.sort else column.value(row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED[self.columns[section].align]
        return None


class SortProxy(QSortFilterProxyModel):
    """Orders by native values (names by pinyin, dates as dates, nothing last) and keeps what is asked for."""

    def __init__(self, model: RowsModel) -> None:
        super().__init__()
        self._wanted: Callable[[Any], bool] = lambda _row: True
        self._model = model
        self.setSourceModel(model)
        self.setDynamicSortFilter(True)

    def keep(self, wanted: Callable[[Any], bool]) -> None:
        """Show only these rows."""
        self._wanted = wanted
        self.invalidateRowsFilter()

    def row_at(self, place: int) -> Any:
        """The row shown at a place."""
        return self.index(place, 0).data(ROW)

    def lessThan(self, left: Index, right: Index) -> bool:
        one, other = left.data(SORT), right.data(SORT)
        if one is None or other is None:
            return one is not None
        return bool(one < other)

    def filterAcceptsRow(self, source_row: int, _source_parent: Index) -> bool:
        # Not by way of an index: of a thousand rows that alone takes most of a frame.
        return self._wanted(self._model.rows[source_row])
