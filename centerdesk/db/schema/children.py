"""Children, their guardians, and their times in the centre."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centerdesk.db.schema.base import Base, word
from centerdesk.domain.people import (
    Funding,
    Half,
    Household,
    IdKind,
    LeaveReason,
    PauseKind,
    Relation,
    Service,
    Sex,
)


class Child(Base):
    """A child; the age is never stored. `name_key` sorts by pinyin, `name_search` holds all readings.

    `erased_on`: name and identifiers were erased after the retention time; the row stays for the figures.
    """

    __tablename__ = "child"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    former_name: Mapped[str] = mapped_column(String(60), default="")
    pet_name: Mapped[str] = mapped_column(String(40), default="")
    name_key: Mapped[str] = mapped_column(String(200))
    name_search: Mapped[str] = mapped_column(Text)
    sex: Mapped[Sex] = mapped_column(word(Sex))
    birth_date: Mapped[date]
    id_kind: Mapped[IdKind] = mapped_column(word(IdKind), default=IdKind.NONE)
    # One number, one child: a second one with it is a mistake, whatever the window says.
    id_number: Mapped[str | None] = mapped_column(String(40), unique=True)
    nation: Mapped[str] = mapped_column(String(40), default="")
    household: Mapped[Household | None] = mapped_column(word(Household))
    address: Mapped[str] = mapped_column(String(200), default="")
    allergies: Mapped[str] = mapped_column(String(200), default="")
    chronic: Mapped[str] = mapped_column(String(200), default="")
    special_needs: Mapped[str] = mapped_column(String(200), default="")
    birth_order: Mapped[int | None]
    multiple_birth: Mapped[bool | None]
    note: Mapped[str] = mapped_column(String(1000), default="")
    erased_on: Mapped[date | None]

    guardians: Mapped[list["Guardian"]] = relationship(
        back_populates="child", cascade="all, delete-orphan", order_by="Guardian.position"
    )
    enrolments: Mapped[list["Enrolment"]] = relationship(
        back_populates="child", cascade="all, delete-orphan", order_by="Enrolment.enrolled_on"
    )


class Guardian(Base):
    """A guardian and how to reach him."""

    __tablename__ = "guardian"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    relation: Mapped[Relation] = mapped_column(word(Relation))
    name: Mapped[str] = mapped_column(String(60))
    phone: Mapped[str] = mapped_column(String(30), default="")
    work: Mapped[str] = mapped_column(String(100), default="")
    custody: Mapped[bool] = mapped_column(default=True)

    child: Mapped[Child] = relationship(back_populates="guardians")


class Enrolment(Base):
    """A time in the centre; `left_on` is the last day in care.

    `waived`: why the head let the child in without a valid entry examination; nothing where none was needed.
    """

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("child_id", "enrolled_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id", ondelete="CASCADE"))
    enrolled_on: Mapped[date] = mapped_column(index=True)
    left_on: Mapped[date | None]
    leave_reason: Mapped[LeaveReason | None] = mapped_column(word(LeaveReason))
    destination: Mapped[str] = mapped_column(String(100), default="")
    settling_until: Mapped[date | None]
    waived: Mapped[str] = mapped_column(String(200), default="")

    child: Mapped[Child] = relationship(back_populates="enrolments")
    placements: Mapped[list["Placement"]] = relationship(
        back_populates="enrolment", cascade="all, delete-orphan", order_by="Placement.starts_on"
    )
    patterns: Mapped[list["WeekPattern"]] = relationship(
        back_populates="enrolment", cascade="all, delete-orphan", order_by="WeekPattern.starts_on"
    )
    pauses: Mapped[list["Pause"]] = relationship(
        back_populates="enrolment", cascade="all, delete-orphan", order_by="Pause.starts_on"
    )


class Placement(Base):
    """The class a child is in from a date on, until the next placement or the end of the enrolment."""

    __tablename__ = "placement"

    enrolment_id: Mapped[int] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), primary_key=True
    )
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("class_group.id"), index=True)

    enrolment: Mapped[Enrolment] = relationship(back_populates="placements")


class WeekPattern(Base):
    """Service and weekly pattern from a date on; without a row: full day, the whole week."""

    __tablename__ = "week_pattern"

    enrolment_id: Mapped[int] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), primary_key=True
    )
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    service: Mapped[Service] = mapped_column(word(Service))
    weekdays: Mapped[str] = mapped_column(String(7))
    half: Mapped[Half | None] = mapped_column(word(Half))
    funding: Mapped[Funding | None] = mapped_column(word(Funding))

    enrolment: Mapped[Enrolment] = relationship(back_populates="patterns")


class Pause(Base):
    """Days away with the place kept, the first and the last included; `ends_on` None: until further notice."""

    __tablename__ = "pause"

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    kind: Mapped[PauseKind] = mapped_column(word(PauseKind))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(100), default="")

    enrolment: Mapped[Enrolment] = relationship(back_populates="pauses")
