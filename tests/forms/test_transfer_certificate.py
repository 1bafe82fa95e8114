"""儿童转园(所)健康证明: as issued, as a draft where none is, and blank."""

from dataclasses import replace
from datetime import date

import pytest

from centerdesk.base.errors import RefusedError
from centerdesk.base.i18n import KINDERGARTEN, use_vocabulary
from centerdesk.base.papers import Choice
from centerdesk.base.tables import Sheet
from centerdesk.domain.people import Role
from centerdesk.forms.transfer_certificate import FORM
from centerdesk.pdf.sheet import sheets_pdf
from centerdesk.services import children, transfers
from tests.pdf.reading import pages, squeezed
from tests.reports.reading import lines
from tests.services.small_centre import TODAY, SmallCentre

CHOICE = Choice(TODAY, 2026, 11)


def _sheet(centre: SmallCentre, child_id: int | None, *, blank: bool = False) -> Sheet:
    choice = replace(CHOICE, child_id=child_id)
    (sheet,) = centre.see(FORM.blank if blank else FORM.build, choice)
    return sheet


def _issued(centre: SmallCentre) -> int:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-02-02", left="2026-11-20")
    centre.do(transfers.issue, child_id, date(2026, 11, 23), "荣华幼儿园", "湿疹", "健康", today=centre.today)
    return child_id


def test_the_certificate_as_it_was_issued(centre: SmallCentre) -> None:
    sheet = _sheet(centre, _issued(centre))
    assert lines(sheet, 0, 1) == [
        "儿童姓名|陈晨",
        "性别|女",
        "出生日期|2024年6月1日",
        "离园日期|2026年11月20日",
        "转入新园名称|荣华幼儿园",
        "既往病史|湿疹",
        "目前健康状况|健康",
    ]
    assert not sheet.draft
    assert sheet.notes == (
        "本证明自离园之日起 3 个月内有效。",
        "有效期至2027年2月20日；2026年11月23日由张园长开具。",
    )


def test_it_is_one_page_upright_with_signatures_and_seal(centre: SmallCentre) -> None:
    sheet = _sheet(centre, _issued(centre))
    (page,) = pages(sheets_pdf([sheet]))
    printed = squeezed(page)
    for words in ("儿童转园(所)健康证明", "家长签名", "卫生保健人员签名", "公章", "陈晨"):
        assert words in printed
    assert not sheet.landscape


def test_a_child_without_one_gets_a_draft_that_says_why(centre: SmallCentre) -> None:
    child_id = _issued(centre)
    (issued,) = centre.see(transfers.certificates_of, child_id, TODAY)
    centre.do(transfers.take_back, issued.id)
    sheet = _sheet(centre, child_id)
    assert sheet.draft
    assert "陈晨尚未开具转园证明" in sheet.notes[-1]
    assert "陈晨" not in "".join(lines(sheet, 0, 1))
    assert _sheet(centre, None).draft


def test_the_blank_form_has_room_and_names_nobody(centre: SmallCentre) -> None:
    sheet = _sheet(centre, _issued(centre), blank=True)
    assert [line.split("|")[1].strip() for line in lines(sheet, 0, 1)] == [""] * 7
    assert (sheet.draft, len(sheet.notes)) == (False, 1)


def test_the_form_s_own_words_stay_in_a_kindergarten(centre: SmallCentre) -> None:
    child_id = _issued(centre)
    use_vocabulary(KINDERGARTEN)
    sheet = _sheet(centre, child_id)
    assert sheet.title == "儿童转园(所)健康证明"
    assert lines(sheet, 0)[3] == "离园日期"


def test_the_certificate_of_the_last_leaving_is_printed(centre: SmallCentre) -> None:
    child_id = _issued(centre)
    (group,) = {row.class_id for row in centre.see(children.list_children, TODAY, with_left=True)}
    assert group
    later = centre.on("2027-03-01")
    later.do(children.enrol_again, child_id, group, date(2027, 1, 4))
    later.do(children.leave, child_id, date(2027, 2, 26))
    later.do(transfers.issue, child_id, date(2027, 3, 1), "新园", "无", "健康", today=later.today)
    assert "离园日期|2027年2月26日" in lines(_sheet(later, child_id), 0, 1)


def test_it_is_not_for_who_may_not_read_of_health(centre: SmallCentre) -> None:
    child_id = _issued(centre)
    with pytest.raises(RefusedError):
        _sheet(centre.as_role(Role.CLERK), child_id)
