"""python -m tests.torture ATTACK [N]: attack a centre's file so many times and count what came of it."""

import argparse
import os
import sys
import time
from pathlib import Path

from centerdesk.db import store
from tests.services.small_centre import PASSWORD
from tests.torture import clear_text, flips, kills, room, rotation, threads, torn
from tests.torture.actions import act

_ATTACKS = {
    "kills": kills.run,
    "rotation": rotation.run,
    "flips": flips.run,
    "torn": torn.run,
    "room": room.run,
    "threads": threads.run,
    "strings": clear_text.run,
}


def main() -> int:
    """One attack, or with `write FOLDER N` the writer alone, for strace."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("attack", choices=[*_ATTACKS, "write"])
    parser.add_argument("number", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    if arguments.attack == "write":
        return _write(arguments.folder, arguments.number)
    began = time.perf_counter()
    counts = _ATTACKS[arguments.attack](arguments.number, arguments.seed)
    code = counts.show()
    print(f"{arguments.attack}: seed {arguments.seed}, {time.perf_counter() - began:.0f} s")
    return code


def _write(folder: Path, number: int) -> int:
    opened = store.open_store(folder, store.unlock(folder, PASSWORD).data_key)
    for turn in range(number):
        act(opened, turn)
        os.write(1, f"{turn}\n".encode())
    opened.close()
    return 0


sys.exit(main())
