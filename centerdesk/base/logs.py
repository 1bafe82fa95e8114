"""The program's log and its crash reports: where in the code and what kind of trouble, never anybody's data."""

import logging
import re
import secrets
import sys
import traceback
from collections.abc import Mapping
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

import centerdesk

FILE = "centerdesk.log"
_OURS = "centerdesk"
_BYTES, _OLDER = 512 * 1024, 4
# Digits of six and more (days, phones, papers), and nine and more that are written in groups.
_DIGITS = re.compile(r"\d(?:[ \-.·]?\d){8,}(?:[ \-.·]?[XxＸｘ])?|\d{6,}[XxＸｘ]?")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWY"


class _LogFile(RotatingFileHandler):
    """Five files of half a megabyte; the folder is made when there is something to write."""

    def _open(self) -> Any:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name logging knows
        """A log that can't be written stops nobody, and tells nothing on the screen."""


class Masked(logging.Formatter):
    """Writes an entry without what may be data: numbers are masked, of errors only kind and place are kept."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and under it the places of an error."""
        moment = datetime.fromtimestamp(record.created)
        lines = [f"{moment:%Y-%m-%d %H:%M:%S} {record.levelname} {_words(record)}"]
        if record.exc_info and record.exc_info[0]:
            lines += [f"  {record.exc_info[0].__name__}", *_places(record.exc_info[2])]
        return "\n".join(lines)


def _words(record: logging.LogRecord) -> str:
    place = f"{Path(record.pathname).name}:{record.lineno}"
    if record.name.partition(".")[0] != _OURS:
        return f"{record.name} {place}"  # a library's own words may quote what it was given
    told, given = _plain(record.msg), record.args
    if isinstance(given, Mapping):
        words = str(told) % {name: _plain(value) for name, value in given.items()}
    else:
        words = str(told) % tuple(_plain(value) for value in given) if given else str(told)
    return f"{record.name} {place} {mask(words)}"


def _plain(value: object) -> object:
    return type(value).__name__ if isinstance(value, BaseException) else value


def mask(text: str) -> str:
    """The text without numbers of papers, phones and other long rows of digits."""
    return _DIGITS.sub("…", text)


def open_log(folder: Path) -> None:
    """Write warnings and errors of the whole program to the folder from now on, and nowhere else."""
    close_log()
    file = _LogFile(folder / FILE, maxBytes=_BYTES, backupCount=_OLDER, encoding="utf-8", delay=True)
    file.setFormatter(Masked())
    file.setLevel(logging.WARNING)
    logging.getLogger().addHandler(file)


def close_log() -> None:
    """Write no more to a log."""
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, _LogFile)]:
        root.removeHandler(handler)
        handler.close()


def report_crash(
    folder: Path, kind: type[BaseException], trace: TracebackType | None, now: datetime
) -> tuple[str, str]:
    """Write a report of a mistake of ours to the folder and a line to the log; its number and its text."""
    letters = "".join(secrets.choice(_LETTERS) for _place in range(4))
    reference = f"{now:%m%d-%H%M}-{letters}"
    text = report(reference, kind, trace)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"crash-{reference}.txt").write_text(text, "utf-8")
    except OSError:
        pass  # the disk may be what failed; the report is shown all the same
    logging.getLogger(_OURS).error("crash %s", reference)
    return reference, text


def report(reference: str, kind: type[BaseException], trace: TracebackType | None) -> str:
    """What a programmer needs, and nobody's data: places in the code and the error's kind.

    An error's own text may hold a name or a number, so it is left out.
    """
    system = f"Python {sys.version.split()[0]}, {sys.platform}"
    head = [f"CenterDesk {centerdesk.__version__} {reference}", system, kind.__name__]
    return "\n".join([*head, *_places(trace), ""])


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
    ]


def _short(file: str) -> str:
    # A user's folder often bears his name.
    return re.sub(r"^.*[\\/](site-packages|centerdesk|tests|lib)[\\/]", r"\1/", file)
