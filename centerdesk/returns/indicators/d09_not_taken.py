"""D09: child-days not taken."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.indicator import OWN_DICTIONARY, Indicator

INDICATOR = Indicator(
    code="D09",
    title=N_("Child-days not taken"),
    unit=N_("child-days"),
    definition=N_("Expected child-days without any mark: 未点名, neither present nor absent."),
    source=OWN_DICTIONARY,
    certainty=Certainty.OWN,
    of=lambda facts: [day for day in facts.expected if day.mark is None],
)
