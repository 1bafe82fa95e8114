"""The classes an import will make: their type and size can be set right before."""

from collections import Counter
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.people import ClassKind
from centerdesk.domain.staffing import class_norm
from centerdesk.services.roster_classes import NewClass
from centerdesk.services.roster_import import RosterPreview, replace_class
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Elided, Pill, clear, column, label
from centerdesk.ui.widgets.fields import Combo, Spin


class NewClasses(QWidget):
    """A line a class, with its type and how many children it has room for."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.kinds: dict[str, Combo[ClassKind]] = {}
        self.sizes: dict[str, Spin] = {}
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(px(12))
        self._lines.setVerticalSpacing(px(8))
        self._lines.setColumnMinimumWidth(0, px(120))
        self._lines.setColumnStretch(5, 1)
        whole = column(self._lines, None)
        whole.setContentsMargins(0, px(12), px(12), 0)
        self.setLayout(whole)

    def show_classes(self, preview: RosterPreview, after: QWidget) -> None:
        """Show the classes that will be made; Tab reaches them from another widget."""
        clear(self._lines)
        self.kinds, self.sizes = {}, {}
        children = Counter(row.class_name for row in preview.rows if not row.refusals)
        heads = (_("Class"), _("Class type"), _("Capacity"), _("Children"))
        for place, words in enumerate(heads):
            self._lines.addWidget(label(words, 12, soft=True), 0, place)
        for line, each in enumerate(preview.new_classes, 1):
            self._put(line, each, children[each.name])
        parts = [part for name in self.kinds for part in (self.kinds[name], self.sizes[name])]
        for one, other in pairwise([after, *parts]):
            self.setTabOrder(one, other)

    def put_into(self, preview: RosterPreview) -> RosterPreview:
        """The preview with the classes as they stand here."""
        for each in preview.new_classes:
            kind, size = self.kinds[each.name].value(), self.sizes[each.name].value()
            if (kind, size) != (each.kind, each.capacity):
                preview = replace_class(preview, each.name, kind, size)
        return preview

    def _put(self, line: int, each: NewClass, children: int) -> None:
        kind = Combo[ClassKind]((kind, kind.label) for kind in ClassKind)
        kind.choose(each.kind)
        kind.setAccessibleName(_("{group}: class type").format(group=each.name))
        size = Spin(1, 99, each.capacity)
        size.setFixedWidth(px(80))
        size.setAccessibleName(_("{group}: capacity").format(group=each.name))
        full_pill, guess_pill = Pill(), Pill(_("Type guessed by the ages") if each.guessed else "", Tone.INFO)
        self.kinds[each.name], self.sizes[each.name] = kind, size
        for place, part in enumerate((Elided(each.name, bold=True), kind, size, label(str(children)))):
            self._lines.addWidget(part, line, place)
        self._lines.addWidget(guess_pill, line, 4, Qt.AlignmentFlag.AlignLeft)
        self._lines.addWidget(full_pill, line, 5, Qt.AlignmentFlag.AlignLeft)

        def mark() -> None:
            is_full = children > size.value()
            full_pill.say(_("More children than places") if is_full else "", Tone.WARN)

        def on_kind() -> None:
            guess_pill.say("", Tone.INFO)
            size.setValue(class_norm(kind.value(), self._today).capacity)
            self.changed.emit()

        def on_size() -> None:
            mark()
            self.changed.emit()

        kind.currentIndexChanged.connect(on_kind)
        size.valueChanged.connect(on_size)
        mark()
