"""C14: use of the registered places."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.indicator import OWN_DICTIONARY, Indicator

INDICATOR = Indicator(
    code="C14",
    title=N_("Use of registered places"),
    unit=N_("%"),
    definition=N_("C01 / B01 x 100, one decimal, halves up."),
    source=OWN_DICTIONARY,
    certainty=Certainty.OWN,
    of=lambda facts: facts.enrolled,
    over=lambda facts: facts.places,
    times=100,
)
