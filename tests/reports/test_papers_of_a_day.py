"""Papers for the door and for inspections: who is expected, who is there."""

from centerdesk.base.papers import Choice
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.people import Post, Relation, Service
from centerdesk.reports import roll_call, site_check
from centerdesk.services import staff
from centerdesk.services.children import GuardianRow
from tests.reports.reading import lines
from tests.services.small_centre import TODAY, SmallCentre

DAY = Choice(TODAY, 2026, 11)


def test_the_roll_call_names_the_children_and_the_leave_known_beforehand(centre: SmallCentre) -> None:
    group = centre.add_class()
    centre.add_class("空班")
    ill, there = centre.enrol("陈晨", group, "2026-09-01"), centre.enrol("李安", group, "2026-09-01")
    centre.enrol("一三五", group, "2026-09-01", pattern=Pattern(weekdays="135"))
    centre.enrol("周一", group, "2026-09-01", allergies="花生")
    centre.mark(ill, "2026-11-24", "病发热")
    centre.mark(there, "2026-11-24", "√")
    sheet, empty = centre.see(roll_call.REPORT.build, DAY)
    assert lines(sheet, 0, 1, 3, 4, 8) == [
        "1|陈晨|||病 发热",
        "2|李安|||",  # arrivals are for the hand at the door
        "3|一三五|||—",
        "4|周一|花生||",
        "5||||",
        "6||||",
        "7||||",
    ]
    assert "托大班" in sheet.subtitle
    assert "星期二" in sheet.subtitle
    assert lines(empty, 1) == ["", "", ""]
    assert [sheet.subtitle.endswith("空班") for sheet in centre.see(roll_call.REPORT.build, DAY)] == [
        False,
        True,
    ]


def test_the_site_check_counts_who_is_there_with_their_phones(centre: SmallCentre) -> None:
    group = centre.add_class()
    centre.add_class("空班")
    centre.do(staff.hire, "王芳", Post.CARER, TODAY, class_id=group)
    guardians = (GuardianRow(Relation.MOTHER, "李娟", "15400000002"),)
    there = centre.enrol("陈晨", group, "2026-09-01", guardians=guardians, allergies="鸡蛋")
    ill = centre.enrol("李安", group, "2026-09-01")
    hourly = centre.enrol("小时", group, "2026-09-01", pattern=Pattern(Service.HOURLY))
    centre.enrol("周一", group, "2026-09-01")
    for child_id, mark in ((there, "√"), (ill, "病发热"), (hourly, "√")):
        centre.mark(child_id, "2026-11-24", mark)
    classes, present = centre.see(site_check.REPORT.build, DAY)
    #                                              there sick personal other not taken
    assert lines(classes) == ["托大班|托大班|4|3|2|1|0|0|1|", "合计||4|3|2|1|0|0|1|"]
    assert lines(present) == ["1|托大班|陈晨|李娟|15400000002|鸡蛋|", "2|托大班|小时||||"]
    assert "王芳" in classes.notes[0]
