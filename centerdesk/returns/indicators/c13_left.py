"""C13: children who left this month, by reason."""

from centerdesk.base.i18n import N_
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.people import LeaveReason
from centerdesk.returns.indicator import OWN_DICTIONARY, Indicator, Part


def _of(code: str, title: str, reason: LeaveReason | None) -> Part:
    return Part(code, title, lambda facts: [person for person in facts.left if person.leave_reason is reason])


INDICATOR = Indicator(
    code="C13",
    title=N_("Left this month"),
    unit=N_("children"),
    definition=N_("Children whose last day in care lies in the month, by reason."),
    source=OWN_DICTIONARY,
    certainty=Certainty.OWN,
    of=lambda facts: facts.left,
    parts=(
        *(_of(reason.value, reason.words, reason) for reason in LeaveReason),
        _of("unknown", N_("Reason not recorded"), None),
    ),
)
