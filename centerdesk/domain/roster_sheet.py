"""A roster as centres keep it: where its heading is, what its columns hold, which rows are children."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.grids import Cell, Grid, Rows, column_name, key_of, text_of, words_of
from centerdesk.domain.headings import ROSTER, Heading, Vocabulary, columns_of, find_heading
from centerdesk.domain.headings import Words as Words
from centerdesk.domain.workbook_words import (
    CLASS_IN_TITLE,
    GROUPS,
    NO_CLASS,
    OF_A_GUARDIAN,
    REMARKS,
    TOTALS,
    Col,
    nth_of,
)

# What stands in rows that are numbered and given a class beforehand, but hold no child yet.
_BEFOREHAND = (Col.POSITION, Col.REASON, Col.CLASS)


_SAMPLES = 3  # values shown of a column


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

    @property
    def nth(self) -> int:
        """Which of several guardians it is about."""
        return nth_of(key_of(self.title)) if self.column in OF_A_GUARDIAN else 1


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

    `unreckoned` are the columns in which a formula stands without its result; `more` are the cells of further
    guardians, each like a row of its own.
    """

    sheet: str
    row: int
    cells: Mapping[Col, Cell]
    titles: Mapping[Col, str] = field(repr=False)
    unreckoned: frozenset[Col] = frozenset()
    more: tuple["RosterRow", ...] = ()

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


def propose(
    grids: Sequence[Grid], words: Words | None = None, vocabulary: Vocabulary = ROSTER
) -> tuple[SheetProposal, ...]:
    """How each sheet would be read; `words` are headings the centre has said the meaning of before."""
    return tuple(_proposed(grid, words or {}, vocabulary) for grid in grids)


def propose_at(
    grid: Grid, first: int, last: int, words: Words | None = None, vocabulary: Vocabulary = ROSTER
) -> SheetProposal:
    """How a sheet would be read with its heading in these rows, as Excel numbers them."""
    top, bottom = first - grid.first_row, last - grid.first_row
    if not 0 <= top <= bottom < len(grid.rows) or bottom - top > 1:
        raise UserError(
            _("A heading is one row, or two rows one under the other, within the sheet “{sheet}”.").format(
                sheet=grid.sheet
            ),
            "heading",
        )
    heading = columns_of(top, grid.spread()[top : bottom + 1], words or {}, vocabulary)
    return _with_heading(grid, grid.spread(), heading)


def read_roster(
    grids: Sequence[Grid],
    proposals: Sequence[SheetProposal] | None = None,
    vocabulary: Vocabulary = ROSTER,
) -> RosterRows:
    """The people's rows of a workbook; UserError when no sheet has a heading, or none holds anybody."""
    rows: list[RosterRow] = []
    heads: dict[str, int] = {}
    notes: list[str] = [remark for grid in grids for remark in grid.remarks]
    for grid, proposal in zip(grids, proposals or propose(grids, vocabulary=vocabulary), strict=True):
        if not proposal.taken:
            notes.append(
                (
                    _("Sheet “{sheet}” was left out.")
                    if proposal.last
                    else _("Sheet “{sheet}” has no heading with names and was left out.")
                ).format(sheet=grid.sheet)
            )
            continue
        _check(proposal, vocabulary)
        heads[grid.sheet] = proposal.last
        rows += _children(grid, proposal, vocabulary)
        notes += _left_out(proposal, vocabulary)
    if not heads:
        raise UserError(_(vocabulary.no_heading))
    if not rows:
        raise UserError(_(vocabulary.nobody))
    return RosterRows(tuple(rows), heads, tuple(notes))


