"""Trainings: recorded with many in one go, changed, taken back, and warned of where somebody is at two."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from centerdesk.base.errors import RefusedError, UserError
from centerdesk.domain.people import Role
from centerdesk.domain.training import Span
from centerdesk.services import training
from centerdesk.services.training import Attendee
from tests.services.small_centre import SmallCentre
from tests.services.training_made import fields, hire, train


@pytest.fixture
def wang(centre: SmallCentre) -> int:
    return hire(centre, "王芳")


@pytest.fixture
def zhao(centre: SmallCentre) -> int:
    return hire(centre, "赵敏")


def _people(centre: SmallCentre, session_id: int) -> list[tuple[str, str]]:
    return [(row.name, str(row.counted)) for row in centre.see(training.session_row, session_id).attendees]


def test_training_is_recorded_with_many_in_one_go_and_hours_may_differ_for_one(
    centre: SmallCentre, wang: int, zhao: int
) -> None:
    told = fields(
        "2026-03-01", "8.5", "2026-03-03", organiser="区妇幼保健院", place="三层会议室", trainer="刘医生"
    )
    attendees = [Attendee(wang, certificate="A1", assessment="合格"), Attendee(zhao, Decimal("4"))]
    number = centre.do(training.record_session, told, attendees)
    found = centre.see(training.session_row, number)
    assert (found.hours, found.organiser, found.place, found.trainer) == (
        Decimal("8.5"),
        "区妇幼保健院",
        "三层会议室",
        "刘医生",
    )
    first, second = found.attendees
    assert (first.name, first.hours, first.counted, first.certificate) == ("王芳", None, Decimal("8.5"), "A1")
    assert (second.name, second.hours, str(second.counted)) == ("赵敏", Decimal("4.0"), "4.0")
    (listed,) = centre.see(training.sessions, 2026)
    assert (listed.people, listed.days, listed.category_title) == (
        2,
        "2026-03-01 至 2026-03-03",
        "安全防护与伤害预防",
    )


def test_trainings_of_a_year_are_those_that_end_in_it_the_latest_first(
    centre: SmallCentre, wang: int
) -> None:
    train(centre, "2025-12-30", "8", wang, last="2026-01-02", topic="跨年")
    train(centre, "2026-05-06", "2", topic="五月")
    train(centre, "2025-12-31", "2", wang, topic="年末")
    assert [row.topic for row in centre.see(training.sessions, 2026)] == ["五月", "跨年"]
    assert [row.topic for row in centre.see(training.sessions, 2025)] == ["年末"]
    assert [row.topic for row in centre.see(training.trainings_of, wang)] == ["年末", "跨年"]


def test_list_of_a_year_takes_one_query_however_many_trainings_there_are(
    centre: SmallCentre, wang: int
) -> None:
    for day in range(1, 9):
        train(centre, f"2026-03-0{day}", "1", wang)
    with centre.counting() as sent:
        assert len(centre.see(training.sessions, 2026)) == 8
    assert len(sent) == 1


def test_changing_a_training_changes_who_was_there_and_their_hours(
    centre: SmallCentre, wang: int, zhao: int
) -> None:
    number = train(centre, "2026-03-01", "8", wang)
    centre.do(
        training.change_session,
        number,
        fields("2026-03-01", "6"),
        [Attendee(zhao), Attendee(wang, Decimal("3.5"))],
    )
    assert _people(centre, number) == [("王芳", "3.5"), ("赵敏", "6.0")]
    centre.do(training.change_session, number, fields("2026-03-01", "6"), [Attendee(zhao)])
    assert _people(centre, number) == [("赵敏", "6.0")]


def test_who_signs_in_is_added_once(centre: SmallCentre, wang: int, zhao: int) -> None:
    number = train(centre, "2026-03-01", "8", wang)
    assert centre.do(training.sign_in, number, [wang, zhao, zhao]) == 1
    assert _people(centre, number) == [("王芳", "8.0"), ("赵敏", "8.0")]


def test_training_taken_back_leaves_no_hours_behind(centre: SmallCentre, wang: int) -> None:
    number = train(centre, "2026-03-01", "8", wang)
    centre.do(training.remove_session, number)
    assert centre.see(training.sessions, 2026) == []
    assert centre.see(training.trainings_of, wang) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"topic": " "}, "topic"),
        ({"category": "茶艺"}, "category"),
        ({"last": "2026-02-28"}, "ends_on"),
        ({"hours": "0"}, "hours"),
        ({"hours": "2.25"}, "hours"),
        ({"hours": "500.1"}, "hours"),
        ({"begins_at": time(9)}, "ends_at"),
        ({"ends_at": time(9)}, "begins_at"),
        ({"begins_at": time(9), "ends_at": time(9)}, "ends_at"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    centre: SmallCentre, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(UserError) as refusal:
        centre.do(training.record_session, fields("2026-03-01", **change))
    assert refusal.value.field == field
    assert centre.see(training.sessions, 2026) == []


def test_nobody_stands_twice_among_the_attendees_nor_who_is_not_in_the_file(
    centre: SmallCentre, wang: int
) -> None:
    with pytest.raises(UserError, match="王芳"):
        train(centre, "2026-03-01", "8", wang, wang)
    with pytest.raises(UserError):
        train(centre, "2026-03-01", "8", wang + 1)
    assert centre.see(training.sessions, 2026) == []


def test_person_at_two_trainings_at_a_time_is_warned_of_by_name(
    centre: SmallCentre, wang: int, zhao: int
) -> None:
    morning = train(centre, "2026-03-01", "3", wang, topic="晨间", begins_at=time(9), ends_at=time(11))
    train(centre, "2026-03-01", "8", zhao, last="2026-03-03", topic="三天")

    def warned(first: str, begins: time | None, ends: time | None, **more: Any) -> list[str]:
        span = Span(date.fromisoformat(first), date.fromisoformat(first), begins, ends)
        return [row.sentence for row in centre.see(training.overlaps, span, [wang, zhao], **more)]

    assert warned("2026-03-01", time(11), time(12)) == [
        "赵敏同一时间还参加“三天”（2026-03-01 至 2026-03-03）。"
    ]
    assert warned("2026-03-01", time(10), time(12))[0] == "王芳同一时间还参加“晨间”（2026-03-01）。"
    assert len(warned("2026-03-01", None, None)) == 2
    assert len(warned("2026-03-01", None, None, session_id=morning)) == 1
    assert warned("2026-03-04", None, None) == []


def test_only_the_director_writes_and_everybody_on_the_staff_reads(centre: SmallCentre, wang: int) -> None:
    teacher = centre.as_role(Role.TEACHER)
    with pytest.raises(RefusedError):
        train(teacher, "2026-03-01", "8", wang)
    train(centre, "2026-03-01", "8", wang)
    assert len(teacher.see(training.sessions, 2026)) == 1
