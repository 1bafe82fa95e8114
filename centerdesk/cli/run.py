"""Finds the command, runs it, turns UserError into a sentence and exit code 1."""

import argparse
import json
import os
import sys
from pathlib import Path

from centerdesk import __version__
from centerdesk.base.discover import discover
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.base.logs import close_log, open_log, report_crash
from centerdesk.base.paths import log_folder
from centerdesk.cli.command import Command, day, now
from centerdesk.cli.words import speak_to_argparse


def run(words: list[str]) -> int:
    """Run a command line."""
    for stream in (sys.stdout, sys.stderr):
        # A Chinese sentence must come out whatever the terminal's own encoding is.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    speak_to_argparse()
    arguments = _parser().parse_args(words, argparse.Namespace(data=None, json=False, today=None))
    open_log(_log_folder(arguments))
    try:
        code = int(arguments.run(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough (… | head): nothing more to say, and no complaint at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except UserError as error:
        if arguments.json:
            print(json.dumps({"error": error.text, "field": error.field}, ensure_ascii=False))
        print(error.text, file=sys.stderr)
        return 1
    except Exception as error:  # a mistake of ours: its own words may hold somebody's data
        return _crashed(arguments, error)
    finally:
        close_log()
    return code


def _crashed(arguments: argparse.Namespace, error: Exception) -> int:
    """A report with a number in the log, a sentence on the error stream."""
    folder = _log_folder(arguments)
    reference, _text = report_crash(folder, type(error), error.__traceback__, now(arguments))
    print(
        _(
            "The program has made a mistake; this step may not have been done. What was saved before is safe. "
            "The report {file} holds no personal data; give it to those who help you. Number: {reference}"
        ).format(file=folder / f"crash-{reference}.txt", reference=reference),
        file=sys.stderr,
    )
    return 2


def _log_folder(arguments: argparse.Namespace) -> Path:
    """The log lies in the folder of --data, when there is one."""
    return Path(arguments.data) / "log" if arguments.data and Path(arguments.data).is_dir() else log_folder()


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--data", metavar=_("FOLDER"), help=_("the centre's folder"), default=argparse.SUPPRESS
    )
    shared.add_argument(
        "--json", action="store_true", help=_("print JSON for other programs"), default=argparse.SUPPRESS
    )
    shared.add_argument(
        "--today",
        type=day,
        metavar=_("DAY"),
        help=_("take this day for today (2026-11-24)"),
        default=argparse.SUPPRESS,
    )
    parser = argparse.ArgumentParser(
        prog="centerdesk-cli", description=_("CenterDesk without a window"), parents=[shared]
    )
    parser.add_argument("--version", action="version", version=__version__, help=_("show the version"))
    commands = parser.add_subparsers(required=True, metavar=_("COMMAND"), title=_("Commands"))
    for command in discover("centerdesk.cli.commands", "COMMAND"):
        _add(commands, command, shared)
    return parser


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    command: Command,
    shared: argparse.ArgumentParser,
) -> None:
    parser = commands.add_parser(
        command.name, help=_(command.help), description=_(command.help), parents=[shared]
    )
    command.arguments(parser)
    if command.parts:
        parts = parser.add_subparsers(required=True, metavar=_("COMMAND"), title=_("Commands"))
        for part in command.parts:
            _add(parts, part, shared)
    else:
        parser.set_defaults(run=command.run)
