"""Pictures of every page of every paper, filled in and blank, and all of them on one contact sheet.

`python -m tests.shots_papers` makes them of a sample centre of its own; `make shots` of the one it has.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from centerdesk import demo
from centerdesk.base.discover import discover
from centerdesk.base.papers import Choice, Report
from centerdesk.base.paths import shipped
from centerdesk.domain.calendar import Month
from centerdesk.pdf.preview import page_count, page_png
from centerdesk.pdf.sheet import sheets_pdf
from centerdesk.services.opening import Opened

FOLDER = Path("build/shots/papers")
TODAY = date(2026, 11, 24)
_SCALE = 1.6
_ACROSS, _CELL, _GAP, _WORDS = 6, 420, 24, 40


def main() -> int:
    """Draw them of a new sample centre; the number of pages is said."""
    with tempfile.TemporaryDirectory() as folder:
        opened = demo.make(Path(folder) / "sample", TODAY)
        made = draw_papers(opened)
        opened.store.close()
    print(f"{made} pages in {FOLDER}")
    return 0


def draw_papers(opened: Opened, today: date = TODAY) -> int:
    """A PNG of each page and the contact sheet; returns how many pages there are."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    pages: list[tuple[str, Image.Image]] = []
    for name, pdf in _papers(opened, today):
        for page in range(page_count(pdf)):
            content = page_png(pdf, page, _SCALE)
            (FOLDER / f"{name}-{page + 1}.png").write_bytes(content)
            pages.append((f"{name} {page + 1}", Image.open(BytesIO(content))))
    _contact_sheet(pages).save(FOLDER / "contact-sheet.png")
    return len(pages)


def _papers(opened: Opened, today: date) -> Iterator[tuple[str, bytes]]:
    """This month's papers, which are drafts, and last month's where a paper is made for a month."""
    items: tuple[Report, ...] = (
        *discover("centerdesk.forms", "FORM"),
        *discover("centerdesk.reports", "REPORT"),
    )
    month = Month.of(today)
    printed_at = datetime(today.year, today.month, today.day, 8, 30)
    for item in items:
        monthly = any(asked.name == "MONTH" for asked in item.asks)
        for word, build, of in (
            ("", item.build, month),
            *((("-last-month", item.build, month.plus(-1)),) if monthly else ()),
            ("-blank", item.blank, month),
        ):
            with opened.store.read(opened.actor) as session:
                sheets = build(session, Choice(today, of.year, of.month, child_id=1, staff_id=3))
            pdf = sheets_pdf(sheets, printed_by=opened.actor.name, printed_at=printed_at)
            yield f"{item.code}{word}", pdf


def _contact_sheet(pages: Sequence[tuple[str, Image.Image]]) -> Image.Image:
    """All pages small, side by side, each with its name."""
    step = _CELL + _GAP, _CELL + _WORDS + _GAP
    lines = -(-len(pages) // _ACROSS)
    sheet = Image.new("RGB", (_GAP + step[0] * _ACROSS, _GAP + step[1] * lines), "#DDE3E1")
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(shipped("resources") / "fonts" / "NotoSansSC-Regular.ttf"), 20)
    for place, (name, picture) in enumerate(pages):
        small = picture.copy()
        small.thumbnail((_CELL, _CELL), Image.Resampling.LANCZOS)
        x, y = _GAP + step[0] * (place % _ACROSS), _GAP + step[1] * (place // _ACROSS)
        sheet.paste(small, (x, y))
        pen.text((x, y + small.height + 6), name, fill="#1D2927", font=font)
    return sheet


if __name__ == "__main__":
    sys.exit(main())
