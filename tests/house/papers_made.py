"""Papers for the house test: three centres, each paper made once, and what stands on a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pypdfium2
import pypdfium2.raw
from PIL import Image

from centerdesk.base.discover import discover
from centerdesk.base.papers import Choice, Report
from centerdesk.base.tables import Sheet
from centerdesk.excel import write_sheets
from centerdesk.pdf.sheet import sheets_pdf
from centerdesk.services.opening import Opened
from tests.pdf.reading import Words, pages, words

TODAY = date(2026, 11, 24)
MORNING = datetime(2026, 11, 24, 8, 5)
RARE = ("陈𬱖", "龚䶮")
LONG = "阿依古丽·买买提江"
ITEMS: tuple[Report, ...] = (
    *discover("centerdesk.forms", "FORM"),
    *discover("centerdesk.reports", "REPORT"),
)
_DRAFT = 20  # the mark across a draft is larger than all other type
_SAME_LINE = 3  # points, for a dash lies higher than a letter's middle
_INK_SCALE = 3  # dots a point: fine enough for a comma of the smallest type


@dataclass(frozen=True)
class Made:
    """A paper as it was made for the whole of a centre, this month, today."""

    item: Report
    blank: bool
    opened: Opened
    choice: Choice

    def build(self) -> Sequence[Sheet]:
        """Its tables, read anew."""
        with self.opened.store.read(self.opened.actor) as session:
            return (self.item.blank if self.blank else self.item.build)(session, self.choice)

    def print(self) -> bytes:
        """Its PDF, made anew."""
        return sheets_pdf(self.build(), printed_by=self.opened.actor.name, printed_at=MORNING)

    def read(self, service: Any, *args: Any) -> Any:
        """What a service says of the same centre."""
        with self.opened.store.read(self.opened.actor) as session:
            return service(session, *args)

    @cached_property
    def sheets(self) -> Sequence[Sheet]:
        """Its tables."""
        return self.build()

    @cached_property
    def pdf(self) -> bytes:
        """Its PDF."""
        return self.print()

    @cached_property
    def xlsx(self) -> bytes:
        """Its workbook."""
        return write_sheets(self.sheets)

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page."""
        return pages(self.pdf)

    @cached_property
    def words(self) -> list[list[Words]]:
        """The runs of text of each page."""
        return [words(self.pdf, page) for page in range(len(self.texts))]


def row_of(runs: Sequence[Words], first: str) -> list[str]:
    """The texts of the table row in which a text stands, from left to right, beginning with it."""
    start = next(run for run in runs if run.text == first)
    middle = (start.bottom + start.top) / 2
    line = [
        run
        for run in runs
        if abs((run.bottom + run.top) / 2 - middle) < _SAME_LINE
        and run.left >= start.left
        and run.size < _DRAFT
    ]
    return [run.text for run in sorted(line, key=lambda run: run.left)]


def without_ink(pdf: bytes) -> dict[str, int]:
    """Characters that print as nothing, with the page (the first is 1) where they were seen first.

    Each character of a page is looked at once: its box must hold a dot darker than a shaded column,
    the large grey draft mark one darker than the paper.
    """
    found: dict[str, int] = {}
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            picture = page.render(scale=_INK_SCALE).to_pil().convert("L")
            seen: set[str] = set()
            for char, box in _characters(page):
                if char not in seen:
                    seen.add(char)
                    if _darkest(picture, box) > (250 if box[3] - box[1] > _DRAFT else 200):
                        found.setdefault(char, number)
    return found


def _characters(page: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """The characters of a page that are no spaces, with their boxes in points."""
    text = page.get_textpage()
    for place in range(text.count_chars()):
        code = pypdfium2.raw.FPDFText_GetUnicode(text, place)
        if pypdfium2.raw.FPDFText_IsGenerated(text, place) or 0xDC00 <= code < 0xE000:
            continue  # the second half of a character beyond U+FFFF
        char = chr(code)
        if not char.isspace():
            yield char, text.get_charbox(place)


def _darkest(picture: Image.Image, box: tuple[float, float, float, float]) -> int:
    left, bottom, right, top = (value * _INK_SCALE for value in box)
    area = (int(left), int(picture.height - top), int(right) + 1, int(picture.height - bottom) + 1)
    darkest = picture.crop(area).getextrema()[0]
    assert isinstance(darkest, int | float)
    return int(darkest)
