"""The sample centre: invented children and staff, two years of believable records up to a day.

Who only opens one that is there needs none of the invented lives: they are imported when one is made.
"""

import shutil
from datetime import date
from pathlib import Path

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.store import make_folder
from centerdesk.services.opening import Opened

PASSWORD = "practice-centre"
NAME = "小蜗牛托育园（示例）"
DIRECTOR = "张园长"
# In the sample's folder: the day it was made for.
MARKER = "sample-made-for.txt"


def make(folder: Path, today: date) -> Opened:
    """Make the sample centre in an empty folder, as it stands in the morning of a day; returns it open."""
    from centerdesk.demo.making import make_centre

    return make_centre(folder, today, NAME, DIRECTOR, PASSWORD)


def remake(folder: Path, today: date) -> Opened:
    """The sample centre for a day, in place of one made before; a folder that is not the sample's is never emptied."""
    marker = folder / MARKER
    if marker.is_file():
        shutil.rmtree(folder)
    make_folder(folder)
    if any(folder.iterdir()):  # the marker would give somebody's own files away to the next remaking
        raise UserError(_("The folder {folder} is not empty. Choose an empty folder.").format(folder=folder))
    marker.write_text("", "utf-8")  # a making that is broken off leaves nothing that is taken for a sample
    opened = make(folder, today)
    marker.write_text(today.isoformat(), "utf-8")
    return opened


def made_for(folder: Path) -> str:
    """The day (ISO) a folder's sample was made for; nothing when there is no whole one."""
    marker = folder / MARKER
    return marker.read_text("utf-8").strip() if marker.is_file() else ""
