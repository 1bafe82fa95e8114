"""user add|close|list: accounts."""

import argparse
import getpass
import os
import sys

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, now, opened, say, table
from centerdesk.domain.people import Role
from centerdesk.services import users
from centerdesk.services.classes import find_class
from centerdesk.services.users import USER_COLUMNS

NEW_PASSWORD_VARIABLE = "CENTERDESK_NEW_PASSWORD"


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar=_("NAME"), help=_("the person's name, under which he signs in"))
    parser.add_argument(
        "--role",
        required=True,
        choices=[role.value for role in Role],
        help=_("director, health_worker, teacher or clerk"),
    )
    parser.add_argument(
        "--class",
        dest="classes",
        nargs="+",
        action="extend",
        default=[],
        metavar=_("CLASS"),
        help=_("the classes a teacher sees and writes"),
    )


def _add(arguments: argparse.Namespace) -> int:
    with opened(arguments, writes=True) as centre:
        password = _new_password()
        with centre.store.begin(centre.actor, now(arguments)) as session:
            class_ids = [find_class(session, name).id for name in arguments.classes]
            keys = users.keys_of(centre.store)
            users.add_user(session, keys, arguments.name, Role(arguments.role), class_ids, password)
    say(
        arguments,
        _("{name} has an account now: {role}.").format(name=arguments.name, role=Role(arguments.role).label),
        {"name": arguments.name, "role": arguments.role, "classes": arguments.classes},
    )
    return 0


def _close(arguments: argparse.Namespace) -> int:
    with opened(arguments, writes=True) as centre:
        with centre.store.read(centre.actor, now(arguments)) as session:
            row = users.find_user(session, arguments.name)
        users.close_account(centre, row.id, now(arguments))
    say(
        arguments,
        _(
            "The account “{name}” is closed. A copy was kept, and the centre's file is under a new key; "
            "all records stay."
        ).format(name=row.name),
        {"name": row.name, "closed_on": now(arguments).date().isoformat()},
    )
    return 0


def _list(arguments: argparse.Namespace) -> int:
    with opened(arguments) as centre, centre.store.read(centre.actor, now(arguments)) as session:
        rows = users.list_users(session)
    content = [
        {
            "name": row.name,
            "role": row.role.value,
            "classes": list(row.classes),
            "closed_on": row.closed_on.isoformat() if row.closed_on else None,
        }
        for row in rows
    ]
    say(arguments, table(USER_COLUMNS, rows), content)
    return 0


def _new_password() -> str:
    """The new person's password: from the environment, else typed twice."""
    given = os.environ.get(NEW_PASSWORD_VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise UserError(
            _("No password was given. Set {variable}, or run the command in a terminal.").format(
                variable=NEW_PASSWORD_VARIABLE
            )
        )
    first = getpass.getpass(_("The new person's password, at least 8 characters: "))
    if getpass.getpass(_("The same again: ")) != first:
        raise UserError(_("The two passwords are not the same. Type them again."), "password")
    return first


def _named(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar=_("NAME"), help=_("the account's name"))


COMMAND = Command(
    "user",
    N_("accounts: who may come in"),
    parts=(
        Command("add", N_("add an account"), _add_arguments, _add),
        Command("close", N_("close an account; the person's records stay"), _named, _close),
        Command("list", N_("the accounts"), run=_list),
    ),
)
