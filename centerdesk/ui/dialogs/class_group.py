"""A class: its name, type and size, or its end."""

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.people import ClassKind
from centerdesk.domain.staffing import class_norm
from centerdesk.services import classes
from centerdesk.services.classes import ClassRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.fields import Combo, DateField, Spin
from centerdesk.ui.widgets.form import Form


class ClassDialog(Dialog):
    """Adds a class or changes one."""

    def __init__(self, parent: QWidget, desk: Desk, row: ClassRow | None = None) -> None:
        super().__init__(parent, _("Class {name}").format(name=row.name) if row else _("A new class"), 440)
        self._desk, self._row = desk, row
        self.form = Form()
        self.name_edit = self.form.add("name", _("Class name"), QLineEdit(row.name if row else ""))
        self.kind_combo = self.form.add(
            "kind", _("Class type"), Combo[ClassKind]((kind, kind.label) for kind in ClassKind)
        )
        self.capacity_spin = self.form.add("capacity", _("Capacity"), Spin(0, 99, row.capacity if row else 0))
        self.norm_label = label("", 12, soft=True, wrap=True)
        self.body.addWidget(self.form)
        self.body.addWidget(self.norm_label)
        if row:
            self.kind_combo.choose(row.kind)
            self.closed_field = self.form.add(
                "closed_on", _("Closed on (empty: still open)"), DateField(row.closed_on)
            )
        self.kind_combo.currentIndexChanged.connect(self._on_kind)
        self._on_kind()
        self.add_buttons(_("Save") if row else _("Add the class"), self._on_save)
        self.name_edit.setFocus()
        keep_draft(self, desk, row.id if row else None, {"form": self.form})

    def _on_kind(self) -> None:
        norm = class_norm(self.kind_combo.value(), self._desk.today())
        self.norm_label.setText(
            _("Norm: at most {n} children a class, one carer for {ratio} children.").format(
                n=norm.capacity, ratio=norm.children_per_carer
            )
        )
        if self._row is None:
            self.capacity_spin.setValue(norm.capacity)

    def _on_save(self) -> None:
        name, kind, capacity = self.name_edit.text(), self.kind_combo.value(), self.capacity_spin.value()
        if self._row:
            self._desk.write(
                classes.change_class, self._row.id, name, kind, capacity, self.closed_field.day()
            )
        else:
            self._desk.write(classes.add_class, name, kind, capacity)
        self.accept()
