"""Who will fall short of the training hours asked: one line for each person, for whoever keeps the staff's records."""

from collections.abc import Iterator
from itertools import groupby

from centerdesk.base.i18n import N_, _
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency

_MOST_LINES = 5


def _find(situation: Situation) -> Iterator[Matter]:
    from centerdesk.services.training_balance import shortfalls

    rows = shortfalls(situation.session, situation.today.year, situation.today)
    sure = sorted(
        (row for row in rows if not row.requirement.is_reference),
        key=lambda row: (row.name_key, row.staff_id),
    )
    people = [list(group) for _key, group in groupby(sure, key=lambda row: row.staff_id)]
    for group in people[:_MOST_LINES]:
        short = _("; ").join(
            _("{what}, {done} of {required} hours").format(
                what=row.requirement.title, done=row.done, required=row.required
            )
            for row in group
        )
        yield Matter(
            Urgency.INFO,
            _("Training hours"),
            _("{name} will fall short by 31 December: {short}").format(name=group[0].name, short=short),
            _("Look"),
            "staff",
            {"tab": "staff_training", "staff_id": group[0].staff_id},
        )
    if len(people) > _MOST_LINES:
        yield Matter(
            Urgency.INFO,
            _("Training hours"),
            _("{n} more people will fall short of their training hours by 31 December").format(
                n=len(people) - _MOST_LINES
            ),
            _("Look"),
            "staff",
            {"tab": "staff_training"},
        )


TASK = Task("training", N_("Training hours"), Right.WRITE_STAFF, _find, late=True)
