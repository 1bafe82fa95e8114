"""Children recorded twice: pairs side by side, which one to keep, and made one."""

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QStackedWidget, QWidget

from centerdesk.base.i18n import _
from centerdesk.services import duplicates
from centerdesk.services.duplicates import PAIR_COLUMNS, PairRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import card, clear, column, label, scrolled
from centerdesk.ui.widgets.empty import EmptyState
from centerdesk.ui.widgets.table_view import TableView

_WIDTHS = {"Name": 90, "Birth date": 110, "Second name": 90, "Second birth date": 110}


class DuplicatesDialog(Dialog):
    """The pairs that were found, and the two records of the chosen one."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("Children recorded twice"), 820)
        self._desk = desk
        self.body.addWidget(
            label(
                _(
                    "Everything of the other record goes over to the one that is kept, and empty fields are filled. "
                    "Ctrl+Z takes it back."
                ),
                soft=True,
                wrap=True,
            )
        )
        self.table = TableView(PAIR_COLUMNS, lambda pair: (pair.first.child.id, pair.second.child.id))
        self.table.setAccessibleName(_("Pairs of records"))
        self.table.set_widths(_WIDTHS, stretch="Why")
        self.table.setFixedHeight(px(148))
        self.table.chosen.connect(self._show_pair)
        self.first_radio: QRadioButton
        self.second_radio: QRadioButton
        self._keep = QButtonGroup(self)
        self._sides = QGridLayout()
        self._sides.setHorizontalSpacing(px(16))
        self._sides.setVerticalSpacing(px(4))
        self._sides.setColumnStretch(1, 1)
        self._sides.setColumnStretch(2, 1)
        inside = QWidget()
        inside.setLayout(column(self._sides, None))
        area = scrolled(inside)
        area.setMinimumHeight(px(140))
        pairs = QWidget()
        both = column(card(column(self.table), (1, 1, 1, 1)), area, gap=12)
        both.setStretch(1, 1)
        pairs.setLayout(both)
        self.stack = QStackedWidget()
        self.stack.addWidget(pairs)
        self.stack.addWidget(
            EmptyState(
                "users",
                _("No child is recorded twice"),
                _("Names, birth dates and phones were compared, those who have left among them."),
            )
        )
        self.body.addWidget(self.stack, 1)
        self.merge_button = self.add_buttons(_("Merge"), self._on_merge, _("Close"))
        self._read()
        room = self.screen().availableGeometry()
        self.resize(min(px(860), room.width() - 40), min(px(720), room.height() - 60))

    def _read(self) -> None:
        pairs = self._desk.read(duplicates.find_duplicates, self._desk.today())
        self.table.set_rows(pairs)
        self.stack.setCurrentIndex(0 if pairs else 1)
        self.merge_button.setEnabled(bool(pairs))
        if pairs:
            self.table.go_to_place(0)
            self._show_pair(self.table.current())

    def _show_pair(self, pair: PairRow | None) -> None:
        """Both records line by line; what differs stands out in bold."""
        clear(self._sides)
        if pair is None:
            return
        self.first_radio, self.second_radio = (
            QRadioButton(_("Keep this one")),
            QRadioButton(_("Keep this one")),
        )
        for place, (radio, side) in enumerate(
            ((self.first_radio, pair.first), (self.second_radio, pair.second)), 1
        ):
            name = _("Keep the record of {name} with {n} days of attendance")
            radio.setAccessibleName(name.format(name=side.child.name, n=side.marks))
            self._keep.addButton(radio)
            self._sides.addWidget(radio, 0, place)
        self.first_radio.setChecked(True)
        lines = zip(pair.first.facts, pair.second.facts, strict=True)
        for line, ((title, one), (_title, other)) in enumerate(lines, 1):
            self._sides.addWidget(label(title, 12, soft=True), line, 0)
            for place, words in ((1, one), (2, other)):
                shown = label(words or "—", 14, bold=one != other, wrap=True)
                if one != other:
                    shown.setStyleSheet(f"color: {Tone.WARN.value[0]}; font-size: {px(14)}px;")
                shown.setAccessibleName(f"{title}: {words}")
                self._sides.addWidget(shown, line, place)

    def _on_merge(self) -> None:
        pair: PairRow | None = self.table.current()
        if pair is None:
            return
        keep, drop = pair.first.child, pair.second.child
        if self.second_radio.isChecked():
            keep, drop = drop, keep
        self._desk.write(duplicates.merge, keep.id, drop.id, today=self._desk.today())
        self._read()
        self.messages.say(
            _("Merged into one record: {name}. Ctrl+Z in the window takes it back.").format(name=keep.name),
            Tone.OK,
        )
