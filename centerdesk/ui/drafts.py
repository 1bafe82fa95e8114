"""What is typed into a dialog survives a crash: kept while one types, put back when the dialog opens again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.services import drafts
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import Tone

_LOOK_MS = 1000
_QUIET_LOOKS = 2  # two seconds without typing


class Part(Protocol):
    """A part of a dialog whose content can be kept."""

    def content(self) -> Any: ...

    def restore(self, content: Any) -> None: ...


def keep_draft(dialog: Dialog, desk: Desk, record_id: int | None, parts: Mapping[str, Part]) -> None:
    """Keep what is typed into a dialog from now on, about a record or (None) a new one; offer what was kept."""
    Keeper(dialog, desk, "" if record_id is None else str(record_id), parts).offer()


def save_drafts(window: QWidget) -> None:
    """Keep at once what stands in all open dialogs: before the program locks, or when it has made a mistake."""
    for keeper in window.findChildren(Keeper):
        keeper.save()


def unsaved_words(desk: Desk) -> str:
    """What somebody has not saved, for the message after signing in; empty when there is nothing."""
    titles = [str(row.content["title"]) for row in desk.read(drafts.list_drafts)]
    if not titles:
        return ""
    return _("Not saved last time: {titles}. Open it again: what you had typed is still there.").format(
        titles=_(", ").join(titles)
    )


class Keeper(QObject):
    """Looks at a dialog each second, and keeps what is new once nobody has typed for two."""

    def __init__(self, dialog: Dialog, desk: Desk, key: str, parts: Mapping[str, Part]) -> None:
        super().__init__(dialog)
        self._dialog, self._desk, self._parts = dialog, desk, parts
        self._name = type(dialog).__name__, key
        self._first = self._seen = self._kept = self._content()
        self._quiet = 0
        dialog.accepted.connect(self._drop)
        dialog.rejected.connect(self._drop)
        timer = QTimer(self)
        timer.timeout.connect(self._look)
        timer.start(_LOOK_MS)

    def offer(self) -> None:
        """Put back what was kept, and say so."""
        found = self._desk.read(drafts.draft_of, *self._name)
        if found is None:
            return
        self._restore(found.content["parts"])
        self._seen = self._kept = self._content()
        self._say(found.saved_at)

    def save(self) -> None:
        """Keep what stands in the dialog, unless it is kept already."""
        content = self._content()
        if content == self._kept:
            return
        # First of all, so that a failure is told once and not each second.
        self._kept = content
        whole = {"title": self._dialog.windowTitle(), "parts": content}
        now = self._desk.now()
        # Not by `Desk.write`: a draft changes nothing that a page shows.
        with self._desk.store.begin(self._desk.actor, now) as session:
            drafts.save_draft(session, *self._name, whole, now)

    def _look(self) -> None:
        content = self._content()
        self._quiet = self._quiet + 1 if content == self._seen else 0
        self._seen = content
        if self._quiet >= _QUIET_LOOKS:
            self.save()

    def _say(self, saved_at: datetime) -> None:
        self._dialog.messages.say(
            _("What you had typed by {moment} and not saved is put back.").format(
                moment=formats.clock(saved_at)
            ),
            Tone.INFO,
            _("Discard"),
            self._discard,
        )

    def _discard(self) -> None:
        self._restore(self._first)
        self._drop()
        self._seen = self._kept = self._content()

    def _drop(self) -> None:
        if self._kept == self._first and self._desk.read(drafts.draft_of, *self._name) is None:
            return
        with self._desk.store.begin(self._desk.actor, self._desk.now()) as session:
            drafts.drop_draft(session, *self._name)

    def _content(self) -> dict[str, Any]:
        return {name: part.content() for name, part in self._parts.items()}

    def _restore(self, content: Mapping[str, Any]) -> None:
        for name, part in self._parts.items():
            if name in content:
                part.restore(content[name])
