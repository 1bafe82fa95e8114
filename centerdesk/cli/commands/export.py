"""export roster OUT.xlsx, export everything --out FOLDER."""

import argparse
from pathlib import Path

from centerdesk.base.files import write_whole
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Choice
from centerdesk.cli.command import Command, now, opened, say, today
from centerdesk.excel import write_sheets
from centerdesk.reports import roster
from centerdesk.services.audit import note_taken_out
from centerdesk.services.whole_centre import export_everything


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar=_("OUT.xlsx"), help=_("the workbook to write"))


def _run(arguments: argparse.Namespace) -> int:
    on = today(arguments)
    with opened(arguments) as centre, centre.store.read(centre.actor, now(arguments)) as session:
        sheets = roster.REPORT.build(session, Choice(on, on.year, on.month))
        content = write_sheets(sheets)
        note_taken_out(session, _("Roster of children"), len(sheets[0].rows))
    path = write_whole(arguments.out, content)
    say(arguments, str(path), {"files": [str(path)], "rows": len(sheets[0].rows)})
    return 0


def _everything_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar=_("FOLDER"),
        help=_("a new or empty folder, or a packed file by its ending; what lies there is not encrypted"),
    )


def _everything(arguments: argparse.Namespace) -> int:
    at = now(arguments)
    with opened(arguments) as centre, centre.store.read(centre.actor, at) as session:
        report = export_everything(session, arguments.out, at)
    say(
        arguments,
        _(
            "{path}: {rows} rows of {tables} tables, {files} filed documents. Nothing there is encrypted: keep it "
            "locked away."
        ).format(path=report.path, rows=report.total, tables=len(report.rows), files=report.files),
        {"path": str(report.path), "rows": report.rows, "files": report.files},
    )
    return 0


COMMAND = Command(
    "export",
    N_("write records as a workbook"),
    parts=(
        Command("roster", N_("the children on the books today"), _arguments, _run),
        Command(
            "everything", N_("all the centre's data, for other programs"), _everything_arguments, _everything
        ),
    ),
)
