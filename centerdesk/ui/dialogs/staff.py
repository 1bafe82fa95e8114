"""A member of staff: the particulars, a post, the end of work."""

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.people import Education, Employment, IdKind, Post, Sex
from centerdesk.services import attachments, classes, staff, staff_posts
from centerdesk.services.staff import PostRow, StaffFields, StaffRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.long import LongDialog
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import button, label
from centerdesk.ui.widgets.fields import Combo, DateField, Text
from centerdesk.ui.widgets.form import Form
from centerdesk.ui.widgets.photo import PhotoField

_LENGTHS = {"name": 60, "id_number": 40, "nation": 40, "phone": 30, "address": 200}


class StaffDialog(LongDialog):
    """Adds a member of staff, or changes the record; who comes back after leaving gets a new one.

    `before` is the record of who comes back: the new one begins with what stood there.
    """

    def __init__(
        self, parent: QWidget, desk: Desk, row: StaffRow | None = None, before: StaffRow | None = None
    ) -> None:
        title = _("Record of {name}").format(name=row.distinct_name) if row else _("Add a member of staff")
        super().__init__(parent, title, 760)
        self._desk, self._row = desk, row
        self._texts: dict[str, QLineEdit] = {}
        known = row or before
        photo = desk.read(attachments.photo_of_staff, known.id) if known else None
        self.form, self.work = Form(columns=2), Form(columns=2)
        self._add_person(photo)
        self._add_work()
        hint = _("A new record begins; the earlier one stays as it was, with its papers and its training.")
        groups = [(_("Particulars"), self.form), (_("Work"), self.work)]
        self.lay_out(groups, hint if before else "")
        if known:
            self._show(known.fields)
        self.save_button = self.add_buttons(_("Save") if row else _("Add"), self._on_save)
        self._texts["name"].setFocus()
        keep_draft(self, desk, row.id if row else None, {"form": self.form, "work": self.work})

    def _add_text(self, form: Form, name: str, words: str, *, whole_line: bool = False) -> None:
        edit = self._texts[name] = form.add(name, words, QLineEdit(), whole_line=whole_line)
        edit.setMaxLength(_LENGTHS[name])

    def _add_person(self, photo: bytes | None) -> None:
        form = self.form
        self.photo_field = form.add(
            "photo",
            _("Photo"),
            PhotoField(photo, _("Photo")),
            hint=_("Only with the person's own consent; it is not printed."),
            whole_line=True,
        )
        self.photo_field.changed.connect(form.clear_errors)
        self._add_text(form, "name", _("Name"))
        self.sex_combo = form.add(
            "sex",
            _("Sex"),
            Combo[Sex | None]([(None, _("Not recorded")), *((sex, sex.label) for sex in Sex)]),
        )
        self.kind_combo = form.add(
            "id_kind",
            _("Identity paper"),
            Combo[IdKind]((kind, kind.label) for kind in IdKind if kind is not IdKind.BIRTH),
        )
        self._add_text(form, "id_number", _("Its number"))
        self.birth_field = form.add("birth_date", _("Birth date"), DateField())
        self._add_text(form, "nation", _("Nation"))
        self._add_text(form, "phone", _("Phone"))
        self.education_combo = form.add(
            "education",
            _("Education"),
            Combo[Education | None]([(None, _("Not recorded")), *((each, each.label) for each in Education)]),
        )
        self._add_text(form, "address", _("Address"), whole_line=True)
        self.note_edit = form.add("note", _("Note"), Text(), whole_line=True)

    def _add_work(self) -> None:
        form = self.work
        self.hired_field = form.add(
            "hired_on", _("Hired on"), DateField(self._row.hired_on if self._row else self._desk.today())
        )
        self.employment_combo = form.add(
            "employment",
            _("Full or part time"),
            Combo[Employment | None](
                [(None, _("Not recorded")), *((each, each.label) for each in Employment)]
            ),
        )
        self.from_field = form.add("contract_from", _("Contract of employment from"), DateField())
        self.until_field = form.add("contract_until", _("Contract of employment until"), DateField())
        if self._row is None:
            self.post_combo = form.add("post", _("Post"), post_combo())
            self.class_combo = form.add("class", _("Class"), class_combo(self._desk))

    def _show(self, fields: StaffFields) -> None:
        for name, edit in self._texts.items():
            edit.setText(getattr(fields, name))
        self.sex_combo.choose(fields.sex)
        self.kind_combo.choose(fields.id_kind)
        self.birth_field.set_day(fields.birth_date)
        self.education_combo.choose(fields.education)
        self.note_edit.setPlainText(fields.note)
        self.employment_combo.choose(fields.employment)
        if self._row:
            self.from_field.set_day(fields.contract_from)
            self.until_field.set_day(fields.contract_until)

    def fields(self) -> StaffFields:
        """What has been typed; UserError where it is none."""
        return StaffFields(
            sex=self.sex_combo.value(),
            birth_date=self.birth_field.day(),
            id_kind=self.kind_combo.value(),
            education=self.education_combo.value(),
            employment=self.employment_combo.value(),
            contract_from=self.from_field.day(),
            contract_until=self.until_field.day(),
            note=self.note_edit.toPlainText().strip(),
            **{name: edit.text() for name, edit in self._texts.items()},
        )

    def _on_save(self) -> None:
        for form in (self.form, self.work):
            form.clear_errors()
        with self.showing_errors():
            doubts = staff.check_staff(self.fields(), self.hired_field.needed())
            if self.is_told(doubts, self.save_button):
                self._save()

    def _save(self) -> None:
        fields, hired_on = self.fields(), self.hired_field.needed()
        if self._row:
            staff_id = self._row.id
            self._desk.write(staff.change_staff, staff_id, fields, hired_on)
        else:
            staff_id = self._desk.write(
                staff.hire, fields, self.post_combo.value(), hired_on, class_id=self.class_combo.value()
            )
        # Of who comes back the photo is taken along; a file that was not touched is not written again.
        if self.photo_field.is_changed or (self._row is None and self.photo_field.content):
            self._desk.write(
                attachments.set_photo_of_staff, staff_id, self.photo_field.content, self._desk.today()
            )
        self.accept()


