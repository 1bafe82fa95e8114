"""A roster from a workbook: choose it, see what it brings, take all of it or nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from centerdesk.base.files import write_whole
from centerdesk.base.i18n import _
from centerdesk.db.backup import Why
from centerdesk.services import backups, roster_import
from centerdesk.services.imports import PREVIEW_COLUMNS, ImportReport, PreviewRow, RowState
from centerdesk.services.opening import Opened
from centerdesk.services.roster_import import RosterPreview
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Flow, Pill, button, clear, label, row
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.table import Look

_TONES = {
    RowState.NEW: Tone.OK,
    RowState.CHANGED: Tone.INFO,
    RowState.UNCHANGED: Tone.MUTE,
    RowState.REFUSED: Tone.ALARM,
}
_WIDTHS = {"Row": 60, "Sheet": 90, "Name": 100, "Class": 90, "What it brings": 110, "Changes": 220}


class ImportRosterDialog(Dialog):
    """Shows what a workbook would do to the roster before anything is written."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("Read in a roster"), 860)
        self._desk = desk
        self._file = Path()
        self._preview: RosterPreview | None = None
        self.file_label = label(
            _("Choose the workbook (.xlsx or .xls) you keep the roster in. Nothing is written yet."),
            soft=True,
            wrap=True,
        )
        self.choose_button = button(_("Choose a workbook"), self._on_choose, icon="folder-open")
        head = row(self.file_label, self.choose_button)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self._counts = Flow(8)
        self.body.addLayout(self._counts)
        self.notes_label = label("", 12, soft=True, wrap=True)
        self.body.addWidget(self.notes_label)
        looks: dict[str, Callable[[Any], Look]] = {"What it brings": _state_look, "Reason": _reason_look}
        self.list = ListFrame(
            desk,
            _("Preview of the roster"),
            PREVIEW_COLUMNS,
            lambda row: (row.sheet, row.row),
            words=lambda row: f"{row.name} {row.class_name} {row.state.label}",
            count=_("{n} rows"),
            looks=looks,
        )
        self.list.table.set_widths(_WIDTHS, stretch="Reason")
        self.list.setMinimumHeight(px(260))
        self.list.saved.connect(lambda file: self.messages.say(_("Saved: {file}").format(file=file)))
        self.body.addWidget(self.list, 1)
        self.errors_button = button(_("Save the rows to correct"), self._on_errors, icon="download")
        self.errors_button.hide()
        self.foot.insertWidget(0, self.errors_button)
        self.take_button = self.add_buttons(_("Take all"), self._on_take)
        self.take_button.setEnabled(False)
        self.resize(px(900), px(600))

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, _("Choose a workbook"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Workbooks (*.xlsx *.xls)"))
        dialog.fileSelected.connect(lambda file: self.check(Path(file)))
        dialog.open()

    def check(self, file: Path) -> None:
        """Read a workbook and show what it would bring."""
        self._file = file
        today = self._desk.today()

        def work(session: Any) -> RosterPreview:
            from centerdesk.excel import read_workbook

            return roster_import.check_roster(session, roster_import.read_roster(read_workbook(file)), today)

        self._desk.later(work, self._show, _("Reading the workbook …"))

    def _show(self, preview: RosterPreview) -> None:
        self._preview = preview
        report = preview.report()
        self.messages.hide()
        self.file_label.setText(self._file.name)
        self._show_counts(report)
        made = [_("New class: {name}").format(name=each.name) for each in preview.new_classes]
        self.notes_label.setText("\n".join([*made, *preview.notes]))
        self.list.set_rows(preview.rows)
        self.errors_button.setVisible(bool(report.refused or report.doubtful))
        self.take_button.setEnabled(not report.refused and bool(report.new or report.changed))
        if report.refused:
            self.messages.say(
                _(
                    "{n} rows can't be taken, so nothing is: correct them in the workbook and choose it again."
                ).format(n=len(report.refused)),
                Tone.ALARM,
            )

    def _show_counts(self, report: ImportReport) -> None:
        clear(self._counts)
        for words, n, tone in (
            (RowState.NEW.label, report.new, Tone.OK),
            (RowState.CHANGED.label, report.changed, Tone.INFO),
            (RowState.UNCHANGED.label, report.unchanged, Tone.MUTE),
            (_("Doubtful"), len(report.doubtful), Tone.WARN),
            (RowState.REFUSED.label, len(report.refused), Tone.ALARM),
        ):
            self._counts.addWidget(Pill(f"{words} {n}", tone if n else Tone.MUTE))

    def _on_take(self) -> None:
        preview, file, now = self._preview, self._file, self._desk.now()
        if preview is None:
            return
        self.take_button.setEnabled(False)

        def take(_backed_up: object) -> None:
            self._desk.later(
                lambda session: roster_import.take_roster(session, preview, now, file.name),
                self._on_taken,
                _("Taking the roster …"),
                writes=True,
            )

        opened = Opened(self._desk.store, self._desk.actor)
        self._desk.later(
            lambda _session: backups.back_up(opened, now, Why.BEFORE_IMPORT),
            take,
            _("Making a backup before the import …"),
        )

    def _on_taken(self, report: ImportReport) -> None:
        self._show_counts(report)
        self.messages.say(
            _(
                "Taken: {new} new and {changed} changed children. It can be undone as one step on the page of the "
                "children."
            ).format(new=report.new, changed=report.changed),
            Tone.INFO,
        )
        self.take_button.hide()

    def _on_errors(self) -> None:
        dialog = QFileDialog(self, _("Save the rows to correct"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Excel workbook (*.xlsx)"))
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(self._save_errors)
        dialog.open()

    def _save_errors(self, target: str) -> None:
        from centerdesk.services.imports import errors_workbook

        if self._preview:
            write_whole(Path(target), errors_workbook(self._file, self._preview.report()))
            self.messages.say(_("Saved: {file}").format(file=target))


def _state_look(row: PreviewRow) -> Look:
    return Look(pill=_TONES[row.state])


def _reason_look(row: PreviewRow) -> Look:
    return Look(token="alarm" if row.refusals else "text")
