"""Training of the staff: a strip of sections over one year."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from centerdesk.base.i18n import _
from centerdesk.ui.desk import Desk
from centerdesk.ui.tabs.training_lists import BalanceSection, SessionsSection
from centerdesk.ui.tabs.training_plans import PlanSection, RequirementsSection
from centerdesk.ui.tabs.training_section import Section
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import column, icon_button, row
from centerdesk.ui.widgets.fields import Combo
from centerdesk.ui.widgets.tab_strip import TabStrip

_YEARS_BACK, _YEARS_AHEAD = 10, 1


class StaffTrainingTab(QWidget):
    """Balance, trainings, plan and requirements; the year holds for all but the last."""

    said = Signal(str, Tone)
    asked = Signal(str, dict)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.sections: dict[str, Section] = {
            "balance": BalanceSection(desk),
            "sessions": SessionsSection(desk),
            "plan": PlanSection(desk),
            "requirements": RequirementsSection(desk),
        }
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.strip = TabStrip(self.tabs)
        titles = (
            _("Balance of hours"),
            _("Trainings"),
            _("Plan of the year"),
            _("Hours required of the posts"),
        )
        for title, section in zip(titles, self.sections.values(), strict=True):
            section.said.connect(self.said)
            section.asked.connect(self.asked)
            self.strip.add(section, title)
        now = desk.today().year
        self.year_combo = Combo[int](
            (year, _("{year} (year)").format(year=year))
            for year in range(now + _YEARS_AHEAD, now - _YEARS_BACK - 1, -1)
        )
        self.year_combo.choose(now)
        self.year_combo.setAccessibleName(_("Year"))
        self.year_combo.currentIndexChanged.connect(self.refresh)
        self._year = QWidget()
        self._year.setLayout(
            row(
                icon_button("chevron-left", _("Previous year"), lambda: self._step(1)),
                self.year_combo,
                icon_button("chevron-right", _("Next year"), lambda: self._step(-1)),
                gap=2,
            )
        )
        head = row(self.strip, self._year, gap=8)
        head.setStretch(0, 1)
        layout = column(head, self.tabs, gap=8)
        layout.setStretch(1, 1)
        layout.setContentsMargins(0, px(8), 0, 0)
        self.setLayout(layout)
        self.tabs.currentChanged.connect(self.refresh)

    @property
    def section(self) -> Section:
        """The section that is shown."""
        return list(self.sections.values())[self.tabs.currentIndex()]

    def refresh(self) -> None:
        """Read the shown section again."""
        self._year.setEnabled(self.section is not self.sections["requirements"])
        self.section.refresh(self.year_combo.value())

    def open_at(self, where: dict[str, Any]) -> None:
        """Show a section, and a person's balance where one is named."""
        self.tabs.setCurrentIndex(list(self.sections).index(where.get("section", "balance")))
        self.refresh()
        balance = self.section
        if isinstance(balance, BalanceSection) and "staff_id" in where:
            balance.go_to(where["staff_id"])

    def _step(self, steps: int) -> None:
        place = self.year_combo.currentIndex() + steps
        if 0 <= place < self.year_combo.count():
            self.year_combo.setCurrentIndex(place)
