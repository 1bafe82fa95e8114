"""Papers of the centre that have expired, or are about to."""

from collections.abc import Iterator

from centerdesk.base import formats
from centerdesk.base.i18n import N_, _
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency


def _find(situation: Situation) -> Iterator[Matter]:
    from centerdesk.services.centre_papers import papers_due

    for row in papers_due(situation.session, situation.today):
        expired = row.days_left is not None and row.days_left < 0
        sentence = _("{paper}: expired on {day}") if expired else _("{paper}: valid until {day}")
        yield Matter(
            Urgency.ALARM if expired else Urgency.WARN,
            _("Paper of the centre"),
            sentence.format(paper=row.title, day=formats.iso_date(row.valid_until)),
            _("Look"),
            "centre",
            {"tab": "centre_papers"},
        )


TASK = Task("centre_papers", N_("Papers of the centre"), Right.MANAGE_CENTRE, _find, late=True)
