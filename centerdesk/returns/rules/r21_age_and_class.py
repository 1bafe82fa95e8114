"""R21: each child's age fits its class."""

from collections.abc import Mapping

from centerdesk.base.formats import age
from centerdesk.base.i18n import N_, _
from centerdesk.domain.ages import completed_months
from centerdesk.domain.staffing import class_norm
from centerdesk.returns.facts import MonthFacts, Person
from centerdesk.returns.indicator import Value
from centerdesk.returns.rule import Found, Level, Rule


def _fits(person: Person, facts: MonthFacts) -> bool:
    norm = class_norm(person.class_kind, facts.as_of)
    months = completed_months(person.birth_date, facts.as_of)
    return norm.age_from <= months and (norm.age_to is None or months < norm.age_to)


def _find(facts: MonthFacts, figures: Mapping[str, Value]) -> list[Found]:
    names = {group.class_id: group.name for group in facts.classes}
    return [
        Found(
            _("{name}, {age}, in {group}").format(
                name=person.name,
                age=age(completed_months(person.birth_date, facts.as_of)),
                group=names.get(person.class_id, ""),
            ),
            child_id=person.child_id,
            class_id=person.class_id,
        )
        for person in facts.enrolled
        if not _fits(person, facts)
    ]


RULE = Rule(
    code="R21",
    level=Level.HINT,
    title=N_("Age outside the class's ages"),
    instruction=N_("Plan the move to the next class or the leaving; nothing is wrong with the figures."),
    find=_find,
)
