"""Guardians' consents, and what was erased when its time was over."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base, word
from centerdesk.domain.people import Relation


class Consent(Base):
    """A guardian's signed consent: to what (`scope`: words of domain.consents.Scope, by comma), on which notice."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id", ondelete="CASCADE"), index=True)
    notice: Mapped[str] = mapped_column(String(40))
    scope: Mapped[str] = mapped_column(String(100))
    signed_on: Mapped[date]
    signed_by: Mapped[str] = mapped_column(String(60))
    relation: Mapped[Relation] = mapped_column(word(Relation))
    withdrawn_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(200), default="")


class Destruction(Base):
    """An erasure after the retention time: what kind of record, how many, by which rule; nobody's name."""

    __tablename__ = "destruction"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(60))
    records: Mapped[int]
    rule: Mapped[str] = mapped_column(String(200))
