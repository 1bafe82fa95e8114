"""Who takes part in a training: a list to tick by keyboard, with each person's own hours, certificate and result."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.domain.people import Post
from centerdesk.domain.training import parse_hours
from centerdesk.services.staff import StaffRow
from centerdesk.services.training import Attendee
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Elided, button, column, label, row
from centerdesk.ui.widgets.fields import Combo, SearchEdit
from centerdesk.ui.widgets.form import Form
from centerdesk.ui.widgets.table import Look
from centerdesk.ui.widgets.table_view import TableView


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of somebody at a training; hours as typed, empty: those of the training."""

    ticked: bool = False
    hours: str = ""
    certificate: str = ""
    assessment: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    person: StaffRow
    told: _Told


_NOTHING = _Told()
_COLUMNS = (
    Column(N_("Takes part"), lambda line: line.told.ticked, 10, Align.CENTRE),
    Column(N_("Name"), lambda line: line.person.distinct_name, 26, sort=lambda line: line.person.name_key),
    Column(N_("Post"), lambda line: line.person.posts_text, 26),
    Column(N_("Own hours"), lambda line: line.told.hours, 14, Align.RIGHT),
    Column(N_("Number of the certificate"), lambda line: line.told.certificate, 30),
    Column(N_("Result of the assessment"), lambda line: line.told.assessment, 20),
)


