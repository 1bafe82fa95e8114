"""Accounts: who may come in, in which role, for which classes; own password and PIN; switching persons."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Column
from centerdesk.db import rotation, tries, vault
from centerdesk.db.schema.classes import ClassGroup
from centerdesk.db.schema.settings import Setting
from centerdesk.db.schema.users import User, UserClass
from centerdesk.db.store import Actor, Store, vault_path
from centerdesk.domain.people import Role
from centerdesk.services.audit import enter_note
from centerdesk.services.opening import Opened, enter_as, unlock_counted
from centerdesk.services.rights import Right, needs

PIN_TRIES = 5
IDLE_MINUTES = 10
_IDLE = "idle_minutes"


@dataclass(frozen=True, slots=True)
class UserRow:
    """An account; `classes` are the names of those a teacher sees."""

    id: int
    name: str
    role: Role
    class_ids: tuple[int, ...]
    classes: tuple[str, ...]
    closed_on: date | None
    has_pin: bool


USER_COLUMNS = (
    Column(N_("Name"), lambda row: row.name, 30),
    Column(N_("Role"), lambda row: row.role.label, 30),
    Column(N_("Own classes"), lambda row: _(", ").join(row.classes), 50),
    Column(N_("Account closed on"), lambda row: row.closed_on, 24),
)


@dataclass(frozen=True, slots=True)
class Keys:
    """What it takes to let somebody in: the key file, the data key, and what a guess shall cost."""

    path: Path
    data_key: bytes = field(repr=False)
    cost: vault.Cost = field(default_factory=vault.Cost)


def keys_of(store: Store, cost: vault.Cost = vault.Cost()) -> Keys:  # noqa: B008 - a frozen value
    """The keys of an open centre."""
    return Keys(vault_path(store.folder), store.data_key, cost)


@needs(Right.MANAGE_CENTRE)
def list_users(session: Session) -> list[UserRow]:
    """All accounts, the closed ones last."""
    users = session.scalars(select(User).order_by(User.closed_on.is_not(None), User.id)).all()
    mine: dict[int, list[tuple[int, str]]] = {user.id: [] for user in users}
    query = select(UserClass.user_id, ClassGroup.id, ClassGroup.name).join(
        ClassGroup, ClassGroup.id == UserClass.class_id
    )
    for user_id, class_id, name in session.execute(query.order_by(ClassGroup.position, ClassGroup.id)):
        mine[user_id].append((class_id, name))
    return [
        UserRow(
            user.id,
            user.name,
            user.role,
            tuple(class_id for class_id, _name in mine[user.id]),
            tuple(name for _id, name in mine[user.id]),
            user.closed_on,
            user.pin is not None,
        )
        for user in users
    ]


@needs(Right.MANAGE_CENTRE)
def find_user(session: Session, name: str) -> UserRow:
    """The account of that name; UserError naming the accounts there are."""
    rows = list_users(session)
    for row in rows:
        if row.name == name:
            return row
    raise UserError(
        _("There is no account “{name}”. The accounts are: {names}.").format(
            name=name, names=_(", ").join(row.name for row in rows)
        ),
        "name",
    )


@needs(Right.MANAGE_CENTRE)
def add_user(
    session: Session, keys: Keys, name: str, role: Role, class_ids: Sequence[int], password: str
) -> int:
    """A new account; returns its id.

    The key file is written before the row is committed. Broken off between the two, an entry is left that no
    account knows: opening refuses it, and the next one added takes it out. The other way round an account would
    stand there that nobody can enter.
    """
    name = name.strip()
    if not name:
        raise UserError(_("The name is missing."), "name")
    if len(name) > 40:
        raise UserError(_("The name is too long: at most 40 characters."), "name")
    if session.scalars(select(User.id).where(User.name == name)).first() is not None:
        raise UserError(
            _("There is an account “{name}” already (closed ones count too). Choose another name.").format(
                name=name
            ),
            "name",
        )
    _check_classes(role, class_ids)
    vault.check_password(password)
    vault.keep_users(keys.path, _open_entries(session))
    entry = vault.set_password(keys.path, name, password, keys.data_key, keys.cost)
    user = User(name=name, role=role, vault_entry=entry)
    session.add(user)
    session.flush()
    _set_classes(session, user.id, role, class_ids)
    return user.id


@needs(Right.MANAGE_CENTRE)
def set_role(session: Session, user_id: int, role: Role, class_ids: Sequence[int]) -> None:
    """Another role, other classes; it holds from the person's next sign-in on."""
    user = _open_user(session, user_id)
    if role != Role.DIRECTOR:
        _check_not_last(session, user, "role")
    _check_classes(role, class_ids)
    user.role = role
    _set_classes(session, user_id, role, class_ids)


