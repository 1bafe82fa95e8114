"""import roster|attendance|staff|growth|training: take a workbook in."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from centerdesk.base.errors import UserError
from centerdesk.base.files import write_whole
from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, now, opened, say, today
from centerdesk.db.backup import Why
from centerdesk.domain.calendar import Month
from centerdesk.domain.grids import Grid
from centerdesk.excel import read_workbook
from centerdesk.services.attendance_import import check_attendance, parse_marks, take_attendance
from centerdesk.services.backups import back_up
from centerdesk.services.growth_import import check_growth, read_growth, take_growth
from centerdesk.services.import_words import words_of_centre
from centerdesk.services.imports import ImportReport, errors_workbook, list_imports, undo_import
from centerdesk.services.opening import Opened
from centerdesk.services.roster_import import check_roster, propose, read_roster, take_roster
from centerdesk.services.staff_import import check_staff, read_staff, take_staff
from centerdesk.services.training_import import check_training, read_training, take_training


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the workbook (.xlsx, .xls, .csv)"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would happen, and change nothing"))
    parser.add_argument(
        "--errors", type=Path, help=_("write the doubtful and refused rows with their reasons here")
    )


def _whole_or_good(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument(
        "--good-rows",
        action="store_true",
        help=_("take the rows that are right, and leave out those that are refused"),
    )


def _month_and_marks(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument("--month", required=True, help=_("the month, as 2026-10"))
    parser.add_argument("--marks", default="", help=_("what other symbols mean, as ○=病,△=事"))


@contextmanager
def _before(arguments: argparse.Namespace) -> Iterator[Opened]:
    """The centre, with a backup of it as it stands when something is to be taken."""
    with opened(arguments, writes=not arguments.dry_run) as centre:
        if not arguments.dry_run:
            back_up(centre, now(arguments), Why.BEFORE_IMPORT)
        yield centre


def _roster(arguments: argparse.Namespace) -> int:
    grids = read_workbook(arguments.file)
    with _before(arguments) as centre, centre.store.begin(centre.actor, now(arguments)) as session:
        rows = read_roster(grids, propose(grids, words_of_centre(session)))
        preview = check_roster(session, rows, today(arguments))
        report = _taken(arguments, session, preview, take_roster)
    return _told(arguments, report, only_good=arguments.good_rows)


def _attendance(arguments: argparse.Namespace) -> int:
    grids = read_workbook(arguments.file)
    month, symbols = Month.parse(arguments.month), parse_marks(arguments.marks)
    with _before(arguments) as centre, centre.store.begin(centre.actor, now(arguments)) as session:
        preview = check_attendance(session, grids, month, symbols, today(arguments))
        report = (
            preview.report()
            if arguments.dry_run
            else take_attendance(session, preview, now(arguments), arguments.file.name)
        )
    return _told(arguments, report)


def _table(
    read: Callable[[Sequence[Grid]], Any], check: Callable[..., Any], take: Callable[..., ImportReport]
) -> Callable[[argparse.Namespace], int]:
    """The command that takes in a kind of table."""

    def run(arguments: argparse.Namespace) -> int:
        sheets = read(read_workbook(arguments.file))
        with _before(arguments) as centre, centre.store.begin(centre.actor, now(arguments)) as session:
            preview = check(session, sheets, today(arguments))
            report = _taken(arguments, session, preview, take)
        return _told(arguments, report, only_good=arguments.good_rows)

    return run


def _taken(
    arguments: argparse.Namespace, session: Any, preview: Any, take: Callable[..., ImportReport]
) -> ImportReport:
    """What was taken, or on a dry run what would be."""
    if arguments.dry_run:
        report: ImportReport = preview.report()
        return report
    return take(session, preview, now(arguments), arguments.file.name, only_good=arguments.good_rows)


def _undo(arguments: argparse.Namespace) -> int:
    with (
        opened(arguments, writes=True) as centre,
        centre.store.begin(centre.actor, now(arguments)) as session,
    ):
        standing = [batch for batch in list_imports(session) if batch.undone_at is None]
        if not standing:
            raise UserError(_("There is no import to undo."))
        undo_import(session, standing[0].id, now(arguments))
    last = standing[0]
    say(
        arguments,
        _("The import of {file} was undone as one step.").format(file=last.file_name),
        {"undone": last.file_name},
    )
    return 0


def _told(arguments: argparse.Namespace, report: ImportReport, *, only_good: bool = False) -> int:
    if arguments.errors and (report.doubtful or report.refused):
        write_whole(arguments.errors, errors_workbook(arguments.file, report))
    lines = [
        _("New: {new}, changed: {changed}, unchanged: {unchanged}; taken: {taken}.").format(
            new=report.new, changed=report.changed, unchanged=report.unchanged, taken=report.taken
        )
    ]
    for title, findings in ((_("Doubtful"), report.doubtful), (_("Refused"), report.refused)):
        lines += [
            _("{title}: {sheet} row {row}, {name}: {reason}").format(
                title=title, sheet=each.sheet, row=each.row, name=each.name, reason=each.reason
            )
            for each in findings
        ]
    if report.refused and only_good:
        lines.append(_("The refused rows were left out: correct them in the workbook and import it again."))
    elif report.refused and not arguments.dry_run:
        lines.append(_("Nothing was taken: correct the refused rows in the workbook and import it again."))
    say(arguments, "\n".join([*lines, *report.notes]), report.as_json())
    return 1 if report.refused else 0


_STAFF = _table(read_staff, check_staff, take_staff)
_GROWTH = _table(read_growth, check_growth, take_growth)
_TRAINING = _table(read_training, check_training, take_training)

COMMAND = Command(
    "import",
    N_("take a workbook in, all of it or nothing"),
    parts=(
        Command("roster", N_("a roster of children"), _whole_or_good, _roster),
        Command("attendance", N_("a month's attendance sheet"), _month_and_marks, _attendance),
        Command("staff", N_("a list of staff"), _whole_or_good, _table(read_staff, check_staff, take_staff)),
        Command(
            "growth",
            N_("weights and lengths of the children"),
            _whole_or_good,
            _table(read_growth, check_growth, take_growth),
        ),
        Command(
            "training",
            N_("trainings with who attended"),
            _whole_or_good,
            _table(read_training, check_training, take_training),
        ),
        Command("undo", N_("take the last import back as one step"), run=_undo),
    ),
)
