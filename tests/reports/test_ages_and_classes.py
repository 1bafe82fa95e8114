"""年龄与班额一览: who grows out of a class, and how full classes and centre are."""

from datetime import date

from centerdesk.base.papers import Choice
from centerdesk.domain.people import ClassKind
from centerdesk.reports.ages_and_classes import REPORT
from centerdesk.services import centre as centres
from tests.reports.reading import heads, lines
from tests.services.small_centre import TODAY, SmallCentre

DAY = Choice(TODAY, 2026, 11)


def test_ages_and_sizes_stand_on_two_sheets(centre: SmallCentre) -> None:
    small, large = centre.add_class("托小班", ClassKind.TODDLER, 15), centre.add_class("托大班")
    centre.do(centres.set_places, TODAY, 2, None)
    centre.enrol("王一", small, "2026-09-01", birth_date=date(2025, 1, 10))
    centre.enrol("王二", small, "2026-09-01", birth_date=date(2024, 11, 24))
    centre.enrol("李三", large, "2026-09-01", birth_date=date(2024, 1, 5))
    ages, sizes = centre.see(REPORT.build, DAY)
    assert heads(ages)[-5:] == ["年龄与班级", "到龄日期", "剩余天数", "学年结束日期", "可转班级"]
    assert lines(ages, 0, 2, 3, 4, 5, 6, 7, 8) == [
        "王二|2岁|托小班|已超出班级年龄|2026-11-24|0||托大班",
        "李三|2岁10月|托大班|满 3 岁|2027-01-05|42|2027-08-31|",
        "王一|1岁10月|托小班|即将超出班级年龄|2027-01-10|47||托大班",
    ]
    assert lines(sizes) == ["托小班|托小班|2|15|15", "托大班|托大班|1|20|20"]
    assert sizes.notes[0] == "全机构在册 3 人，备案托位数 2。"
    assert len(sizes.notes) == 2


def test_one_class_alone(centre: SmallCentre) -> None:
    small, large = centre.add_class("托小班", ClassKind.TODDLER, 15), centre.add_class("托大班")
    centre.enrol("王一", small, "2026-09-01", birth_date=date(2024, 11, 1))
    ages, sizes = centre.see(REPORT.build, Choice(TODAY, 2026, 11, large))
    assert (lines(ages), len(sizes.rows)) == ([], 1)
