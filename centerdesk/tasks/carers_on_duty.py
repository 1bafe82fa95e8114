"""Classes with fewer carers on duty than the children who have come, or may still come, need."""

from collections.abc import Iterator

from centerdesk.base.i18n import N_, _
from centerdesk.domain.calendar import day_kind
from centerdesk.services.duty import on_duty_words
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency


def _find(situation: Situation) -> Iterator[Matter]:
    if not day_kind(situation.today).is_open:
        return
    for group in situation.groups:
        if not group.has_enough_carers:
            yield Matter(
                Urgency.WARN if group.reference else Urgency.ALARM,
                _("Too few carers"),
                _("{group}: {on_duty}, {needed} carers needed for {came} children").format(
                    group=group.name,
                    on_duty=on_duty_words(group),
                    needed=group.carers_needed,
                    came=group.may_be_here,
                )
                + (_(" (reference)") if group.reference else ""),
                _("Look"),
                "attendance",
                {"class_id": group.class_id},
            )


TASK = Task("carers_on_duty", N_("Carers on duty"), Right.READ_ATTENDANCE, _find)
