"""One writer at a time: the system's lock on a file beside the centre's; it ends with its program, in any way."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _

FILE = "centre.lock"
_AGAIN_S = 0.1


class Held:
    """A folder's lock, held until it is released or the program ends."""

    def __init__(self, handle: int | None) -> None:
        self._handle = handle

    def release(self) -> None:
        """Let others write; once is enough, twice does no harm."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def hold(folder: Path, wait: float = 0) -> Held:
    """Hold the folder, waiting up to so many seconds for whoever holds it; UserError when he keeps it."""
    until = time.monotonic() + wait
    while (held := _try(folder)) is None:
        if time.monotonic() >= until:
            raise UserError(
                _(
                    "The centre is open in the program's window, or another command is writing just now. "
                    "Reading and backups are possible; to write, close the window and try again. Nothing was changed."
                )
            )
        time.sleep(_AGAIN_S)
    return held


@contextmanager
def holding(folder: Path, wait: float = 0) -> Iterator[None]:
    """Hold the folder while the block runs."""
    held = hold(folder, wait)
    try:
        yield
    finally:
        held.release()


def is_held(folder: Path) -> bool:
    """Whether a window or a writing command holds the folder at this moment."""
    if not (folder / FILE).exists():
        return False
    held = _try(folder)
    if held is None:
        return True
    held.release()
    return False


def _try(folder: Path) -> Held | None:
    """The folder's lock, or None when somebody has it."""
    try:
        handle = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        # Where no file can be made nothing can be written either: opening the centre says so in its own words.
        return Held(None)
    if _lock(handle):
        return Held(handle)
    os.close(handle)
    return None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
