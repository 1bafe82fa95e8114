"""转园证明: when it may be issued, and how long it holds."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.people import LeaveReason, Role
from centerdesk.services import children, observations, transfers
from tests.services.small_centre import TODAY, SmallCentre


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _refusal(call: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as refusal:
        call()
    return refusal.value


def _left(centre: SmallCentre, left: str = "2026-11-20", class_id: int | None = None) -> int:
    group = class_id or centre.add_class()
    return centre.enrol("陈晨", group, "2026-02-02", left=left, reason=LeaveReason.MOVED)


def _issue(centre: SmallCentre, child_id: int, on: date = TODAY, health: str = "健康") -> int:
    return centre.do(transfers.issue, child_id, on, " 荣华幼儿园 ", "无", health, today=max(on, centre.today))


def _may(centre: SmallCentre, child_id: int, on: date) -> str:
    """√ where it is issued, × where it is refused; it is taken back at once."""
    try:
        certificate_id = _issue(centre, child_id, on)
    except UserError as error:
        return "×" if error.field == "issued_on" else str(error.field)
    centre.do(transfers.take_back, certificate_id)
    return "√"


def test_it_says_who_issued_it_and_until_when_it_holds(centre: SmallCentre) -> None:
    child_id = _left(centre)
    _issue(centre.as_role(Role.HEALTH_WORKER), child_id)
    (row,) = centre.see(transfers.certificates_of, child_id, TODAY)
    assert (row.issued_on, row.left_on, row.valid_until) == (TODAY, _day("2026-11-20"), _day("2027-02-20"))
    assert (row.destination, row.history, row.health, row.issued_by) == ("荣华幼儿园", "无", "健康", "张园长")


@pytest.mark.parametrize(
    ("left", "last"),
    [
        ("2026-08-24", "2026-11-24"),
        ("2026-08-31", "2026-11-30"),
        ("2026-11-30", "2027-02-28"),
        ("2026-10-31", "2027-01-31"),
        ("2026-09-30", "2026-12-30"),
    ],
)
def test_it_is_issued_while_it_would_hold(centre: SmallCentre, left: str, last: str) -> None:
    child_id = _left(centre, left)
    days = [_day(last) + timedelta(days=step) for step in (-1, 0, 1)]
    assert "".join(_may(centre, child_id, day) for day in days) == "√√×"


def test_it_is_refused_while_the_class_of_the_last_day_is_observed(centre: SmallCentre) -> None:
    one, other = centre.add_class("一班"), centre.add_class("二班")
    child_id = _left(centre, "2026-11-10", one)
    centre.do(children.move, child_id, other, _day("2026-09-01"))
    for group, first, last in ((one, "2026-11-01", "2026-11-30"), (other, "2026-11-16", "2026-11-20")):
        centre.do(observations.observe_class, group, "手足口病", _day(first), _day(last))
    days = [_day(f"2026-11-{day}") for day in (14, 15, 16, 18, 20, 21)]
    assert "".join(_may(centre, child_id, day) for day in days) == "√√×××√"
    refusal = _refusal(lambda: _issue(centre, child_id, _day("2026-11-18")))
    assert all(word in refusal.text for word in ("二班", "手足口病", "2026-11-20"))


def test_it_is_refused_when_the_child_left_during_an_observation(centre: SmallCentre) -> None:
    group = centre.add_class()
    child_id = _left(centre, "2026-11-10", group)
    observed = centre.do(observations.observe_class, group, "水痘", _day("2026-11-10"), _day("2026-11-12"))
    assert _may(centre, child_id, TODAY) == "×"
    centre.do(observations.change_observation, observed, "水痘", _day("2026-11-11"), _day("2026-11-12"))
    assert _may(centre, child_id, TODAY) == "√"


def test_only_for_a_child_that_leaves(centre: SmallCentre) -> None:
    group = centre.add_class()
    here = centre.enrol("李安", group, "2026-02-02")
    assert "李安" in _refusal(lambda: _issue(centre, here)).text
    centre.do(children.leave, here, _day("2026-11-30"))
    _issue(centre, here)  # the last day is set
    back = _left(centre, "2026-08-28", group)
    centre.do(children.enrol_again, back, group, _day("2026-11-02"))
    assert "陈晨" in _refusal(lambda: _issue(centre, back)).text


def test_one_for_each_time_in_the_centre_unless_it_is_taken_back(centre: SmallCentre) -> None:
    child_id = _left(centre, "2026-11-10")
    first = _issue(centre, child_id, _day("2026-11-16"))
    assert "2026-11-16" in _refusal(lambda: _issue(centre, child_id)).text
    centre.do(transfers.take_back, first)
    _issue(centre, child_id)
    assert [row.issued_on for row in centre.see(transfers.certificates_of, child_id, TODAY)] == [TODAY]


@pytest.mark.parametrize(("on", "today"), [("2026-11-25", "2026-11-24"), ("2026-02-01", "2026-11-24")])
def test_not_in_the_future_and_not_before_the_child_came(centre: SmallCentre, on: str, today: str) -> None:
    child_id = _left(centre)
    refusal = _refusal(
        lambda: centre.do(transfers.issue, child_id, _day(on), "", "", "健康", today=_day(today))
    )
    assert refusal.field == "issued_on"


def test_it_says_how_the_child_is(centre: SmallCentre) -> None:
    child_id = _left(centre)
    assert _refusal(lambda: _issue(centre, child_id, health=" ")).field == "health"


def test_the_health_worker_issues_it_a_clerk_sees_none(centre: SmallCentre) -> None:
    child_id = _left(centre)
    _refusal(lambda: _issue(centre.as_role(Role.CLERK), child_id))
    _refusal(lambda: _issue(centre.as_role(Role.TEACHER), child_id))
    _refusal(lambda: centre.as_role(Role.CLERK).see(transfers.certificates_of, child_id, TODAY))
