"""The centre's settings, and the data packs it has taken."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base


class Setting(Base):
    """A setting of the centre by its name."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class DataPack(Base):
    """A data pack as it was taken: a calendar year, thresholds, requirements, disease rules, with their source."""

    __tablename__ = "data_pack"
    __table_args__ = (UniqueConstraint("kind", "name", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    name: Mapped[str] = mapped_column(String(60))
    edition: Mapped[int]
    issued_on: Mapped[date]
    issuer: Mapped[str] = mapped_column(String(80))
    source: Mapped[str] = mapped_column(String(200))
    certainty: Mapped[str] = mapped_column(String(24))
    content: Mapped[str] = mapped_column(Text)
    taken_at: Mapped[datetime]
    taken_by: Mapped[str] = mapped_column(String(40))
