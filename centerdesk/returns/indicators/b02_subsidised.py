"""B02: of which subsidised places."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.indicator import OWN_DICTIONARY, Indicator

INDICATOR = Indicator(
    code="B02",
    title=N_("Of which subsidised places"),
    unit=N_("places"),
    definition=N_(
        "Registered places that are subsidised (普惠) at the reference day, as entered by the centre."
    ),
    source=OWN_DICTIONARY,
    certainty=Certainty.OWN,
    fact=lambda facts: facts.subsidised,
)
