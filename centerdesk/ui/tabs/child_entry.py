"""入托材料: how the gates of entry stand for a child, and the papers that were handed in."""

from collections.abc import Callable

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import N_, _
from centerdesk.domain.gates import Gate, GateState, Verdict
from centerdesk.services import entry, entry_papers
from centerdesk.services.entry_papers import ExaminationRow, VaccinationRow
from centerdesk.services.rights import RIGHTS, Right
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Pill, button, clear, column, label, row, rule
from centerdesk.ui.widgets.child_record import RecordPart

_TONES = {
    GateState.OK: Tone.OK,
    GateState.EARLIER: Tone.MUTE,
    GateState.DUE: Tone.WARN,
}
_STEPS = {
    Gate.EXAMINATION: N_("Record the examination"),
    Gate.VACCINATION: N_("Record a look at the certificate"),
    Gate.CONTRACT: N_("Record the contract"),
    Gate.CONSENT: N_("Record a consent"),
}


class ChildEntry(RecordPart):
    """The four gates with what to do about each, and under them the examinations and looks at the certificate."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        rights = RIGHTS[desk.actor.role]
        self._may_health = Right.WRITE_HEALTH in rights
        self._may_roster = Right.WRITE_ROSTER in rights
        self._list = QVBoxLayout()
        self._list.setSpacing(px(12))
        layout = column(self._list, None)
        layout.setContentsMargins(0, px(12), px(8), px(8))
        self.setLayout(layout)

    def _read(self) -> None:
        clear(self._list)
        child, today = self._child, self._desk.today()
        if child is None:
            return
        for verdict in self._desk.read(entry.gates, child.id, today):
            self._list.addWidget(self._gate(verdict))
        exams = self._desk.read(entry_papers.examinations_of, child.id, today)
        checks = self._desk.read(entry_papers.vaccination_checks_of, child.id, today)
        for title, papers in (
            (_("Entry examinations"), [self._examination(each) for each in exams]),
            (_("Looks at the vaccination certificate"), [self._check(each) for each in checks]),
        ):
            if papers:
                self._list.addWidget(rule())
                self._list.addWidget(label(title, bold=True))
            for paper in papers:
                self._list.addWidget(paper)

    def _gate(self, verdict: Verdict) -> QWidget:
        tone = _TONES.get(verdict.state, Tone.ALARM)
        made = QWidget()
        made.setAccessibleName(f"{verdict.gate.label} {verdict.state.label}")
        what = label(verdict.gate.label, bold=True)
        lines: list[QWidget | QLayout] = [
            row(what, Pill(verdict.state.label, tone), None),
            label(verdict.words, 12, soft=True, wrap=True),
        ]
        may = self._may_health if verdict.gate in (Gate.EXAMINATION, Gate.VACCINATION) else self._may_roster
        if may and verdict.state is not GateState.OK:
            words = _STEPS[verdict.gate]
            lines.append(row(button(_(words), lambda: self._on_record(verdict.gate), kind="link"), None))
        made.setLayout(column(*lines, gap=4))
        return made

    def _examination(self, exam: ExaminationRow) -> QWidget:
        what = _("Transfer certificate") if exam.transfer else _("Health examination form")
        found = Pill(_("Fit to come in"), Tone.OK) if exam.fit else Pill(_("Not fit to come in"), Tone.ALARM)
        says = _("Valid until {day}").format(day=iso_date(exam.valid_until))
        return self._paper(
            iso_date(exam.examined_on),
            found,
            [what, exam.institution, says, exam.note],
            lambda: self._open_examination(exam),
        )

    def _check(self, check: VaccinationRow) -> QWidget:
        found = (
            Pill(check.outcome.label, Tone.OK if check.is_complete else Tone.WARN)
            if check.outcome
            else Pill(_("Not found yet"), Tone.MUTE)
        )
        told = _("Guardian told on {day}").format(day=iso_date(check.notified_on))
        done = _("Made up on {day}").format(day=iso_date(check.completed_on))
        return self._paper(
            iso_date(check.checked_on),
            found,
            [
                check.missing,
                told if check.notified_on else "",
                done if check.completed_on else "",
                _("Looked at by {name}").format(name=check.checked_by) if check.checked_by else "",
            ],
            lambda: self._open_check(check),
        )

    def _paper(self, day: str, found: Pill, says: list[str], on_edit: Callable[[], object]) -> QWidget:
        made = QWidget()
        head: list[QWidget | None] = [label(day), found, None]
        if self._may_health:
            head.append(button(_("Edit"), on_edit, kind="link"))
        words = label(" · ".join(part for part in says if part), 12, soft=True, wrap=True)
        made.setLayout(column(row(*head), words, gap=4))
        return made

    def _on_record(self, gate: Gate) -> None:
        from centerdesk.ui.dialogs.consent import ConsentDialog
        from centerdesk.ui.dialogs.contract import ContractDialog

        child = self._child
        if child is None:
            return
        if gate is Gate.EXAMINATION:
            self._open_examination(None)
        elif gate is Gate.VACCINATION:
            self._open_check(None)
        elif gate is Gate.CONTRACT:
            self._open(ContractDialog(self, self._desk, child))
        else:
            self._open(ConsentDialog(self, self._desk, child))

    def _open_examination(self, exam: ExaminationRow | None) -> None:
        from centerdesk.ui.dialogs.entry_papers import ExaminationDialog

        if self._child:
            self._open(ExaminationDialog(self, self._desk, self._child, exam))

    def _open_check(self, check: VaccinationRow | None) -> None:
        from centerdesk.ui.dialogs.entry_papers import VaccinationDialog

        if self._child:
            self._open(VaccinationDialog(self, self._desk, self._child, check))

    def _open(self, dialog: Dialog) -> None:
        dialog.accepted.connect(self._read)
        dialog.open()
