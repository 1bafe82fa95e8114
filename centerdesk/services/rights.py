"""Who may do what: a right on each service, a table of rights by role."""

from collections.abc import Callable
from enum import Enum, auto
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.people import Role

P = ParamSpec("P")
R = TypeVar("R")


class Right(Enum):
    """What a service may need."""

    OWN_ACCOUNT = auto()
    READ_ROSTER = auto()
    READ_ID_NUMBERS = auto()
    WRITE_ROSTER = auto()
    READ_ATTENDANCE = auto()
    WRITE_ATTENDANCE = auto()
    READ_STAFF = auto()
    WRITE_STAFF = auto()
    READ_RETURNS = auto()
    LOCK_RETURNS = auto()
    MANAGE_CENTRE = auto()  # also users, backup and restore, settings, audit


_READ = {Right.OWN_ACCOUNT, Right.READ_ROSTER, Right.READ_ATTENDANCE}
RIGHTS: dict[str, set[Right]] = {
    Role.DIRECTOR: set(Right),
    Role.HEALTH_WORKER: _READ
    | {Right.READ_ID_NUMBERS, Right.WRITE_ATTENDANCE, Right.READ_STAFF, Right.READ_RETURNS},
    Role.TEACHER: _READ | {Right.WRITE_ATTENDANCE, Right.READ_STAFF},
    Role.CLERK: _READ | {Right.READ_STAFF, Right.READ_RETURNS},
}


def needs(
    right: Right,
) -> Callable[[Callable[Concatenate[Session, P], R]], Callable[Concatenate[Session, P], R]]:
    """Refuse the call unless the session's actor has the right."""

    def decorate(service: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
        @wraps(service)
        def guarded(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
            actor = session.info["actor"]
            if right not in RIGHTS[actor.role]:
                raise UserError(
                    _("{name} may not do this ({role}). Ask the director.").format(
                        name=actor.name, role=Role(actor.role).label
                    )
                )
            return service(session, *args, **kwargs)

        guarded.needs = right  # type: ignore[attr-defined]  # read by the test that walks all services
        return guarded

    return decorate
