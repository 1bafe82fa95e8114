"""Last month's return, while it is not locked."""

from collections.abc import Iterator

from centerdesk.base import formats
from centerdesk.base.i18n import N_, _
from centerdesk.domain.calendar import Month
from centerdesk.services.closing import is_locked
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency


def _find(situation: Situation) -> Iterator[Matter]:
    last = Month.of(situation.today).plus(-1)
    expected = any(counted.expected for _day, counted in situation.days_before)
    if expected and not is_locked(situation.session, last):
        yield Matter(
            Urgency.WARN,
            _("Monthly return"),
            _("The return of {month} is not locked yet.").format(
                month=formats.long_month(last.year, last.month)
            ),
            _("Go to the return"),
            "monthly",
            {"month": last},
        )


TASK = Task("return_of_last_month", N_("Return of last month"), Right.READ_RETURNS, _find)
