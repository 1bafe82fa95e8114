"""Taking attendance: a class's day, the marks, the month."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.attendance import Mark, Pattern, Tally, add_up
from centerdesk.domain.calendar import Month
from centerdesk.domain.people import ClassKind, Half, Post, Service
from centerdesk.returns import monthly
from centerdesk.services import attendance, children, staff
from centerdesk.services.attendance import ChildMonth, ClassMonth, parse_mark
from tests.services.small_centre import TODAY, SmallCentre


def _refusal(call: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as refusal:
        call()
    return refusal.value


def _sheet(centre: SmallCentre, day: str, class_id: int | None = None) -> list[str]:
    """A class's day, a line a child: name, mark (. not taken, - not expected), reason."""
    rows = centre.see(attendance.day_sheet, date.fromisoformat(day), class_id)
    return [
        " ".join(
            part
            for part in (row.name, row.mark.symbol if row.mark else "." if row.expected else "-", row.reason)
            if part
        )
        for row in rows
    ]


def _rest_present(centre: SmallCentre, day: str, class_id: int | None = None) -> int:
    return centre.do(attendance.mark_rest_present, date.fromisoformat(day), class_id, today=centre.today)


def _picture(rows: Sequence[ChildMonth]) -> list[str]:
    """A month as on paper, a character a day: the mark, . not taken, - not expected, _ not in the class."""
    return [row.name + " " + "".join(map(_symbol, row.cells)) for row in rows]


def _symbol(cell: tuple[bool, Mark | None, str] | None) -> str:
    if cell is None:
        return "_"
    expected, mark, _reason = cell
    return mark.symbol if mark else "." if expected else "-"


def _month(centre: SmallCentre, month: str, class_id: int, through: str = "2026-12-31") -> ClassMonth:
    return centre.see(attendance.class_month, Month.parse(month), class_id, date.fromisoformat(through))


def test_a_day_before_and_after_it_is_taken(centre: SmallCentre) -> None:
    small, big = centre.add_class("托小班", ClassKind.TODDLER, 15), centre.add_class("托大班")
    centre.enrol("周一", big, "2026-09-01")
    chen = centre.enrol("陈晨", big, "2026-09-01")
    centre.enrol("半天", big, "2026-09-01", pattern=Pattern(Service.HALF, half=Half.MORNING))
    centre.enrol("一三五", big, "2026-09-01", pattern=Pattern(weekdays="135"))
    hourly = centre.enrol("小时", big, "2026-09-01", pattern=Pattern(Service.HOURLY))
    centre.enrol("李安", small, "2026-09-01")
    centre.enrol("来日", small, "2026-11-25")
    centre.enrol("去日", small, "2026-09-01", left="2026-11-23")
    assert _sheet(centre, "2026-11-24") == [
        "李安 .",
        "半天 .",
        "陈晨 .",
        "小时 -",
        "一三五 -",  # a Tuesday
        "周一 .",
    ]
    centre.mark(chen, "2026-11-24", "病发热")
    centre.mark(hourly, "2026-11-24", "√")
    assert _rest_present(centre, "2026-11-24", big) == 2
    assert _sheet(centre, "2026-11-24") == [
        "李安 .",
        "半天 半",
        "陈晨 病 发热",
        "小时 √",
        "一三五 -",
        "周一 √",
    ]
    assert _sheet(centre, "2026-11-24", small) == ["李安 ."]


def test_all_present_touches_only_who_is_not_taken_and_the_second_time_nobody(centre: SmallCentre) -> None:
    group = centre.add_class()
    marks = ("√", "半", "病发热", "事探亲", "隔", "缺")
    for number, written in enumerate(marks):
        centre.mark(centre.enrol(f"孩子{number}", group, "2026-09-01"), "2026-11-24", written)
    centre.enrol("陈晨", group, "2026-09-01")
    before = _sheet(centre, "2026-11-24")
    assert before[0] == "陈晨 ."
    assert _rest_present(centre, "2026-11-24") == 1
    assert _rest_present(centre, "2026-11-24") == 0
    assert _sheet(centre, "2026-11-24") == ["陈晨 √", *before[1:]]


