"""Slips in growth measurements: what no child can have, and what WHO's entry limits ask to look at again."""

import csv
from collections.abc import Iterator
from functools import cache
from math import log

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.paths import shipped
from centerdesk.domain.growth_units import centimetres, kilograms
from centerdesk.domain.people import Sex

Lms = tuple[float, float, float]

# What a child of up to seven years can have at all; this program's choice, wider than any growth chart.
WEIGHTS = range(500, 40_001)  # g
LENGTHS = range(250, 1_501)  # mm
HEADS = range(200, 651)  # mm

_STANDING_FROM = 731  # days; WHO's tables change from lying to standing here
_LYING_MORE = 7  # mm by which a child is longer lying than standing
_ORDINARY = 3  # SD on either side within which half a weight is taken for the right one
# Where WHO's own programs flag a value (WHO Child Growth Standards 2006), in z-scores.
_LIMITS = {
    "weight_for_age": (-6, 5),
    "length_height_for_age": (-6, 6),
    "head_circumference_for_age": (-5, 5),
    "weight_for_size": (-5, 5),
}
_FAR = {
    "weight_for_age": N_("The weight is far from what children of this age weigh; look at the entry again."),
    "length_height_for_age": N_(
        "The length or height is far from that of children of this age; look at the entry again."
    ),
    "head_circumference_for_age": N_(
        "The head circumference is far from that of children of this age; look at the entry again."
    ),
    "weight_for_size": N_("Weight and length don't go together; look at the entry again."),
}


def check_possible(weight: int | None, length: int | None, head: int | None) -> None:
    """UserError for what no child can have, and when weight and length stand in each other's place."""
    if weight and length and weight not in WEIGHTS and length not in LENGTHS:
        # 86.5 kg and 12.1 cm: 12.1 kg and 86.5 cm were meant.
        swapped = length * 100 in WEIGHTS and weight // 100 in LENGTHS
        if swapped:
            raise UserError(_("Weight and length look as if they stood in each other's place."), "weight")
    for field, value, possible, sentence, shown in (
        (
            "weight",
            weight,
            WEIGHTS,
            N_("A child can't weigh {value} kg. Weights are in kg; for 斤 say so in the heading."),
            kilograms,
        ),
        (
            "length",
            length,
            LENGTHS,
            N_("A child can't be {value} cm long. Lengths are in cm; for metres say so in the heading."),
            centimetres,
        ),
        ("head", head, HEADS, N_("A head circumference can't be {value} cm."), centimetres),
    ):
        if value is not None and value not in possible:
            raise UserError(_(sentence).format(value=shown(value)), field)


def slips(
    sex: Sex,
    age_days: int,
    weight: int | None,
    length: int | None,
    head: int | None,
    lying: bool | None,
    *,
    halved: bool = False,
) -> list[str]:
    """Sentences about values that lie outside WHO's entry limits: to be looked at again, not refused.

    `halved`: the weight was written in 斤 and has been converted already.
    """
    standing = age_days >= _STANDING_FROM
    if length is not None and lying is not None and lying is standing:
        length += -_LYING_MORE if standing else _LYING_MORE
    far = [name for name, z in _scores(sex, age_days, weight, length, head) if _is_far(name, z)]
    found = [_(_FAR[name]) for name in far]
    if weight and "weight_for_age" in far and not halved:
        half = _score("weight_for_age", sex, age_days, weight / 2000)
        if half is not None and abs(half) <= _ORDINARY:
            found.append(
                _("It may have been weighed in 斤: that would be {weight} kg.").format(
                    weight=kilograms(weight // 2)
                )
            )
    return found


def _is_far(name: str, z: float) -> bool:
    low, high = _LIMITS[name]
    return not low <= z <= high


def _scores(
    sex: Sex, age_days: int, weight: int | None, length: int | None, head: int | None
) -> Iterator[tuple[str, float]]:
    by_size = "weight_for_height" if age_days >= _STANDING_FROM else "weight_for_length"
    for name, table, key, value in (
        ("weight_for_age", "weight_for_age", age_days, weight and weight / 1000),
        ("length_height_for_age", "length_height_for_age", age_days, length and length / 10),
        ("head_circumference_for_age", "head_circumference_for_age", age_days, head and head / 10),
        ("weight_for_size", by_size, length, weight and weight / 1000),
    ):
        if value and key is not None:
            z = _score(table, sex, key, value)
            if z is not None:
                yield name, z


def _score(table: str, sex: Sex, key: int, value: float) -> float | None:
    """The z-score, weights beyond 3 SD by WHO's restricted application; None outside the table."""
    lms = _table(table).get((sex.value, key))
    if lms is None:
        return None
    power, median, spread = lms
    z = ((value / median) ** power - 1) / (power * spread) if power else log(value / median) / spread
    if table.startswith("weight") and abs(z) > 3:
        side = 1 if z > 0 else -1
        third, second = _at(lms, 3 * side), _at(lms, 2 * side)
        z = side * (3 + (value - third) / (third - second))
    return z


def _at(lms: Lms, z: int) -> float:
    power, median, spread = lms
    return float(median * (1 + power * spread * z) ** (1 / power))


@cache
def _table(name: str) -> dict[tuple[str, int], Lms]:
    """A table of WHO's, by sex and by the day of age or the length in millimetres."""
    file = shipped("resources") / "standards" / "who2006" / f"{name}_lms.csv"
    rows = csv.reader(file.read_text("utf-8").splitlines()[1:])
    scale = 10 if name in ("weight_for_length", "weight_for_height") else 1
    return {
        (row[0], round(float(row[1]) * scale)): (float(row[-3]), float(row[-2]), float(row[-1]))
        for row in rows
    }
