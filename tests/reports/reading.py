"""Sheets as lines of text, for tests to compare."""

from centerdesk.base.i18n import _
from centerdesk.base.tables import Sheet, cell_text


def heads(sheet: Sheet) -> list[str]:
    """The titles of the columns, as printed."""
    return [_(column.title) for column in sheet.columns]


def lines(sheet: Sheet, *places: int) -> list[str]:
    """Each row, and the totals at last, with | between the cells; only the columns named, when some are."""
    columns = [sheet.columns[place] for place in places] if places else list(sheet.columns)
    rows = ["|".join(cell_text(column.value(row)) for column in columns) for row in sheet.rows]
    if not sheet.totals:
        return rows
    totals = [sheet.totals[place] for place in places] if places else list(sheet.totals)
    return [*rows, "|".join(map(cell_text, totals))]
