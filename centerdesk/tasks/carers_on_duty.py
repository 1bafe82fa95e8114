"""Classes with fewer carers on duty than the children who have come, or may still come, need."""

from collections.abc import Iterator

from centerdesk.base.i18n import N_, _
from centerdesk.domain.calendar import day_kind
from centerdesk.domain.staffing import carers_needed
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency


def _find(situation: Situation) -> Iterator[Matter]:
    if not day_kind(situation.today).is_open:
        return
    for group in situation.groups:
        came = group.tally.attended + group.tally.untaken + group.visitors
        needed = carers_needed(group.kind, came, situation.today)
        if group.carers < needed:
            yield Matter(
                Urgency.ALARM,
                _("Too few carers"),
                _("{group}: {n} on duty, {needed} needed for {came} children").format(
                    group=group.name, n=group.carers, needed=needed, came=came
                ),
                _("Look"),
                "attendance",
                {"class_id": group.class_id},
            )


TASK = Task("carers_on_duty", N_("Carers on duty"), Right.READ_ATTENDANCE, _find)
