"""Guardians' consents: who may give them, when they hold, what is missing."""

from datetime import date

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.consents import NOTICE, Scope
from centerdesk.domain.people import Relation
from centerdesk.services import consents
from centerdesk.services.child_fields import GuardianRow
from tests.services.small_centre import TODAY, SmallCentre

SIGNED = date(2026, 9, 1)


def _child(centre: SmallCentre) -> int:
    mother = GuardianRow(Relation.MOTHER, "夏侯小妹", "15400001111")
    return centre.enrol("欧阳若谷", centre.add_class(), "2026-09-01", guardians=(mother,))


def _sign(centre: SmallCentre, child_id: int, *scopes: Scope, on: date = SIGNED) -> int:
    return centre.do(consents.record_consent, child_id, scopes, on, "夏侯小妹", today=TODAY)


def test_a_consent_is_kept_with_its_signer_and_edition(centre: SmallCentre) -> None:
    child_id = _child(centre)
    _sign(centre, child_id, Scope.HEALTH, Scope.BASIC)
    (row,) = centre.see(consents.consents_of, child_id, TODAY)
    assert (row.scopes, row.relation, row.notice) == ((Scope.BASIC, Scope.HEALTH), Relation.MOTHER, NOTICE)
    assert row.holds(SIGNED)
    assert not row.holds(date(2026, 8, 31))


@pytest.mark.parametrize(
    ("scopes", "on", "signer", "field"),
    [
        ([Scope.BASIC], date(2026, 11, 25), "夏侯小妹", "signed_on"),
        ([], SIGNED, "夏侯小妹", "scopes"),
        ([Scope.BASIC], SIGNED, "张园长", "signed_by"),
    ],
)
def test_what_can_t_be_is_refused(
    centre: SmallCentre, scopes: list[Scope], on: date, signer: str, field: str
) -> None:
    child_id = _child(centre)
    with pytest.raises(UserError) as refusal:
        centre.do(consents.record_consent, child_id, scopes, on, signer, today=TODAY)
    assert refusal.value.field == field
    assert centre.see(consents.consents_of, child_id, TODAY) == []


def test_a_guardian_without_custody_can_t_consent(centre: SmallCentre) -> None:
    father = GuardianRow(Relation.FATHER, "欧阳建军", "15400001112", custody=False)
    child_id = centre.enrol("欧阳若谷", centre.add_class(), "2026-09-01", guardians=(father,))
    with pytest.raises(UserError, match="监护权"):
        centre.do(consents.record_consent, child_id, [Scope.BASIC], SIGNED, "欧阳建军", today=TODAY)
    assert centre.see(consents.consents_of, child_id, TODAY) == []


def test_it_is_missing_until_all_that_is_needed_is_given_and_again_when_withdrawn(
    centre: SmallCentre,
) -> None:
    child_id = _child(centre)
    consent_id = _sign(centre, child_id, Scope.BASIC)
    (row,) = centre.see(consents.missing_consents, TODAY)
    assert (row.name, row.missing) == ("欧阳若谷", (Scope.HEALTH,))
    _sign(centre, child_id, Scope.HEALTH)
    assert centre.see(consents.missing_consents, TODAY) == []
    centre.do(consents.withdraw_consent, consent_id, TODAY, today=TODAY)
    (row,) = centre.see(consents.missing_consents, TODAY)
    assert row.missing == (Scope.BASIC,)


def test_a_part_can_be_withdrawn_and_the_rest_goes_on(centre: SmallCentre) -> None:
    child_id = _child(centre)
    consent_id = _sign(centre, child_id, Scope.BASIC, Scope.IMAGES)
    centre.do(consents.withdraw_consent, consent_id, TODAY, today=TODAY, scopes=[Scope.IMAGES])
    rows = centre.see(consents.consents_of, child_id, TODAY)
    assert {(row.scopes, row.withdrawn_on) for row in rows} == {
        ((Scope.IMAGES,), TODAY),
        ((Scope.BASIC,), None),
    }


@pytest.mark.parametrize("day", [date(2026, 8, 31), date(2026, 11, 25)])
def test_a_withdrawal_lies_between_the_signing_and_today(centre: SmallCentre, day: date) -> None:
    consent_id = _sign(centre, _child(centre), Scope.BASIC)
    with pytest.raises(UserError) as refusal:
        centre.do(consents.withdraw_consent, consent_id, day, today=TODAY)
    assert refusal.value.field == "withdrawn_on"


def test_it_is_withdrawn_once(centre: SmallCentre) -> None:
    consent_id = _sign(centre, _child(centre), Scope.BASIC)
    centre.do(consents.withdraw_consent, consent_id, TODAY, today=TODAY)
    with pytest.raises(UserError, match="2026-11-24"):
        centre.do(consents.withdraw_consent, consent_id, TODAY, today=TODAY)
