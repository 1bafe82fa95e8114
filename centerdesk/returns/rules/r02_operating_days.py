"""R02: the period has operating days."""

from collections.abc import Mapping

from centerdesk.base.i18n import N_, _
from centerdesk.returns.facts import MonthFacts
from centerdesk.returns.indicator import Value
from centerdesk.returns.rule import Found, Level, Rule


def _find(facts: MonthFacts, figures: Mapping[str, Value]) -> list[Found]:
    if facts.operating:
        return []
    return [Found(_("{month} has no operating day up to {day}.").format(month=facts.month, day=facts.as_of))]


RULE = Rule(
    code="R02",
    level=Level.ERROR,
    title=N_("The period has operating days"),
    instruction=N_("Wait for the first operating day, or correct the calendar."),
    find=_find,
)
