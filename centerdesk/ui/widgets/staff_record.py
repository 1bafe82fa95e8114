"""A record of a member of staff beside the list: who it is, the posts, the particulars."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.services.staff import PostRow, StaffRow
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Elided, Flow, Pill, button, clear, column, label, row, scrolled
from centerdesk.ui.widgets.empty import EmptyState
from centerdesk.ui.widgets.facts import Facts, FactsView, grouped
from centerdesk.ui.widgets.photo import Photo
from centerdesk.ui.widgets.tab_strip import TabStrip


class StaffRecord(QFrame):
    """The steps one can take stand under the name; the parts of the record in tabs."""

    edit_asked = Signal()
    post_asked = Signal()
    leave_asked = Signal()
    back_asked = Signal()
    change_post_asked = Signal(object)
    remove_post_asked = Signal(object)

    def __init__(self, may_write: bool, sees_numbers: bool) -> None:
        super().__init__()
        self._may_write, self._sees_numbers = may_write, sees_numbers
        self.setProperty("card", True)
        self.photo = Photo(None, _("Photo"))
        self.name_label = Elided("", 20, bold=True)
        self.line_label = label("", soft=True, wrap=True)
        self._badges = Flow(6)
        self.edit_button = button(_("Edit"), self.edit_asked.emit, icon="pencil")
        self.post_button = button(_("Add a post"), self.post_asked.emit, icon="plus")
        self.leave_button = button(_("Leaves work"), self.leave_asked.emit)
        self.back_button = button(_("Hire again"), self.back_asked.emit)
        steps = Flow(8)
        for each in (self.edit_button, self.post_button, self.leave_button, self.back_button):
            steps.addWidget(each)
        self._steps = QWidget()
        self._steps.setLayout(steps)
        self._steps.setVisible(may_write)
        self.tabs = QTabWidget()
        self._strip = TabStrip(self.tabs)
        self._posts = QVBoxLayout()
        self._facts = FactsView()
        self._build()

    def _build(self) -> None:
        posts = QWidget()
        self._posts.setContentsMargins(0, px(12), px(8), px(8))
        self._posts.setSpacing(px(12))
        posts.setLayout(self._posts)
        self._strip.add(scrolled(self._facts), _("Particulars"))
        self._strip.add(scrolled(posts), _("Posts"))
        stack = QStackedLayout(self)
        stack.addWidget(
            EmptyState("user", _("Nobody chosen"), _("Choose somebody in the list: the record stands here."))
        )
        head = row(column(self.name_label, self.line_label, self._badges, None, gap=6), self.photo, gap=12)
        head.setStretch(0, 1)
        head.setAlignment(self.photo, Qt.AlignmentFlag.AlignTop)
        record = QWidget()
        layout = column(head, self._steps, self._strip, self.tabs)
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        layout.setStretch(3, 1)
        record.setLayout(layout)
        stack.addWidget(record)
        self._stack = stack

    def show_staff(self, member: StaffRow | None, photo: bytes | None = None) -> None:
        """Show a record, or none."""
        self._stack.setCurrentIndex(1 if member else 0)
        if member is None:
            return
        self.photo.show_photo(photo)
        self.name_label.setText(member.distinct_name)
        self.line_label.setText(" · ".join(filter(None, (member.posts_text, member.classes_text))))
        clear(self._badges)
        if member.employment:
            self._badges.addWidget(Pill(member.employment.label, Tone.INFO))
        if member.left_on:
            words = _("Left work on {day}").format(day=formats.iso_date(member.left_on))
            self._badges.addWidget(Pill(words, Tone.MUTE))
        here = member.left_on is None
        self.post_button.setVisible(here)
        self.leave_button.setText(_("Leaves work") if here else _("Correct the leaving"))
        self.leave_button.setAccessibleName(self.leave_button.text())
        self.back_button.setVisible(not here)
        self._facts.show_facts(_particulars(member, self._sees_numbers))
        clear(self._posts)
        for post in reversed(member.post_rows):
            self._posts.addWidget(self._post(post, only=len(member.post_rows) == 1))
        self._posts.addStretch(1)

    def _post(self, post: PostRow, only: bool) -> QWidget:
        days = (
            _("{first} to {last}").format(
                first=formats.iso_date(post.starts_on), last=formats.iso_date(post.ends_on)
            )
            if post.ends_on
            else _("from {day} to this day").format(day=formats.iso_date(post.starts_on))
        )
        head = Flow(8)
        head.addWidget(Pill(post.words, Tone.MUTE if post.ends_on else Tone.OK))
        steps = [(_("Correct"), self.change_post_asked), (_("Remove"), self.remove_post_asked)]
        for words, asked in steps[: 1 if only else 2] if self._may_write else ():
            made = button(words, partial(asked.emit, post), kind="link")
            made.setAccessibleName(f"{words} {post.words} {days}")
            head.addWidget(made)
        whole = QWidget()
        whole.setLayout(column(head, label(days, 12, soft=True, wrap=True), gap=2))
        return whole


def _particulars(member: StaffRow, sees_numbers: bool) -> Facts:
    fields = member.fields
    private: Facts = ()
    if sees_numbers:
        private = (
            (_("Birth date"), formats.long_date(fields.birth_date) if fields.birth_date else ""),
            (_("Address"), fields.address),
        )
    return (
        (_("Sex"), fields.sex.label if fields.sex else ""),
        *private[:1],
        (_("Identity paper"), fields.id_kind.label),
        (_("Its number"), grouped(fields.id_number)),
        (_("Nation"), fields.nation),
        (_("Education"), fields.education.label if fields.education else ""),
        (_("Phone"), fields.phone),
        *private[1:],
        (_("Hired on"), formats.long_date(member.hired_on)),
        (_("Contract of employment"), _contract(member)),
        (_("Note"), fields.note),
    )


def _contract(member: StaffRow) -> str:
    first, last = member.fields.contract_from, member.fields.contract_until
    if first and last:
        return _("{first} to {last}").format(first=formats.iso_date(first), last=formats.iso_date(last))
    if first:
        return _("from {day}, open-ended").format(day=formats.iso_date(first))
    return _("until {day}").format(day=formats.iso_date(last)) if last else ""
