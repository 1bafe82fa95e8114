"""D04: attendance rate."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.indicator import Indicator

INDICATOR = Indicator(
    code="D04",
    title=N_("Attendance rate"),
    unit=N_("%"),
    definition=N_(
        "D03 / (D02 - D09) x 100, one decimal, halves up: days not taken are neither present nor absent."
    ),
    source="附件5 表1 注1（卫妇社发〔2012〕35号）",
    certainty=Certainty.PAGE,
    of=lambda facts: [day for day in facts.expected if day.mark and day.mark.attended],
    over=lambda facts: sum(1 for day in facts.expected if day.mark),
    times=100,
)
