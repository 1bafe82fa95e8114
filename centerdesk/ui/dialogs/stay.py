"""Steps in a child's time at the centre: another class, another service, leaving, coming back."""

from PySide6.QtWidgets import QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.people import LeaveReason
from centerdesk.services import children, classes
from centerdesk.services.children import ChildRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form
from centerdesk.ui.widgets.pattern import PatternField


class _Step(Dialog):
    """One step of one child, from a day on."""

    def __init__(
        self, parent: QWidget, desk: Desk, row: ChildRow, title: str, does: str, width: int = 440
    ) -> None:
        super().__init__(parent, title, width)
        self._desk, self._row = desk, row
        self.form = Form()
        self.body.addWidget(label(does, soft=True, wrap=True))
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def add_class(self) -> Combo[int]:
        """A choice among the open classes."""
        groups = self._desk.read(classes.list_classes, on=self._desk.today())
        combo: Combo[int] = self.form.add(
            "class", _("Class"), Combo[int]((group.id, group.name) for group in groups)
        )
        return combo


class MoveDialog(_Step):
    """Into another class."""

    def __init__(self, parent: QWidget, desk: Desk, row: ChildRow) -> None:
        super().__init__(
            parent,
            desk,
            row,
            _("{name}: another class").format(name=row.name),
            _("From that day on the child stands in the new class; earlier days stay in the old one."),
        )
        self.class_combo = self.add_class()
        if row.class_id in self.class_combo._values:
            self.class_combo.choose(row.class_id)
        self.day_field = self.form.add("day", _("From"), DateField(desk.today()))
        self.add_buttons(_("Move"), self._on_do)
        keep_draft(self, desk, row.id, {"form": self.form})

    def _on_do(self) -> None:
        self._desk.write(children.move, self._row.id, self.class_combo.value(), self.day_field.needed())
        self.accept()


class PatternDialog(_Step):
    """Another service or weekly pattern."""

    def __init__(self, parent: QWidget, desk: Desk, row: ChildRow) -> None:
        super().__init__(
            parent,
            desk,
            row,
            _("{name}: service and days").format(name=row.name),
            _("It decides on which days the child is expected, from that day on."),
            620,
        )
        self.pattern_field = self.form.add(
            "weekdays", _("Service and days of the week"), PatternField(row.pattern)
        )
        self.day_field = self.form.add("day", _("From"), DateField(desk.today()))
        self.add_buttons(_("Save"), self._on_do)
        keep_draft(self, desk, row.id, {"form": self.form})

    def _on_do(self) -> None:
        self._desk.write(
            children.set_pattern, self._row.id, self.day_field.needed(), self.pattern_field.pattern()
        )
        self.accept()


class LeaveDialog(_Step):
    """The end of a child's time here."""

    def __init__(self, parent: QWidget, desk: Desk, row: ChildRow) -> None:
        super().__init__(
            parent,
            desk,
            row,
            _("{name} leaves the centre").format(name=row.name),
            _("The record and all attendance are kept; from the day after the child is no longer expected."),
        )
        self.day_field = self.form.add("left_on", _("Last day in care"), DateField(desk.today()))
        self.reason_combo = self.form.add(
            "reason", _("Reason"), Combo[LeaveReason]((reason, reason.label) for reason in LeaveReason)
        )
        self.add_buttons(_("Record the leaving"), self._on_do)
        keep_draft(self, desk, row.id, {"form": self.form})

    def _on_do(self) -> None:
        self._desk.write(children.leave, self._row.id, self.day_field.needed(), self.reason_combo.value())
        self.accept()


class ReturnDialog(_Step):
    """A child comes back."""

    def __init__(self, parent: QWidget, desk: Desk, row: ChildRow) -> None:
        super().__init__(
            parent,
            desk,
            row,
            _("{name} comes back").format(name=row.name),
            _("A new time in the centre begins; the earlier one stays as it was."),
            620,
        )
        self.class_combo = self.add_class()
        self.day_field = self.form.add("enrolled_on", _("Enrolled on"), DateField(desk.today()))
        self.pattern_field = self.form.add("weekdays", _("Service and days of the week"), PatternField())
        self.add_buttons(_("Enrol"), self._on_do)
        keep_draft(self, desk, row.id, {"form": self.form})

    def _on_do(self) -> None:
        self._desk.write(
            children.enrol_again,
            self._row.id,
            self.class_combo.value(),
            self.day_field.needed(),
            self.pattern_field.pattern(),
        )
        self.accept()
