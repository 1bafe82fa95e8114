"""Ctrl+Z and Ctrl+Y: the last action of today back, and again; said in the window's bar."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from centerdesk.base.i18n import _
from centerdesk.services import undo
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import MessageBar, ask
from centerdesk.ui.theme import Tone


def undo_last(window: QWidget, desk: Desk, messages: MessageBar) -> None:
    """Take the last action back; in a locked month after a question."""
    today = desk.today()

    def take_back(even_if_locked: bool) -> None:
        step = desk.write(undo.undo_last, today, desk.now(), even_if_locked=even_if_locked)
        messages.say(
            _("Undone: {what}").format(what=step.words),
            Tone.OK,
            _("Do it again"),
            lambda: redo_last(window, desk, messages),
        )

    step = desk.read(undo.undoable, today)
    if step is None:
        messages.say(_("There is nothing of today to undo."), Tone.INFO)
    else:
        _sure(window, desk, step, take_back)


def redo_last(window: QWidget, desk: Desk, messages: MessageBar) -> None:
    """Do again what was undone last."""
    today = desk.today()

    def again(even_if_locked: bool) -> None:
        step = desk.write(undo.redo_last, today, even_if_locked=even_if_locked)
        messages.say(
            _("Done again: {what}").format(what=step.words),
            Tone.OK,
            _("Undo"),
            lambda: undo_last(window, desk, messages),
        )

    step = desk.read(undo.redoable, today)
    if step is None:
        messages.say(_("There is nothing to do again."), Tone.INFO)
    else:
        _sure(window, desk, step, again)


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
