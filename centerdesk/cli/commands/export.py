"""export roster OUT.xlsx, export staff OUT.xlsx, export everything --out FOLDER."""

import argparse
from collections.abc import Callable
from pathlib import Path

from centerdesk.base.files import write_whole
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Sheet
from centerdesk.cli.command import Command, now, opened, say, today
from centerdesk.excel import write_sheets
from centerdesk.services.audit import note_taken_out
from centerdesk.services.roster_export import roster_sheet
from centerdesk.services.staff_export import staff_sheet
from centerdesk.services.whole_centre import export_everything


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar=_("OUT.xlsx"), help=_("the workbook to write"))
    parser.add_argument(
        "--with-left",
        action="store_true",
        help=_("also the children who have left or are still to come"),
    )


def _staff_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar=_("OUT.xlsx"), help=_("the workbook to write"))
    parser.add_argument(
        "--with-left",
        action="store_true",
        help=_("also the staff who have left or are still to come"),
    )


def _roster(arguments: argparse.Namespace) -> int:
    return _written(arguments, roster_sheet)


def _staff(arguments: argparse.Namespace) -> int:
    return _written(arguments, staff_sheet)


def _written(arguments: argparse.Namespace, make: Callable[..., Sheet]) -> int:
    with opened(arguments) as centre, centre.store.read(centre.actor, now(arguments)) as session:
        sheet = make(session, today(arguments), with_left=arguments.with_left)
        content = write_sheets([sheet])
        note_taken_out(session, sheet.title, len(sheet.rows))
    path = write_whole(arguments.out, content)
    say(arguments, str(path), {"files": [str(path)], "rows": len(sheet.rows)})
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
        Command("roster", N_("the children on the books today, to be read in again"), _arguments, _roster),
        Command("staff", N_("who works here today, to be read in again"), _staff_arguments, _staff),
        Command(
            "everything", N_("all the centre's data, for other programs"), _everything_arguments, _everything
        ),
    ),
)
