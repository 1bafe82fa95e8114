"""Backups: made, copied to a second place, thinned out and listed, for the window and the command line."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.db.backup import (
    Backup,
    Facts,
    Why,
    backups_of,
    copy_to,
    list_backups,
    thin,
)
from centerdesk.db.backup import back_up as copy_centre
from centerdesk.db.schema.audit import Audit
from centerdesk.db.schema.centre import Centre
from centerdesk.db.schema.settings import Setting
from centerdesk.db.store import Actor, Store
from centerdesk.services.opening import Opened
from centerdesk.services.rights import Right, needs

_SECOND_PLACE = "backup_place"
STALE_DAYS = 7


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup in a list; `second` says that it lies in the second place."""

    folder: Path
    made_at: datetime
    why: Why
    size: int
    second: bool
    verified: bool
    facts: Facts | None

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def place(self) -> str:
        """Where it lies, in a word."""
        return _("second place") if self.second else _("this computer")

    @property
    def state(self) -> str:
        """Whether it was opened and counted when it was made."""
        return _("verified") if self.verified else _("not verified")

    @property
    def megabytes(self) -> str:
        """Its size for people."""
        return f"{self.size / 1_000_000:.1f} MB"

    def count(self, what: str) -> int | None:
        """How many classes, children, marks or returns it holds; None where nobody has counted."""
        return getattr(self.facts, what) if self.facts else None

    def as_json(self) -> dict[str, Any]:
        """For other programs."""
        return {
            "name": self.name,
            "folder": str(self.folder),
            "made_at": self.made_at.isoformat(),
            "why": self.why.value,
            "size": self.size,
            "second_place": self.second,
            "verified": self.verified,
            "holds": self.facts.as_json() if self.facts else None,
        }


BACKUP_COLUMNS = (
    Column(N_("Made at"), lambda row: row.made_at, 36),
    Column(N_("Why"), lambda row: row.why, 28),
    Column(N_("Place"), lambda row: row.place, 22),
    Column(N_("Size"), lambda row: row.megabytes, 20, Align.RIGHT, lambda row: row.size),
    Column(N_("Children"), lambda row: row.count("children"), 20, Align.RIGHT),
    Column(N_("Attendance marks"), lambda row: row.count("marks"), 24, Align.RIGHT),
    Column(N_("Filed returns"), lambda row: row.count("returns"), 22, Align.RIGHT),
    Column(N_("Checked"), lambda row: row.state, 20),
    Column(N_("Backup's name"), lambda row: row.name, 50),
)


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was made, its copy in the second place, and what could not be done there."""

    backup: BackupRow
    second: Path | None
    warning: str


@needs(Right.OWN_ACCOUNT)
def second_place(session: Session) -> Path | None:
    """The folder on another disk that each backup is copied to."""
    folder = session.scalar(select(Setting.value).where(Setting.name == _SECOND_PLACE))
    return Path(folder) if folder else None


@needs(Right.MANAGE_CENTRE)
def set_second_place(session: Session, folder: Path | None) -> None:
    """Copy each backup to this folder too (a stick, another disk), or to none."""
    if folder is not None and not folder.is_dir():
        raise UserError(_("There is no folder {folder}.").format(folder=folder), "folder")
    session.merge(Setting(name=_SECOND_PLACE, value=str(folder.absolute()) if folder else None))


@needs(Right.MANAGE_CENTRE)
def check_right(session: Session) -> None:
    """UserError unless the actor may back up and restore."""


def back_up(opened: Opened, now: datetime, why: Why = Why.BY_HAND, to: Path | None = None) -> BackedUp:
    """Back the centre up, into its own folder and the second place, and thin out both; `to` names another folder."""
    if why is Why.BY_HAND:
        check_allowed(opened, now)
    if to is not None:
        return BackedUp(_row(copy_centre(opened.store, now, why, to)), None, "")
    made = copy_centre(opened.store, now, why)
    centre = made.facts.centre if made.facts else ""
    thin(backups_of(opened.store.folder), now, centre)
    with opened.store.read(opened.actor) as session:
        place = second_place(session)
    if place is None:
        return BackedUp(_row(made), None, "")
    try:
        second = copy_to(made, place, opened.store.data_key, now)
        thin(place, now, centre)
    except UserError as error:
        told = _("The backup on this computer was made, but not the one in the second place. {reason}")
        return BackedUp(_row(made), None, told.format(reason=error.text))
    return BackedUp(_row(made), second.folder, "")


def when_due(opened: Opened, now: datetime, why: Why) -> str:
    """Back up when it is due; returns a warning or "": neither closing nor the start of a day fails by it."""
    try:
        if not is_due(opened.store, now, why):
            return ""
        with opened.store.read(opened.actor) as session:
            if session.scalars(select(Centre.sample)).one():
                return ""
        return back_up(opened, now, why).warning
    except UserError as error:
        return error.text


def is_due(store: Store, now: datetime, why: Why = Why.DAILY) -> bool:
    """Whether something changed since the newest backup, and, for the daily one, today has none yet."""
    own = [each for each in list_backups(backups_of(store.folder)) if each.facts and each.made_at <= now]
    if not own:
        return True
    if why is Why.DAILY and own[0].made_at.date() == now.date():
        return False
    with store.read(Actor(None, "")) as session:
        last = session.scalar(select(func.max(Audit.id))) or 0  # every change leaves an entry
    return own[0].facts is None or own[0].facts.last_audit != last


def backups(opened: Opened) -> list[BackupRow]:
    """All backups, here and in the second place, the newest first."""
    with opened.store.read(opened.actor) as session:
        check_right(session)
        place = second_place(session)
    rows = [_row(each) for each in list_backups(backups_of(opened.store.folder))]
    if place:
        rows += [_row(each, second=True) for each in list_backups(place)]
    return sorted(rows, key=lambda row: (row.made_at, not row.second), reverse=True)


def backups_in(folder: Path) -> list[BackupRow]:
    """The backups in a centre's folder that need not open."""
    return [_row(each) for each in list_backups(backups_of(folder))]


def is_stale(rows: list[BackupRow], now: datetime) -> bool:
    """Whether the newest verified backup is older than a week, or there is none."""
    ages = [(now - row.made_at).days for row in rows if row.verified]
    return not ages or min(ages) > STALE_DAYS


def _row(backup: Backup, second: bool = False) -> BackupRow:
    return BackupRow(
        backup.folder, backup.made_at, backup.why, backup.size, second, backup.verified, backup.facts
    )


def find_backup(folder: Path, named: str) -> Path:
    """A backup by the name of its folder among the centre's own, or by its path."""
    own = backups_of(folder) / named
    return own if own.is_dir() else Path(named)


def check_allowed(opened: Opened, now: datetime) -> None:
    """UserError unless who has opened the centre may back up and restore; the refusal leaves an entry."""
    with opened.store.read(opened.actor, now) as session:
        check_right(session)
