"""The papers of coming in: entry examinations and looks at the vaccination certificate, filed and corrected.

The program never judges vaccinations: it keeps what the vaccination point found.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.children import Child
from centerdesk.db.schema.entry import EntryExamination, VaccinationCheck
from centerdesk.domain.entry import certificate_valid_until, entry_rules, examination_valid_until
from centerdesk.domain.people import VaccinationOutcome
from centerdesk.services.children import child
from centerdesk.services.rights import Right, needs

# Filed as an examination; the first word of its note tells it apart, as the head of the paper does.
TRANSFER = "转园健康证明"


@dataclass(frozen=True, slots=True)
class ExaminationRow:
    """An entry examination, or the transfer certificate that stands for it."""

    id: int
    examined_on: date
    institution: str
    fit: bool
    note: str
    transfer: bool
    valid_until: date


@dataclass(frozen=True, slots=True)
class VaccinationRow:
    """A look at a child's vaccination certificate."""

    id: int
    checked_on: date
    has_certificate: bool
    outcome: VaccinationOutcome | None
    missing: str
    notified_on: date | None
    completed_on: date | None
    checked_by: str

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to make up, by what the vaccination point found or wrote since."""
        return self.outcome is VaccinationOutcome.COMPLETE or self.completed_on is not None


@needs(Right.WRITE_HEALTH)
def record_examination(
    session: Session,
    child_id: int,
    examined_on: date,
    institution: str,
    fit: bool,
    note: str = "",
    *,
    today: date,
    transfer: bool = False,
) -> int:
    """File an entry examination, or a transfer certificate in its stead; returns its id."""
    child(session, child_id, today)  # refuses a class that isn't the actor's
    owner = session.get_one(Child, child_id)
    record = EntryExamination(child_id=child_id)
    write_examination(record, owner, examined_on, institution, fit, note, transfer, today)
    session.add(record)
    session.flush()
    return record.id


@needs(Right.WRITE_HEALTH)
def change_examination(
    session: Session,
    examination_id: int,
    examined_on: date,
    institution: str,
    fit: bool,
    note: str = "",
    *,
    today: date,
    transfer: bool = False,
) -> None:
    """Write an examination anew that was typed wrong."""
    record = session.get_one(EntryExamination, examination_id)
    child(session, record.child_id, today)
    owner = session.get_one(Child, record.child_id)
    write_examination(record, owner, examined_on, institution, fit, note, transfer, today)


@needs(Right.WRITE_HEALTH)
def record_vaccination_check(
    session: Session,
    child_id: int,
    checked_on: date,
    has_certificate: bool,
    outcome: VaccinationOutcome | None,
    missing: str = "",
    notified_on: date | None = None,
    completed_on: date | None = None,
    *,
    today: date,
) -> int:
    """Note that the actor looked at a child's vaccination certificate; returns the check's id."""
    child(session, child_id, today)
    owner = session.get_one(Child, child_id)
    record = VaccinationCheck(child_id=child_id, checked_by=session.info["actor"].name)
    write_check(
        record, owner, checked_on, has_certificate, outcome, missing, notified_on, completed_on, today
    )
    session.add(record)
    session.flush()
    return record.id


@needs(Right.WRITE_HEALTH)
def change_vaccination_check(
    session: Session,
    check_id: int,
    checked_on: date,
    has_certificate: bool,
    outcome: VaccinationOutcome | None,
    missing: str = "",
    notified_on: date | None = None,
    completed_on: date | None = None,
    *,
    today: date,
) -> None:
    """Write a check anew: the finding has come, the guardian was told, the doses were made up."""
    record = session.get_one(VaccinationCheck, check_id)
    child(session, record.child_id, today)
    owner = session.get_one(Child, record.child_id)
    write_check(
        record, owner, checked_on, has_certificate, outcome, missing, notified_on, completed_on, today
    )


@needs(Right.READ_ROSTER)
def examinations_of(session: Session, child_id: int, on: date) -> list[ExaminationRow]:
    """A child's entry examinations, the latest first."""
    child(session, child_id, on)
    query = select(EntryExamination).where(EntryExamination.child_id == child_id)
    rows = [_examination_row(record) for record in session.scalars(query)]
    return sorted(rows, key=lambda row: (row.examined_on, row.id), reverse=True)


