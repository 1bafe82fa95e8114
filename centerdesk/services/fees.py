"""The centre's fees (收费标准) by service, subsidised or not, and date; the centre's own figures, none of the law's."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.formats import UNKNOWN
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.centre import Fee
from centerdesk.domain.money import yuan
from centerdesk.domain.people import FeeUnit, Funding, Service
from centerdesk.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class FeeRow:
    """What a service costs from a day on, in 分; `meals` is None when no meals are charged for by themselves."""

    service: Service
    funding: Funding
    valid_from: date
    unit: FeeUnit
    care: int
    meals: int | None = None

    @property
    def key(self) -> tuple[Service, Funding, date]:
        """What tells it apart."""
        return self.service, self.funding, self.valid_from

    @property
    def care_text(self) -> str:
        """The fee for care in yuan."""
        return yuan(self.care)

    @property
    def meals_text(self) -> str:
        """The fee for meals in yuan."""
        return UNKNOWN if self.meals is None else yuan(self.meals)


FEE_COLUMNS = (
    Column(N_("Service"), lambda row: row.service.label, 22, sort=lambda row: _order(row)),
    Column(N_("Kind of fee"), lambda row: row.funding.label, 26),
    Column(N_("Care fee (yuan)"), lambda row: row.care_text, 28, Align.RIGHT, sort=lambda row: row.care),
    Column(N_("Meals (yuan)"), lambda row: row.meals_text, 26, Align.RIGHT, sort=lambda row: row.meals or 0),
    Column(N_("Unit"), lambda row: row.unit.label, 18),
    Column(N_("Valid from"), lambda row: row.valid_from, 24),
)


@needs(Right.READ_ROSTER)
def list_fees(session: Session) -> list[FeeRow]:
    """All fees there have been, by service, the newest first."""
    return sorted(map(_row, session.scalars(select(Fee))), key=_order)


@needs(Right.READ_ROSTER)
def fees_on(session: Session, on: date) -> list[FeeRow]:
    """The fees in force on a day, one for each service and kind."""
    newest: dict[tuple[Service, Funding], FeeRow] = {}
    for row in list_fees(session):
        if row.valid_from <= on:
            newest.setdefault((row.service, row.funding), row)
    return list(newest.values())


@needs(Right.MANAGE_CENTRE)
def set_fee(session: Session, fee: FeeRow) -> None:
    """A fee from a day on; one of the same day is replaced."""
    if fee.care < 0:
        raise UserError(_("A fee can't be less than 0."), "care")
    if fee.meals is not None and fee.meals < 0:
        raise UserError(_("A fee can't be less than 0."), "meals")
    session.merge(
        Fee(
            service=fee.service,
            funding=fee.funding,
            valid_from=fee.valid_from,
            unit=fee.unit,
            care=fee.care,
            meals=fee.meals,
        )
    )


@needs(Right.MANAGE_CENTRE)
def remove_fee(session: Session, service: Service, funding: Funding, valid_from: date) -> None:
    """Take away a fee that was entered wrongly; the one before it holds again."""
    session.delete(session.get_one(Fee, (service, funding, valid_from)))


def _row(fee: Fee) -> FeeRow:
    return FeeRow(fee.service, fee.funding, fee.valid_from, fee.unit, fee.care, fee.meals)


def _order(row: FeeRow) -> tuple[int, int, int]:
    return list(Service).index(row.service), list(Funding).index(row.funding), -row.valid_from.toordinal()