@needs(Right.MANAGE_CENTRE)
def reset_password(session: Session, keys: Keys, user_id: int, password: str) -> None:
    """A new password for somebody who has forgotten his own; his PIN goes too."""
    user = _open_user(session, user_id)
    user.pin = None
    enter_note(session, "account", {"name": user.name})
    vault.set_password(keys.path, user.name, password, keys.data_key, keys.cost, entry_id=user.vault_entry)
    tries.forget(keys.path.parent, user.name, f"PIN {user.name}")


@needs(Right.OWN_ACCOUNT)
def change_own_password(session: Session, keys: Keys, old: str, new: str) -> None:
    """One's own password, by the present one."""
    user = _open_user(session, _own_id(session))
    vault.change_password(keys.path, user.vault_entry, old, new, keys.cost)
    enter_note(session, "account", {"name": user.name})  # no row of ours has changed


@needs(Right.OWN_ACCOUNT)
def set_pin(session: Session, pin: str, cost: vault.Cost = vault.Cost()) -> None:  # noqa: B008
    """One's own PIN, 4 to 6 digits, for switching persons; empty takes it away."""
    from argon2 import PasswordHasher

    user = _open_user(session, _own_id(session))
    if not pin:
        user.pin = None
        return
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 6):
        raise UserError(_("The PIN has 4 to 6 digits."), "pin")
    if len(set(pin)) == 1 or pin in "0123456789" or pin in "9876543210":
        raise UserError(_("This PIN is among the first that anybody would try. Choose another."), "pin")
    user.pin = PasswordHasher(cost.passes, cost.memory, cost.lanes).hash(pin)


@needs(Right.MANAGE_CENTRE)
def renew_recovery(session: Session, keys: Keys) -> str:
    """A new recovery code; the printed one before opens nothing any more."""
    user = _open_user(session, _own_id(session))
    enter_note(session, "account", {"name": user.name})
    return vault.renew_code(keys.path, keys.data_key, keys.cost)


@needs(Right.MANAGE_CENTRE)
def close_user(session: Session, user_id: int, on: date) -> None:
    """Let somebody in no more; all that bears his name stays. `close_account` takes his key away as well."""
    user = session.get_one(User, user_id)
    if user.closed_on is not None:
        return
    _check_not_last(session, user, None)
    if user_id == session.info["actor"].user_id:
        raise UserError(_("You can't close the account you are signed in with. Another director can."))
    user.closed_on, user.pin = on, None


def close_account(opened: Opened, user_id: int, now: datetime) -> None:
    """Close an account, take its entry out of the key file and, after a verified backup, put the file under a new key.

    Broken off on the way, the account is closed already; closing it once more does the rest.
    """
    from centerdesk.db.backup import Why, back_up

    with opened.store.begin(opened.actor, now) as session:
        close_user(session, user_id, now.date())
        entries = _open_entries(session)
    vault.keep_users(vault_path(opened.store.folder), entries)
    back_up(opened.store, now, Why.BEFORE_ROTATION)
    rotation.renew_key(opened.store)


@needs(Right.OWN_ACCOUNT)
def who_can_switch(session: Session) -> list[tuple[str, bool]]:
    """The names of the open accounts, and whether each has a PIN."""
    users = session.scalars(select(User).where(User.closed_on.is_(None)).order_by(User.id))
    return [(user.name, user.pin is not None) for user in users]


