"""A child's guardians, who may collect it and who must not, as a part of its record."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from centerdesk.base.i18n import _
from centerdesk.base.papers import Choice
from centerdesk.domain.collecting import Standing, period_words, same_name
from centerdesk.services import collecting
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.children import ChildRow
from centerdesk.services.collecting import BarredRow, CollectorRow
from centerdesk.services.rights import RIGHTS, Right
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Flow, Pill, button, clear, column, label, row
from centerdesk.ui.widgets.child_record import RecordPart
from centerdesk.ui.widgets.photo import Photo

_TONES = {Standing.IN_FORCE: Tone.OK, Standing.TO_COME: Tone.INFO, Standing.EXPIRED: Tone.MUTE}


class ChildCollecting(RecordPart):
    """Guardians, authorised persons, persons barred; what has expired is shown on request."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._with_expired = False
        self._may_write = Right.WRITE_ROSTER in RIGHTS[desk.actor.role]
        self.authorise_button = button(_("Authorise somebody"), self._on_authorise, icon="user-check")
        self.proxy_button = button(_("Proxy for one day"), self._on_proxy, icon="clock")
        self.bar_button = button(_("Bar somebody"), self._on_bar, icon="ban")
        self.print_button = button(_("Pick-up cards"), self._on_print, icon="printer")
        steps = Flow(8)
        for each in (self.authorise_button, self.proxy_button, self.bar_button):
            each.setVisible(self._may_write)
            steps.addWidget(each)
        steps.addWidget(self.print_button)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(12))
        layout = column(steps, self._list, None, gap=12)
        layout.setContentsMargins(0, px(12), px(8), px(8))
        self.setLayout(layout)

    def show_child(self, child: ChildRow | None) -> None:
        self._with_expired = False
        super().show_child(child)

    def _read(self) -> None:
        clear(self._list)
        child, today = self._child, self._desk.today()
        if child is None:
            return
        collectors = self._desk.read(collecting.collectors_of, child.id, today)
        barred = self._desk.read(collecting.barred_of, child.id, today)
        self._add_barred([each for each in barred if self._is_shown(each)])
        self._add_guardians(child, [each.name for each in barred if each.standing is Standing.IN_FORCE])
        self._add_collectors([each for each in collectors if self._is_shown(each)])
        expired = len([each for each in collectors if each.standing is Standing.EXPIRED])
        expired += len([each for each in barred if each.standing is Standing.EXPIRED])
        if expired and not self._with_expired:
            self._list.addWidget(
                button(_("Show {n} expired").format(n=expired), self._on_expired, kind="link"),
                alignment=Qt.AlignmentFlag.AlignLeft,
            )

    def _is_shown(self, each: CollectorRow | BarredRow) -> bool:
        return self._with_expired or each.standing is not Standing.EXPIRED

    def _add_guardians(self, child: ChildRow, barred: list[str]) -> None:
        self._list.addWidget(label(_("Guardians"), 14, bold=True))
        for each in child.guardians:
            self._list.addWidget(_guardian(each, any(same_name(each.name, name) for name in barred)))
        if not child.guardians:
            self._list.addWidget(label(_("none recorded yet"), soft=True))

    def _add_collectors(self, rows: list[CollectorRow]) -> None:
        self._list.addWidget(label(_("Authorised to collect"), 14, bold=True))
        for each in rows:
            self._list.addWidget(self._collector(each))
        if not rows:
            self._list.addWidget(
                label(_("Nobody yet. Guardians with custody need no authorisation."), soft=True, wrap=True)
            )

    def _add_barred(self, rows: list[BarredRow]) -> None:
        if rows:
            self._list.addWidget(label(_("Must not collect"), 14, bold=True))
        for each in rows:
            self._list.addWidget(self._barred(each))

    def _collector(self, each: CollectorRow) -> QWidget:
        pills = Flow(6)
        pills.addWidget(Pill(each.standing.label, _TONES[each.standing]))
        if each.one_day:
            pills.addWidget(Pill(_("one day only"), Tone.WARN))
        tail = _("ID tail {tail}").format(tail=each.id_tail) if each.id_tail else ""
        words = column(
            label(_named(each.name, each.relation), wrap=True),
            *_soft_lines(
                _beside(each.phone, tail), period_words(each.valid_from, each.valid_until), each.note
            ),
            pills,
            gap=4,
        )
        if self._may_write:
            words.addLayout(self._links(each))
        line = row(gap=10)
        if each.has_photo:
            photo = self._desk.read(collecting.photo_of, each.id, self._desk.today())
            line.addLayout(column(Photo(photo, _("Photo of {name}").format(name=each.name)), None))
        line.addLayout(words, 1)
        made = QWidget()
        made.setLayout(line)
        return made

    def _barred(self, each: BarredRow) -> QWidget:
        stands = each.standing is not Standing.EXPIRED
        tone = Tone.ALARM if stands else Tone.MUTE
        words = column(
            label(_named(each.name, each.relation), bold=True, wrap=True),
            label(_("Paper behind it: {paper}").format(paper=each.paper), 12, wrap=True),
            *_soft_lines(period_words(each.since, each.until), each.note),
            gap=4,
        )
        if each.standing is not Standing.IN_FORCE:
            pills = Flow(6)
            pills.addWidget(Pill(each.standing.label, _TONES[each.standing]))
            words.addLayout(pills)
        if self._may_write and stands:
            words.addLayout(self._links(each))
        words.setContentsMargins(px(10), px(8), px(10), px(8))
        made = QFrame()
        made.setObjectName("barred")
        made.setStyleSheet(
            f"QFrame#barred {{ background: {tone.value[1]}; border-radius: {px(6)}px; }}"
            f"QFrame#barred QLabel {{ color: {tone.value[0]}; }}"
        )
        made.setLayout(words)
        return made

    def _links(self, each: CollectorRow | BarredRow) -> Flow:
        """What can be done about an entry; what has expired isn't ended again."""
        links = Flow(12)
        if isinstance(each, CollectorRow):
            links.addWidget(_link(_("Edit"), each.name, lambda: self._on_change(each)))
        if each.standing is not Standing.EXPIRED:
            words = _("End") if isinstance(each, CollectorRow) else _("Lift")
            links.addWidget(_link(words, each.name, lambda: self._on_end(each)))
        return links

    def _on_expired(self) -> None:
        self._with_expired = True
        self._read()

    def _on_authorise(self) -> None:
        from centerdesk.ui.dialogs.collector import CollectorDialog

        if self._child:
            self._open(CollectorDialog(self, self._desk, self._child))

    def _on_proxy(self) -> None:
        from centerdesk.ui.dialogs.collector import ProxyDialog

        if self._child:
            self._open(ProxyDialog(self, self._desk, self._child))

    def _on_bar(self) -> None:
        from centerdesk.ui.dialogs.collector import BarredDialog

        if self._child:
            self._open(BarredDialog(self, self._desk, self._child))

    def _on_change(self, collector: CollectorRow) -> None:
        from centerdesk.ui.dialogs.collector import ChangeCollectorDialog

        photo = self._desk.read(collecting.photo_of, collector.id, self._desk.today())
        self._open(ChangeCollectorDialog(self, self._desk, collector, photo))

    def _on_end(self, person: CollectorRow | BarredRow) -> None:
        from centerdesk.ui.dialogs.collector import EndDialog

        self._open(EndDialog(self, self._desk, person))

    def _open(self, dialog: Dialog) -> None:
        dialog.accepted.connect(self._read)
        dialog.open()

    def _on_print(self) -> None:
        if self._child is None:
            return
        now, today = self._desk.now(), self._desk.today()
        choice = Choice(today, today.year, today.month, child_id=self._child.id)

        def work(session: Any) -> bytes:
            from centerdesk.forms.pickup_card import FORM
            from centerdesk.pdf.sheet import sheets_pdf

            return sheets_pdf(FORM.build(session, choice), printed_by=self._desk.actor.name, printed_at=now)

        self._desk.later(work, self._preview, _("Making the papers …"))

    def _preview(self, pdf: bytes) -> None:
        from centerdesk.ui.preview import PreviewDialog

        if self._child:
            title = _("Pick-up cards")
            PreviewDialog(self, self._desk, title, f"{title}_{self._child.name}.pdf", pdf).open()


def _guardian(each: GuardianRow, is_barred: bool) -> QWidget:
    pills = Flow(6)
    pills.addWidget(
        Pill(_("Has custody"), Tone.OK) if each.custody else Pill(_("No custody"), Tone.WARN),
    )
    if is_barred:
        pills.addWidget(Pill(_("Must not collect"), Tone.ALARM))
    made = QWidget()
    made.setLayout(
        column(
            label(_named(each.name, each.relation.label), wrap=True),
            *_soft_lines(each.phone, each.work),
            pills,
            gap=4,
        )
    )
    return made


def _named(name: str, relation: str) -> str:
    return _("{name} ({relation})").format(name=name, relation=relation) if relation else name


def _beside(*parts: str) -> str:
    return "　".join(filter(None, parts))


def _soft_lines(*texts: str) -> list[QLabel]:
    return [label(text, 12, soft=True, wrap=True) for text in texts if text]


def _link(words: str, name: str, act: Callable[[], object]) -> QPushButton:
    """A link whose name tells a listener whom it is about."""
    made = button(words, act, kind="link")
    made.setAccessibleName(_("{name}: {act}").format(name=name, act=words))
    return made
