"""D01: operating days."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.indicator import Indicator

INDICATOR = Indicator(
    code="D01",
    title=N_("Operating days"),
    unit=N_("days"),
    definition=N_(
        "Days of the month by the State Council's notice on holidays and make-up workdays, up to the reference day."
    ),
    source="附件5 表1 注1（卫妇社发〔2012〕35号）",
    certainty=Certainty.PAGE,
    of=lambda facts: facts.operating,
)