def test_all_present_takes_every_class_when_none_is_named(centre: SmallCentre) -> None:
    for name in ("一班", "二班"):
        centre.enrol(f"孩子{name}", centre.add_class(name), "2026-09-01")
    assert _rest_present(centre, "2026-11-24") == 2


def test_a_second_mark_of_a_day_replaces_the_first_with_its_reason(centre: SmallCentre) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    for written, sheet in (
        ("√", "陈晨 √"),
        ("病 发热 ", "陈晨 病 发热"),
        ("病咳嗽", "陈晨 病 咳嗽"),
        ("事", "陈晨 事"),
        ("", "陈晨 ."),
        ("", "陈晨 ."),
        ("缺", "陈晨 缺"),
    ):
        centre.mark(child_id, "2026-11-24", written)
        assert _sheet(centre, "2026-11-24") == [sheet]
    assert _sheet(centre, "2026-11-23") == ["陈晨 ."]


@pytest.mark.parametrize("written", ["病", "病假", "病  "])
def test_sick_leave_needs_its_disease(centre: SmallCentre, written: str) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    centre.mark(child_id, "2026-11-24", "√")
    assert _refusal(lambda: centre.mark(child_id, "2026-11-24", written)).field == "reason"
    assert _sheet(centre, "2026-11-24") == ["陈晨 √"]


@pytest.mark.parametrize("pattern", [Pattern(weekdays="135"), Pattern(Service.HOURLY)])
def test_who_is_not_expected_can_come_but_not_be_absent(centre: SmallCentre, pattern: Pattern) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01", pattern=pattern)
    for written in ("事", "缺", "隔", "病发热"):
        refusal = _refusal(partial(centre.mark, child_id, "2026-11-24", written))
        assert (refusal.field, "陈晨" in refusal.text) == ("mark", True)
    centre.mark(child_id, "2026-11-24", "√")
    assert _sheet(centre, "2026-11-24") == ["陈晨 √"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-25", "2026年11月25日"),  # tomorrow
        ("2026-11-21", "休息"),
        ("2026-10-01", "节假日"),
        ("2026-08-31", "2026-08-31"),  # before the child came
        ("2026-11-19", "2026-11-19"),  # after it had left
    ],
)
def test_a_day_that_cannot_be_taken_is_refused(centre: SmallCentre, day: str, words: str) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01", left="2026-11-18")
    refusal = _refusal(lambda: centre.mark(child_id, day, "√"))
    assert refusal.field == "day"
    assert words in refusal.text


@pytest.mark.parametrize("day", ["2026-11-25", "2026-11-21", "2026-10-01"])
def test_all_present_is_refused_on_the_same_days(centre: SmallCentre, day: str) -> None:
    centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    assert _refusal(lambda: _rest_present(centre, day)).field == "day"


def test_a_make_up_saturday_is_taken_like_a_weekday(centre: SmallCentre) -> None:
    centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    assert _rest_present(centre, "2026-10-10") == 1
    assert _sheet(centre, "2026-10-10") == ["陈晨 √"]


def test_a_mark_in_a_locked_month_has_to_be_confirmed(centre: SmallCentre) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    centre.do(monthly.lock, Month(2026, 10), today=TODAY)
    for call in (
        lambda: centre.mark(child_id, "2026-10-30", "√"),
        lambda: centre.mark(child_id, "2026-10-30", ""),
        lambda: _rest_present(centre, "2026-10-30"),
    ):
        refusal = _refusal(call)
        assert (refusal.field, "2026-10" in refusal.text) == ("locked", True)
    assert _sheet(centre, "2026-10-30") == ["陈晨 ."]
    centre.mark(child_id, "2026-10-30", "事", even_if_locked=True)
    assert _sheet(centre, "2026-10-30") == ["陈晨 事"]
    centre.mark(child_id, "2026-11-02", "√")  # the months beside it are open
    centre.mark(child_id, "2026-09-30", "√")


