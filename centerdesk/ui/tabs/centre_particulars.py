"""The centre's particulars, its classes, its file, and the size of what is shown."""

from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from centerdesk.base import formats
from centerdesk.base.i18n import N_, _
from centerdesk.services import centre, classes
from centerdesk.services.centre import CentreRow, recognised_text
from centerdesk.services.classes import CLASS_COLUMNS, ClassRow
from centerdesk.ui import theme
from centerdesk.ui.desk import Desk
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Elided, Pill, button, card, column, label, row, scrolled
from centerdesk.ui.widgets.fields import Combo
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.table import Look

# What stands in the card, by the name in the centre's row.
_PARTICULARS = (
    ("name", N_("Centre's name")),
    ("kind", N_("Kind of centre")),
    ("ownership", N_("Run by")),
    ("recognised", N_("Subsidised centre (普惠)")),
    ("network", N_("Place in the network")),
    ("credit_code", N_("Unified social credit code")),
    ("filing_number", N_("Filing number")),
    ("address", N_("Address of the centre")),
    ("head", N_("Head of the centre")),
    ("phone", N_("Phone")),
    ("supervisor", N_("Supervising office")),
    ("addressees", N_("Addressees of returns")),
)


class ParticularsTab(QWidget):
    """The classes at the left; name, places, file and this computer at the right."""

    said = Signal(str, Tone)
    scale_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._about: CentreRow | None = None
        self.labels = {name: label("", wrap=True) for name, _words in _PARTICULARS}
        self.places_label, self.subsidised_label = label(), label()
        self.place_label = Elided(str(desk.store.folder))
        self.check_pill = Pill()
        self.scale_combo = Combo[int]((percent, f"{percent}%") for percent in theme.SCALES)
        self.scale_combo.choose(round(theme.scale() * 100))
        self.scale_combo.setAccessibleName(_("Size of what is shown"))
        self.scale_combo.currentIndexChanged.connect(lambda: self.scale_asked.emit(self.scale_combo.value()))
        self.list = ListFrame(
            desk,
            _("Classes of the centre"),
            CLASS_COLUMNS,
            lambda row: row.id,
            words=lambda row: f"{row.name} {row.kind.label}",
            count=_("{n} classes"),
            looks={"Class": lambda row: Look(token="soft" if row.closed_on else "text")},
        )
        self.list.table.set_widths({"Class": 140, "Capacity": 90, "Closed on": 130}, stretch="Class type")
        self.list.table.opened.connect(self._on_change)
        self.list.saved.connect(lambda file: self.said.emit(_("Saved: {file}").format(file=file), Tone.OK))
        self.list.put_first(label(_("Classes of the centre"), 16, bold=True))
        self.list.head.addWidget(button(_("Edit"), self._on_change_current, icon="pencil"))
        self.list.head.addWidget(button(_("Add a class"), self._on_add, icon="plus", kind="primary"))
        self._build()

    def _build(self) -> None:
        inside = QWidget()
        inside.setLayout(
            column(self._particulars(), self._places(), self._file(), self._shown(), None, gap=12)
        )
        whole = row(self.list, scrolled(inside), gap=12)
        whole.setStretch(0, 1)
        whole.setStretch(1, 1)
        whole.setContentsMargins(0, px(12), 0, 0)
        self.setLayout(whole)

    def _particulars(self) -> QWidget:
        self.edit_button = button(_("Edit"), self._on_particulars, icon="pencil")
        head = row(label(_("Particulars"), 16, bold=True), None, self.edit_button)
        return card(
            column(head, _facts(*((_(words), self.labels[name], None) for name, words in _PARTICULARS)))
        )

    def _places(self) -> QWidget:
        grid = _facts(
            (_("Registered places"), self.places_label, button(_("Edit"), self._on_places, kind="link")),
            (_("Of these subsidised"), self.subsidised_label, None),
        )
        return card(column(label(_("Places today"), 16, bold=True), grid))

    def _file(self) -> QWidget:
        grid = _facts(
            (_("Place"), self.place_label, button(_("Open the folder"), self._on_folder, kind="link")),
            (_("Integrity"), self.check_pill, button(_("Check now"), self._on_check, kind="link")),
        )
        hint = label(
            _(
                "Everything lies encrypted in this folder. Copy the whole folder when you keep a copy elsewhere."
            ),
            12,
            soft=True,
            wrap=True,
        )
        self.check_pill.say(_("not checked yet"), Tone.MUTE)
        return card(column(label(_("The centre's file"), 16, bold=True), grid, hint))

    def _shown(self) -> QWidget:
        grid = _facts((_("Size of what is shown"), self.scale_combo, None))
        return card(column(label(_("This computer"), 16, bold=True), grid))

    def refresh(self) -> None:
        """Read particulars and classes again."""
        about = self._about = self.desk.read(centre.about, self.desk.today())
        shown = {
            "kind": about.kind.label,
            "ownership": about.ownership.label if about.ownership else "",
            "recognised": recognised_text(about.recognised),
            "network": about.network.label if about.network else "",
        }
        for name, place in self.labels.items():
            place.setText(shown.get(name, getattr(about, name)) or _("Not recorded"))
        self.places_label.setText(formats.number(about.places))
        self.subsidised_label.setText(formats.number(about.subsidised))
        self.list.set_rows(self.desk.read(classes.list_classes))

    def _on_particulars(self) -> None:
        from centerdesk.ui.dialogs.particulars import ParticularsDialog

        if self._about:
            ParticularsDialog(self, self.desk, self._about).open()

    def _on_places(self) -> None:
        from centerdesk.ui.dialogs.places import PlacesDialog

        PlacesDialog(self, self.desk, self.desk.read(centre.places_on, self.desk.today())).open()

    def _on_add(self) -> None:
        from centerdesk.ui.dialogs.class_group import ClassDialog

        ClassDialog(self, self.desk).open()

    def _on_change(self, group: ClassRow) -> None:
        from centerdesk.ui.dialogs.class_group import ClassDialog

        ClassDialog(self, self.desk, group).open()

    def _on_change_current(self) -> None:
        group = self.list.table.current()
        if group:
            self._on_change(group)

    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.store.folder)))

    def _on_check(self) -> None:
        self.check_pill.say(_("being checked …"), Tone.INFO)
        self.desk.later(lambda _session: self.desk.store.check(), self._show_check, _("Checking the file …"))

    def _show_check(self, found: Any) -> None:
        if found.ok:
            self.check_pill.say(_("in order"), Tone.OK)
        else:
            self.check_pill.say(_("damaged"), Tone.ALARM)
            self.said.emit(_("The centre's file is damaged. Restore the newest backup."), Tone.ALARM)


def _facts(*lines: tuple[str, QWidget, QWidget | None]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(8))
    grid.setColumnStretch(1, 1)
    for place, (words, value, step) in enumerate(lines):
        grid.addWidget(label(words, soft=True), place, 0)
        wide = isinstance(value, Elided) or (isinstance(value, QLabel) and value.wordWrap())
        side = Qt.AlignmentFlag(0) if wide else Qt.AlignmentFlag.AlignLeft
        grid.addWidget(value, place, 1, side)
        if step:
            grid.addWidget(step, place, 2, Qt.AlignmentFlag.AlignRight)
        grid.setRowMinimumHeight(place, px(32))
    return grid
