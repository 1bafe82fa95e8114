"""The waiting list: who asks for a place, the places there are, and the steps from one to the other."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.people import ApplicationState
from centerdesk.services import applications
from centerdesk.services.applications import APPLICATION_COLUMNS, ApplicationRow, VacancyRow
from centerdesk.services.rights import RIGHTS, Right
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.application import ApplicationDialog
from centerdesk.ui.messages import Dialog, ask
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Flow, Pill, button, clear, row
from centerdesk.ui.widgets.empty import EmptyState
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.table import Look

_TONES = {
    ApplicationState.WAITING: Tone.INFO,
    ApplicationState.OFFERED: Tone.WARN,
    ApplicationState.ADMITTED: Tone.OK,
    ApplicationState.WITHDRAWN: Tone.MUTE,
}
_WIDTHS = {
    "Place in the queue": 80, "Name": 88, "Sex": 50, "Birth date": 100, "Age": 90, "Applied on": 100,
    "Days waiting": 80, "Wanted from": 104, "Class type": 76, "Service": 76, "State": 102, "Guardian": 80,
    "Guardian's phone": 116,
}  # fmt: skip


class WaitingList(QWidget):
    """Applications in their order; `admit_asked` opens the enrolling of the child of one."""

    said = Signal(str, Tone)
    admit_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._may_write = Right.WRITE_ROSTER in RIGHTS[desk.actor.role]
        self.list = ListFrame(
            desk,
            _("Waiting list"),
            APPLICATION_COLUMNS,
            lambda row: row.id,
            words=_words,
            count=_("{n} applications"),
            looks={"State": lambda row: Look(pill=_TONES[row.state])},
        )
        self.closed_check = QCheckBox(_("With those decided"))
        self.closed_check.toggled.connect(self.refresh)
        self.list.put_first(self.closed_check)
        self.list.table.set_widths(_WIDTHS, stretch="Note")
        self.list.table.chosen.connect(lambda _row: self._show_buttons())
        self.list.table.opened.connect(lambda _row: self._on_change())
        self.list.saved.connect(lambda file: self.said.emit(_("Saved: {file}").format(file=file), Tone.OK))
        self.apply_button = button(_("Register an application"), self._on_apply, "user-plus", "primary")
        self.change_button = button(_("Edit"), self._on_change, icon="pencil")
        self.offer_button = button(_("Offer the place"), self._on_offer)
        self.withdraw_button = button(_("Withdraw the application"), self._on_withdraw)
        self.admit_button = button(_("Take the child in"), self._on_admit, icon="log-in")
        self.places = Flow(8)
        self.stack = QStackedWidget()
        self._build()
        self.refresh()
        desk.changed.connect(self.refresh)

    def _build(self) -> None:
        steps = (self.change_button, self.offer_button, self.withdraw_button, self.admit_button)
        for each in (*steps, self.apply_button):
            each.setVisible(self._may_write)
        begin = button(_("Register an application"), self._on_apply, "user-plus", "primary")
        self.stack.addWidget(self.list)
        self.stack.addWidget(
            EmptyState(
                "clipboard-list",
                _("Nobody is waiting"),
                _("Register families that ask for a place: they stand here in the order of applying."),
                *((begin,) if self._may_write else ()),
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addLayout(self.places)
        layout.addLayout(row(*steps, None, self.apply_button))
        layout.addWidget(self.stack, 1)
        self.setFocusProxy(self.list.table)

    def refresh(self) -> None:
        """Read the list and the places again."""
        today, decided = self._desk.today(), self.closed_check.isChecked()
        rows = self._desk.read(applications.waiting, today, with_decided=decided)
        nobody = not rows and not self._desk.read(applications.waiting, today, with_decided=True)
        self.stack.setCurrentIndex(1 if nobody else 0)
        self.apply_button.setVisible(self._may_write and not nobody)
        self.list.set_rows(rows)
        if rows and self.list.table.current() is None:
            self.list.table.go_to_place(0)
        clear(self.places)
        for each in self._desk.read(applications.vacancies, today):
            words = _("{kind}: {places}").format(kind=each.kind.label, places=each.free_words)
            pill = Pill(words, _tone(each))
            pill.setToolTip(each.words)
            self.places.addWidget(pill)
        self._show_buttons()

    def current(self) -> ApplicationRow | None:
        """The application that is chosen."""
        chosen: ApplicationRow | None = self.list.table.current()
        return chosen

    def _show_buttons(self) -> None:
        chosen = self.current()
        is_open = chosen is not None and chosen.is_open
        for each in (self.change_button, self.withdraw_button, self.admit_button):
            each.setEnabled(is_open)
        self.offer_button.setEnabled(chosen is not None and chosen.state is ApplicationState.WAITING)

    def _on_apply(self) -> None:
        ApplicationDialog(self, self._desk).open()

    def _on_change(self) -> None:
        chosen = self.current()
        if self._may_write and chosen and chosen.is_open:
            ApplicationDialog(self, self._desk, chosen).open()

    def _on_offer(self) -> None:
        if chosen := self.current():
            self._desk.write(applications.offer, chosen.id, today=self._desk.today())
            words = _("Noted: {name} was offered a place. Tell the family by phone: {phone}.")
            phone = chosen.fields.phone or _("no phone recorded")
            self.said.emit(words.format(name=chosen.name, phone=phone), Tone.OK)

    def _on_withdraw(self) -> None:
        chosen = self.current()
        if chosen is None:
            return
        ask(
            self,
            _("Does the family of {name} withdraw?").format(name=chosen.name),
            _("The application is closed and those behind move up. It stays among those decided."),
            _("Withdraw the application"),
            lambda: self._desk.write(applications.withdraw, chosen.id, today=self._desk.today()),
        )

    def _on_admit(self) -> None:
        if chosen := self.current():
            self.admit_asked.emit(chosen)


class WaitingListDialog(Dialog):
    """Holds the list; `admit_asked` gives the application whose child is to be enrolled."""

    admit_asked = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("Waiting list"), 720)
        self.waiting_list = WaitingList(desk)
        self.waiting_list.said.connect(self.messages.say)
        self.waiting_list.admit_asked.connect(self.admit_asked)
        self.body.addWidget(self.waiting_list, 1)
        self.foot.addWidget(button(_("Close"), self.accept))
        self.waiting_list.setFocus()
        room = self.screen().availableGeometry()
        self.resize(min(px(1260), room.width() - px(80)), min(px(640), room.height() - px(120)))


def _words(row: ApplicationRow) -> str:
    fields = row.fields
    return " ".join([row.name_search, fields.guardian, fields.phone, row.state.label, fields.note])


def _tone(row: VacancyRow) -> Tone:
    if row.free == 0:
        return Tone.MUTE
    return Tone.OK if row.free > 0 else Tone.WARN