def test_classes_of_a_day_in_figures(centre: SmallCentre) -> None:
    small, big = centre.add_class("托小班", ClassKind.TODDLER, 15), centre.add_class("托大班")
    for name in ("王芳", "赵敏"):
        centre.do(staff.hire, staff.StaffFields(name), Post.CARER, date(2026, 1, 5), class_id=big)
    ids = [centre.enrol(f"孩子{number}", big, "2026-09-01") for number in range(9)]
    visitor = centre.enrol("小时", big, "2026-09-01", pattern=Pattern(Service.HOURLY))
    for child_id, written in zip(ids, ["√"] * 6 + ["半", "病发热"], strict=False):
        centre.mark(child_id, "2026-11-24", written)
    centre.mark(visitor, "2026-11-24", "√")
    rows = {row.class_id: row for row in centre.see(attendance.classes_of_day, TODAY)}
    assert list(rows) == [small, big]
    assert (rows[small].enrolled, rows[small].tally, rows[small].carers_needed) == (0, Tally(), 0)
    assert rows[big].tally == Tally(expected=9, attended=7, sick=1, untaken=1)
    assert (rows[big].enrolled, rows[big].visitors) == (10, 1)
    assert (rows[big].carers, rows[big].carers_needed) == (2, 2)  # eight there, 1 : 7


def test_a_month_of_a_class_in_which_much_happens(centre: SmallCentre) -> None:
    group, other = centre.add_class("托大班"), centre.add_class("大二班")
    chen = centre.enrol("陈晨", group, "2026-09-01")
    moved = centre.enrol("李安", group, "2026-09-01")
    centre.do(children.move, moved, other, date(2026, 10, 16))
    centre.enrol("孙小", group, "2026-10-20")
    leaver = centre.enrol("吴大", group, "2026-09-01", left="2026-10-10")
    weekly = centre.enrol("周一", group, "2026-09-01", pattern=Pattern(weekdays="135"))
    for child_id, day, written in (
        (chen, 8, "√"),
        (chen, 9, "病发热"),
        (chen, 10, "√"),
        (moved, 15, "√"),
        (moved, 16, "事"),
        (leaver, 10, "半"),
        (weekly, 13, "√"),
        (weekly, 14, "缺"),
    ):
        centre.mark(child_id, f"2026-10-{day:02d}", written)
    assert _picture(_month(centre, "2026-10", group).rows) == [
        #    National Day; Saturday 10th worked
        #    1234567890123456789012345678901
        "陈晨 -------√病√-.....--.....--.....-",
        "李安 -------...-...√________________",
        "孙小 ___________________....--.....-",
        "吴大 -------..半_____________________",
        "周一 --------.--.√缺-.--.-.-.--.-.-.-",
    ]
    assert _picture(_month(centre, "2026-10", other).rows) == ["李安 _______________事--.....--.....-"]


def test_days_after_the_asked_one_are_blank_and_not_counted(centre: SmallCentre) -> None:
    group = centre.add_class()
    child_id = centre.enrol("陈晨", group, "2026-09-01")
    centre.enrol("来日", group, "2026-11-25")
    centre.mark(child_id, "2026-11-23", "√")
    taken = _month(centre, "2026-11", group, "2026-11-24")
    assert _picture(taken.rows) == ["陈晨 -.....--.....--.....--√.______"]
    assert len(taken.operating) == 17
    assert taken.tally == Tally(expected=17, attended=1, untaken=16)


def test_who_comes_again_within_the_month_stands_in_one_line(centre: SmallCentre) -> None:
    group = centre.add_class()
    child_id = centre.enrol("陈晨", group, "2026-09-01", left="2026-11-04")
    centre.do(children.enrol_again, child_id, group, date(2026, 11, 19))
    centre.mark(child_id, "2026-11-04", "√")
    centre.mark(child_id, "2026-11-19", "病发热")
    assert _picture(_month(centre, "2026-11", group).rows) == ["陈晨 -..√______________病.--.....--."]


