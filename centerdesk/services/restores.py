"""Restore, its undo, and the rehearsal, for the window and the command line."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db import restore as restoring
from centerdesk.db import rotation, swap, vault
from centerdesk.db import store as files
from centerdesk.db.backup import Backup, read_backup, read_only
from centerdesk.db.restore import Filed, Holding
from centerdesk.db.store import Actor, Store
from centerdesk.domain.people import Role
from centerdesk.services.audit import enter_note
from centerdesk.services.backups import check_allowed
from centerdesk.services.children import list_children
from centerdesk.services.opening import Opened, open_centre
from centerdesk.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class Key:
    """What opens a backup: a password of its day, or the recovery code and the password that is to be set."""

    password: str = field(repr=False)
    name: str | None = None
    code: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a restore would change: today's file (None: it can't be opened), the backup, the returns lost."""

    today: Holding | None
    backup: Holding
    lost: tuple[Filed, ...]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What was read in a backup on its own: the children of a day by class, and what it holds in all."""

    classes: tuple[tuple[str, int], ...]
    holding: Holding


@dataclass(frozen=True, slots=True)
class _Staged:
    """A backup in new files, opened: what they hold, who opened them, their key, the new recovery code."""

    holding: Holding
    actor: Actor
    data_key: bytes = field(repr=False)
    code: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Director:
    """Who restores, and his entry in the vault."""

    actor: Actor
    entry: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: today's file before (None: it could not be opened), the restored one, what is lost.

    `saved` is the backup of the state before, `code` the new recovery code where the old one was used.
    """

    backup: Backup
    saved: Backup | None
    before: Holding | None
    after: Holding
    lost: tuple[Filed, ...]
    code: str | None = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        """For other programs."""
        return {
            "backup": str(self.backup.folder),
            "saved": str(self.saved.folder) if self.saved else None,
            "before": self.before.facts.as_json() if self.before else None,
            "after": self.after.facts.as_json(),
            "lost_returns": [each.as_json() for each in self.lost],
            "recovery_code": self.code,
        }


@contextmanager
def rehearse(backup: Path, password: str, name: str | None = None) -> Iterator[Opened]:
    """Open a backup with the password of its day, to read in; today's centre and the backup stay untouched."""
    chosen = read_backup(backup)
    with tempfile.TemporaryDirectory(prefix="centerdesk-") as folder:
        new = restoring.stage(Path(folder), chosen)
        unlocked = files.unlock(new, password, name)
        data_key = rotation.fitting_key(new, unlocked)
        restoring.holding(new, data_key, chosen)
        copy = open_centre(new, password, unlocked.name)
        copy.store.close()
        store = _ReadOnlyStore(new, data_key)
        try:
            yield Opened(store, copy.actor)
        finally:
            store.close()


class _ReadOnlyStore(Store):
    """A rehearsal's centre: each action is refused."""

    @contextmanager
    def begin(self, actor: Actor, now: datetime) -> Iterator[Session]:
        raise UserError(_("This is a rehearsal on a copy: look around; nothing can be changed here."))
        yield

    @contextmanager
    def read(self, actor: Actor, now: datetime | None = None) -> Iterator[Session]:
        with super().read(actor) as session:  # without a moment no look leaves an entry
            yield session


def compare(opened: Opened, backup: Path, key: Key, now: datetime) -> Comparison:
    """What a restore of the backup would bring and lose; nothing is changed."""
    check_allowed(opened, now)
    with tempfile.TemporaryDirectory(prefix="centerdesk-") as folder:
        found = _unlock_stage(Path(folder), read_backup(backup), key).holding
    if not _is_whole(opened.store):
        return Comparison(None, found, ())
    today = restoring.holding_open(opened.store)
    _check_same_centre(today, found)
    return Comparison(today, found, restoring.lost_returns(today, found))


def open_today(folder: Path, key: Key, now: datetime) -> Opened | None:
    """The centre that a restore would replace; None where there is none, or where it is too damaged to open.

    A wrong password is no damage: UserError, as for a file that another program holds.
    """
    swap.settle(folder)
    if not (folder / files.FILE).is_file():
        return None
    try:
        if key.code is None:
            return open_centre(folder, key.password, key.name, now=now)
        path = files.vault_path(folder)
        unlocked = vault.unlock_by_code(path, key.code)
        store = files.open_store(folder, rotation.fitting_key(folder, unlocked))
        return Opened(store, Actor(None, vault.names(path)[0], Role.DIRECTOR))
    except UserError as error:
        if error.field or _is_locked(error):
            raise
        return None


