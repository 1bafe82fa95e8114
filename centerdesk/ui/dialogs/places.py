"""Registered places from a day on, with those of each class type."""

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import _
from centerdesk.domain.people import ClassKind
from centerdesk.services import centre
from centerdesk.services.centre import PlacesRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.fields import DateField
from centerdesk.ui.widgets.form import Form


class PlacesDialog(Dialog):
    """New figures that begin with those of `last`, or (`mending`) that row itself set right."""

    def __init__(
        self, parent: QWidget, desk: Desk, last: PlacesRow | None = None, *, mending: bool = False
    ) -> None:
        title = _("Registered places")
        if last and mending:
            title = _("Registered places from {day} on").format(day=iso_date(last.valid_from))
        super().__init__(parent, title, 480)
        self._desk = desk
        self._day = last.valid_from if last and mending else None
        self.form = Form(columns=2)
        self.body.addWidget(
            label(
                _("The figure holds from the day on; returns of earlier months keep the earlier one."),
                soft=True,
                wrap=True,
            )
        )
        self.total_edit = self.form.add(
            "total", _("Registered places"), QLineEdit(_shown(last.total if last else None))
        )
        self.subsidised_edit = self.form.add(
            "subsidised",
            _("Of these subsidised (empty: not known)"),
            QLineEdit(_shown(last.subsidised if last else None)),
        )
        known = dict(last.by_kind) if last else {}
        self.kind_edits = {
            kind: self.form.add(
                kind.value,
                _("Of these {kind} (empty: not known)").format(kind=kind.label),
                QLineEdit(_shown(known.get(kind))),
            )
            for kind in ClassKind
        }
        if self._day is None:
            self.from_field = self.form.add("valid_from", _("From"), DateField(desk.today()))
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.add_buttons(_("Save"), self._on_save)
        keep_draft(self, desk, self._day.toordinal() if self._day else None, {"form": self.form})

    def _on_save(self) -> None:
        self.form.clear_errors()
        total = _number(self.total_edit)
        if total is None:
            raise UserError(_("Registered places are a whole number, for example 60."), "total")
        by_kind = {kind: _number(edit) for kind, edit in self.kind_edits.items()}
        self._desk.write(
            centre.set_places,
            self._day or self.from_field.needed(),
            total,
            _number(self.subsidised_edit),
            {kind: places for kind, places in by_kind.items() if places is not None},
        )
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
