"""What somebody has typed and not yet saved; it is his alone, and no record of the centre."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from centerdesk.db.schema.users import Draft
from centerdesk.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft: of which form, about which record ("" for a new one), and what stood in it."""

    form: str
    key: str
    content: dict[str, Any]
    saved_at: datetime


@needs(Right.OWN_ACCOUNT)
def save_draft(session: Session, form: str, key: str, content: dict[str, Any], now: datetime) -> None:
    """Keep what stands in a form, in place of what was kept before."""
    user_id = session.info["actor"].user_id
    draft = _found(session, form, key) or Draft(user_id=user_id, form=form, key=key)
    draft.content, draft.saved_at = content, now
    session.add(draft)
    session.flush()


@needs(Right.OWN_ACCOUNT)
def draft_of(session: Session, form: str, key: str) -> DraftRow | None:
    """What was kept of a form, if anything."""
    draft = _found(session, form, key)
    return _row(draft) if draft else None


@needs(Right.OWN_ACCOUNT)
def drop_draft(session: Session, form: str, key: str) -> None:
    """The form was saved or given up."""
    user_id = session.info["actor"].user_id
    session.execute(delete(Draft).where(Draft.user_id == user_id, Draft.form == form, Draft.key == key))


@needs(Right.OWN_ACCOUNT)
def list_drafts(session: Session) -> Sequence[DraftRow]:
    """All that somebody has not saved yet, the newest first."""
    user_id = session.info["actor"].user_id
    query = select(Draft).where(Draft.user_id == user_id).order_by(Draft.saved_at.desc(), Draft.id.desc())
    return [_row(draft) for draft in session.scalars(query)]


def _found(session: Session, form: str, key: str) -> Draft | None:
    user_id = session.info["actor"].user_id
    query = select(Draft).where(Draft.user_id == user_id, Draft.form == form, Draft.key == key)
    return session.scalars(query).first()


def _row(draft: Draft) -> DraftRow:
    return DraftRow(draft.form, draft.key, draft.content, draft.saved_at)
