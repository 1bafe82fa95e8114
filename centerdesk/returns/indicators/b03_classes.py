"""B03: open classes by type."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.people import ClassKind
from centerdesk.returns.indicator import OWN_DICTIONARY, Indicator, Part


def _of(kind: ClassKind) -> Part:
    return Part(
        kind.value, kind.words, lambda facts: [group for group in facts.classes if group.kind is kind]
    )


INDICATOR = Indicator(
    code="B03",
    title=N_("Classes"),
    unit=N_("classes"),
    definition=N_("Classes open at the reference day."),
    source=OWN_DICTIONARY,
    certainty=Certainty.OWN,
    of=lambda facts: facts.classes,
    parts=tuple(_of(kind) for kind in ClassKind),
)
