"""The recovery code: shown once, and the way back in when the password is forgotten."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.services.opening import recover_centre
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import Tone
from centerdesk.ui.widgets.basics import button, label, row
from centerdesk.ui.widgets.form import Form


class CodeDialog(Dialog):
    """Shows a new recovery code; goes on only when it is written down."""

    def __init__(self, parent: QWidget, centre: str, code: str, then: Callable[[], object]) -> None:
        super().__init__(parent, _("The recovery code"), 560)
        self._centre, self._code = centre, code
        self.body.addWidget(
            label(
                _(
                    "If the password is ever forgotten, this code is the only way to the children's records. "
                    "It is shown this once and kept nowhere in the program. Write it down or print it, "
                    "and keep it locked away with the centre's seal."
                ),
                wrap=True,
            )
        )
        self.code_label = label(_two_lines(code), 20)
        self.code_label.setObjectName("code")
        self.code_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code_label.setAccessibleName(_("Recovery code"))
        self.body.addWidget(self.code_label)
        self.body.addLayout(
            row(
                button(_("Copy"), self._on_copy, icon="copy"),
                button(_("Save as a text file"), self._on_save, icon="save"),
                None,
            )
        )
        self.written_check = QCheckBox(_("I have written the code down and put it in a safe place"))
        self.body.addWidget(self.written_check)
        self.go_button = button(_("Go on"), self.accept, kind="primary")
        self.go_button.setEnabled(False)
        self.written_check.toggled.connect(self.go_button.setEnabled)
        self.foot.addWidget(self.go_button)
        self.accepted.connect(then)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        self.messages.say(_("The code is in the clipboard."))

    def _on_save(self) -> None:
        dialog = QFileDialog(self, _("Save as a text file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(_("recovery-code.txt"))
        dialog.fileSelected.connect(self._save)
        dialog.open()

    def _save(self, file: str) -> None:
        text = _("Recovery code of {centre}:").format(centre=self._centre) + f"\r\n{self._code}\r\n"
        Path(file).write_text(text, "utf-8-sig")  # Windows' editor knows the encoding by the mark
        self.messages.say(_("Saved: {file}. Don't leave it on this computer.").format(file=file), Tone.INFO)

    def reject(self) -> None:
        self.messages.say(_("Please confirm first that the code is written down."), Tone.WARN)


class RecoverDialog(Dialog):
    """A new password by the recovery code."""

    def __init__(self, parent: QWidget, folder: Path) -> None:
        super().__init__(parent, _("Forgot the password"), 520)
        self._folder = folder
        self.body.addWidget(
            label(
                _(
                    "With the recovery code from the first start the director gets a new password. "
                    "The code is then used up, and a new one is shown."
                ),
                wrap=True,
            )
        )
        self.form = Form()
        self.code_edit = self.form.add("code", _("Recovery code"), QLineEdit())
        self.password_edit, self.again_edit = add_passwords(self.form)
        self.body.addWidget(self.form)
        self.add_buttons(_("Set the new password"), self._on_set)

    def _on_set(self) -> None:
        password = same_passwords(self.password_edit, self.again_edit)
        code = recover_centre(self._folder, self.code_edit.text(), password)
        parent = self.parentWidget() or self
        self.accept()
        CodeDialog(parent, self._folder.name, code, lambda: None).open()


def add_passwords(form: Form, words: str = "") -> tuple[QLineEdit, QLineEdit]:
    """A new password, twice, with the rule beside it."""
    one = form.add(
        "password",
        words or _("Password"),
        QLineEdit(),
        hint=_("At least 8 characters; a short sentence is easy to keep."),
    )
    again = form.add("again", _("The same password again"), QLineEdit())
    for edit in (one, again):
        edit.setEchoMode(QLineEdit.EchoMode.Password)
    return one, again


def same_passwords(one: QLineEdit, again: QLineEdit) -> str:
    """The password; UserError when it was typed in two ways."""
    if one.text() != again.text():
        raise UserError(_("The two passwords are not the same. Type them again."), "again")
    return one.text()


def _two_lines(code: str) -> str:
    groups = code.split("-")
    half = (len(groups) + 1) // 2
    return "-".join(groups[:half]) + "-\n" + "-".join(groups[half:])
