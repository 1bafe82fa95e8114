"""No health worker in post, or too few full time; what else stands in 76号令 art. 19 has tasks of its own."""

from collections.abc import Iterator

from centerdesk.base.i18n import N_, _
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency


def _find(situation: Situation) -> Iterator[Matter]:
    from centerdesk.services.five_faults import Colour, health_worker_light

    if not any(group.enrolled for group in situation.groups):
        return
    light = health_worker_light(situation.session, situation.today)
    if light.colour is Colour.RED:
        yield Matter(
            Urgency.ALARM,
            _("Health worker"),
            light.words,
            _("Look"),
            "staff",
            {"tab": "staff_people"},
        )


TASK = Task("five_faults", N_("Health worker"), Right.WRITE_HEALTH, _find, late=True)
