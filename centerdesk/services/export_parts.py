"""Columns of a workbook to be read in again, and those whose text the import must take as it stands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from centerdesk.base.errors import UserError
from centerdesk.base.tables import Align, Column
from centerdesk.domain.workbook_words import Col
from centerdesk.services.row_reader import reads_as


@dataclass(frozen=True, slots=True)
class Part:
    """A column of the workbook; `free`: people write in it what they like."""

    column: Col
    title: str
    value: Callable[[Any], Any]
    width: float
    free: bool = False


def with_literal(parts: Sequence[Part], rows: Sequence[Any]) -> list[Part]:
    """The columns, and a last one that names those the import would read otherwise, where there are such."""
    literal = {row.id: "、".join(_literal(parts, row)) for row in rows}
    if not any(literal.values()):
        return list(parts)
    column = Col.AS_IT_STANDS
    return [*parts, Part(column, column.label, lambda row: literal[row.id], 40, free=True)]


def columns_of(parts: Sequence[Part]) -> list[Column]:
    """The columns as they are written."""
    return [Column(part.title, part.value, part.width, Align.LEFT, text=part.free) for part in parts]


def _literal(parts: Sequence[Part], row: Any) -> Iterator[str]:
    for part in parts:
        if part.free and (text := part.value(row)) and _read(part.column, text) != text:
            yield part.title


def _read(column: Col, text: str) -> str | None:
    try:
        return reads_as(column, text)
    except UserError:
        return None
