"""What the rules of this month's return would complain of, but for what is a matter of its own."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from centerdesk.base.i18n import N_, _
from centerdesk.domain.calendar import Month
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency

if TYPE_CHECKING:
    from centerdesk.returns.content import Finding

# Days not taken, places, sizes and ages of classes: each is a task of its own.
_TOLD_ELSEWHERE = {"R11", "R13", "R14", "R21"}


def _find(situation: Situation) -> Iterator[Matter]:
    from centerdesk.returns import monthly  # not at start-up
    from centerdesk.returns.rule import Level

    urgency = {Level.ERROR: Urgency.ALARM, Level.WARNING: Urgency.WARN, Level.HINT: Urgency.INFO}
    made = monthly.make(situation.session, Month.of(situation.today), situation.today)
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in made.findings:
        if finding.rule.code not in _TOLD_ELSEWHERE:
            by_rule[finding.rule.code].append(finding)
    for findings in by_rule.values():
        rule, text = findings[0].rule, findings[0].found.text
        if len(findings) > 1:
            text = _("{what} ({n})").format(what=_(rule.title), n=len(findings))
        yield Matter(urgency[rule.level], rule.level.label, text, _("Look"), "monthly")


TASK = Task("return_of_this_month", N_("Return of this month"), Right.READ_RETURNS, _find, late=True)
