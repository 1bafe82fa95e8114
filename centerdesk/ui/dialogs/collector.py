"""Who may collect a child, for one day or for long, and who must not: recorded, changed and ended."""

from datetime import date, timedelta

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.collecting import BarringPaper
from centerdesk.services import collecting
from centerdesk.services.children import ChildRow
from centerdesk.services.collecting import BarredRow, CollectorFields, CollectorRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form
from centerdesk.ui.widgets.photo import PhotoField


class _PersonDialog(Dialog):
    """A form about somebody in relation to a child."""

    def __init__(self, parent: QWidget, desk: Desk, title: str, does: str) -> None:
        super().__init__(parent, title, 560)
        self._desk = desk
        self.form = Form(columns=2)
        self.body.addWidget(label(does, soft=True, wrap=True))
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def add_text(
        self, name: str, words: str, most: int, hint: str = "", *, whole_line: bool = False
    ) -> QLineEdit:
        """A line to type in; `hint` stands in it while it is empty."""
        edit = self.form.add(name, words, QLineEdit(), whole_line=whole_line)
        edit.setMaxLength(most)
        edit.setPlaceholderText(hint)
        return edit

    def add_person(self) -> None:
        """Name, relation, phone and the end of the ID number."""
        self.name_edit = self.add_text("name", _("Name"), 60)
        self.relation_edit = self.add_text(
            "relation", _("Relation to the child"), 40, _("for example grandmother, nanny")
        )
        self.phone_edit = self.add_text("phone", _("Phone"), 30)
        self.tail_edit = self.add_text(
            "id_tail", _("Last four characters of the ID number"), 18, _("only these four")
        )


class CollectorDialog(_PersonDialog):
    """Somebody whom the guardian lets collect the child, from a day on."""

    def __init__(self, parent: QWidget, desk: Desk, child: ChildRow) -> None:
        super().__init__(
            parent,
            desk,
            _("{name}: authorise somebody to collect").format(name=child.name),
            _("On the guardian's signed word. Guardians with custody may collect without it."),
        )
        self._child = child
        self._add_fields(desk.today(), None)
        self.add_buttons(_("Record"), self._on_save)
        keep_draft(self, desk, child.id, {"form": self.form})

    def _add_fields(self, first: date, photo: bytes | None) -> None:
        self.add_person()
        self.from_field = self.form.add("valid_from", _("Valid from"), DateField(first))
        self.until_field = self.form.add(
            "valid_until", _("Valid until"), DateField(), hint=_("Empty: until it is ended.")
        )
        self.photo_field = self.form.add(
            "file",
            _("Photo"),
            PhotoField(photo, _("Photo")),
            hint=_("Only if the person agrees. It stands on the pick-up card."),
            whole_line=True,
        )
        self.photo_field.changed.connect(self.form.clear_errors)
        self.note_edit = self.add_text("note", _("Note"), 200, whole_line=True)

    def fields(self) -> CollectorFields:
        """What has been typed; UserError where it is none."""
        return CollectorFields(
            self.name_edit.text(),
            self.relation_edit.text(),
            self.phone_edit.text(),
            self.from_field.needed(),
            self.until_field.day(),
            self.tail_edit.text(),
            self.note_edit.text(),
        )

    def _on_save(self) -> None:
        self.form.clear_errors()
        photo = self.photo_field.content
        self._desk.write(collecting.add_collector, self._child.id, self.fields(), photo=photo)
        self.accept()


class ChangeCollectorDialog(CollectorDialog):
    """What is recorded of an authorised person, corrected or renewed."""

    def __init__(self, parent: QWidget, desk: Desk, collector: CollectorRow, photo: bytes | None) -> None:
        _PersonDialog.__init__(
            self,
            parent,
            desk,
            _("Authorisation of {name}").format(name=collector.name),
            _("On the guardian's signed word. Guardians with custody may collect without it."),
        )
        self._collector = collector
        self._add_fields(collector.valid_from, photo)
        self.name_edit.setText(collector.name)
        self.relation_edit.setText(collector.relation)
        self.phone_edit.setText(collector.phone)
        self.tail_edit.setText(collector.id_tail)
        self.until_field.set_day(collector.valid_until)
        self.note_edit.setText(collector.note)
        self.add_buttons(_("Save"), self._on_save)
        keep_draft(self, desk, collector.id, {"form": self.form})

    def _on_save(self) -> None:
        self.form.clear_errors()
        self._desk.write(collecting.change_collector, self._collector.id, self.fields())
        if self.photo_field.is_changed:
            self._desk.write(collecting.set_photo, self._collector.id, self.photo_field.content)
        self.accept()


