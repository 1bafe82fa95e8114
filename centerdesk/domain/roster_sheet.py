"""A roster as centres keep it: where its heading is, what its columns hold, which rows are children."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.grids import Cell, Grid, Rows, column_name, key_of, text_of, words_of
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
_BEFOREHAND = (Col.POSITION, Col.REASON, Col.CLASS)


_SAMPLES = 3  # values shown of a column

Words = Mapping[str, Col | None]


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """A column of somebody's sheet: where it stands (from 0), its heading, and what it is taken as; None: left out.

    `guess` is what the program would take it as by its own words alone.
    """

    place: int
    letter: str
    title: str
    column: Col | None
    guess: Col | None = None
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetProposal:
    """How a sheet is read: the rows of its heading as Excel numbers them; its class counts where no column names it.

    A sheet without a heading has `first` and `last` 0 and isn't taken.
    """

    sheet: str
    first: int
    last: int
    class_name: str
    columns: tuple[ColumnProposal, ...]
    taken: bool

    def place_of(self, column: Col) -> int | None:
        """Where a column stands."""
        return next((each.place for each in self.columns if each.column is column), None)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A child's row: its cells by column; `titles` are the columns' names in that sheet.

    `unreckoned` are the columns in which a formula stands without its result.
    """

    sheet: str
    row: int
    cells: Mapping[Col, Cell]
    titles: Mapping[Col, str] = field(repr=False)
    unreckoned: frozenset[Col] = frozenset()

    def text(self, column: Col) -> str:
        """What stands in a column, as text."""
        cell = self.cells.get(column)
        return "" if cell is None else text_of(cell)


@dataclass(frozen=True, slots=True)
class RosterRows:
    """The children's rows of all sheets; `heads` gives the last row of each sheet's heading."""

    rows: tuple[RosterRow, ...]
    heads: Mapping[str, int]
    notes: tuple[str, ...]


def propose(grids: Sequence[Grid], words: Words | None = None) -> tuple[SheetProposal, ...]:
    """How each sheet would be read; `words` are headings the centre has said the meaning of before."""
    return tuple(_proposed(grid, words or {}) for grid in grids)


def propose_at(grid: Grid, first: int, last: int, words: Words | None = None) -> SheetProposal:
    """How a sheet would be read with its heading in these rows, as Excel numbers them."""
    top, bottom = first - grid.first_row, last - grid.first_row
    if not 0 <= top <= bottom < len(grid.rows) or bottom - top > 1:
        raise UserError(
            _("A heading is one row, or two rows one under the other, within the sheet “{sheet}”.").format(
                sheet=grid.sheet
            ),
            "heading",
        )
    return _with_heading(grid, grid.spread(), _columns_of(top, grid.spread()[top : bottom + 1], words or {}))


def read_roster(grids: Sequence[Grid], proposals: Sequence[SheetProposal] | None = None) -> RosterRows:
    """The children's rows of a workbook; UserError when no sheet has a heading, or none holds a child."""
    rows: list[RosterRow] = []
    heads: dict[str, int] = {}
    notes: list[str] = [remark for grid in grids for remark in grid.remarks]
    for grid, proposal in zip(grids, proposals or propose(grids), strict=True):
        if not proposal.taken:
            notes.append(
                (
                    _("Sheet “{sheet}” was left out.")
                    if proposal.last
                    else _("Sheet “{sheet}” has no heading with names and was left out.")
                ).format(sheet=grid.sheet)
            )
            continue
        _check(proposal)
        heads[grid.sheet] = proposal.last
        rows += _children(grid, proposal)
        notes += _left_out(proposal)
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


def _check(proposal: SheetProposal) -> None:
    """UserError unless one column holds the names, and none is named twice."""
    if proposal.place_of(Col.NAME) is None:
        raise UserError(
            _("Say which column of sheet “{sheet}” holds the children's names.").format(sheet=proposal.sheet),
            "columns",
        )
    for column, times in Counter(each.column for each in proposal.columns if each.column).items():
        if times > 1:
            raise UserError(
                _("Several columns of sheet “{sheet}” are taken as “{column}”; leave one of them.").format(
                    sheet=proposal.sheet, column=column.label
                ),
                "columns",
            )


