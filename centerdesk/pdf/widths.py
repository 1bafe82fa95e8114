"""How wide a table's columns are, and how small a column's type must be for what can't be broken."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from centerdesk.base.tables import Align, Column
from centerdesk.pdf.fonts import BOLD, REGULAR
from centerdesk.pdf.text import FIGURE, groups, width

# How small a column's type may become before its words are broken; figures are never broken.
_SMALLEST_TEXT = 7.5
# The size at which a column is made wide enough for its longest figure, at the cost of the others.
_SMALLEST_FIGURE = 7.0
# The part of its width a column may be asked to give, so that another's type needn't become smaller.
_GIVEN = 0.2
# Words of so many characters (names, marks) stay on one line if it can be done.
_SHORT, _SHORT_HEAD = 4, 2


@dataclass(frozen=True, slots=True)
class Need:
    """The widest figure and the widest short word of a column, in ems."""

    figure: float
    short: float

    def size(self, size: float, room: float) -> float:
        """The size of type, `size` at most, at which both stand on one line of `room` points."""
        if self.short:
            size = min(size, max(room / self.short, _SMALLEST_TEXT))
        return min(size, room / self.figure) if self.figure else size


def need(texts: Sequence[str], font: str = REGULAR, short: int = _SHORT) -> Need:
    """What must not be broken of a column's texts."""
    figures = (match.group() for text in texts for match in FIGURE.finditer(text))
    return Need(
        figure=max((width(figure, font) for figure in figures), default=0),
        short=max((width(text, font) for text in texts if len(text) <= short), default=0),
    )


def column_need(head: str, body: Sequence[str], totals: Sequence[str]) -> Need:
    """What must not be broken of a whole column; head and totals are bold, and wider."""
    parts = (head_need(head), need(list(dict.fromkeys(body))), need(totals, BOLD))
    return Need(max(part.figure for part in parts), max(part.short for part in parts))


def head_need(head: str) -> Need:
    """What must not be broken of a column's title: two characters, a day's number, a word in brackets."""
    whole = need([head], BOLD, _SHORT_HEAD)
    return Need(whole.figure, max(whole.short, max(width(group, BOLD) for group in groups(head or " "))))


def widths_and_sides(
    columns: Sequence[Column], needs: Sequence[Need], room: float, size: float
) -> tuple[list[float], list[float]]:
    """Each column's width and the space beside its text: the weights stretched or shrunk to the room.

    Where figures or names lack room, other columns give theirs.
    """
    scale = room / sum(column.width for column in columns)
    widths = [column.width * scale for column in columns]
    sides = [_side(across, column.align) for across, column in zip(widths, columns, strict=True)]
    wanted = [max(n.figure, n.short) * size + 2 * side for n, side in zip(needs, sides, strict=True)]
    least = [max(n.figure, 1) * _SMALLEST_FIGURE + 2 * side for n, side in zip(needs, sides, strict=True)]
    return _give(_give(widths, wanted, _GIVEN), least, 1), sides


def _side(across: float, align: Align) -> float:
    """Less in the narrow columns of a month's days."""
    most = 1.0 if align is Align.CENTRE else 1.8
    return float(min(max(across * 0.08, 0.75 * mm), most * mm))


def _give(widths: Sequence[float], least: Sequence[float], part: float) -> list[float]:
    """Bring widths to what they need at least, at the cost of others, who give a part of theirs at most."""
    lacks = [max(low - across, 0) for across, low in zip(widths, least, strict=True)]
    spares = [max(min(across - low, across * part), 0) for across, low in zip(widths, least, strict=True)]
    lack, spare = sum(lacks), sum(spares)
    if not lack or not spare:
        return list(widths)
    moved = min(lack, spare)
    return [
        across + want * moved / lack - give * moved / spare
        for across, want, give in zip(widths, lacks, spares, strict=True)
    ]
