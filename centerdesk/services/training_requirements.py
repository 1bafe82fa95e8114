"""Hours that are asked of the posts: what the program ships, and what the centre sets in its place or beside it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.centre import Centre
from centerdesk.db.schema.training import TrainingRequirement
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.people import CentreKind, Post, RequirementPeriod
from centerdesk.domain.training import (
    ANY,
    NO_HOURS,
    Requirement,
    categories,
    hours,
    in_force,
    shipped_requirements,
    tenths,
)
from centerdesk.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class RequirementFields:
    """A target of the centre's own; `category` empty: hours of any kind. 0 hours: a shipped one is asked no more."""

    post: Post
    category: str
    period: RequirementPeriod
    hours: Decimal
    valid_from: date
    ends_on: date | None = None
    source: str = ""


REQUIREMENT_COLUMNS = (
    Column(N_("Post"), lambda row: row.post.label, 24, sort=lambda row: list(Post).index(row.post)),
    Column(N_("Period"), lambda row: row.period.label, 24),
    Column(N_("Category"), lambda row: row.category_title, 36),
    Column(N_("Training hours"), lambda row: row.hours, 18, Align.RIGHT),
    Column(N_("How binding"), lambda row: row.standing, 24),
    Column(N_("Valid from"), lambda row: row.valid_from, 24),
    Column(N_("Holds until"), lambda row: row.ends_on, 24),
    Column(N_("Source"), lambda row: row.source, 90),
)


@needs(Right.READ_STAFF)
def requirements_on(session: Session, on: date) -> list[Requirement]:
    """What is asked on a day, by post."""
    return in_force(_shipped(session), _own(session), on)


@needs(Right.READ_STAFF)
def list_requirements(session: Session) -> list[Requirement]:
    """All there are: the shipped ones that fit the kind of centre, then the centre's own by post and day."""
    posts = list(Post)
    own = sorted(_own(session), key=lambda each: (posts.index(each.post), each.valid_from, each.id))
    return [*_shipped(session), *own]


@needs(Right.WRITE_STAFF)
def add_requirement(session: Session, fields: RequirementFields) -> int:
    """A target of the centre's own from a day on; of the same post, category and period it replaces a shipped one."""
    record = TrainingRequirement()
    _write(session, record, fields)
    session.add(record)
    session.flush()
    return record.id


@needs(Right.WRITE_STAFF)
def change_requirement(session: Session, requirement_id: int, fields: RequirementFields) -> None:
    """Write a target of the centre's own anew."""
    _write(session, session.get_one(TrainingRequirement, requirement_id), fields)


@needs(Right.WRITE_STAFF)
def remove_requirement(session: Session, requirement_id: int) -> None:
    """Take away a target that was entered wrongly; a shipped one it replaced holds again."""
    session.delete(session.get_one(TrainingRequirement, requirement_id))


def _shipped(session: Session) -> list[Requirement]:
    kindergarten = session.scalars(select(Centre.kind)).one() is CentreKind.KINDERGARTEN
    return [each for each in shipped_requirements() if kindergarten or not each.kindergarten]


def _own(session: Session) -> list[Requirement]:
    return [
        Requirement(
            post=each.post,
            category=each.category,
            period=each.period,
            hours=hours(each.hours),
            valid_from=each.valid_from,
            ends_on=each.ends_on,
            source=each.source,
            certainty=Certainty.OWN,
            id=each.id,
        )
        for each in session.scalars(select(TrainingRequirement).order_by(TrainingRequirement.id))
    ]


def _write(session: Session, record: TrainingRequirement, fields: RequirementFields) -> None:
    if fields.category != ANY and fields.category not in {each.code for each in categories()}:
        raise UserError(_("Choose the category of the training."), "category")
    if fields.ends_on and fields.ends_on < fields.valid_from:
        raise UserError(_("The last day lies before the first."), "ends_on")
    for each in _own(session):
        same = each.key == (fields.post, fields.category, fields.period) and each.id != record.id
        if same and each.valid_from == fields.valid_from:
            raise UserError(
                _("There is already such a target from this day on. Change that one instead."), "valid_from"
            )
    record.hours = tenths(fields.hours, least=NO_HOURS)
    record.post, record.category, record.period = fields.post, fields.category, fields.period
    record.valid_from, record.ends_on = fields.valid_from, fields.ends_on
    record.source = fields.source.strip()
