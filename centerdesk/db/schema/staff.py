"""Staff and the posts they hold."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centerdesk.db.schema.base import Base, word
from centerdesk.domain.people import Post


class StaffMember(Base):
    """Somebody who works in the centre."""

    __tablename__ = "staff_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    phone: Mapped[str] = mapped_column(String(30), default="")
    hired_on: Mapped[date]
    left_on: Mapped[date | None]

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
