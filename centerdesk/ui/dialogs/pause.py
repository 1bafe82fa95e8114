"""Days away with the place kept, recorded, changed and ended; what they do to each month is shown before."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.formats import long_month
from centerdesk.base.i18n import _
from centerdesk.domain.people import PauseKind
from centerdesk.services import pause_effect, pauses
from centerdesk.services.children import ChildRow
from centerdesk.services.pause_effect import Effect
from centerdesk.services.pauses import PauseRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog, ask
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import card, clear, column, label, scrolled
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form


class _LockedAware(Dialog):
    """A step that may change 应出勤 of a locked month: it asks before."""

    def take(self, sure: bool) -> None:
        """Write it."""
        raise NotImplementedError

    def do(self, sure: bool = False) -> None:
        """Write it and close; after a question where a locked month is concerned."""
        try:
            self.take(sure)
        except UserError as error:
            if error.field != "locked":
                raise
            ask(self, _("Change a locked month?"), error.text, _("Change it"), lambda: self.do(True))
            return
        self.accept()


class PauseDialog(_LockedAware):
    """A new suspension of care or long leave."""

    def __init__(self, parent: QWidget, desk: Desk, row: ChildRow, pause: PauseRow | None = None) -> None:
        super().__init__(parent, _("{name}: suspension or long leave").format(name=row.name), 620)
        self._desk, self._row, self._pause = desk, row, pause
        self.form = Form(2)
        self.body.addWidget(self.form)
        self.kind_combo = self.form.add(
            "kind", _("Kind"), Combo[PauseKind]((kind, kind.label) for kind in PauseKind)
        )
        self.reason_edit = self.form.add("reason", _("Reason"), QLineEdit(pause.reason if pause else ""))
        self.reason_edit.setMaxLength(100)
        self.first_field = self.form.add(
            "starts_on", _("From"), DateField(pause.starts_on if pause else desk.today())
        )
        self.last_field = self.form.add(
            "ends_on",
            _("To"),
            DateField(pause.ends_on if pause else None),
        )
        self.last_field.setPlaceholderText(_("Leave it empty until the day is known."))
        if pause:
            self.kind_combo.choose(pause.kind)
        self.effect_view = EffectView()
        self.body.addWidget(self.effect_view, 1)
        self.add_buttons(_("Save"), self.do)
        self.kind_combo.currentIndexChanged.connect(self._show_effect)
        for each in (self.first_field, self.last_field):
            each.textChanged.connect(self._show_effect)
        keep_draft(self, desk, pause.id if pause else row.id, {"form": self.form})
        self._show_effect()

    def take(self, sure: bool) -> None:
        words = (
            self.kind_combo.value(),
            self.first_field.needed(),
            self.last_field.day(),
            self.reason_edit.text(),
        )
        today = self._desk.today()
        if self._pause:
            self._desk.write(pauses.change_pause, self._pause.id, *words, today=today, even_if_locked=sure)
        else:
            self._desk.write(pauses.pause, self._row.id, *words, today=today, even_if_locked=sure)

    def _show_effect(self) -> None:
        """What it would do, as far as the days are typed."""
        try:
            first, last = self.first_field.needed(), self.last_field.day()
        except UserError:
            self.effect_view.show_effect(None)
            return
        if last and last < first:
            self.effect_view.show_effect(None)
            return
        self.effect_view.show_effect(
            self._desk.read(
                pause_effect.effect,
                self._row.id,
                self.kind_combo.value(),
                first,
                last,
                self._desk.today(),
                self._pause.id if self._pause else None,
            )
        )


class ChangePauseDialog(PauseDialog):
    """One that is recorded already; what is typed here is kept apart from a new one's."""

    def __init__(self, parent: QWidget, desk: Desk, row: ChildRow, pause: PauseRow) -> None:
        super().__init__(parent, desk, row, pause)


class EffectView(QWidget):
    """The months with days away in figures, and sentences under them."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Effect on the months"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(4))
        self.words_label = label("", wrap=True)
        inside = QWidget()
        inside.setLayout(column(self._grid, self.words_label, None))
        area = scrolled(inside)
        room = self.screen().availableGeometry().height()
        area.setMinimumHeight(min(px(210), room - px(370)))  # all the rest of the dialog needs 370
        self.setLayout(column(card(column(label(_("Effect on the months"), 12, soft=True), area))))

    def show_effect(self, told: Effect | None) -> None:
        """Show what is known; None while the days are not typed whole."""
        clear(self._grid)
        if told is None:
            self.words_label.setText(_("It is shown here once both days are typed."))
            return
        heads = (_("Month"), _("Expected now"), _("Away"), _("Expected then"), _("Days it can come"))
        for place, words in enumerate(heads):
            self._put(words, 0, place, soft=True)
        for line, each in enumerate(told.months, 1):
            self._put(long_month(each.month.year, each.month.month), line, 0)
            for place, figure in enumerate((each.expected, each.away, each.expected_then, each.left), 1):
                self._put(str(figure), line, place)
        self.words_label.setText("\n".join(told.sentences))

    def _put(self, text: str, line: int, place: int, *, soft: bool = False) -> None:
        side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(label(text, 12 if soft else 14, soft=soft), line, place, side)


class EndPauseDialog(_LockedAware):
    """The child comes again."""

    def __init__(self, parent: QWidget, desk: Desk, row: ChildRow, pause: PauseRow) -> None:
        super().__init__(
            parent, _("{name}: end of the {kind}").format(name=row.name, kind=pause.kind.label), 440
        )
        self._desk, self._pause = desk, pause
        self.form = Form()
        self.body.addWidget(label(_("From the day after it the child comes again."), soft=True, wrap=True))
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.last_field = self.form.add("ends_on", _("To"), DateField(max(desk.today(), pause.starts_on)))
        self.add_buttons(_("Save"), self.do)
        keep_draft(self, desk, pause.id, {"form": self.form})

    def take(self, sure: bool) -> None:
        self._desk.write(
            pauses.end_pause,
            self._pause.id,
            self.last_field.needed(),
            today=self._desk.today(),
            even_if_locked=sure,
        )


class RemovePauseDialog(_LockedAware):
    """Days away that were recorded by mistake."""

    def __init__(self, parent: QWidget, desk: Desk, row: ChildRow, pause: PauseRow) -> None:
        super().__init__(
            parent, _("{name}: take the {kind} back").format(name=row.name, kind=pause.kind.label), 440
        )
        self._desk, self._pause = desk, pause
        self.body.addWidget(
            label(_("It counts as if it had never been recorded. Only for a mistake."), wrap=True)
        )
        self.add_buttons(_("Take back"), self.do)

    def take(self, sure: bool) -> None:
        self._desk.write(pauses.remove_pause, self._pause.id, today=self._desk.today(), even_if_locked=sure)
