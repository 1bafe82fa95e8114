"""A light of the five faults, opened: the words of the article, what the records say, and who stands behind it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centerdesk.base.i18n import _
from centerdesk.services.five_faults import BEHIND_COLUMNS, BehindRow, LightRow
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import Pill, button, label, row
from centerdesk.ui.widgets.five_lights import TONES, fault_title
from centerdesk.ui.widgets.table_view import TableView


class FaultDialog(Dialog):
    """A double-click on a line, or the button, leads to the page that settles it."""

    asked = Signal(str, dict)

    def __init__(self, parent: QWidget, light: LightRow) -> None:
        super().__init__(parent, fault_title(light), 760)
        words = label(light.words, wrap=True)
        head = row(Pill(light.colour.label, TONES[light.colour]), words, gap=12)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        law = _("Art. 19 ({n}): {words}").format(
            n=_("1 2 3 4 5").split()[light.number - 1], words=light.fault.label
        )
        self.body.addWidget(label(law, 12, soft=True, wrap=True))
        self.table = TableView(BEHIND_COLUMNS, lambda behind: behind)
        self.table.setAccessibleName(_("Who stands behind it"))
        self.table.set_widths({"Who or when": 150}, stretch="What is the matter")
        self.table.set_rows(light.behind)
        self.table.setMinimumHeight(px(180))
        self.table.setVisible(bool(light.behind))
        self.table.opened.connect(self._on_go)
        self.body.addWidget(self.table, 1)
        if light.behind:
            self.table.go_to_place(0)
            self.go_button = button(_("Go there"), self._on_go_current, icon="arrow-right")
            self.foot.addWidget(self.go_button)
        self.foot.addWidget(button(_("Close"), self.accept, kind="primary"))

    def _on_go_current(self) -> None:
        if behind := self.table.current():
            self._on_go(behind)

    def _on_go(self, behind: BehindRow) -> None:
        where: dict[str, Any] = dict(behind.where)
        self.accept()
        self.asked.emit(behind.page, where)
