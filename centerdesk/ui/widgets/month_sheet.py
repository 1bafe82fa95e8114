"""The month of a class as the attendance sheet shows it: a column a day, sums at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from centerdesk.base import formats
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.domain.attendance import NOT_EXPECTED, Mark, Tally
from centerdesk.domain.calendar import Month, day_kind
from centerdesk.services.attendance import ChildMonth, ClassMonth
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import card, icon_button, label, row
from centerdesk.ui.widgets.table import Look
from centerdesk.ui.widgets.table_view import TableView

_DAY_WIDTH, _SUM_WIDTH = 26, 48
_TOKENS = {Mark.PRESENT: "soft", Mark.HALF: "soft"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A child's line, or the last one with the sums."""

    key: int
    name: str
    cells: tuple[str, ...]
    tally: Tally
    looks: tuple[Look, ...]


class MonthSheet(QWidget):
    """Shows a class's month; a double click on a day goes there."""

    moved = Signal(int)
    day_opened = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.title_label = label("", 16, bold=True)
        self.sums_label = label("", soft=True)
        self.next_button = icon_button("chevron-right", _("Next month"), lambda: self.moved.emit(1))
        head = row(
            icon_button("chevron-left", _("Previous month"), lambda: self.moved.emit(-1)),
            self.title_label,
            self.next_button,
            16,
            self.sums_label,
            None,
        )
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self.table = TableView((), lambda _row: 0)
        self.legend_label = label("", 12, soft=True, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addWidget(card(head, (8, 8, 12, 8)))
        layout.addWidget(card(self._body, (1, 1, 1, 1)), 1)
        layout.addWidget(self.legend_label)
        self._body.addWidget(self.table)
        self._month: Month | None = None

    def show_month(self, sheet: ClassMonth, today: date) -> None:
        """Show a class's month up to its last day taken."""
        if sheet.month != self._month:
            self._month = sheet.month
            self._renew(sheet.month)
        self.title_label.setText(
            f"{formats.long_month(sheet.month.year, sheet.month.month)}  {sheet.class_name}"
        )
        self.next_button.setEnabled(sheet.month < Month.of(today))
        self.table.set_rows([*(_line(child, sheet.month) for child in sheet.rows), _sums(sheet)])
        rate = sheet.tally.rate
        self.sums_label.setText(
            _("{days} operating days · expected {expected} · came {came} · rate {rate}").format(
                days=len(sheet.operating),
                expected=sheet.tally.expected,
                came=sheet.tally.attended,
                rate=formats.UNKNOWN if rate is None else f"{formats.number(rate)}%",
            )
        )
        marks = "　".join(f"{mark.symbol} {mark.label}" for mark in Mark)
        self.legend_label.setText(
            _("{marks}　{dash} not expected　empty: not taken yet. Double-click a day to go there.").format(
                marks=marks, dash=NOT_EXPECTED
            )
        )

    def _renew(self, month: Month) -> None:
        """Columns are those of a month: another month, another table."""
        columns = [
            Column(N_("Name"), lambda line: line.name),
            *(Column(str(day.day), _cell_of(day.day - 1), align=Align.CENTRE) for day in month.days),
            Column(N_("Came"), lambda line: line.tally.attended, align=Align.RIGHT),
            Column(N_("Absent"), lambda line: line.tally.absent, align=Align.RIGHT),
        ]
        looks: dict[str, Any] = {str(day.day): _look_of(day.day - 1) for day in month.days}
        looks |= dict.fromkeys(("Name", "Came", "Absent"), lambda line: Look(bold=line.key == 0))
        table = TableView(columns, lambda line: line.key, looks, sortable=False, tight=True)
        table.setAccessibleName(_("Month sheet"))
        for place in range(1, len(columns)):
            table.setColumnWidth(place, px(_SUM_WIDTH if place > len(month.days) else _DAY_WIDTH))
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.doubleClicked.connect(lambda index: self._on_opened(index.row(), index.column()))
        self._body.replaceWidget(self.table, table)
        self.table.deleteLater()
        self.table = table

    def _on_opened(self, place: int, column: int) -> None:
        if self._month and 1 <= column <= len(self._month.days):
            line: _Line = self.table.proxy.row_at(place)
            self.day_opened.emit(self._month.days[column - 1], line.key)


def _cell_of(place: int) -> Any:
    return lambda line: line.cells[place]


def _look_of(place: int) -> Any:
    return lambda line: line.looks[place]


def _line(child: ChildMonth, month: Month) -> _Line:
    texts, looks = [], []
    for day, cell in zip(month.days, child.cells, strict=True):
        ground = "" if day_kind(day).is_open else "canvas"
        if cell is None:
            text, token = "", "soft"
        else:
            expected, mark, _reason = cell
            text = mark.symbol if mark else "" if expected or not day_kind(day).is_open else NOT_EXPECTED
            token = "soft" if mark is None or mark.attended else "alarm"
        texts.append(text)
        looks.append(Look(token=token, ground=ground))
    return _Line(child.child_id, child.name, tuple(texts), child.tally, tuple(looks))


def _sums(sheet: ClassMonth) -> _Line:
    """Who came on each operating day, and the month's sums."""
    texts = []
    for place, day in enumerate(sheet.month.days):
        cells: Sequence[Any] = [child.cells[place] for child in sheet.rows]
        came = sum(1 for cell in cells if cell and cell[1] and cell[1].attended)
        texts.append(str(came) if day in sheet.operating else "")
    looks = tuple(
        Look(ground="" if day_kind(day).is_open else "canvas", bold=True) for day in sheet.month.days
    )
    return _Line(0, _("Together"), tuple(texts), sheet.tally, looks)