class AttendeePicker(QWidget):
    """Space ticks, arrows move; what is typed under the list belongs to the person it stands on."""

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[int, _Told] = {}
        self._people: list[StaffRow] = []
        self._day = date.min
        self._is_showing = False
        self.filter_edit = SearchEdit(_("Name or initials"), _("Name or initials"))
        self.filter_edit.setMinimumWidth(px(90))
        self.filter_edit.textChanged.connect(self._sift)
        self.post_combo = Combo[Post | None]([(None, _("All posts")), *((each, each.label) for each in Post)])
        self.post_combo.setAccessibleName(_("Post"))
        self.post_combo.currentIndexChanged.connect(self._sift)
        self.all_button = button(_("Tick all"), lambda: self._tick(self._shown(), True), icon="check")
        self.none_button = button(_("Tick none"), lambda: self._tick(self._shown(), False))
        self.table = TableView(
            _COLUMNS,
            lambda line: line.person.id,
            {"Takes part": lambda line: Look(pill=Tone.OK) if line.told.ticked else Look()},
            takes_keys={Qt.Key.Key_Space},
        )
        self.table.setAccessibleName(_("Attendees: Space ticks, arrows move"))
        self.table.setProperty("card", True)
        self.table.set_widths(
            {
                "Takes part": 56,
                "Post": 88,
                "Own hours": 76,
                "Number of the certificate": 96,
                "Result of the assessment": 84,
            },
            stretch="Name",
        )
        self.table.key_pressed.connect(lambda _key, _text: self._on_space())
        self.table.clicked.connect(self._on_clicked)
        self.table.chosen.connect(lambda _line: self._show_details())
        self.count_label = label("", 12, soft=True)
        self.setLayout(self._made())
        self._show_details()

    def _made(self) -> QVBoxLayout:
        self.who_label = Elided(bold=True)
        self.who_label.setFixedHeight(px(24))
        self.details = Form(columns=3)
        self.hours_edit = self.details.add("attendees", _("Own hours"), QLineEdit())
        self.hours_edit.setPlaceholderText(_("as the training"))
        self.certificate_edit = self.details.add("certificate", _("Number of the certificate"), QLineEdit())
        self.assessment_edit = self.details.add("assessment", _("Result of the assessment"), QLineEdit())
        for edit, most in ((self.hours_edit, 8), (self.certificate_edit, 60), (self.assessment_edit, 60)):
            edit.setMaxLength(most)
            edit.textEdited.connect(self._on_typed)
        layout = column(
            row(self.filter_edit, self.post_combo, self.all_button, self.none_button),
            self.table,
            row(label(_("Space ticks, arrows move"), 12, soft=True), None, self.count_label),
            self.who_label,
            self.details,
            gap=6,
        )
        layout.setStretch(1, 1)
        self.table.setMinimumHeight(px(120))
        return layout

    def show_people(self, people: Sequence[StaffRow], day: date) -> None:
        """Offer who works here on a day; who is ticked stays, also if not here on it."""
        self._people, self._day = list(people), day
        self._show()
        self._mark_first()

    def tick(self, attendees: Iterable[Attendee]) -> None:
        """Tick these, with what is told of them."""
        for each in attendees:
            hours = "" if each.hours is None else str(each.hours)
            self._told[each.staff_id] = _Told(True, hours, each.certificate, each.assessment)
        self._show()
        if len(self._told) == 1:
            self.table.go_to(*self._told)

    def attendees(self) -> list[Attendee]:
        """Who is ticked; UserError at the person whose hours are none."""
        found = []
        for line in self.table.model_.rows:
            told = line.told
            if not told.ticked:
                continue
            try:
                hours = parse_hours(told.hours, "attendees") if told.hours.strip() else None
            except UserError:
                self.table.go_to(line.person.id)
                raise
            found.append(Attendee(line.person.id, hours, told.certificate, told.assessment))
        return found

    def content(self) -> list[list[Any]]:
        """Who is ticked and what is told, as plain values to be kept."""
        return [
            [staff_id, told.ticked, told.hours, told.certificate, told.assessment]
            for staff_id, told in sorted(self._told.items())
        ]

    def restore(self, content: Iterable[Sequence[Any]]) -> None:
        """Show what was kept."""
        self._told = {staff_id: _Told(*told) for staff_id, *told in content}
        self._show()

    def _show(self) -> None:
        lines = [
            _Line(person, self._told.get(person.id, _NOTHING))
            for person in self._people
            if self._is_here(person) or self._told.get(person.id, _NOTHING).ticked
        ]
        self.table.set_rows(lines)
        ticked = sum(line.told.ticked for line in lines)
        self.count_label.setText(_("{n} of {all} ticked").format(n=ticked, all=len(lines)))
        self._show_details()

    def _is_here(self, person: StaffRow) -> bool:
        return person.hired_on <= self._day and (person.left_on is None or self._day <= person.left_on)

    def _sift(self) -> None:
        typed, post = self.filter_edit.text().strip().lower(), self.post_combo.value()
        self.table.proxy.keep(
            lambda line: (
                (post is None or post in line.person.posts)
                and typed in f"{line.person.name} {line.person.name_search}".lower()
            )
        )
        self._mark_first()

    def _mark_first(self) -> None:
        """The first one where nobody is marked, so that Space means somebody."""
        if self.table.proxy.rowCount() and not self.table.selectionModel().hasSelection():
            self.table.go_to_place(0)

    def _shown(self) -> list[int]:
        proxy = self.table.proxy
        return [proxy.row_at(place).person.id for place in range(proxy.rowCount())]

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._on_space()

    def _on_space(self) -> None:
        """Tick those marked in the list, or take their ticks when all have one."""
        places = {index.row() for index in self.table.selectionModel().selectedIndexes()}
        lines = [self.table.proxy.row_at(place) for place in sorted(places)]
        self._tick([line.person.id for line in lines], not all(line.told.ticked for line in lines))

    def _tick(self, staff_ids: Sequence[int], ticked: bool) -> None:
        for staff_id in staff_ids:
            self._told[staff_id] = replace(self._told.get(staff_id, _NOTHING), ticked=ticked)
        self._show()

    def _on_typed(self) -> None:
        """What is told of somebody ticks the person."""
        line = self.table.current()
        if line and not self._is_showing:
            self._told[line.person.id] = _Told(
                True, self.hours_edit.text(), self.certificate_edit.text(), self.assessment_edit.text()
            )
            self._show()

    def _show_details(self) -> None:
        line = self.table.current()
        told = line.told if line else _NOTHING
        self.who_label.setText(line.person.distinct_name if line else "")
        for edit, text in (
            (self.hours_edit, told.hours),
            (self.certificate_edit, told.certificate),
            (self.assessment_edit, told.assessment),
        ):
            edit.setEnabled(line is not None)
            if edit.text() != text:
                edit.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # From an input under the list the arrows go to the next person, and one types on.
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        place = self.table.currentIndex().row() + steps
        if (
            steps
            and self.details.isAncestorOf(self.focusWidget())
            and 0 <= place < self.table.proxy.rowCount()
        ):
            self.table.go_to_place(place)
        else:
            super().keyPressEvent(event)
