"""A new data key for the centre file: after an account is closed, what its holder has kept opens nothing new.

The new key is sealed to everybody beside the old one, the file is put under it, then the old seals go. Broken off
at any instant, the file is under one of the two keys, and whoever signs in has both.
"""

import secrets
from contextlib import suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db import store, vault
from centerdesk.db.errors import as_sentences
from centerdesk.db.store import Store
from centerdesk.db.vault import Unlocked


def rotate(folder: Path, old: bytes) -> bytes:
    """Put a closed centre file under a new key; returns it."""
    new = secrets.token_bytes(vault.KEY_BYTES)
    path = store.vault_path(folder)
    vault.stage(path, new)
    with as_sentences():
        _rekey(folder / store.FILE, old, new)
    vault.settle(path)
    return new


def renew_key(opened: Store) -> None:
    """Put an open centre file under a new key: its connections are closed, and opened anew when next used."""
    old = opened.data_key
    opened.close()
    new = rotate(opened.folder, old)
    opened.use_key(new)


def fitting_key(folder: Path, unlocked: Unlocked) -> bytes:
    """Which of the keys opens the file; a renewal that was broken off after the file's turn is brought to its end.

    One broken off before it is left alone: another process may be in the middle of it.
    """
    file = folder / store.FILE
    if unlocked.next_key is None or opens(file, unlocked.data_key) or not opens(file, unlocked.next_key):
        return unlocked.data_key
    with suppress(UserError):  # a read-only folder can still be read
        vault.settle(store.vault_path(folder))
    return unlocked.next_key


def opens(file: Path, data_key: bytes) -> bool:
    """Whether the file is under this key."""
    try:
        store.connect(file, data_key).close()
    except sqlcipher.DatabaseError as error:
        if "not a database" in str(error):
            return False
        raise
    return True


def _rekey(file: Path, old: bytes, new: bytes) -> None:
    connection = store.connect(file, old)
    try:
        # Alone in the file: whoever else reads it would find nonsense from here on.
        connection.execute("PRAGMA busy_timeout = 1000")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    if not opens(file, new):
        raise UserError(_("The centre's file could not be put under a new key; it is as it was before."))
