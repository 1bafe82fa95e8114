"""An attendance sheet of a month for 100 children against the same table drawn by bare ReportLab."""

import subprocess
import sys
from io import BytesIO
from operator import itemgetter
from pathlib import Path

from centerdesk.base.tables import Align, Column, Sheet
from tests.bench.ratio import Ratio, alternating_ms

_ROWS = [tuple("√半病事隔缺"[(place * row) % 6] for place in range(36)) for row in range(100)]
_TIMES = 9
_COLD = "from tests.bench.paper import {work}; {work}()"


def ours() -> bytes:
    """The sheet as our papers are made."""
    from centerdesk.pdf.sheet import sheets_pdf

    columns = [Column(str(place), itemgetter(place), 7, Align.CENTRE) for place in range(36)]
    return sheets_pdf([Sheet("测速", columns, _ROWS, landscape=True)])


def bare() -> bytes:
    """The same table by ReportLab alone, with our font."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

    from centerdesk.pdf.fonts import REGULAR, use_fonts

    use_fonts()
    style = TableStyle([("FONT", (0, 0), (-1, -1), REGULAR, 9), ("GRID", (0, 0), (-1, -1), 0.5, "black")])
    heads = tuple(str(place) for place in range(36))
    table = Table([heads, *_ROWS], colWidths=20, repeatRows=1, style=style)
    buffer = BytesIO()
    SimpleDocTemplate(buffer, pagesize=landscape(A4), initialFontName=REGULAR).build([table])
    return buffer.getvalue()


def measure() -> list[Ratio]:
    """Cold (a process each), warm, and the peak memory of a process each (MiB in place of milliseconds)."""
    cold = alternating_ms(lambda _turn: _process("ours"), lambda _turn: _process("bare"), 3)
    warm = alternating_ms(lambda _turn: ours(), lambda _turn: bare(), _TIMES)
    memory = _peak("ours"), _peak("bare")
    return [
        Ratio("attendance sheet of 100 children / bare ReportLab table, cold process", *cold, 1.3),
        Ratio("attendance sheet of 100 children / bare ReportLab table, warm", *warm, 1.3),
        Ratio("the same, peak memory in MiB", *memory),
    ]


def _process(work: str) -> None:
    subprocess.run([sys.executable, "-c", _COLD.format(work=work)], check=True)


def _peak(work: str) -> float:
    code = _COLD.format(work=work) + "; from tests.bench.paper import peak; print(peak())"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return float(done.stdout)


def peak() -> float:
    """The peak memory of this process, MiB (ru_maxrss would be the parent's where that is larger)."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
