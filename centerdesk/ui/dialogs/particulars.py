"""The centre's name, and its registered places from a day on."""

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.people import CentreKind
from centerdesk.services import centre
from centerdesk.services.centre import CentreRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form


class NameDialog(Dialog):
    """Another name, another kind."""

    def __init__(self, parent: QWidget, desk: Desk, row: CentreRow) -> None:
        super().__init__(parent, _("The centre's name"), 440)
        self._desk = desk
        self.form = Form()
        self.name_edit = self.form.add("name", _("Centre's name, as registered"), QLineEdit(row.name))
        self.body.addWidget(self.form)
        self.kind_combo = self.form.add(
            "kind", _("Kind of centre"), Combo[CentreKind]((kind, kind.label) for kind in CentreKind)
        )
        self.kind_combo.choose(row.kind)
        self.add_buttons(_("Save"), self._on_save)
        keep_draft(self, desk, None, {"form": self.form})

    def _on_save(self) -> None:
        self._desk.write(centre.describe, self.name_edit.text(), self.kind_combo.value())
        self.accept()


class PlacesDialog(Dialog):
    """Registered places, from a day on."""

    def __init__(self, parent: QWidget, desk: Desk, row: CentreRow) -> None:
        super().__init__(parent, _("Registered places"), 440)
        self._desk = desk
        self.form = Form()
        self.body.addWidget(
            label(
                _("The figure holds from the day on; returns of earlier months keep the earlier one."),
                soft=True,
                wrap=True,
            )
        )
        self.total_edit = self.form.add("total", _("Registered places"), QLineEdit(_shown(row.places)))
        self.subsidised_edit = self.form.add(
            "subsidised", _("Of these subsidised (empty: not known)"), QLineEdit(_shown(row.subsidised))
        )
        self.from_field = self.form.add("valid_from", _("From"), DateField(desk.today()))
        self.body.addWidget(self.form)
        self.add_buttons(_("Save"), self._on_save)
        keep_draft(self, desk, None, {"form": self.form})

    def _on_save(self) -> None:
        total = _number(self.total_edit)
        if total is None:
            raise UserError(_("Registered places are a whole number, for example 60."), "total")
        self._desk.write(centre.set_places, self.from_field.needed(), total, _number(self.subsidised_edit))
        self.accept()


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(edit: QLineEdit) -> int | None:
    typed = edit.text().strip()
    if not typed:
        return None
    if not typed.isdecimal():
        raise UserError(_("Registered places are a whole number, for example 60."), edit.objectName())
    return int(typed)
