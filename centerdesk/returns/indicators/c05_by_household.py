"""C05: enrolled children by household registration."""

from collections.abc import Sequence

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.people import Household
from centerdesk.returns.facts import MonthFacts, Person
from centerdesk.returns.indicator import OWN_DICTIONARY, Indicator, Part


def _known(facts: MonthFacts) -> Sequence[Person] | None:
    """Everybody, or None where nobody's household is recorded: unknown is not nil."""
    if not facts.enrolled or any(person.household for person in facts.enrolled):
        return facts.enrolled
    return None


def _of(code: str, title: str, household: Household | None) -> Part:
    def people(facts: MonthFacts) -> Sequence[Person] | None:
        known = _known(facts)
        return None if known is None else [person for person in known if person.household is household]

    return Part(code, title, people)


INDICATOR = Indicator(
    code="C05",
    title=N_("By household registration"),
    unit=N_("children"),
    definition=N_("The children of C01 by household registration; unknown while none is recorded."),
    source=OWN_DICTIONARY,
    certainty=Certainty.OWN,
    of=_known,
    parts=(
        *(_of(household.value, household.words, household) for household in Household),
        _of("unknown", N_("Household not recorded"), None),
    ),
)
