"""Guardians' consents: recorded as signed on paper, withdrawn, and who has not given them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Column
from centerdesk.db.schema.children import Child
from centerdesk.db.schema.consents import Consent
from centerdesk.domain.consents import NEEDED, NOTICE, Scope
from centerdesk.domain.people import Relation
from centerdesk.services.children import child, list_children
from centerdesk.services.rights import Right, needs
from centerdesk.services.signers import signer_of


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A signed consent; `withdrawn_on` is the first day on which it no longer holds."""

    id: int
    notice: str
    scopes: tuple[Scope, ...]
    signed_on: date
    signed_by: str
    relation: Relation
    withdrawn_on: date | None
    note: str

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.signed_on <= on and (self.withdrawn_on is None or self.withdrawn_on > on)

    @property
    def scopes_text(self) -> str:
        """What was allowed, as people read it."""
        return _(", ").join(scope.label for scope in self.scopes)


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A child in care whose guardian has not consented to all that is needed."""

    child_id: int
    name: str
    name_key: str
    class_name: str
    missing: tuple[Scope, ...]

    @property
    def missing_text(self) -> str:
        """What is missing, as people read it."""
        return _(", ").join(scope.label for scope in self.missing)


MISSING_COLUMNS = (
    Column(N_("Name"), lambda row: row.name, 30, sort=lambda row: row.name_key),
    Column(N_("Class"), lambda row: row.class_name, 24),
    Column(N_("Consent missing"), lambda row: row.missing_text, 60),
)


@needs(Right.WRITE_ROSTER)
def record_consent(
    session: Session,
    child_id: int,
    scopes: Iterable[Scope],
    signed_on: date,
    signed_by: str,
    *,
    today: date,
    notice: str = NOTICE,
    note: str = "",
) -> int:
    """Record a consent signed on paper by one of the child's guardians; returns its id."""
    record = session.get_one(Child, child_id)
    wanted = set(scopes)
    if record.erased_on:
        raise UserError(
            _("This child's file was erased on {day}.").format(day=formats.iso_date(record.erased_on))
        )
    if not wanted:
        raise UserError(_("Say what the guardian consents to: tick one at least."), "scopes")
    if signed_on > today:
        raise UserError(
            _("The day of signing {day} lies in the future.").format(day=formats.iso_date(signed_on)),
            "signed_on",
        )
    if not notice.strip():
        raise UserError(_("Write the edition of the notice that was signed."), "notice")
    signer = signed_by.strip()
    stranger = _(
        "“{signer}” is not among the guardians of {name}. Only a guardian can consent: record the guardian first."
    )
    guardian = signer_of(record, signer, stranger)
    consent = Consent(
        child_id=child_id,
        notice=notice.strip(),
        scope=_stored(wanted),
        signed_on=signed_on,
        signed_by=signer,
        relation=guardian.relation,
        note=note.strip(),
    )
    session.add(consent)
    session.flush()
    return consent.id


@needs(Right.WRITE_ROSTER)
def withdraw_consent(
    session: Session,
    consent_id: int,
    withdrawn_on: date,
    *,
    today: date,
    scopes: Iterable[Scope] | None = None,
) -> None:
    """End a consent from a day on, whole or for some of what it allowed; the rest goes on as it was signed."""
    record = session.get_one(Consent, consent_id)
    if record.withdrawn_on:
        raise UserError(
            _("This consent was withdrawn on {day} already.").format(
                day=formats.iso_date(record.withdrawn_on)
            ),
            "withdrawn_on",
        )
    if withdrawn_on < record.signed_on:
        raise UserError(
            _("The consent was signed on {day}; it can't be withdrawn before.").format(
                day=formats.iso_date(record.signed_on)
            ),
            "withdrawn_on",
        )
    if withdrawn_on > today:
        raise UserError(
            _("The day of withdrawal {day} lies in the future.").format(day=formats.iso_date(withdrawn_on)),
            "withdrawn_on",
        )
    given = set(_scopes(record))
    gone = given if scopes is None else given & set(scopes)
    if not gone:
        raise UserError(_("Say what is withdrawn: tick one at least."), "scopes")
    if rest := given - gone:
        session.add(
            Consent(
                child_id=record.child_id,
                notice=record.notice,
                scope=_stored(rest),
                signed_on=record.signed_on,
                signed_by=record.signed_by,
                relation=record.relation,
                note=record.note,
            )
        )
    record.scope, record.withdrawn_on = _stored(gone), withdrawn_on
    session.flush()


@needs(Right.READ_ROSTER)
def consents_of(session: Session, child_id: int, on: date) -> list[ConsentRow]:
    """A child's consents in the order they were signed, those withdrawn included."""
    child(session, child_id, on)  # refuses a teacher of another class
    query = select(Consent).where(Consent.child_id == child_id).order_by(Consent.signed_on, Consent.id)
    return [_row(record) for record in session.scalars(query)]


@needs(Right.READ_ROSTER)
def consents_in_force(session: Session, on: date) -> dict[int, set[Scope]]:
    """What was consented to for each child on a day."""
    given: dict[int, set[Scope]] = defaultdict(set)
    for record in session.scalars(select(Consent)):
        row = _row(record)
        if row.holds(on):
            given[record.child_id].update(row.scopes)
    return dict(given)


@needs(Right.READ_ROSTER)
def missing_consents(session: Session, on: date) -> list[MissingRow]:
    """The children in care on a day whose guardians have not consented to what is needed."""
    given = consents_in_force(session, on)
    rows = []
    for each in list_children(session, on):
        missing = tuple(scope for scope in NEEDED if scope not in given.get(each.id, ()))
        if missing:
            rows.append(MissingRow(each.id, each.name, each.name_key, each.class_name, missing))
    return rows


def _row(record: Consent) -> ConsentRow:
    return ConsentRow(
        record.id,
        record.notice,
        _scopes(record),
        record.signed_on,
        record.signed_by,
        record.relation,
        record.withdrawn_on,
        record.note,
    )


def _scopes(record: Consent) -> tuple[Scope, ...]:
    return tuple(Scope(word) for word in record.scope.split(","))


def _stored(scopes: set[Scope]) -> str:
    return ",".join(scope.value for scope in Scope if scope in scopes)
