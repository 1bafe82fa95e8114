"""The set-up installs what pyproject.toml asks for, exactly, and does nothing twice."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONSTRAINTS = (ROOT / "packaging" / "constraints.txt").read_text("utf-8")
PIN = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; .*)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")


def test_constraints_are_pins_and_hashes_and_name_no_address() -> None:
    strange = [line for line in CONSTRAINTS.splitlines() if not (PIN.fullmatch(line) or HASH.fullmatch(line))]
    assert strange == []


def test_constraints_meet_every_requirement() -> None:
    pinned = dict(PIN.findall(CONSTRAINTS))
    wanted = [
        *PROJECT["build-system"]["requires"],
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["gui"],
        *PROJECT["dependency-groups"]["dev"],
        *PROJECT["tool"]["uv"]["constraint-dependencies"],
    ]
    unmet = [text for text in wanted if not _meets(pinned, Requirement(text))]
    assert unmet == []


def _meets(pinned: dict[str, str], requirement: Requirement) -> bool:
    version = pinned.get(requirement.name.lower())
    return version is not None and requirement.specifier.contains(version)


def test_assets_are_made_once() -> None:
    made = subprocess.run(
        [sys.executable, ROOT / "packaging" / "assets.py"], check=True, capture_output=True, text=True
    )
    assert made.stdout == ""
