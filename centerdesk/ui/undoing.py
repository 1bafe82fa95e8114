"""Ctrl+Z and Ctrl+Y: the last action of today back, and again; said in the window's bar."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from centerdesk.base.i18n import _
from centerdesk.services import undo
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import MessageBar, ask
from centerdesk.ui.theme import Tone


def undo_last(window: QWidget, desk: Desk, messages: MessageBar, *, again: bool = False) -> None:
    """Take the last action back, or do `again` what was taken back; in a locked month after a question."""
    today = desk.today()
    step = desk.read(undo.redoable if again else undo.undoable, today)
    if step is None:
        nothing = _("There is nothing to do again.") if again else _("There is nothing of today to undo.")
        messages.say(nothing, Tone.INFO)
        return

    def go(even_if_locked: bool) -> None:
        if again:
            desk.write(undo.redo_last, today, even_if_locked=even_if_locked)
        else:
            desk.write(undo.undo_last, today, desk.now(), even_if_locked=even_if_locked)
        done = _("Done again: {what}") if again else _("Undone: {what}")
        messages.say(
            done.format(what=step.words),
            Tone.OK,
            _("Undo") if again else _("Do it again"),
            lambda: undo_last(window, desk, messages, again=not again),
        )

    _sure(window, desk, step, go)


def _sure(window: QWidget, desk: Desk, step: undo.Step, then: Callable[[bool], Any]) -> None:
    """Go on at once, or after a question where a locked month is concerned."""
    locked = desk.read(undo.locked_months, step)
    if not locked:
        then(False)
        return
    ask(
        window,
        _("Change a locked month?"),
        _(
            "“{what}” concerns {month}, whose return is locked. The attendance will change, "
            "the filed return stays as it is."
        ).format(what=step.words, month=_(", ").join(str(month) for month in locked)),
        _("Change it"),
        lambda: then(True),
    )
