"""The centre itself: its particulars and its registered places."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import N_, _, use_vocabulary
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.centre import Centre, ClassPlaces, Places
from centerdesk.domain.credit_code import checked_credit_code
from centerdesk.domain.people import CentreKind, ClassKind, Network, Ownership
from centerdesk.services.rights import Right, needs

_NO_KINDS: Mapping[ClassKind, int] = {}


@dataclass(frozen=True, slots=True)
class CentreFields:
    """What is registered of the centre; `recognised` says whether it is recognised as 普惠, None: not recorded."""

    name: str
    kind: CentreKind = CentreKind.CENTRE
    credit_code: str = ""
    filing_number: str = ""
    ownership: Ownership | None = None
    recognised: bool | None = None
    network: Network | None = None
    address: str = ""
    head: str = ""
    phone: str = ""
    supervisor: str = ""
    addressees: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreRow(CentreFields):
    """The centre on a day; `places` and `subsidised` are None until somebody has entered them."""

    sample: bool
    places: int | None
    subsidised: int | None


@dataclass(frozen=True, slots=True)
class PlacesRow:
    """Registered places from a day on; `by_kind` names the class types whose number is known."""

    valid_from: date
    total: int
    subsidised: int | None
    by_kind: tuple[tuple[ClassKind, int], ...] = ()

    @property
    def kinds_text(self) -> str:
        """The class types with their numbers."""
        return _kinds_text(self.by_kind)


PLACES_COLUMNS = (
    Column(N_("Valid from"), lambda row: row.valid_from, 24),
    Column(N_("Registered places"), lambda row: row.total, 24, Align.RIGHT),
    Column(N_("Of these subsidised"), lambda row: row.subsidised, 24, Align.RIGHT),
    Column(N_("Of these by class type"), lambda row: row.kinds_text, 60),
)


@needs(Right.READ_ROSTER)
def about(session: Session, on: date) -> CentreRow:
    """The centre's particulars as of a day."""
    centre = session.scalars(select(Centre)).one()
    places = session.scalars(
        select(Places).where(Places.valid_from <= on).order_by(Places.valid_from.desc()).limit(1)
    ).first()
    return CentreRow(
        name=centre.name,
        kind=centre.kind,
        credit_code=centre.credit_code,
        filing_number=centre.filing_number,
        ownership=centre.ownership,
        recognised=centre.subsidised,
        network=centre.network,
        address=centre.address,
        head=centre.head,
        phone=centre.phone,
        supervisor=centre.supervisor,
        addressees=centre.addressees,
        sample=centre.sample,
        places=places.total if places else None,
        subsidised=places.subsidised if places else None,
    )


@needs(Right.MANAGE_CENTRE)
def describe(session: Session, fields: CentreFields) -> None:
    """Write down the centre's particulars; its kind decides the vocabulary."""
    name = fields.name.strip()
    if not name:
        raise UserError(_("The centre needs a name."), "name")
    credit_code = checked_credit_code(fields.credit_code)
    centre = session.scalars(select(Centre)).one()
    centre.name, centre.kind, centre.credit_code = name, fields.kind, credit_code
    centre.filing_number = fields.filing_number.strip()
    centre.ownership, centre.subsidised, centre.network = fields.ownership, fields.recognised, fields.network
    centre.address, centre.head = fields.address.strip(), fields.head.strip()
    centre.phone = fields.phone.strip()
    centre.supervisor, centre.addressees = fields.supervisor.strip(), fields.addressees.strip()
    use_vocabulary(fields.kind.vocabulary)


@needs(Right.READ_ROSTER)
def list_places(session: Session) -> list[PlacesRow]:
    """All dated figures of the registered places, the newest first."""
    kinds = session.scalars(select(ClassPlaces).order_by(ClassPlaces.valid_from)).all()
    by_day = {
        day: {each.kind: each.total for each in group}
        for day, group in groupby(kinds, key=lambda each: each.valid_from)
    }
    return [
        PlacesRow(
            places.valid_from,
            places.total,
            places.subsidised,
            _in_order(by_day.get(places.valid_from, _NO_KINDS)),
        )
        for places in session.scalars(select(Places).order_by(Places.valid_from.desc()))
    ]


@needs(Right.READ_ROSTER)
def places_on(session: Session, on: date) -> PlacesRow | None:
    """The registered places in force on a day, None when none were entered by then."""
    return next((row for row in list_places(session) if row.valid_from <= on), None)


@needs(Right.MANAGE_CENTRE)
def set_places(
    session: Session,
    valid_from: date,
    total: int,
    subsidised: int | None,
    by_kind: Mapping[ClassKind, int] = _NO_KINDS,
) -> None:
    """Registered places (备案托位数) from a day on: how many are subsidised, and how many of a class type."""
    if total < 0 or (subsidised is not None and not 0 <= subsidised <= total):
        raise UserError(_("Of the registered places at most all can be subsidised."), "subsidised")
    for kind, places in by_kind.items():
        if places < 0:
            raise UserError(_("{kind}: places can't be less than 0.").format(kind=kind.label), kind.value)
    counted = _in_order(by_kind)
    if (together := sum(by_kind.values())) > total:
        raise UserError(
            _(
                "The class types ({kinds}) make {sum} places together, more than the {total} registered."
            ).format(kinds=_kinds_text(counted), sum=together, total=total),
            max(counted, key=lambda each: each[1])[0].value,
        )
    session.merge(Places(valid_from=valid_from, total=total, subsidised=subsidised))
    session.flush()
    for kept in session.scalars(select(ClassPlaces).where(ClassPlaces.valid_from == valid_from)):
        if kept.kind not in by_kind:
            session.delete(kept)
    for kind, places in counted:
        session.merge(ClassPlaces(valid_from=valid_from, kind=kind, total=places))


@needs(Right.MANAGE_CENTRE)
def remove_places(session: Session, valid_from: date) -> None:
    """Take away figures that were entered wrongly; those before them hold again."""
    places = session.get(Places, valid_from)
    if places is None:
        raise UserError(_("No places are registered from {day} on.").format(day=iso_date(valid_from)))
    for each in session.scalars(select(ClassPlaces).where(ClassPlaces.valid_from == valid_from)):
        session.delete(each)
    session.flush()
    session.delete(places)


def recognised_text(recognised: bool | None) -> str:
    """Whether the centre is a subsidised one (普惠), in words."""
    if recognised is None:
        return _("Not recorded")
    return _("subsidised (普惠)") if recognised else _("not subsidised")


def _in_order(by_kind: Mapping[ClassKind, int]) -> tuple[tuple[ClassKind, int], ...]:
    return tuple((kind, by_kind[kind]) for kind in ClassKind if kind in by_kind)


def _kinds_text(by_kind: tuple[tuple[ClassKind, int], ...]) -> str:
    return _(", ").join(_("{kind} {n}").format(kind=kind.label, n=places) for kind, places in by_kind)
