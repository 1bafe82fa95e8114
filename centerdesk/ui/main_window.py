"""The window: a door while nobody has signed in, then the frame with its pages."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from centerdesk.base.i18n import _
from centerdesk.ui import theme
from centerdesk.ui.contents import CONTENTS
from centerdesk.ui.frame import Rail, TopBar
from centerdesk.ui.theme import Tone, px

if TYPE_CHECKING:
    from centerdesk.ui.desk import Desk
    from centerdesk.ui.messages import MessageBar
    from centerdesk.ui.pages.page import Page

FOLD_BELOW = 1200
COMPACT_WIDTH, COMPACT_HEIGHT = 1000, 640
_MINUTE_MS = 20_000
_SPARE_MS = 150  # what nobody waits for comes after what he came for


class MainWindow(QMainWindow):
    """The frame is there at once; the desk, the pages and all they import come after it is painted."""

    locked = Signal()
    switch_asked = Signal()
    scale_asked = Signal(int)
    painted = Signal()  # the frame is on the screen
    ready = Signal()  # the first page shows its data
    _resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("CenterDesk"))
        self.setMinimumSize(1000, 600)
        self.resize(QSize(1280, 800))
        self.desk: Desk | None = None
        self.messages: MessageBar | None = None
        self.rail, self.topbar = Rail(), TopBar()
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._key = ""
        self._day: date | None = None
        self._is_painted = False
        self.sample_label = QLabel(_("Sample centre · all data are invented"))
        self.sample_label.setFont(theme.font(12, bold=True))
        self.sample_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sample_label.setFixedHeight(px(24))
        self.sample_label.setStyleSheet(
            f"font-size: {px(12)}px; color: {Tone.WARN.value[0]}; background: {Tone.WARN.value[1]};"
        )
        self.sample_label.hide()
        self.stack = QStackedWidget()
        self._notices = QVBoxLayout()
        self._notices.setContentsMargins(px(20), 0, px(20), 0)
        self._frame = self._build_frame()
        self._root = QStackedWidget()
        self._root.addWidget(self._frame)
        self.setCentralWidget(self._root)
        self.rail.chosen.connect(self.go)
        self.topbar.found.connect(self._on_found)
        self.topbar.lock_asked.connect(self._on_lock)
        self.topbar.switch_asked.connect(self._on_switch)
        self.topbar.account_asked.connect(self._on_account)
        for place, entry in enumerate(CONTENTS, 1):
            QShortcut(QKeySequence(f"Ctrl+{place}"), self, lambda key=entry.key: self.go(key))
        QShortcut(QKeySequence("Ctrl+K"), self, self.topbar.search_edit.setFocus)
        QShortcut(QKeySequence("Ctrl+L"), self, self._on_lock)
        QShortcut(QKeySequence("Ctrl+Z"), self, self._on_undo)
        QShortcut(QKeySequence("Ctrl+Y"), self, lambda: self._on_undo(again=True))
        QShortcut(QKeySequence("F4"), self, self._on_switch)
        self._resized.connect(self._show_day)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._on_minute)

    def _build_frame(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("canvas")
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.sample_label)
        right.addWidget(self.topbar)
        right.addLayout(self._notices)
        right.addWidget(self.stack, 1)
        layout = QHBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addLayout(right, 1)
        return inside

    def show_blank(self) -> None:
        """Show neither door nor frame yet."""
        blank = QWidget()
        blank.setObjectName("canvas")
        self.show_door(blank)

    def show_door(self, door: QWidget) -> None:
        """Show what stands before the centre: the first start or the sign-in."""
        while self._root.count() > 1:
            before = self._root.widget(1)
            self._root.removeWidget(before)
            before.deleteLater()
        self._root.addWidget(door)
        self._root.setCurrentWidget(door)

    def enter(self, desk: "Desk", page: str = "today") -> None:
        """Somebody has come in: show the pages of the centre."""
        from centerdesk.ui.messages import MessageBar, WorkStrip

        self.leave()
        self.desk = desk
        self.messages, work = MessageBar(), WorkStrip()
        for notice in (self.messages, work):
            self._notices.addWidget(notice)
        desk.changed.connect(self._on_changed)
        desk.began.connect(work.follow)
        self.rail.show_for(desk.actor.role)
        self._root.setCurrentWidget(self._frame)
        self._day = desk.today()
        self._read_frame()
        self.go(page)
        self._clock.start(_MINUTE_MS)
        QTimer.singleShot(0, self, self.ready.emit)
        QTimer.singleShot(_SPARE_MS, self, self._read_search)

    def go(self, key: str, **where: Any) -> None:
        """Show a page, at a place in it."""
        if self.desk is None:
            return
        entry = next(entry for entry in CONTENTS if entry.key == key)
        if self.desk.actor.role not in entry.roles:
            return
        if key not in self._pages:
            page = entry.make(self.desk)
            page.asked.connect(lambda other, at: self.go(other, **at))
            page.said.connect(self.say)
            page.scale_asked.connect(self.scale_asked)
            self._pages[key] = page
            self.stack.addWidget(page)
            page.show_compact(self._is_compact())
            self._stale.add(key)
        page = self._pages[key]
        self._key = key
        self.rail.mark(key)
        self.stack.setCurrentWidget(page)
        if where:
            page.open_at(where)
        if key in self._stale:
            self._stale.discard(key)
            page.refresh()
        page.setFocus()

    def page(self, key: str) -> "Page":
        """A page that has been shown."""
        return self._pages[key]

    def say(self, text: str, tone: Tone = Tone.OK) -> None:
        """A message over the page."""
        if self.messages:
            self.messages.say(text, tone)

    def leave(self) -> None:
        """Forget the centre and all that was shown of it."""
        self._clock.stop()
        if self.desk:
            self.desk.changed.disconnect(self._on_changed)
        self.desk = None
        self._key = ""
        for dialog in self.findChildren(QDialog, options=Qt.FindChildOption.FindDirectChildrenOnly):
            dialog.hide()
            dialog.deleteLater()
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._stale.clear()
        self.topbar.offer([])
        self.topbar.search_edit.clear()
        while (item := self._notices.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self.messages = None

    def _on_undo(self, *, again: bool = False) -> None:
        if self.desk and self.messages:
            from centerdesk.ui.undoing import undo_last

            undo_last(self, self.desk, self.messages, again=again)

    def _on_lock(self) -> None:
        if self.desk:  # before a door there is nothing to lock
            self.locked.emit()

    def _on_switch(self) -> None:
        if self.desk:
            self.switch_asked.emit()

    def _on_account(self) -> None:
        from centerdesk.ui.dialogs.account import OwnDialog

        if self.desk:
            OwnDialog(self, self.desk).open()

    def _read_frame(self) -> None:
        from centerdesk.services import centre

        assert self.desk is not None
        about = self.desk.read(centre.about, self.desk.today())
        self.sample_label.setVisible(about.sample)
        self.topbar.show_centre(about.name, self.desk.actor.name)
        self._show_day()

    def _on_found(self, page: str, who: int) -> None:
        if page == "staff":
            self.go("staff", tab="staff_people", staff_id=who)
        else:
            self.go("children", child_id=who)

    def _read_search(self) -> None:
        from centerdesk.services import children, staff

        if self.desk is None:
            return
        finds = []
        for member in self.desk.read(staff.list_staff, self.desk.today()):
            posts = _(", ").join(post.label for post in member.posts)
            finds.append((("staff", member.id), f"{member.distinct_name}　{posts}", member.found_by))
        for child in self.desk.read(children.list_children, self.desk.today()):
            shown = "　".join(filter(None, [child.distinct_name, child.class_name, child.phone[-4:]]))
            finds.append((("children", child.id), shown, child.found_by))
        self.topbar.offer(finds)

    def _show_day(self) -> None:
        narrow = self.width() < px(FOLD_BELOW)
        self.rail.fold(narrow)
        for page in self._pages.values():
            page.show_compact(self._is_compact())
        if self._day:
            self.topbar.show_day(self._day, narrow=narrow)

    def _is_compact(self) -> bool:
        return self.width() < px(COMPACT_WIDTH) or self.height() < px(COMPACT_HEIGHT)

    def _on_changed(self) -> None:
        self._stale = set(self._pages) - {self._key}
        self._pages[self._key].refresh()
        QTimer.singleShot(0, self, self._read_search)

    def _on_minute(self) -> None:
        if self.desk is None or self._day == self.desk.today():
            return
        self._day = self.desk.today()
        self._read_frame()
        for page in self._pages.values():
            page.new_day()
        self._on_changed()
        self.say(_("A new day has begun. All pages show it now."), Tone.INFO)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)  # when what is painted now is on the screen
