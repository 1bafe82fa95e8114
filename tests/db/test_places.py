"""Where a centre must not lie."""

from pathlib import Path, PureWindowsPath

import pytest

from centerdesk.base.errors import UserError
from centerdesk.db.places import check_place, is_network, sync_program, system_of

MOUNTS = """overlay / overlay rw 0 0
//server/share /mnt/share cifs rw 0 0
server:/home /mnt/with\\040blank nfs4 rw 0 0
/dev/sdb1 /mnt/share/disk ext4 rw 0 0
me@server: /home/me/far fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "system"),
    [
        ("/home/me/centre", "overlay"),
        ("/mnt/share", "cifs"),
        ("/mnt/share/centre", "cifs"),
        ("/mnt/shared/centre", "overlay"),
        ("/mnt/share/disk/centre", "ext4"),
        ("/mnt/with blank/centre", "nfs4"),
        ("/home/me/far/centre", "fuse.sshfs"),
    ],
)
def test_the_nearest_mount_tells_what_a_folder_lies_on(folder: str, system: str) -> None:
    assert system_of(Path(folder), MOUNTS) == system


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        (r"C:\Users\li\OneDrive - 小蜗牛\托育", "OneDrive"),
        (r"D:\我的坚果云\托育", "坚果云"),
        (r"D:\Nutstore Files\托育", "坚果云"),
        (r"D:\BaiduSyncdisk\托育", "百度网盘"),
        (r"D:\百度网盘同步空间\托育", "百度网盘"),
        (r"C:\Users\li\Dropbox\托育", "Dropbox"),
        (r"C:\Users\li\iCloudDrive\托育", "iCloud"),
        (r"D:\腾讯微云\托育", "腾讯微云"),
        (r"D:\WPS Drive\托育", "WPS云盘"),
        (r"C:\Users\li\AppData\Local\CenterDesk\centre", ""),
        (r"D:\托育\2026", ""),
    ],
)
def test_a_sync_program_is_known_by_its_folder(folder: str, program: str) -> None:
    assert sync_program(PureWindowsPath(folder)) == program


def test_a_sync_folder_is_refused_with_the_way_out(tmp_path: Path) -> None:
    check_place(tmp_path)
    assert not is_network(tmp_path)
    with pytest.raises(UserError, match="坚果云") as refusal:
        check_place(tmp_path / "我的坚果云" / "centre")
    assert refusal.value.field == "folder"
    assert list(tmp_path.iterdir()) == []
