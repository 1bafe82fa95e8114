"""The roster: taking children in, moving them, letting them go, finding them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.people import (
    ClassKind,
    Half,
    Household,
    IdKind,
    LeaveReason,
    Relation,
    Role,
    Service,
    Sex,
)
from centerdesk.services import attendance, children, classes
from centerdesk.services.child_fields import ChildFields, GuardianRow, check_child
from tests.domain.invented import id_number
from tests.services.small_centre import TODAY, SmallCentre

BORN = date(2024, 3, 15)


def _refusal(call: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as refusal:
        call()
    return refusal.value


def _roster(centre: SmallCentre, on: str, *, with_left: bool = False) -> list[str]:
    """The roster of a day, a line a child: name, class, age, from - to."""
    rows = centre.see(children.list_children, date.fromisoformat(on), with_left=with_left)
    return [
        f"{row.name} {row.class_name} {row.months}月 {row.enrolled_on:%m-%d}"
        + (f" - {row.left_on:%m-%d}" if row.left_on else "")
        for row in rows
    ]


def test_a_record_is_kept_as_it_was_typed(centre: SmallCentre) -> None:
    fields = ChildFields(
        "阿依古丽·买买提",
        Sex.FEMALE,
        BORN,
        former_name="古丽",
        pet_name="朵朵",
        id_kind=IdKind.RESIDENT,
        id_number=id_number(BORN, 2),
        nation="维吾尔族",
        household=Household.ELSEWHERE,
        address="荣华南路",
        allergies="鸡蛋",
        chronic="哮喘",
        special_needs="左耳听力弱",
        birth_order=2,
        multiple_birth=False,
        note="午睡要抱小熊",
        guardians=(
            GuardianRow(Relation.MOTHER, "古丽娜尔", "15400000001", "荣华小学"),
            GuardianRow(Relation.PATERNAL_GRANDFATHER, "买买提", "15400000002", custody=False),
        ),
    )
    group = centre.add_class()
    child_id = centre.do(children.enrol, fields, group, date(2026, 9, 1), today=TODAY)
    row = centre.see(children.child, child_id, TODAY)
    assert row.fields == fields
    assert (row.phone, row.months, row.class_id, row.pattern) == ("15400000001", 32, group, Pattern())


def test_changes_replace_what_stood_there(centre: SmallCentre) -> None:
    group = centre.add_class()
    guardians = (GuardianRow(Relation.MOTHER, "李娟", "15400000001"),)
    child_id = centre.enrol("单若水", group, "2026-09-01", allergies="鸡蛋", guardians=guardians)
    changed = ChildFields(
        "曾若水", Sex.MALE, BORN, guardians=(GuardianRow(Relation.FATHER, "曾勇", "15400000009"),)
    )
    centre.do(children.change, child_id, changed, today=TODAY)
    row = centre.see(children.child, child_id, TODAY)
    assert row.fields == changed
    assert row.name_key == "zeng ruo shui"
    assert "zrs" in row.name_search.split()


def test_the_roster_is_in_the_order_of_pinyin_then_of_age(centre: SmallCentre) -> None:
    group = centre.add_class()
    for name, born in (("周一", 3), ("仇一诺", 3), ("陈晨", 20), ("陈晨", 2), ("单若水", 3)):
        centre.enrol(name, group, "2026-09-01", birth_date=date(2024, 6, born))
    rows = centre.see(children.list_children, TODAY)
    assert [(row.name, row.birth_date.day) for row in rows] == [
        ("陈晨", 2),
        ("陈晨", 20),
        ("仇一诺", 3),
        ("单若水", 3),
        ("周一", 3),
    ]


def test_a_child_is_on_the_books_from_its_first_to_its_last_day(centre: SmallCentre) -> None:
    group = centre.add_class()
    centre.enrol("陈晨", group, "2026-11-02", left="2026-11-20")
    assert _roster(centre, "2026-11-01") == []
    assert _roster(centre, "2026-11-02") == ["陈晨 托大班 29月 11-02 - 11-20"]
    assert _roster(centre, "2026-11-20") == ["陈晨 托大班 29月 11-02 - 11-20"]
    assert _roster(centre, "2026-11-21") == []


def test_who_has_left_and_who_is_still_to_come_is_shown_on_request(centre: SmallCentre) -> None:
    group = centre.add_class()
    centre.enrol("陈晨", group, "2026-09-01", left="2026-11-20")
    centre.enrol("李安", group, "2026-12-01")
    assert _roster(centre, "2026-11-24") == []
    assert _roster(centre, "2026-11-24", with_left=True) == [
        "陈晨 托大班 29月 09-01 - 11-20",
        "李安 托大班 29月 12-01",
    ]


def test_a_move_holds_from_its_day_on(centre: SmallCentre) -> None:
    small, big = centre.add_class("托小班"), centre.add_class("托大班")
    child_id = centre.enrol("陈晨", small, "2026-09-01")
    centre.do(children.move, child_id, big, date(2026, 11, 16))
    assert [_roster(centre, day)[0].split()[1] for day in ("2026-11-15", "2026-11-16", "2026-11-17")] == [
        "托小班",
        "托大班",
        "托大班",
    ]


def test_a_second_move_on_the_same_day_replaces_the_first_and_planned_ones_stay(centre: SmallCentre) -> None:
    one, two, three = (centre.add_class(name) for name in ("一班", "二班", "三班"))
    child_id = centre.enrol("陈晨", one, "2026-09-01")
    centre.do(children.move, child_id, three, date(2027, 3, 1))
    centre.do(children.move, child_id, three, date(2026, 11, 16))
    centre.do(children.move, child_id, two, date(2026, 11, 16))
    assert [
        _roster(centre, day)[0].split()[1] for day in ("2026-11-15", "2026-11-16", "2027-02-28", "2027-03-01")
    ] == ["一班", "二班", "二班", "三班"]


@pytest.mark.parametrize("day", ["2026-08-31", "2026-11-21"])
def test_a_child_that_is_not_here_is_not_moved_nor_given_a_pattern(centre: SmallCentre, day: str) -> None:
    group = centre.add_class()
    child_id = centre.enrol("陈晨", group, "2026-09-01", left="2026-11-20")
    on = date.fromisoformat(day)
    before = centre.see(children.child, child_id, TODAY)
    for call in (
        lambda: centre.do(children.move, child_id, group, on),
        lambda: centre.do(children.set_pattern, child_id, on, Pattern(weekdays="135")),
    ):
        refusal = _refusal(call)
        assert "陈晨" in refusal.text
        assert day in refusal.text
    assert centre.see(children.child, child_id, TODAY) == before


def test_a_child_does_not_leave_before_it_came_but_a_leaving_day_may_be_corrected(
    centre: SmallCentre,
) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01", left="2026-11-13")
    refusal = _refusal(lambda: centre.do(children.leave, child_id, date(2026, 8, 31), LeaveReason.MOVED))
    assert "陈晨" in refusal.text
    for day in (date(2026, 11, 20), date(2026, 11, 6)):
        centre.do(children.leave, child_id, day, LeaveReason.MOVED)
        assert centre.see(children.child, child_id, TODAY).left_on == day


def test_a_class_closes_only_when_nobody_is_left_in_it_and_takes_nobody_then(centre: SmallCentre) -> None:
    one, two = centre.add_class("一班"), centre.add_class("二班")
    child_id = centre.enrol("陈晨", one, "2026-09-01")

    def close() -> None:
        centre.do(classes.change_class, one, "一班", ClassKind.SENIOR, 20, date(2026, 11, 20))

    assert "1 名" in _refusal(close).text
    centre.do(children.move, child_id, two, date(2026, 11, 21))
    close()
    back = _refusal(lambda: centre.do(children.move, child_id, one, date(2026, 11, 23)))
    assert "2026-11-20" in back.text


def test_a_pattern_holds_from_its_day_on_and_a_half_only_for_half_days(centre: SmallCentre) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    half = Pattern(Service.HALF, "5315", Half.MORNING)
    centre.do(children.set_pattern, child_id, date(2026, 11, 16), half)
    centre.do(children.set_pattern, child_id, date(2026, 12, 1), Pattern(Service.FULL, half=Half.MORNING))
    patterns = [
        centre.see(children.child, child_id, date(2026, month, day)).pattern
        for month, day in ((11, 15), (11, 16), (12, 1))
    ]
    assert patterns == [Pattern(), Pattern(Service.HALF, "135", Half.MORNING), Pattern()]


@pytest.mark.parametrize("weekdays", ["", "6", "17", "12 3", "一三五"])
def test_a_pattern_without_weekdays_is_refused(centre: SmallCentre, weekdays: str) -> None:
    group, wrong = centre.add_class(), Pattern(weekdays=weekdays)
    child_id = centre.enrol("陈晨", group, "2026-09-01", left="2026-10-30")
    here = centre.enrol("李安", group, "2026-09-01")
    for call in (
        lambda: centre.do(children.set_pattern, here, date(2026, 11, 2), wrong),
        lambda: centre.do(children.enrol_again, child_id, group, date(2026, 11, 2), wrong),
        lambda: centre.enrol("周一", group, "2026-09-01", pattern=wrong),
    ):
        assert _refusal(call).field == "weekdays"


def test_who_has_left_can_come_again_in_another_class(centre: SmallCentre) -> None:
    small, big = centre.add_class("托小班"), centre.add_class("托大班")
    child_id = centre.enrol("陈晨", small, "2026-09-01", left="2026-11-10")
    centre.do(children.enrol_again, child_id, big, date(2026, 11, 20), Pattern(weekdays="24"))
    assert _roster(centre, "2026-11-10") == ["陈晨 托小班 29月 09-01 - 11-10"]
    assert _roster(centre, "2026-11-11") == []
    assert _roster(centre, "2026-11-20") == ["陈晨 托大班 29月 11-20"]
    assert centre.see(children.child, child_id, date(2026, 11, 20)).pattern == Pattern(weekdays="24")


@pytest.mark.parametrize(("left", "again"), [("", "2026-11-20"), ("2026-11-10", "2026-11-10")])
def test_who_is_here_is_not_taken_in_again(centre: SmallCentre, left: str, again: str) -> None:
    group = centre.add_class()
    child_id = centre.enrol("陈晨", group, "2026-09-01", left=left)
    day = date.fromisoformat(again)
    assert _refusal(lambda: centre.do(children.enrol_again, child_id, group, day)).field == "enrolled_on"


def test_a_child_may_leave_on_its_first_day_and_come_again_on_the_next(centre: SmallCentre) -> None:
    group = centre.add_class()
    child_id = centre.enrol("陈晨", group, "2026-11-02", left="2026-11-02")
    centre.do(children.enrol_again, child_id, group, date(2026, 11, 3))
    assert _roster(centre, "2026-11-02") == ["陈晨 托大班 29月 11-02 - 11-02"]
    assert _roster(centre, "2026-11-03") == ["陈晨 托大班 29月 11-03"]


def test_a_leaving_before_a_recorded_day_is_refused_and_on_it_taken(centre: SmallCentre) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-11-02")
    centre.mark(child_id, "2026-11-12", "事假")
    refusal = _refusal(lambda: centre.do(children.leave, child_id, date(2026, 11, 11)))
    assert (refusal.field, "2026-11-12" in refusal.text) == ("left_on", True)
    centre.do(children.leave, child_id, date(2026, 11, 12), LeaveReason.COST)
    assert _roster(centre, "2026-11-12") == ["陈晨 托大班 29月 11-02 - 11-12"]


def test_one_id_number_belongs_to_one_child(centre: SmallCentre) -> None:
    group = centre.add_class()
    mine: dict[str, Any] = {"id_kind": IdKind.RESIDENT, "id_number": id_number(BORN, 2), "birth_date": BORN}
    first = centre.enrol("陈晨", group, "2026-09-01", **mine)
    refusal = _refusal(lambda: centre.enrol("李安", group, "2026-09-01", **mine))
    assert (refusal.field, "陈晨" in refusal.text) == ("id_number", True)
    assert _roster(centre, "2026-11-24") == ["陈晨 托大班 32月 09-01"]
    again = centre.see(children.child, first, TODAY).fields
    centre.do(children.change, first, again, today=TODAY)  # the own number is no second one


def test_children_without_a_number_are_as_many_as_come(centre: SmallCentre) -> None:
    group = centre.add_class()
    for name in ("陈晨", "李安"):
        centre.enrol(name, group, "2026-09-01", id_kind=IdKind.NONE)
    assert len(_roster(centre, "2026-11-24")) == 2


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": "  "}, "name"),
        ({"birth_date": date(2026, 11, 25)}, "birth_date"),
        ({"birth_date": date(2026, 9, 2)}, "enrolled_on"),
        ({"id_kind": IdKind.RESIDENT, "id_number": "110199202403151370"}, "id_number"),
    ],
)
def test_what_cannot_be_right_is_refused_whole(
    centre: SmallCentre, fields: dict[str, Any], field: str
) -> None:
    group = centre.add_class()
    told = {"name": "陈晨", **fields}
    name = told.pop("name")
    assert _refusal(lambda: centre.enrol(name, group, "2026-09-01", **told)).field == field
    assert _roster(centre, "2026-11-24", with_left=True) == []


def test_who_is_born_today_may_be_enrolled_today(centre: SmallCentre) -> None:
    centre.enrol("陈晨", centre.add_class(), "2026-11-24", birth_date=TODAY)
    assert _roster(centre, "2026-11-24") == ["陈晨 托大班 0月 11-24"]


def test_what_the_number_says_otherwise_is_a_doubt_and_no_refusal() -> None:
    number = id_number(BORN, 1)
    right = ChildFields("陈晨", Sex.MALE, BORN, id_kind=IdKind.RESIDENT, id_number=number)
    assert check_child(right, TODAY) == []
    doubts = check_child(
        ChildFields("陈晨", Sex.FEMALE, date(2024, 3, 16), id_kind=IdKind.RESIDENT, id_number=number), TODAY
    )
    assert len(doubts) == 2
    assert "2024-03-15" in doubts[0]
    assert "2024-03-16" in doubts[0]
    assert "男" in doubts[1]
    assert "女" in doubts[1]


def test_a_passport_number_is_taken_as_it_is(centre: SmallCentre) -> None:
    centre.enrol("Anna", centre.add_class(), "2026-09-01", id_kind=IdKind.PASSPORT, id_number="E12345678")
    assert centre.see(children.list_children, TODAY)[0].id_number == "E12345678"


def test_a_name_and_a_number_are_kept_plain_however_they_were_typed(centre: SmallCentre) -> None:
    number = id_number(BORN, 2)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in number)
    typed: dict[str, Any] = {"id_kind": IdKind.RESIDENT, "id_number": f"{wide[:6]} {wide[6:]}"}
    centre.enrol("阿依古丽•买买提", centre.add_class(), "2026-09-01", birth_date=BORN, **typed)
    row = centre.see(children.list_children, TODAY)[0]
    assert (row.name, row.id_number) == ("阿依古丽·买买提", number)


def test_settling_in_is_kept_and_does_not_end_before_it_begins(centre: SmallCentre) -> None:
    group = centre.add_class()

    def enrol(name: str, until: date) -> int:
        fields = ChildFields(name, Sex.MALE, BORN)
        return centre.do(children.enrol, fields, group, date(2026, 9, 1), today=TODAY, settling_until=until)

    child_id = enrol("陈晨", date(2026, 9, 1))
    assert centre.see(children.child, child_id, TODAY).settling_until == date(2026, 9, 1)
    too_early = date(2026, 8, 31)
    for call in (
        lambda: enrol("李安", too_early),
        lambda: centre.do(children.set_settling, child_id, TODAY, too_early),
    ):
        assert _refusal(call).field == "settling_until"
    for until in (date(2026, 9, 11), None):
        centre.do(children.set_settling, child_id, TODAY, until)
        assert centre.see(children.child, child_id, TODAY).settling_until == until


@pytest.mark.parametrize(
    ("character", "is_missing"), [("𬱖", False), ("𫖯", False), ("𬎆", True), ("䶮", False), ("㛃", False)]
)
def test_a_character_that_paper_cannot_show_is_told_when_the_name_is_saved(
    character: str, is_missing: bool
) -> None:
    guardian = (GuardianRow(Relation.FATHER, f"李{character}"),)
    for fields in (
        ChildFields(f"李{character}", Sex.MALE, BORN),
        ChildFields("李安", Sex.MALE, BORN, guardians=guardian),
    ):
        doubts = check_child(fields, TODAY)
        assert len(doubts) == is_missing
        assert all(character in doubt for doubt in doubts)


def test_another_child_of_the_same_name_is_told_with_birth_date_and_class(centre: SmallCentre) -> None:
    group = centre.add_class()
    one = centre.enrol("陈晨", group, "2026-09-01", birth_date=date(2024, 5, 1))
    assert centre.see(children.namesakes, "陈晨", one, TODAY) == []
    centre.enrol("陈晨", group, "2026-09-01", birth_date=date(2024, 7, 9), left="2026-11-20")
    centre.enrol("陈晨晨", group, "2026-09-01")
    told = centre.see(children.namesakes, " 陈晨 ", None, TODAY)
    assert [("2024-05-01" in each, "托大班" in each) for each in told] == [(True, True), (False, False)]
    assert "2024-07-09" in told[1]
    assert "2026-11-20" in told[1]
    assert len(centre.see(children.namesakes, "陈晨", one, TODAY)) == 1


def test_children_of_the_same_name_bear_their_birth_date_and_others_do_not(centre: SmallCentre) -> None:
    one, two = centre.add_class("一班"), centre.add_class("二班")
    centre.enrol("陈晨", one, "2026-09-01", birth_date=date(2024, 5, 1))
    centre.enrol("陈晨", two, "2026-09-01", birth_date=date(2024, 7, 9))
    centre.enrol("李安", one, "2026-09-01")
    centre.enrol("李安", one, "2026-09-01", left="2026-11-20")
    both = ["陈晨（2024-05-01）", "陈晨（2024-07-09）", "李安"]
    assert [row.distinct_name for row in centre.see(children.list_children, TODAY)] == both
    assert [row.distinct_name for row in centre.see(attendance.day_sheet, TODAY, one)] == [both[0], "李安"]


def test_a_child_is_found_by_name_sound_phone_and_number_but_the_number_is_for_those_who_may_read_it(
    centre: SmallCentre,
) -> None:
    number = id_number(BORN, 24)
    group = centre.add_class()
    centre.enrol(
        "覃沐·阳",
        group,
        "2026-09-01",
        birth_date=BORN,
        id_kind=IdKind.RESIDENT,
        id_number=number,
        pet_name="Momo",
        guardians=(GuardianRow(Relation.MOTHER, "李娟", "15400001234"),),
    )

    def finds(typed: str, whose: SmallCentre) -> bool:
        (row,) = whose.see(children.list_children, TODAY)
        return typed in row.found_by

    for typed in (
        "覃沐·阳",
        "覃沐阳",
        "qinmuyang",
        "tanmuyang",
        "qmy",
        "tmy",
        "momo",
        "1234",
        number[-4:].lower(),
    ):
        assert finds(typed, centre), typed
    teacher = centre.as_role(Role.TEACHER, group)
    assert finds("1234", teacher)
    assert not finds(number[-4:].lower(), teacher)


def test_a_child_is_found_by_its_name_and_of_two_by_its_birth_date(centre: SmallCentre) -> None:
    one, two = centre.add_class("一班"), centre.add_class("二班")
    centre.enrol("单若水", one, "2026-09-01")
    elder = centre.enrol("陈晨", one, "2026-09-01", birth_date=date(2024, 5, 1))
    younger = centre.enrol("陈晨", two, "2026-09-01", birth_date=date(2024, 7, 9))
    assert centre.see(children.find_child, "单若水", TODAY).name == "单若水"
    refusal = _refusal(lambda: centre.see(children.find_child, "陈晨", TODAY))
    assert (refusal.field, "2" in refusal.text, "陈晨/2024-05-01" in refusal.text) == ("name", True, True)
    assert centre.see(children.find_child, "陈晨/2024-05-01", TODAY).id == elder
    assert centre.see(children.find_child, "陈晨/2024-07-09", TODAY).id == younger
    assert centre.see(children.find_child, "陈晨", TODAY, two).id == younger


@pytest.mark.parametrize("name", ["陈", "陈晨/2024-05-02", "", "李安"])
def test_who_is_not_here_is_not_found(centre: SmallCentre, name: str) -> None:
    group = centre.add_class()
    centre.enrol("陈晨", group, "2026-09-01", birth_date=date(2024, 5, 1))
    centre.enrol("李安", group, "2026-09-01", left="2026-11-20")
    refusal = _refusal(lambda: centre.see(children.find_child, name, TODAY))
    assert (refusal.field, name in refusal.text) == ("name", True)


def test_the_roster_is_read_in_as_many_statements_for_5_children_as_for_60(centre: SmallCentre) -> None:
    group = centre.add_class()
    counts = []
    for number in range(60):
        centre.enrol(f"孩子{number}", group, "2026-09-01")
        if number + 1 in (5, 60):
            with centre.counting() as sent:
                assert len(centre.see(children.list_children, TODAY)) == number + 1
            counts.append(len(sent))
    assert counts[0] == counts[1] > 0
