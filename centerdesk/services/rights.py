"""Who may do what: a right on each service, a table of rights by role."""

from collections.abc import Callable
from enum import Enum, auto
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from centerdesk.base.errors import RefusedError
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
    READ_HEALTH = auto()
    WRITE_HEALTH = auto()
    READ_STAFF = auto()
    WRITE_STAFF = auto()
    READ_RETURNS = auto()
    LOCK_RETURNS = auto()
    MANAGE_CENTRE = auto()  # also users, backup and restore, settings, audit


_READ = {Right.OWN_ACCOUNT, Right.READ_ROSTER, Right.READ_ATTENDANCE}
RIGHTS: dict[str, set[Right]] = {
    Role.DIRECTOR: set(Right),
    Role.HEALTH_WORKER: _READ
    | {
        Right.READ_ID_NUMBERS,
        Right.WRITE_ATTENDANCE,
        Right.WRITE_HEALTH,
        Right.READ_STAFF,
        Right.READ_RETURNS,
        Right.READ_HEALTH,
    },
    Role.TEACHER: _READ | {Right.WRITE_ATTENDANCE, Right.READ_HEALTH, Right.READ_STAFF},
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
            name = f"{service.__module__.rpartition('.')[2]}.{service.__name__}"
            session.info.setdefault("action", name)  # the outermost service names the action in the audit
            if right not in RIGHTS[actor.role]:
                raise RefusedError(
                    _("{name} may not do this ({role}). Ask the director.").format(
                        name=actor.name, role=Role(actor.role).label
                    ),
                    name,
                )
            return service(session, *args, **kwargs)

        guarded.needs = right  # type: ignore[attr-defined]  # read by the test that walks all services
        return guarded

    return decorate


def has(session: Session, right: Right) -> bool:
    """Whether the session's actor has a right: for services that show less to some, and refuse nobody."""
    return right in RIGHTS[session.info["actor"].role]


def is_own_class(session: Session, class_id: int | None) -> bool:
    """Whether the actor may see and write a class's children: teachers their own classes, all others every class."""
    actor = session.info["actor"]
    return actor.role != Role.TEACHER or class_id in actor.class_ids


def check_own_class(session: Session, class_id: int | None) -> None:
    """RefusedError when a teacher asks for a class that isn't hers."""
    if not is_own_class(session, class_id):
        raise RefusedError(
            _("{name} may see and write her own classes only. Ask the director.").format(
                name=session.info["actor"].name
            ),
            session.info.get("action", ""),
        )
