"""Papers for the door and for inspections: who is expected, who is there."""

from centerdesk.base.papers import Choice
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.people import Post, Relation, Service
from centerdesk.pdf.sheet import sheets_pdf
from centerdesk.reports import roll_call, site_check
from centerdesk.services import staff
from centerdesk.services.child_fields import GuardianRow
from tests.pdf.reading import pages, squeezed
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
    centre.do(staff.hire, staff.StaffFields("王芳"), Post.CARER, TODAY, class_id=group)
    guardians = (GuardianRow(Relation.MOTHER, "李娟", "15400000002"),)
    there = centre.enrol("陈晨", group, "2026-09-01", guardians=guardians, allergies="鸡蛋")
    ill = centre.enrol("李安", group, "2026-09-01")
    hourly = centre.enrol("小时", group, "2026-09-01", pattern=Pattern(Service.HOURLY))
    centre.enrol("周一", group, "2026-09-01")
    for child_id, mark in ((there, "√"), (ill, "病发热"), (hourly, "√")):
        centre.mark(child_id, "2026-11-24", mark)
    (sheet,) = centre.see(site_check.REPORT.build, DAY)
    assert lines(sheet) == ["1|托大班|陈晨|李娟|15400000002|鸡蛋", "2|托大班|小时|||"]
    text = squeezed("".join(pages(sheets_pdf([sheet]))))
    #        enrolled expected there sick personal other not taken
    assert "托大班4321001" in text
    assert "合计4321001" in text
    assert "空班" not in text
    assert "王芳（保育人员）" in text
    assert "陈晨15400000002" in text


def test_the_site_check_stays_on_one_page_as_long_as_it_can_be_read(centre: SmallCentre) -> None:
    group = centre.add_class(capacity=120)
    for number in range(106):
        child_id = centre.enrol(f"陈{chr(0x4E00 + number)}", group, "2026-09-01")
        if number:
            centre.mark(child_id, "2026-11-24", "√")
    sheets = centre.see(site_check.REPORT.build, DAY)
    assert [len(sheet.rows) for sheet in sheets] == [105]
    assert len(pages(sheets_pdf(sheets))) == 1
    centre.mark(child_id - 105, "2026-11-24", "√")
    first, second = pages(sheets_pdf(centre.see(site_check.REPORT.build, DAY)))
    assert "陈一" not in squeezed(first)
    assert "陈一" in squeezed(second)


def test_the_blank_site_check_keeps_the_classes_and_holds_no_figure(centre: SmallCentre) -> None:
    centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    (sheet,) = centre.see(site_check.REPORT.blank, DAY)
    text = squeezed("".join(pages(sheets_pdf([sheet]))))
    assert "托大班" in text
    assert "陈晨" not in text
    assert "托大班1" not in text