@needs(Right.READ_ROSTER)
def vaccination_checks_of(session: Session, child_id: int, on: date) -> list[VaccinationRow]:
    """The looks at a child's vaccination certificate, the latest first."""
    child(session, child_id, on)
    query = select(VaccinationCheck).where(VaccinationCheck.child_id == child_id)
    rows = [
        VaccinationRow(
            each.id,
            each.checked_on,
            each.has_certificate,
            each.outcome,
            each.missing,
            each.notified_on,
            each.completed_on,
            each.checked_by,
        )
        for each in session.scalars(query)
    ]
    return sorted(rows, key=lambda row: (row.checked_on, row.id), reverse=True)


def is_transfer(record: EntryExamination) -> bool:
    """Whether what is filed is a transfer certificate that stands for an examination."""
    return record.note.startswith(TRANSFER)


def write_examination(
    record: EntryExamination,
    owner: Child,
    examined_on: date,
    institution: str,
    fit: bool,
    note: str,
    transfer: bool,
    today: date,
) -> None:
    """Put an examination that has been checked into its record."""
    _check_day(owner, examined_on, today, "examined_on")
    record.examined_on, record.institution, record.fit = examined_on, institution.strip(), fit or transfer
    record.note = f"{TRANSFER} {note.strip()}".strip() if transfer else note.strip()


def write_check(
    record: VaccinationCheck,
    owner: Child,
    checked_on: date,
    has_certificate: bool,
    outcome: VaccinationOutcome | None,
    missing: str,
    notified_on: date | None,
    completed_on: date | None,
    today: date,
) -> None:
    """Put a look at the certificate that has been checked into its record."""
    _check_day(owner, checked_on, today, "checked_on")
    if not has_certificate and outcome is VaccinationOutcome.COMPLETE:
        raise UserError(
            _("Without a certificate nobody can have found it complete. Choose what was found again."),
            "outcome",
        )
    if outcome is VaccinationOutcome.DUE and not missing.strip():
        raise UserError(_("Write which doses are to be made up, as the certificate says."), "missing")
    for day, field in ((notified_on, "notified_on"), (completed_on, "completed_on")):
        if day and not checked_on <= day <= today:
            raise UserError(
                _("{day} lies before the day of looking at the certificate, or in the future.").format(
                    day=formats.iso_date(day)
                ),
                field,
            )
    if not has_certificate and outcome is None:
        outcome = VaccinationOutcome.NO_CERTIFICATE
    record.checked_on, record.has_certificate, record.outcome = checked_on, has_certificate, outcome
    record.missing = missing.strip()
    record.notified_on, record.completed_on = notified_on, completed_on


def _check_day(owner: Child, day: date, today: date, field: str) -> None:
    if owner.erased_on:
        raise UserError(
            _("This child's file was erased on {day}.").format(day=formats.iso_date(owner.erased_on))
        )
    if day > today:
        raise UserError(_("{day} lies in the future.").format(day=formats.iso_date(day)), field)
    if day < owner.birth_date:
        raise UserError(_("{day} lies before the child's birth.").format(day=formats.iso_date(day)), field)


def _examination_row(record: EntryExamination) -> ExaminationRow:
    transfer, rules = is_transfer(record), entry_rules(record.examined_on)
    until = certificate_valid_until if transfer else examination_valid_until
    return ExaminationRow(
        record.id,
        record.examined_on,
        record.institution,
        record.fit,
        record.note.removeprefix(TRANSFER).strip() if transfer else record.note,
        transfer,
        until(record.examined_on, rules),
    )
