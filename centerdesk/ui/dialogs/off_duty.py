"""Days off duty of a member of staff; of health reasons only the days are kept."""

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.people import StaffLeaveKind
from centerdesk.services import staff, staff_leaves
from centerdesk.services.staff_leaves import LeaveRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form


class OffDutyDialog(Dialog):
    """Recorded anew, or with `leave` changed: its last day is set when the person is back."""

    def __init__(
        self, parent: QWidget, desk: Desk, leave: LeaveRow | None = None, staff_id: int | None = None
    ) -> None:
        super().__init__(parent, _("Change days off duty") if leave else _("Record days off duty"), 560)
        self._desk, self._leave = desk, leave
        self.form = Form(columns=2)
        people = [
            (row.id, row.distinct_name)
            for row in desk.read(staff.list_staff, desk.today(), with_left=bool(leave))
        ]
        self.staff_combo = self.form.add("staff", _("Member of staff"), Combo[int](people))
        chosen = leave.staff_id if leave else staff_id
        if any(chosen == each for each, _name in people):
            self.staff_combo.choose(chosen or 0)
        self.staff_combo.setEnabled(leave is None)
        self.kind_combo = self.form.add(
            "kind", _("Kind"), Combo[StaffLeaveKind]((kind, kind.label) for kind in StaffLeaveKind)
        )
        if leave:
            self.kind_combo.choose(leave.kind)
        first = leave.starts_on if leave else desk.today()
        self.first_field = self.form.add("starts_on", _("From"), DateField(first))
        self.last_field = self.form.add("ends_on", _("To"), DateField(leave.ends_on if leave else None))
        self.last_field.setPlaceholderText(_("Leave it empty until the day is known."))
        self.note_edit = self.form.add(
            "note", _("Note"), QLineEdit(leave.note if leave else ""), whole_line=True
        )
        self.note_edit.setMaxLength(200)
        self.body.addWidget(self.form)
        self.body.addWidget(
            label(
                _(
                    "Of reasons of health write the days only, no disease. After an infectious disease the person "
                    "comes back with a certificate of recovery."
                ),
                12,
                soft=True,
                wrap=True,
            )
        )
        self.body.addStretch(1)
        self.add_buttons(_("Save") if leave else _("Record"), self._on_save)
        keep_draft(self, desk, leave.id if leave else None, {"form": self.form})

    def _on_save(self) -> None:
        self.form.clear_errors()
        words = (
            self.kind_combo.value(),
            self.first_field.needed(),
            self.last_field.day(),
            self.note_edit.text(),
        )
        if self._leave:
            self._desk.write(staff_leaves.change_leave, self._leave.id, *words)
        else:
            self._desk.write(staff_leaves.record_leave, self.staff_combo.value(), *words)
        self.accept()
