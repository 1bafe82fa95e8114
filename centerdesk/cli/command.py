"""What a command is, and what all commands share."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.base.paths import centre_folder
from centerdesk.base.tables import Column, cell_text
from centerdesk.db.lock import holding
from centerdesk.db.store import FILE
from centerdesk.services.opening import Opened, open_centre

PASSWORD_VARIABLE = "CENTERDESK_PASSWORD"
_PATIENCE_S = 5


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `arguments` declares what it takes, `run` does it and returns the exit code.

    `parts` are its sub-commands (import roster).
    """

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None] = lambda _parser: None
    run: Callable[[argparse.Namespace], int] = lambda _arguments: 2
    parts: tuple["Command", ...] = ()


@contextmanager
def opened(arguments: argparse.Namespace, writes: bool = False) -> Iterator[Opened]:
    """The centre of --data (the user's own by default), opened with the password of the environment or a prompt.

    A command that writes holds the centre's folder meanwhile, and is refused while a window does.
    """
    folder = data_folder(arguments)
    to_hold = writes and (folder / FILE).exists()
    with holding(folder, _PATIENCE_S) if to_hold else nullcontext():
        centre = open_centre(folder, password(), os.environ.get("CENTERDESK_USER"), now=now(arguments))
        try:
            yield centre
        finally:
            centre.store.close()


def data_folder(arguments: argparse.Namespace) -> Path:
    """The centre's folder: that of --data, else the user's own."""
    return Path(arguments.data) if arguments.data else centre_folder()


def password() -> str:
    """From the environment, else typed without echo; UserError when nobody is there to type."""
    given = os.environ.get(PASSWORD_VARIABLE)
    return _typed(_("Password: ")) if given is None else given


def new_password() -> str:
    """A password to be set: from the environment, else typed twice."""
    given = os.environ.get(PASSWORD_VARIABLE)
    if given is not None:
        return given
    first = _typed(_("New password, at least 8 characters: "))
    if _typed(_("The same again: ")) != first:
        raise UserError(_("The two passwords are not the same. Type them again."), "password")
    return first


def _typed(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise UserError(
            _("No password was given. Set {variable}, or run the command in a terminal.").format(
                variable=PASSWORD_VARIABLE
            )
        )
    return getpass.getpass(prompt)


def today(arguments: argparse.Namespace) -> date:
    """The day of --today, else the computer's."""
    return arguments.today or date.today()


def now(arguments: argparse.Namespace) -> datetime:
    """The moment: the computer's clock, on the day of --today."""
    return datetime.combine(today(arguments), datetime.now().time().replace(microsecond=0))


def day(text: str) -> date:
    """A day of the command line, 2026-11-24."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a day. Write it as 2026-11-24.").format(text=text)
        ) from None


def year(text: str) -> int:
    """A year of the command line, 2026."""
    if not text.isdecimal() or not 2000 <= int(text) <= 2100:
        raise argparse.ArgumentTypeError(_("“{text}” is not a year. Write it as 2026.").format(text=text))
    return int(text)


def say(arguments: argparse.Namespace, text: str, content: Any) -> None:
    """Print the text for people, or the content as JSON."""
    print(json.dumps(content, ensure_ascii=False, indent=2) if arguments.json else text)


def table(columns: Sequence[Column], rows: Sequence[Any]) -> str:
    """Rows for people, tab-separated under their titles."""
    lines = ["\t".join(_(column.title) for column in columns)]
    lines += ["\t".join(cell_text(column.value(row)) for column in columns) for row in rows]
    return "\n".join(lines)
