"""Training: the year's plan, sessions with who attended, and hours that are required."""

from datetime import date, time

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base, word
from centerdesk.domain.people import Post, RequirementPeriod, TrainingForm


class TrainingSession(Base):
    """A training that was held; hours (学时) in tenths, as on the certificate.

    `category` is a code of resources/standards/training.toml.
    """

    __tablename__ = "training_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    starts_on: Mapped[date] = mapped_column(index=True)
    ends_on: Mapped[date]
    begins_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    topic: Mapped[str] = mapped_column(String(120))
    category: Mapped[str] = mapped_column(String(32))
    form: Mapped[TrainingForm] = mapped_column(word(TrainingForm))
    organiser: Mapped[str] = mapped_column(String(80), default="")
    place: Mapped[str] = mapped_column(String(80), default="")
    trainer: Mapped[str] = mapped_column(String(60), default="")
    hours: Mapped[int]
    note: Mapped[str] = mapped_column(String(500), default="")


class TrainingAttendance(Base):
    """Somebody at a session; `hours` where they differ from the session's."""

    __tablename__ = "training_attendance"

    session_id: Mapped[int] = mapped_column(
        ForeignKey("training_session.id", ondelete="CASCADE"), primary_key=True
    )
    staff_id: Mapped[int] = mapped_column(
        ForeignKey("staff_member.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    hours: Mapped[int | None]
    certificate: Mapped[str] = mapped_column(String(80), default="")
    assessment: Mapped[str] = mapped_column(String(60), default="")


class TrainingPlan(Base):
    """A line of the year's plan; `post` None: for all. `session_id` once it was held."""

    __tablename__ = "training_plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(index=True)
    planned_on: Mapped[date]
    topic: Mapped[str] = mapped_column(String(120))
    category: Mapped[str] = mapped_column(String(32))
    form: Mapped[TrainingForm] = mapped_column(word(TrainingForm))
    organiser: Mapped[str] = mapped_column(String(80), default="")
    hours: Mapped[int]
    post: Mapped[Post | None] = mapped_column(word(Post))
    session_id: Mapped[int | None] = mapped_column(ForeignKey("training_session.id", ondelete="SET NULL"))
    note: Mapped[str] = mapped_column(String(200), default="")


class TrainingRequirement(Base):
    """Hours the centre asks of a post, of its own or in place of a shipped figure; `category` empty: of any kind."""

    __tablename__ = "training_requirement"

    id: Mapped[int] = mapped_column(primary_key=True)
    post: Mapped[Post] = mapped_column(word(Post))
    category: Mapped[str] = mapped_column(String(32), default="")
    period: Mapped[RequirementPeriod] = mapped_column(word(RequirementPeriod))
    hours: Mapped[int]
    valid_from: Mapped[date]
    ends_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200), default="")
