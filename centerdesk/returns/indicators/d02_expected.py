"""D02: expected child-days."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.indicator import Indicator

INDICATOR = Indicator(
    code="D02",
    title=N_("Expected child-days"),
    unit=N_("child-days"),
    definition=N_(
        "Method A: for each child the operating days in care on which service and weekly pattern expect it; "
        "children by the hour and occasional ones have none."
    ),
    source="附件5 表1 注1（卫妇社发〔2012〕35号）",
    certainty=Certainty.PAGE,
    of=lambda facts: facts.expected,
)
