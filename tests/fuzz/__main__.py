"""python -m tests.fuzz [N]: N spoiled rosters and N spoiled key files."""

import argparse
import sys
import time
import warnings
from pathlib import Path

from tests.fuzz import rosters, vaults

_KEEP = Path("build/fuzz")


def main() -> int:
    """Both, with counts by outcome; what crashes us is kept in build/fuzz."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("number", type=int, nargs="?", default=500)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")  # openpyxl's and zipfile's, about what we spoil on purpose
    began = time.perf_counter()
    codes = [run(arguments.number, arguments.seed, _KEEP).show() for run in (rosters.run, vaults.run)]
    print(f"fuzz: seed {arguments.seed}, {time.perf_counter() - began:.0f} s")
    return max(codes)


sys.exit(main())
