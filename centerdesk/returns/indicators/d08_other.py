"""D08: absent child-days, other."""

from centerdesk.base.i18n import N_
from centerdesk.domain.attendance import Cause, cause
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.indicator import Indicator

INDICATOR = Indicator(
    code="D08",
    title=N_("Absent: other"),
    unit=N_("child-days"),
    definition=N_("Health observation of well children, and absence without a reason."),
    source="附件5 表1（卫妇社发〔2012〕35号）",
    certainty=Certainty.PAGE,
    of=lambda facts: [day for day in facts.expected if day.mark and cause(day.mark) is Cause.OTHER],
)
