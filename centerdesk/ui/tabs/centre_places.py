"""Registered places and fees: all dated figures, with those in force marked."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import _
from centerdesk.services import centre, fees, pause_effect
from centerdesk.services.centre import PLACES_COLUMNS, PlacesRow
from centerdesk.services.fees import FEE_COLUMNS, FeeRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import ask
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import button, card, column, label, row, scrolled
from centerdesk.ui.widgets.fields import Spin
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.table import PLAIN, Look

_LEAST = 250


class PlacesTab(QWidget):
    """The places above, the fees below."""

    said = Signal(str, Tone)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._in_force: set[Hashable] = set()
        self.places = ListFrame(
            desk,
            _("Registered places"),
            PLACES_COLUMNS,
            lambda row: row.valid_from,
            words=lambda row: f"{row.valid_from} {row.total} {row.kinds_text}",
            count=_("{n} dated figures"),
            looks={"Valid from": lambda row: self._look(row.valid_from)},
        )
        self.places.table.set_widths(
            {"Valid from": 170, "Registered places": 130, "Of these subsidised": 130},
            stretch="Of these by class type",
        )
        self.fees = ListFrame(
            desk,
            _("Fees"),
            FEE_COLUMNS,
            lambda row: row.key,
            words=lambda row: f"{row.service.label} {row.funding.label} {row.unit.label} {row.valid_from}",
            count=_("{n} fees"),
            looks={"Valid from": lambda row: self._look(row.key)},
        )
        self.fees.table.set_widths(
            {"Valid from": 170, "Kind of fee": 110, "Care fee (yuan)": 120, "Meals (yuan)": 120, "Unit": 90},
            stretch="Service",
        )
        self._finish(self.places, _("Registered places"), self._on_add_places, self._remove_places)
        self._finish(self.fees, _("Fees"), self._on_add_fee, self._remove_fee)
        self.places.table.opened.connect(self._on_change_places)
        self.fees.table.opened.connect(self._on_change_fee)
        both = column(self.places, self.fees, self._least_days(), gap=12)
        both.setStretch(0, 2)
        both.setStretch(1, 3)
        inside = QWidget()
        inside.setLayout(both)
        for each in (self.places, self.fees):
            each.setMinimumHeight(px(_LEAST))  # four rows; a low screen scrolls
        layout = column(scrolled(inside))
        layout.setContentsMargins(0, px(12), 0, 0)
        self.setLayout(layout)

    def _least_days(self) -> QWidget:
        self.days_spin = Spin(0, 31)
        self.days_spin.setAccessibleName(_("Least days a month for the aid"))
        self.days_spin.setFixedWidth(px(56))
        return card(
            row(
                label(_("Aid for subsidised places: least days a month")),
                self.days_spin,
                label(_("(0: not set; ask the district for this year's rule)"), soft=True),
                button(_("Save"), self._on_days),
                None,
            )
        )

    def _on_days(self) -> None:
        self.desk.write(pause_effect.set_minimum_days, self.days_spin.value() or None)
        self.said.emit(_("Saved."), Tone.OK)

    def _finish(
        self, frame: ListFrame, title: str, add: Callable[[], object], remove: Callable[[], object]
    ) -> None:
        """A list's heading, and its buttons; two of them need a row."""

        def change() -> None:
            if (row := frame.table.current()) is not None:
                frame.table.opened.emit(row)

        def show() -> None:
            for each in (change_button, remove_button):
                each.setEnabled(frame.table.current() is not None)

        change_button = button(_("Edit"), change, icon="pencil")
        remove_button = button(_("Remove"), remove, icon="trash")
        frame.put_first(label(title, 16, bold=True))
        for each in (
            change_button,
            remove_button,
            button(_("Enter a figure"), add, icon="plus", kind="primary"),
        ):
            frame.head.addWidget(each)
        frame.table.selectionModel().selectionChanged.connect(lambda *_both: show())
        frame.saved.connect(lambda file: self.said.emit(_("Saved: {file}").format(file=file), Tone.OK))
        show()

    def refresh(self) -> None:
        """Read places and fees again."""
        today = self.desk.today()
        places = self.desk.read(centre.places_on, today)
        self._in_force = {row.key for row in self.desk.read(fees.fees_on, today)}
        if places:
            self._in_force.add(places.valid_from)
        self.places.set_rows(self.desk.read(centre.list_places))
        self.fees.set_rows(self.desk.read(fees.list_fees))
        self.days_spin.setValue(self.desk.read(pause_effect.minimum_days) or 0)

    def _look(self, key: Hashable) -> Look:
        return Look(badges=((_("in force now"), Tone.OK),)) if key in self._in_force else PLAIN

    def _on_add_places(self) -> None:
        from centerdesk.ui.dialogs.places import PlacesDialog

        PlacesDialog(self, self.desk, self.desk.read(centre.places_on, self.desk.today())).open()

    def _on_change_places(self, places: PlacesRow) -> None:
        from centerdesk.ui.dialogs.places import PlacesDialog

        PlacesDialog(self, self.desk, places, mending=True).open()

    def _remove_places(self) -> None:
        places = self.places.table.current()
        if places is None:
            return
        ask(
            self,
            _("Remove the places from {day} on?").format(day=iso_date(places.valid_from)),
            _("The figure before it holds again. The change log keeps what stood there."),
            _("Remove"),
            lambda: self.desk.write(centre.remove_places, places.valid_from),
        )

    def _on_add_fee(self) -> None:
        from centerdesk.ui.dialogs.fee import FeeDialog

        FeeDialog(self, self.desk).open()

    def _on_change_fee(self, fee: FeeRow) -> None:
        from centerdesk.ui.dialogs.fee import FeeDialog

        FeeDialog(self, self.desk, fee).open()

    def _remove_fee(self) -> None:
        fee = self.fees.table.current()
        if fee is None:
            return
        ask(
            self,
            _("Remove the fee for {service} ({funding}) from {day} on?").format(
                service=fee.service.label, funding=fee.funding.label, day=iso_date(fee.valid_from)
            ),
            _("The figure before it holds again. The change log keeps what stood there."),
            _("Remove"),
            lambda: self.desk.write(fees.remove_fee, *fee.key),
        )
