"""The rota of one person: the week from a day on, and one day that differs from it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.domain.people import Half
from centerdesk.services import classes, rota
from centerdesk.services.rota import Shift, WeekRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import button, label
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form, content_of, restore_to

_WEEKDAYS = {1: N_("Mon"), 2: N_("Tue"), 3: N_("Wed"), 4: N_("Thu"), 5: N_("Fri")}
ClassCombo = Combo[int | None]


class RotaWeekDialog(Dialog):
    """A class for each half of Monday to Friday, from a day on."""

    def __init__(self, parent: QWidget, desk: Desk, person: WeekRow) -> None:
        super().__init__(parent, _("{name}: weekly rota").format(name=person.name), 560)
        self._desk, self._person = desk, person
        self.form = Form()
        self.from_field = self.form.add("valid_from", _("In force from"), DateField(person.begins))
        self.body.addWidget(self.form)
        self.grid = WeekGrid(desk, person.begins, desk.read(rota.week_of, person.staff_id, person.begins))
        self.body.addWidget(self.grid)
        self.next_label = label("", wrap=True)
        self.body.addWidget(self.next_label)
        self.body.addWidget(
            label(
                _(
                    "It holds until another one begins, or a post in another class. On make-up workdays at the "
                    "weekend everybody is with the class of the post."
                ),
                12,
                soft=True,
                wrap=True,
            )
        )
        self.body.addStretch(1)
        self.same_button = button(_("All days as on Monday"), self.grid.all_as_monday, icon="copy")
        self.foot.insertWidget(0, self.same_button)
        self.add_buttons(_("Save"), self._on_save)
        self.from_field.textChanged.connect(self._show_next)
        self._show_next()
        keep_draft(self, desk, person.staff_id, {"form": self.form, "grid": self.grid})

    def _show_next(self) -> None:
        """Another rota that begins later is not touched: it is said."""
        try:
            day = self._desk.read(rota.next_week_from, self._person.staff_id, self.from_field.needed())
        except UserError:
            day = None  # said when the form is taken
        self.next_label.setText(
            _("From {day} on another weekly rota is recorded already; it stays.").format(
                day=formats.iso_date(day)
            )
        )
        self.next_label.setVisible(day is not None)

    def _on_save(self) -> None:
        self.form.clear_errors()
        self._desk.write(rota.set_week, self._person.staff_id, self.from_field.needed(), self.grid.week())
        self.accept()


class WeekGrid(QWidget):
    """A line for each weekday, a class for each half of it."""

    def __init__(self, desk: Desk, day: date, week: Mapping[int, Shift]) -> None:
        super().__init__()
        choices = _choices(desk, day, (each for shift in week.values() for each in shift))
        self.combos: dict[int, tuple[ClassCombo, ClassCombo]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(6))
        for place, half in enumerate(Half, 1):
            grid.addWidget(label(half.label, 12, soft=True), 0, place)
            grid.setColumnStretch(place, 1)
        for weekday, title in _WEEKDAYS.items():
            grid.addWidget(label(_(title)), weekday, 0)
            made = ClassCombo(choices), ClassCombo(choices)
            for place, (combo, half, class_id) in enumerate(zip(made, Half, week[weekday], strict=True), 1):
                combo.choose(class_id)
                combo.setAccessibleName(_("{weekday}, {half}").format(weekday=_(title), half=half.label))
                grid.addWidget(combo, weekday, place)
            self.combos[weekday] = made

    def week(self) -> dict[int, Shift]:
        """What is chosen."""
        return {
            weekday: (morning.value(), afternoon.value())
            for weekday, (morning, afternoon) in self.combos.items()
        }

    def all_as_monday(self) -> None:
        """Each day like the first."""
        for combos in self.combos.values():
            for combo, first in zip(combos, self.combos[1], strict=True):
                combo.choose(first.value())

    def content(self) -> list[Any]:
        """What is chosen, as plain values to be kept."""
        return [[content_of(combo) for combo in combos] for combos in self.combos.values()]

    def restore(self, content: list[Any]) -> None:
        """Show what was kept."""
        for combos, kept in zip(self.combos.values(), content, strict=True):
            for combo, value in zip(combos, kept, strict=True):
                restore_to(combo, value)


class RotaDayDialog(Dialog):
    """One day on which somebody is with another class than the rota says, or not on duty."""

    def __init__(self, parent: QWidget, desk: Desk, person: WeekRow, day: date) -> None:
        super().__init__(parent, _("{name}: change of one day").format(name=person.name), 560)
        self._desk, self._person = desk, person
        self.form = Form(columns=2)
        self.day_field = self.form.add("day", _("Day"), DateField(day), whole_line=True)
        choices = _choices(desk, day, desk.read(rota.day_of, person.staff_id, day).shift)
        self.morning_combo = self.form.add("morning", _("Morning"), ClassCombo(choices))
        self.afternoon_combo = self.form.add("afternoon", _("Afternoon"), ClassCombo(choices))
        self.note_edit = self.form.add("note", _("Note"), QLineEdit(), whole_line=True)
        self.note_edit.setMaxLength(100)
        self.body.addWidget(self.form)
        self.state_label = label("", 12, soft=True, wrap=True)
        self.body.addWidget(self.state_label)
        self.body.addStretch(1)
        self.clear_button = button(_("Back to the weekly rota"), self._on_clear, icon="undo")
        self.foot.insertWidget(0, self.clear_button)
        self.add_buttons(_("Save"), self._on_save)
        self.day_field.textChanged.connect(self._show_day)
        self._show_day()
        keep_draft(self, desk, person.staff_id, {"form": self.form})

    def _show_day(self) -> None:
        """Where the person is on the day that is typed, as soon as it is one."""
        try:
            day = self.day_field.needed()
            found = self._desk.read(rota.day_of, self._person.staff_id, day)
        except UserError:
            self.clear_button.setEnabled(False)
            self.state_label.clear()
            return  # said when the form is taken
        choices = _choices(self._desk, day, found.shift)
        for combo, class_id in zip((self.morning_combo, self.afternoon_combo), found.shift, strict=True):
            combo.fill(choices)
            combo.choose(class_id)
        self.note_edit.setText(found.note)
        self.clear_button.setEnabled(found.changed)
        told = (
            _("{day} differs from the weekly rota.") if found.changed else _("{day} is by the weekly rota.")
        )
        self.state_label.setText(told.format(day=f"{formats.long_date(day)} {formats.weekday(day)}"))

    def _on_clear(self) -> None:
        self._desk.write(rota.clear_day, self._person.staff_id, self.day_field.needed())
        self.accept()

    def _on_save(self) -> None:
        self.form.clear_errors()
        self._desk.write(
            rota.set_day,
            self._person.staff_id,
            self.day_field.needed(),
            self.morning_combo.value(),
            self.afternoon_combo.value(),
            self.note_edit.text(),
        )
        self.accept()


def _choices(desk: Desk, day: date, used: Iterable[int | None]) -> list[tuple[int | None, str]]:
    """Not on duty, the classes open on a day, and those the rota names already."""
    named = set(used)
    groups = [
        (group.id, group.name)
        for group in desk.read(classes.list_classes)
        if group.closed_on is None or group.closed_on >= day or group.id in named
    ]
    return [(None, _("Not on duty")), *groups]
