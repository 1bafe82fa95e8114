"""Steps in a child's time at the centre: another class, another service, leaving, coming back."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import _
from centerdesk.domain.entry import entry_rules, needs_new_examination
from centerdesk.domain.people import LeaveReason
from centerdesk.services import capacity, children, classes, entry
from centerdesk.services.children import ChildRow
from centerdesk.services.rights import RIGHTS, Right
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.long import LongDialog
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.entry_papers import EntryPapersField
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


def _add_class(form: Form, desk: Desk) -> Combo[int]:
    """A choice among the open classes."""
    groups = desk.read(classes.list_classes, on=desk.today())
    combo: Combo[int] = form.add("class", _("Class"), Combo[int]((group.id, group.name) for group in groups))
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
        self.class_combo = _add_class(self.form, desk)
        if row.class_id in self.class_combo._values:
            self.class_combo.choose(row.class_id)
        self.day_field = self.form.add("day", _("From"), DateField(desk.today()))
        self.move_button = self.add_buttons(_("Move"), self._on_do)
        keep_draft(self, desk, row.id, {"form": self.form})

    def _on_do(self) -> None:
        class_id, day = self.class_combo.value(), self.day_field.needed()
        if self.is_told(self._desk.read(capacity.doubts, class_id, day, self._row.id), self.move_button):
            self._desk.write(children.move, self._row.id, class_id, day)
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
        self.settling_field = self.form.add(
            "settling_until", _("Settling in until"), DateField(row.settling_until)
        )
        self.add_buttons(_("Save"), self._on_do)
        keep_draft(self, desk, row.id, {"form": self.form})

    def _on_do(self) -> None:
        self._desk.write(
            children.set_pattern, self._row.id, self.day_field.needed(), self.pattern_field.pattern()
        )
        if (until := self.settling_field.day()) != self._row.settling_until:
            self._desk.write(children.set_settling, self._row.id, self.day_field.needed(), until)
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
        self.destination_edit = self.form.add("destination", _("Where the child goes"), QLineEdit())
        self.destination_edit.setMaxLength(100)
        self.certificate_check = QCheckBox(_("Then issue the transfer certificate"))
        self.certificate_check.setVisible(Right.WRITE_HEALTH in RIGHTS[desk.actor.role])
        self.body.addWidget(self.certificate_check)
        self.add_buttons(_("Record the leaving"), self._on_do)
        keep_draft(self, desk, row.id, {"form": self.form})

    def _on_do(self) -> None:
        self._desk.write(
            children.leave,
            self._row.id,
            self.day_field.needed(),
            self.reason_combo.value(),
            self.destination_edit.text(),
        )
        self.accept()
        if self.certificate_check.isChecked():
            self._issue_certificate()

    def _issue_certificate(self) -> None:
        from centerdesk.ui.dialogs.transfer import TransferDialog

        row = self._desk.read(children.child, self._row.id, self._desk.today())
        TransferDialog(self.parentWidget() or self, self._desk, row).open()


class ReturnDialog(LongDialog):
    """A child comes back."""

    def __init__(self, parent: QWidget, desk: Desk, row: ChildRow) -> None:
        super().__init__(parent, _("{name} comes back").format(name=row.name), 660)
        self._desk, self._row = desk, row
        self.form = Form()
        self.class_combo = _add_class(self.form, desk)
        self.day_field = self.form.add("enrolled_on", _("Enrolled on"), DateField(desk.today()))
        self.pattern_field = self.form.add("weekdays", _("Service and days of the week"), PatternField())
        self.settling_field = self.form.add("settling_until", _("Settling in until"), DateField())
        self.away_label = label("", wrap=True)
        self.papers = EntryPapersField(desk)
        self.lay_out(
            [("", self.form), ("", self.away_label), ("", self.papers)],
            _("A new time in the centre begins; the earlier one stays as it was."),
        )
        self.day_field.textChanged.connect(self._show_away)
        self.enrol_button = self.add_buttons(_("Enrol"), self._on_do)
        keep_draft(self, desk, row.id, {"form": self.form, "papers": self.papers})
        self._show_away()

    def _show_away(self) -> None:
        """Whether it was away so long that it is examined anew, as far as the day is typed."""
        left_on = self._row.left_on
        try:
            day = self.day_field.day()
        except UserError:
            day = None
        anew = left_on and day and needs_new_examination(left_on, day, entry_rules(day))
        self.away_label.setVisible(bool(anew))
        if left_on and anew:
            words = _(
                "Last in care on {day}, more than {n} months before: a new entry examination is needed (规范 2012)."
            )
            months = entry_rules(self._desk.today()).away_months.value
            self.away_label.setText(words.format(day=iso_date(left_on), n=months))

    def _on_do(self) -> None:
        self.papers.clear_errors()
        with self.showing_errors():
            class_id, day = self.class_combo.value(), self.day_field.needed()
            if not self.is_told(self._desk.read(capacity.doubts, class_id, day), self.enrol_button):
                return
            self._desk.write(
                entry.readmit,
                self._row.id,
                class_id,
                day,
                self.papers.papers(),
                today=self._desk.today(),
                pattern=self.pattern_field.pattern(),
                settling_until=self.settling_field.day(),
            )
        self.accept()
