"""Earlier days of this month on which somebody was not taken."""

from collections.abc import Iterator

from centerdesk.base import formats
from centerdesk.base.i18n import N_, _
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency


def _find(situation: Situation) -> Iterator[Matter]:
    for day, counted in situation.days:
        if day < situation.today and counted.untaken:
            yield Matter(
                Urgency.WARN,
                _("To be filled in"),
                _("{day}: {n} children not taken").format(day=formats.short_date(day), n=counted.untaken),
                _("Fill in"),
                "attendance",
                {"day": day},
            )


TASK = Task("attendance_before", N_("Days to be filled in"), Right.READ_ATTENDANCE, _find)
