"""Pages: A4 with a binding edge, the running foot, the draft mark, and their binding into one PDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from math import atan2, degrees, hypot
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from centerdesk.base.formats import clock
from centerdesk.base.i18n import _
from centerdesk.base.tables import Align
from centerdesk.pdf.fonts import BOLD, REGULAR, use_fonts
from centerdesk.pdf.text import MIDDLE, fitting, width, write

SHORT, LONG = 210 * mm, 297 * mm
BINDING, MARGIN = 25 * mm, 15 * mm

_FOOT = 9 * mm
_FOOT_SIZE = 8
_DRAFT_INK = 0.07


@dataclass(frozen=True, slots=True)
class Frame:
    """The room within the margins, in points from the lower left corner of the page."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where the room ends."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Where the room begins."""
        return self.bottom + self.height


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `draw` puts its contents on the canvas, within `frame(landscape)`.

    `bookmark` is its line in the PDF's table of contents; `footer` stands at the right of the foot.
    """

    draw: Callable[[Any], None]
    landscape: bool = False
    draft: bool = False
    footer: str = ""
    bookmark: str = ""


def frame(landscape: bool = False) -> Frame:
    """The room within the margins; papers are filed by their left edge, lying ones too."""
    across, down = (LONG, SHORT) if landscape else (SHORT, LONG)
    return Frame(BINDING, MARGIN, across - BINDING - MARGIN, down - 2 * MARGIN)


def bind(
    pages: Sequence[Page], title: str, *, printed_by: str = "", printed_at: datetime | None = None
) -> bytes:
    """The pages as one PDF, numbered through; equal pages give equal bytes."""
    use_fonts()
    buffer = BytesIO()
    # Without the font's name Helvetica creeps in, which is not embedded.
    canvas = Canvas(buffer, invariant=1, lang="zh-CN", initialFontName=REGULAR, pageCompression=1)
    program = _("CenterDesk")
    canvas.setTitle(title)
    canvas.setAuthor(printed_by or program)
    canvas.setSubject(title)
    canvas.setCreator(program)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")  # a binding edge of 25 mm stays 25 mm
    if printed_at:  # else it is the year 2000: no clock in equal bytes
        canvas.setDateFormatter(lambda *_now: f"{printed_at:D:%Y%m%d%H%M%S}")
    printed = _printed(printed_by, printed_at)
    for number, page in enumerate(pages, start=1):
        canvas.setPageSize((LONG, SHORT) if page.landscape else (SHORT, LONG))
        if page.bookmark:
            canvas.bookmarkPage(str(number))
            canvas.addOutlineEntry(page.bookmark, str(number))
        page.draw(canvas)
        if page.draft:
            _draw_draft_mark(canvas, frame(page.landscape))
        count = _("Page {n} of {total}").format(n=number, total=len(pages))
        _draw_foot(canvas, frame(page.landscape), printed, count, page.footer)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _printed(by: str, at: datetime | None) -> str:
    """打印：2026年11月24日 08:05 张园长"""
    who_and_when = " ".join(filter(None, (clock(at) if at else "", by)))
    return _("Printed: {text}").format(text=who_and_when) if who_and_when else ""


def _draw_foot(canvas: Any, room: Frame, left: str, middle: str, right: str) -> None:
    write(canvas, middle, room.left + room.width / 2, _FOOT, _FOOT_SIZE, align=Align.CENTRE)
    # A long text at a side becomes smaller; it neither runs into the page number nor is cut.
    side = (room.width - width(middle) * _FOOT_SIZE) / 2 - 4 * mm
    write(canvas, left, room.left, _FOOT, fitting(left, side, _FOOT_SIZE))
    write(canvas, right, room.right, _FOOT, fitting(right, side, _FOOT_SIZE), align=Align.RIGHT)


def _draw_draft_mark(canvas: Any, room: Frame) -> None:
    """Across the page like thin grey ink, so that contents and shades show through."""
    text = _("Draft: data incomplete")
    size = fitting(text, hypot(room.width, room.height) * 0.75, 72, BOLD)
    canvas.saveState()
    canvas.translate(room.left + room.width / 2, room.bottom + room.height / 2)
    canvas.rotate(degrees(atan2(room.height, room.width)))
    canvas.setFillAlpha(_DRAFT_INK)
    write(canvas, text, 0, -MIDDLE * size, size, font=BOLD, align=Align.CENTRE)
    canvas.restoreState()
