"""教职工花名册: who works here on a day, with and without numbers."""

from datetime import date

import pytest

from centerdesk.base.papers import Choice
from centerdesk.domain.people import Education, Employment, IdKind, Post, Role, Sex
from centerdesk.reports import staff_roster, staff_roster_masked
from centerdesk.services import staff, staff_posts
from centerdesk.services.staff import StaffFields
from tests.domain.invented import id_number
from tests.reports.reading import heads, lines
from tests.services.small_centre import TODAY, SmallCentre

DAY = Choice(TODAY, 2026, 11)
BORN, JANUARY = date(1990, 5, 1), date(2026, 1, 5)
NUMBER = id_number(BORN)
HIDDEN = f"{NUMBER[:6]}********{NUMBER[-4:]}"


@pytest.fixture
def staffed(centre: SmallCentre) -> SmallCentre:
    """A carer who cooks as well, a head, and one who has left."""
    group = centre.add_class()
    fields = StaffFields(
        "王芳",
        Sex.FEMALE,
        BORN,
        IdKind.RESIDENT,
        NUMBER,
        phone="15400000001",
        education=Education.COLLEGE,
        employment=Employment.PART_TIME,
        note="育婴员",
    )
    carer = centre.do(staff.hire, fields, Post.CARER, JANUARY, class_id=group)
    centre.do(staff_posts.add_post, carer, Post.COOK, date(2026, 9, 1))
    centre.do(staff.hire, StaffFields("张园长"), Post.HEAD, JANUARY)
    left = centre.do(staff.hire, StaffFields("马丽"), Post.CARER, JANUARY)
    centre.do(staff.leave, left, date(2026, 11, 23))
    return centre


def test_who_works_here_stands_on_it_by_post(staffed: SmallCentre) -> None:
    (sheet,) = staffed.see(staff_roster.REPORT.build, DAY)
    assert heads(sheet) == [
        "序号", "姓名", "性别", "出生日期", "学历", "岗位", "班级", "专职/兼职", "入职日期", "电话",
        "证件号码", "备注",
    ]  # fmt: skip
    assert lines(sheet) == [
        "1|张园长||||负责人|||2026-01-05|||",
        f"2|王芳|女|1990-05-01|大专|保育人员、炊事人员|托大班|兼职|2026-01-05|15400000001|{NUMBER}|育婴员",
    ]
    assert sheet.notes == (
        "共 2 人：负责人 1 人、保育人员 1 人、炊事人员 1 人（一人多岗的，各岗位分别计数）",
    )


def test_an_earlier_day_shows_who_was_here_then(staffed: SmallCentre) -> None:
    (sheet,) = staffed.see(staff_roster.REPORT.build, Choice(date(2026, 8, 31), 2026, 8))
    assert lines(sheet, 1, 5) == ["张园长|负责人", "马丽|保育人员", "王芳|保育人员"]
    assert sheet.notes == ("共 3 人：负责人 1 人、保育人员 2 人",)
    (empty,) = staffed.see(staff_roster.REPORT.build, Choice(date(2026, 1, 4), 2026, 1))
    assert (lines(empty), empty.notes) == ([], ("共 0 人",))


def test_the_roster_without_numbers_differs_in_the_numbers_only(staffed: SmallCentre) -> None:
    (whole,), (hidden,) = (
        staffed.see(item.REPORT.build, DAY) for item in (staff_roster, staff_roster_masked)
    )
    cells = [lines(sheet)[1].split("|") for sheet in (whole, hidden)]
    assert [pair for pair in zip(*cells, strict=True) if pair[0] != pair[1]] == [(NUMBER, HIDDEN)]
    assert hidden.title == "教职工花名册（隐去证件号）"


def test_a_clerk_prints_neither_numbers_nor_birth_dates(staffed: SmallCentre) -> None:
    (sheet,) = staffed.as_role(Role.CLERK).see(staff_roster.REPORT.build, DAY)
    assert lines(sheet, 1, 3, 10)[1] == f"王芳||{HIDDEN}"
