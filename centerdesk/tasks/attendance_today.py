"""Classes whose attendance of today is not taken, or not to the end."""

from collections.abc import Iterator

from centerdesk.base.i18n import N_, _
from centerdesk.domain.calendar import day_kind
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency


def _find(situation: Situation) -> Iterator[Matter]:
    if not day_kind(situation.today).is_open:
        return
    for group in situation.groups:
        counted = group.tally
        if counted.untaken:
            none_yet = counted.untaken == counted.expected
            yield Matter(
                Urgency.ALARM if none_yet else Urgency.WARN,
                _("Nobody taken yet") if none_yet else _("Not taken yet"),
                _("{group}: {n} children").format(group=group.name, n=counted.untaken),
                _("Take attendance"),
                "attendance",
                {"day": situation.today, "class_id": group.class_id},
            )


TASK = Task("attendance_today", N_("Attendance of today"), Right.READ_ATTENDANCE, _find)
