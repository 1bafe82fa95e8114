"""What an indicator is: who stands behind a figure, from which the figure follows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from centerdesk.base.discover import discover
from centerdesk.base.formats import ratio
from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.facts import ChildDay, MonthFacts, OpenClass, Person

# Where an indicator's definition is nobody's but ours.
OWN_DICTIONARY = N_("The program's own indicator dictionary; no official monthly form was found")

Record: TypeAlias = Person | ChildDay | OpenClass | date
Value: TypeAlias = int | Decimal | None
# The persons or records behind a figure; None: the centre keeps no record that could tell.
Of: TypeAlias = Callable[[MonthFacts], Sequence[Record] | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A breakdown of an indicator: `code` follows the indicator's after a point (C03.12_17)."""

    code: str
    title: str
    of: Of


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of the return.

    A count is the number of records `of`; with `over` it is a share of that number x `times`, one decimal,
    halves up; with `fact` a particular of the centre. `source` names document and paragraph, `certainty`
    how sure it is; `definition` says in words who counts.
    """

    code: str
    title: str
    unit: str
    definition: str
    source: str
    certainty: Certainty
    of: Of = field(default=lambda _facts: ())
    over: Callable[[MonthFacts], int | None] | None = None
    times: int = 1
    fact: Callable[[MonthFacts], int | None] | None = None
    parts: tuple[Part, ...] = ()

    def value(self, facts: MonthFacts) -> Value:
        """The figure; None where it is unknown or its denominator is 0."""
        if self.fact:
            return self.fact(facts)
        records = self.of(facts)
        if records is None or self.over is None:
            return None if records is None else len(records)
        whole = self.over(facts)
        return None if whole is None else ratio(len(records), whole, self.times)


def all_indicators() -> tuple[Indicator, ...]:
    """All lines of the return, in the order of their codes."""
    return tuple(sorted(discover("centerdesk.returns.indicators", "INDICATOR"), key=lambda each: each.code))
