"""Restoring: a backup goes into new files, is checked there, and then takes the place of today's."""

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from centerdesk.base.errors import UserError
from centerdesk.base.files import sync_file, sync_folder
from centerdesk.base.i18n import _
from centerdesk.db import swap
from centerdesk.db.backup import Backup, Facts, Why, back_up, facts_of, read_only, verify
from centerdesk.db.errors import as_sentences, folder_sentence
from centerdesk.db.store import FILE, REVISION, VAULT, Store, connect


@dataclass(frozen=True, slots=True)
class Filed:
    """A filed return by its random id."""

    id: str
    period: str
    version: int
    filed_at: datetime

    @property
    def words(self) -> str:
        """That a restore loses it."""
        return _(
            "The return of {period}, version {version}, filed on {day}, is not in the backup: "
            "what was filed stays valid; file it again or keep its documents."
        ).format(period=self.period, version=self.version, day=self.filed_at.date().isoformat())

    def as_json(self) -> dict[str, Any]:
        """For other programs."""
        return {
            "id": self.id,
            "period": self.period,
            "version": self.version,
            "filed_at": self.filed_at.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Holding:
    """What a centre file holds, and which returns were filed from it."""

    facts: Facts
    filed: tuple[Filed, ...]


def lost_returns(today: Holding, restored: Holding) -> tuple[Filed, ...]:
    """The returns filed from today's file that the restored one does not know."""
    known = {each.id for each in restored.filed}
    return tuple(each for each in today.filed if each.id not in known)


def stage(folder: Path, backup: Backup) -> Path:
    """Copy a backup into new files beside today's; returns the folder they lie in."""
    new = folder / swap.NEW
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        for name in (FILE, VAULT):
            shutil.copyfile(backup.folder / name, new / name)
            sync_file(new / name)
        sync_folder(new)
    except OSError as error:
        drop_stage(folder)
        raise folder_sentence(error, folder) from error
    return new


def drop_stage(folder: Path) -> None:
    """Take back what `stage` has copied."""
    shutil.rmtree(folder / swap.NEW, ignore_errors=True)


def holding(new: Path, key: bytes, backup: Backup) -> Holding:
    """Check what was copied from a backup and say what it holds; UserError when it is damaged or too new."""
    file = new / FILE
    facts = verify(file, key, backup.facts, backup.folder / FILE)
    if facts.revision > REVISION:
        raise UserError(
            _(
                "The backup {folder} was written by a newer version of this program. Install that version; "
                "nothing was changed."
            ).format(folder=backup.folder)
        )
    with read_only(file, key) as connection:
        return Holding(facts, _filed(connection))


def holding_open(store: Store) -> Holding:
    """What the open centre holds."""
    with as_sentences(), closing(connect(store.folder / FILE, store.data_key)) as connection:
        return Holding(facts_of(connection), _filed(connection))


def _filed(connection: Any) -> tuple[Filed, ...]:
    rows = connection.execute(
        "SELECT id, period, version, locked_at FROM filed_return ORDER BY period, version"
    )
    return tuple(Filed(id, period, version, datetime.fromisoformat(at)) for id, period, version, at in rows)


def leave(store: Store, now: datetime) -> Backup:
    """Back today's centre up before it makes room, and close it; UserError while another program has it open."""
    made = back_up(store, now, Why.BEFORE_RESTORE)
    store.close()
    try:
        with closing(connect(store.folder / FILE, store.data_key)) as connection:
            # Only the last one to hold the file may leave the write-ahead mode; what it holds is folded in.
            connection.execute("PRAGMA busy_timeout = 500")
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlcipher.OperationalError as error:
        raise UserError(
            _(
                "The centre is open in another window or program. Close it there and restore again; "
                "nothing was changed."
            )
        ) from error
    return made
