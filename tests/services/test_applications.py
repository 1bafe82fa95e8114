"""The waiting list: who asked when, who was offered a place, who came, and how many places there are."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from centerdesk.base.errors import RefusedError, UserError
from centerdesk.domain.people import ApplicationState, ClassKind, LeaveReason, Role, Sex
from centerdesk.services import applications, children
from centerdesk.services.applications import ApplicationFields
from centerdesk.services.child_fields import ChildFields
from centerdesk.services.entry import EntryPapers
from tests.services.small_centre import TODAY, SmallCentre

BORN = date(2024, 6, 1)
FIELDS = ApplicationFields(
    "欧阳若谷", BORN, date(2026, 11, 2), date(2026, 12, 1), wanted_kind=ClassKind.SENIOR, phone="15400001111"
)
EXAMINED = EntryPapers(examined_on=date(2026, 11, 10))


def _apply(centre: SmallCentre, name: str, applied: str = "2026-11-02", **told: Any) -> int:
    fields = replace(FIELDS, name=name, applied_on=date.fromisoformat(applied), **told)
    return centre.do(applications.apply, fields, today=centre.today)


def _list(centre: SmallCentre, on: date = TODAY, *, with_decided: bool = False) -> list[str]:
    rows = centre.see(applications.waiting, on, with_decided=with_decided)
    return [f"{row.position or '-'} {row.name} {row.state.value} {row.days}" for row in rows]


def _admit(centre: SmallCentre, application_id: int, class_id: int, papers: EntryPapers = EXAMINED) -> int:
    fields = ChildFields("欧阳若谷", Sex.FEMALE, BORN)
    return centre.do(
        applications.admit_application, application_id, fields, class_id, TODAY, papers, today=TODAY
    )


def test_who_asked_first_stands_first(centre: SmallCentre) -> None:
    _apply(centre, "曹景澄", "2026-11-10")
    _apply(centre, "范小满", "2026-10-25")
    _apply(centre, "李奕辰", "2026-11-10")
    assert _list(centre) == ["1 范小满 waiting 30", "2 曹景澄 waiting 14", "3 李奕辰 waiting 14"]
    assert _list(centre, date(2026, 11, 9)) == ["1 范小满 waiting 15"]


def test_the_age_is_that_of_the_day(centre: SmallCentre) -> None:
    _apply(centre, "欧阳若谷", birth_date=date(2025, 12, 31))
    (row,) = centre.see(applications.waiting, date(2026, 11, 29))
    assert row.months == 10
    (row,) = centre.see(applications.waiting, date(2026, 11, 30))  # completes on the last of a short month
    assert row.months == 11


def test_an_offer_keeps_the_family_on_the_list_and_moves_the_others_up(centre: SmallCentre) -> None:
    first, _second = _apply(centre, "曹景澄", "2026-11-02"), _apply(centre, "范小满", "2026-11-03")
    centre.do(applications.offer, first, today=TODAY)
    assert _list(centre) == ["- 曹景澄 offered 22", "1 范小满 waiting 21"]
    assert _list(centre, date(2026, 11, 23))[0] == "1 曹景澄 waiting 21"
    with pytest.raises(UserError, match="2026-11-24"):
        centre.do(applications.offer, first, today=TODAY)


def test_an_offer_names_the_class_type(centre: SmallCentre) -> None:
    application_id = _apply(centre, "曹景澄", wanted_kind=None)
    with pytest.raises(UserError) as refusal:
        centre.do(applications.offer, application_id, today=TODAY)
    assert refusal.value.field == "wanted_kind"


def test_who_withdraws_is_off_the_list_and_closed(centre: SmallCentre) -> None:
    application_id = _apply(centre, "曹景澄")
    centre.do(applications.withdraw, application_id, today=TODAY)
    assert _list(centre.on("2026-11-30"), date(2026, 11, 30)) == []
    assert _list(centre, date(2026, 11, 30), with_decided=True) == ["- 曹景澄 withdrawn 22"]
    for service in (applications.offer, applications.withdraw):
        with pytest.raises(UserError, match="2026-11-24"):
            centre.do(service, application_id, today=TODAY)


def test_the_child_of_an_application_comes_in_through_the_wall(centre: SmallCentre) -> None:
    class_id, application_id = centre.add_class(), _apply(centre, "欧阳若谷")
    with pytest.raises(UserError) as refusal:
        _admit(centre, application_id, class_id, EntryPapers())
    assert refusal.value.field == "examined_on"
    assert _list(centre) == ["1 欧阳若谷 waiting 22"]
    child_id = _admit(centre, application_id, class_id)
    assert _list(centre) == []
    (row,) = centre.see(applications.waiting, TODAY, with_decided=True)
    assert (row.state, row.child_id, row.decided_on) == (ApplicationState.ADMITTED, child_id, TODAY)
    assert centre.see(children.child, child_id, TODAY).class_id == class_id


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": " "}, "name"),
        ({"birth_date": date(2026, 11, 25)}, "birth_date"),
        ({"applied_on": date(2026, 11, 25)}, "applied_on"),
        ({"applied_on": date(2024, 5, 31)}, "applied_on"),
        ({"wanted_from": date(2026, 11, 1)}, "wanted_from"),
    ],
)
def test_what_can_t_be_is_refused(centre: SmallCentre, told: dict[str, Any], field: str) -> None:
    fields = replace(FIELDS, **told)
    with pytest.raises(UserError) as refusal:
        centre.do(applications.apply, fields, today=TODAY)
    assert refusal.value.field == field
    application_id = centre.do(applications.apply, FIELDS, today=TODAY)
    with pytest.raises(UserError):
        centre.do(applications.change_application, application_id, fields, today=TODAY)


def test_a_child_that_waits_already_or_is_here_raises_a_doubt(centre: SmallCentre) -> None:
    assert centre.see(applications.doubts, FIELDS, TODAY) == []
    application_id = centre.do(applications.apply, FIELDS, today=TODAY)
    (doubt,) = centre.see(applications.doubts, FIELDS, TODAY)
    assert "2026-11-02" in doubt
    assert centre.see(applications.doubts, FIELDS, TODAY, application_id) == []
    class_id = centre.add_class()
    child_id = centre.enrol("欧阳若谷", class_id, "2026-09-01", birth_date=BORN)
    assert len(centre.see(applications.doubts, FIELDS, TODAY)) == 2
    assert centre.see(applications.doubts, replace(FIELDS, birth_date=date(2024, 6, 2)), TODAY) == []
    centre.do(applications.withdraw, application_id, today=TODAY)
    centre.do(children.leave, child_id, date(2026, 11, 20), LeaveReason.MOVED)
    assert centre.see(applications.doubts, FIELDS, TODAY) == []


def test_a_changed_name_is_found_by_its_new_sound(centre: SmallCentre) -> None:
    application_id = _apply(centre, "欧阳若谷")
    centre.do(applications.change_application, application_id, replace(FIELDS, name="单若水"), today=TODAY)
    (row,) = centre.see(applications.waiting, TODAY)
    assert (row.name_key, "srs" in row.name_search) == ("shan ruo shui", True)


def test_places_are_counted_by_class_type(centre: SmallCentre) -> None:
    """托大一 (3)   托大二 (2)   混龄 (18)
    在册             2 (1 走)     1            -
    将来             -            1            -
    通知入托         1 (托大班)
    """
    one, two = centre.add_class("托大一", capacity=3), centre.add_class("托大二", capacity=2)
    centre.add_class("混龄班", ClassKind.MIXED, 18)
    centre.enrol("曹景澄", one, "2026-09-01")
    centre.enrol("范小满", one, "2026-09-01", left="2026-12-25")  # 31 days ahead
    centre.enrol("李奕辰", two, "2026-09-01", left="2026-12-26")  # 32 days ahead
    centre.enrol("单若水", two, "2026-12-01")
    centre.enrol("走了", two, "2026-09-01", left="2026-11-23")
    centre.do(applications.offer, _apply(centre, "张思远"), today=TODAY)
    rows = centre.see(applications.vacancies, TODAY)
    assert [
        (row.classes, row.capacity, row.enrolled, row.coming, row.leaving, row.offered, row.free)
        for row in rows
    ] == [("托大一、托大二", 5, 3, 1, 1, 1, 0), ("混龄班", 18, 0, 0, 0, 0, 18)]


def test_the_list_is_the_office_s(centre: SmallCentre) -> None:
    application_id = _apply(centre, "曹景澄")
    teacher = centre.as_role(Role.TEACHER, centre.add_class())
    assert _list(teacher) == []
    assert _list(centre.as_role(Role.CLERK)) == ["1 曹景澄 waiting 22"]
    with pytest.raises(RefusedError):
        centre.as_role(Role.CLERK).do(applications.offer, application_id, today=TODAY)
