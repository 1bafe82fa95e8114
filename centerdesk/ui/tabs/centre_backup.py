"""Backup and restore: the backups there are, their age and whether they were verified, and the way back."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centerdesk.base.i18n import _
from centerdesk.services import backups, restores
from centerdesk.services.backups import BACKUP_COLUMNS, BackedUp, BackupRow
from centerdesk.services.opening import Opened
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import ask
from centerdesk.ui.saving import ask_folder
from centerdesk.ui.theme import Tone
from centerdesk.ui.widgets.basics import Elided, Pill, button, card, column, label, row
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.table import Look

_WIDTHS = {
    "Made at": 150,
    "Why": 120,
    "Place": 90,
    "Size": 90,
    "Children": 80,
    "Attendance marks": 90,
    "Filed returns": 90,
    "Checked": 90,
}


class BackupTab(QWidget):
    """What holds for the centre's backups."""

    said = Signal(str, Tone)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._place: Path | None = None
        self.age_pill = Pill()
        self.place_label = Elided()
        self.list = ListFrame(
            desk,
            _("Backups"),
            BACKUP_COLUMNS,
            lambda row: str(row.folder),
            words=lambda row: f"{row.made_at:%Y-%m-%d} {row.why.label} {row.place} {row.name}",
            count=_("{n} backups"),
            looks={"Checked": lambda row: Look(pill=Tone.OK if row.verified else Tone.WARN)},
        )
        self.list.table.set_widths(_WIDTHS, stretch="Backup's name")
        self.list.table.opened.connect(self._on_rehearse_one)
        self.list.saved.connect(lambda file: self.said.emit(_("Saved: {file}").format(file=file), Tone.OK))
        self.list.put_first(label(_("Backups"), 16, bold=True), self.age_pill)
        self.rehearse_button = button(_("Rehearse …"), self._on_rehearse, icon="eye")
        self.restore_button = button(_("Restore …"), self._on_restore, icon="rotate-ccw")
        self.back_up_button = button(_("Back up now"), self._on_back_up, icon="hard-drive", kind="primary")
        for each in (self.rehearse_button, self.restore_button, self.back_up_button):
            self.list.head.addWidget(each)
        self.undo_button = button(_("Undo the last restore"), self._on_undo, icon="undo")
        self.none_button = button(_("Use no second place"), self._on_no_place, kind="link")
        layout = column(self._second(), self.list, gap=12)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _second(self) -> QWidget:
        head = row(
            label(_("Second place"), soft=True),
            self.place_label,
            button(_("Choose a folder"), self._on_choose_place, icon="usb"),
            self.none_button,
            self.undo_button,
        )
        head.setStretch(1, 1)
        hint = label(
            _(
                "A backup is made on closing and once a day, opened again and counted. Kept are the newest of 7 days, "
                "5 weeks and 12 months. A second place on a stick or another disk keeps it when this computer fails."
            ),
            12,
            soft=True,
            wrap=True,
        )
        return card(column(head, hint))

    def refresh(self) -> None:
        """Read the list and the second place again."""
        rows = backups.backups(self._opened)
        self._place = self._desk.read(backups.second_place)
        self.list.set_rows(rows)
        self.place_label.setText(str(self._place) if self._place else _("none chosen yet"))
        self.none_button.setVisible(self._place is not None)
        self.undo_button.setVisible(restores.can_undo(self._desk.store.folder))
        self._show_age(rows)

    def _show_age(self, rows: list[BackupRow]) -> None:
        now = self._desk.now()
        ages = [(now.date() - row.made_at.date()).days for row in rows if row.verified]
        if not ages:
            self.age_pill.say(_("no backup yet"), Tone.ALARM)
        elif backups.is_stale(rows, now):
            self.age_pill.say(_("newest {n} days old: back up now").format(n=min(ages)), Tone.ALARM)
        elif min(ages) <= 0:
            self.age_pill.say(_("newest from today"), Tone.OK)
        else:
            self.age_pill.say(_("newest {n} days old").format(n=min(ages)), Tone.OK)

    @property
    def _opened(self) -> Opened:
        return Opened(self._desk.store, self._desk.actor)

    def _on_back_up(self) -> None:
        from centerdesk.ui.dialogs.restore import work_apart

        opened, now = self._opened, self._desk.now()
        self.back_up_button.setEnabled(False)
        job = work_apart(
            self._desk, lambda: backups.back_up(opened, now), self._on_backed_up, _("Backing up …")
        )
        job.ended.connect(lambda: self.back_up_button.setEnabled(True))

    def _on_backed_up(self, made: BackedUp) -> None:
        self.refresh()
        if made.warning:
            self.said.emit(made.warning, Tone.WARN)
        else:
            self.said.emit(
                _("Backed up, opened again and counted: {n} children.").format(
                    n=made.backup.count("children")
                ),
                Tone.OK,
            )

    def _chosen(self) -> BackupRow | None:
        chosen: BackupRow | None = self.list.table.current()
        if chosen is None:
            self.said.emit(_("Choose a backup in the list first."), Tone.INFO)
        return chosen

    def _on_rehearse(self) -> None:
        if chosen := self._chosen():
            self._on_rehearse_one(chosen)

    def _on_rehearse_one(self, chosen: BackupRow) -> None:
        from centerdesk.ui.dialogs.restore import RehearsalDialog

        RehearsalDialog(self, self._desk, chosen).open()

    def _on_restore(self) -> None:
        from centerdesk.ui.dialogs.restore import RestoreDialog

        if chosen := self._chosen():
            dialog = RestoreDialog(self, self._desk, chosen)
            dialog.restored.connect(self._sign_out)
            dialog.open()

    def _on_undo(self) -> None:
        ask(
            self,
            _("Undo the last restore"),
            _(
                "The state before the restore comes back, with the passwords it had. What the restore brought is "
                "backed up and kept. Afterwards everybody signs in again."
            ),
            _("Undo the restore"),
            self._undo,
        )

    def _undo(self) -> None:
        from centerdesk.ui.dialogs.restore import work_apart

        opened, now = self._opened, self._desk.now()
        work_apart(
            self._desk,
            lambda: restores.undo_restore(opened, now),
            lambda _done: self._sign_out(),
            _("Undoing the restore …"),
        )

    def _sign_out(self) -> None:
        # Another file lies there now, perhaps under another key: whoever goes on opens it anew.
        window: Any = self.window()
        window.locked.emit()

    def _on_choose_place(self) -> None:
        ask_folder(self, _("A folder on a stick or another disk"), self.set_place)

    def set_place(self, folder: Path | None) -> None:
        """Copy each backup there from now on."""
        self._desk.write(backups.set_second_place, folder)
        self.refresh()

    def _on_no_place(self) -> None:
        self.set_place(None)
