"""One model for all lists: selection, order, copying."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from centerdesk.base.tables import Align, Column
from centerdesk.ui.widgets.table_view import TableView


@dataclass(frozen=True)
class Row:
    key: int
    name: str
    sound: str
    born: date | None
    weight: Decimal


ROWS = [
    Row(1, "张一", "zhang yi", date(2024, 1, 31), Decimal("9.5")),
    Row(2, "单二", "shan er", None, Decimal("10.2")),
    Row(3, "安三", "an san", date(2023, 12, 1), Decimal("9.45")),
]
COLUMNS = (
    Column("Name", lambda row: row.name, sort=lambda row: row.sound),
    Column("Birth date", lambda row: row.born),
    Column("Capacity", lambda row: row.weight, align=Align.RIGHT),
)


@pytest.fixture
def table(look: QApplication, qtbot: QtBot) -> TableView:
    made = TableView(COLUMNS, lambda row: row.key)
    qtbot.addWidget(made)
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]  # kept with the table
        made.model_, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    made.set_rows(ROWS)
    made.show()
    return made


def names(table: TableView) -> list[str]:
    return [table.proxy.row_at(place).name for place in range(table.proxy.rowCount())]


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: [rows[2], rows[0], rows[1]],
        lambda rows: [rows[1]],
        lambda rows: [Row(9, "新", "xin", None, Decimal(1)), *rows],
        lambda rows: [rows[2], Row(9, "新", "xin", None, Decimal(1)), rows[1]],
    ],
)
def test_the_selected_row_stays_selected_when_rows_are_read_again(
    table: TableView, change: Callable[[list[Row]], list[Row]]
) -> None:
    table.go_to(2)
    table.set_rows(change(ROWS))
    assert table.current().key == 2
    assert {index.data() for index in table.selectionModel().selectedRows()} == {"单二"}
    assert names(table) == [row.name for row in change(ROWS)]


def test_columns_order_by_what_they_are_and_nothing_comes_last(table: TableView) -> None:
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["安三", "单二", "张一"]
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["安三", "张一", "单二"]
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["安三", "张一", "单二"]


def test_selected_rows_are_copied_as_a_table(table: TableView) -> None:
    table.selectAll()
    table.copy()
    assert QGuiApplication.clipboard().text() == "\n".join(
        ["张一\t2024-01-31\t9.5", "单二\t\t10.2", "安三\t2023-12-01\t9.45"]
    )


def test_heads_stand_over_their_cells(table: TableView) -> None:
    for place in range(3):
        head = table.proxy.headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        assert head == table.proxy.index(0, place).data(Qt.ItemDataRole.TextAlignmentRole)
