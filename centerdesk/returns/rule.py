"""What a rule of the return is: what to look at before it is locked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from centerdesk.base.discover import discover
from centerdesk.base.i18n import N_
from centerdesk.domain.people import Labelled
from centerdesk.returns.facts import MonthFacts
from centerdesk.returns.indicator import Value


class Level(Labelled):
    """An error blocks locking; a warning wants a look; a hint informs."""

    ERROR = "error", N_("Error")
    WARNING = "warning", N_("Warning")
    HINT = "hint", N_("Hint")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing a rule has found, in the user's language, and where to go."""

    text: str
    day: date | None = None
    class_id: int | None = None
    child_id: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `find` looks at the facts and the figures by code; `instruction` says what to do."""

    code: str
    level: Level
    title: str
    instruction: str
    find: Callable[[MonthFacts, Mapping[str, Value]], Sequence[Found]]


def all_rules() -> tuple[Rule, ...]:
    """All rules, errors first."""
    order = list(Level)
    found = discover("centerdesk.returns.rules", "RULE")
    return tuple(sorted(found, key=lambda rule: (order.index(rule.level), rule.code)))
