"""R12: sick leave names its disease or symptom (附件4 表3 注3)."""

from collections.abc import Mapping

from centerdesk.base.formats import short_date
from centerdesk.base.i18n import N_
from centerdesk.domain.attendance import Mark
from centerdesk.returns.facts import MonthFacts
from centerdesk.returns.indicator import Value
from centerdesk.returns.rule import Found, Level, Rule


def _find(facts: MonthFacts, figures: Mapping[str, Value]) -> list[Found]:
    return [
        Found(f"{short_date(day.day)} {day.name}", day.day, day.class_id, day.child_id)
        for day in facts.expected
        if day.mark is Mark.SICK and not day.reason
    ]


RULE = Rule(
    code="R12",
    level=Level.WARNING,
    title=N_("Sick leave without a disease"),
    instruction=N_("Ask the guardian and enter the disease or symptom."),
    find=_find,
)
