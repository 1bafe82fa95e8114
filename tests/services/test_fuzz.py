"""Spoiled rosters and key files in small numbers; `make fuzz` makes it long."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_spoiled_rosters_and_key_files_give_a_sentence_or_a_report() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "500"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for outcome in ("rosters: refused with a sentence", "rosters: rows refused", "rosters: taken"):
        assert outcome in done.stdout
