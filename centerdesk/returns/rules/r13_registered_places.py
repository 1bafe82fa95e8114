"""R13: the registered places are entered, and not exceeded."""

from collections.abc import Mapping

from centerdesk.base.i18n import N_, _
from centerdesk.returns.facts import MonthFacts
from centerdesk.returns.indicator import Value
from centerdesk.returns.rule import Found, Level, Rule


def _find(facts: MonthFacts, figures: Mapping[str, Value]) -> list[Found]:
    if facts.places is None:
        return [Found(_("The registered places are not entered, so B01 and C14 are unknown."))]
    if len(facts.enrolled) > facts.places:
        return [
            Found(
                _("{n} children are enrolled, but only {places} places are registered.").format(
                    n=len(facts.enrolled), places=facts.places
                )
            )
        ]
    return []


RULE = Rule(
    code="R13",
    level=Level.WARNING,
    title=N_("Registered places"),
    instruction=N_(
        "Enter the registered places on the Centre page (管理规范 art. 12: not more children than registered)."
    ),
    find=_find,
)
