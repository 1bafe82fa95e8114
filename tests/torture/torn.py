"""A write-ahead log and a key file that were torn: a state that once was, or a sentence; never half an action."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from centerdesk.base.errors import UserError
from centerdesk.db import store, vault
from centerdesk.db.store import FILE, VAULT
from tests.services.small_centre import FAST, PASSWORD
from tests.torture.actions import Expected, act, centre_with_children, find
from tests.torture.counts import Counts

_ACTIONS = 80
_LOG = f"{FILE}-wal"


def run(number: int, seed: int) -> Counts:
    """So many torn logs and as many torn key files."""
    counts, dice = Counts(), Random(seed)
    with tempfile.TemporaryDirectory() as name, centre_with_children(Path(name) / "centre") as (key, code):
        whole, kept, copy = (Path(name) / each for each in ("centre", "kept", "copy"))
        states = [Expected(seed, {}, [])]
        opened = store.open_store(whole, key)
        for _turn in range(_ACTIONS):
            act(opened, states[-1].number)
            states.append(states[-1].after_next())
        shutil.copytree(whole, kept, ignore=shutil.ignore_patterns("*-shm"))
        opened.close()
        path = store.vault_path(kept)
        vault.change_password(path, vault.unlock(path, PASSWORD).entry, PASSWORD, PASSWORD, FAST)
        reached = set()
        for _turn in range(number):
            _fresh(kept, copy)
            reached.add(_tear_log(copy, key, states, dice, counts))
            _fresh(kept, copy)
            _tear_vault(copy, key, code, dice, counts)
        counts.add("logs: different states among them", len(reached - {None}))
    return counts


def _fresh(kept: Path, copy: Path) -> None:
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(kept, copy)


def _tear(file: Path, dice: Random) -> str:
    """Cut the file off, wipe its end, or change one byte; says which and where."""
    content = bytearray(file.read_bytes())
    place = dice.randrange(len(content))
    how = dice.choice(("cut off", "end wiped", "byte changed"))
    if how == "cut off":
        del content[place:]
    elif how == "end wiped":
        content[place:] = bytes(len(content) - place)
    else:
        content[place] ^= dice.randrange(1, 256)
    file.write_bytes(content)
    return f"{how} at {place}"


def _tear_log(copy: Path, key: bytes, states: list[Expected], dice: Random, counts: Counts) -> int | None:
    """Returns after how many actions the state was."""
    how = _tear(copy / _LOG, dice)
    counts.add("logs torn")
    try:
        found = find(copy, key)
    except UserError:
        counts.add("logs: refused with a sentence")
        return None
    except Exception as error:
        counts.fail("logs: other errors", f"{how}: {error!r}")
        return None
    places = [place for place, state in enumerate(states) if state.is_in(found)]
    if not found.check.ok or not places:
        counts.fail("logs: half an action", f"{how}: {found.check}")
        return None
    counts.add("logs: everything there" if places[-1] == len(states) - 1 else "logs: an earlier state, whole")
    return places[-1]


def _tear_vault(copy: Path, key: bytes, code: str, dice: Random, counts: Counts) -> None:
    how = _tear(copy / VAULT, dice)
    bak_too = dice.random() < 0.3
    if bak_too:
        how += f", .bak {_tear(copy / f'{VAULT}.bak', dice)}"
    counts.add("key files torn")
    path = store.vault_path(copy)
    calls: tuple[tuple[str, Callable[[], vault.Unlocked]], ...] = (
        ("password", lambda: vault.unlock(path, PASSWORD)),
        ("recovery code", lambda: vault.unlock_by_code(path, code)),
    )
    for by, call in calls:
        try:
            unlocked = call()
        except UserError:
            counts.add(f"key files: {by} refused with a sentence")
        except Exception as error:
            counts.fail(f"key files: {by}, other errors", f"{how}: {error!r}")
        else:
            if unlocked.data_key == key:
                counts.add(f"key files: {by} opens")
            else:
                counts.fail("key files: another key", how)
