"""Papers of the staff: told 90, 60, 30 and 7 days before their end, past it, and where one is missing."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from centerdesk.base.i18n import N_, _
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency

if TYPE_CHECKING:
    from centerdesk.services.staff_papers import StaffPaperRow


def _find(situation: Situation) -> Iterator[Matter]:
    from centerdesk.services.staff_papers import list_papers

    found: dict[tuple[Urgency, str, int, str], list[StaffPaperRow]] = defaultdict(list)
    for row in list_papers(situation.session, situation.today):
        if row.needs_care:
            found[(*_told(row), row.title)].append(row)
    for (urgency, words, days, title), rows in found.items():
        yield Matter(
            urgency,
            _("Papers of the staff"),
            words.format(paper=title, n=len(rows), days=days),
            _("Look"),
            "staff",
            {"tab": "staff_papers"},
        )


def _told(row: "StaffPaperRow") -> tuple[Urgency, str, int]:
    """How urgent a paper is, its sentence, and the days in it; what no law is known to ask for is never an alarm."""
    from centerdesk.domain.staff_papers import REMINDERS, PaperState

    most = Urgency.ALARM if row.is_duty else Urgency.WARN
    if row.state is PaperState.MISSING:
        return (*_missing(row), 0)
    if row.state is PaperState.FAILED:
        return Urgency.ALARM, _("{paper}: {n} people not passed"), 0
    if row.state is PaperState.EXPIRED:
        return most, _("{paper}: expired of {n} people"), 0
    if row.state is PaperState.TODAY:
        return most, _("{paper}: expires today of {n} people"), 0
    *_early, near, last = REMINDERS
    step = min(each for each in REMINDERS if row.days_left is not None and row.days_left <= each)
    urgency = {last: most, near: Urgency.WARN}.get(step, Urgency.INFO)
    return urgency, _("{paper}: expires within {days} days of {n} people"), step


def _missing(row: "StaffPaperRow") -> tuple[Urgency, str]:
    if not row.is_duty:
        return Urgency.INFO, _("{paper}: not recorded of {n} people (advised)")
    if not row.here:
        return Urgency.WARN, _("{paper}: missing of {n} people who are to begin")
    return Urgency.ALARM if row.bars_from_work else Urgency.WARN, _("{paper}: missing of {n} people")


TASK = Task("staff_papers", N_("Papers of the staff"), Right.WRITE_HEALTH, _find, late=True)
