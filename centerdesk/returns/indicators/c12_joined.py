"""C12: children who came in this month."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.indicator import OWN_DICTIONARY, Indicator

INDICATOR = Indicator(
    code="C12",
    title=N_("Came in this month"),
    unit=N_("children"),
    definition=N_("Children whose first day in care lies in the month."),
    source=OWN_DICTIONARY,
    certainty=Certainty.OWN,
    of=lambda facts: facts.joined,
)
