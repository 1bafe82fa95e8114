"""A child's times in the centre as a part of its record: classes, services, days away, leaving, certificates."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import _
from centerdesk.base.papers import Choice
from centerdesk.domain.people import PauseKind
from centerdesk.services import stay_history, transfers
from centerdesk.services.pauses import PauseRow
from centerdesk.services.rights import RIGHTS, Right
from centerdesk.services.stay_history import StayHistory
from centerdesk.services.transfers import CertificateRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog, ask
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Flow, Pill, button, clear, column, label
from centerdesk.ui.widgets.child_record import RecordPart
from centerdesk.ui.widgets.pattern import pattern_words


class ChildStays(RecordPart):
    """Each time in the centre, the newest first, and the steps that belong to it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        rights = RIGHTS[desk.actor.role]
        self._may_write = Right.WRITE_ROSTER in rights
        self._may_issue = Right.WRITE_HEALTH in rights
        self._may_see_health = Right.READ_HEALTH in rights
        self.pause_button = button(_("Suspension or long leave"), self._on_pause, icon="calendar-x")
        self.issue_button = button(_("Issue the transfer certificate"), self._on_issue, icon="file-check")
        steps = Flow(8)
        steps.addWidget(self.pause_button)
        steps.addWidget(self.issue_button)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(16))
        layout = column(steps, self._list, None, gap=12)
        layout.setContentsMargins(0, px(12), px(8), px(8))
        self.setLayout(layout)

    def _read(self) -> None:
        clear(self._list)
        child, today = self._child, self._desk.today()
        if child is None:
            return
        stays = self._desk.read(stay_history.stays_of_child, child.id, today)
        issued: Sequence[CertificateRow] = (
            self._desk.read(transfers.certificates_of, child.id, today) if self._may_see_health else ()
        )
        here = bool(stays) and stays[0].left_on is None
        self.pause_button.setVisible(self._may_write and here)
        has_one = bool(stays) and any(each.enrolment_id == stays[0].id for each in issued)
        self.issue_button.setVisible(self._may_issue and bool(stays) and not here and not has_one)
        for stay in stays:
            self._list.addWidget(self._stay(stay, [each for each in issued if each.enrolment_id == stay.id]))

    def _stay(self, stay: StayHistory, issued: Sequence[CertificateRow]) -> QWidget:
        first = iso_date(stay.enrolled_on)
        days = (
            _("{first} to {last}").format(first=first, last=iso_date(stay.left_on))
            if stay.left_on
            else _("since {day}").format(day=first)
        )
        lines: list[QWidget] = [label(days, bold=True)]
        lines += [label(words, wrap=True) for words in _facts(stay)]
        lines += [self._pause(each) for each in reversed(stay.pauses)]
        lines += [self._certificate(each) for each in issued]
        made = QWidget()
        made.setLayout(column(*lines, gap=6))
        return made

    def _pause(self, pause: PauseRow) -> QWidget:
        tone = Tone.MUTE if pause.kind is PauseKind.SUSPENDED else Tone.INFO
        words = pause.days_text
        if pause.reason:
            words = _("{days}, {reason}").format(days=words, reason=pause.reason)
        buttons = []
        if self._may_write:
            today = self._desk.today()
            if pause.starts_on <= today and (pause.ends_on is None or pause.ends_on > today):
                buttons.append((_("Comes again"), lambda: self._open("EndPauseDialog", pause)))
            buttons += [
                (_("Edit"), lambda: self._open("ChangePauseDialog", pause)),
                (_("Take back"), lambda: self._open("RemovePauseDialog", pause)),
            ]
        return _line(Pill(pause.kind.label, tone), words, buttons)

    def _certificate(self, issued: CertificateRow) -> QWidget:
        words = _("Issued on {day} by {name}, valid until {until}").format(
            day=iso_date(issued.issued_on), name=issued.issued_by, until=iso_date(issued.valid_until)
        )
        over = issued.valid_until < self._desk.today()
        buttons = [(_("Print"), self._on_print)]
        if self._may_issue:
            buttons.append((_("Take back"), lambda: self._on_take_back(issued)))
        return _line(Pill(_("Transfer certificate"), Tone.MUTE if over else Tone.OK), words, buttons)

    def _open(self, name: str, *pause: PauseRow) -> None:
        from centerdesk.ui.dialogs import pause as dialogs

        if self._child:
            self._shown(getattr(dialogs, name)(self, self._desk, self._child, *pause))

    def _shown(self, dialog: Dialog) -> None:
        dialog.accepted.connect(self._read)
        dialog.open()

    def _on_pause(self) -> None:
        self._open("PauseDialog")

    def _on_issue(self) -> None:
        from centerdesk.ui.dialogs.transfer import TransferDialog

        if self._child:
            self._shown(TransferDialog(self, self._desk, self._child))

    def _on_take_back(self, issued: CertificateRow) -> None:
        def take_back() -> None:
            self._desk.write(transfers.take_back, issued.id)
            self._read()

        ask(
            self,
            _("Take the certificate back?"),
            _("Only when the paper is back in your hands. Another one may be issued then."),
            _("Take back"),
            take_back,
        )

    def _on_print(self) -> None:
        if self._child is None:
            return
        day, now, by = self._desk.today(), self._desk.now(), self._desk.actor.name
        choice = Choice(day, day.year, day.month, child_id=self._child.id)

        def work(session: Any) -> bytes:
            from centerdesk.forms.transfer_certificate import FORM
            from centerdesk.pdf.sheet import sheets_pdf

            return sheets_pdf(FORM.build(session, choice), printed_by=by, printed_at=now)

        self._desk.later(work, self._preview, _("Making the papers …"))

    def _preview(self, pdf: bytes) -> None:
        from centerdesk.ui.preview import PreviewDialog

        if self._child:
            title = _("Transfer certificate")
            PreviewDialog(self, self._desk, title, f"{title}-{self._child.name}.pdf", pdf).open()


def _line(pill: Pill, words: str, buttons: Sequence[tuple[str, Any]]) -> QWidget:
    """A state, what it says, and what can be done about it."""
    head = Flow(8)
    head.addWidget(pill)
    for text, act in buttons:
        made = button(text, act, kind="link")
        made.setAccessibleName(f"{text} {pill.text()} {words}")
        head.addWidget(made)
    whole = QWidget()
    whole.setLayout(column(head, label(words, 12, soft=True, wrap=True), gap=2))
    return whole


def _facts(stay: StayHistory) -> list[str]:
    """A time in the centre in lines: classes, services, settling in, leaving."""
    lines = [
        _from(stay, stay.classes),
        _from(stay, [(day, pattern_words(each)) for day, each in stay.patterns]),
    ]
    if stay.settling_until:
        lines.append(_("Settling in until {day}").format(day=iso_date(stay.settling_until)))
    if stay.left_on:
        parts = [stay.leave_reason.label if stay.leave_reason else "", stay.destination]
        lines.append(
            _("Left: {why}").format(why=_("; ").join(filter(None, parts)) or _("no reason recorded"))
        )
    return [line for line in lines if line]


def _from(stay: StayHistory, steps: Sequence[tuple[Any, str]]) -> str:
    """托小班；2026-04-01 起 托大班"""
    return _("; ").join(
        what if day == stay.enrolled_on else _("{what} from {day}").format(day=iso_date(day), what=what)
        for day, what in steps
    )
