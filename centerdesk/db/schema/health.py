"""Health: classes under medical observation, and what was measured of a child."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base


class ClassObservation(Base):
    """Days on which a class is under medical observation; `ends_on` is the last of them."""

    __tablename__ = "class_observation"

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("class_group.id"), index=True)
    disease: Mapped[str] = mapped_column(String(60))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(200), default="")


class Measurement(Base):
    """Weight (g), length or height and head (mm) of a child on a day; `lying`: the length was taken lying."""

    __tablename__ = "measurement"

    child_id: Mapped[int] = mapped_column(ForeignKey("child.id", ondelete="CASCADE"), primary_key=True)
    measured_on: Mapped[date] = mapped_column(primary_key=True)
    weight: Mapped[int | None]
    length: Mapped[int | None]
    head: Mapped[int | None]
    lying: Mapped[bool | None]
    note: Mapped[str] = mapped_column(String(100), default="")
