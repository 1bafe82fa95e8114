"""The people who work here: a list beside a record, with the posts held now and before."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QMenu, QStackedWidget, QWidget

from centerdesk.base.files import write_whole
from centerdesk.base.i18n import _
from centerdesk.services import attachments, staff, staff_posts
from centerdesk.services.rights import RIGHTS, Right
from centerdesk.services.staff import STAFF_COLUMNS, PostRow, StaffRow
from centerdesk.ui import theme
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog, ask
from centerdesk.ui.saving import XLSX, ask_file
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import button, column, icon_button
from centerdesk.ui.widgets.beside import beside
from centerdesk.ui.widgets.empty import EmptyState
from centerdesk.ui.widgets.list_frame import ListFrame
from centerdesk.ui.widgets.staff_record import StaffRecord
from centerdesk.ui.widgets.table import Look

_WIDTHS = {
    "Name": 72, "Sex": 50, "Post": 150, "Class": 76, "Full or part time": 84, "Education": 88, "Phone": 112,
    "Hired on": 98, "Last day at work": 100,
}  # fmt: skip


class PeopleTab(QWidget):
    """Hiring, posts, leaving; who has left is shown on request, with everything that was recorded."""

    said = Signal(str, Tone)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        rights = RIGHTS[desk.actor.role]
        self._may_write = Right.WRITE_STAFF in rights
        self._to_show: int | None = None
        self.left_check = QCheckBox(_("With former staff"))
        self.left_check.toggled.connect(self.refresh)
        self.add_button = button(_("Add a member of staff"), self._on_add, icon="user-plus", kind="primary")
        self.more_button = icon_button("ellipsis", _("More"), self._on_more)
        for each in (self.add_button, self.more_button):
            each.setVisible(self._may_write)
        self.list = ListFrame(
            desk,
            _("Staff"),
            STAFF_COLUMNS,
            lambda row: row.id,
            words=lambda row: f"{row.found_by} {row.name} {row.posts_text} {row.classes_text}",
            count=_("{n} members of staff"),
            looks={"Name": lambda row: Look(token="soft" if row.left_on else "text")},
        )
        self.list.put_first(self.left_check)
        self.list.head.addWidget(self.add_button)
        self.list.head.addWidget(self.more_button)
        self.list.table.set_widths(_WIDTHS, stretch="")
        self.list.table.chosen.connect(self._show)
        self.list.table.opened.connect(lambda _row: self._on_edit())
        self.list.saved.connect(lambda file: self.said.emit(_("Saved: {file}").format(file=file), Tone.OK))
        self.record = StaffRecord(self._may_write, Right.READ_ID_NUMBERS in rights)
        self._connect_record()
        self.stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        self.stack.addWidget(beside(self.list, self.record))
        buttons = (
            button(_("Add a member of staff"), self._on_add, icon="user-plus", kind="primary"),
            button(_("Read in a list of staff"), self.import_staff, icon="file-spreadsheet"),
        )
        self.empty = EmptyState(
            "users",
            _("No staff yet"),
            _("Add the head, the carers and all others who work here, each with the post and the class."),
            *(buttons if self._may_write else ()),
        )
        self.stack.addWidget(self.empty)
        layout = column(self.stack)
        layout.setContentsMargins(0, px(12), 0, 0)
        self.setLayout(layout)
        self.setFocusProxy(self.list.table)

    def _connect_record(self) -> None:
        self.record.edit_asked.connect(self._on_edit)
        self.record.post_asked.connect(lambda: self._open("PostDialog"))
        self.record.leave_asked.connect(lambda: self._open("StaffLeaveDialog"))
        self.record.back_asked.connect(self._on_back)
        self.record.change_post_asked.connect(lambda post: self._open("ChangePostDialog", post))
        self.record.remove_post_asked.connect(self._on_remove_post)

    def refresh(self) -> None:
        """Read the staff again."""
        today, with_left = self.desk.today(), self.left_check.isChecked()
        everybody = self.desk.read(staff.list_staff, today, with_left=True)
        here = {row.id for row in self.desk.read(staff.list_staff, today)}
        rows = [row for row in everybody if with_left or row.id in here]
        self.stack.setCurrentIndex(0 if everybody else 1)
        titles = [each.title for each in STAFF_COLUMNS]
        self.list.table.setColumnHidden(titles.index("Last day at work"), not with_left)
        self.list.set_rows(rows)
        if self._to_show is not None:
            self.list.table.go_to(self._to_show)
            self._to_show = None
        elif rows and self.list.table.current() is None:
            self.list.table.go_to_place(0)
        self._show(self.current())

    def open_at(self, where: dict[str, Any]) -> None:
        """Show a member's record, also of who has left."""
        self._to_show = where.get("staff_id")
        self.list.filter_edit.clear()
        here = {row.id for row in self.desk.read(staff.list_staff, self.desk.today())}
        if self._to_show is not None and self._to_show not in here:
            self.left_check.setChecked(True)
        self.refresh()

    def current(self) -> StaffRow | None:
        """The member whose record is shown."""
        row: StaffRow | None = self.list.table.current()
        return row

    def _show(self, member: StaffRow | None) -> None:
        photo = self.desk.read(attachments.photo_of_staff, member.id) if member else None
        self.record.show_staff(member, photo)

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for icon, words, step in (
            ("upload", _("Read in a list of staff"), self.import_staff),
            ("file-spreadsheet", _("Save a list of staff that can be read in again"), self.save_staff),
        ):
            menu.addAction(theme.icon(icon), words).triggered.connect(step)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def import_staff(self) -> None:
        """A list of staff from a workbook."""
        from centerdesk.ui.dialogs.import_table import STAFF, ImportTableDialog

        ImportTableDialog(self, self.desk, STAFF).open()

    def save_staff(self) -> None:
        """The staff as a workbook that the import reads without a difference."""
        name = _("List of staff")
        ask_file(
            self,
            _("Save a list of staff that can be read in again"),
            f"{name}-{self.desk.today()}{XLSX}",
            self.save_staff_to,
        )

    def save_staff_to(self, path: Path) -> None:
        """Write it; with those who have left when they are shown."""
        today, with_left = self.desk.today(), self.left_check.isChecked()

        def work(session: Any) -> str:
            from centerdesk.excel import write_sheets
            from centerdesk.services.audit import note_taken_out
            from centerdesk.services.staff_export import staff_sheet

            sheet = staff_sheet(session, today, with_left=with_left)
            note_taken_out(session, sheet.title, len(sheet.rows))
            write_whole(path, write_sheets([sheet]))
            return path.name

        self.desk.later(work, self.list.saved.emit, _("Writing the workbook …"))

    def _on_add(self) -> None:
        self._opened("StaffDialog")

    def _on_edit(self) -> None:
        if self._may_write:
            self._open("StaffDialog")

    def _on_back(self) -> None:
        from centerdesk.ui.dialogs.staff import StaffDialog

        if member := self.current():
            StaffDialog(self, self.desk, before=member).open()

    def _open(self, name: str, *more: PostRow) -> None:
        if member := self.current():
            self._opened(name, member, *more)

    def _opened(self, name: str, *about: StaffRow | PostRow) -> None:
        from centerdesk.ui.dialogs import staff as dialogs

        getattr(dialogs, name)(self, self.desk, *about).open()

    def _on_remove_post(self, post: PostRow) -> Dialog:
        return ask(
            self,
            _("Remove the post “{post}”?").format(post=post.words),
            _("Only a post recorded by mistake is removed. One that was held gets its last day instead."),
            _("Remove"),
            lambda: self.desk.write(staff_posts.remove_post, post.id),
        )
