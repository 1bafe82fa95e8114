"""C04: enrolled children by sex."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.people import Sex
from centerdesk.returns.indicator import OWN_DICTIONARY, Indicator, Part


def _of(sex: Sex) -> Part:
    return Part(
        sex.value, sex.words, lambda facts: [person for person in facts.enrolled if person.sex is sex]
    )


INDICATOR = Indicator(
    code="C04",
    title=N_("By sex"),
    unit=N_("children"),
    definition=N_("The children of C01 by sex as in the identity paper."),
    source=OWN_DICTIONARY,
    certainty=Certainty.OWN,
    of=lambda facts: facts.enrolled,
    parts=tuple(_of(sex) for sex in Sex),
)
