"""A child's history as a part of its record: who changed what, in words, the newest first."""

from PySide6.QtWidgets import QVBoxLayout

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.services.audit import AuditRow, history_of_child
from centerdesk.ui.desk import Desk
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import clear, column, label
from centerdesk.ui.widgets.child_record import RecordPart

_MOST = 60


class ChildHistory(RecordPart):
    """The entries of the change log about one child."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(10))
        layout = column(self._list, None)
        layout.setContentsMargins(0, px(12), px(8), px(8))
        self.setLayout(layout)

    def _read(self) -> None:
        clear(self._list)
        if self._child is None:
            return
        rows = self._desk.read(history_of_child, self._child.id, self._desk.today())
        for row in rows[:_MOST]:
            self._list.addLayout(
                column(
                    label(_head(row), 12, soft=True, wrap=True),
                    label(row.change or row.action, wrap=True),
                    gap=2,
                )
            )
        if not rows:
            self._list.addWidget(label(_("Nothing was changed yet."), soft=True))
        elif len(rows) > _MOST:
            self._list.addWidget(
                label(_("Earlier changes stand in the change log of the centre."), soft=True, wrap=True)
            )


def _head(row: AuditRow) -> str:
    """When, who, and of which record: 2026-11-24 08:05 单老师 考勤 11-24."""
    when = f"{formats.iso_date(row.at.date())} {row.at:%H:%M}"
    what = f"{row.record} {row.day}" if row.day else row.action or row.record
    return " ".join(part for part in (when, row.actor, what) if part)
