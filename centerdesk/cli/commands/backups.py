"""backups: the backups there are, and what they hold."""

import argparse

from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, now, opened, say, table
from centerdesk.services import backups


def _run(arguments: argparse.Namespace) -> int:
    with opened(arguments) as centre:
        rows = backups.backups(centre)
    stale = backups.is_stale(rows, now(arguments))
    lines = [table(backups.BACKUP_COLUMNS, rows)]
    if stale:
        lines.append(_("There is no verified backup of the last 7 days. Make one now."))
    say(arguments, "\n".join(lines), {"stale": stale, "backups": [row.as_json() for row in rows]})
    return 0


COMMAND = Command("backups", N_("list the backups and what they hold"), run=_run)
