"""Staff: who they are, the posts they hold, their papers, days off duty, and with which class they are when."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centerdesk.db.schema.base import Base, word
from centerdesk.domain.people import Education, Employment, Half, IdKind, Post, Sex, StaffLeaveKind


class StaffMember(Base):
    """Somebody who works in the centre; who leaves stays in the file."""

    __tablename__ = "staff_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    name_key: Mapped[str] = mapped_column(String(200), default="")
    name_search: Mapped[str] = mapped_column(Text, default="")
    sex: Mapped[Sex | None] = mapped_column(word(Sex))
    birth_date: Mapped[date | None]
    id_kind: Mapped[IdKind] = mapped_column(word(IdKind), default=IdKind.NONE)
    id_number: Mapped[str | None] = mapped_column(String(40))
    nation: Mapped[str] = mapped_column(String(40), default="")
    phone: Mapped[str] = mapped_column(String(30), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    education: Mapped[Education | None] = mapped_column(word(Education))
    employment: Mapped[Employment | None] = mapped_column(word(Employment))
    hired_on: Mapped[date]
    left_on: Mapped[date | None]
    contract_from: Mapped[date | None]
    contract_until: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(500), default="")

    posts: Mapped[list["StaffPost"]] = relationship(
        back_populates="member", cascade="all, delete-orphan", order_by="StaffPost.starts_on"
    )


class StaffPost(Base):
    """A post held from a date on, in a class where it belongs to one."""

    __tablename__ = "staff_post"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id", ondelete="CASCADE"), index=True)
    post: Mapped[Post] = mapped_column(word(Post))
    class_id: Mapped[int | None] = mapped_column(ForeignKey("class_group.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    member: Mapped[StaffMember] = relationship(back_populates="posts")


class StaffPaper(Base):
    """A paper of a member of staff; `kind` is a code of resources/standards/staff_papers.toml.

    `issued_on`: of a health certificate the day of the examination, of a background check the day of the query.
    """

    __tablename__ = "staff_paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    number: Mapped[str] = mapped_column(String(80), default="")
    issuer: Mapped[str] = mapped_column(String(80), default="")
    issued_on: Mapped[date]
    valid_until: Mapped[date | None]
    passed: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(String(200), default="")


class StaffLeave(Base):
    """Days off duty, the first and the last included; `ends_on` None: until further notice."""

    __tablename__ = "staff_leave"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id", ondelete="CASCADE"), index=True)
    kind: Mapped[StaffLeaveKind] = mapped_column(word(StaffLeaveKind))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(200), default="")


class RotaWeek(Base):
    """With which class somebody is on a weekday (1 is Monday), from a date on; no class: not on duty."""

    __tablename__ = "rota_week"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id", ondelete="CASCADE"), primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True)
    half: Mapped[Half] = mapped_column(word(Half), primary_key=True)
    class_id: Mapped[int | None] = mapped_column(ForeignKey("class_group.id"))


class RotaDay(Base):
    """An exception to the weekly rota on one day: another class, or not on duty."""

    __tablename__ = "rota_day"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    half: Mapped[Half] = mapped_column(word(Half), primary_key=True)
    class_id: Mapped[int | None] = mapped_column(ForeignKey("class_group.id"))
    note: Mapped[str] = mapped_column(String(100), default="")
