"""The last step of an import: what will be written, and what was."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centerdesk.base.i18n import _
from centerdesk.services.imports import RowState
from centerdesk.ui import theme
from centerdesk.ui.widgets.basics import button, card, column, label, row
from centerdesk.ui.widgets.import_preview import PreviewStep


class TakeStep(QWidget):
    """Says before what the import does, and afterwards what it did; then it can be undone, or go on."""

    undo_asked = Signal()
    again_asked = Signal()
    errors_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_done = False
        self._icon = label()
        self.sum_label = label("", 16, bold=True, wrap=True)
        self.more_label = label("", soft=True, wrap=True)
        self.undo_button = button(_("Undo this import"), self.undo_asked.emit, icon="rotate-ccw")
        self.again_button = button(_("Choose another file"), self.again_asked.emit, icon="folder-open")
        self.errors_button = button(_("Save the rows to correct"), self.errors_asked.emit, icon="download")
        for each in (self.undo_button, self.again_button, self.errors_button):
            each.setAutoDefault(True)  # Enter means the button where the focus is
        head = row(self._icon, self.sum_label, gap=12)
        head.setStretch(1, 1)
        inside = column(
            head,
            self.more_label,
            row(self.errors_button, self.undo_button, self.again_button, None),
            None,
            gap=16,
        )
        self.setLayout(column(card(inside, (20, 20, 20, 20))))

    def show_plan(self, step: PreviewStep) -> None:
        """Before: what will be written and what will not."""
        sentences = []
        if made := _classes(step):
            sentences.append(_("New classes: {names}.").format(names=_(", ").join(made)))
        if n := len(step.refused()):
            sentences.append(
                _(
                    "{n} rows can't be taken and stay out. Save them as a workbook, correct them there and choose "
                    "that workbook afterwards."
                ).format(n=n)
            )
        if n := len(step.without):
            sentences.append(_("{n} rows are left out by you.").format(n=n))
        sentences.append(_("A backup is made before. The import can be undone as a whole."))
        words = _("To be taken in: {new} new children, {changed} changed.")
        self._say("info", "accent", words.format(**_numbers(step)), sentences, done=False)
        self.errors_button.setVisible(bool(step.refused()))

    def show_result(self, step: PreviewStep, notes: Sequence[str]) -> None:
        """Afterwards: what was written."""
        words = _("Taken in: {new} new children, {changed} changed.").format(**_numbers(step))
        n = len(step.refused())
        left = [_("{n} rows are still to be corrected.").format(n=n)] if n else []
        self._say("circle-check", "accent", words, [*left, *notes], done=True)
        self.again_button.setFocus()

    def show_undone(self) -> None:
        """After it was taken back."""
        words = _("The import is undone: the roster is as it was before.")
        self._say("rotate-ccw", "soft", words, [], done=True)
        self.undo_button.hide()
        self.errors_button.hide()
        self.again_button.setFocus()

    def _say(self, icon: str, token: str, words: str, sentences: Sequence[str], *, done: bool) -> None:
        self.is_done = done
        self._icon.setPixmap(theme.pixmap(icon, token, 24))
        self.sum_label.setText(words)
        self.more_label.setText("\n".join(sentences))
        self.more_label.setVisible(bool(sentences))
        self.undo_button.setVisible(done)
        self.again_button.setVisible(done)


def _numbers(step: PreviewStep) -> dict[str, int]:
    counts = Counter(row.state for row in step.taken())
    return {"new": counts[RowState.NEW], "changed": counts[RowState.CHANGED]}


def _classes(step: PreviewStep) -> list[str]:
    """The classes that are made for the rows to be taken."""
    needed = {row.class_name for row in step.taken()}
    return [each.name for each in step.preview.new_classes if each.name in needed] if step.preview else []
