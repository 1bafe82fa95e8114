"""The frame around the pages: the rail at the left, the bar on top."""

from datetime import date

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCompleter, QFrame, QLineEdit, QMenu, QToolButton, QVBoxLayout

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.domain.calendar import DayKind, day_kind
from centerdesk.domain.people import Role
from centerdesk.ui import theme
from centerdesk.ui.contents import CONTENTS, Entry
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Elided, Pill, icon_button, label, row
from centerdesk.ui.widgets.fields import SearchEdit

RAIL_WIDE, RAIL_NARROW = 164, 56
_DAY_TONES = {
    DayKind.WORKDAY: Tone.OK,
    DayKind.MAKE_UP: Tone.INFO,
    DayKind.WEEKEND: Tone.MUTE,
    DayKind.HOLIDAY: Tone.MUTE,
}


class Rail(QFrame):
    """The pages by icon and word; by icon alone where there is little room."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._folded: bool | None = None
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._mark = label()
        self._mark.setPixmap(theme.pixmap("baby", "accent", 24))
        self._name = label(_("CenterDesk"), 16, bold=True)
        head = row(self._mark, self._name, None)
        head.setContentsMargins(px(8), px(14), 0, px(10))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(8), 0, px(8), px(8))
        layout.setSpacing(px(4))
        layout.addLayout(head)
        for entry in CONTENTS:
            layout.addWidget(self._button(entry))
        layout.addStretch(1)
        self.fold(False)
        self.show_for(Role.DIRECTOR)

    def _button(self, entry: Entry) -> QToolButton:
        made = QToolButton()
        made.setProperty("kind", "rail")
        made.setIcon(theme.icon(entry.icon, "soft", 20))
        made.setIconSize(QSize(px(20), px(20)))
        made.setCheckable(True)
        made.clicked.connect(lambda: self.chosen.emit(entry.key))
        self._group.addButton(made)
        self._buttons[entry.key] = made
        return made

    def show_for(self, role: str) -> None:
        """Show the pages of a role."""
        for place, entry in enumerate(CONTENTS, 1):
            made = self._buttons[entry.key]
            made.setVisible(role in entry.roles)
            # The words are those of the centre's vocabulary, which is known only now.
            made.setText("\u2002" + _(entry.title))
            made.setAccessibleName(_(entry.title))
            made.setToolTip(_("{page}  Ctrl+{n}").format(page=_(entry.title), n=place))

    def mark(self, key: str) -> None:
        """Show which page stands open."""
        for entry in CONTENTS:
            chosen = entry.key == key
            self._buttons[entry.key].setChecked(chosen)
            self._buttons[entry.key].setIcon(theme.icon(entry.icon, "accent_deep" if chosen else "soft", 20))

    def fold(self, folded: bool) -> None:
        """Icons alone, or icons with their words."""
        if folded == self._folded:
            return
        self._folded = folded
        self._name.setVisible(not folded)
        self.setFixedWidth(px(RAIL_NARROW if folded else RAIL_WIDE))
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly if folded else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for made in self._buttons.values():
            made.setToolButtonStyle(style)
            made.setFixedWidth(px((RAIL_NARROW if folded else RAIL_WIDE) - 17))
            made.setProperty("folded", folded)
            made.style().unpolish(made)  # the style sheet looks at properties only when polished
            made.style().polish(made)


Find = tuple[tuple[str, int], str, str]


class TopBar(QFrame):
    """Whose centre, which day, the search, who is here."""

    found = Signal(str, int)  # the page, and who is to be shown there
    account_asked = Signal()
    switch_asked = Signal()
    lock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setFixedHeight(px(52))
        self._finds: list[Find] = []
        self.name_label = Elided("", 16, bold=True)
        self.day_label = label("", 14, soft=True)
        self.day_pill = Pill()
        self.user_button = self._user()
        self.search_edit = self._search()
        self.lock_button = icon_button(
            "lock", _("Lock: sign out of the centre  Ctrl+L"), self.lock_asked.emit
        )
        layout = row(
            self.name_label,
            self.day_label,
            self.day_pill,
            8,
            self.search_edit,
            8,
            self.user_button,
            self.lock_button,
        )
        layout.setStretch(0, 1)
        layout.setContentsMargins(px(20), 0, px(12), 0)
        self.setLayout(layout)

    def _user(self) -> QToolButton:
        made = QToolButton()
        made.setProperty("kind", "quiet")
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        menu = QMenu(made)
        menu.addAction(_("My password and PIN"), self.account_asked.emit)
        menu.addAction(_("Switch user") + "\tF4", self.switch_asked.emit)
        menu.addAction(_("Lock") + "\tCtrl+L", self.lock_asked.emit)
        made.setMenu(menu)
        return made

    def _search(self) -> QLineEdit:
        edit = SearchEdit(_("Name, pinyin, phone's last digits   Ctrl+K"), _("Search for a child"))
        edit.setFixedWidth(px(270))
        self._offers = QStringListModel(self)
        completer = QCompleter(self._offers, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated.connect(self._on_offer)
        edit.setCompleter(completer)
        edit.textEdited.connect(self._on_typed)
        edit.returnPressed.connect(self._on_return)
        return edit

    def show_centre(self, name: str, user: str) -> None:
        """Whose centre it is, and who has come in."""
        self.name_label.setText(name)
        self.user_button.setText(user)
        self.user_button.setAccessibleName(_("Signed in: {name}").format(name=user))
        self.user_button.setToolTip(_("Signed in: {name}").format(name=user))

    def show_day(self, day: date, *, narrow: bool) -> None:
        """The day with its weekday and what it is."""
        shown = formats.short_date(day) if narrow else formats.long_date(day)
        self.day_label.setText(f"{shown} {formats.weekday(day)}")
        kind = day_kind(day)
        self.day_pill.say(_(kind.value), _DAY_TONES[kind])
        self.search_edit.setFixedWidth(px(190 if narrow else 270))

    def offer(self, finds: list[Find]) -> None:
        """What the search looks through: page and id, what is shown, what is searched (in lower case)."""
        self._finds = finds

    def matches(self, typed: str) -> list[Find]:
        """What fits the typed text, those that begin with it first."""
        wanted = typed.strip().lower()
        if not wanted:
            return []
        fitting = [find for find in self._finds if wanted in find[2]]
        return sorted(fitting, key=lambda find: not any(word.startswith(wanted) for word in find[2].split()))

    def _on_typed(self, typed: str) -> None:
        self._offers.setStringList([shown for _id, shown, _words in self.matches(typed)[:12]])

    def _on_offer(self, shown: str) -> None:
        for who, words, _search in self._finds:
            if words == shown:
                self._open(who)
                return

    def _on_return(self) -> None:
        if fitting := self.matches(self.search_edit.text()):
            self._open(fitting[0][0])

    def _open(self, who: tuple[str, int]) -> None:
        # The completer writes the chosen line into the box after this slot.
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, self.search_edit, self.search_edit.clear)
        self.found.emit(*who)
