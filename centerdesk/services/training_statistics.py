"""Training hours of a time by post and category, and by person."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from centerdesk.base.i18n import N_
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.staff import StaffMember, StaffPost
from centerdesk.db.schema.training import TrainingAttendance, TrainingSession
from centerdesk.domain.people import Post
from centerdesk.domain.training import categories, category_title, hours
from centerdesk.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class PostHoursRow:
    """Hours of those who held a post, in trainings of a category."""

    post: Post
    category: str
    people: int
    hours: Decimal

    @property
    def category_title(self) -> str:
        """The kind of training."""
        return category_title(self.category)


@dataclass(frozen=True, slots=True)
class PersonHoursRow:
    """Trainings and hours of one person."""

    staff_id: int
    name: str
    name_key: str
    trainings: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class TrainingStatistics:
    """Hours of the trainings that ended in a time; who had two posts on that day stands under both."""

    trainings: int
    by_post: tuple[PostHoursRow, ...]
    by_person: tuple[PersonHoursRow, ...]

    @property
    def hours(self) -> Decimal:
        """The hours of all, each person's once."""
        return sum((row.hours for row in self.by_person), Decimal("0.0"))


POST_HOURS_COLUMNS = (
    Column(N_("Post"), lambda row: row.post.label, 30, sort=lambda row: list(Post).index(row.post)),
    Column(N_("Category"), lambda row: row.category_title, 50),
    Column(N_("People"), lambda row: row.people, 20, Align.RIGHT),
    Column(N_("Training hours"), lambda row: row.hours, 24, Align.RIGHT),
)

PERSON_HOURS_COLUMNS = (
    Column(N_("Name"), lambda row: row.name, 30, sort=lambda row: row.name_key),
    Column(N_("Number of trainings"), lambda row: row.trainings, 24, Align.RIGHT),
    Column(N_("Training hours"), lambda row: row.hours, 24, Align.RIGHT),
)


@needs(Right.READ_STAFF)
def statistics(session: Session, first: date, last: date) -> TrainingStatistics:
    """The hours of the trainings that end within a time."""
    within = TrainingSession.ends_on.between(first, last)
    counted = func.sum(func.coalesce(TrainingAttendance.hours, TrainingSession.hours))
    held = (
        select(TrainingAttendance.session_id, TrainingAttendance.staff_id, StaffPost.post)
        .join(TrainingSession, TrainingSession.id == TrainingAttendance.session_id)
        .join(StaffPost, StaffPost.staff_id == TrainingAttendance.staff_id)
        .where(
            within,
            StaffPost.starts_on <= TrainingSession.ends_on,
            or_(StaffPost.ends_on.is_(None), StaffPost.ends_on >= TrainingSession.ends_on),
        )
        .distinct()  # the same post in two classes is one
        .subquery()
    )
    by_post = (
        select(held.c.post, TrainingSession.category, func.count(held.c.staff_id.distinct()), counted)
        .join(TrainingSession, TrainingSession.id == held.c.session_id)
        .join(
            TrainingAttendance,
            (TrainingAttendance.session_id == held.c.session_id)
            & (TrainingAttendance.staff_id == held.c.staff_id),
        )
        .group_by(held.c.post, TrainingSession.category)
    )
    by_person = (
        select(StaffMember.id, StaffMember.name, StaffMember.name_key, func.count(), counted)
        .join(TrainingAttendance, TrainingAttendance.staff_id == StaffMember.id)
        .join(TrainingSession, TrainingSession.id == TrainingAttendance.session_id)
        .where(within)
        .group_by(StaffMember.id, StaffMember.name, StaffMember.name_key)
        .order_by(StaffMember.name_key, StaffMember.id)
    )
    posts, kinds = list(Post), [each.code for each in categories()]
    rows = [
        PostHoursRow(post, category, people, hours(tenths))
        for post, category, people, tenths in session.execute(by_post)
    ]
    return TrainingStatistics(
        trainings=session.scalar(select(func.count()).select_from(TrainingSession).where(within)) or 0,
        by_post=tuple(
            sorted(
                rows,
                key=lambda row: (
                    posts.index(row.post),
                    kinds.index(row.category) if row.category in kinds else len(kinds),
                ),
            )
        ),
        by_person=tuple(
            PersonHoursRow(number, name, key, trainings, hours(tenths))
            for number, name, key, trainings, tenths in session.execute(by_person)
        ),
    )
