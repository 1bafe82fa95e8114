"""A section of training: a list of a year with its buttons."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from centerdesk.base.i18n import _
from centerdesk.base.tables import Column
from centerdesk.services.rights import RIGHTS, Right
from centerdesk.ui.desk import Desk
from centerdesk.ui.theme import Tone
from centerdesk.ui.widgets.basics import button, column, row
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.table import Look


class Section(QWidget):
    """A list of a year with its buttons, and under it what leads to papers and further."""

    said = Signal(str, Tone)
    asked = Signal(str, dict)

    def __init__(
        self,
        desk: Desk,
        title: str,
        columns: Sequence[Column],
        key: Callable[[Any], Any],
        *,
        words: Callable[[Any], str],
        count: str,
        looks: dict[str, Callable[[Any], Look]],
    ) -> None:
        super().__init__()
        self.desk = desk
        self.may_write = Right.WRITE_STAFF in RIGHTS[desk.actor.role]
        self._year = desk.today().year
        self._for_one: list[QPushButton] = []
        self.list = ListFrame(desk, title, columns, key, words=words, count=count, looks=looks)
        self.list.table.opened.connect(self.open_row)
        self.list.table.selectionModel().selectionChanged.connect(lambda *_both: self.show_buttons())
        self.list.saved.connect(lambda file: self.said.emit(_("Saved: {file}").format(file=file), Tone.OK))
        self._under = column(gap=8)
        layout = column(self.list, self._under, gap=8)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def refresh(self, year: int) -> None:
        """Read the year again."""
        self._year = year
        self.list.set_rows(self.read(year))
        self.show_buttons()

    def read(self, year: int) -> Sequence[Any]:
        """The rows of a year."""
        raise NotImplementedError

    def open_row(self, row: Any) -> None:
        """What Enter and a double click do."""
        raise NotImplementedError

    def add_step(
        self, text: str, act: Callable[[], object], icon: str, *, for_one: bool = False, kind: str = "plain"
    ) -> QPushButton:
        """A button over the list, for who may write."""
        made = self._prepared(button(text, act, icon=icon, kind=kind), for_one)
        made.setVisible(self.may_write)
        self.list.head.addWidget(made)
        return made

    def link(self, text: str, act: Callable[[], object], icon: str, *, for_one: bool = False) -> QPushButton:
        """A button under the list."""
        return self._prepared(button(text, act, icon=icon, kind="link"), for_one)

    def put_under(self, *parts: QWidget) -> None:
        """A line of its own under the list."""
        self._under.addLayout(row(*parts, None, gap=16))

    def show_buttons(self) -> None:
        """Those for one row need one."""
        chosen = self.list.table.current() is not None
        for each in self._for_one:
            each.setEnabled(chosen)

    def _prepared(self, made: QPushButton, for_one: bool) -> QPushButton:
        if for_one:
            self._for_one.append(made)
        return made
