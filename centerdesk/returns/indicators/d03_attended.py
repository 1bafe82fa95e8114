"""D03: attended child-days."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.indicator import Indicator

INDICATOR = Indicator(
    code="D03",
    title=N_("Attended child-days"),
    unit=N_("child-days"),
    definition=N_("Expected child-days with attendance; half a day counts as one."),
    source="附件5 表1 注1（卫妇社发〔2012〕35号）",
    certainty=Certainty.PAGE,
    of=lambda facts: [day for day in facts.expected if day.mark and day.mark.attended],
)
