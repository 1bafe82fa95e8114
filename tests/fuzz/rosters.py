"""Spoiled rosters through reading, checking and taking."""

import tempfile
from pathlib import Path
from random import Random

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.db.schema.base import Base
from centerdesk.excel import read_workbook
from centerdesk.services.imports import errors_workbook
from centerdesk.services.roster_import import check_roster, read_roster, take_roster
from tests.fuzz.limit import within
from tests.fuzz.workbooks import spoiled
from tests.services.import_books import NOW, SAMPLE
from tests.services.small_centre import TODAY, SmallCentre, small_centre
from tests.torture.counts import Counts

_SECONDS = 20
_A_CENTRE = 100  # workbooks; what is taken makes the next check longer


def run(number: int, seed: int, keep: Path) -> Counts:
    """So many spoiled rosters; one that crashes us is kept in a folder."""
    counts = Counts()
    content = SAMPLE.read_bytes()
    for first in range(0, number, _A_CENTRE):
        with tempfile.TemporaryDirectory() as name, small_centre(Path(name) / "centre") as centre:
            for turn in range(first, min(first + _A_CENTRE, number)):
                book = Path(name) / "花名册.xlsx"
                book.write_bytes(spoiled(content, Random(f"{seed} {turn}")))
                try:
                    with within(_SECONDS):
                        counts.add(_through(centre, book))
                except KeyboardInterrupt:
                    raise
                except BaseException as error:  # the reader's panics are no Exception
                    keep.mkdir(parents=True, exist_ok=True)
                    kept = keep / f"roster-{seed}-{turn}.xlsx"
                    kept.write_bytes(book.read_bytes())
                    counts.fail("rosters: crashed", f"{error!r}: {kept}")
            if not centre.opened.store.check().ok:
                counts.fail("rosters: file not whole", f"seed {seed}, before {turn}")
    return counts


def _through(centre: SmallCentre, book: Path) -> str:
    """What came of one workbook; the centre is as before but for what was taken."""
    try:
        rows = read_roster(read_workbook(book))
    except UserError:
        return "rosters: refused with a sentence"
    before = centre.see(_rows)
    try:
        preview = centre.see(check_roster, rows, TODAY)
        report = centre.do(take_roster, preview, NOW, book.name)
    except UserError:
        assert centre.see(_rows) == before, "refused, and yet something was written"
        return "rosters: refused with a sentence on taking"
    if report.refused:
        assert centre.see(_rows) == before, "rows refused, and yet something was written"
        errors_workbook(book, report)
        return "rosters: rows refused, nothing taken"
    return "rosters: taken" if report.taken else "rosters: nothing new"


def _rows(session: Session) -> dict[str, int]:
    """How many rows each table has; what a look leaves in the audit apart."""
    tables = [table for table in Base.metadata.sorted_tables if not table.name.startswith("audit")]
    return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}
