"""What a paper is made for: the inputs it asks for, and what was chosen for it last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.domain.calendar import Month
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import Flow, icon_button, label, row
from centerdesk.ui.widgets.fields import Combo, DateField

_MONTHS_BACK, _MONTHS_AHEAD = 36, 3

Named = tuple[int, str]


@dataclass(frozen=True, slots=True)
class _Last:
    """What was chosen for a paper; a period holds for the day it was chosen on, or an old month would be printed."""

    chosen_on: date
    day: date
    month: Month
    class_id: int | None = None
    child_id: int | None = field(default=None)  # never written down


class PaperChoice(QWidget):
    """Day, month, class and child, those a paper asks for; remembered for each paper."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._item: Report | None = None
        self._today = date.min
        self._last: dict[str, _Last] = {}
        self._is_filling = False
        self.day_edit = DateField()
        self.day_edit.setFixedWidth(px(136))
        self.day_edit.editingFinished.connect(self._on_day)
        self.day_edit.picked.connect(lambda _day: self._on_day())
        self.month_combo = Combo[Month]()
        self.class_combo = Combo[int | None]()
        self.child_combo = Combo[int | None]()
        for combo in (self.month_combo, self.class_combo, self.child_combo):
            combo.setSizeAdjustPolicy(combo.SizeAdjustPolicy.AdjustToContents)
            combo.setMinimumWidth(px(136))
            combo.currentIndexChanged.connect(self._on_changed)
        self._parts = {
            Asks.DAY: _part(
                _("Day"), self.day_edit, _("Previous day"), _("Next day"), lambda n: self._step_day(n)
            ),
            Asks.MONTH: _part(
                _("Month"),
                self.month_combo,
                _("Previous month"),
                _("Next month"),
                lambda n: self._step_month(n),
            ),
            Asks.CLASS: _part(_("Class"), self.class_combo),
            Asks.CHILD: _part(_("Child"), self.child_combo),
        }
        flow = Flow(16)
        self.setLayout(flow)
        for part in self._parts.values():
            flow.addWidget(part)

    def show_item(self, item: Report, today: date) -> None:
        """Ask for what this paper asks for, as it was chosen last."""
        self._item, self._today = item, today
        last = self._last.get(item.code) or _stored(item.code, today)
        self._is_filling = True
        for asks, part in self._parts.items():
            part.setVisible(asks in item.asks)
        self.day_edit.set_day(last.day)
        self._fill_months(last.month)
        self._is_filling = False
        self._last[item.code] = last

    def offer(self, groups: Sequence[Named], children: Sequence[Named]) -> None:
        """The classes and children there are in the time chosen; who is gone falls back to all."""
        assert self._item is not None
        last = self._last[self._item.code]
        self._is_filling = True
        self.class_combo.fill([(None, _("All classes")), *groups])
        self.child_combo.fill(children or [(None, _("No child on the books"))])
        if last.class_id in {None, *(class_id for class_id, _name in groups)}:
            self.class_combo.choose(last.class_id)
        if last.child_id in {child_id for child_id, _name in children}:
            self.child_combo.choose(last.child_id)
        self._is_filling = False

    def choice(self) -> Choice:
        """What is chosen; a month's paper stands as of today."""
        asks = self._item.asks if self._item else ()
        day = self._day() if Asks.DAY in asks else self._today
        month = self.month_combo.value() if Asks.MONTH in asks else Month.of(day)
        return Choice(
            day,
            month.year,
            month.month,
            self.class_combo.value() if Asks.CLASS in asks else None,
            self.child_combo.value() if Asks.CHILD in asks else None,
        )

    def period_begins(self) -> date:
        """The first day of what is chosen: classes and children are those of that day."""
        asks = self._item.asks if self._item else ()
        return self.month_combo.value().first if Asks.MONTH in asks else self._day()

    def words(self) -> tuple[str, ...]:
        """Class and child by name, for the name of a file."""
        asks = self._item.asks if self._item else ()
        shown = ((Asks.CLASS, self.class_combo), (Asks.CHILD, self.child_combo))
        return tuple(combo.currentText() for kind, combo in shown if kind in asks)

    def new_day(self, today: date) -> None:
        """Midnight: what stood on today stands on the new today."""
        self._last = {
            code: replace(last, chosen_on=today, day=today if last.day == self._today else last.day)
            for code, last in self._last.items()
        }
        self._today = today

    def _day(self) -> date:
        try:
            return self.day_edit.day() or self._today
        except UserError:
            return self._today

    def _fill_months(self, chosen: Month) -> None:
        now = Month.of(self._today)
        months = [now.plus(-back) for back in range(-_MONTHS_AHEAD, _MONTHS_BACK + 1)]
        if chosen not in months:
            months = sorted([*months, chosen], reverse=True)
        self.month_combo.fill((month, formats.long_month(month.year, month.month)) for month in months)
        self.month_combo.choose(chosen)

    def _step_day(self, steps: int) -> None:
        self.day_edit.set_day(self._day() + timedelta(days=steps))
        self._on_day()

    def _step_month(self, steps: int) -> None:
        self._is_filling = True
        self._fill_months(self.month_combo.value().plus(steps))
        self._is_filling = False
        self._on_changed()

    def _on_day(self) -> None:
        if self._item and self._day() != self._last[self._item.code].day:
            self.day_edit.set_day(self._day())
            self._on_changed()

    def _on_changed(self) -> None:
        if self._is_filling or self._item is None:
            return
        last = _Last(
            self._today,
            self._day(),
            self.month_combo.value(),
            self.class_combo.value(),
            self.child_combo.value(),
        )
        self._last[self._item.code] = last
        _store(self._item.code, last)
        self.changed.emit()


def _part(
    words: str,
    field: QWidget,
    before: str = "",
    after: str = "",
    step: Callable[[int], object] | None = None,
) -> QWidget:
    """Words, an input, and where it has an order the way to its neighbours."""
    field.setAccessibleName(words)
    buttons: list[QToolButton] = []
    if step:
        buttons = [
            icon_button("chevron-left", before, lambda: step(-1)),
            icon_button("chevron-right", after, lambda: step(1)),
        ]
    made = QWidget()
    name = label(words, soft=True)
    name.setBuddy(field)
    layout = row(name, 6, *buttons[:1], field, *buttons[1:], gap=2)
    made.setLayout(layout)
    return made


def _stored(code: str, today: date) -> _Last:
    settings = QSettings()
    day, month = today, Month.of(today)
    class_id = str(settings.value(f"papers/{code}/class", ""))
    if settings.value(f"papers/{code}/chosen_on", "") == today.isoformat():
        try:
            day = date.fromisoformat(str(settings.value(f"papers/{code}/day", "")))
            month = Month.parse(str(settings.value(f"papers/{code}/month", "")))
        except (ValueError, UserError):
            day, month = today, Month.of(today)
    return _Last(today, day, month, int(class_id) if class_id.isdigit() else None)


def _store(code: str, last: _Last) -> None:
    """On this machine; whose paper it was is nobody's business."""
    settings = QSettings()
    settings.setValue(f"papers/{code}/class", "" if last.class_id is None else str(last.class_id))
    settings.setValue(f"papers/{code}/chosen_on", last.chosen_on.isoformat())
    settings.setValue(f"papers/{code}/day", last.day.isoformat())
    settings.setValue(f"papers/{code}/month", str(last.month))
