"""The balance of training hours, computed by hand, and who will fall short on 31 December."""

from datetime import date
from decimal import Decimal

import pytest

from centerdesk.domain.people import Post, RequirementPeriod, TrainingForm
from centerdesk.services import staff, staff_posts, training, training_plan
from centerdesk.services.training import Attendee
from centerdesk.services.training_balance import BalanceRow, balance, balance_of, shortfalls
from centerdesk.services.training_plan import PlanFields
from centerdesk.services.training_requirements import RequirementFields, add_requirement
from centerdesk.services.training_statistics import statistics
from tests.services.small_centre import TODAY, SmallCentre
from tests.services.training_made import fields, hire, train


def _ask(
    centre: SmallCentre,
    hours: str,
    *,
    post: Post = Post.CARER,
    period: RequirementPeriod = RequirementPeriod.YEAR,
    category: str = "",
) -> None:
    asked = RequirementFields(post, category, period, Decimal(hours), date(2020, 1, 1))
    centre.do(add_requirement, asked)


def _plan(
    centre: SmallCentre, day: str, hours: str, *, post: Post | None = None, category: str = "safety"
) -> int:
    line = PlanFields(
        date.fromisoformat(day), "计划", category, TrainingForm.GROUP, Decimal(hours), post=post
    )
    return centre.do(training_plan.add_line, line)


def _rows(centre: SmallCentre, year: int = 2026, on: date = TODAY) -> list[BalanceRow]:
    """The balance without what the program ships."""
    return [row for row in centre.see(balance, year, on) if row.requirement.id is not None]


def _figures(rows: list[BalanceRow]) -> list[str]:
    """Name, post, required, done, missing, forecast."""
    return [
        f"{row.name} {row.post.label} {row.required} {row.done} {row.missing} {row.forecast}" for row in rows
    ]


@pytest.fixture
def wang(centre: SmallCentre) -> int:
    """A carer since 2025, of whom 24 hours a year are asked."""
    _ask(centre, "24")
    return hire(centre, "王芳")


def test_training_over_new_years_eve_counts_whole_in_the_new_year(centre: SmallCentre, wang: int) -> None:
    train(centre, "2025-12-29", "16", wang, last="2026-01-03")
    train(centre, "2025-12-31", "3.5", wang)
    train(centre, "2026-01-01", "2", wang)
    assert [str(row.done) for row in _rows(centre, 2025, date(2025, 12, 31))] == ["3.5"]
    assert [str(row.done) for row in _rows(centre, 2026, date(2026, 1, 2))] == ["2.0"]
    assert [str(row.done) for row in _rows(centre, 2026, date(2026, 1, 3))] == ["18.0"]


def test_hours_that_differ_for_one_count_for_that_one(centre: SmallCentre, wang: int) -> None:
    zhao = hire(centre, "赵敏")
    centre.do(
        training.record_session,
        fields("2026-03-01", "8"),
        [Attendee(wang), Attendee(zhao, Decimal("4.5"))],
    )
    assert [(row.name, str(row.done), str(row.missing)) for row in _rows(centre)] == [
        ("王芳", "8.0", "16.0"),
        ("赵敏", "4.5", "19.5"),
    ]


def test_person_with_two_posts_stands_under_each_and_the_hours_count_for_both(
    centre: SmallCentre, wang: int
) -> None:
    _ask(centre, "30", post=Post.HEALTH)
    centre.do(staff_posts.add_post, wang, Post.HEALTH, date(2026, 7, 1))
    train(centre, "2026-03-01", "10", wang)
    on = date(2026, 12, 31)
    assert _figures(_rows(centre, on=on)) == [
        "王芳 保育人员 24.0 10.0 14.0 10.0",
        "王芳 保健人员 30.0 10.0 20.0 10.0",
    ]
    assert [row.post for row in _rows(centre, on=date(2026, 6, 30))] == [Post.CARER]


def test_who_came_in_mid_year_is_asked_the_whole_as_the_rule_says(centre: SmallCentre, wang: int) -> None:
    hire(centre, "刘洋", on="2026-07-01")
    assert [(row.name, str(row.required)) for row in _rows(centre)] == [("刘洋", "24.0"), ("王芳", "24.0")]


def test_hours_of_before_the_first_day_at_work_count_for_what_is_asked_once(centre: SmallCentre) -> None:
    _ask(centre, "60", post=Post.HEAD, period=RequirementPeriod.ONCE, category="induction")
    li = hire(centre, "李园长", Post.HEAD, on="2026-03-01")
    train(centre, "2024-05-01", "40", li, category="induction")
    train(centre, "2026-05-01", "30", li, category="safety")
    (row,) = _rows(centre)
    assert (str(row.done), str(row.missing), str(row.progress.pace), row.due_on) == (
        "40.0",
        "20.0",
        "0.0",
        None,
    )
    assert row.falls_short
    _plan(centre, "2026-12-01", "20", category="induction")
    assert not _rows(centre)[0].falls_short


def test_five_years_add_up_and_nobody_falls_short_before_they_end(centre: SmallCentre) -> None:
    _ask(centre, "100", period=RequirementPeriod.FIVE_YEARS)  # 2020 to 2024, 2025 to 2029
    wang = hire(centre, "王芳", on="2019-01-01")
    train(centre, "2024-12-31", "50", wang)
    train(centre, "2025-06-01", "30", wang)
    train(centre, "2026-06-01", "20", wang)
    (row,) = _rows(centre, on=date(2026, 12, 31))
    assert (str(row.done), row.due_on, row.falls_short) == ("50.0", date(2029, 12, 31), False)
    (row,) = _rows(centre, 2024, date(2024, 12, 31))
    assert (str(row.done), row.falls_short) == ("50.0", True)


