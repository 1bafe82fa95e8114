"""The year's figures for the self-audit are those of the records and of the audit."""

from datetime import date, datetime

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.consents import Scope
from centerdesk.domain.people import Relation, Role
from centerdesk.services import child_file, consents, erasure, personal_data
from centerdesk.services.child_fields import GuardianRow
from tests.services.small_centre import TODAY, SmallCentre

NOW = datetime(2026, 11, 24, 9)


def test_the_figures_are_those_of_the_records(centre: SmallCentre) -> None:
    group = centre.add_class()
    mother = GuardianRow(Relation.MOTHER, "夏侯小妹", "15400001111")
    here = centre.enrol("欧阳若谷", group, "2026-09-01", guardians=(mother,))
    centre.enrol("李安", group, "2026-09-01")
    centre.enrol("王一诺", group, "2026-01-05", left="2026-06-30")
    gone = centre.enrol("陈晨", group, "2020-01-06", left="2022-06-30", birth_date=date(2018, 6, 1))
    due = centre.enrol("张思远", group, "2020-01-06", left="2022-06-30", birth_date=date(2018, 6, 1))
    consent_id = centre.do(
        consents.record_consent, here, list(Scope), date(2026, 9, 1), "夏侯小妹", today=TODAY
    )
    images = [Scope.IMAGES]
    centre.do(consents.withdraw_consent, consent_id, TODAY, today=TODAY, scopes=images)
    centre.do(erasure.erase, gone, TODAY, NOW)
    with centre.opened.store.read(centre.opened.actor, NOW) as session:
        child_file.export_child(session, here, NOW)
    teacher = centre.as_role(Role.TEACHER)
    with pytest.raises(UserError), teacher.opened.store.read(teacher.opened.actor, NOW) as session:
        child_file.export_child(session, here, NOW)
    found = centre.see(personal_data.year_figures, TODAY)
    assert (found.in_care, found.in_care_this_year, found.kept) == (2, 3, 4)
    assert found.consents == {Scope.BASIC: 1, Scope.HEALTH: 1, Scope.IMAGES: 0, Scope.REPORTING: 1}
    assert (found.missing, found.withdrawn, found.erased, found.due) == (1, 1, 1, 1)
    assert (found.taken_out.total(), found.refused.total()) == (1, 1)
    assert found.changes > 10
    assert due


def test_another_year_has_its_own(centre: SmallCentre) -> None:
    centre.enrol("李安", centre.add_class(), "2026-09-01")
    found = centre.see(personal_data.year_figures, date(2025, 12, 31))
    assert (found.in_care, found.in_care_this_year, found.changes) == (0, 0, 0)
