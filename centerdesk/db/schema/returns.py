"""Filed returns: figures, evidence and the very bytes that were made; none of them ever changes."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base


class FiledReturn(Base):
    """One version of a month's return; `id` is random, so that a restored file never repeats one.

    `figures` is what the return says, `evidence` the internal ids of who stands behind each figure.
    """

    __tablename__ = "filed_return"
    __table_args__ = (UniqueConstraint("period", "version"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    period: Mapped[str] = mapped_column(String(7))
    version: Mapped[int]
    centre: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(16))
    locked_at: Mapped[datetime]
    locked_by: Mapped[str] = mapped_column(String(40))
    program_version: Mapped[str] = mapped_column(String(20))
    figures: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    evidence: Mapped[dict[str, list[list[Any]]]] = mapped_column(JSON, deferred=True)
    notes: Mapped[list[str]] = mapped_column(JSON)
    audit_head: Mapped[str | None] = mapped_column(String(64))


class FiledDocument(Base):
    """A document of a filed return, as it was made."""

    __tablename__ = "filed_document"

    return_id: Mapped[str] = mapped_column(ForeignKey("filed_return.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
