"""Training: hours as on the certificate, when trainings overlap, and what a pace promises."""

import tomllib
from datetime import date, time
from decimal import Decimal

import pytest

from centerdesk.base.errors import UserError
from centerdesk.base.paths import shipped
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.people import Post, RequirementPeriod
from centerdesk.domain.training import (
    Progress,
    Requirement,
    Span,
    categories,
    category_of,
    category_title,
    hours,
    in_force,
    pace,
    parse_hours,
    shipped_requirements,
    tenths,
)


def _asked(
    period: RequirementPeriod,
    figure: str = "40",
    since: str = "2020-01-01",
    until: str = "",
    category: str = "",
) -> Requirement:
    return Requirement(
        Post.CARER,
        category,
        period,
        Decimal(figure),
        date.fromisoformat(since),
        date.fromisoformat(until) if until else None,
        "",
        Certainty.OWN,
    )


@pytest.mark.parametrize(
    ("typed", "read"),
    [("3.5", "3.5"), ("８学时", "8.0"), (" 12 课时", "12.0"), ("0.1", "0.1"), ("500", "500.0")],
)
def test_hours_are_read_as_typed_and_shown_with_one_decimal(typed: str, read: str) -> None:
    assert str(parse_hours(typed)) == read


@pytest.mark.parametrize("typed", ["", "3.55", "0", "0.0", "500.1", "半天", "-3", "1e2", "3,5"])
def test_other_hours_are_refused_at_their_field(typed: str) -> None:
    with pytest.raises(UserError) as refusal:
        parse_hours(typed)
    assert refusal.value.field == "hours"


def test_hours_lose_nothing_on_the_way_to_the_file_and_back() -> None:
    assert [str(hours(tenths(Decimal(each)))) for each in ("0.1", "3.5", "60", "499.9")] == [
        "0.1",
        "3.5",
        "60.0",
        "499.9",
    ]
    with pytest.raises(UserError, match="小数"):
        tenths(Decimal("1.25"))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Span(date(2026, 5, 1), date(2026, 5, 3)), Span(date(2026, 5, 3), date(2026, 5, 4)), True),
        (Span(date(2026, 5, 1), date(2026, 5, 2)), Span(date(2026, 5, 3), date(2026, 5, 4)), False),
        (
            Span(date(2026, 5, 1), date(2026, 5, 1), time(9), time(11)),
            Span(date(2026, 5, 1), date(2026, 5, 1), time(11), time(12)),
            False,
        ),
        (
            Span(date(2026, 5, 1), date(2026, 5, 3), time(9), time(11)),
            Span(date(2026, 5, 2), date(2026, 5, 2), time(10, 59), time(12)),
            True,
        ),
        (
            Span(date(2026, 5, 1), date(2026, 5, 1), time(9), time(11)),
            Span(date(2026, 5, 1), date(2026, 5, 1)),
            True,
        ),
    ],
    ids=["a day in common", "no day", "hours that touch", "an hour in common", "no hours known"],
)
def test_nobody_can_be_at_two_trainings_whose_times_overlap(one: Span, other: Span, both: bool) -> None:
    assert one.overlaps(other) is other.overlaps(one) is both


@pytest.mark.parametrize(
    ("done", "since", "on", "comes"),
    [
        # 20 hours in the 200 days to 19 July 2026, 165 days left
        ("20", "2020-01-01", "2026-07-19", "16.5"),
        # hired on 1 April: 20 hours in 110 days, 165 left
        ("20", "2026-04-01", "2026-07-19", "30.0"),
        # 6 hours on the fifth day of the year count as in 90 days: 6 x 360 / 90
        ("6", "2020-01-01", "2026-01-05", "24.0"),
        ("20", "2020-01-01", "2026-12-31", "0.0"),
        ("0", "2020-01-01", "2026-07-19", "0.0"),
    ],
)
def test_pace_goes_on_for_the_days_left(done: str, since: str, on: str, comes: str) -> None:
    assert str(pace(Decimal(done), date.fromisoformat(since), date.fromisoformat(on))) == comes


