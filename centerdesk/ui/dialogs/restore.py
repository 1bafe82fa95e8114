"""Restoring a backup and rehearsing it: what it holds is shown first."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.db.restore import Holding
from centerdesk.services import restores
from centerdesk.services.backups import BackupRow
from centerdesk.services.opening import Opened
from centerdesk.services.restores import Comparison, Key, Rehearsal, Restored
from centerdesk.ui.desk import Desk, Job
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import Tone
from centerdesk.ui.widgets.basics import button, label
from centerdesk.ui.widgets.form import Form


def work_apart(desk: Desk, work: Callable[[], Any], done: Callable[[Any], object], words: str) -> Job:
    """Long work on the files themselves, which no session may hold meanwhile; it can't be called off half-way."""
    job = Job(words, writes=True)
    job.finished.connect(done)
    desk.began.emit(job)
    job.start(work)
    return job


class _BackupDialog(Dialog):
    """A backup by its day and size, the password it opens with, and the lines it gives an answer in."""

    def __init__(self, parent: QWidget, desk: Desk, row: BackupRow, title: str, intro: str) -> None:
        super().__init__(parent, title, 560)
        self._desk, self._row = desk, row
        self.body.addWidget(label(intro, soft=True, wrap=True))
        made = _("Backup of {moment}, {why}, {size}").format(
            moment=formats.clock(row.made_at), why=row.why.label, size=row.megabytes
        )
        self.body.addWidget(label(made, bold=True, wrap=True))
        self.form = Form()
        self.password_edit = self.form.add(
            "password",
            _("Your password on that day"),
            QLineEdit(),
            hint=_("A backup opens with the passwords that held when it was made."),
        )
        self.password_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.body.addWidget(self.form)
        self.lines_label = label("", wrap=True)
        self.lines_label.setObjectName("holds")
        self.body.addWidget(self.lines_label)

    def key(self) -> Key:
        """What the backup is opened with."""
        return Key(self.password_edit.text(), self._desk.actor.name)

    def begin(self, work: Callable[[], Any], done: Callable[[Any], object], words: str) -> None:
        """Have work done; until it ends there is nothing to click."""
        self.messages.hide()
        self.messages.say(words, Tone.INFO)
        self._enable(False)
        job = work_apart(self._desk, work, done, words)
        job.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self.messages.hide()
        self._enable(True)

    def _enable(self, on: bool) -> None:
        for each in (self.form, *(self.foot.itemAt(place).widget() for place in range(self.foot.count()))):
            if each is not None:
                each.setEnabled(on)


class RestoreDialog(_BackupDialog):
    """Shows what a restore would bring and lose; then it can be done."""

    restored = Signal()

    def __init__(self, parent: QWidget, desk: Desk, row: BackupRow) -> None:
        super().__init__(
            parent,
            desk,
            row,
            _("Restore a backup"),
            _(
                "The centre goes back to the state of the backup. Today's state is backed up first and kept, "
                "so that the restore can be undone. Afterwards everybody signs in again."
            ),
        )
        self._compared = False
        self.look_button = button(_("See what it holds"), self._on_look, icon="eye")
        self.foot.insertWidget(0, self.look_button)
        self.restore_button = self.add_buttons(_("Restore"), self._on_restore)
        self.restore_button.setEnabled(False)

    def _enable(self, on: bool) -> None:
        super()._enable(on)
        self.restore_button.setEnabled(on and self._compared)

    def _on_look(self) -> None:
        opened, folder, key = Opened(self._desk.store, self._desk.actor), self._row.folder, self.key()
        now = self._desk.now()
        self.begin(
            lambda: restores.compare(opened, folder, key, now),
            self._show,
            _("Opening and counting the backup …"),
        )

    def _show(self, found: Comparison) -> None:
        self._compared = True
        self.restore_button.setEnabled(True)
        lines = [_("In the backup: {counts}").format(counts=counts(found.backup))]
        if found.today:
            lines.append(_("Today: {counts}").format(counts=counts(found.today)))
        else:
            lines.append(_("Today's file is damaged and can't be counted."))
        lines += [each.words for each in found.lost]
        self.lines_label.setText("\n".join(lines))

    def _on_restore(self) -> None:
        opened, folder, key = Opened(self._desk.store, self._desk.actor), self._row.folder, self.key()
        now = self._desk.now()
        self.begin(
            lambda: restores.restore(opened.store.folder, folder, now, key, opened),
            self._on_restored,
            _("Restoring …"),
        )

    def _on_restored(self, _done: Restored) -> None:
        self.accept()
        self.restored.emit()


class RehearsalDialog(_BackupDialog):
    """Opens a backup apart from today's file and reads in it."""

    def __init__(self, parent: QWidget, desk: Desk, row: BackupRow) -> None:
        super().__init__(
            parent,
            desk,
            row,
            _("Rehearse a restore"),
            _(
                "The backup is opened in a place of its own and read through. Today's records are not touched."
            ),
        )
        self.go_button = self.add_buttons(_("Rehearse"), self._on_go, _("Close"))

    def _on_go(self) -> None:
        folder, key, today = self._row.folder, self.key(), self._desk.today()
        self.begin(
            lambda: restores.read_backup_through(folder, key.password, key.name, today),
            self._show,
            _("Opening and counting the backup …"),
        )

    def _show(self, found: Rehearsal) -> None:
        lines = [_("The backup opens and is whole: {counts}").format(counts=counts(found.holding))]
        changed = found.holding.facts.last_change
        if changed:
            lines.append(_("Last change in it: {moment}").format(moment=formats.clock(changed)))
        lines += [
            _("{name}: {n} children").format(name=name or _("no class"), n=n) for name, n in found.classes
        ]
        self.lines_label.setText("\n".join(lines))


def counts(holding: Holding) -> str:
    """What a file holds, in words."""
    facts = holding.facts
    return _("{classes} classes, {children} children, {marks} marks, {returns} filed returns").format(
        classes=facts.classes, children=facts.children, marks=facts.marks, returns=facts.returns
    )
