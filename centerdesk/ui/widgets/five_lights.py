"""The five faults of 76号令 art. 19 as five lights in a row; each opens to who stands behind it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centerdesk.base.i18n import N_, _
from centerdesk.services.five_faults import Colour, Fault, LightRow, five_lights
from centerdesk.ui.desk import Desk
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Flow, Pill, clear, label, row
from centerdesk.ui.widgets.pressable import Pressable

TONES = {Colour.RED: Tone.ALARM, Colour.YELLOW: Tone.WARN, Colour.GREEN: Tone.OK}
_SHORT = {
    Fault.HEALTH_WORKER: N_("Health worker in post"),
    Fault.UNEXAMINED_STAFF: N_("Staff examined"),
    Fault.NOT_YEARLY: N_("Staff examined every year"),
    Fault.UNEXAMINED_CHILD: N_("Children examined"),
    Fault.NOT_BY_RULES: N_("Health care by the rules"),
}


def fault_title(light: LightRow) -> str:
    """What people call a light, in a word or two."""
    return _(_SHORT[light.fault])


class FiveLights(QWidget):
    """The lights of the day; who shows them opens one."""

    opened = Signal(object)  # the LightRow of a light that was pressed

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._flow = Flow(8)
        self.setAccessibleName(_("Five faults an inspection looks for"))
        self.setLayout(self._flow)

    def refresh(self) -> None:
        """Read the lights again."""
        clear(self._flow)
        title = label(_("Five faults"), bold=True)
        title.setToolTip(_("Five faults an inspection looks for"))
        title.setFixedHeight(px(34))  # as high as a light, so that it stands in the middle
        self._flow.addWidget(title)
        for light in self._desk.read(five_lights, self._desk.today()):
            chip = LightChip(light)
            chip.clicked.connect(partial(self.opened.emit, light))
            self._flow.addWidget(chip)


class LightChip(Pressable):
    """One light: its colour in a word, and what it is about."""

    def __init__(self, light: LightRow) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setProperty("hot", True)
        self.setToolTip(light.words)
        self.setAccessibleName(f"{fault_title(light)} {light.colour.label}")
        layout = row(Pill(light.colour.label, TONES[light.colour]), label(fault_title(light)))
        layout.setContentsMargins(px(8), px(5), px(10), px(5))
        self.setLayout(layout)
        self.setFixedHeight(px(34))
