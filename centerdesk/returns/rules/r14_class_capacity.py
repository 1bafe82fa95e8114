"""R14: no class holds more children than its type allows."""

from collections import Counter
from collections.abc import Mapping

from centerdesk.base.i18n import N_, _
from centerdesk.domain.staffing import class_norm
from centerdesk.returns.facts import MonthFacts
from centerdesk.returns.indicator import Value
from centerdesk.returns.rule import Found, Level, Rule


def _find(facts: MonthFacts, figures: Mapping[str, Value]) -> list[Found]:
    sizes = Counter(person.class_id for person in facts.enrolled)
    return [
        Found(
            _("{group}: {n} children, at most {capacity} in a {kind}").format(
                group=group.name,
                n=sizes[group.class_id],
                capacity=class_norm(group.kind, facts.as_of).capacity,
                kind=group.kind.label,
            ),
            class_id=group.class_id,
        )
        for group in facts.classes
        if sizes[group.class_id] > class_norm(group.kind, facts.as_of).capacity
    ]


RULE = Rule(
    code="R14",
    level=Level.WARNING,
    title=N_("Class over its size"),
    instruction=N_(
        "Move children to another class, or have the reason at hand (国卫人口发〔2019〕58号 art. 19)."
    ),
    find=_find,
)
