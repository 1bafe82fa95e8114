"""What all tables share: constraint names and stored words."""

from enum import StrEnum

from sqlalchemy import Enum, MetaData
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """The parent of all tables; constraints have names from the first revision on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def word(of: type[StrEnum]) -> Enum:
    """A column of one of our words, stored as its value."""
    return Enum(
        of, native_enum=False, length=24, values_callable=lambda words: [word.value for word in words]
    )
