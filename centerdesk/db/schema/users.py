"""Accounts; the keys that let them in stand in the vault."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base, word
from centerdesk.domain.people import Role


class User(Base):
    """Somebody who may open the centre file; `vault_entry` is the id of his entry there."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    role: Mapped[Role] = mapped_column(word(Role))
    vault_entry: Mapped[str] = mapped_column(String(32), unique=True)
    closed_on: Mapped[date | None]
