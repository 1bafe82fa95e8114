"""The heading of somebody's sheet: the row or two rows that name its columns, found by the words of its kind."""

from collections.abc import Mapping
from dataclasses import dataclass

from centerdesk.base.i18n import N_
from centerdesk.domain.grids import Cell, Rows, key_of, text_of
from centerdesk.domain.workbook_words import (
    ABOUT_THE_CHILD,
    COLUMNS,
    GROUPS,
    OF_A_GUARDIAN,
    PARTS,
    Col,
    column_of,
    nth_of,
)

_HEADING_WITHIN = 20  # rows from the top; titles and remarks above a heading are fewer
_FEWEST_COLUMNS = 2

Words = Mapping[str, Col | None]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a kind of workbook calls its columns, and what is said of one that isn't of the kind.

    `by_class`: sheets and titles between the rows may name the class. `missed` is a column worth a word when it lacks.
    """

    columns: Mapping[str, Col]
    no_heading: str
    nobody: str
    nameless: str
    by_class: bool = True
    missed: Col | None = None

    def column_of(self, key: str) -> Col | None:
        """The column a heading names."""
        return column_of(key, self.columns)

    @property
    def known(self) -> tuple[Col, ...]:
        """The columns such a workbook may have."""
        named = set(self.columns.values())
        return tuple(column for column in Col if column in named)


ROSTER = Vocabulary(
    COLUMNS,
    N_(
        "No heading was found: one row must name the columns, such as 姓名, 性别, 出生日期. Put it above the "
        "children and try again."
    ),
    N_("There is no child under the heading. Choose the workbook with the roster."),
    N_("Say which column of sheet “{sheet}” holds the children's names."),
    missed=Col.ID_NUMBER,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of one or two lines: its rows, and the columns as they are guessed, by their place."""

    first: int
    last: int
    columns: tuple[Col | None, ...]
    guesses: tuple[Col | None, ...]

    @property
    def known(self) -> int:
        return sum(column is not None for column in self.columns)


def find_heading(rows: Rows, words: Words, vocabulary: Vocabulary) -> Heading | None:
    """The row, or two rows, near the top that name most columns, the people's name among them."""
    best: Heading | None = None
    for top in range(min(_HEADING_WITHIN, len(rows))):
        for lines in (rows[top : top + 1], rows[top : top + 2]):
            if len(lines) == 2 and not _is_second_line(lines[1], vocabulary):
                continue
            heading = columns_of(top, lines, words, vocabulary)
            known = heading.known >= _FEWEST_COLUMNS and Col.NAME in heading.columns
            if known and (best is None or heading.known > best.known or _is_better(heading, best)):
                best = heading
    return best


def _is_better(heading: Heading, best: Heading) -> bool:
    """Of two that name as many columns: the one without a title, the one with the units under 体重 and 身高."""
    is_longer = heading.first == best.first and heading.known == best.known
    return is_longer or _is_title_of(best, heading)


def _is_title_of(two_lines: Heading, line: Heading) -> bool:
    """Whether the upper of two lines is a title that names no column: the lower one alone names the same."""
    return line.first == two_lines.last > two_lines.first and line.columns == two_lines.columns


def columns_of(top: int, lines: Rows, words: Words, vocabulary: Vocabulary) -> Heading:
    found: list[Col | None] = []
    guesses: list[Col | None] = []
    named: set[tuple[Col, int]] = set()
    guessed: set[tuple[Col, int]] = set()
    group = ""
    for place, upper in enumerate(lines[0]):
        over, under = key_of(upper), key_of(lines[-1][place])
        if over:
            group = over if over in GROUPS else ""
        key = key_of("".join(dict.fromkeys(text_of(line[place]) for line in lines)))
        guess = _column(over or group, under, vocabulary)
        column = words.get(key, guess)
        guesses.append(_first(guess, key, guessed))
        found.append(_first(column, key, named))
    return Heading(top, top + len(lines) - 1, tuple(found), tuple(guesses))


def _first(column: Col | None, key: str, seen: set[tuple[Col, int]]) -> Col | None:
    """A column, unless an earlier one is the same; those of several guardians are told apart by their number."""
    if column is None:
        return None
    each = (column, nth_of(key) if column in OF_A_GUARDIAN else 1)
    if each in seen:
        return None
    seen.add(each)
    return column


def _is_second_line(row: tuple[Cell, ...], vocabulary: Vocabulary) -> bool:
    """Whether a row can be the lower line of a heading: words only, most of them known."""
    cells = [cell for cell in row if cell is not None]
    known = sum(vocabulary.column_of(key_of(cell)) is not None for cell in cells)
    return bool(cells) and all(isinstance(cell, str) for cell in cells) and known * 2 >= len(cells)


def _column(over: str, under: str, vocabulary: Vocabulary) -> Col | None:
    """The column of an upper and a lower heading: 父亲 over 姓名 is the father's name, not the child's."""
    if over == under or not under:
        return vocabulary.column_of(over)
    if both := vocabulary.column_of(over + under):
        return both
    if not over or under not in PARTS or ABOUT_THE_CHILD.search(over):
        return vocabulary.column_of(under) or vocabulary.column_of(over)
    return None
