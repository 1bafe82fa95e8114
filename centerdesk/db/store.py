"""The centre file: make, open, upgrade, one transaction for one action, check."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from centerdesk.base.errors import RefusedError, UserError
from centerdesk.base.i18n import _
from centerdesk.db import audit, swap, vault
from centerdesk.db.errors import as_sentences, check_size, folder_sentence
from centerdesk.db.places import check_place

if TYPE_CHECKING:
    from alembic.config import Config

FILE = "centre.db"
VAULT = "centre.vault"
# The newest revision of the tables; a test holds it against db/migrations.
REVISION = "0003"
_APPLICATION_ID = 0x43445354  # "CDST", so that a foreign encrypted file is known as one
_CACHE_KIB = 64 * 1024


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts; travels in the session as `session.info["actor"]`."""

    user_id: int | None
    name: str
    role: str = "director"
    class_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What the integrity check found: "ok" or the first complaint, rows that point nowhere, the audit's chain.

    `audit` is None where the pages are too damaged to walk the chain.
    """

    integrity: str
    cipher: str
    foreign_keys: int
    audit: audit.ChainCheck | None

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        sound = self.integrity == "ok" and self.cipher == "ok" and self.foreign_keys == 0
        return sound and self.audit is not None and self.audit.broken is None


class Store:
    """An open centre file. Connections are kept while it is open; each action is one transaction."""

    def __init__(self, folder: Path, data_key: bytes) -> None:
        self.folder = folder
        self.data_key = data_key
        self._engine = _engine(folder / FILE, data_key)

    @contextmanager
    def begin(self, actor: Actor, now: datetime) -> Iterator[Session]:
        """One action of somebody: committed at the end, or not at all; what was refused leaves an entry."""
        # IMMEDIATE: a transaction that reads and then writes would else fail at once when another writes.
        engine = self._engine.execution_options(immediate=True)
        info: dict[str, Any] = {"actor": actor, "now": now}
        with as_sentences():
            try:
                with Session(engine, info=info) as session, session.begin():
                    session.connection().info["audit"].begin(session.info)
                    yield session
            except RefusedError as refusal:
                self._enter(info | {"action": refusal.service}, [("refused", {})])
                raise

    @contextmanager
    def read(self, actor: Actor, now: datetime | None = None) -> Iterator[Session]:
        """A look at one state of the file; nothing is written, but that a refusal or a list taken out leaves an entry.

        Without `now` it leaves none: for looks of the program's own.
        """
        info: dict[str, Any] = {"actor": actor, "now": now, "notes": []}
        with as_sentences():
            try:
                with Session(self._engine, info=info, autoflush=False) as session:
                    yield session
            except RefusedError as refusal:
                if now:
                    self._enter(info | {"action": refusal.service}, [("refused", {})])
                raise
            if now and session.info["notes"]:
                self._enter(session.info, session.info["notes"])

    def _enter(self, info: dict[str, Any], notes: list[tuple[str, dict[str, Any]]]) -> None:
        """Entries of their own, in a small transaction."""
        with self._engine.execution_options(immediate=True).begin() as connection:
            connection.info["audit"].begin(info)
            for key, content in notes:
                audit.enter(connection.connection.dbapi_connection, "", key, content)

    def check(self) -> Check:
        """Integrity of the pages, of the cipher's seals, and of the references."""
        with as_sentences(), self._engine.connect() as connection:
            cipher = _complaint(connection, "cipher_integrity_check")
            integrity = _complaint(connection, "integrity_check")
            sound = integrity == cipher == "ok"
            foreign = connection.execute(text("PRAGMA foreign_key_check")).all() if sound else ()
            chain = audit.verify(connection.connection.dbapi_connection) if sound else None
        return Check(integrity, cipher, len(foreign), chain)

    def use_key(self, data_key: bytes) -> None:
        """Go on with another key, when the file has been given one and all connections are closed."""
        self.data_key = data_key
        self._engine = _engine(self.folder / FILE, data_key)

    def close(self) -> None:
        """Close all connections; the write-ahead log is folded into the file."""
        self._engine.dispose()


def _complaint(connection: Connection, pragma: str) -> str:
    """The first thing a check complains of, or "ok"; a page that can't be read breaks off SQLite's own check."""
    try:
        return str(next(connection.execute(text(f"PRAGMA {pragma}")), ["ok"])[0])
    except DBAPIError as error:
        return str(error.orig)


