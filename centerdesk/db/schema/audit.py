"""Who changed what: a chain of entries, and beside it what each of them changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base


class Audit(Base):
    """One entry: when, who, what to which record; `hash` chains it to the entry before.

    `step` is the id of the first entry of its action. The chain holds the hash of the payload, not the payload:
    a lawful erasure may blank what was changed and leave the chain whole.
    """

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    actor: Mapped[str] = mapped_column(String(40))
    step: Mapped[int] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(String(60))
    table_name: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(60), index=True)
    payload_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditPayload(Base):
    """The changed columns before (None: the record is new) and after (None: it is gone)."""

    __tablename__ = "audit_payload"

    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), primary_key=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
