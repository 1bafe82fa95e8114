"""mark CLASS DAY: take a class."""

import argparse

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, day, now, opened, say, today
from centerdesk.services import attendance
from centerdesk.services.children import find_child
from centerdesk.services.classes import find_class


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("group", metavar=_("CLASS"), help=_("the class's name"))
    parser.add_argument("day", metavar=_("DAY"), type=day, help=_("the day, as 2026-11-24"))
    parser.add_argument(
        "--all-present", action="store_true", help=_("mark all who are not taken yet as arrived")
    )
    parser.add_argument(
        "--absent",
        nargs="+",
        action="extend",
        default=[],
        metavar=_("NAME=REASON"),
        help=_("who is absent and why, as 曾星辰=病发热 or 单若水=事假"),
    )
    parser.add_argument(
        "--even-if-locked",
        action="store_true",
        help=_("also when the month's return is locked; the return stays"),
    )


def _run(arguments: argparse.Namespace) -> int:
    if not arguments.absent and not arguments.all_present:
        raise UserError(_("Say what to mark: --absent NAME=REASON or --all-present."))
    options = {"today": today(arguments), "even_if_locked": arguments.even_if_locked}
    with (
        opened(arguments, writes=True) as centre,
        centre.store.begin(centre.actor, now(arguments)) as session,
    ):
        group = find_class(session, arguments.group)
        for text in arguments.absent:
            name, equals, reason = text.partition("=")
            if not equals:
                raise UserError(_("“{text}” needs a name, = and a reason.").format(text=text), "absent")
            child = find_child(session, name, arguments.day, group.id)
            attendance.mark(session, child.id, arguments.day, *attendance.parse_mark(reason), **options)
        present = (
            attendance.mark_rest_present(session, arguments.day, group.id, **options)
            if arguments.all_present
            else 0
        )
        rest = sum(
            1
            for row in attendance.day_sheet(session, arguments.day, group.id)
            if row.expected and row.mark is None
        )
    say(
        arguments,
        _("{group} {day}: {absent} marked absent, {present} marked arrived, {rest} not taken.").format(
            group=group.name, day=arguments.day, absent=len(arguments.absent), present=present, rest=rest
        ),
        {"absent": len(arguments.absent), "present": present, "not_taken": rest},
    )
    return 0


COMMAND = Command("mark", N_("take a class for a day"), _arguments, _run)
