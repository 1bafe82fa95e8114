"""The centre: what holds for the whole of it, each in a tab of its own."""

from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from centerdesk.base.i18n import N_, _
from centerdesk.ui.desk import Desk
from centerdesk.ui.pages.page import Page

# Title, module of the tab, class: each is imported when it is first shown.
TABS = (
    (N_("Particulars and classes"), "tabs.centre_particulars", "ParticularsTab"),
    (N_("Places and fees"), "tabs.centre_places", "PlacesTab"),
    (N_("Papers of the centre"), "tabs.centre_papers", "PapersTab"),
    (N_("Accounts"), "tabs.centre_users", "UsersTab"),
    (N_("Backup and restore"), "tabs.centre_backup", "BackupTab"),
    (N_("Change log"), "tabs.centre_audit", "AuditTab"),
    (N_("Personal information and data"), "tabs.centre_data", "DataTab"),
)
_NAMES = [module.rpartition(".")[2] for _title, module, _class in TABS]


class CentrePage(Page):
    """The tabs; the one shown is read again when something has changed, the others when they are shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._made: dict[str, Any] = {}
        self.tabs = QTabWidget()
        self.tabs.tabBar().setExpanding(False)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(_("Centre"))
        for title, _module, _name in TABS:
            place = QWidget()
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(place, _(title))
        self.tabs.currentChanged.connect(lambda _place: self.refresh())
        self.body.addWidget(self.tabs, 1)

    def tab(self, name: str) -> Any:
        """A tab by the name of its module, made when it is first asked for."""
        if name not in self._made:
            place = _NAMES.index(name)
            _title, module, class_name = TABS[place]
            made = getattr(import_module(f"centerdesk.ui.{module}"), class_name)(self.desk)
            made.said.connect(self.said)
            if hasattr(made, "scale_asked"):
                made.scale_asked.connect(self.scale_asked)
            holder = self.tabs.widget(place).layout()
            assert holder is not None
            holder.addWidget(made)
            self._made[name] = made
        return self._made[name]

    def refresh(self) -> None:
        """Read the shown tab again."""
        self.tab(_NAMES[self.tabs.currentIndex()]).refresh()

    def open_at(self, where: dict[str, Any]) -> None:
        """Show a tab, by the name of its module."""
        self.tabs.setCurrentIndex(_NAMES.index(where["tab"]))