def test_forecast_of_a_fixed_plan_and_pace_names_who_falls_short(centre: SmallCentre, wang: int) -> None:
    """On 19 July 2026 200 days have gone by and 165 are left."""
    zhao, cook = hire(centre, "赵敏"), hire(centre, "何师傅", Post.COOK)
    _ask(centre, "24", post=Post.COOK)
    new = hire(centre, "陈晨", on="2026-07-01")
    train(centre, "2026-03-01", "12", wang)  # 12 x 165 / 200 = 9.9
    train(centre, "2026-04-01", "20", zhao)  # 16.5
    train(centre, "2026-07-10", "6", new)  # 19 days, counted as 90: 6 x 165 / 90 = 11
    _plan(centre, "2026-07-18", "50")  # gone by and not held
    _plan(centre, "2026-10-01", "10", post=Post.CARER)
    _plan(centre, "2026-12-31", "2")
    _plan(centre, "2027-01-01", "50")
    on = date(2026, 7, 19)
    told = {
        row.name: (str(row.progress.planned), str(row.progress.pace), str(row.forecast))
        for row in _rows(centre, on=on)
    }
    assert told == {
        "王芳": ("12.0", "9.9", "24.0"),
        "赵敏": ("12.0", "16.5", "36.5"),
        "陈晨": ("12.0", "11.0", "18.0"),
        "何师傅": ("2.0", "0.0", "2.0"),
    }
    short = [row.name for row in centre.see(shortfalls, 2026, on) if row.requirement.id]
    assert sorted(short) == ["何师傅", "陈晨"]
    assert len(balance_of(_rows(centre, on=on), cook)) == 1


def test_line_that_was_held_is_no_longer_planned_and_a_training_to_come_is(
    centre: SmallCentre, wang: int
) -> None:
    number = _plan(centre, "2026-12-10", "8")
    assert str(_rows(centre)[0].progress.planned) == "8.0"
    centre.do(training_plan.hold, number, fields("2026-11-20", "7"), [Attendee(wang)])
    train(centre, "2026-12-01", "5", wang)
    train(centre, "2026-12-30", "9", wang, last="2027-01-02")
    row = _rows(centre)[0]
    assert (str(row.done), str(row.progress.planned)) == ("7.0", "5.0")


def test_balance_of_a_past_year_is_that_of_its_last_day_and_has_no_forecast_beyond(
    centre: SmallCentre, wang: int
) -> None:
    train(centre, "2025-10-01", "10", wang)
    train(centre, "2026-10-01", "14", wang)
    assert _figures(_rows(centre, 2025)) == ["王芳 保育人员 24.0 10.0 14.0 10.0"]
    assert _figures(_rows(centre, 2027)) == ["王芳 保育人员 24.0 0.0 24.0 0.0"]


def test_who_has_left_is_asked_nothing(centre: SmallCentre, wang: int) -> None:
    centre.do(staff.leave, wang, date(2026, 6, 30))
    assert _rows(centre) == []
    assert len(_rows(centre, on=date(2026, 6, 30))) == 1


def test_shipped_requirements_are_told_with_how_sure_they_are(centre: SmallCentre) -> None:
    hire(centre, "李园长", Post.HEAD)
    hire(centre, "王芳")
    told = [
        (row.name, row.requirement.title, str(row.required), row.requirement.standing, row.state)
        for row in centre.see(balance, 2026, TODAY)
    ]
    assert told == [
        ("李园长", "岗前一次·岗位培训", "60.0", "依据标准", "预计不足"),
        ("王芳", "岗前一次·岗位培训", "120.0", "参考", "预计不足"),
    ]


def test_balance_takes_a_fixed_number_of_queries(centre: SmallCentre, wang: int) -> None:
    train(centre, "2026-03-01", "8", wang)
    with centre.counting() as few:
        _rows(centre)
    people = [hire(centre, f"测{each}") for each in "一二三四五六七八九"]
    for day in range(1, 10):
        train(centre, f"2026-04-0{day}", "2", *people)
    with centre.counting() as many:
        assert len(_rows(centre)) == 10
    assert len(many) == len(few) <= 12


def test_hours_by_post_and_category_count_under_each_post_and_by_person_once(
    centre: SmallCentre, wang: int
) -> None:
    one, two = centre.add_class("一班"), centre.add_class("二班")
    centre.do(staff_posts.add_post, wang, Post.CARER, date(2026, 1, 1), one)
    centre.do(staff_posts.add_post, wang, Post.CARER, date(2026, 1, 1), two)
    centre.do(staff_posts.add_post, wang, Post.HEALTH, date(2026, 7, 1))
    zhao = hire(centre, "赵敏")
    train(centre, "2026-03-01", "8", wang, zhao)
    train(centre, "2026-08-01", "3.5", wang, category="fire")
    train(centre, "2025-12-31", "50", wang)
    found = centre.see(statistics, date(2026, 1, 1), date(2026, 12, 31))
    assert [(row.post.label, row.category_title, row.people, str(row.hours)) for row in found.by_post] == [
        ("保育人员", "安全防护与伤害预防", 2, "16.0"),
        ("保育人员", "消防与应急", 1, "3.5"),
        ("保健人员", "消防与应急", 1, "3.5"),
    ]
    assert [(row.name, row.trainings, str(row.hours)) for row in found.by_person] == [
        ("王芳", 2, "11.5"),
        ("赵敏", 1, "8.0"),
    ]
    assert (found.trainings, str(found.hours)) == (2, "19.5")
