"""A page whose parts stand in tabs, each made when it is first shown."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from centerdesk.base.i18n import _
from centerdesk.ui.desk import Desk
from centerdesk.ui.pages.page import Page


class TabbedPage(Page):
    """The tabs; the one shown is read again when something has changed, the others when they are shown."""

    def __init__(self, desk: Desk, name: str, tabs: Sequence[tuple[str, str, str]]) -> None:
        """`tabs`: title, module of the tab, class."""
        super().__init__(desk)
        self._parts = tabs
        self._names = [module.rpartition(".")[2] for _title, module, _class in tabs]
        self._made: dict[str, Any] = {}
        self.tabs = QTabWidget()
        self.tabs.tabBar().setExpanding(False)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(name)
        for title, _module, _name in tabs:
            place = QWidget()
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(place, _(title))
        self.tabs.currentChanged.connect(lambda _place: self.refresh())
        self.body.addWidget(self.tabs, 1)

    def tab(self, name: str) -> Any:
        """A tab by the name of its module, made when it is first asked for."""
        if name not in self._made:
            place = self._names.index(name)
            _title, module, class_name = self._parts[place]
            made = getattr(import_module(f"centerdesk.ui.{module}"), class_name)(self.desk)
            made.said.connect(self.said)
            for signal in ("asked", "scale_asked"):
                if hasattr(made, signal):
                    getattr(made, signal).connect(getattr(self, signal))
            holder = self.tabs.widget(place).layout()
            assert holder is not None
            holder.addWidget(made)
            self._made[name] = made
        return self._made[name]

    def refresh(self) -> None:
        """Read the shown tab again."""
        self.tab(self._names[self.tabs.currentIndex()]).refresh()

    def open_at(self, where: dict[str, Any]) -> None:
        """Show a tab, by the name of its module, and in it the place that is asked for, where it has places."""
        made = self.tab(where["tab"])
        self.tabs.setCurrentIndex(self._names.index(where["tab"]))
        if hasattr(made, "open_at"):
            made.open_at(where)
