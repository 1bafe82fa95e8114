"""The last backup, when it is too old."""

from collections.abc import Iterator

from centerdesk.base import formats
from centerdesk.base.i18n import N_, _
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency

# One is made on each day on which something changed; after a weekend the newest is three days old.
_OLD_DAYS = 3


def _find(situation: Situation) -> Iterator[Matter]:
    from centerdesk.services import centre
    from centerdesk.services.backups import backups_in

    if situation.folder is None or centre.about(situation.session, situation.today).sample:
        return
    made = [row.made_at.date() for row in backups_in(situation.folder) if row.verified]
    newest = max(made, default=None)
    if newest is None or (situation.today - newest).days > _OLD_DAYS:
        yield Matter(
            Urgency.ALARM,
            _("Backup"),
            _("The last verified backup is of {day}.").format(day=formats.iso_date(newest))
            if newest
            else _("There is no verified backup yet."),
            _("Go to the backups"),
            "centre",
            {"tab": "centre_backup"},
        )


TASK = Task("backup", N_("Backup"), Right.MANAGE_CENTRE, _find, late=True)
