"""C01: children enrolled at the end of the period."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.indicator import OWN_DICTIONARY, Indicator

INDICATOR = Indicator(
    code="C01",
    title=N_("Children enrolled at the end of the period"),
    unit=N_("children"),
    definition=N_("Children enrolled on or before the reference day who have not left by the end of it."),
    source=OWN_DICTIONARY,
    certainty=Certainty.OWN,
    of=lambda facts: facts.enrolled,
)
