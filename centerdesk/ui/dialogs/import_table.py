"""A list of staff, training records, or weights and lengths from a workbook: chosen, looked over, taken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from centerdesk.base.files import write_whole
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Column
from centerdesk.domain.grids import Grid
from centerdesk.services import growth_import, imports, staff_import, training_import
from centerdesk.services.imports import (
    PREVIEW_COLUMNS,
    ImportReport,
    PreviewRow,
    RowState,
    errors_workbook,
    joined,
)
from centerdesk.services.table_import import TablePreview
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import WorkDialog
from centerdesk.ui.saving import XLSX, ask_file
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Pill, button, clear, column, label, row
from centerdesk.ui.widgets.import_file import FileStep
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.table import Look

_FILE, _PREVIEW = range(2)
_TONES = {
    RowState.NEW: Tone.OK,
    RowState.CHANGED: Tone.INFO,
    RowState.UNCHANGED: Tone.MUTE,
    RowState.REFUSED: Tone.ALARM,
}
_WIDTHS = {"Row": 60, "Sheet": 90, "Name": 90, "Class": 90, "What it brings": 100, "Changes": 220}


@dataclass(frozen=True, slots=True)
class TableKind:
    """A kind of table: its words, how it is read, held against the file, and taken."""

    title: str
    drop: str
    read: Callable[[Sequence[Grid]], Any]
    check: Callable[..., TablePreview[Any]]
    take: Callable[..., ImportReport]


STAFF = TableKind(
    N_("Read in a list of staff"),
    N_("Drop the workbook with the list of staff here, or choose it."),
    staff_import.read_staff,
    staff_import.check_staff,
    staff_import.take_staff,
)
GROWTH = TableKind(
    N_("Read in weights and lengths"),
    N_("Drop the workbook with the weights and lengths here, or choose it."),
    growth_import.read_growth,
    growth_import.check_growth,
    growth_import.take_growth,
)
TRAINING = TableKind(
    N_("Read in training records"),
    N_("Drop the workbook with the training records here, or choose it."),
    training_import.read_training,
    training_import.check_training,
    training_import.take_training,
)


class ImportTableDialog(WorkDialog):
    """Nothing is written before the rows were looked over."""

    def __init__(self, parent: QWidget, desk: Desk, kind: TableKind) -> None:
        super().__init__(parent, desk, _(kind.title), 860)
        self._kind = kind
        self._file = Path()
        self.preview: TablePreview[Any] | None = None
        self.is_done = False
        self.file_step = FileStep()
        self.file_step.file_label.setText(_(kind.drop))
        self.file_step.chosen.connect(self.read)
        self.errors_button = button(_("Save the rows to correct"), self.ask_errors, icon="download")
        looks: dict[str, Callable[[Any], Look]] = {
            "What it brings": lambda row: Look(pill=_TONES[row.state]),
            "Reason": lambda row: Look(token="alarm" if row.refusals else "text"),
        }
        columns: tuple[Column, ...] = PREVIEW_COLUMNS
        self.list = ListFrame(
            desk,
            _(kind.title),
            columns,
            lambda row: (row.sheet, row.row),
            words=lambda row: f"{row.name} {row.class_name} {row.state.label}",
            count=_("{n} rows"),
            looks=looks,
        )
        self.list.table.set_widths(_WIDTHS, stretch="Reason")
        self.list.table.chosen.connect(self._on_chosen)
        self.list.saved.connect(lambda file: self.messages.say(_("Saved: {file}").format(file=file)))
        self.row_label = label("", 12, soft=True, wrap=True)
        self.notes_label = label("", 12, soft=True, wrap=True)
        self._counts = row(gap=6)
        self.stack = QStackedWidget()
        self._build()
        self._show_buttons()

    def _build(self) -> None:
        shown = QWidget()
        inside = column(
            row(self._counts, None, self.errors_button), self.list, self.row_label, self.notes_label, gap=8
        )
        inside.setStretch(1, 1)
        shown.setLayout(inside)
        self.stack.addWidget(self.file_step)
        self.stack.addWidget(shown)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.work)
        self.take_button = self.add_buttons(_("Take all"), self._on_take, _("Close"))
        self.again_button = button(_("Choose another file"), self._on_again, icon="folder-open")
        self.foot.insertWidget(0, self.again_button)
        room = self.screen().availableGeometry()
        self.resize(min(px(960), room.width() - 40), min(px(600), room.height() - 60))

    def read(self, file: Path) -> None:
        """Read a workbook and show what it would bring."""
        kind, today = self._kind, self._desk.today()

        def work(session: Any) -> TablePreview[Any]:
            from centerdesk.excel import read_workbook

            return kind.check(session, kind.read(read_workbook(file)), today)

        self._file = file
        self.run(work, self._on_checked, _("Reading the workbook …"))

    def _on_checked(self, preview: TablePreview[Any]) -> None:
        self.preview, self.is_done = preview, False
        report = preview.report()
        clear(self._counts)
        for state in RowState:
            n = sum(each.state is state for each in preview.rows)
            self._counts.addWidget(Pill(f"{state.label} {n}", _TONES[state] if n else Tone.MUTE))
        n = len(report.doubtful)
        self._counts.addWidget(Pill(f"{_('Doubtful')} {n}", Tone.WARN if n else Tone.MUTE))
        self.errors_button.setVisible(bool(report.refused or report.doubtful))
        self.notes_label.setText("\n".join(preview.notes))
        self.notes_label.setVisible(bool(preview.notes))
        self.list.set_rows(preview.rows)
        self.list.table.go_to_place(0)
        self._on_chosen(self.list.table.current())
        self.stack.setCurrentIndex(_PREVIEW)
        self._show_buttons()
        self.list.table.setFocus()

    def _on_chosen(self, row: PreviewRow | None) -> None:
        """The whole of what a narrow cell can't show."""
        parts = [row.changes_text, joined([*row.refusals, *row.doubts])] if row else []
        self.row_label.setText("　".join(part for part in parts if part))

    def _on_take(self) -> None:
        self.back_up_first(self._on_backed_up)

    def _on_backed_up(self, _made: object) -> None:
        kind, preview, now, name = self._kind, self.preview, self._desk.now(), self._file.name

        def work(session: Any) -> ImportReport:
            return kind.take(session, preview, now, name, only_good=True)

        self.run(work, self._on_taken, _("Taking the rows …"), writes=True)

    def _on_taken(self, report: ImportReport) -> None:
        self.is_done = True
        words = _("Taken in: {new} new rows, {changed} changed.").format(
            new=report.new, changed=report.changed
        )
        if report.refused:
            words += "\n" + _("{n} rows are still to be corrected.").format(n=len(report.refused))
        self.messages.say(words, Tone.INFO, _("Undo this import"), self._on_undo)
        self._show_buttons()

    def _on_undo(self) -> None:
        last = self._desk.read(imports.list_imports)[0]
        self._desk.write(imports.undo_import, last.id, self._desk.now())
        self.messages.say(_("The import is undone."), Tone.INFO)

    def _on_again(self) -> None:
        self.preview, self.is_done = None, False
        self.messages.hide()
        self.stack.setCurrentIndex(_FILE)
        self._show_buttons()
        self.file_step.choose_button.setFocus()

    def ask_errors(self) -> None:
        """Where to save the rows that want correcting."""
        name = _("{file} to correct").format(file=self._file.stem)
        ask_file(self, _("Save the rows to correct"), f"{name}{XLSX}", self.save_errors)

    def save_errors(self, target: Path) -> None:
        """Write the rows with findings into a workbook of their own."""
        if self.preview:
            write_whole(target, errors_workbook(self._file, self.preview.report()))
            self.messages.say(_("Saved: {file}").format(file=target))

    def _show_buttons(self) -> None:
        report = self.preview.report() if self.preview else None
        good = report.new + report.changed if report else 0
        self.take_button.setText(
            _("Take the {n} good rows only").format(n=good) if report and report.refused else _("Take all")
        )
        self.take_button.setAccessibleName(self.take_button.text())
        self.take_button.setEnabled(bool(good) and not self.is_done and self._job is None)
        self.again_button.setVisible(self.preview is not None)
        self.again_button.setEnabled(self._job is None)
