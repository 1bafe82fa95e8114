"""Opening a centre: the folder, the key, the file and who has come in."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _, use_vocabulary
from centerdesk.db import store, vault
from centerdesk.db.schema.centre import Centre
from centerdesk.db.schema.users import User
from centerdesk.db.store import Actor, Store
from centerdesk.domain.people import CentreKind, Role


@dataclass(frozen=True, slots=True)
class Opened:
    """An open centre and who has opened it."""

    store: Store
    actor: Actor


def new_centre(
    folder: Path,
    name: str,
    director: str,
    password: str,
    *,
    now: datetime,
    kind: CentreKind = CentreKind.CENTRE,
    sample: bool = False,
    cost: vault.Cost = vault.Cost(),  # noqa: B008 - a frozen value
) -> tuple[Opened, str]:
    """Make a centre with one director; returns it open, and the recovery code, which is shown once."""
    if not name.strip():
        raise UserError(_("The centre needs a name."), "name")
    if not director.strip():
        raise UserError(_("The director's name is missing."), "director")
    vault.check_password(password)
    store.make_folder(folder)
    unlocked, code = vault.create(store.vault_path(folder), director.strip(), password, cost)
    opened = store.create(folder, unlocked.data_key)
    actor = Actor(None, director.strip(), Role.DIRECTOR)
    with opened.begin(actor, now) as session:
        session.add(Centre(name=name.strip(), kind=kind, sample=sample))
        user = User(name=director.strip(), role=Role.DIRECTOR, vault_entry=unlocked.entry)
        session.add(user)
        session.flush()
        actor = Actor(user.id, user.name, user.role)
    use_vocabulary(kind.vocabulary)
    return Opened(opened, actor), code


def open_centre(folder: Path, password: str, name: str | None = None) -> Opened:
    """Open a centre with somebody's password."""
    unlocked = store.unlock(folder, password, name)
    opened = store.open_store(folder, unlocked.data_key)
    with opened.read(Actor(None, unlocked.name)) as session:
        user = session.scalars(
            select(User).where(User.vault_entry == unlocked.entry, User.closed_on.is_(None))
        ).first()
        if user is None:
            opened.close()
            raise UserError(_("This account is closed. Ask the director."), "password")
        use_vocabulary(session.scalars(select(Centre.kind)).one().vocabulary)
        return Opened(opened, Actor(user.id, user.name, user.role))


def recover_centre(
    folder: Path,
    code: str,
    password: str,
    cost: vault.Cost = vault.Cost(),  # noqa: B008
) -> str:
    """Give the director a new password by the recovery code; returns the new code."""
    _unlocked, new_code = vault.recover(store.vault_path(folder), code, password, cost)
    return new_code