def test_a_month_before_anybody_came_is_empty(centre: SmallCentre) -> None:
    group = centre.add_class()
    centre.enrol("陈晨", group, "2026-11-02")
    taken = _month(centre, "2026-10", group)
    assert (taken.rows, len(taken.operating), taken.tally) == ((), 18, Tally())


def test_the_centre_s_days_the_classes_months_and_the_sum_of_all_agree(centre: SmallCentre) -> None:
    groups = [centre.add_class(name) for name in ("一班", "二班", "三班")]
    written = ["√", "半", "病发热", "事", "隔", "缺", ""]
    for number in range(9):
        child_id = centre.enrol(f"孩子{number}", groups[number % 3], "2026-09-01")
        for step in range(5):
            day = date(2026, 11, 2) + timedelta(days=step)
            centre.mark(child_id, day.isoformat(), written[(number * 5 + step) % 7])
    centre.do(children.move, child_id, groups[0], date(2026, 11, 4))
    by_day = centre.see(attendance.tallies_by_day, date(2026, 11, 1), date(2026, 11, 8))
    assert [day.day for day, _tally in by_day] == [2, 3, 4, 5, 6]
    by_class = add_up(_month(centre, "2026-11", group, "2026-11-08").tally for group in groups)
    assert add_up(tally for _day, tally in by_day) == by_class
    assert by_class.expected == 45
    assert 0 not in (by_class.attended, by_class.sick, by_class.personal, by_class.other, by_class.untaken)


@pytest.mark.parametrize(
    ("text", "mark", "reason"),
    [
        ("√", Mark.PRESENT, ""),
        ("出勤", Mark.PRESENT, ""),
        ("半", Mark.HALF, ""),
        ("病发热", Mark.SICK, "发热"),
        ("病假·发热", Mark.SICK, "发热"),
        ("病（手足口病）", Mark.SICK, "手足口病"),
        (" 病假：咳嗽 ", Mark.SICK, "咳嗽"),
        ("事假", Mark.PERSONAL, ""),
        ("事，探亲", Mark.PERSONAL, "探亲"),
        ("隔", Mark.OBSERVATION, ""),
        ("缺", Mark.UNEXPLAINED, ""),
    ],
)
def test_a_mark_is_read_as_people_write_it(text: str, mark: Mark, reason: str) -> None:
    assert parse_mark(text) == (mark, reason)


@pytest.mark.parametrize("text", ["", " ", "发热", "x", "—", "○"])
def test_what_is_no_mark_is_refused_with_the_marks_there_are(text: str) -> None:
    refusal = _refusal(lambda: parse_mark(text))
    assert refusal.field == "mark"
    assert all(mark.symbol in refusal.text for mark in Mark)


def _statements(centre: SmallCentre, group: int, child_id: int) -> dict[str, int]:
    """How many statements each service sends."""
    first = Month.of(TODAY).first
    actions: dict[str, Callable[[], object]] = {
        "day": lambda: centre.see(attendance.day_sheet, TODAY),
        "classes": lambda: centre.see(attendance.classes_of_day, TODAY),
        "month": lambda: centre.see(attendance.class_month, Month.of(TODAY), group, TODAY),
        "days": lambda: centre.see(attendance.tallies_by_day, first, TODAY),
        "mark": lambda: centre.mark(child_id, "2026-11-24", "√"),
        "rest": lambda: _rest_present(centre, "2026-11-24"),
    }
    counts = {}
    for name, action in actions.items():
        with centre.counting() as sent:
            action()
        counts[name] = len(sent)
    return counts


def test_a_day_is_read_and_marked_in_as_many_statements_for_5_children_as_for_60(centre: SmallCentre) -> None:
    group = centre.add_class()
    ids = [centre.enrol(f"孩子{number}", group, "2026-09-01") for number in range(5)]
    with_five = _statements(centre, group, ids[0])
    ids += [centre.enrol(f"孩子{number}", group, "2026-09-01") for number in range(5, 60)]
    assert _statements(centre, group, ids[-1]) == with_five
    assert min(with_five.values()) > 0
