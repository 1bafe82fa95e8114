"""What is exported and read in again, for the tests of rosters and of staff."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from centerdesk.base.tables import Sheet
from centerdesk.domain.grids import Grid
from centerdesk.excel import read_workbook, write_sheets
from tests.services.import_books import NOW
from tests.services.small_centre import SmallCentre


@contextmanager
def uncommitted(centre: SmallCentre) -> Iterator[Session]:
    """A session whose writes nobody keeps: an example leaves nothing to the next."""
    with centre.opened.store.read(centre.opened.actor, NOW) as session:
        yield session


def saved(sheet: Sheet, file: Path) -> list[Grid]:
    """A sheet as it comes back from its workbook."""
    file.write_bytes(write_sheets([sheet]))
    return read_workbook(file)
