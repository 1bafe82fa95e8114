"""The gates of entry: each border, the day before it, the day itself and the day after."""

from datetime import date, timedelta

import pytest

from centerdesk.domain.consents import Scope
from centerdesk.domain.entry import entry_rules
from centerdesk.domain.gates import (
    Came,
    Checked,
    Examined,
    GateState,
    consent_gate,
    contract_gate,
    examination_gate,
    vaccination_gate,
)
from centerdesk.domain.people import VaccinationOutcome

RULES = entry_rules(date(2026, 11, 24))
FOUND = {
    "全": VaccinationOutcome.COMPLETE,
    "补": VaccinationOutcome.DUE,
    "无": VaccinationOutcome.NO_CERTIFICATE,
    "": None,
}


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _examined(text: str) -> list[Examined]:
    """2026-11-01 fit, ×2026-11-01 not fit, 转2026-11-01 a transfer certificate."""
    return [Examined(_day(word[-10:]), "×" not in word, "转" in word) for word in text.split()]


def _checked(text: str) -> list[Checked]:
    """2026-11-01补: doses to make up; 2026-11-01补2026-12-05: made up on that day."""
    made = []
    for word in text.split():
        outcome, done = word[10:11], word[11:]
        made.append(Checked(_day(word[:10]), outcome != "无", FOUND[outcome], _day(done) if done else None))
    return made


@pytest.mark.parametrize(
    ("entered", "examined", "on", "state"),
    [
        # three months exactly, and a day more
        ("2026-11-24", "2026-08-24", "2026-11-24", GateState.OK),
        ("2026-11-24", "2026-08-23", "2026-11-24", GateState.EXPIRED),
        # the last days of a month: examined on 29-31 August or November
        ("2026-11-30", "2026-08-31", "2026-11-30", GateState.OK),
        ("2026-12-01", "2026-08-31", "2026-12-01", GateState.EXPIRED),
        ("2027-02-28", "2026-11-29", "2027-02-28", GateState.OK),
        ("2027-02-28", "2026-11-30", "2027-02-28", GateState.OK),
        ("2027-03-01", "2026-11-30", "2027-03-01", GateState.EXPIRED),
        ("2028-02-29", "2027-11-30", "2028-02-29", GateState.OK),
        # on the day itself; after it, it makes good
        ("2026-11-24", "2026-11-24", "2026-11-24", GateState.OK),
        ("2026-11-24", "2026-11-25", "2026-11-25", GateState.OK),
        # none
        ("2026-11-24", "", "2026-11-23", GateState.DUE),
        ("2026-11-24", "", "2026-11-24", GateState.MISSING),
        # not fit; the latest one counts
        ("2026-11-24", "×2026-11-20", "2026-11-24", GateState.UNFIT),
        ("2026-11-24", "2026-11-10 ×2026-11-20", "2026-11-24", GateState.UNFIT),
        ("2026-11-24", "×2026-11-10 2026-11-20", "2026-11-24", GateState.OK),
        ("2026-11-24", "2026-11-20 ×2026-12-01", "2026-12-01", GateState.UNFIT),
        # a transfer certificate counts from the last day elsewhere
        ("2026-11-24", "转2026-08-24", "2026-11-24", GateState.OK),
        ("2026-11-24", "转2026-08-23", "2026-11-24", GateState.EXPIRED),
    ],
)
def test_the_examination_counts_on_the_day_of_entry(
    entered: str, examined: str, on: str, state: GateState
) -> None:
    verdict = examination_gate(Came(_day(entered)), _examined(examined), _day(on), RULES)
    assert verdict.state is state


@pytest.mark.parametrize(
    ("left", "returns", "state"),
    [
        ("2026-08-24", "2026-11-24", GateState.OK),
        ("2026-08-24", "2026-11-25", GateState.EXPIRED),
        ("2026-11-30", "2027-02-28", GateState.OK),
        ("2026-11-30", "2027-03-01", GateState.EXPIRED),
    ],
)
def test_away_for_three_months_is_no_new_entry_and_a_day_more_is(
    left: str, returns: str, state: GateState
) -> None:
    came = Came(_day(returns), left_before=_day(left))
    assert examination_gate(came, _examined("2026-02-20"), _day(returns), RULES).state is state


def test_who_was_found_unfit_is_not_back_after_a_short_absence() -> None:
    came = Came(_day("2026-11-24"), left_before=_day("2026-11-06"))
    examined = _examined("2026-02-20 ×2026-11-05")
    assert examination_gate(came, examined, _day("2026-11-24"), RULES).state is GateState.UNFIT


def test_a_child_that_comes_back_without_any_examination_on_file_is_examined() -> None:
    came = Came(_day("2026-11-24"), left_before=_day("2026-11-20"))
    assert examination_gate(came, [], _day("2026-11-24"), RULES).state is GateState.MISSING


def test_a_waiver_stays_an_open_matter_until_the_child_is_examined() -> None:
    came = Came(_day("2026-11-24"), waived="体检约在周五")
    before = examination_gate(came, [], _day("2026-11-24"), RULES)
    assert (before.state, before.is_open) == (GateState.WAIVED, True)
    assert "体检约在周五" in before.words
    after = examination_gate(came, _examined("2026-11-27"), _day("2026-11-27"), RULES)
    assert (after.state, after.due_on) == (GateState.OK, None)