def _left_out(proposal: SheetProposal) -> Iterator[str]:
    """Sentences about the columns that nobody knows, and the one that is missed."""
    places = {each.title for each in proposal.columns if each.column}
    unknown = [
        each.title
        for each in proposal.columns
        if each.column is None and each.title and (each.title not in places or each.samples)
    ]
    if unknown:
        yield _("Columns of sheet “{sheet}” that were not taken: {columns}.").format(
            sheet=proposal.sheet, columns=_(", ").join(unknown)
        )
    if proposal.place_of(Col.ID_NUMBER) is None:
        yield _("Sheet “{sheet}” has no column of ID numbers.").format(sheet=proposal.sheet)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of one or two lines: its rows, and the columns as they are guessed, by their place."""

    first: int
    last: int
    columns: tuple[Col | None, ...]
    guesses: tuple[Col | None, ...]

    @property
    def known(self) -> int:
        return sum(column is not None for column in self.columns)


def _proposed(grid: Grid, words: Words) -> SheetProposal:
    rows = grid.spread()
    heading = _find_heading(rows, words)
    if heading is None:
        return SheetProposal(grid.sheet, 0, 0, "", (), taken=False)
    return _with_heading(grid, rows, heading)


def _with_heading(grid: Grid, rows: Rows, heading: _Heading) -> SheetProposal:
    under = rows[heading.last + 1 :]
    columns = tuple(
        ColumnProposal(
            place, column_name(place), _title(rows, heading, place), column, guess, _samples(under, place)
        )
        for place, (column, guess) in enumerate(zip(heading.columns, heading.guesses, strict=True))
    )
    return SheetProposal(
        grid.sheet,
        grid.number(heading.first),
        grid.number(heading.last),
        _class_of_sheet(grid.sheet, rows[: heading.first]),
        tuple(each for each in columns if each.title or each.samples),
        taken=True,
    )


def _samples(rows: Rows, place: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in rows:
        if text := text_of(row[place]):
            found[text] = None
            if len(found) == _SAMPLES:
                break
    return tuple(found)


def _find_heading(rows: Rows, words: Words) -> _Heading | None:
    """The row, or two rows, near the top that name most columns, the children's name among them."""
    best: _Heading | None = None
    for top in range(min(_HEADING_WITHIN, len(rows))):
        for lines in (rows[top : top + 1], rows[top : top + 2]):
            if len(lines) == 2 and not _is_second_line(lines[1]):
                continue
            heading = _columns_of(top, lines, words)
            known = heading.known >= _FEWEST_COLUMNS and Col.NAME in heading.columns
            if known and (best is None or heading.known > best.known):
                best = heading
    return best


def _columns_of(top: int, lines: Rows, words: Words) -> _Heading:
    found: list[Col | None] = []
    guesses: list[Col | None] = []
    group = ""
    for place, upper in enumerate(lines[0]):
        over, under = key_of(upper), key_of(lines[-1][place])
        if over:
            group = over if over in GROUPS else ""
        key = key_of("".join(dict.fromkeys(text_of(line[place]) for line in lines)))
        guess = _column(over or group, under)
        column = words.get(key, guess)
        guesses.append(None if guess in guesses else guess)
        found.append(None if column in found else column)
    return _Heading(top, top + len(lines) - 1, tuple(found), tuple(guesses))


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


def _children(grid: Grid, proposal: SheetProposal) -> list[RosterRow]:
    rows = grid.spread()
    places = {each.column: each.place for each in proposal.columns if each.column}
    titles = {each.column: each.title or each.letter for each in proposal.columns if each.column}
    group = "" if Col.CLASS in places else proposal.class_name
    children = []
    for index in range(proposal.last - grid.first_row + 1, len(rows)):
        words = list(dict.fromkeys(words_of(rows[index])))
        if Col.CLASS not in places and (found := class_in_title(words)):
            group = found  # a title between two classes of one sheet
            continue
        failed = frozenset(column for column, place in places.items() if (index, place) in grid.unreckoned)
        cells = {column: rows[index][place] for column, place in places.items()}
        if not _is_child(words, cells, named=Col.NAME in failed):
            continue
        if group:
            cells[Col.CLASS] = group
        children.append(RosterRow(grid.sheet, grid.number(index), cells, titles, failed))
    return children


def class_in_title(words: Sequence[str]) -> str:
    """The class a row is a title of: nothing else stands in it."""
    found = CLASS_IN_TITLE.search(words[0]) if len(words) == 1 else None
    return found[0] if found else ""


def _is_child(words: Sequence[str], cells: Mapping[Col, Cell], *, named: bool) -> bool:
    """Not blank or only numbered, no subtotal, no remark under the table, no heading printed once more.

    `named`: a formula without its result stands for the name, so that the row must not be passed over.
    """
    if not named and not any(text_of(cell) for column, cell in cells.items() if column not in _BEFOREHAND):
        return False
    first = words[0] if words else ""
    if TOTALS.match(first) or REMARKS.match(first) or TOTALS.match(text_of(cells[Col.NAME])):
        return False
    return not words or not all(column_of(key_of(word)) or key_of(word) in GROUPS for word in words)


def _title(rows: Rows, heading: _Heading, place: int) -> str:
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
