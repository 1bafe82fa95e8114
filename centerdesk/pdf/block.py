"""Blocks above and under a table: title, running title, legend and notes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm

from centerdesk.base.i18n import _
from centerdesk.base.tables import Align, Sheet
from centerdesk.pdf.fonts import BOLD, REGULAR, printable
from centerdesk.pdf.text import MIDDLE, balanced, lines, width, write

_TITLE, _SMALLER_TITLE, _SUBTITLE = 18, 16, 10.5
_SMALL, _NOTE = 9, 8.5
_LEADING = 1.45
_GAP = 2.5 * mm


@dataclass(frozen=True, slots=True)
class Block:
    """Something as wide as the frame: its height, and how it is drawn from its upper left corner."""

    height: float
    draw: Callable[[Any, float, float], None]


def head(sheet: Sheet, room: float) -> list[Block]:
    """Form number and unit, title, subtitle: what stands above the table on its first page."""
    return [*_corners(sheet, room), *_title(sheet, room), _space(_GAP)]


def running_head(sheet: Sheet, room: float) -> list[Block]:
    """What says on each further page which table goes on."""
    title = _("{title} (continued)").format(title=sheet.title)
    left = lines(printable(title), room * 0.6 / _SMALL)
    right = lines(printable(sheet.subtitle), room * 0.35 / _SMALL) if sheet.subtitle else []
    return [_pair(left, right, room), _space(1.5 * mm)]


def legend_and_notes(sheet: Sheet, room: float) -> list[Block]:
    """The small type under the table, a block for each line."""
    found: list[Block] = []
    if sheet.legend:
        found += [_space(_GAP), *_paragraph(sheet.legend, room, _SMALL)]
    if sheet.notes:
        found += [_space(_GAP if not sheet.legend else 1 * mm), *_notes(sheet.notes, room)]
    return found


def _corners(sheet: Sheet, room: float) -> list[Block]:
    if not (sheet.form_number or sheet.unit):
        return []
    half = room / 2 / _SMALL
    return [_pair(lines(printable(sheet.form_number), half), lines(printable(sheet.unit), half), room)]


def _title(sheet: Sheet, room: float) -> list[Block]:
    title = printable(sheet.title)
    size = _TITLE if width(title, BOLD) * _TITLE <= room else _SMALLER_TITLE
    found = [_space(0.5 * mm)]
    found += [_centred(line, size, BOLD, room) for line in balanced(title, room / size, BOLD)]
    if sheet.subtitle:
        found.append(_space(0.5 * mm))
        found += [
            _centred(line, _SUBTITLE, REGULAR, room)
            for line in balanced(printable(sheet.subtitle), room / _SUBTITLE)
        ]
    return found


def _notes(notes: Sequence[str], room: float) -> list[Block]:
    """注：1. ... with all lines hanging under the first word."""
    label = _("Note: ")
    found: list[Block] = []
    for number, note in enumerate(notes, start=1):
        mark = f"{number}. " if len(notes) > 1 else ""
        found += _paragraph(
            note, room, _NOTE, label=label if number == 1 else "", mark=mark, indent=width(label)
        )
    return found


def _paragraph(
    text: str, room: float, size: float, *, label: str = "", mark: str = "", indent: float = 0
) -> list[Block]:
    """Lines in small type; a label and a number stand out to their left. `indent` is in ems."""
    inner = (indent + width(mark)) * size
    found = []
    for place, line in enumerate(lines(printable(text), (room - inner) / size)):
        words = [(inner, line)]
        if place == 0:
            words = [(0, label), (indent * size, mark), *words]
        found.append(_words(words, size))
    return found


def _words(words: Sequence[tuple[float, str]], size: float) -> Block:
    """A line of words, each beginning at its own place."""
    height = size * _LEADING

    def draw(canvas: Any, left: float, top: float) -> None:
        for start, text in words:
            if text:
                write(canvas, text, left + start, top - height / 2 - MIDDLE * size, size)

    return Block(height, draw)


def _centred(text: str, size: float, font: str, room: float) -> Block:
    height = size * _LEADING

    def draw(canvas: Any, left: float, top: float) -> None:
        baseline = top - height / 2 - MIDDLE * size
        write(canvas, text, left + room / 2, baseline, size, font=font, align=Align.CENTRE)

    return Block(height, draw)


def _pair(left_lines: Sequence[str], right_lines: Sequence[str], room: float) -> Block:
    """Some lines at the left, others at the right, beginning at one height."""
    step = _SMALL * _LEADING

    def draw(canvas: Any, left: float, top: float) -> None:
        first = top - step / 2 - MIDDLE * _SMALL
        for number, line in enumerate(left_lines):
            write(canvas, line, left, first - number * step, _SMALL)
        for number, line in enumerate(right_lines):
            write(canvas, line, left + room, first - number * step, _SMALL, align=Align.RIGHT)

    return Block(step * max(len(left_lines), len(right_lines)), draw)


def _space(height: float) -> Block:
    return Block(height, lambda _canvas, _left, _top: None)
