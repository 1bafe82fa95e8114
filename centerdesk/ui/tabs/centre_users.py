"""Accounts of the centre: who may come in, in which role; when the window locks; the recovery code."""

from PySide6.QtCore import Qt, QThreadPool, Signal
from PySide6.QtWidgets import QApplication, QWidget

from centerdesk.base.i18n import _
from centerdesk.services import centre, users
from centerdesk.services.opening import Opened
from centerdesk.services.users import USER_COLUMNS, UserRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import ask
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import button, card, column, label, row, scrolled
from centerdesk.ui.widgets.fields import Spin
from centerdesk.ui.widgets.form import Form
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.table import Look

_PATIENCE_MS = 5000


class UsersTab(QWidget):
    """The accounts at the left; the lock and the recovery code at the right."""

    said = Signal(str, Tone)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.list = ListFrame(
            desk,
            _("Accounts of the centre"),
            USER_COLUMNS,
            lambda row: row.id,
            words=lambda row: f"{row.name} {row.role.label}",
            count=_("{n} accounts"),
            looks={"Name": lambda row: Look(token="soft" if row.closed_on else "text")},
        )
        self.list.table.set_widths(
            {"Name": 120, "Role": 110, "Account closed on": 120}, stretch="Own classes"
        )
        self.list.table.opened.connect(self._on_change)
        self.list.table.selectionModel().selectionChanged.connect(lambda *_both: self._show_buttons())
        self.list.saved.connect(lambda file: self.said.emit(_("Saved: {file}").format(file=file), Tone.OK))
        self.change_button = button(_("Role and classes"), self._on_change_current, icon="pencil")
        self.reset_button = button(_("New password"), self._on_reset, icon="key")
        self.close_button = button(_("Close the account"), self._on_close, icon="user-x")
        self.add_button = button(_("Add an account"), self._on_add, icon="user-plus", kind="primary")
        steps = row(self.change_button, self.reset_button, self.close_button, None, self.add_button)
        self.idle_form = Form()
        self.idle_spin = self.idle_form.add(
            "idle",
            _("Lock after so many minutes without a key or a click"),
            Spin(1, 120, users.IDLE_MINUTES),
            hint=_("Holds from the next sign-in on. Ctrl+L locks at once."),
        )
        side = QWidget()
        side.setLayout(column(self._lock_card(), self._code_card(), None, gap=12))
        left = QWidget()
        left.setLayout(column(steps, self.list))
        whole = row(left, scrolled(side), gap=12)
        whole.setStretch(0, 3)
        whole.setStretch(1, 2)
        whole.setContentsMargins(0, px(12), 0, 0)
        self.setLayout(whole)

    def _lock_card(self) -> QWidget:
        save = row(button(_("Save"), self._on_idle), None)
        return card(column(label(_("Lock"), 16, bold=True), self.idle_form, save))

    def _code_card(self) -> QWidget:
        words = label(
            _(
                "Whoever has the recovery code can set a new director's password. Make a new one when the sheet is "
                "lost or somebody else may have seen it; the one before opens nothing any more."
            ),
            12,
            soft=True,
            wrap=True,
        )
        self.renew_button = button(_("Make a new recovery code"), self._on_renew, icon="shield-check")
        return card(column(label(_("The recovery code"), 16, bold=True), words, row(self.renew_button, None)))

    def refresh(self) -> None:
        """Read the accounts again."""
        self.list.set_rows(self.desk.read(users.list_users))
        self.idle_spin.setValue(self.desk.read(users.idle_minutes))
        self._show_buttons()

    def _show_buttons(self) -> None:
        account = self.list.table.current()
        for each in (self.change_button, self.reset_button, self.close_button):
            each.setEnabled(account is not None and account.closed_on is None)

    def _on_add(self) -> None:
        from centerdesk.ui.dialogs.account import AccountDialog

        AccountDialog(self, self.desk).open()

    def _on_change(self, account: UserRow) -> None:
        from centerdesk.ui.dialogs.account import AccountDialog

        if account.closed_on is None:
            AccountDialog(self, self.desk, account).open()

    def _on_change_current(self) -> None:
        if account := self.list.table.current():
            self._on_change(account)

    def _on_reset(self) -> None:
        from centerdesk.ui.dialogs.account import ResetDialog

        if account := self.list.table.current():
            ResetDialog(self, self.desk, account).open()

    def _on_close(self) -> None:
        account = self.list.table.current()
        if account is None:
            return
        ask(
            self,
            _("Close the account of {name}?").format(name=account.name),
            _(
                "{name} can't sign in any more. All records stay under the name. A copy is kept first, then the "
                "centre's file gets a new key; this takes a moment. A closed account can't be opened again."
            ).format(name=account.name),
            _("Close the account"),
            lambda: self._close(account),
        )

    def _close(self, account: UserRow) -> None:
        # Nothing else may read the file while its key changes: what is under way ends first, the window waits.
        QThreadPool.globalInstance().waitForDone(_PATIENCE_MS)
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            users.close_account(Opened(self.desk.store, self.desk.actor), account.id, self.desk.now())
        finally:
            QApplication.restoreOverrideCursor()
            self.desk.changed.emit()
        self.said.emit(_("The account of {name} is closed.").format(name=account.name), Tone.OK)

    def _on_idle(self) -> None:
        self.desk.write(users.set_idle_minutes, self.idle_spin.value())
        self.said.emit(_("Saved."), Tone.OK)

    def _on_renew(self) -> None:
        ask(
            self,
            _("Make a new recovery code?"),
            _("The printed code before opens nothing any more. The new one is shown once."),
            _("Make a new recovery code"),
            self._renew,
        )

    def _renew(self) -> None:
        from centerdesk.ui.dialogs.recovery import CodeDialog

        name = self.desk.read(centre.about, self.desk.today()).name
        code = self.desk.write(users.renew_recovery, users.keys_of(self.desk.store))
        CodeDialog(self, name, code, lambda: None).open()
