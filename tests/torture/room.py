"""No room on the disk, or no right to write: a sentence, nothing lost, and with room again it goes on."""

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random

from centerdesk.base.errors import UserError
from centerdesk.db import store
from centerdesk.db.store import FILE
from tests.torture.actions import Expected, act, centre_with_children, find
from tests.torture.counts import Counts
from tests.torture.forked import forked

_GROWTH = 600 * 1024  # beyond the file's size at the start
_DISK = 4096 * 1024
_NOBODY = 65534
_MOST_ACTIONS = 4000


def run(number: int, seed: int) -> Counts:
    """So many times no room: by a limit on a file's size and, where a disk can be mounted, on a full one."""
    counts, dice = Counts(), Random(seed)
    with tempfile.TemporaryDirectory() as name, centre_with_children(Path(name) / "centre") as (key, _code):
        whole, copy = Path(name) / "centre", Path(name) / "copy"
        with _small_disk(Path(name) / "disk") as disk:
            for turn in range(number):
                room = dice.randint(8 * 1024, _GROWTH)
                if disk and turn % 2:
                    folder, live, kind = disk / "copy", partial(_on_full_disk, room), "disk full"
                else:
                    folder, live, kind = copy, partial(_under_limit, room), "file too large"
                _fresh(whole, folder)
                _no_room(folder, key, live, seed + turn, kind, counts)
        _no_right(whole, key, counts)
    return counts


def _fresh(whole: Path, copy: Path) -> None:
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(whole, copy)


@contextmanager
def _small_disk(place: Path) -> Iterator[Path | None]:
    """A disk of 4 MB, or None where none may be mounted."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_DISK}", "none", str(place)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    try:
        yield place if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", str(place)], check=True)


def _no_room(
    folder: Path,
    key: bytes,
    live: Callable[[Path, bytes, int, int], None],
    first: int,
    kind: str,
    counts: Counts,
) -> None:
    told = _lines(partial(live, folder, key, first))
    stands = Expected(first, {}, [])
    refused = 0
    for line in told:
        if line.startswith("!"):
            counts.fail("errors of the writer", f"{line} ({kind}, from {first})")
            return
        if line.startswith("?"):
            refused += 1
            counts.add(f"{kind}: {line[1:]}")
        else:
            stands = stands.after_next()
    counts.add("actions acknowledged", sum(line.isdigit() for line in told))
    if not refused or told[-1].startswith("?"):
        counts.fail("room that was not missed", f"{kind}, from {first}: {told[-1:]}")
    found = find(folder, key)
    if not found.check.ok or not stands.is_in(found):
        counts.fail("lost or half", f"{kind}, from {first}: {found.check}")


def _lines(live: Callable[[int], None]) -> list[str]:
    """What a forked process tells until its end."""
    process, out = forked(live)
    with os.fdopen(out, encoding="utf-8") as pipe:
        lines = pipe.read().splitlines()
    os.waitpid(process, 0)
    return lines


def _under_limit(room: int, folder: Path, key: bytes, first: int, tell: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit = (folder / FILE).stat().st_size + room - _GROWTH // 2
    most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    _until_full(
        folder,
        key,
        first,
        tell,
        fill=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (max(limit, 4096), most)),
        make_room=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )


def _on_full_disk(room: int, folder: Path, key: bytes, first: int, tell: int) -> None:
    filler = folder.parent / "filler"

    def fill() -> None:
        free = shutil.disk_usage(folder).free
        filler.write_bytes(bytes(max(0, free - room)))

    _until_full(folder, key, first, tell, fill=fill, make_room=filler.unlink)


def _until_full(
    folder: Path,
    key: bytes,
    first: int,
    tell: int,
    *,
    fill: Callable[[], None],
    make_room: Callable[[], None],
) -> None:
    """Act until there is no room; then, with room, once more."""
    opened = store.open_store(folder, key)
    number = first
    fill()
    try:
        while number < first + _MOST_ACTIONS:
            act(opened, number)
            os.write(tell, f"{number}\n".encode())
            number += 1
    except UserError as refusal:
        os.write(tell, f"?{refusal.text}\n".encode())
    make_room()
    act(opened, number)
    os.write(tell, f"{number}\n".encode())
    opened.close()


def _no_right(folder: Path, key: bytes, counts: Counts) -> None:
    """In a folder that may only be read: a sentence, and every file stays as it is."""
    before = {file: file.read_bytes() for file in folder.iterdir()}
    for file in before:
        file.chmod(0o444)
    folder.chmod(0o555)
    folder.parent.chmod(0o755)
    told = _lines(partial(_act_as_nobody, folder, key))
    folder.chmod(0o755)
    if told[0].startswith("?") and {file: file.read_bytes() for file in folder.iterdir()} == before:
        counts.add(f"read-only folder: {told[0][1:]}")
    else:
        counts.fail("read-only folder", told)


def _act_as_nobody(folder: Path, key: bytes, tell: int) -> None:
    if os.geteuid() == 0:  # to whom all is permitted
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
    try:
        act(store.open_store(folder, key), 0)
    except UserError as refusal:
        os.write(tell, f"?{refusal.text}\n".encode())
    else:
        os.write(tell, b"written\n")
