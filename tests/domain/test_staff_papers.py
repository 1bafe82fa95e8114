"""Papers of the staff: the last day of a certificate, the days around it, and who needs which paper."""

from datetime import date, timedelta

import pytest

from centerdesk.domain.certainty import Certainty
from centerdesk.domain.people import Post
from centerdesk.domain.staff_papers import (
    BACKGROUND_CHECK,
    HEALTH_CERTIFICATE,
    PaperState,
    paper_kind,
    paper_kinds,
    requirements,
    state_on,
    state_words,
    valid_until,
)

TODAY = date(2026, 11, 24)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _last_day(kind: str, issued_on: str) -> str:
    day = _day(issued_on)
    return str(valid_until(day, paper_kind(kind, day)))


@pytest.mark.parametrize(
    ("kind", "issued_on", "last"),
    [
        (HEALTH_CERTIFICATE, "2026-03-15", "2027-03-15"),
        (HEALTH_CERTIFICATE, "2028-02-29", "2029-02-28"),
        (HEALTH_CERTIFICATE, "2027-02-28", "2028-02-28"),
        (HEALTH_CERTIFICATE, "2026-12-31", "2027-12-31"),
        (BACKGROUND_CHECK, "2024-02-29", "2025-02-28"),
        ("first_aid", "2024-02-29", "2027-02-28"),
        ("first_aid", "2025-03-01", "2028-03-01"),
        ("nurse", "2023-02-28", "2028-02-28"),
        ("guard", "2026-03-15", "None"),
        ("teacher", "2026-03-15", "None"),
    ],
)
def test_the_last_day_is_the_same_day_so_many_months_later(kind: str, issued_on: str, last: str) -> None:
    assert _last_day(kind, issued_on) == last


def test_a_certificate_holds_on_its_last_day_and_not_on_the_next() -> None:
    """Expiring today, yesterday, and in the days that are told before."""
    told = {
        days: state_words(
            state_on(TODAY + timedelta(days=days), True, TODAY), TODAY + timedelta(days=days), TODAY
        )
        for days in (-365, -1, 0, 1, 90, 91)
    }
    assert told == {
        -365: "已过期 365 天",
        -1: "已过期 1 天",
        0: "今天到期",
        1: "1 天后到期",
        90: "90 天后到期",
        91: "有效",
    }
    assert state_on(TODAY, True, TODAY).holds
    assert not state_on(TODAY - timedelta(days=1), True, TODAY).holds


def test_a_certificate_of_29_february_runs_out_on_28_february_of_the_next_year() -> None:
    until = _day(_last_day(HEALTH_CERTIFICATE, "2028-02-29"))
    states = [state_on(until, True, _day(day)) for day in ("2029-02-27", "2029-02-28", "2029-03-01")]
    assert states == [PaperState.SOON, PaperState.TODAY, PaperState.EXPIRED]
    # In a leap year the 29th is the day after the last one of a certificate of 28 February.
    until = _day(_last_day(HEALTH_CERTIFICATE, "2027-02-28"))
    assert state_on(until, True, _day("2028-02-29")) is PaperState.EXPIRED


def test_who_has_not_passed_has_no_valid_paper_and_one_without_term_holds_for_ever() -> None:
    assert state_on(date(2030, 1, 1), False, TODAY) is PaperState.FAILED
    assert state_on(None, True, date(2099, 1, 1)) is PaperState.VALID
    assert state_words(PaperState.FAILED, None, TODAY) == "不合格"
    assert state_words(PaperState.MISSING, None, TODAY) == "缺"


def _needed(*posts: Post, on: date = TODAY, sure: bool | None = None) -> set[str]:
    return {rule.kind for rule in requirements(frozenset(posts), on) if sure in (None, rule.is_sure)}


def test_each_post_needs_its_papers() -> None:
    everybody = {HEALTH_CERTIFICATE, BACKGROUND_CHECK}
    assert _needed(Post.CARER, sure=True) == everybody
    assert _needed(Post.COOK, sure=True) == everybody | {"food_certificate"}
    assert _needed(Post.HEALTH, sure=True) == everybody | {"health_training"}
    assert _needed(Post.GUARD, sure=True) == everybody | {"guard"}
    assert _needed(Post.GUARD, Post.COOK, sure=True) == everybody | {"guard", "food_certificate"}
    assert _needed(Post.CARER, sure=False) == {"first_aid", "fire_training"}
    assert _needed() == set()


def test_a_rule_is_asked_from_its_day_on() -> None:
    assert BACKGROUND_CHECK not in _needed(Post.CARER, on=date(2021, 5, 31))
    assert BACKGROUND_CHECK in _needed(Post.CARER, on=date(2021, 6, 1))


def test_each_kind_and_each_requirement_names_its_source_and_how_sure_it_is() -> None:
    kinds = paper_kinds(TODAY)
    assert len(kinds) >= 12
    assert all(
        kind.title and kind.source and isinstance(kind.certainty, Certainty) for kind in kinds.values()
    )
    rules = requirements(frozenset(Post), TODAY)
    assert {rule.kind for rule in rules} <= set(kinds)
    assert all(rule.source for rule in rules)
    assert {kind.code for kind in kinds.values() if kind.is_sure} == {
        HEALTH_CERTIFICATE,
        BACKGROUND_CHECK,
        "guard",
    }
