"""Hours the centre asks of a post: a target of its own, in place of one to go by or beside it."""

from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base.i18n import _
from centerdesk.domain.people import Post, RequirementPeriod
from centerdesk.domain.training import ANY, NO_HOURS, Requirement, categories, parse_hours
from centerdesk.services import training_requirements
from centerdesk.services.training_requirements import RequirementFields
from centerdesk.ui.desk import Desk
from centerdesk.ui.drafts import keep_draft
from centerdesk.ui.messages import Dialog
from centerdesk.ui.widgets.basics import label
from centerdesk.ui.widgets.fields import Combo, DateField
from centerdesk.ui.widgets.form import Form


class RequirementDialog(Dialog):
    """A new target, one in place of a shipped requirement (`asked` without id), or an own one changed."""

    def __init__(self, parent: QWidget, desk: Desk, asked: Requirement | None = None) -> None:
        self._id = asked.id if asked else None
        title = (
            _("Set a target of training hours")
            if self._id is None
            else _("Change a target of training hours")
        )
        super().__init__(parent, title, 600)
        self._desk = desk
        self.form = Form(columns=2)
        self._add_fields(asked)
        self.body.addWidget(self.form)
        self.body.addWidget(
            label(
                _(
                    "From its first day on it takes the place of the requirement of the same post, category and "
                    "period that came with the program. 0 hours: nothing is asked any more."
                ),
                12,
                soft=True,
                wrap=True,
            )
        )
        self.body.addStretch(1)
        self.add_buttons(_("Save"), self._on_save)
        keep_draft(self, desk, self._id, {"form": self.form})

    def _add_fields(self, asked: Requirement | None) -> None:
        form, today = self.form, self._desk.today()
        self.post_combo = form.add("post", _("Post"), Combo[Post]((each, each.label) for each in Post))
        self.period_combo = form.add(
            "period", _("Period"), Combo[RequirementPeriod]((each, each.label) for each in RequirementPeriod)
        )
        self.category_combo = form.add(
            "category",
            _("Category"),
            Combo[str]([(ANY, _("Any category")), *((each.code, each.title) for each in categories())]),
        )
        self.hours_edit = form.add("hours", _("Training hours"), QLineEdit(str(asked.hours) if asked else ""))
        self.hours_edit.setMaxLength(8)
        first = asked.valid_from if asked and asked.id is not None else today.replace(month=1, day=1)
        self.from_field = form.add("valid_from", _("Valid from"), DateField(first))
        self.until_field = form.add("ends_on", _("Holds until"), DateField(asked.ends_on if asked else None))
        self.until_field.setPlaceholderText(_("empty: until further notice"))
        own = asked if asked and asked.id is not None else None
        self.source_edit = form.add(
            "source", _("Source"), QLineEdit(own.source if own else ""), whole_line=True
        )
        self.source_edit.setMaxLength(200)
        self.source_edit.setPlaceholderText(_("for example the notice of the authority, with its number"))
        self.post_combo.choose(asked.post if asked else Post.CARER)
        self.period_combo.choose(asked.period if asked else RequirementPeriod.YEAR)
        if asked and any(asked.category == each.code for each in categories()):
            self.category_combo.choose(asked.category)

    def fields(self) -> RequirementFields:
        """What has been typed; UserError where it is none."""
        return RequirementFields(
            self.post_combo.value(),
            self.category_combo.value(),
            self.period_combo.value(),
            _hours(self.hours_edit.text()),
            self.from_field.needed(),
            self.until_field.day(),
            self.source_edit.text(),
        )

    def _on_save(self) -> None:
        self.form.clear_errors()
        if self._id is None:
            self._desk.write(training_requirements.add_requirement, self.fields())
        else:
            self._desk.write(training_requirements.change_requirement, self._id, self.fields())
        self.accept()


def _hours(typed: str) -> Decimal:
    """Of a training there is no 0, of what is asked there is."""
    return NO_HOURS if typed.strip() in ("0", "0.0") else parse_hours(typed)
