"""attendance CLASS DAY: read a class's sheet."""

import argparse

from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Column
from centerdesk.cli.command import Command, day, now, opened, say, table
from centerdesk.domain.attendance import NOT_EXPECTED
from centerdesk.services.attendance import DayRow, day_sheet
from centerdesk.services.classes import find_class


def symbol(row: DayRow) -> str | None:
    """The mark's character; — where the child is not expected, None for 未点名."""
    if row.mark:
        return row.mark.symbol
    return None if row.expected else NOT_EXPECTED


_COLUMNS = (
    Column(N_("Name"), lambda row: row.name),
    Column(N_("Mark"), lambda row: symbol(row) or _("not taken")),
    Column(N_("Reason"), lambda row: row.reason),
)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("group", metavar=_("CLASS"), help=_("the class's name"))
    parser.add_argument("day", metavar=_("DAY"), type=day, help=_("the day, as 2026-11-24"))


def _run(arguments: argparse.Namespace) -> int:
    with opened(arguments) as centre, centre.store.read(centre.actor, now(arguments)) as session:
        rows = day_sheet(session, arguments.day, find_class(session, arguments.group).id)
    content = [{"name": row.name, "mark": symbol(row), "reason": row.reason} for row in rows]
    say(arguments, table(_COLUMNS, rows), content)
    return 0


COMMAND = Command("attendance", N_("read a class's attendance of a day"), _arguments, _run)
