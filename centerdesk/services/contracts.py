"""The care contracts signed with guardians: recorded, corrected, and which of them come to their end."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.children import Child
from centerdesk.db.schema.entry import Contract
from centerdesk.services.children import child, list_children
from centerdesk.services.rights import Right, needs
from centerdesk.services.signers import signer_of

# 《北京市婴幼儿托育服务合同（试行）》 for full-day and half-day care (regulations §3.4, seen in a public page).
MODEL = "BF—2023—2736"


@dataclass(frozen=True, slots=True)
class ContractFields:
    """What stands on the signed contract; `ends_on` None where it is open-ended."""

    number: str
    model: str
    signed_on: date
    signed_by: str
    starts_on: date
    ends_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract as it is recorded."""

    id: int
    number: str
    model: str
    signed_on: date
    signed_by: str
    starts_on: date
    ends_on: date | None
    note: str

    def covers(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


@dataclass(frozen=True, slots=True)
class EndingRow:
    """A child in care whose last contract ends soon, or has ended: then `days_left` is below nought."""

    child_id: int
    name: str
    name_key: str
    class_name: str
    ends_on: date
    days_left: int


@needs(Right.WRITE_ROSTER)
def record_contract(session: Session, child_id: int, fields: ContractFields, *, today: date) -> int:
    """Record a contract signed on paper by one of the child's guardians; returns its id."""
    record = Contract(child_id=child_id)
    _fill(session, record, fields, today)
    session.add(record)
    session.flush()
    return record.id


@needs(Right.WRITE_ROSTER)
def change_contract(session: Session, contract_id: int, fields: ContractFields, *, today: date) -> None:
    """Write a contract's fields as they stand on the paper."""
    _fill(session, session.get_one(Contract, contract_id), fields, today)


@needs(Right.READ_ROSTER)
def contracts_of(session: Session, child_id: int, on: date) -> list[ContractRow]:
    """A child's contracts in the order they begin; `on` is the day whose class decides who may look."""
    child(session, child_id, on)  # refuses a teacher of another class
    query = select(Contract).where(Contract.child_id == child_id).order_by(Contract.starts_on, Contract.id)
    return [_row(record) for record in session.scalars(query)]


@needs(Right.READ_ROSTER)
def contract_on(session: Session, child_id: int, day: date) -> ContractRow | None:
    """The contract in force on a day, the one begun last where several are."""
    return next((row for row in reversed(contracts_of(session, child_id, day)) if row.covers(day)), None)


@needs(Right.READ_ROSTER)
def contracts_ending(session: Session, today: date, days: int = 30) -> list[EndingRow]:
    """The children in care whose last contract has ended or ends within so many days, the first to end first."""
    last: dict[int, Contract] = {}
    for contract in session.scalars(select(Contract).order_by(Contract.id)):
        before = last.get(contract.child_id)
        if before is None or _end(contract) >= _end(before):
            last[contract.child_id] = contract
    rows = []
    for each in list_children(session, today):
        ends_on = last[each.id].ends_on if each.id in last else None
        if ends_on is not None and ends_on <= today + timedelta(days=days):
            left = (ends_on - today).days
            rows.append(EndingRow(each.id, each.name, each.name_key, each.class_name, ends_on, left))
    return sorted(rows, key=lambda row: (row.ends_on, row.name_key))


def _end(contract: Contract) -> date:
    return contract.ends_on or date.max


def _fill(session: Session, record: Contract, fields: ContractFields, today: date) -> None:
    owner = session.get_one(Child, record.child_id)
    number, signer = fields.number.strip(), fields.signed_by.strip()
    if owner.erased_on:
        raise UserError(
            _("This child's file was erased on {day}.").format(day=formats.iso_date(owner.erased_on))
        )
    if fields.signed_on > today:
        raise UserError(
            _("The day of signing {day} lies in the future.").format(day=formats.iso_date(fields.signed_on)),
            "signed_on",
        )
    if fields.ends_on and fields.ends_on < fields.starts_on:
        raise UserError(
            _("The contract ends on {end}, before it begins on {start}. Correct one of the two.").format(
                end=formats.iso_date(fields.ends_on), start=formats.iso_date(fields.starts_on)
            ),
            "ends_on",
        )
    stranger = _(
        "“{signer}” is not among the guardians of {name}. Only a guardian can sign the contract: "
        "record the guardian first."
    )
    signer_of(owner, signer, stranger)
    if number:
        _check_single(session, record.id, number)
    record.number, record.model, record.signed_by = number, fields.model.strip(), signer
    record.signed_on, record.starts_on, record.ends_on = fields.signed_on, fields.starts_on, fields.ends_on
    record.note = fields.note.strip()


def _check_single(session: Session, contract_id: int | None, number: str) -> None:
    other = session.scalars(select(Contract).where(Contract.number == number)).first()
    if other is not None and other.id != contract_id:
        raise UserError(
            _("The contract of {name} already has the number {number}. Compare the two papers.").format(
                name=session.get_one(Child, other.child_id).name, number=number
            ),
            "number",
        )


def _row(record: Contract) -> ContractRow:
    return ContractRow(
        record.id,
        record.number,
        record.model,
        record.signed_on,
        record.signed_by,
        record.starts_on,
        record.ends_on,
        record.note,
    )
