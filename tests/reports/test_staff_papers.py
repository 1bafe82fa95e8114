"""健康证一览 and 证件到期表."""

from datetime import date

import pytest

from centerdesk.base.papers import Choice
from centerdesk.domain.people import Post, StaffLeaveKind
from centerdesk.reports import health_certificates, staff_papers_due
from centerdesk.services import staff, staff_leaves
from centerdesk.services import staff_papers as papers
from centerdesk.services.staff import StaffFields
from centerdesk.services.staff_papers import StaffPaperFields
from tests.pdf.reading import pages, squeezed
from tests.reports.reading import lines
from tests.services.small_centre import TODAY, SmallCentre

DAY = Choice(TODAY, 2026, 11)


@pytest.fixture(autouse=True)
def people(centre: SmallCentre) -> None:
    """A carer off duty whose certificate holds, one not passed, a cook without any, a guard past his year."""
    names = (("王芳", Post.CARER), ("赵敏", Post.CARER), ("孙强", Post.COOK), ("马军", Post.GUARD))
    ids = [centre.do(staff.hire, StaffFields(name), post, date(2025, 9, 1)) for name, post in names]
    for staff_id, fields in (
        (
            ids[0],
            StaffPaperFields("health_certificate", date(2026, 8, 3), None, "健 0813", "示例区妇幼保健院"),
        ),
        (ids[0], StaffPaperFields("background_check", date(2026, 9, 1), None, "", "公安机关")),
        (ids[1], StaffPaperFields("health_certificate", date(2026, 11, 2), passed=False)),
        (ids[3], StaffPaperFields("health_certificate", date(2025, 11, 23), None, "健 0402")),
        (ids[3], StaffPaperFields("guard", date(2020, 1, 1), None, "保 77")),
    ):
        centre.do(papers.record_paper, staff_id, fields, today=TODAY)
    centre.do(staff_leaves.record_leave, ids[0], StaffLeaveKind.HEALTH, date(2026, 11, 20), None)
    centre.do(staff_leaves.record_leave, ids[1], StaffLeaveKind.OTHER, date(2026, 11, 20), None)


def test_everybody_stands_on_the_list_of_health_certificates(centre: SmallCentre) -> None:
    (sheet,) = centre.see(health_certificates.REPORT.build, DAY)
    assert lines(sheet) == [
        "1|王芳|保育人员|2026-08-03|健 0813|示例区妇幼保健院|2027-08-03|有效|2026-11-20 起，结束日期未定",
        "2|赵敏|保育人员|2026-11-02||||不合格|",
        "3|马军|保安人员|2025-11-23|健 0402||2026-11-23|已过期 1 天|",
        "4|孙强|炊事人员|||||缺|",
    ]
    assert sheet.title == "健康证一览"
    assert sheet.notes[0] == "共 4 人：有效 1，已过期 1，不合格 1，未登记 1"
    assert "令第76号）第十四条" in sheet.notes[1]


def test_the_list_is_that_of_the_day_asked_for(centre: SmallCentre) -> None:
    (sheet,) = centre.see(health_certificates.REPORT.build, Choice(date(2026, 7, 31), 2026, 7))
    assert lines(sheet, 1, 7, 8) == ["王芳|缺|", "赵敏|缺|", "马军|有效|", "孙强|缺|"]


def test_what_falls_due_stands_in_the_order_of_urgency_with_its_basis(centre: SmallCentre) -> None:
    (sheet,) = centre.see(staff_papers_due.REPORT.build, DAY)
    told = lines(sheet, 1, 3, 4, 6)
    assert told[:7] == [
        "马军|健康合格证|已过期 1 天|应有",
        "马军|无犯罪与从业查询|缺|应有",
        "孙强|健康合格证|缺|应有",
        "孙强|无犯罪与从业查询|缺|应有",
        "孙强|食品从业健康证明|缺|应有",
        "赵敏|健康合格证|不合格|应有",
        "赵敏|无犯罪与从业查询|缺|应有",
    ]
    assert "王芳|急救培训证书|缺|建议" in told
    assert not [line for line in told if "保安员证" in line or line.startswith("王芳|健康")]
    assert sheet.notes[0].startswith(f"共 {len(told)} 项")
    assert sheet.notes[2] == "无犯罪与从业查询：《中华人民共和国未成年人保护法》第六十二条"
    assert [note for note in sheet.notes if note.startswith("急救")] == []
    assert sheet.notes[-1].startswith("“建议”")


def test_both_papers_are_printed(centre: SmallCentre) -> None:
    from centerdesk.pdf.sheet import sheets_pdf

    for report, words in (
        (health_certificates.REPORT, "健0813"),
        (staff_papers_due.REPORT, "食品从业健康证明"),
    ):
        text = squeezed("".join(pages(sheets_pdf(list(centre.see(report.build, DAY))))))
        assert words in text
        blank = squeezed("".join(pages(sheets_pdf(list(centre.see(report.blank, DAY))))))
        assert "孙强" in blank
        assert "2026-11-23" not in blank
