"""The one crossing between the windows and the services; the only place that asks the clock."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from centerdesk.db.store import Actor, Store
from centerdesk.services.opening import Opened

P = ParamSpec("P")
R = TypeVar("R")


def today() -> date:
    """The computer's day."""
    return date.today()


def now() -> datetime:
    """This moment."""
    return datetime.now()


class Desk(QObject):
    """What a window may do with the open centre: read, write, and have long work done."""

    changed = Signal()
    began = Signal(object)  # a Job, so that the window can show its words and a cancel

    def __init__(self, opened: Opened, fixed_today: date | None = None) -> None:
        super().__init__()
        self.store: Store = opened.store
        self.actor: Actor = opened.actor
        self._fixed_today = fixed_today

    def today(self) -> date:
        """The day of the window."""
        return self._fixed_today or today()

    def now(self) -> datetime:
        """This moment, on the day of the window."""
        return datetime.combine(self.today(), now().time())

    def read(self, service: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What the service returns, from one state of the file."""
        with self.store.read(self.actor, self.now()) as session:
            return service(session, *args, **kwargs)

    def write(self, service: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """One action, one transaction; when it is on the disk, `changed` is emitted."""
        with self.store.begin(self.actor, self.now()) as session:
            result = service(session, *args, **kwargs)
        self.changed.emit()
        return result

    def later(
        self,
        work: Callable[[Any], R],
        done: Callable[[R], object],
        words: str,
        *,
        writes: bool = False,
    ) -> "Job":
        """Long work with a session of its own, off the window; `done` gets its result in the window's thread."""
        job = Job(words, writes)

        def run() -> object:
            if not writes:
                with self.store.read(self.actor, self.now()) as session:
                    return work(session)
            with self.store.begin(self.actor, self.now()) as session:
                result = work(session)
                if job.is_cancelled:
                    raise CancelledError  # nothing of it is kept
                return result

        job.finished.connect(done)
        if writes:
            job.finished.connect(lambda _result: self.changed.emit())
        self.began.emit(job)
        job.start(run)
        return job


class CancelledError(Exception):
    """The user has thought better of it."""


class Job(QObject):
    """Long work under way: its words, its end, and the way to call it off."""

    finished = Signal(object)
    ended = Signal()
    _succeeded = Signal(object)
    _failed = Signal(object)

    def __init__(self, words: str, writes: bool = False) -> None:
        super().__init__()
        self.words = words
        self._writes = writes
        self.is_cancelled = False
        self._succeeded.connect(self._on_succeeded)
        self._failed.connect(self._on_failed)

    def start(self, work: Callable[[], object]) -> None:
        """Begin in a thread of the pool."""
        _under_way.add(self)
        QThreadPool.globalInstance().start(_Runnable(self, work))

    def cancel(self) -> None:
        """Want no result; what a writing work did is taken back."""
        self.is_cancelled = True
        self.ended.emit()

    @Slot(object)
    def _on_succeeded(self, result: object) -> None:
        self._end()
        # A cancel that came after the commit is too late: the window must show what is in the file.
        if self._writes or not self.is_cancelled:
            self.finished.emit(result)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._end()
        if not self.is_cancelled:
            sys.excepthook(type(error), error, error.__traceback__)

    def _end(self) -> None:
        _under_way.discard(self)
        self.ended.emit()


_under_way: set[Job] = set()


class _Runnable(QRunnable):
    def __init__(self, job: Job, work: Callable[[], object]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        try:
            result = self._work()
        except BaseException as error:  # whatever it is, it belongs to the one hook
            self._job._failed.emit(error)
        else:
            self._job._succeeded.emit(result)
