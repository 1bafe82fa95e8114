"""The grid a class is taken in: its keys, and the row of buttons that does the same by mouse."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.domain.attendance import NOT_EXPECTED, Mark
from centerdesk.services.alerts import alert_words
from centerdesk.services.attendance import DayRow
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Flow, button, label
from centerdesk.ui.widgets.table import Look
from centerdesk.ui.widgets.table_view import TableView


@dataclass(frozen=True, slots=True)
class Deviation:
    """What a digit records: a mark and its reason; `asks` lets the reason be typed."""

    mark: Mark
    reason: str = ""
    asks: bool = False
    words: str = ""

    @property
    def shown(self) -> str:
        """As the legend says it: 病假·发热"""
        if self.words:
            return _(self.words)
        return f"{self.mark.label}·{_(self.reason)}" if self.reason else self.mark.label


DEVIATIONS = (
    Deviation(Mark.SICK, N_("fever")),
    Deviation(Mark.SICK, N_("cough")),
    Deviation(Mark.SICK, N_("diarrhoea or vomiting")),
    Deviation(Mark.SICK, N_("rash")),
    Deviation(Mark.SICK, asks=True, words=N_("sick leave, other")),
    Deviation(Mark.PERSONAL),
    Deviation(Mark.UNEXPLAINED, words=N_("absent, reason unknown")),
)
_TONES = {
    Mark.PRESENT: Tone.OK,
    Mark.HALF: Tone.OK,
    Mark.SICK: Tone.ALARM,
    Mark.PERSONAL: Tone.INFO,
    Mark.OBSERVATION: Tone.WARN,
    Mark.UNEXPLAINED: Tone.WARN,
}
_DIGITS = [Qt.Key.Key_0 + digit for digit in range(1, len(DEVIATIONS) + 1)]
_LETTERS = [Qt.Key(code) for code in range(Qt.Key.Key_A, Qt.Key.Key_Z + 1)]
_BACK = [Qt.Key.Key_Backspace, Qt.Key.Key_Delete]
CLASS_PLACE = 2


class AttendanceGrid(TableView):
    """Children and their states; says what a key asks for, and jumps by pinyin initials itself."""

    arrived = Signal()
    deviated = Signal(object)  # a Deviation
    taken_back = Signal()

    def __init__(self) -> None:
        columns = (
            Column(N_("No."), self._number, align=Align.RIGHT),
            Column(N_("Name"), lambda row: row.distinct_name, sort=lambda row: row.name_key),
            Column(N_("Class"), lambda row: row.class_name),
            Column(N_("State"), state_words),
            Column(N_("Reason"), lambda row: row.reason),
        )
        looks = {"Name": _name_look, "State": _state_look, "No.": lambda _row: Look(token="soft")}
        keys = [Qt.Key.Key_Space, *_BACK, *_DIGITS, *_LETTERS]
        super().__init__(columns, lambda row: row.child_id, looks, takes_keys=keys, sortable=False)
        self._typed = ""
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.setAccessibleName(_("Attendance of the day"))
        self.set_widths({"No.": 52, "Name": 340, "Class": 110, "State": 130}, stretch="Reason")
        self.key_pressed.connect(self._on_key)

    def first_untaken(self) -> int:
        """The place of the first child who is still to be taken, else of the first child."""
        for place in range(self.proxy.rowCount()):
            row = self.proxy.row_at(place)
            if row.expected and row.mark is None:
                return place
        return 0

    def jump(self, letter: str) -> None:
        """To the next child whose initials go on with the letters typed; a wrong letter begins anew."""
        for typed in (self._typed + letter, letter):
            for place in range(self.proxy.rowCount()):
                words = self.proxy.row_at(place).name_search.split()[1:]
                if any(word.startswith(typed) for word in words):
                    self._typed = typed
                    self.go_to_place(place)
                    return
        self._typed = ""

    def _on_key(self, key: int, text: str) -> None:
        if key in _LETTERS:
            self.jump(text.lower())
            return
        self._typed = ""
        if key == Qt.Key.Key_Space:
            self.arrived.emit()
        elif key in _BACK:
            self.taken_back.emit()
        else:
            self.deviated.emit(DEVIATIONS[_DIGITS.index(Qt.Key(key))])

    def _number(self, row: DayRow) -> int:
        return self.model_.row_of(row.child_id) + 1


class Legend(QWidget):
    """What the keys do, as buttons that do it."""

    def __init__(self, grid: AttendanceGrid) -> None:
        super().__init__()
        flow = Flow(6)
        self.setLayout(flow)
        self.buttons = [
            _legend_button(_("Space"), Mark.PRESENT.label),
            *(_legend_button(str(n), each.shown) for n, each in enumerate(DEVIATIONS, 1)),
            _legend_button(_("Backspace"), _("Not taken yet")),
        ]
        for made in self.buttons:
            flow.addWidget(made)
        self.buttons[0].clicked.connect(grid.arrived)
        self.buttons[-1].clicked.connect(grid.taken_back)
        for made, deviation in zip(self.buttons[1:-1], DEVIATIONS, strict=True):
            made.clicked.connect(lambda _on, deviation=deviation: grid.deviated.emit(deviation))
        self.hint_label = label(_("Letters jump by pinyin initials"), 12, soft=True)
        self.hint_label.setFixedHeight(px(30))
        flow.addWidget(self.hint_label)


def state_words(row: DayRow) -> str:
    """A child's state in a word."""
    if row.mark:
        return row.mark.label
    return _("Not taken yet") if row.expected else NOT_EXPECTED


def _state_look(row: DayRow) -> Look:
    if row.mark:
        return Look(pill=_TONES[row.mark])
    return Look(pill=Tone.MUTE) if row.expected else Look(token="soft")


def _name_look(row: DayRow) -> Look:
    badges = tuple((words, Tone.ALARM) for words in alert_words(row))
    if row.pause:
        badges = (*badges, (row.pause.label, Tone.MUTE))
    return Look(badges=badges, token="text" if row.expected or row.mark else "soft")


def _legend_button(keys: str, words: str) -> QPushButton:
    made = button(f"{keys}  {words}", lambda: None, kind="key")
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay with the grid
    made.setAccessibleName(words)
    return made
