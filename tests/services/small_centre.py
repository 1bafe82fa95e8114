"""A small centre to work in, in a real encrypted file: each call of a service is one action."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session

from centerdesk.base.i18n import CENTRE, use_vocabulary
from centerdesk.db.vault import Cost
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.people import ClassKind, Half, LeaveReason, Role, Sex
from centerdesk.services import attendance, children, classes, rota
from centerdesk.services.child_fields import ChildFields
from centerdesk.services.opening import Opened, new_centre

P = ParamSpec("P")
R = TypeVar("R")

PASSWORD = "门前的槐树开花了"
TODAY = date(2026, 11, 24)  # a Tuesday
FAST = Cost(1, 8, 1)


@dataclass(frozen=True)
class SmallCentre:
    """An open centre, who works in it, and the day it is."""

    opened: Opened
    code: str
    today: date = TODAY

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.opened.store.folder

    def do(self, service: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """One action."""
        now = datetime.combine(self.today, time(9))
        with self.opened.store.begin(self.opened.actor, now) as session:
            return service(session, *args, **kwargs)

    def see(self, service: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """One look."""
        now = datetime.combine(self.today, time(9))
        with self.opened.store.read(self.opened.actor, now) as session:
            return service(session, *args, **kwargs)

    def as_role(self, role: Role, *class_ids: int) -> "SmallCentre":
        """The same centre in the hands of somebody else; a teacher with her classes."""
        actor = replace(self.opened.actor, role=role, class_ids=class_ids)
        return replace(self, opened=replace(self.opened, actor=actor))

    def on(self, today: str) -> "SmallCentre":
        """The same centre on another day."""
        return replace(self, today=date.fromisoformat(today))

    def add_class(self, name: str = "托大班", kind: ClassKind = ClassKind.SENIOR, capacity: int = 20) -> int:
        """A class; returns its id."""
        return self.do(classes.add_class, name, kind, capacity)

    def enrol(
        self,
        name: str,
        class_id: int,
        on: str,
        *,
        left: str = "",
        reason: LeaveReason | None = None,
        pattern: Pattern = Pattern(),  # noqa: B008 - a frozen value
        **fields: Any,
    ) -> int:
        """A child, as far as a test cares; returns its id."""
        told = {"sex": Sex.FEMALE, "birth_date": date(2024, 6, 1), **fields}
        child_id = self.do(
            children.enrol,
            ChildFields(name, **told),
            class_id,
            date.fromisoformat(on),
            today=self.today,
            pattern=pattern,
        )
        if left:
            self.do(children.leave, child_id, date.fromisoformat(left), reason)
        return child_id

    def mark(self, child_id: int, day: str, mark: str, *, even_if_locked: bool = False) -> None:
        """A mark as written on the sheet: √, 半, 病发热 ...; an empty one takes it back."""
        parsed = attendance.parse_mark(mark) if mark else (None, "")
        self.do(
            attendance.mark,
            child_id,
            date.fromisoformat(day),
            *parsed,
            today=self.today,
            even_if_locked=even_if_locked,
        )

    @contextmanager
    def counting(self) -> Iterator[list[str]]:
        """The statements sent while the block runs, without the opening of transactions."""
        sent: list[str] = []

        def _note(*event_arguments: Any) -> None:
            if not event_arguments[2].startswith("BEGIN"):
                sent.append(event_arguments[2])

        with self.opened.store.read(self.opened.actor) as session:
            engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", _note)
        try:
            yield sent
        finally:
            event.remove(engine, "before_cursor_execute", _note)


@contextmanager
def small_centre(folder: Path) -> Iterator[SmallCentre]:
    """A centre without classes or children."""
    now = datetime.combine(TODAY, time(8))
    opened, code = new_centre(folder, "小蜗牛托育园", "张园长", PASSWORD, now=now, cost=FAST)
    try:
        yield SmallCentre(opened, code)
    finally:
        opened.store.close()
        use_vocabulary(CENTRE)


def carers(centre: SmallCentre, on: date) -> Counter[int]:
    """How many carers who count are with each class on the morning of a day."""
    duty = centre.see(rota.on_duty, on, Half.MORNING)
    return Counter(row.class_id for row in duty if row.counted and row.class_id is not None)
