"""new FOLDER: make a centre."""

import argparse
from pathlib import Path

from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, new_password, now, say, today
from centerdesk.domain.people import CentreKind
from centerdesk.services import centre
from centerdesk.services.opening import new_centre


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help=_("an empty folder, or one to be made"))
    parser.add_argument("--name", required=True, help=_("the centre's registered name"))
    parser.add_argument("--director", required=True, help=_("the director's name"))
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in CentreKind],
        default=CentreKind.CENTRE.value,
        help=_("centre, kindergarten, community or employer"),
    )
    parser.add_argument("--places", type=int, help=_("registered places, when they are known"))
    parser.add_argument("--subsidised", type=int, help=_("of which subsidised"))


def _run(arguments: argparse.Namespace) -> int:
    opened, code = new_centre(
        arguments.folder,
        arguments.name,
        arguments.director,
        new_password(),
        now=now(arguments),
        kind=CentreKind(arguments.kind),
    )
    if arguments.places is not None:
        with opened.store.begin(opened.actor, now(arguments)) as session:
            centre.set_places(session, today(arguments), arguments.places, arguments.subsidised)
    opened.store.close()
    say(
        arguments,
        _(
            "The centre “{name}” is in {folder}.\nRecovery code: {code}\n"
            "It is shown this once. Write it down and keep it apart from the computer: "
            "without it a forgotten password can't be replaced."
        ).format(name=arguments.name, folder=arguments.folder, code=code),
        {"folder": str(arguments.folder), "recovery_code": code},
    )
    return 0


COMMAND = Command("new", N_("make a centre"), _arguments, _run)
