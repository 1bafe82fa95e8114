"""Attendance statistics by class (after 附件5 表1): reckoned by hand."""

from datetime import date

from centerdesk.base.papers import Choice
from centerdesk.base.tables import Sheet
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.people import ClassKind, Service
from centerdesk.reports.attendance_by_class import REPORT
from centerdesk.services import children
from tests.reports.reading import heads, lines
from tests.services.small_centre import TODAY, SmallCentre


def _sheet(centre: SmallCentre, year: int = 2026, month: int = 10, day: date = TODAY) -> Sheet:
    (sheet,) = centre.see(REPORT.build, Choice(day, year, month))
    return sheet


def test_a_month_by_class_and_in_all(centre: SmallCentre) -> None:
    # October 2026: 18 operating days, 8-10, 12-16, 19-23, 26-30.
    small, big = centre.add_class("托小班", ClassKind.TODDLER, 15), centre.add_class("托大班")
    centre.add_class("空班")
    one, two = centre.enrol("甲", small, "2026-09-01"), centre.enrol("乙", small, "2026-10-19")
    three = centre.enrol("丙", big, "2026-09-01", pattern=Pattern(weekdays="135"))
    hourly = centre.enrol("丁", big, "2026-09-01", pattern=Pattern(Service.HOURLY))
    centre.do(children.move, two, big, date(2026, 10, 26))
    for child_id, day, mark in (
        (one, 8, "√"),
        (one, 9, "半"),
        (one, 10, "病发热"),
        (two, 19, "事"),
        (two, 26, "√"),
        (three, 9, "缺"),
        (three, 12, "隔"),
        (hourly, 12, "√"),
    ):
        centre.mark(child_id, f"2026-10-{day:02d}", mark)
    sheet = _sheet(centre)
    assert heads(sheet)[:5] == ["班级", "应出勤天数", "应出勤人次", "实际出勤人次", "出勤率（%）"]
    # 甲 18 + 乙 19-23 = 23; 丙 ten (Fri 9, then Mon, Wed, Fri of three weeks) + 乙 26-30 = 15.
    # Rates: 2 of 4 taken, 1 of 3 taken, 3 of 7 taken.
    assert lines(sheet) == [
        "托小班|18|23|2|50.0|2|1|1|0|19",
        "托大班|18|15|1|33.3|2|0|0|2|12",
        "空班|18|0|0|—|0|0|0|0|0",
        "合计|18|38|3|42.9|4|1|1|2|31",
    ]
    assert "小蜗牛托育园" in sheet.subtitle
    assert "2026年10月" in sheet.subtitle


def test_the_running_month_stops_at_the_day(centre: SmallCentre) -> None:
    centre.enrol("甲", centre.add_class(), "2026-09-01")
    assert lines(_sheet(centre, 2026, 11), 0, 1, 2) == ["托大班|17|17", "合计|17|17"]


def test_a_centre_without_classes_has_no_rows_and_no_totals(centre: SmallCentre) -> None:
    assert lines(_sheet(centre)) == []
