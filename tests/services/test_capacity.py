"""Room in the classes and in the centre: what one child more would exceed, told and never a wall."""

from datetime import date, datetime

from centerdesk.domain.people import ClassKind, PauseKind, Role
from centerdesk.services import centre as centres
from centerdesk.services import children
from centerdesk.services.capacity import class_capacity, doubts
from tests.services.small_centre import TODAY, SmallCentre


def _fill(centre: SmallCentre, group: int, count: int, on: str = "2026-09-01") -> list[int]:
    return [
        centre.enrol(f"王{'一二三四五六七八九十'[place % 10]}{place // 10}", group, on)
        for place in range(count)
    ]


def _picture(centre: SmallCentre, on: date = TODAY) -> str:
    made = centre.see(class_capacity, on)
    rows = [f"{row.name} {row.enrolled}/{row.capacity}/{row.norm} {row.room}" for row in made.classes]
    return " | ".join([*rows, f"{made.enrolled} of {made.places}"])


def test_children_are_counted_by_class_against_capacity_norm_and_places(centre: SmallCentre) -> None:
    small, large = centre.add_class("托小班", ClassKind.TODDLER, 12), centre.add_class("托大班", capacity=25)
    centre.do(centres.set_places, TODAY, 4, None)
    _fill(centre, small, 2)
    _fill(centre, large, 3)
    assert _picture(centre) == "托小班 2/12/15 10 | 托大班 3/25/20 17 | 5 of 4"
    assert centre.see(class_capacity, TODAY).warnings == (
        "全机构：5 名婴幼儿，备案托位 4 个。收托人数不得超过备案人数（《托育机构管理规范（试行）》第十二条）。",
    )
    assert all(not row.warnings for row in centre.see(class_capacity, TODAY).classes)


def test_first_and_last_day_count_and_the_days_around_do_not(centre: SmallCentre) -> None:
    group = centre.add_class()
    centre.enrol("王一", group, "2026-09-01", left="2026-10-30")
    counted = [
        centre.see(class_capacity, date.fromisoformat(day)).enrolled
        for day in ("2026-08-31", "2026-09-01", "2026-10-30", "2026-10-31")
    ]
    assert counted == [0, 1, 1, 0]


def test_a_suspended_child_keeps_its_place(centre: SmallCentre) -> None:
    from centerdesk.db.schema.children import Child, Pause

    group = centre.add_class()
    child = centre.enrol("王一", group, "2026-09-01")
    with centre.opened.store.begin(centre.opened.actor, datetime(2026, 11, 24, 9)) as session:
        stay = session.get_one(Child, child).enrolments[0]
        stay.pauses.append(Pause(kind=PauseKind.SUSPENDED, starts_on=date(2026, 11, 1), ends_on=None))
    assert _picture(centre) == "托大班 1/20/20 19 | 1 of None"


def test_one_child_more_is_doubted_only_when_it_is_one_too_many(centre: SmallCentre) -> None:
    group = centre.add_class("托大班", capacity=2)
    _fill(centre, group, 1)
    assert centre.see(doubts, group, TODAY) == []
    _fill(centre.on("2026-11-24"), group, 2)
    assert centre.see(doubts, group, TODAY) == ["托大班：4 名婴幼儿，班额 2 人。"]
    assert centre.see(doubts, group, date(2026, 8, 31)) == []


def test_the_norm_of_the_class_type_is_named_with_its_source(centre: SmallCentre) -> None:
    group = centre.add_class("乳儿班", ClassKind.INFANT, 30)
    _fill(centre, group, 10)
    assert centre.see(doubts, group, TODAY) == [
        "乳儿班：11 名婴幼儿，乳儿班每班不超过 10 人（托育机构设置标准（试行）国卫人口发〔2019〕58号）。"
    ]


def test_a_child_that_moves_within_the_centre_takes_no_new_place(centre: SmallCentre) -> None:
    one, other = centre.add_class("甲班", capacity=2), centre.add_class("乙班", capacity=2)
    ids = _fill(centre, one, 2)
    centre.do(centres.set_places, TODAY, 2, None)
    assert centre.see(doubts, other, TODAY, ids[0]) == []
    assert centre.see(doubts, one, TODAY, ids[0]) == []
    assert len(centre.see(doubts, other, TODAY)) == 1
    centre.do(children.move, ids[0], other, date(2026, 12, 1))
    assert _picture(centre, date(2026, 12, 1)) == "甲班 1/2/20 1 | 乙班 1/2/20 1 | 2 of 2"


def test_a_teacher_sees_her_classes_and_the_whole_centre_s_number(centre: SmallCentre) -> None:
    one, other = centre.add_class("甲班"), centre.add_class("乙班")
    _fill(centre, one, 2)
    _fill(centre, other, 3)
    assert _picture(centre.as_role(Role.TEACHER, other)) == "乙班 3/20/20 17 | 5 of None"


def test_room_is_read_in_a_fixed_number_of_queries(centre: SmallCentre) -> None:
    group = centre.add_class()
    counted = []
    for more in (1, 8):
        _fill(centre, group, more)
        with centre.counting() as sent:
            centre.see(class_capacity, TODAY)
        counted.append(len(sent))
    assert counted[0] == counted[1]
