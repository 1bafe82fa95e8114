"""training balance: who has how many of the hours that are asked."""

import argparse

from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, day, now, opened, say, table, today, year
from centerdesk.services.audit import note_taken_out
from centerdesk.services.training_balance import BALANCE_COLUMNS, balance


def _year_and_day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=year, required=True, help=_("the year, as 2026"))
    parser.add_argument("--on", type=day, help=_("the day of the balance, as 2026-11-24; today by default"))


def _balance(arguments: argparse.Namespace) -> int:
    with opened(arguments) as centre, centre.store.read(centre.actor, now(arguments)) as session:
        rows = balance(session, arguments.year, arguments.on or today(arguments))
        note_taken_out(session, _("Balance of training hours"), len(rows))
    content = [
        {
            "name": row.name,
            "post": row.post.label,
            "requirement": row.requirement.title,
            "required": str(row.required),
            "done": str(row.done),
            "missing": str(row.missing),
            "forecast": str(row.forecast),
        }
        for row in rows
    ]
    text = table(BALANCE_COLUMNS, rows)
    if short := list(dict.fromkeys(row.name for row in rows if row.falls_short)):
        text += "\n" + _("Will fall short by 31 December {year}: {names}").format(
            year=arguments.year, names=_(", ").join(short)
        )
    say(arguments, text, content)
    return 0


COMMAND = Command(
    "training",
    N_("training hours of the staff"),
    parts=(
        Command(
            "balance", N_("hours required, done, missing and forecast, by person"), _year_and_day, _balance
        ),
    ),
)
