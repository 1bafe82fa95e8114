"""Classes over their capacity, and the centre over its registered places."""

from collections.abc import Iterator

from centerdesk.base.i18n import N_, _
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency


def _find(situation: Situation) -> Iterator[Matter]:
    from centerdesk.services.capacity import class_capacity

    found = class_capacity(situation.session, situation.today)
    over = [text for row in found.classes for text in row.warnings[-1:]]
    for text in (*found.warnings, *over):
        yield Matter(
            Urgency.WARN, _("Over capacity"), text, _("Look"), "reports", {"code": "ages-and-classes"}
        )
    if found.places is None and found.enrolled:
        yield Matter(
            Urgency.WARN,
            _("Registered places"),
            _("The registered places are not entered, so B01 and C14 are unknown."),
            _("Enter"),
            "centre",
        )


TASK = Task("capacity", N_("Capacity"), Right.WRITE_ROSTER, _find, late=True)
