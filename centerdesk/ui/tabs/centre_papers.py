"""The centre's own papers: which hold, which are due, and how early one is reminded."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centerdesk.base.i18n import _
from centerdesk.services import centre_papers
from centerdesk.services.centre_papers import PAPER_COLUMNS, CentrePaperRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import ask
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import button, card, column, label, row
from centerdesk.ui.widgets.fields import Spin
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.table import Look


class PapersTab(QWidget):
    """The register, the most urgent first; under it what is missing in it, and the reminder."""

    said = Signal(str, Tone)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.list = ListFrame(
            desk,
            _("Papers of the centre"),
            PAPER_COLUMNS,
            lambda row: row.id,
            words=lambda row: f"{row.title} {row.state} {row.number} {row.issuer} {row.note}",
            count=_("{n} papers of the centre"),
            looks={"State": lambda row: Look(pill=tone_of(row))},
        )
        self.list.table.set_widths(
            {
                "State": 110,
                "Valid until": 104,
                "Issued on": 104,
                "Number on the paper": 200,
                "Issued by the office": 150,
            },
            stretch="Name of the paper",
        )
        self.list.table.opened.connect(self._on_change)
        self.list.table.selectionModel().selectionChanged.connect(lambda *_both: self._show_buttons())
        self.list.saved.connect(lambda file: self.said.emit(_("Saved: {file}").format(file=file), Tone.OK))
        self.change_button = button(_("Edit"), self._on_change_current, icon="pencil")
        self.remove_button = button(_("Remove"), self._on_remove, icon="trash")
        self.add_button = button(_("Record a paper"), self._on_add, icon="plus", kind="primary")
        self.list.put_first(label(_("Papers of the centre"), 16, bold=True))
        for each in (self.change_button, self.remove_button, self.add_button):
            self.list.head.addWidget(each)
        self.missing_label = label("", wrap=True)
        hint = label(
            _("When a paper is renewed, change its record: the change log keeps the days before."),
            12,
            soft=True,
            wrap=True,
        )
        layout = column(self.list, card(column(self._reminder(), self.missing_label, hint)), gap=12)
        layout.setStretch(0, 1)
        layout.setContentsMargins(0, px(12), 0, 0)
        self.setLayout(layout)

    def _reminder(self) -> QWidget:
        self.days_spin = Spin(1, 365, centre_papers.REMIND_DAYS)
        self.days_spin.setAccessibleName(_("Days of reminder"))
        self.days_spin.setFixedWidth(px(64))
        made = QWidget()
        made.setLayout(
            row(
                label(_("Remind me")),
                self.days_spin,
                label(_("days before a paper expires")),
                button(_("Save"), self._on_days),
                None,
            )
        )
        return made

    def refresh(self) -> None:
        """Read the papers again."""
        rows = self.desk.read(centre_papers.list_papers, self.desk.today())
        self.list.set_rows(rows)
        self.days_spin.setValue(self.desk.read(centre_papers.remind_days))
        missing = [kind.label for kind in centre_papers.missing_kinds(rows)]
        self.missing_label.setText(_("Not recorded yet: {papers}").format(papers=_(", ").join(missing)))
        self.missing_label.setVisible(bool(missing))
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen = self.list.table.current() is not None
        self.change_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)

    def _on_add(self) -> None:
        from centerdesk.ui.dialogs.centre_paper import CentrePaperDialog

        CentrePaperDialog(self, self.desk).open()

    def _on_change(self, paper: CentrePaperRow) -> None:
        from centerdesk.ui.dialogs.centre_paper import CentrePaperDialog

        CentrePaperDialog(self, self.desk, paper).open()

    def _on_change_current(self) -> None:
        if paper := self.list.table.current():
            self._on_change(paper)

    def _on_remove(self) -> None:
        paper = self.list.table.current()
        if paper is None:
            return
        ask(
            self,
            _("Remove “{name}” from the register?").format(name=paper.title),
            _("Nobody is reminded of it any more. The change log keeps what stood there."),
            _("Remove"),
            lambda: self.desk.write(centre_papers.remove_paper, paper.id),
        )

    def _on_days(self) -> None:
        self.desk.write(centre_papers.set_remind_days, self.days_spin.value())
        self.said.emit(_("Saved."), Tone.OK)


def tone_of(paper: CentrePaperRow) -> Tone:
    """The colour of a paper's state."""
    if paper.days_left is not None and paper.days_left < 0:
        return Tone.ALARM
    return Tone.WARN if paper.due else Tone.OK
