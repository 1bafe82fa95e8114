"""The first start: a new centre with its director, or a look at the sample."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.people import CentreKind
from centerdesk.services import centre
from centerdesk.services.opening import Opened, new_centre
from centerdesk.ui.desk import Desk, now
from centerdesk.ui.dialogs.door import Door
from centerdesk.ui.dialogs.recovery import CodeDialog, add_passwords, same_passwords
from centerdesk.ui.widgets.basics import button, label, rule
from centerdesk.ui.widgets.fields import Combo
from centerdesk.ui.widgets.form import Form


class FirstStart(Door):
    """Asks for the centre, its director and a password."""

    entered = Signal(object)  # Opened
    sample_asked = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__(_("Set up your centre"), 480)
        self._folder = folder
        self.body.addWidget(
            label(
                _("The records stay on this computer, encrypted. Nobody reads them without a password."),
                soft=True,
                wrap=True,
            )
        )
        self.form = Form()
        self.name_edit = self.form.add("name", _("Centre's name, as registered"), QLineEdit())
        self.kind_combo = self.form.add(
            "kind", _("Kind of centre"), Combo[CentreKind]((kind, kind.label) for kind in CentreKind)
        )
        self.director_edit = self.form.add("director", _("Director's name"), QLineEdit())
        self.password_edit, self.again_edit = add_passwords(self.form)
        self.places_edit = self.form.add("places", _("Registered places (may be entered later)"), QLineEdit())
        self.body.addWidget(self.form)
        self.make_button = button(_("Set up the centre"), self._on_make, kind="primary")
        self.body.addWidget(self.make_button)
        self.body.addWidget(rule())
        self.body.addWidget(label(_("Just looking? The sample centre has invented children."), 12, soft=True))
        self.sample_button = button(_("Open the sample centre"), self.sample_asked.emit, icon="eye")
        self.body.addWidget(self.sample_button)

    def _on_make(self) -> None:
        places = self._places()
        password = same_passwords(self.password_edit, self.again_edit)
        opened, code = new_centre(
            self._folder,
            self.name_edit.text(),
            self.director_edit.text(),
            password,
            now=now(),
            kind=self.kind_combo.value(),
        )
        if places is not None:
            desk = Desk(opened)
            desk.write(centre.set_places, desk.today(), places, None)
        name = self.name_edit.text().strip()
        CodeDialog(self, name, code, lambda: self._enter(opened)).open()

    def _enter(self, opened: Opened) -> None:
        self.entered.emit(opened)

    def _places(self) -> int | None:
        typed = self.places_edit.text().strip()
        if not typed:
            return None
        if not typed.isdecimal():
            raise UserError(_("Registered places are a whole number, for example 60."), "places")
        return int(typed)
