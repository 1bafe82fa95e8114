"""kill -9 at random instants: what was acknowledged is there, nothing is half there."""

import os
import signal
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from tests.torture.actions import Expected, act_on, centre_with_children, find
from tests.torture.counts import Counts
from tests.torture.forked import forked

_A_FILE = 250  # kills; the audit grows with each action, and every check walks it from its beginning
_MOST_ACKNOWLEDGED, _LONGEST_WAIT = 6, 0.03


def run(number: int, seed: int) -> Counts:
    """Kill a writer so many times, each time on what the one before has left."""
    counts, dice = Counts(), Random(seed)
    while number > 0:
        with (
            tempfile.TemporaryDirectory() as name,
            centre_with_children(Path(name) / "centre") as (key, _code),
        ):
            _kill_on_one_file(Path(name) / "centre", key, min(number, _A_FILE), dice, counts)
        number -= _A_FILE
    return counts


def _kill_on_one_file(folder: Path, key: bytes, number: int, dice: Random, counts: Counts) -> None:
    stands = Expected(dice.randrange(1 << 30), {}, [])
    for never in ("lost", "half"):  # said also when there is none
        counts.add(never, 0)
    for _turn in range(number):
        first, before = stands.number, [stands]
        told = killed(
            partial(act_on, folder, key, first),
            dice.randint(0, _MOST_ACKNOWLEDGED),
            dice.uniform(0, _LONGEST_WAIT),
        )
        counts.add("kills")
        if any(line.startswith("!") for line in told):
            counts.fail("errors of the writer", f"{told[-1]} in action {first + len(told) - 1}")
            return
        counts.add("actions acknowledged", len(told))
        for _line in told:
            before.append(before[-1].after_next())
        try:
            found = find(folder, key)
        except Exception as error:
            counts.fail("files that don't open", f"{error!r} after action {before[-1].number}")
            return
        if not found.check.ok:
            counts.fail("files the check complains of", f"{found.check} after action {before[-1].number}")
            return
        stands, unheard = before[-1], before[-1].after_next()
        if stands.is_in(found):
            continue
        if unheard.is_in(found):
            # Killed between commit and acknowledgement: that it is there is right, too.
            counts.add("of these kills between a commit and its acknowledgement")
            stands = unheard
        else:
            lost = any(state.is_in(found) for state in before[:-1])
            counts.fail("lost" if lost else "half", f"after action {stands.number}, begun at {first}")
            return


def killed(live: Callable[[int], None], acknowledged: int, wait: float) -> list[str]:
    """The lines a forked process told before it was killed, so long after so many of them."""
    process, out = forked(live)
    with os.fdopen(out, "rb", buffering=0) as pipe:
        told = b""
        while told.count(b"\n") < acknowledged and (piece := pipe.read(4096)):
            told += piece
        time.sleep(wait)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        while piece := pipe.read(4096):
            told += piece
    return told.decode().splitlines()
