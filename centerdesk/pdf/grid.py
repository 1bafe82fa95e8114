"""A sheet's table, measured: which size of type, which widths, how high the rows, and how it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from centerdesk.base.i18n import _
from centerdesk.base.tables import Align, Column, Sheet, cell_text
from centerdesk.pdf.fonts import BOLD, REGULAR, printable
from centerdesk.pdf.text import INK, MIDDLE, balanced, lines, width
from centerdesk.pdf.widths import column_need, head_need, widths_and_sides


@dataclass(frozen=True, slots=True)
class Setting:
    """A size of type and the height of a row of one line, in points."""

    size: float
    row: float

    @property
    def leading(self) -> float:
        """From one baseline to the next within a cell."""
        return self.size * 1.25


# From roomy to tight: 五号 (10.5 pt) to 小五 (9 pt).
SETTINGS = (
    Setting(10.5, 20),
    Setting(10.5, 18),
    Setting(10, 17),
    Setting(9.5, 16),
    Setting(9, 15.5),
    Setting(9, 14.5),
)

# Texts of so many characters look bad on two lines, though it may have to be.
_BRIEF = 8

_LINE, _LINE_GREY = 0.5, 0.35
_FRAME = 0.9
_HEAD_TINT, _SHADE_TINT, _TOTALS_TINT = 0.93, 0.90, 0.97


@dataclass(frozen=True, slots=True)
class Texts:
    """What stands in the table, column by column, as the fonts can print it."""

    heads: list[str]
    bodies: list[list[str]]
    totals: list[str]

    @property
    def is_empty(self) -> bool:
        """Whether there is no row."""
        return not self.bodies or not self.bodies[0]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: the lines of each cell, and its height."""

    cells: Sequence[Sequence[str]]
    height: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The measured table; `edges` are the places of its upright lines from 0, totals are the last line."""

    setting: Setting
    columns: Sequence[Column]
    edges: Sequence[float]
    sides: Sequence[float]
    sizes: Sequence[float]
    head: Line
    head_size: float
    body: Sequence[Line]

    @property
    def shrinkage(self) -> float:
        """How many points the columns' type had to give in, altogether."""
        return round(sum(self.setting.size - size for size in (*self.sizes, self.head_size)), 2)

    @property
    def bad_breaks(self) -> int:
        """How many names and other short texts are broken where a reader stumbles."""
        cells = {tuple(cell) for line in self.body for cell in line.cells if len(cell) > 1}
        return sum(map(_is_bad_break, cells))


def read(sheet: Sheet) -> Texts:
    """All cells of a sheet as text."""
    return Texts(
        heads=[printable(_(column.title)) for column in sheet.columns],
        bodies=[[printable(cell_text(column.value(row))) for row in sheet.rows] for column in sheet.columns],
        totals=[printable(cell_text(value)) for value in sheet.totals],
    )


def measure(columns: Sequence[Column], texts: Texts, room: float, most: float, setting: Setting) -> Grid:
    """The table in a room so wide; head and one line of it are no higher than `most`."""
    totals = [[text] for text in texts.totals] or [[]] * len(columns)
    needs = [column_need(*parts) for parts in zip(texts.heads, texts.bodies, totals, strict=True)]
    widths, sides = widths_and_sides(columns, needs, room, setting.size)
    rooms = [across - 2 * side for across, side in zip(widths, sides, strict=True)]
    sizes = [need.size(setting.size, inner) for need, inner in zip(needs, rooms, strict=True)]
    ems = [inner / size for inner, size in zip(rooms, sizes, strict=True)]
    heads = list(zip(texts.heads, rooms, strict=True))
    head_size = min(head_need(title).size(setting.size, inner) for title, inner in heads)
    head = _line([balanced(title, inner / head_size, BOLD) for title, inner in heads], setting, bold=True)
    body = [_line([[_("No records in this period")]], setting)]
    if not texts.is_empty:
        body = _body(texts.bodies, ems, most - head.height, setting)
    if texts.totals:
        cells = [lines(text, em, BOLD) for text, em in zip(texts.totals, ems, strict=True)]
        body.append(_line(cells, setting, bold=True))
    return Grid(setting, columns, [0.0, *accumulate(widths)], sides, sizes, head, head_size, body)


def _is_bad_break(cell: Sequence[str]) -> bool:
    if any("·" in line for line in cell):
        return not all(line.endswith("·") for line in cell[:-1])
    return sum(map(len, cell)) <= _BRIEF


