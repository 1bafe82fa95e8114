"""Accounts: a new one or its role and classes, a password set anew, one's own password and PIN, switching persons."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.people import Role
from centerdesk.services import classes, users
from centerdesk.services.opening import Opened
from centerdesk.services.users import UserRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.recovery import add_passwords, same_passwords
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import Flow, button, column, label, row, scrolled
from centerdesk.ui.widgets.fields import Combo
from centerdesk.ui.widgets.form import Form


class ClassChecks(QWidget):
    """The classes of a teacher, each to be ticked."""

    def __init__(self, offered: Iterable[tuple[int, str]], chosen: Iterable[int]) -> None:
        super().__init__()
        flow = Flow(16)
        ticked = set(chosen)
        self.checks: dict[int, QCheckBox] = {}
        for class_id, name in offered:
            check = self.checks[class_id] = QCheckBox(name)
            check.setChecked(class_id in ticked)
            flow.addWidget(check)
        self.setLayout(flow)

    def chosen(self) -> list[int]:
        """The ticked ones."""
        return [class_id for class_id, check in self.checks.items() if check.isChecked()]


class AccountDialog(Dialog):
    """Adds an account, or changes its role and classes."""

    def __init__(self, parent: QWidget, desk: Desk, account: UserRow | None = None) -> None:
        title = _("Account of {name}").format(name=account.name) if account else _("A new account")
        super().__init__(parent, title, 480)
        self._desk, self._account = desk, account
        self.form = Form()
        if account is None:
            self.name_edit = self.form.add("name", _("The person's name"), QLineEdit())
        self.role_combo = self.form.add(
            "role", _("Role"), Combo[Role]((role, role.label) for role in (Role.TEACHER, *_BUT_TEACHER))
        )
        had = account.class_ids if account else ()
        groups = desk.read(classes.list_classes)
        offered = [(group.id, group.name) for group in groups if group.closed_on is None or group.id in had]
        self.class_checks = self.form.add("classes", _("Own classes"), ClassChecks(offered, had))
        if account is None:
            self.password_edit, self.again_edit = add_passwords(self.form)
        self.body.addWidget(self.form)
        if account:
            self.role_combo.choose(account.role)
        self.role_combo.currentIndexChanged.connect(self._on_role)
        self._on_role()
        self.add_buttons(_("Save") if account else _("Add the account"), self._on_save)
        keep_draft(self, desk, account.id if account else None, {"form": self.form})

    def _on_role(self) -> None:
        self.class_checks.setEnabled(self.role_combo.value() == Role.TEACHER)

    def _on_save(self) -> None:
        role, chosen = self.role_combo.value(), self.class_checks.chosen()
        if self._account:
            self._desk.write(users.set_role, self._account.id, role, chosen)
        else:
            password = same_passwords(self.password_edit, self.again_edit)
            keys = users.keys_of(self._desk.store)
            self._desk.write(users.add_user, keys, self.name_edit.text(), role, chosen, password)
        self.accept()


class ResetDialog(Dialog):
    """A new password for somebody who has forgotten his own."""

    def __init__(self, parent: QWidget, desk: Desk, account: UserRow) -> None:
        super().__init__(parent, _("A new password for {name}").format(name=account.name), 480)
        self._desk, self._account = desk, account
        self.body.addWidget(
            label(
                _("The password before opens nothing any more, and the PIN goes. Tell it to nobody else."),
                soft=True,
                wrap=True,
            )
        )
        self.form = Form()
        self.password_edit, self.again_edit = add_passwords(self.form)
        self.body.addWidget(self.form)
        self.add_buttons(_("Set the new password"), self._on_set)

    def _on_set(self) -> None:
        password = same_passwords(self.password_edit, self.again_edit)
        self._desk.write(users.reset_password, users.keys_of(self._desk.store), self._account.id, password)
        self.accept()


class OwnDialog(Dialog):
    """One's own password, and the PIN that switches persons."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("My password and PIN"), 480)
        self._desk = desk
        self.password_form = Form()
        self.old_edit = self.password_form.add("old", _("Present password"), QLineEdit())
        self.old_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.password_edit, self.again_edit = add_passwords(self.password_form, _("The new password"))
        self.password_button = button(_("Change the password"), self._on_password)
        self.pin_form = Form()
        self.pin_edit = self.pin_form.add(
            "pin",
            _("PIN for switching persons"),
            QLineEdit(),
            hint=_(
                "4 to 6 digits. It holds while the program is open; after locking, and after five wrong ones, "
                "the password is needed."
            ),
        )
        self.pin_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin_edit.setMaxLength(6)
        self.pin_button = button(_("Set the PIN"), self._on_pin)
        self.no_pin_button = button(_("Without a PIN"), self._on_no_pin, kind="link")
        self.body.addWidget(self.password_form)
        self.body.addWidget(self.password_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.pin_form)
        self.body.addLayout(row(self.pin_button, self.no_pin_button, None))
        self.foot.addWidget(button(_("Close"), self.accept))

    def _on_password(self) -> None:
        new = same_passwords(self.password_edit, self.again_edit)
        keys = users.keys_of(self._desk.store)
        self._desk.write(users.change_own_password, keys, self.old_edit.text(), new)
        for edit in (self.old_edit, self.password_edit, self.again_edit):
            edit.clear()
        self.messages.say(_("The password is changed."))

    def _on_pin(self) -> None:
        if not self.pin_edit.text():
            raise UserError(_("The PIN has 4 to 6 digits."), "pin")
        self._desk.write(users.set_pin, self.pin_edit.text())
        self.pin_edit.clear()
        self.messages.say(_("The PIN is set."))

    def _on_no_pin(self) -> None:
        self._desk.write(users.set_pin, "")
        self.messages.say(_("You have no PIN any more; switching asks for the password."))


