"""A verified backup of a ten-year file of 200 children against a plain copy of the file, in time and in size."""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from centerdesk.db.backup import Why, back_up
from centerdesk.db.store import FILE
from centerdesk.services.opening import Opened
from tests.bench.ratio import Ratio, alternating_ms

_NOW = datetime(2026, 11, 24, 18)


def measure(opened: Opened, folder: Path) -> list[Ratio]:
    """Both end on the disk; ours is also opened again, checked whole and counted. Sizes in kB."""
    folder.mkdir()
    file = opened.store.folder / FILE

    def ours(turn: int) -> None:
        back_up(opened.store, _NOW + timedelta(seconds=turn), Why.BY_HAND, folder / "backups")

    def plain(turn: int) -> None:
        copy = folder / f"plain{turn}.db"
        shutil.copyfile(file, copy)
        with copy.open("rb+") as written:
            os.fsync(written.fileno())

    made, copied = alternating_ms(ours, plain, 5)
    kept = next((folder / "backups").iterdir())
    size = sum(each.stat().st_size for each in kept.iterdir())
    return [
        Ratio("verified backup / plain copy of the file (ten years of 200 children)", made, copied),
        Ratio("its size / the file's, in kB", size / 1000, file.stat().st_size / 1000),
    ]
