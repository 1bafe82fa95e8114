"""The centre itself: its name and its registered places."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _, use_vocabulary
from centerdesk.db.schema.centre import Centre, Places
from centerdesk.domain.people import CentreKind
from centerdesk.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class CentreRow:
    """The centre on a day; `places` and `subsidised` are None until somebody has entered them."""

    name: str
    kind: CentreKind
    sample: bool
    places: int | None
    subsidised: int | None


@needs(Right.READ_ROSTER)
def about(session: Session, on: date) -> CentreRow:
    """The centre's particulars as of a day."""
    centre = session.scalars(select(Centre)).one()
    places = session.scalars(
        select(Places).where(Places.valid_from <= on).order_by(Places.valid_from.desc()).limit(1)
    ).first()
    return CentreRow(
        centre.name,
        centre.kind,
        centre.sample,
        places.total if places else None,
        places.subsidised if places else None,
    )


@needs(Right.MANAGE_CENTRE)
def describe(session: Session, name: str, kind: CentreKind) -> None:
    """Give the centre its registered name and its kind; the kind decides the vocabulary."""
    if not name.strip():
        raise UserError(_("The centre needs a name."), "name")
    centre = session.scalars(select(Centre)).one()
    centre.name, centre.kind = name.strip(), kind
    use_vocabulary(kind.vocabulary)


@needs(Right.MANAGE_CENTRE)
def set_places(session: Session, valid_from: date, total: int, subsidised: int | None) -> None:
    """Registered places (备案托位数) from a day on, and how many of them are subsidised."""
    if total < 0 or (subsidised is not None and not 0 <= subsidised <= total):
        raise UserError(_("Of the registered places at most all can be subsidised."), "subsidised")
    session.merge(Places(valid_from=valid_from, total=total, subsidised=subsidised))
