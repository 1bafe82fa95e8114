"""A paper of a member of staff: recorded, renewed or corrected."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.staff_papers import (
    BACKGROUND_CHECK,
    HEALTH_CERTIFICATE,
    PaperKind,
    paper_kind,
    paper_kinds,
    valid_until,
)
from centerdesk.services import staff, staff_papers
from centerdesk.services.staff_papers import StaffPaperFields, StaffPaperRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form

_WITH_RESULT = (HEALTH_CERTIFICATE, BACKGROUND_CHECK)


class StaffPaperDialog(Dialog):
    """What stands on the paper; of a health examination or a query only its day and whether it was passed."""

    def __init__(self, parent: QWidget, desk: Desk, row: StaffPaperRow | None, *, new: bool = True) -> None:
        """`row`: the paper to correct; with `new` whose and which paper is proposed, when one is."""
        title = _("Record a paper of the staff") if new else _("Change a paper of the staff")
        super().__init__(parent, title, 600)
        self._desk = desk
        self._id = None if new or row is None else row.id
        fields = row.fields if row and not new else None
        self.form = Form(columns=2)
        self.hint_label = label("", 12, soft=True, wrap=True)
        self._add_fields(row, fields)
        self.body.addWidget(self.form)
        self.body.addWidget(self.hint_label)
        self.body.addStretch(1)
        for changed in (self.kind_combo.currentIndexChanged, self.passed_combo.currentIndexChanged):
            changed.connect(self._show_hints)
        self.issued_field.textChanged.connect(self._show_hints)
        self._show_hints()
        self.add_buttons(_("Save") if self._id else _("Record"), self._on_save)
        keep_draft(self, desk, self._id, {"form": self.form})

    def _add_fields(self, row: StaffPaperRow | None, fields: StaffPaperFields | None) -> None:
        form, today = self.form, self._desk.today()
        people = [
            (each.id, each.distinct_name)
            for each in self._desk.read(staff.list_staff, today, with_left=True)
            if each.left_on is None or each.left_on >= today or (row and row.staff_id == each.id)
        ]
        self.staff_combo = form.add("staff", _("Member of staff"), Combo[int](people))
        self.kind_combo = form.add(
            "kind",
            _("Certificate or check"),
            Combo[str]((kind.code, kind.title) for kind in paper_kinds(today).values()),
        )
        if row:
            self.staff_combo.choose(row.staff_id)
            self.kind_combo.choose(row.kind.code)
        self.staff_combo.setEnabled(self._id is None)
        self.issued_field = form.add(
            "issued_on", _("Day of issue or query"), DateField(fields.issued_on if fields else None)
        )
        self.until_field = form.add(
            "valid_until", _("Valid until (empty: as usual)"), DateField(_unusual_end(fields))
        )
        self.passed_combo = form.add(
            "passed", _("Result"), Combo[bool]([(True, _("passed")), (False, _("not passed"))])
        )
        self.passed_combo.choose(fields.passed if fields else True)
        self.number_edit = form.add(
            "number", _("Number of the certificate"), _line(fields.number if fields else "", 80)
        )
        self.issuer_edit = form.add(
            "issuer", _("Issued or examined by"), _line(fields.issuer if fields else "", 80)
        )
        self.note_edit = form.add("note", _("Note"), _line(fields.note if fields else "", 200))

    def _kind(self) -> PaperKind:
        return paper_kind(self.kind_combo.value(), self._desk.today())

    def _show_hints(self) -> None:
        kind = self._kind()
        with_result = kind.code in _WITH_RESULT
        self.passed_combo.setEnabled(with_result)
        self.until_field.setEnabled(self._passed())
        self.note_edit.setEnabled(kind.code != BACKGROUND_CHECK)  # what a query says is nobody's to store
        self.issuer_edit.setPlaceholderText(
            _("police, prosecutors or education system") if kind.code == BACKGROUND_CHECK else ""
        )
        self.until_field.setPlaceholderText(self._usual_end(kind))
        self.hint_label.setText("\n".join(_about(kind)))

    def _passed(self) -> bool:
        return self.passed_combo.value() or self.kind_combo.value() not in _WITH_RESULT

    def _usual_end(self, kind: PaperKind) -> str:
        """What an empty last day means."""
        try:
            issued_on = self.issued_field.day()
        except UserError:
            issued_on = None
        if not self._passed():
            return _("holds on no day")
        if kind.months is None:
            return _("without term")
        if issued_on is None:
            return _("{n} months").format(n=kind.months)
        return formats.iso_date(valid_until(issued_on, paper_kind(kind.code, issued_on)))

    def fields(self) -> StaffPaperFields:
        """What has been typed; what the kind doesn't ask for is left out."""
        kind = self.kind_combo.value()
        return StaffPaperFields(
            kind,
            self.issued_field.needed(),
            self.until_field.day() if self._passed() else None,
            self.number_edit.text(),
            self.issuer_edit.text(),
            self._passed(),
            "" if kind == BACKGROUND_CHECK else self.note_edit.text(),
        )

    def _on_save(self) -> None:
        self.form.clear_errors()
        fields, today = self.fields(), self._desk.today()
        if self._id:
            self._desk.write(staff_papers.change_paper, self._id, fields, today=today)
        else:
            self._desk.write(staff_papers.record_paper, self.staff_combo.value(), fields, today=today)
        self.accept()


def _about(kind: PaperKind) -> list[str]:
    """The term of a kind, where it comes from and how sure that is."""
    term = _("{n} months").format(n=kind.months) if kind.months else _("without term")
    told = [
        _("{paper}: {term}. Source: {source} ({certainty}).").format(
            paper=kind.title, term=term, source=kind.source, certainty=kind.certainty.label
        )
    ]
    return [*told, kind.note] if kind.note else told


def _unusual_end(fields: StaffPaperFields | None) -> date | None:
    """The last day, where it isn't the one that follows from the first."""
    if fields is None:
        return None
    usual = valid_until(fields.issued_on, paper_kind(fields.kind, fields.issued_on))
    return None if fields.valid_until == usual else fields.valid_until


def _line(text: str, most: int) -> QLineEdit:
    edit = QLineEdit(text)
    edit.setMaxLength(most)
    return edit
