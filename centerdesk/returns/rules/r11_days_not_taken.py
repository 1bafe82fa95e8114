"""R11: every expected child-day was taken."""

from collections import Counter
from collections.abc import Mapping

from centerdesk.base.formats import short_date
from centerdesk.base.i18n import N_, _
from centerdesk.returns.facts import MonthFacts
from centerdesk.returns.indicator import Value
from centerdesk.returns.rule import Found, Level, Rule


def _find(facts: MonthFacts, figures: Mapping[str, Value]) -> list[Found]:
    names = {group.class_id: group.name for group in facts.classes}
    untaken = Counter((day.day, day.class_id) for day in facts.expected if day.mark is None)
    return [
        Found(
            _("{day} {group}: {n} children not taken").format(
                day=short_date(day), group=names.get(class_id, ""), n=number
            ),
            day=day,
            class_id=class_id,
        )
        for (day, class_id), number in sorted(untaken.items())
    ]


RULE = Rule(
    code="R11",
    level=Level.WARNING,
    title=N_("Days not taken"),
    instruction=N_("Take the class for that day; days not taken count neither as present nor as absent."),
    find=_find,
)