def switch(opened: Opened, name: str, secret: str, now: datetime) -> Opened:
    """The open centre in the hands of somebody else, by PIN or password; UserError when it is wrong.

    After five wrong PINs only the password counts, until it has been right.
    """
    store = opened.store
    if secret.isdigit() and len(secret) <= 6:
        return enter_as(store, _entry_by_pin(store, name, secret, now), name)
    unlocked = unlock_counted(store.folder, secret, name, now)
    return enter_as(store, unlocked.entry, unlocked.name)


def _entry_by_pin(store: Store, name: str, pin: str, now: datetime) -> str:
    """The key file's entry of the account whose PIN it is."""
    from argon2 import PasswordHasher
    from argon2.exceptions import VerifyMismatchError

    counted = f"PIN {name}"
    tried = tries.count(store.folder, counted)
    if tried and tried.count >= PIN_TRIES:
        raise UserError(_("The PIN was wrong too often. Sign in with the password."), "password")
    with store.read(Actor(None, name)) as session:
        user = session.scalars(select(User).where(User.name == name, User.closed_on.is_(None))).first()
        if user is None or user.pin is None:
            raise UserError(_("{name} has no PIN. Type the password.").format(name=name), "password")
        hashed, entry = user.pin, user.vault_entry
    try:
        PasswordHasher().verify(hashed, pin)
    except VerifyMismatchError:
        tries.add(store.folder, counted, now)
        raise UserError(_("The PIN is wrong. Try again, or type the password."), "password") from None
    tries.forget(store.folder, counted)
    return entry


@needs(Right.OWN_ACCOUNT)
def idle_minutes(session: Session) -> int:
    """After how many minutes without a key or a click the window locks."""
    setting = session.get(Setting, _IDLE)
    return int(setting.value) if setting else IDLE_MINUTES


@needs(Right.MANAGE_CENTRE)
def set_idle_minutes(session: Session, minutes: int) -> None:
    """Lock the window after so many minutes, 1 to 120."""
    if not 1 <= minutes <= 120:
        raise UserError(_("The window can lock after 1 to 120 minutes."), "idle")
    session.merge(Setting(name=_IDLE, value=minutes))


def _own_id(session: Session) -> int:
    actor = session.info["actor"]
    if actor.user_id is None:
        raise UserError(_("Nobody is signed in."))
    return int(actor.user_id)


def _open_user(session: Session, user_id: int) -> User:
    user = session.get_one(User, user_id)
    if user.closed_on is not None:
        raise UserError(_("The account “{name}” is closed.").format(name=user.name))
    return user


def _open_entries(session: Session) -> set[str]:
    return set(session.scalars(select(User.vault_entry).where(User.closed_on.is_(None))))


def _check_not_last(session: Session, user: User, field: str | None) -> None:
    others = select(User.id).where(User.role == Role.DIRECTOR, User.closed_on.is_(None), User.id != user.id)
    if user.role == Role.DIRECTOR and session.scalars(others).first() is None:
        raise UserError(
            _("{name} is the only director. Make somebody else director first.").format(name=user.name), field
        )


def _check_classes(role: Role, class_ids: Sequence[int]) -> None:
    if role == Role.TEACHER and not class_ids:
        raise UserError(_("A teacher's account needs at least one class."), "classes")


def _set_classes(session: Session, user_id: int, role: Role, class_ids: Sequence[int]) -> None:
    """The classes of a teacher; other roles see all."""
    wanted = set(class_ids) if role == Role.TEACHER else set()
    had = set(session.scalars(select(UserClass.class_id).where(UserClass.user_id == user_id)))
    session.execute(
        delete(UserClass).where(UserClass.user_id == user_id, UserClass.class_id.in_(had - wanted))
    )
    session.add_all(UserClass(user_id=user_id, class_id=class_id) for class_id in sorted(wanted - had))
    session.flush()
