"""Three months reckoned by hand: every figure of the return, none left out."""

from datetime import date

from centerdesk.domain.attendance import Pattern
from centerdesk.domain.calendar import Month
from centerdesk.domain.people import ClassKind, Household, LeaveReason, Service, Sex
from centerdesk.returns import monthly
from centerdesk.services import children
from centerdesk.services.centre import set_places
from centerdesk.services.classes import change_class
from tests.services.small_centre import SmallCentre

BOY, GIRL = Sex.MALE, Sex.FEMALE


def _figures(centre: SmallCentre, month: str) -> dict[str, str | None]:
    made = centre.see(monthly.make, Month.parse(month), centre.today)
    return {figure.code: None if figure.value is None else str(figure.value) for figure in made.figures}


def _hand(figures: str, **parts: str) -> dict[str, str | None]:
    """Figures as "C01 5  C14 -" (- is unknown); parts that are not named are 0, or unknown with their whole."""
    told = figures.split()
    table = {code: None if value == "-" else value for code, value in zip(told[::2], told[1::2], strict=True)}
    for whole, codes in PARTS.items():
        named = dict(zip(parts.get(whole, "").split()[::2], parts.get(whole, "").split()[1::2], strict=True))
        assert set(named) <= set(codes)
        table |= {f"{whole}.{code}": None if table[whole] is None else named.get(code, "0") for code in codes}
    return table


PARTS = {
    "B03": ["infant", "toddler", "senior", "mixed", "nursery"],
    "C02": ["infant", "toddler", "senior", "mixed", "nursery"],
    "C03": ["0_5", "6_11", "12_17", "18_23", "24_29", "30_35", "36_"],
    "C04": ["male", "female"],
    "C05": ["beijing", "elsewhere", "unknown"],
    "C13": ["kindergarten", "moved", "cost", "health", "other", "unknown"],
}


def _attend(centre: SmallCentre, child_id: int, month: str, marks: str) -> None:
    """Marks as "3√ 4病发热": the day and the mark."""
    for text in marks.split():
        day = text.rstrip("√半病事隔缺发热咳嗽")
        centre.mark(child_id, f"{month}-{int(day):02d}", text.removeprefix(day))


def test_a_month_in_which_nobody_comes_or_goes(centre: SmallCentre) -> None:
    # March 2026: 22 operating days, Monday 2 to Tuesday 31, no holiday.
    centre.do(set_places, date(2026, 1, 1), 50, 30)
    small, big = centre.add_class("托小班", ClassKind.TODDLER, 15), centre.add_class("托大班")
    always = centre.enrol(
        "甲", small, "2026-02-02", sex=BOY, birth_date=date(2025, 3, 31), household=Household.BEIJING
    )  # 12 months on the 31st
    ill = centre.enrol("乙", big, "2026-02-02", birth_date=date(2024, 3, 15), household=Household.ELSEWHERE)
    rare = centre.enrol("丙", big, "2026-02-02", birth_date=date(2023, 3, 31))  # 36 months, household unknown
    hourly = centre.enrol(
        "丁",
        big,
        "2026-02-02",
        sex=BOY,
        birth_date=date(2024, 1, 1),
        household=Household.BEIJING,
        pattern=Pattern(Service.HOURLY),
    )
    weekdays = [2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20, 23, 24, 25, 26, 27, 30, 31]
    _attend(centre, always, "2026-03", " ".join(f"{day}√" for day in weekdays))
    _attend(centre, ill, "2026-03", " ".join(f"{day}√" for day in weekdays[2:]) + " 2病发热")
    _attend(centre, rare, "2026-03", "3半 4事 5隔 6缺")
    _attend(centre, hourly, "2026-03", "3√ 12√")
    # Expected 3 x 22 = 66: attended 22 + 20 + 1, absent 1 sick + 1 personal + 2 other, not taken 1 + 18.
    # 43 of 47 taken = 91.48..; in care 4 x 22 over 22 days; the hourly child is outside all of D.
    assert _figures(centre, "2026-03") == _hand(
        "B01 50 B02 30 B03 2 C01 4 C02 4 C03 4 C04 4 C05 4 C12 0 C13 0 C14 8.0 C15 4.0"
        " D01 22 D02 66 D03 43 D04 91.5 D05 4 D06 1 D07 1 D08 2 D09 19",
        B03="toddler 1 senior 1",
        C02="toddler 1 senior 3",
        C03="12_17 1 24_29 2 36_ 1",
        C04="male 2 female 2",
        C05="beijing 2 elsewhere 1 unknown 1",
    )


