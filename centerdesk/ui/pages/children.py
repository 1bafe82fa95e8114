"""Children: the roster beside a record."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMenu, QStackedWidget

from centerdesk.base.files import write_whole
from centerdesk.base.i18n import _
from centerdesk.domain.people import Role
from centerdesk.services import children, classes
from centerdesk.services.applications import ApplicationRow
from centerdesk.services.children import CHILD_COLUMNS, ChildRow
from centerdesk.services.rights import RIGHTS, Right
from centerdesk.ui import theme
from centerdesk.ui.desk import Desk
from centerdesk.ui.pages.page import Page
from centerdesk.ui.saving import XLSX, ask_file
from centerdesk.ui.tabs.child_collecting import ChildCollecting
from centerdesk.ui.tabs.child_consents import ChildConsents
from centerdesk.ui.tabs.child_entry import ChildEntry
from centerdesk.ui.tabs.child_files import ChildFiles
from centerdesk.ui.tabs.child_history import ChildHistory
from centerdesk.ui.tabs.child_stays import ChildStays
from centerdesk.ui.theme import Tone
from centerdesk.ui.widgets.basics import button, icon_button, label, row
from centerdesk.ui.widgets.beside import beside
from centerdesk.ui.widgets.child_record import ChildRecord
from centerdesk.ui.widgets.empty import EmptyState
from centerdesk.ui.widgets.fields import Combo
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.table import Look

_WIDTHS = {
    "Name": 90, "Sex": 54, "Birth date": 104, "Age": 82, "Class": 84, "Alerts": 160, "Guardian's phone": 124,
    "Enrolled on": 104, "Left on": 104,
}  # fmt: skip


class ChildrenPage(Page):
    """Who is here, who was; enrolling, moving, leaving; the roster from a workbook."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._may_write = desk.actor.role == Role.DIRECTOR
        self._to_show: int | None = None
        self.class_combo = Combo[int | None]([(None, _("All classes"))])
        self.class_combo.setAccessibleName(_("Class"))
        self.class_combo.currentIndexChanged.connect(self._sift)
        self.left_check = QCheckBox(_("With those who have left"))
        self.left_check.toggled.connect(self.refresh)
        looks = {"Alerts": lambda _row: Look(pill=Tone.ALARM), "Name": _name_look}
        self.list = ListFrame(
            desk,
            _("Children"),
            CHILD_COLUMNS,
            lambda row: row.id,
            words=_words,
            count=_("{n} children"),
            looks=looks,
        )
        self.list.put_first(self.class_combo, self.left_check)
        self.list.table.set_widths(_WIDTHS, stretch="")
        self.list.table.chosen.connect(self._on_chosen)
        self.list.table.opened.connect(lambda _row: self._on_edit())
        self.list.saved.connect(lambda file: self.said.emit(_("Saved: {file}").format(file=file), Tone.OK))
        self.record = ChildRecord(self._may_write)
        self.files, self.consents = ChildFiles(desk), ChildConsents(desk)
        for speaker in (self.files, self.consents):
            speaker.said.connect(self.said)
        self.record.add_part(ChildCollecting(desk), _("Guardians and collecting"))
        self.record.add_part(ChildStays(desk), _("Times in the centre"))
        self.record.add_part(ChildEntry(desk), _("Entry papers"))
        self.record.add_part(self.files, _("Attachments"))
        self.record.add_part(self.consents, _("Informed consents"))
        self.record.add_part(ChildHistory(desk), _("Change log"))
        self._connect_record()
        self.stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        self.import_button = button(_("Read in a roster"), self._on_import, icon="file-spreadsheet")
        self.undo_button = button(_("Undo the last import"), self._on_undo, icon="rotate-ccw")
        self.enrol_button = button(_("Enrol a child"), self._on_enrol, icon="user-plus", kind="primary")
        self.waiting_button = button(_("Waiting list …"), self._on_waiting, icon="clipboard-list")
        self.waiting_button.setVisible(self.desk.actor.role != Role.TEACHER)
        self.more_button = icon_button("ellipsis", _("More"), self._on_more)
        for each in (self.import_button, self.undo_button, self.enrol_button):
            each.setVisible(self._may_write)
        self.more_button.setVisible(bool(self._more()))
        self.body.addLayout(
            row(
                label(_("Children"), 20, bold=True),
                None,
                self.undo_button,
                self.waiting_button,
                self.import_button,
                self.enrol_button,
                self.more_button,
            )
        )
        self.stack.addWidget(beside(self.list, self.record))
        buttons = (
            button(_("Read in a roster"), self._on_import, icon="file-spreadsheet", kind="primary"),
            button(_("Enrol a child"), self._on_enrol, icon="user-plus"),
        )
        self.empty = EmptyState(
            "users",
            _("No children yet"),
            _(
                "Read in the roster you keep as a workbook: you see first what it brings. Or enrol child by child."
            ),
            *(buttons if self._may_write else ()),
        )
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack, 1)
        self.setFocusProxy(self.list.table)

    def _connect_record(self) -> None:
        self.record.edit_asked.connect(self._on_edit)
        self.record.move_asked.connect(lambda: self._step("MoveDialog"))
        self.record.pattern_asked.connect(lambda: self._step("PatternDialog"))
        self.record.leave_asked.connect(lambda: self._step("LeaveDialog"))
        self.record.return_asked.connect(lambda: self._step("ReturnDialog"))

    def refresh(self) -> None:
        """Read the roster again."""
        today = self.desk.today()
        groups = self.desk.read(classes.list_classes)
        self.class_combo.fill([(None, _("All classes")), *((group.id, group.name) for group in groups)])
        with_left = self.left_check.isChecked()
        rows = self.desk.read(children.list_children, today, with_left=with_left)
        nobody = not rows and not self.desk.read(children.list_children, today, with_left=True)
        self.stack.setCurrentIndex(1 if nobody else 0)
        self.list.table.setColumnHidden(_place("Left on"), not with_left)
        self.list.set_rows(rows)
        self._sift()
        if self._to_show is not None:
            self.list.table.go_to(self._to_show)
            self._to_show = None
        elif rows and self.list.table.current() is None:
            self.list.table.go_to_place(0)
        self.record.show_child(self.list.table.current())
        self._show_undo()

    def open_at(self, where: dict[str, Any]) -> None:
        """Show a child's record."""
        self._to_show = where.get("child_id")
        self.list.filter_edit.clear()
        self.class_combo.choose(None)
        self.refresh()

    def new_day(self) -> None:
        """Ages are those of the day; they are read again anyway."""

    def current(self) -> ChildRow | None:
        """The child whose record is shown."""
        row: ChildRow | None = self.list.table.current()
        return row

    def _on_chosen(self, row: ChildRow | None) -> None:
        self.record.show_child(row)

    def _sift(self) -> None:
        wanted = self.class_combo.value()
        self.list.keep(lambda row: wanted in (None, row.class_id))

    def _on_enrol(self) -> None:
        from centerdesk.ui.dialogs.child import ChildDialog

        ChildDialog(self, self.desk).open()

    def _on_waiting(self) -> None:
        from centerdesk.ui.dialogs.waiting_list import WaitingListDialog

        dialog = WaitingListDialog(self, self.desk)
        dialog.admit_asked.connect(self._on_admit)
        dialog.open()

    def _on_admit(self, application: ApplicationRow) -> None:
        from centerdesk.ui.dialogs.child import ChildDialog

        ChildDialog(self, self.desk, application=application).open()

    def _more(self) -> list[tuple[str, str, Callable[[], None]]]:
        """Steps that are seldom taken: icon, words, and what they do."""
        found = []
        if self._may_write:
            found += [
                ("file-spreadsheet", _("Save a roster that can be read in again"), self.save_roster),
                ("graduation-cap", _("Class moves at the turn of the school year"), self.move_up),
                ("merge", _("Children recorded twice"), self.show_duplicates),
            ]
        if Right.WRITE_HEALTH in RIGHTS[self.desk.actor.role]:
            found += [
                ("ruler", _("Read in weights and lengths"), self.import_growth),
                ("stethoscope", _("Medical observation of a class"), self.observe),
            ]
        return found

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for icon, words, step in self._more():
            menu.addAction(theme.icon(icon), words).triggered.connect(step)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def import_growth(self) -> None:
        """Weights and lengths from a workbook."""
        from centerdesk.ui.dialogs.import_table import GROWTH, ImportTableDialog

        ImportTableDialog(self, self.desk, GROWTH).open()

    def observe(self) -> None:
        """Put a class under medical observation: nobody comes in, no transfer certificate goes out."""
        from centerdesk.ui.dialogs.observation import ObservationDialog

        ObservationDialog(self, self.desk).open()

    def save_roster(self) -> None:
        """The roster as a workbook that the import reads without a difference."""
        name = _("Roster of children")
        ask_file(
            self,
            _("Save a roster that can be read in again"),
            f"{name}-{self.desk.today()}{XLSX}",
            self.save_roster_to,
        )

    def save_roster_to(self, path: Path) -> None:
        """Write it; with those who have left when they are shown."""
        today, with_left = self.desk.today(), self.left_check.isChecked()

        def work(session: Any) -> str:
            from centerdesk.excel import write_sheets
            from centerdesk.services.audit import note_taken_out
            from centerdesk.services.roster_export import roster_sheet

            sheet = roster_sheet(session, today, with_left=with_left)
            note_taken_out(session, sheet.title, len(sheet.rows))
            write_whole(path, write_sheets([sheet]))
            return path.name

        self.desk.later(work, self.list.saved.emit, _("Writing the workbook …"))

    def move_up(self) -> None:
        """Everybody into next year's class, or out of the centre."""
        from centerdesk.ui.dialogs.school_year import SchoolYearDialog

        SchoolYearDialog(self, self.desk).open()

    def show_duplicates(self) -> None:
        """Pairs of records that may be of one child."""
        from centerdesk.ui.dialogs.duplicates import DuplicatesDialog

        DuplicatesDialog(self, self.desk).open()

    def _on_edit(self) -> None:
        from centerdesk.ui.dialogs.child import ChildDialog

        row = self.current()
        if row and self._may_write:
            ChildDialog(self, self.desk, row).open()

    def _step(self, name: str) -> None:
        from centerdesk.ui.dialogs import stay

        row = self.current()
        if row:
            dialog = getattr(stay, name)(self, self.desk, row)
            dialog.open()

    def _on_import(self) -> None:
        from centerdesk.ui.dialogs.import_roster import ImportRosterDialog

        ImportRosterDialog(self, self.desk).open()

    def _show_undo(self) -> None:
        last = self._last_import() if self._may_write else None
        self.undo_button.setVisible(last is not None)
        if last is not None:
            self.undo_button.setToolTip(last.file_name)

    def _last_import(self) -> Any:
        from centerdesk.services import imports

        found = self.desk.read(imports.list_imports)
        return found[0] if found and found[0].undone_at is None else None

    def _on_undo(self) -> None:
        from centerdesk.services import imports
        from centerdesk.ui.messages import ask

        last = self._last_import()
        if last is None:
            return
        ask(
            self,
            _("Undo the import?"),
            _("What “{file}” brought is taken out again, and what it changed is put back as it was.").format(
                file=last.file_name
            ),
            _("Undo"),
            lambda: self.desk.write(imports.undo_import, last.id, self.desk.now()),
        )


def _words(row: ChildRow) -> str:
    return " ".join([row.found_by, row.class_name, row.allergies, row.chronic, row.barred])


def _name_look(row: ChildRow) -> Look:
    badges = ((row.pause.label, Tone.WARN),) if row.pause else ()
    return Look(badges=badges, token="soft" if row.left_on else "text")


def _place(title: str) -> int:
    return [column.title for column in CHILD_COLUMNS].index(title)