class _PostForm(Dialog):
    """Which post in which class, from when to when."""

    def __init__(self, parent: QWidget, desk: Desk, title: str, row: PostRow | None = None) -> None:
        super().__init__(parent, title, 560)
        self._desk = desk
        self.form = Form(columns=2)
        self.post_combo = self.form.add("post", _("Post"), post_combo())
        self.class_combo = self.form.add("class", _("Class"), class_combo(desk, row))
        self.from_field = self.form.add(
            "starts_on", _("From"), DateField(row.starts_on if row else desk.today())
        )
        self.until_field = self.form.add(
            "ends_on", _("Last day (empty: to this day)"), DateField(row.ends_on if row else None)
        )
        self.body.addWidget(self.form)
        self.body.addStretch(1)


class PostDialog(_PostForm):
    """A further post, beside the others or in place of one."""

    def __init__(self, parent: QWidget, desk: Desk, member: StaffRow) -> None:
        super().__init__(parent, desk, _("{name}: add a post").format(name=member.name))
        self._member = member
        held = [post for post in member.post_rows if post.covers(desk.today())]
        self.replaces_combo = self.form.add(
            "replaces",
            _("Posts held now"),
            Combo[int | None](
                [
                    (None, _("are kept: several posts at once")),
                    *((each.id, _("{post} ends the day before").format(post=each.words)) for each in held),
                ]
            ),
            whole_line=True,
        )
        self.add_buttons(_("Add"), self._on_add)
        keep_draft(self, desk, member.id, {"form": self.form})

    def _on_add(self) -> None:
        self.form.clear_errors()
        self._desk.write(
            staff_posts.add_post,
            self._member.id,
            self.post_combo.value(),
            self.from_field.needed(),
            self.class_combo.value(),
            ends_on=self.until_field.day(),
            replaces=self.replaces_combo.value(),
        )
        self.accept()


class ChangePostDialog(_PostForm):
    """Corrects what is recorded of a post, or ends it."""

    def __init__(self, parent: QWidget, desk: Desk, member: StaffRow, row: PostRow) -> None:
        super().__init__(parent, desk, _("{name}: correct a post").format(name=member.name), row)
        self._row = row
        self.post_combo.choose(row.post)
        self.class_combo.choose(row.class_id)
        self.add_buttons(_("Save"), self._on_save)
        keep_draft(self, desk, row.id, {"form": self.form})

    def _on_save(self) -> None:
        self.form.clear_errors()
        self._desk.write(
            staff_posts.change_post,
            self._row.id,
            self.post_combo.value(),
            self.class_combo.value(),
            self.from_field.needed(),
            self.until_field.day(),
        )
        self.accept()


class StaffLeaveDialog(Dialog):
    """The last day at work, or another one where it was typed wrong."""

    def __init__(self, parent: QWidget, desk: Desk, member: StaffRow) -> None:
        super().__init__(parent, _("{name} leaves work").format(name=member.name), 480)
        self._desk, self._member = desk, member
        self.form = Form()
        self.day_field = self.form.add(
            "left_on", _("Last day at work"), DateField(member.left_on or desk.today())
        )
        words = _(
            "The posts end with that day. The record, the papers, the training and the rota of the past are kept."
        )
        self.body.addWidget(label(words, soft=True, wrap=True))
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        if member.left_on:
            self.foot.insertWidget(0, button(_("Has not left"), self._on_take_back, kind="link"))
        self.add_buttons(_("Save"), self._on_do)
        keep_draft(self, desk, member.id, {"form": self.form})

    def _on_do(self) -> None:
        self.form.clear_errors()
        self._desk.write(staff.leave, self._member.id, self.day_field.needed())
        self.accept()

    def _on_take_back(self) -> None:
        self._desk.write(staff.leave, self._member.id, None)
        self.accept()


def post_combo() -> Combo[Post]:
    """A choice among the posts; most who work here are carers."""
    combo = Combo[Post]((post, post.label) for post in Post)
    combo.choose(Post.CARER)
    return combo


def class_combo(desk: Desk, post: PostRow | None = None) -> Combo[int | None]:
    """A choice among the open classes, and none; the class of a post that is corrected is always offered."""
    choices: list[tuple[int | None, str]] = [(None, _("No class of her own"))]
    choices += [(group.id, group.name) for group in desk.read(classes.list_classes, on=desk.today())]
    if post and post.class_id and (post.class_id, post.class_name) not in choices:
        choices.append((post.class_id, post.class_name))
    return Combo[int | None](choices)