def create(folder: Path, data_key: bytes) -> Store:
    """A new, empty centre file with all tables; UserError when one is there already."""
    if (folder / FILE).exists():
        raise already_there(folder)
    with as_sentences():
        _upgrade(folder, data_key)
        connection = connect(folder / FILE, data_key)
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.close()
    return Store(folder, data_key)


def open_store(folder: Path, data_key: bytes) -> Store:
    """Open an existing centre file, upgraded to this program's tables when it is older."""
    file = folder / FILE
    if not file.exists():
        raise nothing_there(folder)
    check_place(folder)
    check_size(file)
    with as_sentences():
        with closing(connect(file, data_key)) as connection:
            revision = _revision(connection)
            if revision == REVISION:
                audit.ensure(connection)
        if revision != REVISION:
            if revision not in _revisions(folder, data_key):
                raise UserError(
                    _(
                        "The centre's file was written by a newer version of this program. Install that version; "
                        "the file was left as it is."
                    )
                )
            copy_whole(file, file.with_suffix(f".before-{REVISION}.db"), data_key)
            _upgrade(folder, data_key)
    return Store(folder, data_key)


def already_there(folder: Path) -> UserError:
    """The folder holds a centre."""
    return UserError(
        _("The folder {folder} already holds a centre. Choose an empty folder.").format(folder=folder),
        "folder",
    )


def nothing_there(folder: Path) -> UserError:
    """The folder holds no centre."""
    return UserError(
        _(
            "There is no centre in the folder {folder}. Name the right folder, or make a new centre first."
        ).format(folder=folder),
        "folder",
    )


def make_folder(folder: Path) -> None:
    """The folder for a new centre, and proof that it can be written."""
    check_place(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".write-probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise folder_sentence(error, folder) from error
    if (folder / FILE).exists() or (folder / VAULT).exists():
        raise already_there(folder)


def vault_path(folder: Path) -> Path:
    """Where a centre's key file lies."""
    return folder / VAULT


def unlock(folder: Path, password: str, name: str | None = None) -> vault.Unlocked:
    """Open a centre's key file with a password; a restore that was cut off half-way is finished first."""
    swap.settle(folder)
    if not (folder / FILE).exists():
        raise nothing_there(folder)
    return vault.unlock(vault_path(folder), password, name)


def connect(file: Path, data_key: bytes) -> Any:
    """A raw connection to a centre file with our settings: encrypted, durable, references on."""
    # Transactions are ours to begin (isolation_level None): the driver opens none for DDL.
    connection = sqlcipher.connect(str(file), check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlcipher.OperationalError as error:
        if "readonly" not in str(error):
            raise  # a read-only folder can still be read in the mode the file is in
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        "busy_timeout = 5000",
        f"cache_size = -{_CACHE_KIB}",
        "temp_store = MEMORY",  # temporary files would hold names in clear
        "recursive_triggers = ON",  # else a row replaced by a conflict would go without an entry
    ):
        connection.execute(f"PRAGMA {pragma}")
    audit.register(connection, audit.Context())
    return connection


def _engine(file: Path, data_key: bytes) -> Engine:
    # QueuePool by name: with a creator SQLAlchemy would take a pool that closes connections in use.
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(file, data_key),
        poolclass=QueuePool,
        hide_parameters=True,  # else an error's text would hold names
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, record: Any) -> None:
        record.info["audit"] = audit.Context()
        audit.register(connection, record.info["audit"])

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        immediate = connection.get_execution_options().get("immediate")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _revision(connection: Any) -> str:
    if connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION_ID:
        raise UserError(_("The file centre.db is not a centre's file of this program."))
    return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def copy_whole(file: Path, to: Path, data_key: bytes) -> None:
    """A whole copy, with what still stands in the write-ahead log, under the same key."""
    to.unlink(missing_ok=True)
    connection = connect(file, data_key)
    try:
        connection.execute("VACUUM INTO ?", (str(to),))
    finally:
        connection.close()


def _config(folder: Path, data_key: bytes) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connect"] = lambda: connect(folder / FILE, data_key)
    return config


def _upgrade(folder: Path, data_key: bytes) -> None:
    from alembic import command

    command.upgrade(_config(folder, data_key), "head")
    with closing(connect(folder / FILE, data_key)) as connection:
        audit.ensure(connection)


def _revisions(folder: Path, data_key: bytes) -> set[str]:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(_config(folder, data_key))
    return {script.revision for script in scripts.walk_revisions()}
