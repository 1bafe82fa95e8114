"""Twenty threads on one open file, reading and writing: all is there afterwards."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from random import Random

from centerdesk.db import store
from centerdesk.db.store import Store
from centerdesk.domain.attendance import Mark
from centerdesk.services import attendance
from tests.services.small_centre import TODAY
from tests.torture.actions import ACTOR, CHILDREN, DAYS, NOW, Cells, centre_with_children, find
from tests.torture.counts import Counts

_THREADS = 20


def run(number: int, seed: int) -> Counts:
    """So many marks by twenty threads, each of which looks at a day in between."""
    counts = Counts()
    cells = [(child, day) for child in CHILDREN for day in DAYS]
    Random(seed).shuffle(cells)
    wanted: Cells = dict.fromkeys(cells[:number], (Mark.PRESENT, ""))
    with tempfile.TemporaryDirectory() as name, centre_with_children(Path(name) / "centre") as (key, _code):
        opened = store.open_store(Path(name) / "centre", key)
        with ThreadPoolExecutor(_THREADS) as pool:
            waiting = [pool.submit(_mark_and_look, opened, *cell) for cell in wanted]
        for each in waiting:
            if error := each.exception():
                counts.fail("errors", repr(error))
            else:
                counts.add("marked and read back")
        opened.close()
        found = find(Path(name) / "centre", key)
        if found.cells != wanted or not found.check.ok or found.steps != [1] * len(wanted):
            counts.fail("not as written", f"{len(found.cells)} marks, {found.check}")
    return counts


def _mark_and_look(opened: Store, child: int, day: date) -> None:
    with opened.begin(ACTOR, NOW) as session:
        attendance.mark(session, child, day, Mark.PRESENT, today=TODAY)
    with opened.read(ACTOR) as session:
        rows = {row.child_id: row.mark for row in attendance.day_sheet(session, day)}
    assert rows[child] is Mark.PRESENT
