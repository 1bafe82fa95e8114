"""A roster as centres keep it: where its heading is, what its columns hold, which rows are children."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.grids import Cell, Grid, Rows, key_of, text_of, words_of
from centerdesk.domain.workbook_words import (
    ABOUT_THE_CHILD,
    CLASS_IN_TITLE,
    GROUPS,
    NO_CLASS,
    PARTS,
    REMARKS,
    TOTALS,
    Col,
    column_of,
)

_HEADING_WITHIN = 20  # rows from the top; titles and remarks above a heading are fewer
_FEWEST_COLUMNS = 2
# What stands in rows that are numbered and given a class beforehand, but hold no child yet.
_BEFOREHAND = (Col.POSITION, Col.CLASS)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of one or two lines: its rows, where each known column stands, and the words nobody knows."""

    first: int
    last: int
    places: Mapping[Col, int]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A child's row: its cells by column; `titles` are the columns' names in that sheet."""

    sheet: str
    row: int
    cells: Mapping[Col, Cell]
    titles: Mapping[Col, str] = field(repr=False)

    def text(self, column: Col) -> str:
        """What stands in a column, as text."""
        return text_of(self.cells.get(column))


@dataclass(frozen=True, slots=True)
class RosterRows:
    """The children's rows of all sheets; `heads` gives the last row of each sheet's heading."""

    rows: tuple[RosterRow, ...]
    heads: Mapping[str, int]
    notes: tuple[str, ...]


def read_roster(grids: Sequence[Grid]) -> RosterRows:
    """The children's rows of a workbook; UserError when no sheet has a heading, or none holds a child."""
    rows: list[RosterRow] = []
    heads: dict[str, int] = {}
    notes: list[str] = []
    for grid in grids:
        spread = grid.spread()
        heading = find_heading(spread)
        if heading is None:
            notes.append(
                _("Sheet “{sheet}” has no heading with names and was left out.").format(sheet=grid.sheet)
            )
            continue
        heads[grid.sheet] = grid.number(heading.last)
        rows += _children(grid, spread, heading)
        if heading.unknown:
            notes.append(
                _("Columns of sheet “{sheet}” that were not taken: {columns}.").format(
                    sheet=grid.sheet, columns=_(", ").join(heading.unknown)
                )
            )
        if Col.ID_NUMBER not in heading.places:
            notes.append(_("Sheet “{sheet}” has no column of ID numbers.").format(sheet=grid.sheet))
    if not heads:
        raise UserError(
            _(
                "No heading was found: one row must name the columns, such as 姓名, 性别, 出生日期. Put it above the "
                "children and try again."
            )
        )
    if not rows:
        raise UserError(_("There is no child under the heading. Choose the workbook with the roster."))
    return RosterRows(tuple(rows), heads, tuple(notes))


def find_heading(rows: Rows) -> Heading | None:
    """The row, or two rows, near the top that name most columns, the children's name among them."""
    best: tuple[int, Heading] | None = None
    for top in range(min(_HEADING_WITHIN, len(rows))):
        for lines in (rows[top : top + 1], rows[top : top + 2]):
            heading = _heading(top, lines)
            if heading and (best is None or len(heading.places) > best[0]):
                best = len(heading.places), heading
    return best[1] if best else None


def _heading(top: int, lines: Rows) -> Heading | None:
    if len(lines) == 2 and not _is_second_line(lines[1]):
        return None
    places: dict[Col, int] = {}
    unknown = []
    group = ""
    for place, upper in enumerate(lines[0]):
        over, under = key_of(upper), key_of(lines[-1][place])
        if over:
            group = over if over in GROUPS else ""
        column = _column(over or group, under)
        if column is None and (over or under):
            unknown.append(text_of(lines[-1][place]) or text_of(upper))
        elif column is not None:
            places.setdefault(column, place)
    if Col.NAME not in places or len(places) < _FEWEST_COLUMNS:
        return None
    return Heading(top, top + len(lines) - 1, places, tuple(unknown))


def _is_second_line(row: tuple[Cell, ...]) -> bool:
    """Whether a row can be the lower line of a heading: words only, most of them known."""
    cells = [cell for cell in row if cell is not None]
    known = sum(column_of(key_of(cell)) is not None for cell in cells)
    return bool(cells) and all(isinstance(cell, str) for cell in cells) and known * 2 >= len(cells)


def _column(over: str, under: str) -> Col | None:
    """The column of an upper and a lower heading: 父亲 over 姓名 is the father's name, not the child's."""
    if over == under or not under:
        return column_of(over)
    if both := column_of(over + under):
        return both
    if not over or under not in PARTS or ABOUT_THE_CHILD.search(over):
        return column_of(under) or column_of(over)
    return None


def _children(grid: Grid, rows: Rows, heading: Heading) -> list[RosterRow]:
    titles = {column: _title(rows, heading, place) for column, place in heading.places.items()}
    group = "" if Col.CLASS in heading.places else _class_of_sheet(grid.sheet, rows[: heading.first])
    children = []
    for index in range(heading.last + 1, len(rows)):
        words = list(dict.fromkeys(words_of(rows[index])))
        if len(words) == 1 and Col.CLASS not in heading.places and (found := CLASS_IN_TITLE.search(words[0])):
            group = found[0]  # a title between two classes of one sheet
            continue
        cells = {column: rows[index][place] for column, place in heading.places.items()}
        if not _is_child(words, cells):
            continue
        if group:
            cells[Col.CLASS] = group
        children.append(RosterRow(grid.sheet, grid.number(index), cells, titles))
    return children


def _is_child(words: Sequence[str], cells: Mapping[Col, Cell]) -> bool:
    """Not blank or only numbered, no subtotal, no remark under the table, no heading printed once more."""
    if not any(text_of(cell) for column, cell in cells.items() if column not in _BEFOREHAND):
        return False
    if TOTALS.match(words[0]) or REMARKS.match(words[0]) or TOTALS.match(text_of(cells[Col.NAME])):
        return False
    return not all(column_of(key_of(word)) or key_of(word) in GROUPS for word in words)


def _title(rows: Rows, heading: Heading, place: int) -> str:
    lines = (text_of(rows[line][place]) for line in range(heading.first, heading.last + 1))
    return "".join(dict.fromkeys(lines))


def _class_of_sheet(sheet: str, above: Rows) -> str:
    """The class a sheet is of, by its name or by the titles above its heading."""
    name = text_of(sheet)
    if name.endswith("班"):
        return name
    for text in (name, *(word for row in above for word in words_of(row))):
        if found := CLASS_IN_TITLE.search(text):
            return found[0]
    return "" if NO_CLASS.fullmatch(name) else name
