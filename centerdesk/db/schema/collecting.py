"""Who may collect a child, and who must not."""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base


class Collector(Base):
    """An adult whom the guardian lets collect the child; one day only where both days are the same."""

    __tablename__ = "collector"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    relation: Mapped[str] = mapped_column(String(40), default="")
    phone: Mapped[str] = mapped_column(String(30), default="")
    id_tail: Mapped[str] = mapped_column(String(6), default="")
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    photo: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    note: Mapped[str] = mapped_column(String(200), default="")


class BarredPerson(Base):
    """Somebody who must not collect the child, with the paper behind it."""

    __tablename__ = "barred_person"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    relation: Mapped[str] = mapped_column(String(40), default="")
    paper: Mapped[str] = mapped_column(String(200))
    since: Mapped[date]
    until: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(200), default="")