class SwitchDialog(Dialog):
    """Who goes on: a digit chooses the person, then the PIN or the password."""

    switched = Signal(object)  # Opened

    def __init__(self, parent: QWidget, desk: Desk, clock: Callable[[], datetime]) -> None:
        super().__init__(parent, _("Switch user"), 420)
        self._opened, self._clock = Opened(desk.store, desk.actor), clock
        self._name = ""
        people = QWidget()
        self.person_buttons: list[QPushButton] = []
        for place, (name, has_pin) in enumerate(desk.read(users.who_can_switch), 1):
            words = f"{place}  {name}" if place < 10 else name
            made = button(words, partial(self._on_person, name, has_pin))
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.setAccessibleName(name)
            self.person_buttons.append(made)
            if place < 10:
                # Only among the persons: in the field below the digits belong to the PIN.
                QShortcut(
                    QKeySequence(str(place)),
                    people,
                    made.click,
                    context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
                )
        people.setLayout(column(*self.person_buttons, None, gap=4))
        self.body.addWidget(scrolled(people) if len(self.person_buttons) > 8 else people)
        self.form = Form()
        self.secret_edit = self.form.add("password", _("PIN or password"), QLineEdit())
        self.secret_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.body.addWidget(self.form)
        self.go_button = self.add_buttons(_("Switch"), self._on_go)
        self.person_buttons[0].setFocus()

    def _on_person(self, name: str, has_pin: bool) -> None:
        self._name = name
        self.secret_edit.setPlaceholderText(_("PIN or password") if has_pin else _("Password"))
        self.secret_edit.setFocus()

    def _on_go(self) -> None:
        if not self._name:
            raise UserError(_("Choose first who goes on."))
        opened = users.switch(self._opened, self._name, self.secret_edit.text(), self._clock())
        self.accept()
        self.switched.emit(opened)


_BUT_TEACHER = tuple(role for role in Role if role is not Role.TEACHER)
