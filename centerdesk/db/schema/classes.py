"""Classes."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base, word
from centerdesk.domain.people import ClassKind


class ClassGroup(Base):
    """A class (班级): its type decides ages, size and ratio; `capacity` is the centre's own figure."""

    __tablename__ = "class_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[ClassKind] = mapped_column(word(ClassKind))
    capacity: Mapped[int]
    position: Mapped[int] = mapped_column(default=0)
    closed_on: Mapped[date | None]