def test_a_month_with_entries_leavings_a_move_and_a_make_up_saturday(centre: SmallCentre) -> None:
    # February 2026: 2-6, 9-13, Saturday 14 worked, Spring Festival 15-23, 24-27, Saturday 28 worked: 16 days.
    centre.do(set_places, date(2026, 2, 28), 4, None)
    small, big = centre.add_class("托小班", ClassKind.TODDLER, 15), centre.add_class("托大班")
    centre.enrol("全月", small, "2026-01-05", sex=BOY, birth_date=date(2025, 2, 28))  # 12 months
    centre.enrol("十日来", small, "2026-02-10", birth_date=date(2025, 3, 1))  # 11 months; 10-14, 24-28
    gone = centre.enrol("十四走", big, "2026-01-05")  # 2-6, 9-14
    weekly = centre.enrol(
        "一三五", big, "2026-01-05", birth_date=date(2024, 8, 31), pattern=Pattern(weekdays="135")
    )  # 18 months; 2 4 6 9 11 13 25 27, not on the make-up Saturdays
    centre.enrol("末日来", big, "2026-02-28", sex=BOY, birth_date=date(2023, 2, 28))  # 36 months; 28
    centre.enrol("末日走", big, "2026-01-05", left="2026-02-28")  # all 16, and not on the books at the end
    guest = centre.enrol("一日", big, "2026-02-03")  # 3
    moved = centre.enrol("转班", small, "2026-01-05", birth_date=date(2023, 3, 1))  # 35 months; all 16
    centre.do(children.move, moved, big, date(2026, 2, 24))
    _attend(centre, gone, "2026-02", "2√ 3√ 4√ 5√ 6√ 14病发热")
    _attend(centre, weekly, "2026-02", "14√")  # came without being expected
    _attend(centre, moved, "2026-02", "24缺")
    _attend(centre, guest, "2026-02", "3√")
    centre.do(children.leave, gone, date(2026, 2, 14), LeaveReason.MOVED)
    centre.do(children.leave, guest, date(2026, 2, 3), LeaveReason.COST)
    # Expected 16 + 10 + 11 + 8 + 1 + 16 + 1 + 16 = 79; in care 8 more (weekly) = 87 over 16 days = 5.4375.
    # Attended 5 + 1, absent 1 + 1, not taken 71; 6 of 8 taken.
    assert _figures(centre, "2026-02") == _hand(
        "B01 4 B02 - B03 2 C01 5 C02 5 C03 5 C04 5 C05 - C12 3 C13 3 C14 125.0 C15 5.4"
        " D01 16 D02 79 D03 6 D04 75.0 D05 2 D06 1 D07 0 D08 1 D09 71",
        B03="toddler 1 senior 1",
        C02="toddler 2 senior 3",
        C03="6_11 1 12_17 1 18_23 1 30_35 1 36_ 1",
        C04="male 2 female 3",
        C13="moved 1 cost 1 unknown 1",
    )
    assert _figures(centre, "2026-01")["C01"] == "5"  # 5 + 3 came - 3 left = 5


def test_a_centre_without_children(centre: SmallCentre) -> None:
    # November 2026 up to Tuesday 24: 2-6, 9-13, 16-20, 23, 24. Nil is 0, unknown is unknown.
    assert _figures(centre, "2026-11") == _hand(
        "B01 - B02 - B03 0 C01 0 C02 0 C03 0 C04 0 C05 0 C12 0 C13 0 C14 - C15 0.0"
        " D01 17 D02 0 D03 0 D04 - D05 0 D06 0 D07 0 D08 0 D09 0"
    )


def test_figures_of_the_running_month_stop_at_today(centre: SmallCentre) -> None:
    centre.do(set_places, date(2026, 1, 1), 0, 0)
    centre.do(set_places, date(2026, 11, 25), 60, 40)  # tomorrow's
    big = centre.add_class("托大班")
    here = centre.enrol("甲", big, "2026-09-01", birth_date=date(2024, 11, 25))  # 24 months tomorrow
    centre.enrol("来日", big, "2026-11-25")
    centre.enrol("将走", big, "2026-11-24", left="2026-11-30", reason=LeaveReason.HEALTH)
    _attend(centre, here, "2026-11", "2√ 24√")
    # Up to the 24th: 17 operating days for one child, 1 for the other.
    assert _figures(centre, "2026-11") == _hand(
        "B01 0 B02 0 B03 1 C01 2 C02 2 C03 2 C04 2 C05 - C12 1 C13 0 C14 - C15 1.1"
        " D01 17 D02 18 D03 2 D04 100.0 D05 0 D06 0 D07 0 D08 0 D09 16",
        B03="senior 1",
        C02="senior 2",
        C03="18_23 1 24_29 1",
        C04="female 2",
    )


def test_the_leaving_of_the_31st_is_this_month_s_and_the_entry_of_the_1st_the_next_one_s(
    centre: SmallCentre,
) -> None:
    big = centre.add_class("托大班")
    centre.enrol("甲", big, "2026-07-01", left="2026-07-31", reason=LeaveReason.KINDERGARTEN)
    centre.enrol("乙", big, "2026-08-01")  # a Saturday
    for month, expected in (
        ("2026-06", {"C01": "0", "C12": "0", "C13": "0"}),
        ("2026-07", {"C01": "0", "C12": "1", "C13": "1", "C13.kindergarten": "1"}),
        ("2026-08", {"C01": "1", "C12": "1", "C13": "0", "D02": "21"}),
    ):
        figures = _figures(centre, month)
        assert {code: figures[code] for code in expected} == expected


def test_a_class_that_closed_before_the_end_of_the_month_is_no_open_class(centre: SmallCentre) -> None:
    first, last = centre.add_class("一班"), centre.add_class("二班")
    centre.do(change_class, first, "一班", ClassKind.SENIOR, 20, date(2026, 10, 30))
    centre.do(change_class, last, "二班", ClassKind.SENIOR, 20, date(2026, 10, 31))
    assert [_figures(centre, month)["B03"] for month in ("2026-09", "2026-10", "2026-11")] == ["2", "1", "0"]
