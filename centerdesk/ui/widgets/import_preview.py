"""The third step of an import: row by row what it would bring, what is left out, which classes will be made."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QWidget

from centerdesk.base.files import write_whole
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Column
from centerdesk.services.imports import PREVIEW_COLUMNS, PreviewRow, RowState, errors_workbook, joined
from centerdesk.services.roster_import import RosterPreview
from centerdesk.ui.desk import Desk
from centerdesk.ui.saving import XLSX, ask_file
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Pill, button, clear, column, label, row, scrolled
from centerdesk.ui.widgets.fields import Combo
from centerdesk.ui.widgets.import_classes import NewClasses
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.table import Look

_TONES = {
    RowState.NEW: Tone.OK,
    RowState.CHANGED: Tone.INFO,
    RowState.UNCHANGED: Tone.MUTE,
    RowState.REFUSED: Tone.ALARM,
}
_WIDTHS = {
    "Take it in": 92, "Row": 60, "Sheet": 80, "Name": 90, "Class": 80, "What it brings": 100, "Changes": 160,
}  # fmt: skip
_TICK = "Take it in"
_DOUBTFUL = "doubtful"

Key = tuple[str, int]


class PreviewStep(QWidget):
    """The rows with a tick each; the classes to be made and what else is to be known in tabs beside them."""

    changed = Signal()
    saved = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._file = Path()
        self.preview: RosterPreview | None = None
        self.without: frozenset[Key] = frozenset()
        self.state_combo = Combo[RowState | str | None]([(None, _("All rows"))])
        self.state_combo.setAccessibleName(_("What the rows bring"))
        self.state_combo.setMinimumWidth(px(130))
        self.state_combo.currentIndexChanged.connect(self._sift)
        self.errors_button = button(_("Save the rows to correct"), self.ask_errors, icon="download")
        looks: dict[str, Callable[[Any], Look]] = {
            _TICK: self._tick_look,
            "What it brings": lambda row: Look(pill=_TONES[row.state]),
            "Reason": lambda row: Look(token="alarm" if row.refusals else "text"),
        }
        self.list = ListFrame(
            desk,
            _("Preview of the roster"),
            (Column(N_("Take it in"), self._tick, 24), *PREVIEW_COLUMNS),
            _key,
            words=lambda row: f"{row.name} {row.class_name} {row.state.label}",
            count=_("{n} rows"),
            looks=looks,
        )
        self.list.put_first(self.state_combo)
        self.list.head.insertWidget(3, self.errors_button)
        table = self.list.table
        table.set_widths(_WIDTHS, stretch="Reason")
        table.horizontalHeader().setMinimumSectionSize(px(60))
        table.clicked.connect(self._on_clicked)
        table.chosen.connect(self._on_chosen)
        here = Qt.ShortcutContext.WidgetShortcut
        QShortcut(QKeySequence(Qt.Key.Key_Space), table, self._on_space, context=here)
        # Else Enter would leave the step while one looks for a child.
        QShortcut(QKeySequence(Qt.Key.Key_Return), self.list.filter_edit, table.setFocus, context=here)
        self.list.saved.connect(self.saved)
        self.row_label = label("", 12, soft=True, wrap=True)
        self.row_label.setMinimumHeight(px(18))
        self.classes = NewClasses(desk.today())
        self.classes.changed.connect(self._on_classes)
        self.notes_label = label("", wrap=True)
        self._build()

    def _build(self) -> None:
        self.tabs = QTabWidget()
        rows = QWidget()
        hint = label(_("Space, or a click on the first column: left out or taken in"), 12, soft=True)
        under = row(self.row_label, hint, gap=16)
        under.setStretch(0, 1)
        inside = column(self.list, under, gap=4)
        inside.setContentsMargins(0, px(8), 0, 0)
        inside.setStretch(0, 1)
        rows.setLayout(inside)
        notes, sentences = QWidget(), column(self.notes_label, None)
        sentences.setContentsMargins(0, px(12), px(12), 0)
        notes.setLayout(sentences)
        self.tabs.addTab(rows, _("Children"))
        self.tabs.addTab(scrolled(self.classes), "")
        self.tabs.addTab(scrolled(notes), "")
        pills = QWidget()
        self._counts = row(gap=6)
        self._counts.setContentsMargins(0, 0, 0, px(8))
        pills.setLayout(self._counts)
        self.tabs.setCornerWidget(pills, Qt.Corner.TopRightCorner)
        self.setLayout(column(self.tabs))
        by_eye = (
            self.tabs.tabBar(),
            self.state_combo,
            self.list.filter_edit,
            self.errors_button,
            self.list.table,
        )
        for one, other in pairwise(by_eye):
            self.setTabOrder(one, other)

    def show_preview(self, file: Path, preview: RosterPreview) -> None:
        """Show what a workbook would bring; all its rows are ticked."""
        self._file, self.preview, self.without = file, preview, frozenset()
        report = preview.report()
        counts = [
            *((state, state.label, n, _TONES[state]) for state, n in _by_state(preview)),
            (_DOUBTFUL, _("Doubtful"), len(report.doubtful), Tone.WARN),
        ]
        clear(self._counts)
        for _value, words, n, tone in counts:
            self._counts.addWidget(Pill(f"{words} {n}", tone if n else Tone.MUTE))
        self.state_combo.fill(
            [(None, _("All rows")), *((value, f"{words} {n}") for value, words, n, _tone in counts)]
        )
        self.state_combo.setCurrentIndex(0)
        self.errors_button.setVisible(bool(report.refused or report.doubtful))
        self.notes_label.setText("\n\n".join(preview.notes))
        self.classes.show_classes(preview, self.tabs.tabBar())
        self.tabs.setTabText(1, _("New classes {n}").format(n=len(preview.new_classes)))
        self.tabs.setTabText(2, _("Notices {n}").format(n=len(preview.notes)))
        self.tabs.setTabVisible(1, bool(preview.new_classes))
        self.tabs.setTabVisible(2, bool(preview.notes))
        self.tabs.setCurrentIndex(0)
        self.list.set_rows(preview.rows)
        self.list.table.go_to_place(0)
        self._on_chosen(self.list.table.current())

    def taken(self) -> list[PreviewRow]:
        """The rows that would be written now."""
        return [
            row
            for row in (self.preview.rows if self.preview else ())
            if row.state in (RowState.NEW, RowState.CHANGED) and _key(row) not in self.without
        ]

    def refused(self) -> list[PreviewRow]:
        """The rows that can't be taken, and that nobody has left out."""
        return [
            row
            for row in (self.preview.rows if self.preview else ())
            if row.refusals and _key(row) not in self.without
        ]

    def _tick(self, row: PreviewRow) -> str:
        if row.state is RowState.UNCHANGED:
            return ""
        if _key(row) in self.without:
            return _("Left out")
        return _("To correct") if row.refusals else _("Taken in")

    def _tick_look(self, row: PreviewRow) -> Look:
        if _key(row) in self.without:
            return Look(pill=Tone.MUTE)
        return Look(pill=Tone.ALARM if row.refusals else Tone.ACCENT)

    def _on_space(self) -> None:
        indexes = self.list.table.selectionModel().selectedRows()
        self._turn([self.list.table.proxy.row_at(index.row()) for index in indexes])

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._turn([self.list.table.proxy.row_at(index.row())])

    def _turn(self, rows: list[PreviewRow]) -> None:
        """Leave rows out, or take them in again when all of them are left out."""
        keys = {_key(row) for row in rows if row.state is not RowState.UNCHANGED}
        self.without = self.without - keys if keys <= self.without else self.without | keys
        self.list.table.viewport().update()
        self.changed.emit()

    def _on_classes(self) -> None:
        if self.preview:
            self.preview = self.classes.put_into(self.preview)

    def _on_chosen(self, row: PreviewRow | None) -> None:
        """The whole of what a narrow cell can't show."""
        parts = [row.changes_text, joined([*row.refusals, *row.doubts])] if row else []
        self.row_label.setText("　".join(part for part in parts if part))

    def _sift(self) -> None:
        wanted = self.state_combo.value()
        self.list.keep(
            lambda row: (
                wanted in (None, row.state) or (wanted == _DOUBTFUL and row.doubts and not row.refusals)
            )
        )

    def ask_errors(self) -> None:
        """Where to save the rows that want correcting."""
        name = _("{file} to correct").format(file=self._file.stem)
        ask_file(self, _("Save the rows to correct"), f"{name}{XLSX}", self.save_errors)

    def save_errors(self, target: Path) -> None:
        """Write the rows with findings into a workbook of their own."""
        if self.preview:
            write_whole(target, errors_workbook(self._file, self.preview.report()))
            self.saved.emit(str(target))


def _key(row: PreviewRow) -> Key:
    return row.sheet, row.row


def _by_state(preview: RosterPreview) -> list[tuple[RowState, int]]:
    return [(state, sum(row.state is state for row in preview.rows)) for state in RowState]
