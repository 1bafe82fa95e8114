"""Sheets as PDF: tables that flow over pages, their heads, legends, notes, signatures and seals."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate, pairwise
from typing import Any

from centerdesk.base.i18n import _
from centerdesk.base.tables import Sheet
from centerdesk.pdf import grid
from centerdesk.pdf.block import Block, head, legend_and_notes, running_head
from centerdesk.pdf.fonts import use_fonts
from centerdesk.pdf.page import Page, bind, frame
from centerdesk.pdf.pen import drawn
from centerdesk.pdf.signature import signature_block
from centerdesk.pdf.text import write

_KEPT = 2  # rows that stay together on the last page
_ENOUGH = 1e-6


@dataclass(slots=True)
class _Leaf:
    """What stands on one page: blocks, some lines of the table, blocks."""

    above: list[Block]
    lines: Sequence[grid.Line] = ()
    below: list[Block] = field(default_factory=list)


def sheets_pdf(sheets: Sequence[Sheet], *, printed_by: str = "", printed_at: datetime | None = None) -> bytes:
    """The sheets as one PDF, each beginning on a page of its own; equal input gives equal bytes."""
    use_fonts()
    pages = [page for sheet in sheets for page in _pages(sheet)] or [_nothing()]
    title = sheets[0].title if sheets else ""
    return bind(pages, title, printed_by=printed_by, printed_at=printed_at)


def _nothing() -> Page:
    room = frame()
    text = _("No records in this period")
    return Page(lambda canvas: write(canvas, text, room.left, room.top - 12, 10.5))


def _pages(sheet: Sheet) -> list[Page]:
    if sheet.draw:
        return [drawn(sheet, sheet.draw)]
    table, leaves = _layout(sheet)
    room = frame(sheet.landscape)

    def page(number: int, leaf: _Leaf) -> Page:
        def draw(canvas: Any) -> None:
            y = _draw_blocks(canvas, leaf.above, room.left, room.top)
            if leaf.lines:
                grid.draw(canvas, table, room.left, y, leaf.lines)
                y -= table.head.height + sum(line.height for line in leaf.lines)
            _draw_blocks(canvas, leaf.below, room.left, y)

        return Page(draw, sheet.landscape, sheet.draft, sheet.footer, "" if number else sheet.title)

    return [page(number, leaf) for number, leaf in enumerate(leaves)]


def _draw_blocks(canvas: Any, blocks: Sequence[Block], left: float, top: float) -> float:
    for block in blocks:
        block.draw(canvas, left, top)
        top -= block.height
    return top


def _layout(sheet: Sheet) -> tuple[grid.Grid, list[_Leaf]]:
    """The table in the roomiest setting that needs the fewest pages and spares type and names."""
    texts = grid.read(sheet)
    room = frame(sheet.landscape)
    above = head(sheet, room.width)
    most = room.height - _height(above)
    best: tuple[tuple[int, float], grid.Grid, list[_Leaf]] | None = None
    for setting in grid.SETTINGS:
        table = grid.measure(sheet.columns, texts, room.width, most, setting)
        leaves = _leaves(sheet, table, above)
        cost = (len(leaves), table.shrinkage + table.bad_breaks)
        if best is None or cost < best[0]:
            best = (cost, table, leaves)
    assert best is not None
    return best[1], best[2]


def _leaves(sheet: Sheet, table: grid.Grid, above: list[Block]) -> list[_Leaf]:
    room = frame(sheet.landscape)
    again = running_head(sheet, room.width)
    first = room.height - _height(above) - table.head.height
    rest = room.height - _height(again) - table.head.height
    tail = [*legend_and_notes(sheet, room.width), *signature_block(sheet, room.width)]
    kept = _KEPT + bool(sheet.totals)
    heights = [line.height for line in table.body]
    ends = [0, *accumulate(deal(heights, first, rest, _height(tail), kept))]
    leaves = [_Leaf(again if start else above, table.body[start:end]) for start, end in pairwise(ends)]
    left = (first if len(leaves) == 1 else rest) - sum(line.height for line in leaves[-1].lines)
    _flow(tail, leaves, again, left, room.height - _height(again))
    return leaves


def deal(heights: Sequence[float], first: float, rest: float, tail: float, kept: int) -> list[int]:
    """How many rows stand on each page, so that the last one holds `kept` of them at least, and the tail.

    `first` and `rest` are the room for rows on the first page and on the others. A tail that fits on no page
    together with `kept` rows is left out of the reckoning.
    """
    if tail + sum(heights[-kept:]) > rest + _ENOUGH:
        tail = 0
    counts: list[int] = []
    at = 0
    room = first
    while True:
        left = len(heights) - at
        fit = sum(total <= room + _ENOUGH for total in accumulate(heights[at:]))
        if fit == left and (left <= kept or sum(heights[at:]) + tail <= room + _ENOUGH):
            return [*counts, left]
        take = max(min(fit, left - kept), 1)
        counts.append(take)
        at += take
        room = rest


def _flow(tail: Sequence[Block], leaves: list[_Leaf], above: list[Block], left: float, room: float) -> None:
    """Put blocks under the table; what doesn't fit there goes on new pages."""
    for block in tail:
        if block.height > left + _ENOUGH:
            leaves.append(_Leaf(above))
            left = room
        leaves[-1].below.append(block)
        left -= block.height


def _height(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks)
