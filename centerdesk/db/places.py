"""Where a centre must not lie: a folder on another computer, or one that a sync program copies about."""

import os
import sys
from pathlib import Path, PurePath

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _

_NETWORK = N_(
    "The folder {folder} lies on another computer or a network drive. There the centre's file may be damaged when "
    "the connection breaks; the program is for one computer. Choose a folder on this computer's own disk; "
    "a centre that already lies there is copied to it whole, with the program closed."
)
_SYNCED = N_(
    "The folder {folder} is copied to the net by {program}. That damages the centre's file while it is written, "
    "and the children's records would leave this computer. Choose a folder outside of it; "
    "a centre that already lies there is moved out whole, with both programs closed."
)
_REMOTE_SYSTEMS = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "fuse.sshfs", "fuse.davfs", "davfs")
)
_MOUNTS = Path("/proc/mounts")
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of Windows
# How a sync program's folder begins, small and without blanks, and what people call the program.
_SYNC_FOLDERS = (
    ("onedrive", "OneDrive"),
    ("nutstore", "坚果云"),
    ("坚果云", "坚果云"),
    ("我的坚果云", "坚果云"),
    ("baidunetdisk", "百度网盘"),
    ("baidusyncdisk", "百度网盘"),
    ("百度网盘", "百度网盘"),
    ("dropbox", "Dropbox"),
    ("icloud", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("微云", "腾讯微云"),
    ("腾讯微云", "腾讯微云"),
    ("weiyun", "腾讯微云"),
    ("wps云盘", "WPS云盘"),
    ("wpsdrive", "WPS云盘"),
    ("googledrive", "Google Drive"),
)


def check_place(folder: Path) -> None:
    """UserError unless the folder lies on this computer, and no sync program copies it."""
    whole = folder.expanduser().absolute()
    if is_network(whole):
        raise UserError(_(_NETWORK).format(folder=folder), "folder")
    if program := sync_program(whole):
        raise UserError(_(_SYNCED).format(folder=folder, program=program), "folder")


def sync_program(folder: PurePath) -> str:
    """The sync program in whose folder this one lies, as people call it; empty when there is none."""
    for part in folder.parts:
        plain = "".join(part.split()).casefold()
        for start, program in _SYNC_FOLDERS:
            if plain.startswith(start):
                return program
    return ""


def is_network(folder: Path) -> bool:
    """Whether the folder lies on another computer."""
    if sys.platform == "win32":
        import ctypes

        drive = folder.drive
        remote = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE
        return drive.startswith("\\\\") or remote
    try:
        mounts = _MOUNTS.read_text("utf-8", "replace")
    except OSError:
        return False  # no Linux
    return system_of(Path(os.path.realpath(folder)), mounts) in _REMOTE_SYSTEMS


def system_of(folder: PurePath, mounts: str) -> str:
    """The file system that a folder lies on, by the system's table of mounts."""
    found = "", ""
    for line in mounts.splitlines():
        _device, point, system, *_rest = line.split(" ")
        point = point.replace("\\040", " ")
        if folder.is_relative_to(point) and len(point) >= len(found[0]):
            found = point, system
    return found[1]
