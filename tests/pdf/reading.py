"""Reads papers back: their text, where it stands, and in which fonts."""

from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw

from centerdesk.base.tables import Align, Column


@dataclass(frozen=True, slots=True)
class Words:
    """One run of text on a page, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    font: str
    embedded: bool


def pages(pdf: bytes) -> list[str]:
    """The text of each page, with \\n between its lines."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def squeezed(text: str) -> str:
    """The text without its spaces and line breaks: a reader of PDFs guesses these."""
    return "".join(text.split())


def words(pdf: bytes, page: int = 0) -> list[Words]:
    """Every run of text of a page that isn't blank."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page]
        for item in sheet.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=sheet.get_textpage()):
            if text := item.extract().strip():
                left, bottom, right, top = item.get_bounds()
                font = item.get_font()
                size = item.get_font_size()
                found.append(
                    Words(text, left, bottom, right, top, size, font.get_base_name(), font.is_embedded)
                )
    return found


def column(title: str, place: int, width: float = 20, align: Align = Align.LEFT) -> Column:
    """A column over rows that are tuples."""
    return Column(title, lambda row: row[place], width, align)
