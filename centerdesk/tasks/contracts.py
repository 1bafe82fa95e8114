"""Care contracts that have ended, or end within a month."""

from collections.abc import Iterator

from centerdesk.base import formats
from centerdesk.base.i18n import N_, _
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency


def _find(situation: Situation) -> Iterator[Matter]:
    from centerdesk.services.contracts import contracts_ending

    rows = contracts_ending(situation.session, situation.today)
    ended = [row for row in rows if row.days_left < 0]
    ending = [row for row in rows if row.days_left >= 0]
    if ended:
        yield Matter(
            Urgency.WARN,
            _("Care contract"),
            _("The contracts of {n} children have ended").format(n=len(ended)),
            _("Look"),
            "children",
            {"child_id": ended[0].child_id},
        )
    if ending:
        yield Matter(
            Urgency.INFO,
            _("Care contract"),
            _("The contracts of {n} children end soon, the first on {day}").format(
                n=len(ending), day=formats.iso_date(ending[0].ends_on)
            ),
            _("Look"),
            "children",
            {"child_id": ending[0].child_id},
        )


TASK = Task("contracts", N_("Care contracts"), Right.WRITE_ROSTER, _find, late=True)
