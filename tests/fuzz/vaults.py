"""Spoiled key files through every way of opening them."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from centerdesk.base.errors import UserError
from centerdesk.db import vault
from tests.fuzz.limit import within
from tests.services.small_centre import FAST, PASSWORD
from tests.torture.counts import Counts

_SECONDS = 10
_NAME = "张园长"
_VALUES: tuple[Any, ...] = (
    *(None, True, 0, 1, -1, 1.5, 2**70, "", "A", "AAAA", "字", "\ud7ff", "user", "recovery"),
    *([], [1], {}, {"nonce": ""}, "A" * 5000, [[]]),
)


def run(number: int, seed: int, keep: Path) -> Counts:
    """So many spoiled key files; one that crashes us is kept in a folder."""
    counts = Counts()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "centre.vault"
        unlocked, code = vault.create(path, _NAME, PASSWORD, FAST)
        content = path.read_bytes()
        calls: tuple[tuple[str, Callable[[], object]], ...] = (
            ("password", lambda: vault.unlock(path, PASSWORD, _NAME)),
            ("code", lambda: vault.unlock_by_code(path, code)),
            ("names", lambda: vault.names(path)),
        )
        for turn in range(number):
            path.write_bytes(_spoiled(content, Random(f"{seed} {turn}")))
            for by, call in calls:
                try:
                    with within(_SECONDS):
                        result = call()
                except UserError:
                    counts.add(f"key files: {by} refused with a sentence")
                except Exception as error:
                    keep.mkdir(parents=True, exist_ok=True)
                    kept = keep / f"vault-{seed}-{turn}.vault"
                    kept.write_bytes(path.read_bytes())
                    counts.fail(f"key files: {by} crashed", f"{error!r}: {kept}")
                else:
                    if isinstance(result, vault.Unlocked) and result.data_key != unlocked.data_key:
                        counts.fail("key files: another key", f"seed {seed}, turn {turn}")
                    counts.add(f"key files: {by} opens")
    return counts


def _spoiled(content: bytes, dice: Random) -> bytes:
    """Bytes changed or cut off, or a value of the JSON in place of another."""
    if dice.random() < 0.4:
        changed = bytearray(content)
        for _turn in range(dice.choice((1, 1, 3))):
            changed[dice.randrange(len(changed))] ^= dice.randrange(1, 256)
        return bytes(changed[: dice.randrange(len(changed))] if dice.random() < 0.2 else changed)
    tree = json.loads(content)
    for _turn in range(dice.choice((1, 1, 2))):
        holder, place = dice.choice(list(_places(tree)))
        # A guess may be made dear, which is no damage; it would only take long.
        if place not in ("t", "m"):
            holder[place] = dice.choice(_VALUES)
        if dice.random() < 0.2 and place in (holder if isinstance(holder, dict) else range(len(holder))):
            del holder[place]
    return json.dumps(tree, ensure_ascii=False).encode()


def _places(tree: Any) -> list[tuple[Any, Any]]:
    """Each place where a value stands: what holds it, and under what."""
    inner = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree))
    deeper = [place for _key, value in inner if isinstance(value, dict | list) for place in _places(value)]
    return [(tree, key) for key, _value in inner] + deeper
