"""One key in the filter of the children's list, with 1,000 of them, against a frame of the screen."""

import os
import statistics
import time
from datetime import datetime
from pathlib import Path

from tests.bench.centres import CHEAP, TODAY
from tests.bench.ratio import Ratio
from tests.bench.roster import take_1000

_FRAME_MS = 1000 / 60
_KEYS = "ce1"


def measure(folder: Path) -> list[Ratio]:
    """From the key to the painted list, for each of three keys typed after each other."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtTest import QTest

    from centerdesk.services.opening import new_centre
    from centerdesk.ui.app import make_application
    from centerdesk.ui.desk import Desk
    from centerdesk.ui.pages.children import ChildrenPage

    opened, _code = new_centre(
        folder / "list", "测速园", "张园长", "a long password", now=datetime(2026, 11, 24, 8), cost=CHEAP
    )
    take_1000(folder, opened)
    app = make_application(100)
    page = ChildrenPage(Desk(opened, TODAY))
    page.resize(1280, 800)
    page.show()
    page.refresh()
    app.processEvents()
    taken = []
    for _turn in range(5):
        for key in _KEYS:
            began = time.perf_counter()
            QTest.keyClicks(page.list.filter_edit, key)
            app.processEvents()
            taken.append((time.perf_counter() - began) * 1000)
        page.list.filter_edit.clear()
        app.processEvents()
    page.close()
    opened.store.close()
    name = "one key in the filter of 1,000 children / a frame of the screen"
    return [Ratio(name, statistics.median(taken), _FRAME_MS, 1)]
