"""Putting a restored centre in the place of today's: file by file, and to be finished after any interruption.

A marker file says that it is under way. Until it is gone, either the old pair (centre.db, centre.vault) or the
new one lies whole in one folder, and `settle` brings the rest to an end.
"""

import shutil
from pathlib import Path

from centerdesk.base.errors import UserError
from centerdesk.base.files import sync_file, sync_folder
from centerdesk.base.i18n import _
from centerdesk.db.errors import folder_sentence

NEW, UNDO = "restore-new", "restore-undo"
_MARKER = "restore-under-way"
_RESTORE, _UNDO_IT = "restore", "undo"
_DB, _VAULT = "centre.db", "centre.vault"
# The file itself first: it is the one another program may hold.
_FILES = (_DB, _VAULT, f"{_DB}-wal", f"{_DB}-shm", f"{_VAULT}.bak")


def swap(folder: Path) -> None:
    """Put the pair in `restore-new` in place; what lay there is kept in `restore-undo`."""
    try:
        shutil.rmtree(folder / UNDO, ignore_errors=True)
        _mark(folder, _RESTORE)
    except OSError as error:
        raise folder_sentence(error, folder) from error
    settle(folder)


def can_swap_back(folder: Path) -> bool:
    """Whether a restore can be undone."""
    return all((folder / UNDO / name).is_file() for name in (_DB, _VAULT))


def swap_back(folder: Path) -> None:
    """Undo a restore; what it had brought is kept in its turn."""
    if not can_swap_back(folder):
        raise UserError(
            _("There is no restore to undo in {folder}. Nothing was changed.").format(folder=folder)
        )
    try:
        shutil.rmtree(folder / NEW, ignore_errors=True)
        _mark(folder, _UNDO_IT)
    except OSError as error:
        raise folder_sentence(error, folder) from error
    settle(folder)


def settle(folder: Path) -> bool:
    """Finish a swap that was interrupted; called before a centre is opened. Whether there was one."""
    marker = folder / _MARKER
    try:
        if not marker.is_file():
            return False
        _settle(folder, marker, folder / NEW, folder / UNDO)
    except OSError as error:
        raise folder_sentence(error, folder) from error
    return True


def _settle(folder: Path, marker: Path, new: Path, undo: Path) -> None:
    undoing = marker.read_text("utf-8") == _UNDO_IT
    if undoing and not new.exists():
        undo.rename(new)
    undo.mkdir(exist_ok=True)
    if (new / _DB).is_file():  # nothing of the new pair is in place yet, so what is there is the old one
        try:
            _move(folder, undo)
        except OSError:  # another program holds a file: all back, as if nobody had asked
            _move(undo, folder)
            marker.unlink()
            if undoing:
                undo.rmdir()
                new.rename(undo)
            raise
        sync_folder(undo)
    _move(new, folder)
    sync_folder(folder)
    marker.unlink()  # before `new` goes: without it a second undo would be read out of its absence
    sync_folder(folder)
    shutil.rmtree(new, ignore_errors=True)
    if not any(undo.iterdir()):
        undo.rmdir()


def _move(source: Path, to: Path) -> None:
    for name in _FILES:
        if (source / name).is_file():
            (source / name).replace(to / name)


def _mark(folder: Path, words: str) -> None:
    temporary = folder / f"{_MARKER}.new"
    temporary.write_text(words, "utf-8")
    sync_file(temporary)
    temporary.replace(folder / _MARKER)
    sync_folder(folder)
