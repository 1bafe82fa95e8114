"""成批: the same paper for each class or each month, a file for each, into one folder."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QProgressBar, QRadioButton, QWidget

from centerdesk.base import formats
from centerdesk.base.files import write_whole
from centerdesk.base.i18n import _
from centerdesk.base.papers import Asks
from centerdesk.domain.calendar import Month
from centerdesk.services.audit import note_taken_out
from centerdesk.ui.desk import CancelledError, Desk, Job
from centerdesk.ui.messages import Dialog
from centerdesk.ui.papers import Wanted, by_class, by_month, sheets_of
from centerdesk.ui.saving import PDF, XLSX, ask_folder
from centerdesk.ui.theme import Tone
from centerdesk.ui.widgets.basics import button, column, label, row
from centerdesk.ui.widgets.fields import Combo

_MONTHS_BACK, _MONTHS_AHEAD = 36, 3


class Progress(QObject):
    """Tells the window how far work has come that is done in another thread."""

    came = Signal(int)


class BatchDialog(Dialog):
    """What for, as which files, where to; then a bar, and a cancel that leaves whole files behind."""

    written = Signal(int, str)

    def __init__(
        self, parent: QWidget, desk: Desk, wanted: Wanted, groups: Sequence[tuple[int, str]], folder: Path
    ) -> None:
        super().__init__(parent, _("Several at once: {title}").format(title=_(wanted.item.title)), 520)
        self._desk, self._wanted, self._groups = desk, wanted, groups
        self._job: Job | None = None
        self._stop = Event()
        self._progress = Progress()
        self._progress.came.connect(self._on_came)
        asks = wanted.item.asks
        self.class_radio = QRadioButton(_("One for each class ({n})").format(n=len(groups)))
        self.class_radio.setEnabled(Asks.CLASS in asks and bool(groups))
        self.month_radio = QRadioButton(_("One for each month, from"))
        self.month_radio.setEnabled(Asks.MONTH in asks)
        (self.class_radio if self.class_radio.isEnabled() else self.month_radio).setChecked(True)
        self.first_combo, self.last_combo = self._months(_("From month")), self._months(_("To month"))
        self.pdf_check, self.xlsx_check = QCheckBox(_("PDF")), QCheckBox(_("Excel"))
        self.pdf_check.setChecked(True)
        self.folder_edit = QLineEdit(str(folder))
        self.folder_edit.setAccessibleName(_("Folder"))
        self.browse_button = button(_("Choose …"), self._on_browse, icon="folder-open")
        self.sum_label = label("", soft=True, wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.hide()
        self._build()
        self._count()

    def _build(self) -> None:
        months = row(self.month_radio, self.first_combo, label(_("to")), self.last_combo, None)
        self._inputs = QWidget()
        folder = label(_("Folder"), 12, soft=True)
        folder.setBuddy(self.folder_edit)
        self._inputs.setLayout(
            column(
                self.class_radio,
                months,
                8,
                row(label(_("Save as"), soft=True), 8, self.pdf_check, 8, self.xlsx_check, None),
                8,
                folder,
                row(self.folder_edit, self.browse_button),
            )
        )
        self.body.addWidget(self._inputs)
        self.body.addWidget(self.sum_label)
        self.body.addWidget(self.bar)
        self.make_button = self.add_buttons(_("Make the files"), self._on_make)
        for each in (self.class_radio, self.month_radio, self.pdf_check, self.xlsx_check):
            each.toggled.connect(self._count)
        self.folder_edit.textChanged.connect(self._count)
        for combo in (self.first_combo, self.last_combo):
            combo.currentIndexChanged.connect(self._on_month)

    def _months(self, name: str) -> Combo[Month]:
        now = Month.of(self._desk.today())
        chosen = Month(self._wanted.choice.year, self._wanted.choice.month)
        months = {chosen, *(now.plus(-back) for back in range(-_MONTHS_AHEAD, _MONTHS_BACK + 1))}
        shown = [(each, formats.long_month(each.year, each.month)) for each in sorted(months, reverse=True)]
        combo = Combo[Month](shown)
        combo.choose(chosen)
        combo.setAccessibleName(name)
        combo.setEnabled(Asks.MONTH in self._wanted.item.asks)
        return combo

    def parts(self) -> list[Wanted]:
        """The papers to be made."""
        if self.class_radio.isChecked():
            return by_class(self._wanted, self._groups)
        return by_month(self._wanted, self.first_combo.value(), self.last_combo.value())

    def files(self) -> list[tuple[Wanted, str]]:
        """The papers and the names of their files."""
        kinds = [
            kind for kind, check in ((PDF, self.pdf_check), (XLSX, self.xlsx_check)) if check.isChecked()
        ]
        return [(part, f"{part.stem}{kind}") for part in self.parts() for kind in kinds]

    def _on_month(self) -> None:
        self.month_radio.setChecked(True)
        self._count()

    def _count(self) -> None:
        """Say before what will be done."""
        files = self.files()
        folder = self.folder_edit.text().strip()
        there = sum((Path(folder) / name).exists() for _part, name in files) if folder else 0
        text = _("{n} files, the first is “{name}”.").format(n=len(files), name=files[0][1]) if files else ""
        if there:
            text += _("{n} of them are there already and will be replaced.").format(n=there)
        self.sum_label.setText(
            text or _("Nothing to make: choose a kind of file, and a period that isn't empty.")
        )
        self.make_button.setEnabled(bool(files and folder))

    def _on_browse(self) -> None:
        ask_folder(self, _("Choose a folder"), lambda folder: self.folder_edit.setText(str(folder)))

    def _on_make(self) -> None:
        files = self.files()
        folder = Path(self.folder_edit.text().strip())
        if not folder.is_dir():
            self.messages.say(_("There is no such folder. Choose another."), Tone.ALARM)
            return
        self._inputs.setEnabled(False)
        self.make_button.setEnabled(False)
        self.bar.setRange(0, len(files))
        self.bar.setValue(0)
        self.bar.show()
        self._on_came(0)
        work = batch_work(files, folder, self._desk.actor.name, self._desk.now(), self._progress, self._stop)
        self._job = self._desk.later(work, self._on_written, _("Writing {n} files …").format(n=len(files)))
        self._job.ended.connect(self._on_ended)

    def _on_came(self, count: int) -> None:
        self.bar.setValue(count)
        self.sum_label.setText(_("{n} of {total} files written").format(n=count, total=self.bar.maximum()))

    def _on_written(self, count: int) -> None:
        self.written.emit(count, self.folder_edit.text().strip())
        self.accept()

    def _on_ended(self) -> None:
        """Called off, or failed: what is written stays, and people may go on from here."""
        if self._job and self._job.is_cancelled:
            self._stop.set()
        self._job, self._stop = None, Event()
        self._inputs.setEnabled(True)
        self.bar.hide()
        done = self.bar.value()
        self._count()
        if done < self.bar.maximum():
            self.messages.say(
                _("Stopped: {n} files are written, all of them whole.").format(n=done), Tone.INFO
            )

    def reject(self) -> None:
        if self._job:
            self._job.cancel()
        else:
            super().reject()


def batch_work(
    files: Sequence[tuple[Wanted, str]], folder: Path, by: str, at: datetime, progress: Progress, stop: Event
) -> Callable[[Any], int]:
    """The work for the desk: makes each paper once, writes its files, returns how many."""

    def work(session: Any) -> int:
        from centerdesk.excel import write_sheets
        from centerdesk.pdf.sheet import sheets_pdf

        last: Wanted | None = None
        sheets: Sequence[Any] = ()
        for count, (wanted, name) in enumerate(files):
            if stop.is_set():
                raise CancelledError
            if wanted is not last:
                last, sheets = wanted, sheets_of(session, wanted)
                if not wanted.blank:
                    note_taken_out(session, _(wanted.item.title), sum(len(sheet.rows) for sheet in sheets))
            content = (
                write_sheets(sheets)
                if name.endswith(XLSX)
                else sheets_pdf(sheets, printed_by=by, printed_at=at)
            )
            if stop.is_set():
                raise CancelledError
            write_whole(folder / name, content)
            progress.came.emit(count + 1)
        return len(files)

    return work


def documents_folder() -> Path:
    """Where people look for their files."""
    places = QStandardPaths.StandardLocation
    found = [
        Path(QStandardPaths.writableLocation(place))
        for place in (places.DocumentsLocation, places.HomeLocation)
    ]
    return next((folder for folder in found if folder.is_dir()), found[-1])
