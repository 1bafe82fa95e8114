"""tasks: what is to be done today."""

import argparse

from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, now, opened, say, today
from centerdesk.tasks import Situation, open_matters


def _run(arguments: argparse.Namespace) -> int:
    with opened(arguments) as centre, centre.store.read(centre.actor, now(arguments)) as session:
        matters = open_matters(Situation(session, today(arguments), centre.store.folder))
    lines = [f"{matter.tag}\t{matter.text}" for matter in matters] or [_("All is done")]
    say(arguments, "\n".join(lines), {"tasks": [matter.as_json() for matter in matters]})
    return 0


COMMAND = Command("tasks", N_("show what is to be done today, the most urgent first"), run=_run)
