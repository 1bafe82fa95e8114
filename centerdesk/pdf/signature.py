"""The lines to sign on and the place for the seal (regulations §13: signatures and seal stay on paper)."""

import re
from collections.abc import Sequence
from math import ceil
from typing import Any

from reportlab.lib.units import mm

from centerdesk.base.i18n import _
from centerdesk.base.tables import Align, Sheet
from centerdesk.pdf.block import Block
from centerdesk.pdf.text import INK, MIDDLE, fitting, width, write

_SIZE = 10.5
_ABOVE, _UNDER = 4 * mm, 2 * mm
_STEP, _WIDEST_STEP = 10 * mm, 15 * mm
_LINE, _BETWEEN = 24 * mm, 5 * mm  # the shortest line one can sign on, and the space before the next word
_SEAL, _SEAL_GREY = 50 * mm, 0.6


def signature_block(sheet: Sheet, room: float) -> list[Block]:
    """One block, or none: words with their lines at the left, the seal's place at the right."""
    if not (sheet.signatures or sheet.seal):
        return []
    inner = room - _SEAL - _BETWEEN if sheet.seal else room
    rows = _rows([_label(word) for word in sheet.signatures], inner)
    step = min(max(_SEAL / max(len(rows), 1), _STEP), _WIDEST_STEP) if sheet.seal else _STEP
    height = _ABOVE + max(step * len(rows), _SEAL if sheet.seal else 0)

    def draw(canvas: Any, left: float, top: float) -> None:
        bottom = top - height
        _draw_rows(canvas, rows, left, bottom + _UNDER, inner, step)
        if sheet.seal:
            _draw_seal(canvas, left + room - _SEAL, bottom)

    return [Block(height, draw)]


def _label(word: str) -> str:
    if _has_blanks(word) or word.endswith(("：", ":")):
        return word
    return _("{word}: ").format(word=word)


def _has_blanks(word: str) -> bool:
    """Whether a word brings the blanks to write in itself, as a date does."""
    return re.search(r"\s{2}", word.strip()) is not None


def _rows(labels: Sequence[str], room: float) -> list[Sequence[str]]:
    """As many words in a row as leave room to sign, the rows about equally long."""
    if not labels:
        return []
    longest = max(width(label) * _SIZE + (0 if _has_blanks(label) else _LINE) for label in labels)
    most = max(int((room + _BETWEEN) / (longest + _BETWEEN)), 1)
    each = ceil(len(labels) / ceil(len(labels) / most))
    return [labels[start : start + each] for start in range(0, len(labels), each)]


def _draw_rows(
    canvas: Any, rows: Sequence[Sequence[str]], left: float, bottom: float, room: float, step: float
) -> None:
    places = max(map(len, rows), default=1)
    across = (room + _BETWEEN) / places
    for place in range(places):
        column = [row[place] for row in rows if place < len(row)]
        # The lines under each other begin at one place.
        start = max((width(label) for label in column if not _has_blanks(label)), default=0) * _SIZE + 1 * mm
        x = left + place * across
        for number, label in enumerate(column):
            y = bottom + (len(rows) - 1 - number) * step
            write(canvas, label, x, y, fitting(label, across - _BETWEEN, _SIZE))
            if not _has_blanks(label):
                canvas.setStrokeGray(INK)
                canvas.setLineWidth(0.5)
                canvas.line(x + start, y - 1.5, x + across - _BETWEEN, y - 1.5)


def _draw_seal(canvas: Any, x: float, y: float) -> None:
    """The seal goes over the date, in a place nothing else may need."""
    canvas.saveState()
    canvas.setStrokeGray(_SEAL_GREY)
    canvas.setLineWidth(0.5)
    canvas.setDash(3, 3)
    canvas.rect(x, y, _SEAL, _SEAL, stroke=1, fill=0)
    canvas.restoreState()
    middle = x + _SEAL / 2
    label_y = y + _SEAL / 2 - MIDDLE * _SIZE
    write(canvas, _("(Seal)"), middle, label_y, _SIZE, align=Align.CENTRE, grey=_SEAL_GREY)
    write(canvas, _("____/__/__ (date)"), middle, y + 4 * mm, _SIZE, align=Align.CENTRE)
