"""The year's figures for the self-audit of personal data protection, counted from the records and the audit."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from centerdesk.base.i18n import _
from centerdesk.db.schema.audit import Audit, AuditPayload
from centerdesk.db.schema.children import Child, Enrolment
from centerdesk.db.schema.consents import Consent, Destruction
from centerdesk.domain.consents import Scope
from centerdesk.services.audit_words import action_words
from centerdesk.services.children import list_children
from centerdesk.services.consents import consents_in_force, missing_consents
from centerdesk.services.erasure import due
from centerdesk.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class YearFigures:
    """A year's figures up to a day; `taken_out` and `refused` count by what it was."""

    in_care: int
    in_care_this_year: int
    kept: int
    consents: dict[Scope, int]
    missing: int
    withdrawn: int
    taken_out: Counter[str]
    refused: Counter[str]
    changes: int
    erased: int
    due: int


@needs(Right.MANAGE_CENTRE)
def year_figures(session: Session, day: date) -> YearFigures:
    """The figures of the year a day lies in, up to that day."""
    first = date(day.year, 1, 1)
    from_, to = datetime.combine(first, time.min), datetime.combine(day, time.max)
    here = {row.id for row in list_children(session, day)}
    in_force = consents_in_force(session, day)
    here_this_year = select(func.count(Enrolment.child_id.distinct())).where(
        Enrolment.enrolled_on <= day, or_(Enrolment.left_on.is_(None), Enrolment.left_on >= first)
    )
    withdrawn = select(func.count()).select_from(Consent).where(Consent.withdrawn_on.between(first, day))
    erased = select(func.coalesce(func.sum(Destruction.records), 0)).where(
        Destruction.made_at.between(from_, to)
    )
    changes = (
        select(func.count()).select_from(Audit).where(Audit.table_name != "", Audit.at.between(from_, to))
    )
    kept = select(func.count()).select_from(Child).where(Child.erased_on.is_(None))
    return YearFigures(
        in_care=len(here),
        in_care_this_year=session.scalar(here_this_year) or 0,
        kept=session.scalar(kept) or 0,
        consents={
            scope: sum(1 for child_id in here if scope in in_force.get(child_id, ())) for scope in Scope
        },
        missing=len(missing_consents(session, day)),
        withdrawn=session.scalar(withdrawn) or 0,
        taken_out=_noted(session, from_, to, refused=False),
        refused=_noted(session, from_, to, refused=True),
        changes=session.scalar(changes) or 0,
        erased=session.scalar(erased) or 0,
        due=len(due(session, day)),
    )


def _noted(session: Session, first: datetime, last: datetime, *, refused: bool) -> Counter[str]:
    """Entries that are no change of a record: refusals, or lists and files taken out, by what it was."""
    is_refusal = Audit.key == "refused"
    query = (
        select(Audit.action, AuditPayload.after)
        .outerjoin(AuditPayload, AuditPayload.audit_id == Audit.id)
        .where(Audit.table_name == "", Audit.at.between(first, last), is_refusal if refused else ~is_refusal)
    )
    return Counter(
        str((after or {}).get("paper") or action_words(action) or _("Other"))
        for action, after in session.execute(query)
    )
