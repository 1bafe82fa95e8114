"""What a paper is made for: the inputs it asks for, and what was chosen for it last."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

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
_YEARS_BACK, _YEARS_AHEAD = 10, 1

Named = tuple[int, str]


@dataclass(frozen=True, slots=True)
class _Last:
    """What was chosen for a paper; a period holds for the day it was chosen on, or an old month would be printed."""

    chosen_on: date
    day: date
    month: Month
    year: int
    class_id: int | None = None
    child_id: int | None = field(default=None)  # never written down
    staff_id: int | None = field(default=None)  # nor this


class PaperChoice(QWidget):
    """Day, month, year, class, child and person, those a paper asks for; remembered for each paper."""

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
        self.year_combo = Combo[int]()
        self.class_combo = Combo[int | None]()
        self.child_combo = Combo[int | None]()
        self.person_combo = Combo[int | None]()
        for combo in (
            self.month_combo,
            self.year_combo,
            self.class_combo,
            self.child_combo,
            self.person_combo,
        ):
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
            Asks.YEAR: _part(
                _("Year"), self.year_combo, _("Previous year"), _("Next year"), lambda n: self._step_year(n)
            ),
            Asks.CLASS: _part(_("Class"), self.class_combo),
            Asks.CHILD: _part(_("Child"), self.child_combo),
            Asks.PERSON: _part(_("Member of staff"), self.person_combo),
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
        self._fill_years(last.year)
        self._is_filling = False
        self._last[item.code] = last

    def propose(self, code: str, where: Mapping[str, Any], today: date) -> None:
        """What a paper is to be made for when it is shown next: its `day`, `year` or `staff_id`."""
        last = self._last.get(code) or _stored(code, today)
        known = {name: where[name] for name in ("day", "year", "staff_id") if name in where}
        self._last[code] = replace(last, **known)

    def offer(self, groups: Sequence[Named], children: Sequence[Named], people: Sequence[Named] = ()) -> None:
        """The classes, children and staff there are in the time chosen; who is gone falls back to all."""
        assert self._item is not None
        last = self._last[self._item.code]
        self._is_filling = True
        self.class_combo.fill([(None, _("All classes")), *groups])
        self.child_combo.fill(children or [(None, _("No child on the books"))])
        self.person_combo.fill(people or [(None, _("No member of staff"))])
        if last.class_id in {None, *(class_id for class_id, _name in groups)}:
            self.class_combo.choose(last.class_id)
        if last.child_id in {child_id for child_id, _name in children}:
            self.child_combo.choose(last.child_id)
        if last.staff_id in {staff_id for staff_id, _name in people}:
            self.person_combo.choose(last.staff_id)
        self._is_filling = False

    def choice(self) -> Choice:
        """What is chosen; a month's paper stands as of today."""
        asks = self._item.asks if self._item else ()
        day = self._day() if Asks.DAY in asks else self._today
        month = self.month_combo.value() if Asks.MONTH in asks else Month.of(day)
        return Choice(
            day,
            self.year_combo.value() if Asks.YEAR in asks else month.year,
            month.month,
            self.class_combo.value() if Asks.CLASS in asks else None,
            self.child_combo.value() if Asks.CHILD in asks else None,
            self.person_combo.value() if Asks.PERSON in asks else None,
        )

    def period_begins(self) -> date:
        """The first day of what is chosen: classes and children are those of that day."""
        return self.period()[0]

    def period(self) -> tuple[date, date]:
        """The first and the last day of what is chosen."""
        asks = self._item.asks if self._item else ()
        if Asks.MONTH in asks:
            month = self.month_combo.value()
            return month.first, month.last
        if Asks.YEAR in asks:
            year = self.year_combo.value()
            return date(year, 1, 1), date(year, 12, 31)
        return self._day(), self._day()

    def words(self) -> tuple[str, ...]:
        """Class, child and person by name, for the name of a file."""
        asks = self._item.asks if self._item else ()
        shown = (
            (Asks.CLASS, self.class_combo),
            (Asks.CHILD, self.child_combo),
            (Asks.PERSON, self.person_combo),
        )
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

    def _fill_years(self, chosen: int) -> None:
        now = self._today.year
        years = {chosen, *range(now - _YEARS_BACK, now + _YEARS_AHEAD + 1)}
        self.year_combo.fill(
            (year, _("{year} (year)").format(year=year)) for year in sorted(years, reverse=True)
        )
        self.year_combo.choose(chosen)

    def _step_day(self, steps: int) -> None:
        self.day_edit.set_day(self._day() + timedelta(days=steps))
        self._on_day()

    def _step_month(self, steps: int) -> None:
        self._is_filling = True
        self._fill_months(self.month_combo.value().plus(steps))
        self._is_filling = False
        self._on_changed()

    def _step_year(self, steps: int) -> None:
        self._is_filling = True
        self._fill_years(self.year_combo.value() + steps)
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
            self.year_combo.value(),
            self.class_combo.value(),
            self.child_combo.value(),
            self.person_combo.value(),
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
    day, month, year = today, Month.of(today), today.year
    class_id = str(settings.value(f"papers/{code}/class", ""))
    if settings.value(f"papers/{code}/chosen_on", "") == today.isoformat():
        try:
            day = date.fromisoformat(str(settings.value(f"papers/{code}/day", "")))
            month = Month.parse(str(settings.value(f"papers/{code}/month", "")))
            year = int(str(settings.value(f"papers/{code}/year", "")))
        except (ValueError, UserError):
            day, month, year = today, Month.of(today), today.year
    return _Last(today, day, month, year, int(class_id) if class_id.isdigit() else None)


def _store(code: str, last: _Last) -> None:
    """On this machine; whose paper it was is nobody's business."""
    settings = QSettings()
    settings.setValue(f"papers/{code}/class", "" if last.class_id is None else str(last.class_id))
    settings.setValue(f"papers/{code}/chosen_on", last.chosen_on.isoformat())
    settings.setValue(f"papers/{code}/day", last.day.isoformat())
    settings.setValue(f"papers/{code}/month", str(last.month))
    settings.setValue(f"papers/{code}/year", str(last.year))