def restore(folder: Path, backup: Path, now: datetime, key: Key, opened: Opened | None = None) -> Restored:
    """Put a backup in the place of the centre in a folder, which is backed up first and kept for the undo.

    `opened` is today's centre (see `open_today`), which is closed by it; None where there is none to save.
    """
    swap.settle(folder)
    chosen = read_backup(backup)
    if opened:
        check_allowed(opened, now)
    before = saved = None
    try:
        staged = _unlock_stage(folder, chosen, key)
        after = staged.holding
        if opened and _is_whole(opened.store):
            before = restoring.holding_open(opened.store)
            _check_same_centre(before, after)
            saved = restoring.leave(opened.store, now)
        elif opened:
            opened.store.close()
    except BaseException:
        restoring.drop_stage(folder)
        raise
    swap.swap(folder)
    _enter(folder, staged, chosen, now)
    lost = restoring.lost_returns(before, after) if before else ()
    return Restored(chosen, saved, before, after, lost, staged.code)


@needs(Right.MANAGE_CENTRE)
def note_restored(session: Session, backup: Backup) -> None:
    """Have it entered that this state was brought back from a backup."""
    enter_note(session, backup.name, {"made_at": backup.made_at.isoformat()})


def _enter(folder: Path, staged: _Staged, backup: Backup, now: datetime) -> None:
    store = files.open_store(folder, staged.data_key)
    try:
        with store.begin(staged.actor, now) as session:
            note_restored(session, backup)
    finally:
        store.close()


def restore_into(folder: Path, backup: Path, now: datetime, key: Key) -> Restored:
    """Restore into an empty folder, on another computer too: the password or the recovery code is enough."""
    files.make_folder(folder)
    return restore(folder, backup, now, key)


def undo_restore(opened: Opened, now: datetime) -> None:
    """Bring back what a restore has replaced; the restored state is backed up and kept in its turn."""
    check_allowed(opened, now)
    folder = opened.store.folder
    if swap.can_swap_back(folder):
        restoring.leave(opened.store, now)
    swap.swap_back(folder)


def can_undo(folder: Path) -> bool:
    """Whether there is a restore to undo."""
    return swap.can_swap_back(folder)


def _is_whole(store: Store) -> bool:
    try:
        found = store.check()
    except UserError as error:
        if _is_locked(error):
            raise
        return False
    return found.integrity == found.cipher == "ok"


def _is_locked(error: UserError) -> bool:
    return "locked" in str(error.__cause__)


def _unlock_stage(folder: Path, backup: Backup, key: Key) -> _Staged:
    """Copy a backup into new files and open them."""
    new = restoring.stage(folder, backup)
    path = files.vault_path(new)
    if key.code:
        vault.check_password(key.password)
        unlocked = vault.unlock_by_code(path, key.code)
    else:
        unlocked = vault.unlock(path, key.password, key.name)
    data_key = rotation.fitting_key(new, unlocked)
    found = restoring.holding(new, data_key, backup)
    director = _director(new / files.FILE, data_key, unlocked, by_code=bool(key.code))
    code = None
    if key.code:
        _unlocked, code = vault.recover(
            path, key.code, key.password, entry_id=director.entry, data_key=data_key
        )
    return _Staged(found, director.actor, data_key, code)


def _director(file: Path, data_key: bytes, unlocked: vault.Unlocked, *, by_code: bool) -> _Director:
    """Who restores must have been a director in the state that is restored; the recovery code stands for the first."""
    with read_only(file, data_key) as connection:
        open_directors = connection.execute(
            "SELECT id, name, vault_entry FROM user WHERE role = ? AND closed_on IS NULL ORDER BY id",
            (Role.DIRECTOR.value,),
        ).fetchall()
    for user_id, name, entry in open_directors:
        if by_code or entry == unlocked.entry:
            return _Director(Actor(user_id, name, Role.DIRECTOR), entry)
    raise UserError(
        _("A backup is restored with the password of a director of its day, not with {name}'s.").format(
            name=unlocked.name
        ),
        "password",
    )


def _check_same_centre(today: Holding, backup: Holding) -> None:
    if today.facts.centre != backup.facts.centre:
        raise UserError(
            _("This is a backup of another centre. Restore it into an empty folder; nothing was changed."),
            "backup",
        )


def read_backup_through(backup: Path, password: str, name: str | None, on: date) -> Rehearsal:
    """A rehearsal in one go: open the backup apart from today's file and read its classes and children."""
    with rehearse(backup, password, name) as copy, copy.store.read(copy.actor) as session:
        by_class = Counter(row.class_name for row in list_children(session, on))
        return Rehearsal(tuple(sorted(by_class.items())), restoring.holding_open(copy.store))
