"""Terms of coming in and going: the days around each border."""

from datetime import date, timedelta

import pytest

from centerdesk.domain.calendar import add_months
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.entry import (
    certificate_valid_until,
    entry_rules,
    examination_valid,
    needs_new_examination,
    second_check_due,
    vaccination_check_due,
)

RULES = entry_rules(date(2026, 11, 24))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _around(border: str, says: object) -> str:
    """What is said of the day before, the border and the day after: √ or ×."""
    day = _day(border)
    assert callable(says)
    return "".join("√" if says(day + timedelta(days=days)) else "×" for days in (-1, 0, 1))


def test_only_what_was_seen_in_a_public_page_is_sure() -> None:
    terms = {name: getattr(RULES, name) for name in RULES.__dataclass_fields__}
    assert all(term.source for term in terms.values())
    unsure = {name for name, term in terms.items() if term.certainty is not Certainty.PAGE}
    assert unsure == {"exam_valid_months"}
    assert "属地妇幼保健机构" in RULES.exam_valid_months.note


def test_days_before_the_first_rule_go_by_it() -> None:
    assert entry_rules(date(2001, 1, 1)) == RULES


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-11-24", 3, "2027-02-24"),
        ("2026-11-28", 3, "2027-02-28"),
        ("2026-11-29", 3, "2027-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-29", 3, "2028-02-29"),  # a leap year
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-08-31", 3, "2026-11-30"),
        ("2026-10-31", 3, "2027-01-31"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2027-02-28", 3, "2027-05-28"),  # the last of a short month is not made the last of a long one
        ("2026-12-31", 12, "2027-12-31"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
    ],
)
def test_months_later(day: str, months: int, later: str) -> None:
    assert add_months(_day(day), months) == _day(later)


@pytest.mark.parametrize(
    ("left", "border"),
    [  # left on, and just three months later
        ("2026-08-24", "2026-11-24"),
        ("2026-09-30", "2026-12-30"),
        ("2026-10-31", "2027-01-31"),
        ("2026-11-28", "2027-02-28"),
        ("2026-11-29", "2027-02-28"),
        ("2026-11-30", "2027-02-28"),  # back on 28 February: no; on 1 March: yes
        ("2027-11-30", "2028-02-29"),
        ("2026-12-31", "2027-03-31"),
    ],
)
def test_away_for_more_than_three_months_is_examined_anew(left: str, border: str) -> None:
    assert _around(border, lambda day: needs_new_examination(_day(left), day, RULES)) == "××√"


@pytest.mark.parametrize(
    ("examined", "last"),
    [
        ("2026-08-24", "2026-11-24"),
        ("2026-08-31", "2026-11-30"),
        ("2026-11-30", "2027-02-28"),
        ("2027-11-29", "2028-02-29"),
    ],
)
def test_an_examination_holds_for_three_months_and_never_backwards(examined: str, last: str) -> None:
    assert _around(last, lambda day: examination_valid(_day(examined), day, RULES)) == "√√×"
    assert _around(examined, lambda day: examination_valid(_day(examined), day, RULES)) == "×√√"


@pytest.mark.parametrize(
    ("left", "last"),
    [("2026-11-24", "2027-02-24"), ("2026-11-30", "2027-02-28"), ("2026-12-31", "2027-03-31")],
)
def test_a_certificate_holds_for_three_months_from_the_last_day_in_care(left: str, last: str) -> None:
    assert certificate_valid_until(_day(left), RULES) == _day(last)


@pytest.mark.parametrize(
    ("enters", "first_check", "second_check"),
    [
        ("2026-09-01", "2026-10-01", "2026-12-31"),
        ("2026-11-24", "2026-12-24", "2026-12-31"),
        ("2026-12-01", "2026-12-31", "2026-12-31"),
        ("2026-12-31", "2027-01-30", "2026-12-31"),
        ("2027-01-01", "2027-01-31", "2027-12-31"),
        ("2028-01-30", "2028-02-29", "2028-12-31"),
    ],
)
def test_vaccination_is_looked_at_within_30_days_and_again_by_31_december(
    enters: str, first_check: str, second_check: str
) -> None:
    assert vaccination_check_due(_day(enters), RULES) == _day(first_check)
    assert second_check_due(_day(enters), RULES) == _day(second_check)
