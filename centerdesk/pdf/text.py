"""Measuring, breaking and writing lines of Chinese and Latin text; widths are in ems (points at size 1)."""

import re
from functools import lru_cache
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth

from centerdesk.base.tables import Align
from centerdesk.pdf.fonts import REGULAR, printable

INK = 0.0
# The middle of a Chinese character lies so many ems above the baseline (0.88 up, 0.12 down).
MIDDLE = 0.38

# Words and figures stay whole, Chinese may break after each character.
_PIECE = re.compile(r"[!-~\u00a1-\u024f\u2212]+|\s+|.")
# A number, date, time, telephone or identity number.
FIGURE = re.compile(r"[-−+]?\d[\dXx.,:%/~–()-]*")
_FIGURE_OR_CHARACTER = re.compile(FIGURE.pattern + "|.")
# Marks that never begin a line, or never end one (GB/T 15834).
_NO_START = frozenset("，。、；：？！）》」』】〕〉”’…—～％·,.;:?!)]}%℃〓")
_NO_END = frozenset("（《「『【〔〈“‘([{￥")
_ENOUGH = 1e-6


@lru_cache(maxsize=4096)  # a month's sheet holds the same few marks a thousand times
def width(text: str, font: str = REGULAR) -> float:
    """How wide a text is."""
    return float(stringWidth(text, font, 1))


def fitting(text: str, room: float, size: float, font: str = REGULAR) -> float:
    """The size, `size` at most, at which a text stands in `room` points on one line."""
    return min(size, room / (width(text, font) or 1))


def lines(text: str, room: float, font: str = REGULAR) -> list[str]:
    """The text broken into lines no wider than `room`."""
    if "\n" in text:
        return [line for part in text.split("\n") for line in lines(part, room, font)]
    if width(text, font) <= room + _ENOUGH:
        return [text]
    found: list[str] = []
    line = ""
    for group in _groups(text, room, font):
        if line and width(line + group.rstrip(), font) > room + _ENOUGH:
            found.append(line.rstrip())
            line = group.lstrip()
        else:
            line += group
    return [*found, line.rstrip()]


def balanced(text: str, room: float, font: str = REGULAR) -> list[str]:
    """As many lines as needed, about equally long: in a title a last line of one character looks lost."""
    best = lines(text, room, font)
    while len(best) > 1 and room > 1:
        room -= 0.5
        closer = lines(text, room, font)
        if len(closer) > len(best) or max(width(line, font) for line in closer) > room + _ENOUGH:
            break
        best = closer
    return best


def groups(text: str) -> list[str]:
    """The pieces between which a line may break."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        if found and (piece[0] in _NO_START or piece.isspace() or found[-1][-1] in _NO_END):
            piece = found.pop() + piece
        found.append(piece)
    return found


def _groups(text: str, room: float, font: str) -> list[str]:
    """What stays on one line as far as it can; a name of several parts breaks after its dots if each fits."""
    parts = re.split(r"(?<=·)", text)
    if len(parts) > 1 and max(width(part, font) for part in parts) <= room:
        return parts
    return [part for group in groups(text) for part in _cut(group, room, font)]


def _cut(group: str, room: float, font: str) -> list[str]:
    """A group wider than the room, as its pieces or characters: better broken than lost, figures excepted."""
    if width(group.strip(), font) <= room + _ENOUGH:
        return [group]
    pieces = _PIECE.findall(group)
    if len(pieces) > 1:
        return [part for piece in pieces for part in _cut(piece, room, font)]
    return [match.group() for match in _FIGURE_OR_CHARACTER.finditer(group)]


def write(
    canvas: Any,
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    font: str = REGULAR,
    align: Align = Align.LEFT,
    grey: float = INK,
) -> None:
    """One line with its baseline at `y`, beginning, centred or ending at `x`."""
    text = printable(text)
    canvas.setFont(font, size)
    canvas.setFillGray(grey)
    draw = {
        Align.LEFT: canvas.drawString,
        Align.CENTRE: canvas.drawCentredString,
        Align.RIGHT: canvas.drawRightString,
    }
    draw[align](x, y, text)
