"""A dialog too long for a screen: its groups of inputs scroll, and one that is wrong is brought into view."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtWidgets import QVBoxLayout, QWidget

from centerdesk.base.errors import UserError
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import label, scrolled


class LongDialog(Dialog):
    """Groups under their headings, in a scroll area."""

    def lay_out(self, groups: Sequence[tuple[str, QWidget]], hint: str = "") -> None:
        """Put the groups in; one without words has a heading of its own."""
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(px(1), 0, px(12), 0)
        if hint:
            layout.addWidget(label(hint, soft=True, wrap=True))
        for words, group in groups:
            if words:
                layout.addWidget(label(words, 16, bold=True))
            layout.addWidget(group)
            layout.addSpacing(px(8))
        layout.addStretch(1)
        self._area = scrolled(inside)
        room = self.screen().availableGeometry().height()
        self._area.setMinimumHeight(min(px(540), room - px(240)))
        self.body.addWidget(self._area, 1)

    @contextmanager
    def showing_errors(self) -> Iterator[None]:
        """Bring the input that a UserError is about into view; the sentence is told as ever."""
        try:
            yield
        except UserError as error:
            field: QWidget | None = self.findChild(QWidget, error.field) if error.field else None
            if field:
                self._area.ensureWidgetVisible(field)
            raise