def test_forecast_takes_the_larger_of_plan_and_pace() -> None:
    progress = Progress(Decimal("40.0"), Decimal("20.0"), Decimal("12.0"), Decimal("16.5"))
    assert (progress.missing, progress.forecast) == (Decimal("20.0"), Decimal("36.5"))
    ahead = Progress(Decimal("40.0"), Decimal("50.0"), Decimal("0.0"), Decimal("0.0"))
    assert (ahead.missing, ahead.forecast) == (Decimal("0.0"), Decimal("50.0"))


def test_five_years_run_one_after_the_other_from_the_first() -> None:
    asked = _asked(RequirementPeriod.FIVE_YEARS, since="2011-01-01")
    assert asked.window(2025) == (date(2021, 1, 1), date(2025, 12, 31))
    assert asked.window(2026) == (date(2026, 1, 1), date(2030, 12, 31))
    assert _asked(RequirementPeriod.YEAR).window(2026) == (date(2026, 1, 1), date(2026, 12, 31))
    assert _asked(RequirementPeriod.ONCE).window(2026) == (None, None)


def test_own_target_takes_the_place_of_a_shipped_one_from_its_day_until_it_ends() -> None:
    old = _asked(RequirementPeriod.YEAR, "40")
    own = _asked(RequirementPeriod.YEAR, "60", since="2026-03-01", until="2026-12-31")
    asked = [
        [each.hours for each in in_force([old], [own], date.fromisoformat(day))]
        for day in ("2026-02-28", "2026-03-01", "2026-12-31", "2027-01-01")
    ]
    assert asked == [[Decimal(40)], [Decimal(60)], [Decimal(60)], [Decimal(40)]]
    nothing = _asked(RequirementPeriod.YEAR, "0", since="2026-03-01")
    assert in_force([old], [nothing], date(2026, 3, 1)) == []


def test_newer_target_counts_whatever_the_order_they_were_entered_in() -> None:
    newer, older = (
        _asked(RequirementPeriod.YEAR, "30", since="2026-01-01"),
        _asked(RequirementPeriod.YEAR, "20"),
    )
    assert [each.hours for each in in_force([], [newer, older], date(2026, 6, 1))] == [Decimal(30)]


def test_shipped_figures_are_before_work_or_marked_as_not_sure() -> None:
    told = [
        (each.post, each.period, str(each.hours), each.standing, each.kindergarten)
        for each in shipped_requirements()
    ]
    assert told == [
        (Post.HEAD, RequirementPeriod.ONCE, "60.0", "依据标准", False),
        (Post.CARER, RequirementPeriod.ONCE, "120.0", "参考", False),
        (Post.CARER, RequirementPeriod.FIVE_YEARS, "360.0", "参考", True),
        (Post.COOK, RequirementPeriod.YEAR, "40.0", "参考", False),
    ]
    assert all(each.source for each in shipped_requirements())


def test_every_kind_of_training_has_its_own_code_title_and_words() -> None:
    codes = [each.code for each in categories()]
    words = [word for each in categories() for word in (each.title, *each.words)]
    assert len(codes) == len(set(codes)) >= 17
    assert len(words) == len(set(words))
    data = tomllib.loads((shipped("resources") / "standards" / "training.toml").read_text("utf-8"))
    assert {each["category"] for each in data["requirement"]} <= {"", *codes}


@pytest.mark.parametrize(
    ("words", "code"),
    [("急救", "first_aid"), ("岗前培训", "induction"), ("运营管理（负责人）", "management"), ("茶艺", None)],
)
def test_kind_of_training_is_known_by_its_title_and_other_words(words: str, code: str | None) -> None:
    assert category_of(words) == code
    assert code is None or category_of(category_title(code)) == code
