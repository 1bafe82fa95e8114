"""Backups: a copy of the centre that was opened and counted, kept in a folder of its own and thinned with time."""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from centerdesk import __version__
from centerdesk.base.errors import UserError
from centerdesk.base.files import sync_file, sync_folder
from centerdesk.base.i18n import N_, _
from centerdesk.db import vault
from centerdesk.db.errors import as_sentences, folder_sentence
from centerdesk.db.store import FILE, VAULT, Store, connect, nothing_there
from centerdesk.domain.people import Labelled

MANIFEST = "backup.json"
DAYS, WEEKS, MONTHS = 7, 5, 12
_FORMAT = 1
_STAMP = "%Y%m%d-%H%M%S"
_STAMP_LENGTH = 15
_UNFINISHED = ".part"


class Why(Labelled):
    """What a backup was made for."""

    CLOSING = "closing", N_("on closing")
    DAILY = "daily", N_("once a day")
    BEFORE_UPGRADE = "before-upgrade", N_("before an upgrade")
    BEFORE_IMPORT = "before-import", N_("before an import")
    BEFORE_RESTORE = "before-restore", N_("before a restore")
    BEFORE_ROTATION = "before-rotation", N_("before the key was renewed")
    BY_HAND = "by-hand", N_("by hand")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a centre file holds: rows by table, its tables' revision, the last entry of the audit, whose it is.

    `centre` is the same in all files of one centre and says nothing of it.
    """

    rows: dict[str, int]
    revision: str
    last_change: datetime | None
    last_audit: int
    centre: str

    @property
    def classes(self) -> int:
        """How many classes."""
        return self.rows.get("class_group", 0)

    @property
    def children(self) -> int:
        """How many children, also those who left."""
        return self.rows.get("child", 0)

    @property
    def marks(self) -> int:
        """How many marks of attendance."""
        return self.rows.get("attendance", 0)

    @property
    def returns(self) -> int:
        """How many filed returns, each version for itself."""
        return self.rows.get("filed_return", 0)

    def as_json(self) -> dict[str, Any]:
        """For other programs."""
        return {
            "classes": self.classes,
            "children": self.children,
            "marks": self.marks,
            "returns": self.returns,
            "revision": self.revision,
            "last_change": self.last_change.isoformat() if self.last_change else None,
            "rows": self.rows,
        }


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as its folder tells; `facts` is None in a folder copied by hand, which nobody has verified."""

    folder: Path
    made_at: datetime
    why: Why
    size: int
    program: str = ""
    facts: Facts | None = None

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def verified(self) -> bool:
        """Whether the copy was opened and counted when it was made."""
        return self.facts is not None


def backups_of(folder: Path) -> Path:
    """Where a centre's own backups lie."""
    return folder / "backups"


def back_up(store: Store, now: datetime, why: Why, place: Path | None = None) -> Backup:
    """Copy the open centre, open the copy, count it, and only then keep it; UserError and nothing left otherwise.

    The vault goes along, so that the copy opens with the passwords of its day.
    """
    place = place or backups_of(store.folder)
    key, file = store.data_key, store.folder / FILE
    if not file.is_file():
        raise nothing_there(store.folder)
    with _unfinished(place, now, f"{now:{_STAMP}}-{why}") as part, as_sentences():
        facts = _copy_open(file, part / FILE, key)
        _copy_vault(store.folder / VAULT, part / VAULT)
        verify(part / FILE, key, facts)
        content = {
            "format": _FORMAT,
            "made_at": now.isoformat(),
            "why": why.value,
            "program": __version__,
            "revision": facts.revision,
            "last_change": facts.last_change.isoformat() if facts.last_change else None,
            "last_audit": facts.last_audit,
            "centre": facts.centre,
            "rows": facts.rows,
        }
        (part / MANIFEST).write_text(json.dumps(content, indent=1), "utf-8")
        kept = _keep(part)
    return read_backup(kept)


