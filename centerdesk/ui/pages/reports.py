"""Reports: the catalogue of papers, what one is made for, and the paper itself, to print or to keep."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.files import write_whole
from centerdesk.base.i18n import _
from centerdesk.base.papers import Asks, Report
from centerdesk.domain.people import Role
from centerdesk.services import children, classes, staff
from centerdesk.services.audit import note_taken_out
from centerdesk.ui.desk import Desk, Job
from centerdesk.ui.messages import ask
from centerdesk.ui.pages.page import Page
from centerdesk.ui.papers import Paper, Wanted, make_paper, shelves
from centerdesk.ui.saving import PDF, XLSX, ask_file
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import button, card, label, row
from centerdesk.ui.widgets.catalogue import Catalogue
from centerdesk.ui.widgets.empty import EmptyState
from centerdesk.ui.widgets.paper_choice import PaperChoice
from centerdesk.ui.widgets.paper_desk import PaperDesk

_LAST = "papers/last"
_PATIENCE_MS = 400  # so long the last paper stands while the next is made


class ReportsPage(Page):
    """What is seen is what is printed and saved: all of them use the one paper that was made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._item: Report | None = None
        self._blanks: set[str] = set()  # the papers looked at as blank forms
        self._wanted: Wanted | None = None
        self._paper: Paper | None = None
        self._asked = self._tried = self._made = 0  # papers are numbered as they are asked for
        self._job: Job | None = None
        self._then: Callable[[], object] | None = None
        self.catalogue = Catalogue()
        self.catalogue.chosen.connect(self._on_item)
        self.choice = PaperChoice()
        self.choice.changed.connect(self._on_choice)
        self.paper_desk = PaperDesk()
        self.view = self.paper_desk.view
        self.blank_button = button(_("Blank form"), self._on_blank, icon="file-text")
        self.blank_button.setCheckable(True)
        self.batch_button = button(_("Several at once"), self._on_batch, icon="copy")
        self.xlsx_button = button(
            _("Save as Excel"), lambda: self._when_made(self._save_xlsx), icon="file-spreadsheet"
        )
        self.pdf_button = button(
            _("Save as PDF"), lambda: self._when_made(self._save_pdf), icon="save", tip="Ctrl+S"
        )
        self.print_button = button(
            _("Print"), lambda: self._when_made(self._print), icon="printer", kind="primary", tip="Ctrl+P"
        )
        self.centre_button = button(
            _("Set up classes"), lambda: self.asked.emit("centre", {}), kind="primary"
        )
        self.again_button = button(_("Try again"), self._ask, kind="primary")
        self.state = EmptyState("file-text", "", "", self.centre_button, self.again_button)
        self.stack = QStackedWidget()
        self._waited = _timer(self, _PATIENCE_MS, self._on_waited)
        self._settled = _timer(self, 0, self._on_settled)
        self._build()
        self._add_keys()

    def _build(self) -> None:
        title = label(_("Papers"), 20, bold=True)
        self.body.addLayout(
            row(
                title,
                None,
                self.blank_button,
                self.batch_button,
                self.xlsx_button,
                self.pdf_button,
                self.print_button,
            )
        )
        self.stack.addWidget(self.paper_desk)
        self.stack.addWidget(self.state)
        head = QVBoxLayout()
        head.setContentsMargins(px(12), px(10), px(12), px(10))
        head.addWidget(self.choice)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(head)
        right.addWidget(self.stack, 1)
        split = QSplitter()
        split.addWidget(self.catalogue)
        split.addWidget(card(right, (1, 1, 1, 1)))
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setHandleWidth(px(12))
        split.setChildrenCollapsible(False)
        split.setSizes([px(236), px(820)])
        self.catalogue.setMinimumWidth(px(180))
        self.body.addWidget(split, 1)

    def _add_keys(self) -> None:
        self.shortcut("Ctrl+P", lambda: self.print_button.click())
        self.shortcut("Ctrl+S", lambda: self.pdf_button.click())
        self.shortcut("Ctrl+F", lambda: self.catalogue.search_edit.setFocus())
        for keys, steps in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            self.shortcut(keys, lambda steps=steps: self.view.zoom_by(steps))
        self.shortcut("Ctrl+0", lambda: self.view.set_zoom(1))

    # What is asked for ------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Make the paper again from what the file holds now."""
        if self._item is None:
            self.catalogue.show_shelves(shelves())
            self.catalogue.choose(str(QSettings().value(_LAST, "")))
        else:
            self._offer()
            self._ask()

    def open_at(self, where: dict[str, Any]) -> None:
        """Go to a paper, made for what is named with it."""
        code = where.get("code", "")
        self.choice.propose(code, where, self.desk.today())
        if self._item is None:
            self.refresh()
        if self._item and self._item.code == code:
            self._on_item(self._item)
        else:
            self.catalogue.choose(code)

    def new_day(self) -> None:
        """What stood on today stands on the new day."""
        self.choice.new_day(self.desk.today())
        if self._item:
            self.choice.show_item(self._item, self.desk.today())

    def _on_item(self, item: Report) -> None:
        self._item = item
        QSettings().setValue(_LAST, item.code)
        self.choice.show_item(item, self.desk.today())
        self.blank_button.setChecked(item.code in self._blanks)
        self._offer()
        self._ask()

    def _on_choice(self) -> None:
        self._offer()
        self._ask()

    def _offer(self) -> None:
        """Classes, children and staff of the time chosen."""
        assert self._item is not None
        on = self.choice.period_begins()
        groups = self.desk.read(classes.list_classes, on)
        self._groups = [(group.id, group.name) for group in groups]
        named = []
        if Asks.CHILD in self._item.asks:
            named = [(child.id, child.distinct_name) for child in self.desk.read(children.list_children, on)]
        people = self._people(*self.choice.period()) if Asks.PERSON in self._item.asks else []
        self.choice.offer(self._groups, named, people)

    def _people(self, first: date, last: date) -> list[tuple[int, str]]:
        """The staff of a time, also who has left since."""
        return [
            (person.id, person.distinct_name)
            for person in self.desk.read(staff.list_staff, last, with_left=True)
            if person.hired_on <= last and (person.left_on is None or person.left_on >= first)
        ]

    def _on_blank(self) -> None:
        if self._item:
            (self._blanks.add if self.blank_button.isChecked() else self._blanks.discard)(self._item.code)
            self._ask()

    # The paper is made ------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Want the paper chosen now; what is under way for another choice is dropped when it comes."""
        if self._item is None:
            return
        self._wanted = Wanted(
            self._item, self.choice.choice(), self.blank_button.isChecked(), self.choice.words()
        )
        self._asked += 1
        self._then = None
        self._waited.start()
        if self._job is None:
            self._start()

    def _start(self) -> None:
        assert self._wanted is not None
        wanted, number = self._wanted, self._asked
        by, at = self.desk.actor.name, self.desk.now()
        self._tried = number

        def work(session: Any) -> tuple[int, Paper | UserError]:
            try:
                return number, make_paper(session, wanted, by, at)
            except UserError as error:  # its place is the paper's: it says why there is none
                return number, error

        self._job = self.desk.later(work, self._on_made, _("Making the paper …"))
        self._job.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._job = None
        self._settled.start()  # after the result, if there is one

    def _on_settled(self) -> None:
        if self._job or self._made == self._asked:
            return
        if self._tried < self._asked:
            self._start()
        else:
            self._say(_("This paper was not made"), _("It was stopped, or something went wrong."), again=True)

    def _on_made(self, result: tuple[int, Paper | UserError]) -> None:
        number, paper = result
        if number != self._asked:
            return
        self._waited.stop()
        self._made = number
        if isinstance(paper, UserError):
            self._paper = None
            self._say(_("This paper can't be made now"), str(paper))
            return
        again = self._paper is not None and self._paper.wanted == paper.wanted
        self._paper = paper
        if paper.is_empty:
            self._say(
                _("Nothing to print yet"),
                _("This paper is made for each class. Set up the classes first, then enrol the children."),
                centre=True,
            )
            return
        self.stack.setCurrentWidget(self.paper_desk)
        self._enable(True)
        self.paper_desk.show_paper(_(paper.wanted.item.title), paper.pdf, paper.sizes, keep_place=again)
        then, self._then = self._then, None
        if then:
            then()

    def _on_waited(self) -> None:
        self._say(_("Making the paper …"), "")
        self._enable(True)  # pressed now, it is done when the paper is there

    def _say(self, title: str, text: str, *, centre: bool = False, again: bool = False) -> None:
        """Say why there is no paper."""
        self._waited.stop()
        self.state.say(title, text)
        self.centre_button.setVisible(centre and self.desk.actor.role == Role.DIRECTOR)
        self.again_button.setVisible(again)
        self._enable(False)
        self.stack.setCurrentWidget(self.state)

    def _enable(self, there: bool) -> None:
        for each in (self.xlsx_button, self.pdf_button, self.print_button):
            each.setEnabled(there)
        several = self._item is not None and bool({Asks.CLASS, Asks.MONTH} & set(self._item.asks))
        self.batch_button.setEnabled(there and several)
        self.batch_button.setToolTip(
            _("A file for each class or month")
            if several
            else _("This paper is for the whole centre and one day.")
        )

    # What is done with it ---------------------------------------------------------------------------------------------

    @property
    def paper(self) -> Paper | None:
        """The paper that is seen, None while another is being made."""
        return self._paper if self._made == self._asked else None

    def _when_made(self, action: Callable[[], object]) -> None:
        """Do it with the paper that is chosen: at once, or when it is there."""
        if self.paper:
            action()
        else:
            self._then = action

    def _save_pdf(self) -> None:
        paper = self._seen()

        def write(path: Path) -> None:
            write_whole(path, paper.pdf)
            self._note(paper)
            self._on_saved(path)

        ask_file(self, _("Save as PDF"), f"{paper.wanted.stem}{PDF}", write)

    def _save_xlsx(self) -> None:
        paper = self._seen()

        def write(path: Path) -> Path:
            from centerdesk.excel import write_sheets

            write_whole(path, write_sheets(paper.sheets))
            return path

        def later(path: Path) -> None:
            self._note(paper)
            self.desk.later(lambda _session: write(path), self._on_saved, _("Writing the workbook …"))

        ask_file(self, _("Save as Excel"), f"{paper.wanted.stem}{XLSX}", later)

    def _on_saved(self, path: Path) -> None:
        self.said.emit(_("Saved: {file}").format(file=path), Tone.OK)

    def _print(self) -> None:
        from centerdesk.ui import printing

        paper = self._seen()
        if printing.has_printers():
            printing.ask_printer(
                self,
                paper.wanted.stem,
                paper.pdf,
                self.view.page,
                lambda printer, pages: self._send(printer, paper, pages),
            )
        else:
            ask(
                self,
                _("No printer was found"),
                _(
                    "This computer knows no printer. See whether it is switched on and set up in the system's "
                    "settings. The paper can be saved as PDF and printed elsewhere."
                ),
                _("Save as PDF"),
                self._save_pdf,
            )

    def _send(self, printer: QPrinter, paper: Paper, pages: list[int]) -> None:
        from centerdesk.ui import printing

        if pages:
            self._note(paper)
            printing.print_later(self.desk, printer, paper.pdf, pages, self._on_sent)

    def _note(self, paper: Paper) -> None:
        """Have it in the change log that names have left the program."""
        if not paper.wanted.blank:
            self.desk.read(note_taken_out, _(paper.wanted.item.title), paper.rows)

    def _on_sent(self, count: int) -> None:
        self.said.emit(_("{n} pages sent to the printer.").format(n=count), Tone.OK)

    def _on_batch(self) -> None:
        from centerdesk.ui.dialogs.batch import BatchDialog, documents_folder

        if self._wanted:
            dialog = BatchDialog(self, self.desk, self._wanted, self._groups, documents_folder())
            dialog.written.connect(self._on_batch_written)
            dialog.open()

    def _on_batch_written(self, count: int, folder: str) -> None:
        self.said.emit(_("{n} files saved in {folder}").format(n=count, folder=folder), Tone.OK)

    def _seen(self) -> Paper:
        assert self._paper is not None
        return self._paper

    def focusInEvent(self, _event: QFocusEvent) -> None:
        # No focus proxy: Tab would go from the page to the proxy and pass all that stands between.
        self.catalogue.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _timer(parent: QWidget, after_ms: int, slot: Callable[[], object]) -> QTimer:
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(after_ms)
    made.timeout.connect(slot)
    return made
