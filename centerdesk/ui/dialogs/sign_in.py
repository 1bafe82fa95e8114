"""Sign-in: who it is, and the password that opens the centre's file."""

from pathlib import Path

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from centerdesk.base.i18n import _
from centerdesk.db import store, vault
from centerdesk.services.opening import open_centre
from centerdesk.ui.desk import now
from centerdesk.ui.dialogs.door import Door
from centerdesk.ui.widgets.basics import button, row
from centerdesk.ui.widgets.fields import Combo
from centerdesk.ui.widgets.form import Form

_LAST = "sign_in/last"


class SignIn(Door):
    """A list of names and a password."""

    entered = Signal(object)  # Opened

    def __init__(self, folder: Path) -> None:
        super().__init__(_("Sign in"))
        self._folder = folder
        self.form = Form()
        self.name_combo: Combo[str] = self.form.add("name", _("Who you are"), Combo[str]())
        self.password_edit = self.form.add("password", _("Password"), QLineEdit())
        self.password_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.password_edit.returnPressed.connect(self._on_enter)
        self.enter_button = button(_("Sign in"), self._on_enter, icon="log-in", kind="primary")
        self.body.addWidget(self.form)
        self.body.addWidget(self.enter_button)
        self.body.addLayout(row(button(_("Forgot the password"), self._on_forgot, kind="link"), None))
        QTimer.singleShot(0, self, self._read_names)

    def _read_names(self) -> None:
        names = vault.names(store.vault_path(self._folder))
        self.name_combo.fill((name, name) for name in names)
        if (last := QSettings().value(_LAST)) in names:
            self.name_combo.choose(str(last))
        self.password_edit.setFocus()

    def _on_enter(self) -> None:
        name = self.name_combo.value()
        opened = open_centre(self._folder, self.password_edit.text(), name, now=now())
        QSettings().setValue(_LAST, name)
        self.entered.emit(opened)

    def _on_forgot(self) -> None:
        from centerdesk.ui.dialogs.recovery import RecoverDialog

        RecoverDialog(self, self._folder).open()
