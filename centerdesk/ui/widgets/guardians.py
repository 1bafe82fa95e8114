"""Guardians line by line: who, how to reach them, where they work, and whether they have custody."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.people import Relation
from centerdesk.services.child_fields import GuardianRow
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import button, row
from centerdesk.ui.widgets.fields import Combo
from centerdesk.ui.widgets.form import content_of, restore_to

_Line = tuple[Combo[Relation], QLineEdit, QLineEdit, QLineEdit, QCheckBox]


class GuardiansEditor(QWidget):
    """A line a guardian: relation, name, phone, workplace, custody."""

    def __init__(self, guardians: tuple[GuardianRow, ...]) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addLayout(
            row(button(_("Add a guardian"), self.add_line, icon="plus", kind="link"), None)
        )
        for guardian in guardians:
            self.add_line(guardian)
        if not guardians:
            self.add_line(GuardianRow(Relation.MOTHER, "", ""))

    def add_line(self, guardian: GuardianRow | None = None) -> None:
        """Another line, filled in or empty."""
        guardian = guardian or GuardianRow(Relation.FATHER, "", "")
        relation = Combo[Relation]((each, each.label) for each in Relation)
        relation.choose(guardian.relation)
        relation.setAccessibleName(_("Relation"))
        name, phone, work = (QLineEdit(text) for text in (guardian.name, guardian.phone, guardian.work))
        for edit, words in ((name, _("Name")), (phone, _("Phone")), (work, _("Workplace"))):
            edit.setAccessibleName(words)
            edit.setPlaceholderText(words)
        custody = QCheckBox(_("Has custody"))
        custody.setChecked(guardian.custody)
        line = QHBoxLayout()
        line.setSpacing(px(8))
        for field, share in ((relation, 0), (name, 3), (phone, 4), (work, 5), (custody, 0)):
            line.addWidget(field, share)
        self._layout.insertLayout(len(self._lines), line)
        self._lines.append((relation, name, phone, work, custody))

    def content(self) -> list[list[Any]]:
        """What stands in the lines, as plain values to be kept."""
        return [[content_of(field) for field in line] for line in self._lines]

    def restore(self, content: list[list[Any]]) -> None:
        """Show what was kept; lines that it doesn't know are emptied."""
        while len(self._lines) < len(content):
            self.add_line()
        for place, line in enumerate(self._lines):
            kept = content[place] if place < len(content) else [line[0].currentText(), "", "", "", True]
            for field, value in zip(line, kept, strict=False):  # kept by an older version: the first three
                restore_to(field, value)

    def rows(self) -> tuple[GuardianRow, ...]:
        """The lines that say something."""
        return tuple(
            GuardianRow(
                relation.value(),
                name.text().strip(),
                phone.text().strip(),
                work.text().strip(),
                custody.isChecked(),
            )
            for relation, name, phone, work, custody in self._lines
            if name.text().strip() or phone.text().strip()
        )
