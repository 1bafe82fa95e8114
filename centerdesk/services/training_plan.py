"""The year's training plan: lines for all or for one post, each made a training when it is held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.training import TrainingPlan, TrainingSession
from centerdesk.domain.people import Post, TrainingForm
from centerdesk.domain.training import category_title, hours
from centerdesk.services.rights import Right, needs
from centerdesk.services.training import Attendee, TrainingFields, checked, record_session


@dataclass(frozen=True, slots=True)
class PlanFields:
    """A line of the plan; `post` None: for all. It belongs to the plan of the year it is planned for."""

    planned_on: date
    topic: str
    category: str
    form: TrainingForm
    hours: Decimal
    post: Post | None = None
    organiser: str = ""
    note: str = ""

    @property
    def category_title(self) -> str:
        """The kind of training."""
        return category_title(self.category)

    @property
    def post_text(self) -> str:
        """For whom it is."""
        return self.post.label if self.post else _("All posts")

    def as_training(self, on: date) -> TrainingFields:
        """The training it becomes when held on a day; what else is known is written into it."""
        return TrainingFields(
            on, on, self.topic, self.category, self.form, self.hours, self.organiser, note=self.note
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow(PlanFields):
    """A line of the plan on a day; `session_id` and `held_on` once it was held."""

    id: int
    session_id: int | None
    held_on: date | None
    overdue: bool

    @property
    def state(self) -> str:
        """Whether it was held, is late or still to come."""
        if self.held_on:
            return _("held on {day}").format(day=formats.iso_date(self.held_on))
        return _("overdue") if self.overdue else _("to come")


PLAN_COLUMNS = (
    Column(N_("Planned for"), lambda row: row.planned_on, 24),
    Column(N_("Topic"), lambda row: row.topic, 60),
    Column(N_("Category"), lambda row: row.category_title, 36),
    Column(N_("Form of training"), lambda row: row.form.label, 22),
    Column(N_("Training hours"), lambda row: row.hours, 18, Align.RIGHT),
    Column(N_("For whom"), lambda row: row.post_text, 24),
    Column(N_("Organiser"), lambda row: row.organiser, 40),
    Column(N_("State"), lambda row: row.state, 34),
)


@needs(Right.READ_STAFF)
def plan(session: Session, year: int, today: date) -> list[PlanRow]:
    """The lines of a year's plan in the order of their days."""
    query = (
        select(TrainingPlan, TrainingSession.starts_on)
        .outerjoin(TrainingSession, TrainingSession.id == TrainingPlan.session_id)
        .where(TrainingPlan.year == year)
        .order_by(TrainingPlan.planned_on, TrainingPlan.id)
    )
    return [
        PlanRow(
            line.planned_on,
            line.topic,
            line.category,
            line.form,
            hours(line.hours),
            line.post,
            line.organiser,
            line.note,
            id=line.id,
            session_id=line.session_id,
            held_on=held_on,
            overdue=line.session_id is None and line.planned_on < today,
        )
        for line, held_on in session.execute(query)
    ]


@needs(Right.WRITE_STAFF)
def add_line(session: Session, fields: PlanFields) -> int:
    """Put a line into the plan; returns its id."""
    line = TrainingPlan()
    _write(line, fields)
    session.add(line)
    session.flush()
    return line.id


@needs(Right.WRITE_STAFF)
def change_line(session: Session, plan_id: int, fields: PlanFields) -> None:
    """Write a line of the plan anew."""
    _write(session.get_one(TrainingPlan, plan_id), fields)


@needs(Right.WRITE_STAFF)
def remove_line(session: Session, plan_id: int) -> None:
    """Take a line out of the plan; a training it became stays."""
    session.delete(session.get_one(TrainingPlan, plan_id))


@needs(Right.WRITE_STAFF)
def hold(session: Session, plan_id: int, fields: TrainingFields, attendees: Sequence[Attendee] = ()) -> int:
    """Make a line of the plan a training with its attendees; returns the training's id."""
    line = session.get_one(TrainingPlan, plan_id)
    if line.session_id is not None:
        raise UserError(
            _("“{topic}” has already been held. Open it among the trainings.").format(topic=line.topic)
        )
    line.session_id = record_session(session, fields, attendees)
    session.flush()
    return line.session_id


def _write(line: TrainingPlan, fields: PlanFields) -> None:
    line.hours = checked(fields.as_training(fields.planned_on))
    line.year, line.planned_on = fields.planned_on.year, fields.planned_on
    line.topic, line.category, line.form = fields.topic.strip(), fields.category, fields.form
    line.organiser, line.post, line.note = fields.organiser.strip(), fields.post, fields.note.strip()
