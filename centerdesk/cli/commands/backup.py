"""backup [--to FOLDER]: back the centre up, open the copy and count it."""

import argparse
from pathlib import Path

from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, now, opened, say
from centerdesk.services import backups


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", type=Path, metavar=_("FOLDER"), help=_("another folder than the centre's own")
    )


def _run(arguments: argparse.Namespace) -> int:
    with opened(arguments) as centre:
        made = backups.back_up(centre, now(arguments), to=arguments.to)
    text = _("The backup is in {folder} ({size}): opened again, checked and counted. Children: {children}.")
    lines = [
        text.format(
            folder=made.backup.folder, size=made.backup.megabytes, children=made.backup.count("children")
        )
    ]
    if made.second:
        lines.append(_("A copy is in {folder}.").format(folder=made.second))
    if made.warning:
        lines.append(made.warning)
    content = made.backup.as_json() | {
        "second": str(made.second) if made.second else None,
        "warning": made.warning,
    }
    say(arguments, "\n".join(lines), content)
    return 0


COMMAND = Command("backup", N_("back the centre up and check the copy"), _arguments, _run)
