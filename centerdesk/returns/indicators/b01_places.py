"""B01: registered places."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.indicator import OWN_DICTIONARY, Indicator

INDICATOR = Indicator(
    code="B01",
    title=N_("Registered places"),
    unit=N_("places"),
    definition=N_(
        "Places on record with the filing authority at the reference day, as entered by the centre."
    ),
    source=OWN_DICTIONARY,
    certainty=Certainty.OWN,
    fact=lambda facts: facts.places,
)
