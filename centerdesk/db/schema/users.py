"""Accounts; the keys that let them in stand in the vault."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base, word
from centerdesk.domain.people import Role


class User(Base):
    """Somebody who may open the centre file; `vault_entry` is the id of his entry there.

    `pin` is the Argon2id hash of the short PIN that switches persons while the file is open.
    """

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    role: Mapped[Role] = mapped_column(word(Role))
    vault_entry: Mapped[str] = mapped_column(String(32), unique=True)
    closed_on: Mapped[date | None]
    pin: Mapped[str | None] = mapped_column(String(200))


class UserClass(Base):
    """A class that a teacher's account may see and write."""

    __tablename__ = "user_class"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("class_group.id", ondelete="CASCADE"), primary_key=True)


class Draft(Base):
    """What somebody has typed into a form and not yet saved; it goes when the form is saved or given up."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("user_id", "form", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    form: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(60))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime]
