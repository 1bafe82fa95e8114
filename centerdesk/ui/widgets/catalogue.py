"""The catalogue of papers: families with their papers, found by a part of a title or by pinyin initials."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QStackedWidget, QVBoxLayout

from centerdesk.base.i18n import _
from centerdesk.base.papers import Form, Report
from centerdesk.ui import theme
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import label, row
from centerdesk.ui.widgets.empty import EmptyState

_ITEM = Qt.ItemDataRole.UserRole


class Catalogue(QFrame):
    """A search field over a list; `chosen` tells the paper that is gone to."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._words: dict[str, str] = {}
        self.search_edit = _SearchEdit()
        self.search_edit.textChanged.connect(self._sift)
        self.search_edit.went_down.connect(self._on_went_down)
        self.search_edit.returnPressed.connect(self._on_went_down)
        self.list = QListView()
        self.list.setAccessibleName(_("Papers"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setStyleSheet(_style())
        self._items = QStandardItemModel(self)
        self.list.setModel(self._items)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.empty = EmptyState(
            "search", _("No such paper"), _("Search by words of its title or by pinyin initials.")
        )
        self.empty.text_label.setFixedWidth(px(176))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        self.count_label = label("", 12, soft=True)
        head = row(self.search_edit)
        head.setContentsMargins(px(12), px(12), px(12), px(4))
        foot = row(self.count_label, None)
        foot.setContentsMargins(px(12), px(8), px(12), px(8))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.stack, 1)
        layout.addLayout(foot)

    def show_shelves(self, shelves: Sequence[tuple[str, Sequence[Report]]]) -> None:
        """Show families and their papers."""
        self._items.clear()
        for family, items in shelves:
            self._items.appendRow(_heading(family))
            for item in items:
                self._items.appendRow(_line(item))
        self._sift()

    def choose(self, code: str) -> None:
        """Go to a paper, to the first where there is none of that code."""
        places = [place for place in range(self._items.rowCount()) if self._paper(place)]
        wanted = [place for place in places if self._paper(place).code == code]
        for place in (wanted or places)[:1]:
            self.list.setCurrentIndex(self._items.index(place, 0))

    def shown(self) -> list[str]:
        """The codes of the papers that fit the search."""
        return [
            self._paper(place).code
            for place in range(self._items.rowCount())
            if self._paper(place) and not self.list.isRowHidden(place)
        ]

    def _paper(self, place: int) -> Report:
        paper: Report = self._items.index(place, 0).data(_ITEM)
        return paper

    def _sift(self) -> None:
        typed = self.search_edit.text().strip().lower()
        heading, fits = 0, False
        among = 0
        for place in range(self._items.rowCount()):
            paper = self._paper(place)
            if paper is None:
                heading, fits = place, False
                self.list.setRowHidden(place, True)
                continue
            among += 1
            found = typed in self._search_words(paper, typed)
            self.list.setRowHidden(place, not found)
            if found and not fits:
                fits = True
                self.list.setRowHidden(heading, False)
        shown = self.shown()
        self.stack.setCurrentIndex(0 if shown or not among else 1)
        text = _("{n} papers").format(n=len(shown))
        self.count_label.setText(text if len(shown) == among else text + _(" (of {n})").format(n=among))

    def _search_words(self, paper: Report, typed: str) -> str:
        title = _(paper.title).lower()
        if not typed.isascii() or not typed:
            return title
        if paper.code not in self._words:  # the readings are looked up when somebody types letters
            from centerdesk.domain.names import name_search

            self._words[paper.code] = f"{paper.code} {name_search(title)}"
        return self._words[paper.code]

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and current.data(_ITEM) is not None:
            self.chosen.emit(current.data(_ITEM))

    def _on_went_down(self) -> None:
        """From the search to what was found."""
        if shown := self.shown():
            current = self.list.currentIndex().data(_ITEM)
            if current is None or current.code not in shown:
                self.choose(shown[0])
            self.list.setFocus(Qt.FocusReason.TabFocusReason)


class _SearchEdit(QLineEdit):
    """Arrow down leads into the list."""

    went_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Title or pinyin initials"))
        self.setAccessibleName(_("Search for a paper"))
        self.setToolTip(_("Search for a paper  Ctrl+F"))
        self.setClearButtonEnabled(True)
        self.addAction(
            QAction(theme.icon("search", "soft", 16), "", self), QLineEdit.ActionPosition.LeadingPosition
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)


def _heading(text: str) -> QStandardItem:
    made = QStandardItem(text)
    made.setFlags(Qt.ItemFlag.NoItemFlags)
    made.setFont(theme.font(12))
    return made


def _line(item: Report) -> QStandardItem:
    made = QStandardItem(_(item.title))
    made.setFont(theme.font(14))
    made.setData(item, _ITEM)
    source = item.source if isinstance(item, Form) else ""
    made.setToolTip("\n".join(filter(None, (_(item.title), source))))
    return made


def _style() -> str:
    tokens = theme.TOKENS
    return (
        f"QListView {{ background: {tokens['surface']}; border: none; outline: none; padding: 0 {px(8)}px; }}"
        f"QListView::item {{ padding: {px(8)}px {px(8)}px; border: 1px solid transparent; border-radius: {px(6)}px; }}"
        f"QListView::item:disabled {{ color: {tokens['soft']}; padding: {px(12)}px {px(8)}px {px(4)}px; }}"
        f"QListView::item:hover:!disabled {{ background: {tokens['hover']}; }}"
        f"QListView::item:selected {{ background: {tokens['tint']}; color: {tokens['accent_deep']}; }}"
        f"QListView::item:selected:focus {{ border-color: {tokens['accent']}; }}"
    )
