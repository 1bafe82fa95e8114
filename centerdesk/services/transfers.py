"""儿童转园(所)健康证明: given out when a child goes to another centre; it holds three months from the last day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.children import Child, Enrolment
from centerdesk.db.schema.entry import TransferCertificate
from centerdesk.domain.entry import certificate_valid_until, entry_rules
from centerdesk.services.children import child
from centerdesk.services.observations import check_not_observed
from centerdesk.services.rights import Right, needs
from centerdesk.services.stays import placed_on


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A transfer certificate that was given out; `valid_until` is its last day."""

    id: int
    enrolment_id: int
    left_on: date
    issued_on: date
    valid_until: date
    destination: str
    history: str
    health: str
    issued_by: str


@needs(Right.WRITE_HEALTH)
def issue(
    session: Session,
    child_id: int,
    issued_on: date,
    destination: str,
    history: str,
    health: str,
    *,
    today: date,
) -> int:
    """Give out the certificate for a child's last time in the centre; returns its id."""
    stay, left_on = _ended(session, child_id)
    _check_day(stay, left_on, issued_on, today)
    query = select(TransferCertificate).where(TransferCertificate.enrolment_id == stay.id)
    before = session.scalars(query).first()
    if before:
        raise UserError(
            _(
                "The transfer certificate was issued on {day} already. Print it again, or take it back first."
            ).format(day=formats.iso_date(before.issued_on)),
            "issued_on",
        )
    class_id = placed_on(stay.placements, left_on)
    if class_id is not None:
        for day in (left_on, issued_on):
            check_not_observed(session, class_id, day, "issued_on")
    if not health.strip():
        raise UserError(_("Write the child's present state of health."), "health")
    record = TransferCertificate(
        enrolment_id=stay.id,
        issued_on=issued_on,
        destination=destination.strip(),
        history=history.strip(),
        health=health.strip(),
        issued_by=session.info["actor"].name,
    )
    session.add(record)
    session.flush()
    return record.id


@needs(Right.WRITE_HEALTH)
def take_back(session: Session, certificate_id: int) -> None:
    """A certificate was given out by mistake and is back: another may be issued."""
    session.delete(session.get_one(TransferCertificate, certificate_id))


@needs(Right.READ_HEALTH)
def certificates_of(session: Session, child_id: int, on: date) -> list[CertificateRow]:
    """The certificates of a child, the newest first."""
    child(session, child_id, on)  # refuses a teacher of another class
    query = (
        select(TransferCertificate, Enrolment.left_on)
        .join(Enrolment, Enrolment.id == TransferCertificate.enrolment_id)
        .where(Enrolment.child_id == child_id)
        .order_by(TransferCertificate.issued_on.desc(), TransferCertificate.id.desc())
    )
    # A leaving that was undone since takes its certificate out of sight.
    return [_row(record, left_on) for record, left_on in session.execute(query) if left_on]


def _ended(session: Session, child_id: int) -> tuple[Enrolment, date]:
    record = session.get_one(Child, child_id)
    last = record.enrolments[-1] if record.enrolments else None
    if last is None or last.left_on is None:
        raise UserError(
            _("{name} has no last day in care yet. Record the leaving first.").format(name=record.name)
        )
    return last, last.left_on


def _check_day(stay: Enrolment, left_on: date, issued_on: date, today: date) -> None:
    if issued_on > today:
        raise UserError(_("{day} lies in the future.").format(day=formats.long_date(issued_on)), "issued_on")
    if issued_on < stay.enrolled_on:
        raise UserError(
            _("The child came on {day}; the certificate can't be older.").format(
                day=formats.iso_date(stay.enrolled_on)
            ),
            "issued_on",
        )
    rules = entry_rules(issued_on)
    until = certificate_valid_until(left_on, rules)
    if issued_on > until:
        raise UserError(
            _(
                "The certificate holds for {n} months from the last day in care, until {day}. "
                "It would be void already: the child is examined anew."
            ).format(n=rules.certificate_valid_months.value, day=formats.iso_date(until)),
            "issued_on",
        )


def _row(record: TransferCertificate, left_on: date) -> CertificateRow:
    return CertificateRow(
        record.id,
        record.enrolment_id,
        left_on,
        record.issued_on,
        certificate_valid_until(left_on, entry_rules(record.issued_on)),
        record.destination,
        record.history,
        record.health,
        record.issued_by,
    )
