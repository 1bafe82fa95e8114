"""One changed byte in a centre's file: refused, found by the check, or without any effect; never other data."""

import shutil
import tempfile
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select

from centerdesk.base.errors import UserError
from centerdesk.db import store
from centerdesk.db.schema.base import Base
from centerdesk.db.store import FILE
from centerdesk.services import attendance, children
from tests.services.small_centre import TODAY
from tests.torture.actions import ACTOR, OCTOBER, act, centre_with_children
from tests.torture.counts import Counts

_ACTIONS = 60


def run(number: int, seed: int) -> Counts:
    """So many bytes at random places, each in a fresh copy."""
    counts, dice = Counts(), Random(seed)
    with tempfile.TemporaryDirectory() as name, centre_with_children(Path(name) / "centre") as (key, _code):
        whole, copy = Path(name) / "centre", Path(name) / "copy"
        opened = store.open_store(whole, key)
        for turn in range(_ACTIONS):
            act(opened, turn)
        opened.close()
        expected, _sound = read_everything(whole, key)
        content = (whole / FILE).read_bytes()
        for _turn in range(number):
            shutil.rmtree(copy, ignore_errors=True)
            copy.mkdir()
            place, change = dice.randrange(len(content)), dice.randrange(1, 256)
            changed = bytearray(content)
            changed[place] ^= change
            (copy / FILE).write_bytes(changed)
            counts.add("bytes changed")
            try:
                held, sound = read_everything(copy, key)
            except UserError:
                counts.add("refused with a sentence")
            except Exception as error:
                counts.fail("other errors", f"byte {place} ^ {change}: {error!r}")
            else:
                if held != expected:
                    counts.fail("other data read", f"byte {place} ^ {change}, seed {seed}")
                else:
                    counts.add(
                        "all data read, nothing to find" if sound else "all data read, found by the check"
                    )
    return counts


def read_everything(folder: Path, key: bytes) -> tuple[list[Any], bool]:
    """All that the file holds, by services and by table, and whether the check finds it sound."""
    opened = store.open_store(folder, key)
    try:
        with opened.read(ACTOR) as session:
            held: list[Any] = [
                children.list_children(session, TODAY, with_left=True),
                attendance.class_month(session, OCTOBER, 1, TODAY),
            ]
            for table in Base.metadata.sorted_tables:
                held.append(session.execute(select(table)).all())
        return held, opened.check().ok
    finally:
        opened.close()
