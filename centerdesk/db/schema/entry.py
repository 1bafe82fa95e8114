"""Before a child comes and when it goes: applications, the papers of entry, the transfer certificate."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from centerdesk.db.schema.base import Base, word
from centerdesk.domain.people import ApplicationState, ClassKind, Relation, Service, Sex, VaccinationOutcome


class Application(Base):
    """A family that asks for a place; `child_id` once the child has been admitted."""

    __tablename__ = "application"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    name_key: Mapped[str] = mapped_column(String(200))
    name_search: Mapped[str] = mapped_column(Text)
    sex: Mapped[Sex | None] = mapped_column(word(Sex))
    birth_date: Mapped[date]
    guardian: Mapped[str] = mapped_column(String(60), default="")
    relation: Mapped[Relation | None] = mapped_column(word(Relation))
    phone: Mapped[str] = mapped_column(String(30), default="")
    applied_on: Mapped[date]
    wanted_from: Mapped[date]
    wanted_kind: Mapped[ClassKind | None] = mapped_column(word(ClassKind))
    service: Mapped[Service] = mapped_column(word(Service), default=Service.FULL)
    state: Mapped[ApplicationState] = mapped_column(word(ApplicationState), default=ApplicationState.WAITING)
    decided_on: Mapped[date | None]
    child_id: Mapped[int | None] = mapped_column(ForeignKey("child.id", ondelete="SET NULL"), index=True)
    note: Mapped[str] = mapped_column(String(200), default="")


class EntryExamination(Base):
    """A 儿童入园(所)健康检查表 that was handed in (规范 2012, 附件1): what it says of the child's fitness."""

    __tablename__ = "entry_examination"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id", ondelete="CASCADE"), index=True)
    examined_on: Mapped[date]
    institution: Mapped[str] = mapped_column(String(80), default="")
    fit: Mapped[bool]
    note: Mapped[str] = mapped_column(String(200), default="")


class VaccinationCheck(Base):
    """A look at a child's vaccination certificate (预防接种证查验登记)."""

    __tablename__ = "vaccination_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id", ondelete="CASCADE"), index=True)
    checked_on: Mapped[date]
    has_certificate: Mapped[bool]
    outcome: Mapped[VaccinationOutcome | None] = mapped_column(word(VaccinationOutcome))
    missing: Mapped[str] = mapped_column(String(200), default="")
    notified_on: Mapped[date | None]
    completed_on: Mapped[date | None]
    checked_by: Mapped[str] = mapped_column(String(60), default="")


class Contract(Base):
    """The care contract signed with a guardian; Beijing's model text is BF—2023—2736."""

    __tablename__ = "contract"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id", ondelete="CASCADE"), index=True)
    number: Mapped[str] = mapped_column(String(60), default="")
    model: Mapped[str] = mapped_column(String(40), default="")
    signed_on: Mapped[date]
    signed_by: Mapped[str] = mapped_column(String(60), default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(200), default="")


class TransferCertificate(Base):
    """A 儿童转园(所)健康证明 that was given out at the end of a time in the centre."""

    __tablename__ = "transfer_certificate"

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    issued_on: Mapped[date]
    destination: Mapped[str] = mapped_column(String(100), default="")
    history: Mapped[str] = mapped_column(String(200), default="")
    health: Mapped[str] = mapped_column(String(200), default="")
    issued_by: Mapped[str] = mapped_column(String(60), default="")
