"""check: integrity of the centre file."""

import argparse

from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, opened, say


def _run(arguments: argparse.Namespace) -> int:
    with opened(arguments) as centre:
        found = centre.store.check()
    content = {"integrity": found.integrity, "cipher": found.cipher, "foreign_keys": found.foreign_keys}
    text = (
        _("The centre's file is whole: pages, encryption and references.")
        if found.ok
        else _(
            "The centre's file is damaged (pages: {integrity}; encryption: {cipher}; broken references: "
            "{foreign_keys}). Restore the newest backup."
        ).format(**content)
    )
    say(arguments, text, content)
    return 0 if found.ok else 1


COMMAND = Command("check", N_("check that the centre's file is whole"), run=_run)
