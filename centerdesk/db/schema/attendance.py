"""One record per child and day."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base, word
from centerdesk.domain.attendance import Mark


class Attendance(Base):
    """The mark of a child on a day; no row is 未点名. Stored in the order of the days: a month is one read."""

    __tablename__ = "attendance"
    __table_args__ = (Index("ix_attendance_child_id", "child_id"), {"sqlite_with_rowid": False})

    day: Mapped[date] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id", ondelete="CASCADE"), primary_key=True)
    mark: Mapped[Mark] = mapped_column(word(Mark))
    reason: Mapped[str] = mapped_column(String(100), default="")
