"""Our sheets against ReportLab's own tables."""

from collections.abc import Callable
from io import BytesIO
from time import perf_counter

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from centerdesk.base.tables import Align, Sheet
from centerdesk.pdf.fonts import REGULAR, use_fonts
from centerdesk.pdf.sheet import sheets_pdf
from tests.pdf.reading import column

ROWS = [tuple("√半病事隔缺"[(place * row) % 6] for place in range(36)) for row in range(100)]


@pytest.mark.bench
def test_a_hundred_rows_of_36_columns_take_about_as_long_as_a_bare_table() -> None:
    sheet = Sheet(
        "表", [column(str(place), place, 7, Align.CENTRE) for place in range(36)], ROWS, landscape=True
    )
    use_fonts()
    # By turns and the fastest of each: the machine may be busy with something else for a while.
    times = [(_time(lambda: sheets_pdf([sheet])), _time(_bare_table)) for _turn in range(9)]
    ours, bare = map(min, zip(*times, strict=True))
    assert ours < 1.3 * bare


def _bare_table() -> bytes:
    buffer = BytesIO()
    style = TableStyle([("FONT", (0, 0), (-1, -1), REGULAR, 9), ("GRID", (0, 0), (-1, -1), 0.5, "black")])
    heads = tuple(str(place) for place in range(36))
    table = Table([heads, *ROWS], colWidths=20, repeatRows=1, style=style)
    SimpleDocTemplate(buffer, pagesize=landscape(A4), initialFontName=REGULAR).build([table])
    return buffer.getvalue()


def _time(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
