"""R15: the year's notice on holidays is known."""

from collections.abc import Mapping

from centerdesk.base.i18n import N_, _
from centerdesk.domain.calendar import is_provisional
from centerdesk.returns.facts import MonthFacts
from centerdesk.returns.indicator import Value
from centerdesk.returns.rule import Found, Level, Rule


def _find(facts: MonthFacts, figures: Mapping[str, Value]) -> list[Found]:
    if not is_provisional(facts.month.year):
        return []
    return [
        Found(
            _(
                "No notice on holidays is known for {year}: Monday to Friday are counted as operating days."
            ).format(year=facts.month.year)
        )
    ]


RULE = Rule(
    code="R15",
    level=Level.WARNING,
    title=N_("Calendar provisional"),
    instruction=N_("Check the operating days by hand against the State Council's notice."),
    find=_find,
)
