"""kill -9 while the data key is renewed: password and recovery code open the file, and all is in it."""

import os
import tempfile
from functools import partial
from pathlib import Path
from random import Random

from centerdesk.db import rotation, store, vault
from tests.services.small_centre import PASSWORD
from tests.torture.actions import Expected, act, centre_with_children, find
from tests.torture.counts import Counts
from tests.torture.kills import killed

_ACTIONS, _LONGEST_WAIT = 40, 0.06


def run(number: int, seed: int) -> Counts:
    """Break off so many renewals on one file."""
    counts, dice = Counts(), Random(seed)
    with tempfile.TemporaryDirectory() as name, centre_with_children(Path(name) / "centre") as (key, code):
        folder = Path(name) / "centre"
        stands = Expected(seed, {}, [])
        opened = store.open_store(folder, key)
        for _turn in range(_ACTIONS):
            act(opened, stands.number)
            stands = stands.after_next()
        opened.close()
        path = store.vault_path(folder)
        for _turn in range(number):
            told = killed(
                partial(_rotate_on, folder, key),
                dice.randint(0, 1),
                dice.uniform(0, _LONGEST_WAIT),
            )
            counts.add("kills")
            if any(line.startswith("!") for line in told):
                counts.fail("errors of the renewal", told[-1])
                break
            counts.add("renewals finished", len(told))
            try:
                unlocked, by_code = vault.unlock(path, PASSWORD), vault.unlock_by_code(path, code)
                counts.add("of these kills with two keys in the vault", int(unlocked.next_key is not None))
                key = rotation.fitting_key(folder, unlocked)
                found = find(folder, key)
                if rotation.fitting_key(folder, by_code) != key:
                    counts.fail("recovery codes that no longer open", told)
                    break
            except Exception as error:
                counts.fail("files that don't open", repr(error))
                break
            if not (found.check.ok and stands.is_in(found)):
                counts.fail("files that are not as they were", found.check)
                break
    return counts


def _rotate_on(folder: Path, key: bytes, tell: int) -> None:
    while True:
        key = rotation.rotate(folder, key)
        os.write(tell, b"renewed\n")