def copy_to(backup: Backup, place: Path, key: bytes, now: datetime) -> Backup:
    """The same backup in a second place, opened and counted there too."""
    if not place.is_dir():
        raise UserError(
            _("The second place {place} is not there. Plug in the stick or disk, or choose another.").format(
                place=place
            )
        )
    with _unfinished(place, now, backup.name) as part, as_sentences():
        for name in (FILE, VAULT, MANIFEST):
            shutil.copyfile(backup.folder / name, part / name)
        verify(part / FILE, key, backup.facts)
        kept = _keep(part)
    return read_backup(kept)


@contextmanager
def _unfinished(place: Path, now: datetime, name: str) -> Iterator[Path]:
    """A folder under a temporary name, gone again whatever fails."""
    part = place / f"{name}{_UNFINISHED}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        _sweep(place, now)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        yield part
    except OSError as error:
        raise folder_sentence(error, place) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _sweep(place: Path, now: datetime) -> None:
    """What a killed program left half-made over a day ago."""
    for part in place.glob(f"*{_UNFINISHED}"):
        made_at = _stamp(part.name)
        if made_at and made_at < now - timedelta(days=1):
            shutil.rmtree(part, ignore_errors=True)


def _keep(part: Path) -> Path:
    for file in part.iterdir():
        sync_file(file)
    sync_folder(part)
    name, turn = part.name.removesuffix(_UNFINISHED), 1
    kept = part.with_name(name)
    while kept.exists():
        turn += 1
        kept = part.with_name(f"{name}-{turn}")
    part.rename(kept)
    sync_folder(kept.parent)
    return kept


def _copy_open(file: Path, to: Path, key: bytes) -> Facts:
    with closing(connect(file, key)) as source, closing(connect(to, key)) as target:
        source.execute("BEGIN")  # counted and copied is one and the same state, whoever writes meanwhile
        facts = facts_of(source)
        source.backup(target)
        source.execute("ROLLBACK")
        # One file, which opens from a read-only disk too.
        target.execute("PRAGMA journal_mode = DELETE")
    return facts


def _copy_vault(path: Path, to: Path) -> None:
    vault.names(path)  # UserError unless it, or its previous state, is sound
    for file in (path, path.with_suffix(f"{path.suffix}.bak")):
        if file.is_file():
            to.write_bytes(file.read_bytes())
            try:
                json.loads(to.read_text("utf-8"))
            except ValueError:
                continue
            return


def facts_of(connection: Any) -> Facts:
    """What the file behind a raw connection holds, at any revision of the tables."""

    def one(sql: str) -> Any:
        return (connection.execute(sql).fetchone() or [None])[0]

    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    ).fetchall()
    rows = {name: int(one(f'SELECT count(*) FROM "{name}"')) for (name,) in names}
    changed = one("SELECT at FROM audit ORDER BY id DESC LIMIT 1") if rows.get("audit") else None
    first = one("SELECT vault_entry FROM user ORDER BY id LIMIT 1")
    return Facts(
        rows,
        str(one("SELECT version_num FROM alembic_version")),
        datetime.fromisoformat(changed) if changed else None,
        one("SELECT max(id) FROM audit") or 0 if "audit" in rows else 0,
        sha256(first.encode()).hexdigest()[:16] if first else "",
    )


@contextmanager
def read_only(file: Path, key: bytes) -> Iterator[Any]:
    """A raw connection to a closed centre file that changes nothing, not even beside it."""
    connection = sqlcipher.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    with closing(connection):
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA temp_store = MEMORY")
        yield connection


def verify(file: Path, key: bytes, expected: Facts | None, named: Path | None = None) -> Facts:
    """Open a copy with its key, check pages and seals, count its rows; UserError when anything is amiss.

    `named` is what a sentence calls it, where it was copied from elsewhere.
    """
    shown = named or file
    try:
        with read_only(file, key) as copy:
            found = [str(row[0]) for row in copy.execute("PRAGMA cipher_integrity_check")]
            found += [str(row[0]) for row in copy.execute("PRAGMA integrity_check") if row[0] != "ok"]
            if found:
                raise _not_whole(shown, found[0])
            facts = facts_of(copy)
    except sqlcipher.Error as error:
        raise _not_whole(shown, str(error)) from error
    if expected is not None and facts != expected:
        raise _not_whole(shown, _("it holds other rows than were counted"))
    return facts


