"""The change log: who changed what, sifted by time, person and kind of record; exported like any list."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from centerdesk.base.i18n import _
from centerdesk.services import audit
from centerdesk.services.audit import AUDIT_COLUMNS, AuditRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import label, row
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.list_frame import ListFrame

_DAYS = 7


class AuditTab(QWidget):
    """The newest entries first."""

    said = Signal(str, Tone)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.first_field = DateField(desk.today() - timedelta(days=_DAYS - 1))
        self.last_field = DateField(desk.today())
        self.first_field.setAccessibleName(_("From"))
        self.last_field.setAccessibleName(_("To"))
        self.actor_combo: Combo[str] = Combo([("", _("Everybody"))])
        self.actor_combo.setAccessibleName(_("Who"))
        self.table_combo: Combo[str | None] = Combo([(None, _("All records")), *audit.table_choices()])
        self.table_combo.setAccessibleName(_("Record"))
        for field in (self.first_field, self.last_field):
            field.setFixedWidth(px(130))
            field.editingFinished.connect(self.refresh)
        for combo in (self.actor_combo, self.table_combo):
            combo.currentIndexChanged.connect(self.refresh)
        self.list = ListFrame(
            desk,
            _("Change log"),
            AUDIT_COLUMNS,
            lambda row: row.id,
            words=lambda row: f"{row.actor} {row.action} {row.record} {row.subject} {row.change}",
            count=_("{n} entries"),
        )
        self.list.table.set_widths(
            {"Entry": 80, "When": 150, "Who": 90, "Action": 120, "Record": 100, "About": 130},
            stretch="Change",
        )
        self.list.saved.connect(lambda file: self.said.emit(_("Saved: {file}").format(file=file), Tone.OK))
        self.list.put_first(
            self.first_field, label(_("to")), self.last_field, self.actor_combo, self.table_combo
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(12), 0, 0)
        layout.addWidget(self.list, 1)
        layout.addLayout(
            row(
                label(
                    _(
                        "Entries can't be changed or deleted: each is chained to the one before, "
                        "and the check of the file finds a tampered one."
                    ),
                    12,
                    soft=True,
                    wrap=True,
                )
            )
        )

    def refresh(self) -> None:
        """Read the entries of the chosen time again."""
        rows: list[AuditRow] = self.desk.read(
            audit.list_entries,
            self.first_field.needed(),
            self.last_field.needed(),
            actor=self.actor_combo.value() or None,
            table=self.table_combo.value(),
        )
        if not self.actor_combo.value():
            self.actor_combo.fill(
                [("", _("Everybody")), *((name, name) for name in sorted({row.actor for row in rows}))]
            )
        self.list.set_rows(rows)
