"""Wrong passwords are counted beside the vault, so that guessing gets slower and a restart does not help."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db import vault

FILE = "centre.tries"
FREE = 3
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Tries:
    """How often somebody's secret was wrong since it was last right, and when last."""

    count: int
    last: datetime


def wait_after(count: int) -> int:
    """Seconds to wait after so many wrong ones: none after the first two, then 2, 4, 8 ... at most five minutes."""
    return 0 if count < FREE else min(2 ** min(count - FREE + 1, 9), LONGEST)


def check(folder: Path, name: str | None, now: datetime) -> None:
    """UserError while somebody has to wait."""
    tries = count(folder, name)
    if tries is None:
        return
    wait = timedelta(seconds=wait_after(tries.count))
    # A clock that was set back must not lock anybody out for longer than the wait itself.
    left = min(wait, tries.last + wait - now)
    if left > timedelta(0):
        raise UserError(
            _("Wrong {n} times in a row. Try again in {seconds} seconds.").format(
                n=tries.count, seconds=-(-left // timedelta(seconds=1))
            ),
            "password",
        )


def count(folder: Path, name: str | None) -> Tries | None:
    """What is counted against a name, if anything."""
    tries = _read(folder)
    return tries.get(_counted_name(folder, name)) if tries else None


def add(folder: Path, name: str | None, now: datetime) -> None:
    """It was wrong once more."""
    tries, name = _read(folder), _counted_name(folder, name)
    before = tries.get(name)
    _write(folder, tries | {name: Tries(before.count + 1 if before else 1, now)})


def forget(folder: Path, *names: str | None) -> None:
    """It was right: nothing is counted against these names any more."""
    tries = _read(folder)
    if not tries:
        return
    gone = {_counted_name(folder, name) for name in names} & tries.keys()
    if gone:
        _write(folder, {name: each for name, each in tries.items() if name not in gone})


def _counted_name(folder: Path, name: str | None) -> str:
    """The name of an account; whatever else is typed counts together, or the file would grow with guesses."""
    known = name is not None and name.removeprefix("PIN ") in vault.names(folder / "centre.vault")
    return name if known and name else ""


def _read(folder: Path) -> dict[str, Tries]:
    """Nothing is counted where the file is absent or torn."""
    try:
        content: dict[str, Any] = json.loads((folder / FILE).read_text("utf-8"))
        return {
            name: Tries(int(each["count"]), datetime.fromisoformat(each["last"]))
            for name, each in content.items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _write(folder: Path, tries: dict[str, Tries]) -> None:
    file = folder / FILE
    content = {name: {"count": each.count, "last": each.last.isoformat()} for name, each in tries.items()}
    with suppress(OSError):  # where nothing can be written the centre may still be read
        if content:
            temporary = file.with_suffix(".tries.new")
            temporary.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
            temporary.replace(file)
        else:
            file.unlink(missing_ok=True)
