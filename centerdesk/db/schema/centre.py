"""The centre itself, and its registered places by date."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base, word
from centerdesk.domain.people import CentreKind


class Centre(Base):
    """The one row that says whose file this is; `sample` marks invented data."""

    __tablename__ = "centre"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[CentreKind] = mapped_column(word(CentreKind), default=CentreKind.CENTRE)
    sample: Mapped[bool] = mapped_column(default=False)


class Places(Base):
    """备案托位数 from a date on, and how many of them are subsidised (普惠)."""

    __tablename__ = "places"

    valid_from: Mapped[date] = mapped_column(primary_key=True)
    total: Mapped[int]
    subsidised: Mapped[int | None]