def _body(bodies: Sequence[Sequence[str]], ems: Sequence[float], most: float, setting: Setting) -> list[Line]:
    most_lines = max(int((most - setting.row + setting.leading) / setting.leading), 1)
    broken = [{text: lines(text, em) for text in set(body)} for body, em in zip(bodies, ems, strict=True)]
    found = []
    for row in zip(*bodies, strict=True):
        cells = [column[text] for column, text in zip(broken, row, strict=True)]
        # A text longer than a page goes on in a row of its own.
        for start in range(0, max(map(len, cells)), most_lines):
            found.append(_line([cell[start : start + most_lines] for cell in cells], setting))
    return found


def _line(cells: Sequence[Sequence[str]], setting: Setting, *, bold: bool = False) -> Line:
    return Line(cells, setting.row + (max(map(len, cells)) - 1) * setting.leading, bold)


def draw(canvas: Any, grid: Grid, left: float, top: float, body: Sequence[Line]) -> None:
    """The head and some lines of the body, with its upper left corner there."""
    every = [grid.head, *body]
    edges = [left + edge for edge in grid.edges]
    tops = list(accumulate((-line.height for line in every), initial=top))
    _draw_tints(canvas, grid, edges, tops, every)
    _draw_lines(canvas, edges, tops, every)
    text = canvas.beginText()
    text.setFillGray(INK)
    for line, (above, below) in zip(every, pairwise(tops), strict=True):
        _draw_cells(text, grid, line, edges, (above + below) / 2)
    canvas.drawText(text)


def _draw_tints(
    canvas: Any, grid: Grid, edges: Sequence[float], tops: Sequence[float], every: Sequence[Line]
) -> None:
    def tint(grey: float, left: float, right: float, above: float, below: float) -> None:
        canvas.setFillGray(grey)
        canvas.rect(left, below, right - left, above - below, stroke=0, fill=1)

    tint(_HEAD_TINT, edges[0], edges[-1], tops[0], tops[1])
    if every[-1].bold:
        tint(_TOTALS_TINT, edges[0], edges[-1], tops[-2], tops[-1])
    for column, (left, right) in zip(grid.columns, pairwise(edges), strict=True):
        if column.shade:
            tint(_SHADE_TINT, left, right, tops[0], tops[-1])


def _draw_lines(canvas: Any, edges: Sequence[float], tops: Sequence[float], every: Sequence[Line]) -> None:
    canvas.setStrokeGray(_LINE_GREY)
    canvas.setLineWidth(_LINE)
    across = [(edges[0], y, edges[-1], y) for y in tops[1:-1]]
    # A row that says "no records" has one cell only.
    upright = [
        (x, above, x, below)
        for above, below, whole in _stretches(tops, every)
        for x in edges[1:-1]
        if not whole
    ]
    canvas.lines(across + upright)
    canvas.setLineWidth(_FRAME)
    canvas.rect(edges[0], tops[-1], edges[-1] - edges[0], tops[0] - tops[-1], stroke=1, fill=0)


def _stretches(tops: Sequence[float], every: Sequence[Line]) -> list[tuple[float, float, bool]]:
    """From where to where upright lines run, and whether a row of one cell lies there."""
    found: list[tuple[float, float, bool]] = []
    for line, (above, below) in zip(every, pairwise(tops), strict=True):
        whole = len(line.cells) == 1
        if found and found[-1][2] == whole:
            found[-1] = (found[-1][0], below, whole)
        else:
            found.append((above, below, whole))
    return found


def _draw_cells(text: Any, grid: Grid, line: Line, edges: Sequence[float], middle: float) -> None:
    font = BOLD if line.bold else REGULAR
    whole = len(line.cells) == 1 < len(grid.columns)
    for place, cell in enumerate(line.cells):
        size = grid.head_size if line is grid.head else grid.sizes[place]
        align = Align.CENTRE if line is grid.head or whole else grid.columns[place].align
        left, right = edges[place], edges[-1] if whole else edges[place + 1]
        side = grid.sides[place]
        leading = size * 1.25
        y = middle + (len(cell) - 1) / 2 * leading - MIDDLE * size
        text.setFont(font, size)
        for words in cell:
            if words:
                text.setTextOrigin(_start(words, font, size, align, left + side, right - side), y)
                text.textOut(words)
            y -= leading


def _start(words: str, font: str, size: float, align: Align, left: float, right: float) -> float:
    """Where a line begins so that it stands as its column does."""
    if align is Align.LEFT:
        return left
    taken = width(words, font) * size
    return (left + right - taken) / 2 if align is Align.CENTRE else right - taken
