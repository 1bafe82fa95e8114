"""Pages of a fixed layout, drawn in millimetres: cards, certificates, registration sheets."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from centerdesk.base.tables import Align, Sheet
from centerdesk.pdf.fonts import BOLD, REGULAR, printable
from centerdesk.pdf.page import Page, frame
from centerdesk.pdf.text import INK, MIDDLE, fitting, lines, width, write

_LEADING = 1.45
_SMALLEST = 6
_INSET = 1.2
_LINE_WIDTH = 0.4


def drawn(sheet: Sheet, draw: Callable[["Pen"], None]) -> Page:
    """A sheet's page as its own function draws it."""
    return Page(
        lambda canvas: draw(Pen(canvas, sheet.landscape)),
        sheet.landscape,
        sheet.draft,
        sheet.footer,
        sheet.title,
    )


class Pen:
    """Draws within the margins of a page: x to the right and y downwards, in mm from the upper left corner."""

    def __init__(self, canvas: Any, landscape: bool) -> None:
        self._canvas = canvas
        self._room = frame(landscape)
        self.width = self._room.width / mm
        self.height = self._room.height / mm

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 10.5,
        *,
        bold: bool = False,
        align: Align = Align.LEFT,
        room: float | None = None,
        grey: float = INK,
    ) -> None:
        """One line with its middle at `y`; smaller where it would be wider than `room`."""
        font = BOLD if bold else REGULAR
        if room is not None:
            size = fitting(printable(words), room * mm, size, font)
        left, top = self._at(x, y)
        write(self._canvas, words, left, top - MIDDLE * size, size, font=font, align=align, grey=grey)

    def paragraph(self, x: float, y: float, room: float, words: str, size: float = 10.5) -> float:
        """Lines broken to `room`, the first one's upper edge at `y`; returns where the next may begin."""
        step = size * _LEADING / mm
        for line in lines(printable(words), room * mm / size):
            self.text(x, y + step / 2, line, size)
            y += step
        return y

    def line(self, x: float, y: float, to_x: float, to_y: float, *, dashed: bool = False) -> None:
        """A thin line; dashed where paper is to be cut."""
        self._stroke(dashed)
        self._canvas.line(*self._at(x, y), *self._at(to_x, to_y))

    def box(self, x: float, y: float, across: float, down: float, *, dashed: bool = False) -> None:
        """A frame from its upper left corner."""
        self._stroke(dashed)
        left, bottom = self._at(x, y + down)
        self._canvas.rect(left, bottom, across * mm, down * mm)

    def cell(
        self,
        x: float,
        y: float,
        across: float,
        down: float,
        words: str,
        size: float = 10.5,
        *,
        bold: bool = False,
        align: Align = Align.LEFT,
    ) -> None:
        """A frame with words in its middle, broken into lines and made smaller until they stand inside."""
        self.box(x, y, across, down)
        font = BOLD if bold else REGULAR
        room = (across - 2 * _INSET) * mm
        found = lines(printable(words), room / size, font)
        while size > _SMALLEST and (
            len(found) * size * _LEADING > down * mm or max(width(line, font) for line in found) * size > room
        ):
            size -= 0.5
            found = lines(printable(words), room / size, font)
        at = {Align.LEFT: x + _INSET, Align.CENTRE: x + across / 2, Align.RIGHT: x + across - _INSET}[align]
        step = size * _LEADING / mm
        first = y + down / 2 - (len(found) - 1) * step / 2
        for number, line in enumerate(found):
            self.text(at, first + number * step, line, size, bold=bold, align=align)

    def picture(self, x: float, y: float, across: float, down: float, content: bytes) -> None:
        """A picture (JPEG) as large as it can be within a frame, in its middle."""
        left, bottom = self._at(x, y + down)
        self._canvas.drawImage(
            ImageReader(BytesIO(content)),
            left,
            bottom,
            across * mm,
            down * mm,
            preserveAspectRatio=True,
            anchor="c",
        )

    def _stroke(self, dashed: bool) -> None:
        self._canvas.setLineWidth(_LINE_WIDTH)
        self._canvas.setStrokeGray(INK)
        self._canvas.setDash([2, 2] if dashed else [])

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._room.left + x * mm, self._room.top - y * mm
