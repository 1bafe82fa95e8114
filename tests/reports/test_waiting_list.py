"""The waiting list as a paper."""

from datetime import date

from centerdesk.base.papers import Choice
from centerdesk.base.tables import Sheet
from centerdesk.domain.people import ClassKind, Relation, Sex
from centerdesk.reports.waiting_list import REPORT
from centerdesk.services import applications
from centerdesk.services.applications import ApplicationFields
from tests.reports.reading import heads, lines
from tests.services.small_centre import TODAY, SmallCentre


def _sheet(centre: SmallCentre, day: date = TODAY) -> Sheet:
    (sheet,) = centre.see(REPORT.build, Choice(day, day.year, day.month))
    return sheet


def _apply(centre: SmallCentre, name: str, applied: date) -> int:
    fields = ApplicationFields(
        name,
        date(2024, 1, 15),
        applied,
        date(2027, 1, 4),
        Sex.FEMALE,
        "夏侯小妹",
        Relation.MOTHER,
        "15400001111",
        ClassKind.SENIOR,
        note="双胞胎",
    )
    return centre.do(applications.apply, fields, today=TODAY)


def test_families_stand_in_the_order_of_applying_with_the_places_under_them(centre: SmallCentre) -> None:
    centre.enrol("曹景澄", centre.add_class(capacity=2), "2026-09-01")
    _apply(centre, "欧阳若谷", date(2026, 11, 10))
    first = _apply(centre, "单若水", date(2026, 10, 25))
    centre.do(applications.offer, first, today=TODAY)
    sheet = _sheet(centre)
    assert lines(sheet) == [
        "|单若水|女|2024-01-15|2岁10月|2026-10-25|30|2027-01-04|托大班|全日托|已通知入托|夏侯小妹|15400001111|双胞胎",
        "1|欧阳若谷|女|2024-01-15|2岁10月|2026-11-10|14|2027-01-04|托大班|全日托|轮候中|夏侯小妹|15400001111|双胞胎",
    ]
    assert sheet.title == "报名轮候名单"
    assert sheet.notes == (
        "轮候1人，已通知入托1人",
        "托大班（托大班）：容量2，在册1，待入托0，已通知入托1，空余0个托位；一个月内离托0",
    )
    as_text = [title for title, column in zip(heads(sheet), sheet.columns, strict=True) if column.text]
    assert as_text == ["监护人电话"]


def test_it_is_the_list_of_the_day_asked_for(centre: SmallCentre) -> None:
    _apply(centre, "欧阳若谷", date(2026, 11, 10))
    centre.do(applications.withdraw, _apply(centre, "单若水", date(2026, 10, 25)), today=TODAY)
    assert lines(_sheet(centre, date(2026, 11, 9)), 0, 1) == ["1|单若水"]
    assert lines(_sheet(centre, date(2026, 11, 23)), 0, 1) == ["1|单若水", "2|欧阳若谷"]
    assert lines(_sheet(centre), 0, 1) == ["1|欧阳若谷"]
