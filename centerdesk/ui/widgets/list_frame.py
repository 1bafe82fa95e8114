"""A list with all that belongs to one: filter, columns, count, export."""

from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QMenu, QVBoxLayout, QWidget

from centerdesk.base.files import write_whole
from centerdesk.base.i18n import _
from centerdesk.base.tables import Column, Sheet
from centerdesk.services.audit import note_taken_out
from centerdesk.ui.desk import Desk
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import icon_button, label, row
from centerdesk.ui.widgets.fields import SearchEdit
from centerdesk.ui.widgets.table import Look
from centerdesk.ui.widgets.table_view import TableView


class ListFrame(QFrame):
    """A card with a filter box, a table and its count; `words` of a row are what the filter looks through."""

    saved = Signal(str)

    def __init__(
        self,
        desk: Desk,
        title: str,
        columns: Sequence[Column],
        key: Callable[[Any], Hashable],
        *,
        words: Callable[[Any], str],
        count: str,
        looks: dict[str, Callable[[Any], Look]] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._desk, self._title, self._words, self._count_text = desk, title, words, count
        self._also: Callable[[Any], bool] = lambda _row: True
        self.table = TableView(columns, key, looks)
        self.table.setAccessibleName(title)
        self.filter_edit = SearchEdit(_("Filter this list"), _("Filter this list"))
        self.filter_edit.setClearButtonEnabled(True)
        self.filter_edit.setMaximumWidth(px(220))
        self.filter_edit.textChanged.connect(self._sift)
        self.count_label = label("", 12, soft=True)
        self._columns_button = icon_button("columns-3", _("Choose columns"), self._on_columns)
        self._export_button = icon_button("file-spreadsheet", _("Save this list for Excel"), self._on_export)
        self.head = row(self.filter_edit, None, self._columns_button, self._export_button)
        self.head.setContentsMargins(px(12), px(12), px(12), px(8))
        foot = row(self.count_label, None)
        foot.setContentsMargins(px(12), px(8), px(12), px(8))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(self.head)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        for name in str(QSettings().value(self._setting, "")).split("|"):
            self._hide(name, True)

    @property
    def _setting(self) -> str:
        return "hidden/" + "|".join(column.title for column in self.table.model_.columns)

    def put_first(self, *widgets: QWidget) -> None:
        """Put widgets before the filter box."""
        for place, widget in enumerate(widgets):
            self.head.insertWidget(place, widget)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self.table.set_rows(rows)
        self._sift()

    def keep(self, also: Callable[[Any], bool]) -> None:
        """Show only rows that fit, beside what the filter box says."""
        self._also = also
        self._sift()

    def shown(self) -> list[Any]:
        """The rows as they stand there now."""
        return [self.table.proxy.row_at(place) for place in range(self.table.proxy.rowCount())]

    def _sift(self) -> None:
        typed = self.filter_edit.text().strip().lower()
        self.table.proxy.keep(lambda row: self._also(row) and typed in self._words(row).lower())
        among, shown = len(self.table.model_.rows), self.table.proxy.rowCount()
        text = self._count_text.format(n=shown)
        if shown != among:
            text += _(" (of {n})").format(n=among)
        self.count_label.setText(text)

    def _on_columns(self) -> None:
        menu = QMenu(self)
        for place, column in enumerate(self.table.model_.columns[1:], 1):
            action = menu.addAction(_(column.title))
            action.setCheckable(True)
            action.setChecked(not self.table.isColumnHidden(place))
            action.toggled.connect(lambda on, title=column.title: self._hide(title, not on))
        menu.popup(self._columns_button.mapToGlobal(self._columns_button.rect().bottomLeft()))

    def _hide(self, title: str, hidden: bool) -> None:
        titles = [column.title for column in self.table.model_.columns]
        if title in titles:
            self.table.setColumnHidden(titles.index(title), hidden)
            gone = [name for place, name in enumerate(titles) if self.table.isColumnHidden(place)]
            QSettings().setValue(self._setting, "|".join(gone))

    def _on_export(self) -> None:
        dialog = QFileDialog(self, _("Save this list for Excel"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Excel workbook (*.xlsx)"))
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{self._title}-{self._desk.today()}.xlsx")
        dialog.fileSelected.connect(self._export)
        dialog.open()

    def _export(self, file: str) -> None:
        shown = [
            column
            for place, column in enumerate(self.table.model_.columns)
            if not self.table.isColumnHidden(place)
        ]
        sheet = Sheet(self._title, shown, self.shown())

        def work(session: Any) -> str:
            from centerdesk.excel import write_sheets

            note_taken_out(session, sheet.title, len(sheet.rows))
            write_whole(Path(file), write_sheets([sheet]))
            return file

        self._desk.later(work, self.saved.emit, _("Writing the workbook …"))
