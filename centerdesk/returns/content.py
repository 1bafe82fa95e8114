"""What a return holds: its figures, what its rules found, where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from centerdesk.base.i18n import N_, _
from centerdesk.domain.calendar import Month
from centerdesk.domain.people import Labelled
from centerdesk.returns.facts import MonthFacts
from centerdesk.returns.indicator import Indicator, Value, all_indicators
from centerdesk.returns.rule import Found, Rule


class State(Labelled):
    """Where a month's return stands."""

    OPEN = "open", N_("In progress")
    LOCKED = "locked", N_("Locked")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the return; a breakdown's code follows its whole's after a point, its `depth` is 1."""

    code: str
    title: str
    value: Value
    unit: str

    @property
    def depth(self) -> int:
        """0 for an indicator, 1 for a breakdown."""
        return self.code.count(".")

    def as_json(self) -> dict[str, Any]:
        """As other programs read it: counts as numbers, rates as strings of one decimal, unknown as null."""
        value = str(self.value) if isinstance(self.value, Decimal) else self.value
        return {"code": self.code, "title": self.title, "value": value, "unit": self.unit}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Figure":
        """What `as_json` stored."""
        value = stored["value"]
        return cls(
            stored["code"],
            stored["title"],
            Decimal(value) if isinstance(value, str) else value,
            stored["unit"],
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found."""

    rule: Rule
    found: Found


@dataclass(frozen=True, slots=True)
class Return:
    """A month's return as it stands or as it was filed (version 0: nothing filed yet)."""

    period: Month
    as_of: date
    centre: str
    state: State
    version: int
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The shape of `return show --json`."""
        return {
            "period": str(self.period),
            "version": self.version,
            "state": self.state.value,
            "figures": [figure.as_json() for figure in self.figures],
        }


def figures_of(facts: MonthFacts) -> tuple[Figure, ...]:
    """All figures of a month, breakdowns after their whole."""
    return tuple(figure for indicator in all_indicators() for figure in _lines(indicator, facts))


def _lines(indicator: Indicator, facts: MonthFacts) -> Iterator[Figure]:
    unit = _(indicator.unit)
    yield Figure(indicator.code, _(indicator.title), indicator.value(facts), unit)
    for part in indicator.parts:
        records = part.of(facts)
        value = None if records is None else len(records)
        yield Figure(f"{indicator.code}.{part.code}", _(part.title), value, unit)
