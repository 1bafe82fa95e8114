"""papers: the papers of the staff, and how each stands."""

import argparse

from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, day, now, opened, say, table, today
from centerdesk.services.audit import note_taken_out
from centerdesk.services.staff_papers import STAFF_PAPER_COLUMNS, list_papers


def _run(arguments: argparse.Namespace) -> int:
    on = arguments.on or today(arguments)
    with opened(arguments) as centre, centre.store.read(centre.actor, now(arguments)) as session:
        rows = list_papers(session, on)
        note_taken_out(session, _("Papers of the staff"), len(rows))
    content = [
        {
            "name": row.name,
            "kind": row.title,
            "valid_until": row.valid_until.isoformat() if row.valid_until else None,
            "state": row.state_text,
        }
        for row in rows
    ]
    say(arguments, table(STAFF_PAPER_COLUMNS, rows), content)
    return 0


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", type=day, help=_("the day, today unless given"))


COMMAND = Command("papers", N_("show the papers of the staff, the most urgent first"), _arguments, _run)
