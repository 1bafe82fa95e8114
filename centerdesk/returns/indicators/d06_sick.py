"""D06: absent child-days, sick."""

from centerdesk.base.i18n import N_
from centerdesk.domain.attendance import Cause, cause
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.indicator import Indicator

INDICATOR = Indicator(
    code="D06",
    title=N_("Absent: sick"),
    unit=N_("child-days"),
    definition=N_("Sick leave; a well child under health observation does not count here."),
    source="附件5 表1（卫妇社发〔2012〕35号）",
    certainty=Certainty.PAGE,
    of=lambda facts: [day for day in facts.expected if day.mark and cause(day.mark) is Cause.SICK],
)