def _check(proposal: SheetProposal, vocabulary: Vocabulary) -> None:
    """UserError unless one column holds the names, and none is named twice."""
    if proposal.place_of(Col.NAME) is None:
        raise UserError(_(vocabulary.nameless).format(sheet=proposal.sheet), "columns")
    for (column, _nth), times in Counter(
        (each.column, each.nth) for each in proposal.columns if each.column
    ).items():
        if column and times > 1:
            raise UserError(
                _("Several columns of sheet “{sheet}” are taken as “{column}”; leave one of them.").format(
                    sheet=proposal.sheet, column=column.label
                ),
                "columns",
            )


def _left_out(proposal: SheetProposal, vocabulary: Vocabulary) -> Iterator[str]:
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
    if vocabulary.missed and proposal.place_of(vocabulary.missed) is None:
        yield _("Sheet “{sheet}” has no column of ID numbers.").format(sheet=proposal.sheet)


def _proposed(grid: Grid, words: Words, vocabulary: Vocabulary) -> SheetProposal:
    rows = grid.spread()
    heading = find_heading(rows, words, vocabulary)
    if heading is None:
        return SheetProposal(grid.sheet, 0, 0, "", (), taken=False)
    return _with_heading(grid, rows, heading)


def _with_heading(grid: Grid, rows: Rows, heading: Heading) -> SheetProposal:
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


def _children(grid: Grid, proposal: SheetProposal, vocabulary: Vocabulary) -> list[RosterRow]:
    rows = grid.spread()
    parts = [
        _Part(proposal, nth) for nth in sorted({each.nth for each in proposal.columns if each.column} | {1})
    ]
    places = parts[0].places
    by_class = vocabulary.by_class and Col.CLASS not in places
    group = proposal.class_name if by_class else ""
    children = []
    for index in range(proposal.last - grid.first_row + 1, len(rows)):
        words = list(dict.fromkeys(words_of(rows[index])))
        if by_class and (found := class_in_title(words)):
            group = found  # a title between two classes of one sheet
            continue
        row, *more = (part.row(grid, rows, index) for part in parts)
        cells = {**row.cells, Col.CLASS: group} if group else row.cells
        if not _is_child(words, row.cells, named=Col.NAME in row.unreckoned, vocabulary=vocabulary):
            continue
        children.append(replace(row, cells=cells, more=tuple(more)))
    return children


class _Part:
    """The columns about the child, or about one of its further guardians."""

    def __init__(self, proposal: SheetProposal, nth: int) -> None:
        columns = [each for each in proposal.columns if each.column and each.nth == nth]
        self.places = {each.column: each.place for each in columns if each.column}
        self.titles = {each.column: each.title or each.letter for each in columns if each.column}

    def row(self, grid: Grid, rows: Rows, index: int) -> RosterRow:
        return RosterRow(
            grid.sheet,
            grid.number(index),
            {column: rows[index][place] for column, place in self.places.items()},
            self.titles,
            frozenset(column for column, place in self.places.items() if (index, place) in grid.unreckoned),
        )


def class_in_title(words: Sequence[str]) -> str:
    """The class a row is a title of: nothing else stands in it."""
    found = CLASS_IN_TITLE.search(words[0]) if len(words) == 1 else None
    return found[0] if found else ""


def _is_child(
    words: Sequence[str], cells: Mapping[Col, Cell], *, named: bool, vocabulary: Vocabulary
) -> bool:
    """Not blank or only numbered, no subtotal, no remark under the table, no heading printed once more.

    `named`: a formula without its result stands for the name, so that the row must not be passed over.
    """
    if not named and not any(text_of(cell) for column, cell in cells.items() if column not in _BEFOREHAND):
        return False
    if any(isinstance(cells.get(column), date) for column in (Col.BIRTH_DATE, Col.HIRED_ON)):
        return True  # whatever the person, the class and the post are called
    first = words[0] if words else ""
    if TOTALS.match(first) or REMARKS.match(first) or TOTALS.match(text_of(cells[Col.NAME])):
        return False
    return not words or not all(
        vocabulary.column_of(key_of(word)) or key_of(word) in GROUPS for word in words
    )


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
