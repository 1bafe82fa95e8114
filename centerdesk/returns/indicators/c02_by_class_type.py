"""C02: enrolled children by class type."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.people import ClassKind
from centerdesk.returns.indicator import OWN_DICTIONARY, Indicator, Part


def _of(kind: ClassKind) -> Part:
    return Part(
        kind.value,
        kind.words,
        lambda facts: [person for person in facts.enrolled if person.class_kind is kind],
    )


INDICATOR = Indicator(
    code="C02",
    title=N_("By class type"),
    unit=N_("children"),
    definition=N_("The children of C01 by the type of the class they are in on the reference day."),
    source=OWN_DICTIONARY,
    certainty=Certainty.OWN,
    of=lambda facts: facts.enrolled,
    parts=tuple(_of(kind) for kind in ClassKind),
)
