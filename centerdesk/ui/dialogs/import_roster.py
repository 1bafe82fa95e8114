"""A roster from a workbook in four steps: the file, its columns, what it would bring, and the taking."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from centerdesk.base.i18n import N_, _
from centerdesk.domain.grids import Grid
from centerdesk.domain.roster_sheet import SheetProposal, Words, read_roster
from centerdesk.services import import_words, imports, roster_import
from centerdesk.services.imports import ImportReport
from centerdesk.services.roster_import import RosterPreview
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import WorkDialog
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Pill, button, label, row
from centerdesk.ui.widgets.import_columns import ColumnsStep
from centerdesk.ui.widgets.import_file import FileStep
from centerdesk.ui.widgets.import_preview import PreviewStep
from centerdesk.ui.widgets.import_take import TakeStep

_FILE, _COLUMNS, _PREVIEW, _TAKE = range(4)
_STEPS = (N_("Choose the file"), N_("Tell the columns"), N_("Look it over"), N_("Import"))


@dataclass(frozen=True, slots=True)
class _Book:
    """A workbook that was read, and what the centre calls its columns."""

    file: Path
    grids: tuple[Grid, ...]
    words: Words


class ImportRosterDialog(WorkDialog):
    """Nothing is written before the last step; each step remembers what was done in it."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, desk, _("Read in a roster"), 860)
        self._book: _Book | None = None
        self._checked: tuple[SheetProposal, ...] = ()
        self.file_step, self.columns_step = FileStep(), ColumnsStep()
        self.preview_step, self.take_step = PreviewStep(desk), TakeStep()
        self.stack = QStackedWidget()
        for step in (self.file_step, self.columns_step, self.preview_step, self.take_step):
            self.stack.addWidget(step)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.work)
        self._pills = [Pill() for _step in _STEPS]
        self._put_into_heading()
        self._say_steps()
        self.dry_label = label("", 12, soft=True)
        self.foot.insertWidget(0, self.dry_label)
        self.next_button = self.add_buttons(_("Next"), self._on_next, _("Close"))
        self.away_button = self.foot.itemAt(self.foot.count() - 2).widget()
        self.back_button = button(_("Previous"), self._on_back)
        self.back_button.setShortcut(QKeySequence("Alt+Left"))
        self.back_button.setAutoDefault(True)
        self.foot.insertWidget(self.foot.count() - 1, self.back_button)
        self.setTabOrder(self.away_button, self.back_button)
        self.setTabOrder(self.back_button, self.next_button)
        self.file_step.chosen.connect(self.read)
        self.preview_step.saved.connect(self._on_saved)
        self.preview_step.changed.connect(self._show_buttons)
        self.take_step.undo_asked.connect(self._on_undo)
        self.take_step.again_asked.connect(self._on_again)
        self.take_step.errors_asked.connect(self.preview_step.ask_errors)
        room = self.screen().availableGeometry()
        self.resize(min(px(960), room.width() - 40), min(px(640), room.height() - 60))
        self._go(_FILE)

    def _put_into_heading(self) -> None:
        """The steps stand beside the title: rows need the height."""
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        heading = whole.itemAt(0).widget()
        whole.removeWidget(heading)
        whole.insertLayout(0, row(heading, None, *self._pills))

    def read(self, file: Path) -> None:
        """Read a workbook, and show how its columns are understood."""

        def work(session: Any) -> _Book:
            from centerdesk.excel import read_workbook

            return _Book(file, tuple(read_workbook(file)), import_words.words_of_centre(session))

        self.run(work, self._on_read, _("Reading the workbook …"))

    def _on_read(self, book: _Book) -> None:
        self._book, self._checked = book, ()
        self.file_step.show_file(book.file, len(book.grids))
        self.columns_step.show_book(book.grids, book.words)
        self._go(_COLUMNS)

    def _on_check(self) -> None:
        book, proposals, today = self._book, self.columns_step.proposals(), self._desk.today()
        if book is None:
            return
        if proposals == self._checked:
            self._go(_PREVIEW)  # as it was left, with its ticks
            return

        def work(session: Any) -> RosterPreview:
            return roster_import.check_roster(session, read_roster(book.grids, proposals), today)

        self.run(work, self._on_checked, _("Checking the rows …"))

    def _on_checked(self, preview: RosterPreview) -> None:
        assert self._book
        self._checked = self.columns_step.proposals()
        self.preview_step.show_preview(self._book.file, preview)
        self._go(_PREVIEW)

    def _on_take(self) -> None:
        self._checked = ()  # if it fails, the rows have to be looked over again
        self.back_up_first(self._on_backed_up)

    def _on_backed_up(self, _made: object) -> None:
        step, book, proposals, now = (
            self.preview_step,
            self._book,
            self.columns_step.proposals(),
            self._desk.now(),
        )
        preview, without, only_good = step.preview, step.without, bool(step.refused())
        assert book
        assert preview

        def work(session: Any) -> ImportReport:
            report = roster_import.take_roster(
                session, preview, now, book.file.name, only_good=only_good, without=without
            )
            import_words.remember_words(session, proposals)
            return report

        self.run(work, self._on_taken, _("Taking the roster …"), writes=True)

    def _on_taken(self, report: ImportReport) -> None:
        notes = report.notes[len(self.preview_step.preview.notes) :] if self.preview_step.preview else ()
        self.take_step.show_result(self.preview_step, notes)
        self._show_buttons()

    def _on_undo(self) -> None:
        last = self._desk.read(imports.list_imports)[0]
        self._desk.write(imports.undo_import, last.id, self._desk.now())
        self.take_step.show_undone()

    def _on_again(self) -> None:
        self.take_step.is_done, self._book = False, None
        self.file_step.forget()
        self._go(_FILE)

    def _on_saved(self, file: str) -> None:
        self.messages.say(_("Saved: {file}").format(file=file))

    def _on_next(self) -> None:
        step = self.stack.currentIndex()
        if step == _FILE:
            self._go(_COLUMNS)
        elif step == _COLUMNS or (step == _PREVIEW and not self._checked):
            self._on_check()
        elif step == _PREVIEW:
            self.take_step.show_plan(self.preview_step)
            self._go(_TAKE)
        elif self.take_step.is_done:
            self.accept()
        else:
            self._on_take()

    def _on_back(self) -> None:
        self._go(self.stack.currentIndex() - 1)

    def _go(self, step: int) -> None:
        self.messages.hide()
        self.stack.setCurrentIndex(step)
        self._say_steps()
        self._show_buttons()
        if step == _FILE:
            self.file_step.choose_button.setFocus()
        elif step == _COLUMNS:
            self.columns_step.focus_first()
        elif step == _PREVIEW:
            self.preview_step.list.table.setFocus()
        else:
            self.next_button.setFocus()

    def _say_steps(self) -> None:
        at = self.stack.currentIndex()
        for place, (pill, words) in enumerate(zip(self._pills, _STEPS, strict=True)):
            pill.say(f"{place + 1} {_(words)}", Tone.ACCENT if place == at else Tone.MUTE)

    def _show_buttons(self) -> None:
        step, is_done, is_idle = self.stack.currentIndex(), self.take_step.is_done, self._job is None
        self.dry_label.setVisible(step < _TAKE)
        self.away_button.setVisible(not is_done)
        self.back_button.setVisible(not is_done)
        self.back_button.setEnabled(step > _FILE and is_idle)
        self.next_button.setText(self._next_words(step, is_done))
        self.next_button.setAccessibleName(self.next_button.text())
        ready = (self._book is not None, True, bool(self.preview_step.taken()), True)[step]
        self.next_button.setEnabled(ready and is_idle)
        self.dry_label.setText(
            _("Nothing is written yet: closing now changes nothing.")
            if ready or step != _PREVIEW
            else _("There is no row to take in. Nothing is written yet.")
        )

    def _next_words(self, step: int, is_done: bool) -> str:
        if step < _TAKE:
            return _("Next")
        if is_done:
            return _("Close")
        if self.preview_step.refused():
            return _("Take the {n} good rows only").format(n=len(self.preview_step.taken()))
        return _("Take all")
