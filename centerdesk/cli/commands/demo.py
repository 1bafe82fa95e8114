"""demo FOLDER: make the sample centre."""

import argparse
from pathlib import Path

from centerdesk import demo
from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, say, today


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help=_("an empty folder, or one to be made"))


def _run(arguments: argparse.Namespace) -> int:
    demo.make(arguments.folder, today(arguments)).store.close()
    say(
        arguments,
        _(
            "The sample centre is in {folder}; everybody in it is invented. Its password is {password}."
        ).format(folder=arguments.folder, password=demo.PASSWORD),
        {"folder": str(arguments.folder), "password": demo.PASSWORD},
    )
    return 0


COMMAND = Command("demo", N_("make the sample centre with two years of invented records"), _arguments, _run)