@pytest.mark.parametrize(
    ("entered", "checks", "on", "state", "due"),
    [
        # day 30 and day 31
        ("2026-11-24", "", "2026-11-24", GateState.DUE, "2026-12-24"),
        ("2026-11-24", "", "2026-12-24", GateState.DUE, "2026-12-24"),
        ("2026-11-24", "", "2026-12-25", GateState.OVERDUE, "2026-12-24"),
        ("2027-01-31", "", "2027-03-02", GateState.DUE, "2027-03-02"),
        ("2027-01-31", "", "2027-03-03", GateState.OVERDUE, "2027-03-02"),
        # seen, and nothing found yet: the same term
        ("2026-11-24", "2026-11-25", "2026-12-24", GateState.DUE, "2026-12-24"),
        ("2026-11-24", "2026-11-25", "2026-12-25", GateState.OVERDUE, "2026-12-24"),
        # the second look: 31 December and 1 January
        ("2026-11-24", "2026-11-25补", "2026-12-31", GateState.DUE, "2026-12-31"),
        ("2026-11-24", "2026-11-25补", "2027-01-01", GateState.OVERDUE, "2026-12-31"),
        ("2026-11-24", "2026-11-25无", "2027-01-01", GateState.OVERDUE, "2026-12-31"),
        ("2026-11-24", "2026-11-25补 2027-01-05补", "2027-01-05", GateState.OVERDUE, "2026-12-31"),
        # first looked at in January: of that year
        ("2026-12-20", "2027-01-05补", "2027-01-06", GateState.DUE, "2027-12-31"),
        # looked at when the place was promised, came in the new year
        ("2027-01-04", "2026-12-20补", "2027-01-04", GateState.DUE, "2027-12-31"),
        # complete: at once, by a second look, or made up
        ("2026-11-24", "2026-11-25全", "2027-06-01", GateState.OK, ""),
        ("2026-11-24", "2026-11-25补 2026-12-20全", "2027-06-01", GateState.OK, ""),
        ("2026-11-24", "2026-11-25补2026-12-05", "2027-06-01", GateState.OK, ""),
    ],
)
def test_the_certificate_is_looked_at_within_30_days_and_again_by_the_end_of_the_year(
    entered: str, checks: str, on: str, state: GateState, due: str
) -> None:
    verdict = vaccination_gate(Came(_day(entered)), _checked(checks), _day(on), RULES)
    assert (verdict.state, verdict.due_on) == (state, _day(due) if due else None)


def test_after_a_long_absence_the_certificate_is_looked_at_again() -> None:
    def states(left: str, *checks: str) -> list[str]:
        came = Came(_day("2026-11-24"), left_before=_day(left))
        verdicts = [vaccination_gate(came, _checked(each), _day("2026-11-24"), RULES) for each in checks]
        return [verdict.state.name for verdict in verdicts]

    assert states("2026-08-23", "2026-08-23全", "2026-08-24全") == ["DUE", "OK"]
    assert states("2026-08-24", "2025-09-10全", "2026-11-24补") == ["OK", "DUE"]


@pytest.mark.parametrize(
    ("spans", "says"),
    [  # the day before entry, the day itself, and a month later
        ([], "DUE MISSING MISSING"),
        ([("2026-11-24", None)], "OK OK OK"),
        ([("2026-11-25", None)], "DUE MISSING OK"),
        ([("2026-11-24", "2026-12-23")], "OK OK EXPIRED"),
        ([("2026-11-24", "2026-12-24")], "OK OK OK"),
        ([("2026-01-01", "2026-06-30")], "DUE MISSING MISSING"),  # of an earlier time here
    ],
)
def test_the_contract_is_in_force_from_the_day_of_entry(
    spans: list[tuple[str, str | None]], says: str
) -> None:
    came = Came(_day("2026-11-24"))
    held = [(_day(starts), _day(ends) if ends else None) for starts, ends in spans]
    days = [came.entered_on + timedelta(days=days) for days in (-1, 0, 30)]
    assert " ".join(contract_gate(came, held, day).state.name for day in days) == says


def test_consent_is_asked_for_the_basic_and_the_health_particulars() -> None:
    came = Came(_day("2026-11-24"))
    partly = consent_gate(came, {Scope.BASIC, Scope.IMAGES}, _day("2026-11-24"))
    assert (partly.state, Scope.HEALTH.label in partly.words) == (GateState.MISSING, True)
    assert consent_gate(came, set(), _day("2026-11-23")).state is GateState.DUE
    assert consent_gate(came, {Scope.BASIC, Scope.HEALTH}, _day("2026-11-24")).state is GateState.OK


def test_of_children_here_before_the_file_only_what_was_found_is_followed() -> None:
    came, on = Came(_day("2025-09-01"), asked=False), _day("2026-11-24")
    assert examination_gate(came, [], on, RULES).state is GateState.EARLIER
    assert examination_gate(came, _examined("2025-01-01"), on, RULES).state is GateState.EARLIER
    assert examination_gate(came, _examined("×2025-08-20"), on, RULES).state is GateState.UNFIT
    assert vaccination_gate(came, [], on, RULES).state is GateState.EARLIER
    assert vaccination_gate(came, _checked("2025-09-10补"), on, RULES).state is GateState.OVERDUE
    assert contract_gate(came, [], on).state is GateState.EARLIER
    assert not examination_gate(came, [], on, RULES).is_open
