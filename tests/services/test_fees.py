"""Fees: what holds on which day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from centerdesk.base.errors import RefusedError, UserError
from centerdesk.domain.people import FeeUnit, Funding, Role, Service
from centerdesk.services import fees
from centerdesk.services.fees import FeeRow
from tests.services.small_centre import SmallCentre

SUBSIDISED = FeeRow(Service.FULL, Funding.SUBSIDISED, date(2026, 1, 1), FeeUnit.MONTH, 300_000, 2_500)
MARKET = FeeRow(Service.FULL, Funding.MARKET, date(2026, 3, 1), FeeUnit.MONTH, 680_000)
HOURLY = FeeRow(Service.HOURLY, Funding.MARKET, date(2026, 1, 1), FeeUnit.HOUR, 4_550)


def test_the_newest_fee_of_each_service_and_kind_holds(centre: SmallCentre) -> None:
    dearer = replace(SUBSIDISED, valid_from=date(2026, 9, 1), care=320_050)
    for fee in (HOURLY, MARKET, SUBSIDISED, dearer):
        centre.do(fees.set_fee, fee)
    assert centre.see(fees.fees_on, date(2025, 12, 31)) == []
    assert centre.see(fees.fees_on, date(2026, 2, 28)) == [SUBSIDISED, HOURLY]
    assert centre.see(fees.fees_on, date(2026, 8, 31)) == [SUBSIDISED, MARKET, HOURLY]
    assert centre.see(fees.fees_on, date(2026, 9, 1)) == [dearer, MARKET, HOURLY]
    assert centre.see(fees.list_fees) == [dearer, SUBSIDISED, MARKET, HOURLY]
    assert (dearer.care_text, dearer.meals_text, MARKET.meals_text) == ("3200.50", "25.00", "—")


def test_a_fee_of_the_same_day_is_replaced_and_one_removed_gives_way_to_the_one_before(
    centre: SmallCentre,
) -> None:
    later = replace(SUBSIDISED, valid_from=date(2026, 9, 1), care=1)
    centre.do(fees.set_fee, SUBSIDISED)
    centre.do(fees.set_fee, later)
    centre.do(fees.set_fee, replace(later, care=350_000, meals=None))
    assert centre.see(fees.fees_on, date(2026, 9, 1)) == [replace(later, care=350_000, meals=None)]
    centre.do(fees.remove_fee, *later.key)
    assert centre.see(fees.list_fees) == [SUBSIDISED]


@pytest.mark.parametrize(("care", "meals", "field"), [(-1, None, "care"), (0, -1, "meals")])
def test_a_fee_below_nothing_is_refused(
    centre: SmallCentre, care: int, meals: int | None, field: str
) -> None:
    with pytest.raises(UserError) as refusal:
        centre.do(fees.set_fee, replace(SUBSIDISED, care=care, meals=meals))
    assert refusal.value.field == field
    assert centre.see(fees.list_fees) == []


def test_all_may_see_the_fees_and_only_the_director_sets_them(centre: SmallCentre) -> None:
    centre.do(fees.set_fee, SUBSIDISED)
    clerk = centre.as_role(Role.CLERK)
    assert clerk.see(fees.list_fees) == [SUBSIDISED]
    acts: list[Callable[[], object]] = [
        lambda: clerk.do(fees.set_fee, MARKET),
        lambda: clerk.do(fees.remove_fee, *SUBSIDISED.key),
    ]
    for act in acts:
        with pytest.raises(RefusedError):
            act()
    assert centre.see(fees.list_fees) == [SUBSIDISED]
