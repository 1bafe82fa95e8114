"""The turn of the school year: what is proposed for each child, changed where need be, done in one step."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.domain.school_year import Advice, next_turn
from centerdesk.services import capacity, centre, classes, school_year
from centerdesk.services.classes import ClassRow
from centerdesk.services.school_year import Choice, ProposalRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Elided, Pill, clear, column, label, rule, scrolled
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form

_LEAVES = 0  # no class has this number
_TONES = {
    Advice.STAYS: Tone.MUTE,
    Advice.MOVES: Tone.INFO,
    Advice.LEAVES: Tone.OK,
    Advice.NO_CLASS: Tone.WARN,
}


class SchoolYearDialog(Dialog):
    """A line a child with the class it goes to; the sizes of the classes afterwards; one button for all of it."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("Class moves at the turn of the school year"), 860)
        self._desk = desk
        self._rows: list[ProposalRow] = []
        self._groups: list[ClassRow] = []
        self._places: int | None = None
        self.combos: dict[int, Combo[int]] = {}
        self.body.addWidget(
            label(
                _(
                    "From that day on the children stand in their new classes; who leaves has its last day in care "
                    "the day before. Nothing is written until you do it, and it is taken back as one step by Ctrl+Z."
                ),
                soft=True,
                wrap=True,
            )
        )
        self.form = Form(2)
        self.day_field = self.form.add(
            "on", _("First day in the new class"), DateField(next_turn(desk.today()))
        )
        self.day_field.editingFinished.connect(self._on_day)
        self.day_field.picked.connect(lambda _day: self._on_day())
        self.body.addWidget(self.form)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(px(12))
        self._lines.setVerticalSpacing(px(4))
        self._lines.setColumnMinimumWidth(0, px(130))
        self._lines.setColumnMinimumWidth(1, px(100))
        self._lines.setColumnMinimumWidth(2, px(80))
        self._lines.setColumnStretch(3, 1)
        self._inside = QWidget()
        inside = column(self._lines, None)
        inside.setContentsMargins(0, 0, px(12), 0)
        self._inside.setLayout(inside)
        area = scrolled(self._inside)
        area.setMinimumHeight(px(150))
        self.body.addWidget(area, 1)
        self._sizes = QGridLayout()
        self._sizes.setHorizontalSpacing(px(20))
        self._sizes.setVerticalSpacing(px(2))
        self.body.addLayout(column(rule(), label(_("Afterwards"), 14, bold=True), self._sizes, gap=6))
        self.warning_label = label("", 12, wrap=True)
        self.warning_label.setProperty("wrong", True)
        self.body.addWidget(self.warning_label)
        self.do_button = self.add_buttons(_("Do it all at once"), self._on_do)
        self.day_field.setFocus()
        self._shown_for = self.day_field.needed()
        self._read()
        keep_draft(self, desk, None, {"choices": self})
        room = self.screen().availableGeometry()
        self.resize(min(px(900), room.width() - 40), min(px(720), room.height() - 60))

    def choices(self) -> list[Choice]:
        """What is to be done with each child, as it stands in the lines."""
        return [Choice(child_id, combo.value() or None) for child_id, combo in self.combos.items()]

    def content(self) -> dict[str, Any]:
        """What was chosen, as plain values to be kept."""
        chosen = {str(child_id): combo.value() for child_id, combo in self.combos.items()}
        return {"on": self._shown_for.isoformat(), "choices": chosen}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Show what was kept; a child that has left since, and a class that was closed, are left out."""
        self._shown_for = date.fromisoformat(content["on"])
        self.day_field.set_day(self._shown_for)
        self._read()
        for child_id, class_id in content["choices"].items():
            combo = self.combos.get(int(child_id))
            if combo and class_id in combo._values:
                combo.choose(class_id)

    def _on_day(self) -> None:
        day = self.day_field.needed()
        if day != self._shown_for:
            self._shown_for = day
            self._read()

    def _read(self) -> None:
        """The proposal for the day; choices made before are left, for ages and classes are others then."""
        day = self._shown_for
        self._rows = self._desk.read(school_year.propose, day)
        self._groups = self._desk.read(classes.list_classes, on=day)
        self._places = self._desk.read(centre.about, day).places
        self._show_lines()
        self._show_sizes()

    def _show_lines(self) -> None:
        clear(self._lines)
        self.combos = {}
        line = 0
        for group_id in dict.fromkeys(each.class_id for each in self._rows):
            children = [each for each in self._rows if each.class_id == group_id]
            self._put_head(line, children)
            for each in children:
                line += 1
                self._put_child(line, each)
            line += 1
        if not self._rows:
            self._lines.addWidget(label(_("No child is in the centre on that day."), soft=True), 0, 0, 1, 5)

    def _put_head(self, line: int, children: Sequence[ProposalRow]) -> None:
        name = children[0].class_name
        words = label(_("{group}: {n} children").format(group=name, n=len(children)), 14, bold=True)
        words.setContentsMargins(0, px(8 if line else 0), 0, 0)
        self._lines.addWidget(words, line, 0, 1, 3)
        whole: Combo[int | None] = Combo([(None, _("The whole class …")), *self._targets()])
        whole.setAccessibleName(_("The whole class {group}").format(group=name))
        child_ids = [each.child_id for each in children]
        whole.currentIndexChanged.connect(lambda _place: self._on_whole(whole, child_ids))
        self._lines.addWidget(whole, line, 4)

    def _put_child(self, line: int, each: ProposalRow) -> None:
        combo = Combo[int](self._targets())
        combo.setAccessibleName(_("{name}: goes to").format(name=each.name))
        if each.to_class_id is None or each.to_class_id in combo._values:
            combo.choose(each.to_class_id or _LEAVES)
        combo.currentIndexChanged.connect(self._show_sizes)
        self.combos[each.child_id] = combo
        self._lines.addWidget(Elided(each.name), line, 0)
        self._lines.addWidget(label(formats.iso_date(each.birth_date), soft=True), line, 1)
        self._lines.addWidget(label(formats.age(each.months)), line, 2)
        self._lines.addWidget(Pill(each.advice.label, _TONES[each.advice]), line, 3)
        self._lines.addWidget(combo, line, 4)

    def _targets(self) -> list[tuple[int, str]]:
        return [*((group.id, group.name) for group in self._groups), (_LEAVES, Advice.LEAVES.label)]

    def _on_whole(self, whole: Combo[int | None], child_ids: Sequence[int]) -> None:
        target = whole.value()
        if target is None:
            return
        for child_id in child_ids:
            self.combos[child_id].choose(target)
        whole.choose(None)

    def _show_sizes(self) -> None:
        """How many children each class has afterwards, and what that exceeds."""
        clear(self._sizes)
        sizes = Counter(combo.value() for combo in self.combos.values())
        left = sizes.pop(_LEAVES, 0)
        warnings: list[str] = []
        for place, group in enumerate(self._groups):
            made = capacity.capacity_row(group, sizes[group.id], self._shown_for)
            warnings += made.warnings
            words = _("{group} {n} / {capacity}").format(
                group=group.name, n=made.enrolled, capacity=min(made.capacity, made.norm)
            )
            pill = Pill(words, Tone.WARN if made.warnings else Tone.OK if made.enrolled else Tone.MUTE)
            self._sizes.addWidget(pill, place // 5, place % 5, Qt.AlignmentFlag.AlignLeft)
        place = len(self._groups)
        pill = Pill(_("leaving {n}").format(n=left), Tone.INFO if left else Tone.MUTE)
        self._sizes.addWidget(pill, place // 5, place % 5, Qt.AlignmentFlag.AlignLeft)
        self._sizes.setColumnStretch(5, 1)
        warnings += capacity.over_places(sizes.total(), self._places)
        self.warning_label.setText("\n".join(warnings))
        self.warning_label.setVisible(bool(warnings))
        changed = any(
            (combo.value() or None) != each.class_id
            for each in self._rows
            for combo in [self.combos[each.child_id]]
        )
        self.do_button.setEnabled(changed)

    def _on_do(self) -> None:
        self._desk.write(school_year.move_all, self.day_field.needed(), self.choices())
        self.accept()
