"""How the invented children came in: examination, vaccination certificate, contract, consent."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from sqlalchemy.orm import Session

from centerdesk.demo import words
from centerdesk.demo.lives import Life
from centerdesk.demo.roles import Roles
from centerdesk.domain.calendar import add_months, operating_days
from centerdesk.domain.consents import NEEDED, Scope
from centerdesk.domain.entry import entry_rules, vaccination_check_due
from centerdesk.domain.people import VaccinationOutcome
from centerdesk.domain.school_year import KINDERGARTEN_MONTHS, last_day
from centerdesk.services import consents, contracts
from centerdesk.services.contracts import MODEL, ContractFields
from centerdesk.services.entry import EntryPapers

_ENDS_SOON = timedelta(days=18)


def papers(life: Life, nth: int, roles: Roles, random: Random, today: date) -> EntryPapers:
    """What the family brought; the health worker looked at the vaccination certificate in the first two weeks."""
    examined_on = life.enrolled_on - timedelta(days=random.randint(5, 40))
    looked_at = random.choice(operating_days(life.enrolled_on, life.enrolled_on + timedelta(days=14)))
    brought = EntryPapers(
        examined_on=examined_on,
        institution=random.choice(words.CLINICS),
        vaccination_checked_on=min(looked_at, today),
        outcome=VaccinationOutcome.COMPLETE,
    )
    if nth == roles.newest:
        # Still to come, where the thirty days aren't over; who came longer ago was looked at on the first day.
        if vaccination_check_due(life.enrolled_on, entry_rules(life.enrolled_on)) >= today:
            return replace(brought, vaccination_checked_on=None, outcome=None)
        return replace(brought, vaccination_checked_on=life.enrolled_on)
    if nth == roles.finding_missing:
        return replace(brought, outcome=None)
    if nth == roles.doses_due:
        # The second look is due at the end of the first one's year: not yet over.
        first_look = min(max(looked_at, date(today.year, 1, 1)), today)
        return replace(
            brought,
            vaccination_checked_on=first_look,
            outcome=VaccinationOutcome.DUE,
            missing="麻腮风疫苗第2剂",
        )
    if nth == roles.transferred:
        return replace(brought, examined_on=None, transfer_left_on=examined_on, institution="彩虹桥托育园")
    return brought


def sign(session: Session, child_id: int, life: Life, nth: int, roles: Roles, today: date) -> None:
    """What the mother signed on the first day: consents, a few of them missing as in every centre, and the contract."""
    mother = life.mother.name
    if child_id % 9:
        scopes = [*NEEDED, Scope.IMAGES] if child_id % 2 else NEEDED
        consents.record_consent(session, child_id, scopes, life.enrolled_on, mother, today=today)
    if nth == roles.unsigned:
        return
    # A contract goes to the end of the school year in which the child becomes three.
    ends_on = last_day(add_months(life.fields.birth_date, KINDERGARTEN_MONTHS))
    fields = ContractFields(
        number=f"蜗{life.enrolled_on.year}-{child_id:03d}",
        model=MODEL,
        signed_on=life.enrolled_on,
        signed_by=mother,
        starts_on=life.enrolled_on,
        ends_on=today + _ENDS_SOON if nth == roles.ending else ends_on,
    )
    contracts.record_contract(session, child_id, fields, today=today)