class ProxyDialog(_PersonDialog):
    """Somebody who collects the child on one day."""

    def __init__(self, parent: QWidget, desk: Desk, child: ChildRow) -> None:
        super().__init__(
            parent,
            desk,
            _("{name}: proxy for one day").format(name=child.name),
            _(
                "It holds on that day only and expires by itself. Ring the guardian back before you record it."
            ),
        )
        self._child = child
        self.add_person()
        self.day_field = self.form.add("day", _("Day"), DateField(desk.today()))
        self.add_buttons(_("Record"), self._on_save)
        keep_draft(self, desk, child.id, {"form": self.form})

    def _on_save(self) -> None:
        self.form.clear_errors()
        self._desk.write(
            collecting.add_proxy,
            self._child.id,
            self.name_edit.text(),
            self.relation_edit.text(),
            self.phone_edit.text(),
            self.tail_edit.text(),
            self.day_field.needed(),
            today=self._desk.today(),
        )
        self.accept()


class BarredDialog(_PersonDialog):
    """Somebody who must not collect the child, and the paper behind it."""

    def __init__(self, parent: QWidget, desk: Desk, child: ChildRow) -> None:
        super().__init__(
            parent,
            desk,
            _("{name}: bar somebody from collecting").format(name=child.name),
            _(
                "Look at the paper and keep a copy in the child's file. "
                "If the person is authorised to collect, that ends on the day before."
            ),
        )
        self._child = child
        self.name_edit = self.add_text("name", _("Name"), 60)
        self.relation_edit = self.add_text("relation", _("Relation to the child"), 40)
        self.paper_combo = self.form.add(
            "paper", _("Paper behind it"), Combo[BarringPaper]((each, each.label) for each in BarringPaper)
        )
        self.number_edit = self.add_text("number", _("Its number, or the day it was signed"), 120)
        self.since_field = self.form.add("since", _("From"), DateField(desk.today()))
        self.until_field = self.form.add("until", _("To"), DateField(), hint=_("Empty: until it is ended."))
        self.note_edit = self.add_text("note", _("Note"), 200, whole_line=True)
        self.add_buttons(_("Record"), self._on_save)
        keep_draft(self, desk, child.id, {"form": self.form})

    def _on_save(self) -> None:
        self.form.clear_errors()
        self._desk.write(
            collecting.add_barred,
            self._child.id,
            self.name_edit.text(),
            self.relation_edit.text(),
            self.paper_combo.value(),
            self.number_edit.text(),
            self.since_field.needed(),
            until=self.until_field.day(),
            note=self.note_edit.text(),
        )
        self.accept()


class EndDialog(Dialog):
    """The last day of an authorisation or of a bar."""

    def __init__(self, parent: QWidget, desk: Desk, person: CollectorRow | BarredRow) -> None:
        if isinstance(person, BarredRow):
            title, name, first, do = _("{name}: lift the bar"), "until", person.since, _("Lift")
        else:
            title, name, first, do = (
                _("{name}: end the authorisation"),
                "valid_until",
                person.valid_from,
                _("End"),
            )
        super().__init__(parent, title.format(name=person.name), 440)
        self._desk, self._person = desk, person
        self.form = Form()
        self.body.addWidget(
            label(
                _(
                    "The last day on which it still holds; to end it at once, put yesterday. "
                    "With a day before its beginning the entry is taken out of the list."
                ),
                soft=True,
                wrap=True,
            )
        )
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        today = desk.today()
        # What has not held before today would, ended today, not be ended at all.
        last = today if first < today else today - timedelta(days=1)
        self.day_field = self.form.add(name, _("Last day"), DateField(last))
        self.add_buttons(do, self._on_end)

    def _on_end(self) -> None:
        end = collecting.end_barred if isinstance(self._person, BarredRow) else collecting.end_collector
        self._desk.write(end, self._person.id, self.day_field.needed())
        self.accept()
