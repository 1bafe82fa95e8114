"""Weights, lengths and heads as people write them: kept in grams and millimetres."""

import re
from decimal import ROUND_HALF_UP, Decimal

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.grids import Cell, text_of

# Factors to grams and millimetres, by the unit as it is written; the longest is looked for first.
_OF_WEIGHT = {"kg": 1000, "千克": 1000, "公斤": 1000, "市斤": 500, "斤": 500, "克": 1, "g": 1}
_OF_LENGTH = {"cm": 10, "厘米": 10, "公分": 10, "mm": 1, "毫米": 1, "米": 1000, "m": 1000}
_NUMBER = re.compile(r"(\d+(?:[.·]\d+)?)\s*([a-z一-龥]*)", re.IGNORECASE)


def is_in_jin(title: str) -> bool:
    """Whether a heading says that its weights are in 斤."""
    return _named(title, _OF_WEIGHT) == _OF_WEIGHT["斤"]


def weight_of(cell: Cell, title: str) -> int | None:
    """A weight in grams, by the unit its heading names; kg where it names none."""
    return _amount(cell, _named(title, _OF_WEIGHT) or 1000, _OF_WEIGHT)


def length_of(cell: Cell, title: str) -> int | None:
    """A length in millimetres, by the unit its heading names; cm where it names none."""
    return _amount(cell, _named(title, _OF_LENGTH) or 10, _OF_LENGTH)


def kilograms(grams: int | None) -> str:
    """A weight as people read it: 12.1, 12.35."""
    return "" if grams is None else _plain(Decimal(grams) / 1000)


def centimetres(millimetres: int | None) -> str:
    """A length as people read it, with one decimal."""
    return "" if millimetres is None else f"{Decimal(millimetres) / 10:.1f}"


def _plain(value: Decimal) -> str:
    text = f"{value:.3f}".rstrip("0")
    return text + "0" if text.endswith(".") else text


def _named(title: str, units: dict[str, int]) -> int | None:
    text = text_of(title).lower()
    return next((units[unit] for unit in sorted(units, key=len, reverse=True) if unit in text), None)


def _amount(cell: Cell, factor: int, units: dict[str, int]) -> int | None:
    """The number in a cell by the heading's unit; UserError for other words, and for another unit."""
    text = text_of(cell)
    if not text:
        return None
    match = _NUMBER.fullmatch(text)
    if match is None or isinstance(cell, bool):
        raise UserError(_("“{text}” can't be read as a number.").format(text=text))
    unit = match[2].lower()
    if unit and units.get(unit) != factor:
        raise UserError(
            _("“{text}” has another unit than the heading. Write the unit into the heading.").format(
                text=text
            )
        )
    number = Decimal(match[1].replace("·", "."))
    return int((number * factor).quantize(Decimal(1), ROUND_HALF_UP))
