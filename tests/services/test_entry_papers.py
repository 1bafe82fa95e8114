"""Entry examinations and looks at the vaccination certificate: filed by the health worker, corrected, never judged."""

from datetime import date
from typing import Any

import pytest

from centerdesk.base.errors import RefusedError, UserError
from centerdesk.domain.people import Role, VaccinationOutcome
from centerdesk.services import entry_papers
from tests.services.small_centre import TODAY, SmallCentre

COMPLETE, DUE = VaccinationOutcome.COMPLETE, VaccinationOutcome.DUE


def _child(centre: SmallCentre) -> int:
    return centre.enrol("欧阳若谷", centre.add_class(), "2026-11-02", birth_date=date(2024, 6, 1))


def test_the_health_worker_files_them_and_others_may_only_look(centre: SmallCentre) -> None:
    child_id = _child(centre)
    health = centre.as_role(Role.HEALTH_WORKER)
    health.do(entry_papers.record_examination, child_id, TODAY, "妇幼保健院", True, today=TODAY)
    health.do(entry_papers.record_vaccination_check, child_id, TODAY, True, COMPLETE, today=TODAY)
    for role, classes in ((Role.CLERK, ()), (Role.TEACHER, (1,))):
        other = centre.as_role(role, *classes)
        assert len(other.see(entry_papers.examinations_of, child_id, TODAY)) == 1
        assert len(other.see(entry_papers.vaccination_checks_of, child_id, TODAY)) == 1
        with pytest.raises(RefusedError):
            other.do(entry_papers.record_examination, child_id, TODAY, "", True, today=TODAY)
        with pytest.raises(RefusedError):
            other.do(entry_papers.record_vaccination_check, child_id, TODAY, True, None, today=TODAY)


def test_the_latest_stands_first_and_one_typed_wrong_is_written_anew(centre: SmallCentre) -> None:
    child_id = _child(centre)
    for day in (date(2026, 10, 1), date(2026, 11, 1), date(2026, 9, 1)):
        last = centre.do(entry_papers.record_examination, child_id, day, "", True, today=TODAY)
    centre.do(
        entry_papers.change_examination,
        last,
        date(2026, 11, 2),
        "妇幼保健院",
        False,
        "复查",
        today=TODAY,
    )
    rows = centre.see(entry_papers.examinations_of, child_id, TODAY)
    assert [(row.examined_on.isoformat(), row.fit, row.note) for row in rows] == [
        ("2026-11-02", False, "复查"),
        ("2026-11-01", True, ""),
        ("2026-10-01", True, ""),
    ]


def test_a_transfer_certificate_is_told_apart_and_its_note_kept(centre: SmallCentre) -> None:
    child_id = _child(centre)
    centre.do(
        entry_papers.record_examination,
        child_id,
        date(2026, 8, 31),
        "槐树托育园",
        True,
        "保健手册已交",
        today=TODAY,
        transfer=True,
    )
    (row,) = centre.see(entry_papers.examinations_of, child_id, TODAY)
    assert (row.transfer, row.note, row.valid_until) == (True, "保健手册已交", date(2026, 11, 30))


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2024, 5, 31)])
def test_an_examination_lies_between_birth_and_today(centre: SmallCentre, day: date) -> None:
    child_id = _child(centre)
    with pytest.raises(UserError) as refusal:
        centre.do(entry_papers.record_examination, child_id, day, "", True, today=TODAY)
    assert refusal.value.field == "examined_on"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"checked_on": date(2026, 11, 25)}, "checked_on"),
        ({"has_certificate": False, "outcome": COMPLETE}, "outcome"),
        ({"outcome": DUE}, "missing"),
        ({"outcome": DUE, "missing": " "}, "missing"),
        ({"outcome": DUE, "missing": "甲肝×1", "notified_on": date(2026, 11, 9)}, "notified_on"),
        ({"outcome": DUE, "missing": "甲肝×1", "completed_on": date(2026, 11, 25)}, "completed_on"),
        ({"outcome": DUE, "missing": "甲肝×1", "completed_on": date(2026, 11, 9)}, "completed_on"),
    ],
)
def test_what_can_t_be_of_a_certificate_is_refused(
    centre: SmallCentre, told: dict[str, Any], field: str
) -> None:
    child_id = _child(centre)
    given = {"checked_on": date(2026, 11, 10), "has_certificate": True, "outcome": None, **told}
    with pytest.raises(UserError) as refusal:
        centre.do(entry_papers.record_vaccination_check, child_id, **given, today=TODAY)
    assert refusal.value.field == field
    assert centre.see(entry_papers.vaccination_checks_of, child_id, TODAY) == []


def test_doses_made_up_are_noted_on_the_check_and_its_checker_stays(centre: SmallCentre) -> None:
    child_id = _child(centre)
    checked = date(2026, 11, 10)
    check_id = centre.do(
        entry_papers.record_vaccination_check, child_id, checked, True, DUE, "甲肝×1", today=TODAY
    )
    centre.as_role(Role.HEALTH_WORKER).do(
        entry_papers.change_vaccination_check,
        check_id,
        checked,
        True,
        DUE,
        "甲肝×1",
        checked,
        TODAY,
        today=TODAY,
    )
    (row,) = centre.see(entry_papers.vaccination_checks_of, child_id, TODAY)
    assert (row.notified_on, row.completed_on, row.checked_by) == (checked, TODAY, "张园长")


def test_no_certificate_and_nothing_found_means_one_is_to_be_made_up(centre: SmallCentre) -> None:
    child_id = _child(centre)
    centre.do(entry_papers.record_vaccination_check, child_id, TODAY, False, None, today=TODAY)
    (row,) = centre.see(entry_papers.vaccination_checks_of, child_id, TODAY)
    assert row.outcome is VaccinationOutcome.NO_CERTIFICATE
