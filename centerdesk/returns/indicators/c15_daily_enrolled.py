"""C15: children enrolled on an average operating day."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.indicator import OWN_DICTIONARY, Indicator

INDICATOR = Indicator(
    code="C15",
    title=N_("Enrolled on an average day"),
    unit=N_("children"),
    definition=N_(
        "Child-days in care on operating days / operating days, one decimal, halves up; "
        "the first and the last day in care both count."
    ),
    source=OWN_DICTIONARY,
    certainty=Certainty.OWN,
    of=lambda facts: facts.care,
    over=lambda facts: len(facts.operating),
)
