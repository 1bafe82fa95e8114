"""D05: absent child-days."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.indicator import Indicator

INDICATOR = Indicator(
    code="D05",
    title=N_("Absent child-days"),
    unit=N_("child-days"),
    definition=N_("D02 - D03 - D09."),
    source="附件5 表1 注2（卫妇社发〔2012〕35号）",
    certainty=Certainty.PAGE,
    of=lambda facts: [day for day in facts.expected if day.mark and not day.mark.attended],
)