def _not_whole(file: Path, reason: str) -> UserError:
    return UserError(
        _(
            "The copy {file} is damaged ({reason}) and can't be relied on; today's file was not touched. "
            "Try again, on another disk if it happens again, or choose another backup."
        ).format(file=file, reason=reason)
    )


def list_backups(place: Path) -> list[Backup]:
    """The backups in a folder, the newest first."""
    if not place.is_dir():
        return []
    found = [
        read_backup(folder)
        for folder in place.iterdir()
        if (folder / FILE).is_file() and not folder.name.endswith(_UNFINISHED)
    ]
    return sorted(found, key=lambda backup: (backup.made_at, backup.name), reverse=True)


def read_backup(folder: Path) -> Backup:
    """A backup by its folder; a centre's folder copied by hand is one too, though nobody has verified it."""
    if not (folder / FILE).is_file() or not (folder / VAULT).is_file():
        raise UserError(
            _("There is no backup in {folder}: a backup is a folder with centre.db and centre.vault.").format(
                folder=folder
            ),
            "backup",
        )
    size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    copied = _stamp(folder.name) or datetime.fromtimestamp(int((folder / FILE).stat().st_mtime))
    unverified = Backup(folder, copied, Why.BY_HAND, size)
    try:
        told = json.loads((folder / MANIFEST).read_text("utf-8"))
        changed = told["last_change"]
        facts = Facts(
            {str(name): int(count) for name, count in told["rows"].items()},
            str(told["revision"]),
            datetime.fromisoformat(changed) if changed else None,
            int(told["last_audit"]),
            str(told["centre"]),
        )
        return replace(
            unverified,
            made_at=datetime.fromisoformat(told["made_at"]),
            why=Why(told["why"]),
            program=str(told["program"]),
            facts=facts,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return unverified


def _stamp(name: str) -> datetime | None:
    try:
        return datetime.strptime(name[:_STAMP_LENGTH], _STAMP)
    except ValueError:
        return None


def thin(place: Path, now: datetime, centre: str) -> list[str]:
    """Remove what 7 days, 5 weeks and 12 months no longer need, of this centre alone; returns their names.

    What nobody has verified, and what bears a later time than now (a clock set back), is left alone.
    """
    own = [each for each in list_backups(place) if each.facts and each.facts.centre == centre]
    keep = kept(own, now)
    gone = [each.folder for each in own if each not in keep]
    for folder in gone:
        away = folder.with_name(f"{folder.name}{_UNFINISHED}")
        try:
            folder.rename(away)  # at once: half a backup must never look like one
        except OSError:
            continue  # held by another program; the next time
        shutil.rmtree(away, ignore_errors=True)
    return [folder.name for folder in gone]


def kept(backups: Iterable[Backup], now: datetime) -> list[Backup]:
    """The newest of each of the last 7 days, 5 weeks and 12 months that have one.

    One made before a step that may have to be taken back, or by hand, stays for 7 days whatever came after.
    """
    newest_first = sorted(backups, key=lambda each: each.made_at, reverse=True)
    past = [each for each in newest_first if each.made_at <= now]
    keep = [each for each in newest_first if each.made_at > now]
    keep += [
        each
        for each in past
        if each.why not in (Why.CLOSING, Why.DAILY) and each.made_at > now - timedelta(days=DAYS)
    ]
    for span, count in (("%Y%m%d", DAYS), ("%G%V", WEEKS), ("%Y%m", MONTHS)):
        newest: dict[str, Backup] = {}
        for each in past:
            newest.setdefault(f"{each.made_at:{span}}", each)
        keep += list(newest.values())[:count]
    return keep
