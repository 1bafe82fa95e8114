"""The centre itself, and its registered places by date."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base, word
from centerdesk.domain.people import (
    CentreKind,
    CentrePaperKind,
    ClassKind,
    FeeUnit,
    Funding,
    Network,
    Ownership,
    Service,
)


class Centre(Base):
    """The one row that says whose file this is; `sample` marks invented data."""

    __tablename__ = "centre"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[CentreKind] = mapped_column(word(CentreKind), default=CentreKind.CENTRE)
    sample: Mapped[bool] = mapped_column(default=False)
    credit_code: Mapped[str] = mapped_column(String(18), default="")
    filing_number: Mapped[str] = mapped_column(String(60), default="")
    ownership: Mapped[Ownership | None] = mapped_column(word(Ownership))
    subsidised: Mapped[bool | None]
    network: Mapped[Network | None] = mapped_column(word(Network))
    address: Mapped[str] = mapped_column(String(200), default="")
    head: Mapped[str] = mapped_column(String(60), default="")
    phone: Mapped[str] = mapped_column(String(30), default="")
    supervisor: Mapped[str] = mapped_column(String(120), default="")
    addressees: Mapped[str] = mapped_column(String(500), default="")


class Places(Base):
    """备案托位数 from a date on, and how many of them are subsidised (普惠)."""

    __tablename__ = "places"

    valid_from: Mapped[date] = mapped_column(primary_key=True)
    total: Mapped[int]
    subsidised: Mapped[int | None]


class ClassPlaces(Base):
    """Of the registered places those of a class type, from a date on."""

    __tablename__ = "class_places"

    valid_from: Mapped[date] = mapped_column(
        ForeignKey("places.valid_from", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[ClassKind] = mapped_column(word(ClassKind), primary_key=True)
    total: Mapped[int]


class Fee(Base):
    """What a service costs from a date on, in 分 (1/100 yuan)."""

    __tablename__ = "fee"

    service: Mapped[Service] = mapped_column(word(Service), primary_key=True)
    funding: Mapped[Funding] = mapped_column(word(Funding), primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    unit: Mapped[FeeUnit] = mapped_column(word(FeeUnit))
    care: Mapped[int]
    meals: Mapped[int | None]


class CentrePaper(Base):
    """A paper of the centre's own; `valid_until` None: without term."""

    __tablename__ = "centre_paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[CentrePaperKind] = mapped_column(word(CentrePaperKind))
    title: Mapped[str] = mapped_column(String(80), default="")
    number: Mapped[str] = mapped_column(String(80), default="")
    issuer: Mapped[str] = mapped_column(String(80), default="")
    issued_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(200), default="")
