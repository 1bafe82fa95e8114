"""Opening a centre: the folder, the key, the file and who has come in."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _, use_vocabulary
from centerdesk.db import rotation, store, tries, vault
from centerdesk.db.schema.centre import Centre
from centerdesk.db.schema.settings import DataPack
from centerdesk.db.schema.users import User, UserClass
from centerdesk.db.store import Actor, Store
from centerdesk.domain import calendar
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
    calendar.use_years({})
    return Opened(opened, actor), code


def open_centre(
    folder: Path, password: str, name: str | None = None, *, now: datetime | None = None
) -> Opened:
    """Open a centre with somebody's password.

    With `now` wrong passwords are counted, and the next try has to wait longer; without it (the sample centre,
    whose password is no secret) they are not.
    """
    unlocked = unlock_counted(folder, password, name, now) if now else store.unlock(folder, password, name)
    opened = store.open_store(folder, rotation.fitting_key(folder, unlocked))
    try:
        entered = enter_as(opened, unlocked.entry, unlocked.name)
        with opened.read(entered.actor) as session:
            use_vocabulary(session.scalars(select(Centre.kind)).one().vocabulary)
            calendar.use_years({})
            if session.scalars(select(DataPack.id).limit(1)).first() is not None:
                from centerdesk.services import packs  # only where one was taken: it costs time at the start

                packs.use_calendar(session)
    except UserError:
        opened.close()
        raise
    return entered


def unlock_counted(folder: Path, password: str, name: str | None, now: datetime) -> vault.Unlocked:
    """Whose password it is; a wrong one makes the next try wait."""
    tries.check(folder, name, now)
    try:
        unlocked = store.unlock(folder, password, name)
    except UserError as error:
        if error.field == "password":
            tries.add(folder, name, now)
        raise
    tries.forget(folder, name, unlocked.name, f"PIN {unlocked.name}")
    return unlocked


def enter_as(opened: Store, entry: str, name: str) -> Opened:
    """The open centre in the hands of the account that the key file knows by this entry."""
    with opened.read(Actor(None, name)) as session:
        user = session.scalars(
            select(User).where(User.vault_entry == entry, User.closed_on.is_(None))
        ).first()
        if user is None:
            raise UserError(_("This account is closed. Ask the director."), "password")
        mine = select(UserClass.class_id).where(UserClass.user_id == user.id).order_by(UserClass.class_id)
        return Opened(opened, Actor(user.id, user.name, user.role, tuple(session.scalars(mine))))


def recover_centre(
    folder: Path,
    code: str,
    password: str,
    cost: vault.Cost = vault.Cost(),  # noqa: B008
) -> str:
    """Give the director (the first whose account is open) a new password by the recovery code; returns the new code."""
    vault.check_password(password)
    path = store.vault_path(folder)
    unlocked = vault.unlock_by_code(path, code)
    key = rotation.fitting_key(folder, unlocked)
    opened = store.open_store(folder, key)
    try:
        with opened.read(Actor(None, "")) as session:
            director = select(User).where(User.role == Role.DIRECTOR, User.closed_on.is_(None))
            user = session.scalars(director.order_by(User.id)).first()
            if user is None:
                raise UserError(_("There is no director's account that could get a new password."), "code")
            entry, name = user.vault_entry, user.name
    finally:
        opened.close()
    _unlocked, new_code = vault.recover(path, code, password, cost, entry_id=entry, data_key=key)
    tries.forget(folder, name, f"PIN {name}")
    return new_code
