"""export roster OUT.xlsx."""

import argparse
from pathlib import Path

from centerdesk.base.files import write_whole
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Choice
from centerdesk.cli.command import Command, opened, say, today
from centerdesk.excel import write_sheets
from centerdesk.reports import roster


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar=_("OUT.xlsx"), help=_("the workbook to write"))


def _run(arguments: argparse.Namespace) -> int:
    on = today(arguments)
    with opened(arguments) as centre, centre.store.read(centre.actor) as session:
        sheets = roster.REPORT.build(session, Choice(on, on.year, on.month))
        content = write_sheets(sheets)
    path = write_whole(arguments.out, content)
    say(arguments, str(path), {"files": [str(path)], "rows": len(sheets[0].rows)})
    return 0


COMMAND = Command(
    "export",
    N_("write records as a workbook"),
    parts=(Command("roster", N_("the children on the books today"), _arguments, _run),),
)
