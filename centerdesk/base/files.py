"""Files: written whole or not at all, and waited for until they are on the disk."""

import os
from pathlib import Path

from centerdesk.base.errors import UserError, reason_of
from centerdesk.base.i18n import _


def write_whole(path: Path, content: bytes) -> Path:
    """Write beside it and put it in place at once; UserError when its folder can't be written."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        if part.is_file():
            part.unlink(missing_ok=True)
        raise UserError(
            _("{file} can't be written: {reason}. Choose another folder.").format(
                file=path, reason=reason_of(error)
            )
        ) from error
    return path


def sync_file(file: Path) -> None:
    """Wait until a file's content is on the disk."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until a folder's entries are on the disk; Windows does that by itself."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
