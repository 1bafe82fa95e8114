"""One mark with its commit against a bare one-row commit on the same kind of file."""

from datetime import datetime
from pathlib import Path

from centerdesk.db.store import FILE, connect
from centerdesk.domain.attendance import Mark
from centerdesk.services import attendance
from centerdesk.services.opening import Opened
from tests.bench.centres import TODAY
from tests.bench.ratio import Ratio, alternating_ms

_TIMES = 400


def measure(opened: Opened, data_key: bytes, copy: Path) -> list[Ratio]:
    """The ratio in a file with ten years of 200 children; the bare commits go to a copy of it.

    In the same file each would empty the other's page cache, as no two programs write one file in use.
    """
    with opened.store.read(opened.actor) as session:
        children = [row.child_id for row in attendance.day_sheet(session, TODAY)]
    bare = connect(copy / FILE, data_key)
    bare.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, mark TEXT)")

    def ours(turn: int) -> None:
        new = (Mark.SICK, Mark.PRESENT)[turn // len(children) % 2]
        with opened.store.begin(opened.actor, datetime(2026, 11, 24, 8)) as session:
            attendance.mark(session, children[turn % len(children)], TODAY, new, "发热", today=TODAY)

    def one_row(turn: int) -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT OR REPLACE INTO bare VALUES (?, ?)", (turn % len(children), str(turn)))
        bare.execute("COMMIT")

    marked, committed = alternating_ms(ours, one_row, _TIMES)
    bare.execute("DROP TABLE bare")
    bare.close()
    return [
        Ratio(
            "one mark with its commit / bare one-row commit (ten years of 200 children)", marked, committed, 3
        )
    ]
