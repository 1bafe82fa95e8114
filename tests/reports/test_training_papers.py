"""培训签到表, 培训记录表, 个人学时证明, 学时统计表, 年度培训计划."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from centerdesk.base.papers import Choice
from centerdesk.base.tables import Sheet
from centerdesk.domain.people import Post, TrainingForm
from centerdesk.pdf.sheet import sheets_pdf
from centerdesk.reports import (
    training_certificate,
    training_hours,
    training_plan,
    training_record,
    training_sign_in,
)
from centerdesk.services import staff, training
from centerdesk.services import training_plan as plans
from centerdesk.services.training import Attendee
from centerdesk.services.training_plan import PlanFields
from tests.pdf.reading import pages, squeezed
from tests.reports.reading import heads, lines
from tests.services.small_centre import TODAY, SmallCentre
from tests.services.training_made import fields, hire, train

DAY = Choice(TODAY, 2026, 11)
PLACES = {"organiser": "示例区妇幼保健院", "place": "活动室", "trainer": "李静"}


@pytest.fixture
def ids(centre: SmallCentre) -> list[int]:
    """A head, two carers, and one who has left."""
    made = [
        hire(centre, "张园长", Post.HEAD),
        hire(centre, "王芳"),
        hire(centre, "赵敏"),
        hire(centre, "马丽"),
    ]
    centre.do(staff.leave, made[3], date(2026, 6, 30))
    return made


def _today(centre: SmallCentre, *attendees: Attendee, topic: str = "冬季传染病预防", **more: Any) -> int:
    told = fields("2026-11-24", "1.5", category="infection", topic=topic, **PLACES, **more)
    return centre.do(training.record_session, told, attendees)


def test_the_sign_in_list_names_who_is_down_for_it_and_leaves_room_to_sign(
    centre: SmallCentre, ids: list[int]
) -> None:
    _today(centre, Attendee(ids[2]), Attendee(ids[1]), begins_at=time(17, 30), ends_at=time(19))
    (sheet,) = centre.see(training_sign_in.REPORT.build, DAY)
    assert heads(sheet) == ["序号", "姓名", "岗位", "签名", "签到时间", "备注"]
    assert lines(sheet)[:3] == ["1|王芳|保育人员|||", "2|赵敏|保育人员|||", "3|||||"]
    assert len(sheet.rows) == 6
    assert "培训主题：冬季传染病预防" in sheet.subtitle
    assert "2026年11月24日 17:30—19:00" in sheet.subtitle


def test_without_names_everybody_who_works_here_stands_on_the_sign_in_list(
    centre: SmallCentre, ids: list[int]
) -> None:
    _today(centre)
    (sheet,) = centre.see(training_sign_in.REPORT.build, DAY)
    assert [line.split("|")[1] for line in lines(sheet)] == ["张园长", "王芳", "赵敏", "", "", "", ""]
    (unplanned,) = centre.see(training_sign_in.REPORT.build, Choice(date(2026, 5, 4), 2026, 5))
    assert [line.split("|")[1] for line in lines(unplanned)][:4] == ["张园长", "马丽", "王芳", "赵敏"]
    assert "＿" in unplanned.subtitle
    assert "尚未登记" in unplanned.notes[0]


def test_each_training_of_a_day_has_a_sheet_of_its_own_by_the_hour(
    centre: SmallCentre, ids: list[int]
) -> None:
    _today(centre, topic="下午场", begins_at=time(14), ends_at=time(15))
    _today(centre, topic="上午场", begins_at=time(9), ends_at=time(10))
    train(centre, "2026-12-30", "8", ids[1], last="2027-01-02", topic="跨年培训")
    for report in (training_sign_in.REPORT, training_record.REPORT):
        sheets = centre.see(report.build, DAY)
        assert [sheet.subtitle.split("培训主题：")[1][:3] for sheet in sheets] == ["上午场", "下午场"]
        (over,) = centre.see(report.build, Choice(date(2026, 12, 31), 2026, 12))
        assert "跨年培训" in over.subtitle


def test_the_record_holds_hours_certificates_and_results(centre: SmallCentre, ids: list[int]) -> None:
    _today(
        centre,
        Attendee(ids[1], Decimal("1.0"), "证 01", "合格"),
        Attendee(ids[3], assessment="补考"),
        note="洗手与消毒",
    )
    (sheet,) = centre.see(training_record.REPORT.build, DAY)
    assert lines(sheet) == [
        "1|马丽|保育人员|1.5||补考|",
        "2|王芳|保育人员|1.0|证 01|合格|",
        "合计|2人||2.5|||",
    ]
    assert sheet.legend == "培训内容：洗手与消毒"
    assert "授课人：李静　组织单位：示例区妇幼保健院" in sheet.subtitle
    (none,) = centre.see(training_record.REPORT.build, Choice(date(2026, 11, 23), 2026, 11))
    assert "没有登记培训" in none.notes[0]


def test_the_certificate_counts_what_ended_in_the_year_and_was_held(
    centre: SmallCentre, ids: list[int]
) -> None:
    wang = ids[1]
    train(centre, "2025-12-30", "8", wang, last="2026-01-02", topic="跨年培训")
    train(centre, "2025-11-01", "4", wang)
    train(centre, "2026-12-05", "4", wang)  # still to come
    _today(centre, Attendee(wang, certificate="证 01"))
    choice = Choice(TODAY, 2026, 11, staff_id=wang)
    (sheet,) = centre.see(training_certificate.REPORT.build, choice)
    assert sheet.subtitle.endswith("兹证明王芳（保育人员）于2026年参加下列培训2次，累计9.5学时。")
    assert lines(sheet, 0, 2, 5, 6) == ["1|跨年培训|8.0|", "2|冬季传染病预防|1.5|证 01", "合计||9.5|"]
    (left,) = centre.see(training_certificate.REPORT.build, Choice(TODAY, 2026, 11, staff_id=ids[3]))
    assert "马丽" in left.subtitle


def test_without_a_person_the_certificate_is_a_draft(centre: SmallCentre) -> None:
    (sheet,) = centre.see(training_certificate.REPORT.build, DAY)
    assert sheet.draft
    assert sheet.notes[0] == "未选择教职工。"


def _hours_of(sheet: Sheet) -> list[str]:
    return [line.replace("||", "|").strip("|") for line in lines(sheet)]


def test_the_statistics_stand_by_month_year_and_five_years(centre: SmallCentre, ids: list[int]) -> None:
    head, wang, zhao, _left = ids
    train(centre, "2026-01-31", "6", wang, zhao)
    train(centre, "2026-01-31", "4", wang, last="2026-02-01")
    train(centre, "2025-10-10", "3", head, category="law")
    train(centre, "2021-10-10", "9", wang)
    months, year, five = centre.see(training_hours.REPORT.build, DAY)
    assert lines(months, 0, 1, 2, 3, 4, 14) == [
        "保育人员|安全防护与伤害预防|12.0|4.0||16.0",
        "合计||12.0|4.0||16.0",
    ]
    assert lines(year) == ["保育人员|安全防护与伤害预防|2|16.0", "合计||2|16.0"]
    assert heads(five)[2:] == ["2022年", "2023年", "2024年", "2025年", "2026年", "合计"]
    assert lines(five, 0, 1, 5, 6, 7) == [
        "负责人|法律法规与政策|3.0||3.0",
        "保育人员|安全防护与伤害预防||16.0|16.0",
        "合计||3.0|16.0|19.0",
    ]
    assert five.subtitle.endswith("2022—2026年")


def test_the_plan_says_what_became_of_its_lines(centre: SmallCentre, ids: list[int]) -> None:
    for day, topic in ((date(2026, 3, 4), "已办"), (date(2026, 9, 1), "没办"), (date(2026, 12, 5), "要办")):
        line = PlanFields(day, topic, "safety", TrainingForm.IN_HOUSE, Decimal(4), Post.CARER)
        plan_id = centre.do(plans.add_line, line)
        if topic == "已办":
            centre.do(plans.hold, plan_id, line.as_training(date(2026, 3, 7)), [Attendee(ids[1])])
    (sheet,) = centre.see(training_plan.REPORT.build, DAY)
    assert lines(sheet, 1, 2, 6, 8) == [
        "2026-03-04|已办|保育人员|2026-03-07已举办",
        "2026-09-01|没办|保育人员|已逾期",
        "2026-12-05|要办|保育人员|待举办",
    ]
    assert sheet.notes == ("计划3项，12.0学时；已举办1项，已逾期1项，待举办1项",)
    (other,) = centre.see(training_plan.REPORT.build, Choice(TODAY, 2025, 11))
    assert not other.rows


def test_all_papers_are_printed_also_blank(centre: SmallCentre, ids: list[int]) -> None:
    _today(centre, Attendee(ids[1]))
    choice = Choice(TODAY, 2026, 11, staff_id=ids[1])
    for report, words in (
        (training_sign_in.REPORT, "王芳"),
        (training_record.REPORT, "王芳"),
        (training_certificate.REPORT, "王芳"),
        (training_hours.REPORT, "传染病与消毒"),
        (training_plan.REPORT, "年度培训计划"),
    ):
        text = squeezed("".join(pages(sheets_pdf(list(centre.see(report.build, choice))))))
        assert words in text
        blank = squeezed("".join(pages(sheets_pdf(list(centre.see(report.blank, choice))))))
        assert "王芳" not in blank
