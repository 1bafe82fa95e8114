"""What the readers hand over, as the cells of a grid."""

from datetime import time, timedelta
from typing import Any

from centerdesk.base.i18n import N_
from centerdesk.domain.grids import MOST_DIGITS, Cell

MACROS = N_("The workbook holds macros; they were not run, only the values were read.")
# No centre's workbook comes near this: a value far from the table makes the reader fill the whole rectangle.
MOST_CELLS = 4_000_000


def cell(value: Any) -> Cell:
    """A value as a cell holds it: whole numbers whole, blanks nothing, times as text."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 10**MOST_DIGITS else value
    return str(value) if isinstance(value, time | timedelta) else value
