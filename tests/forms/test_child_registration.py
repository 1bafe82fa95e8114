"""婴幼儿登记表: all that is recorded of a child on one page, with its photo, or empty lines to write on."""

from datetime import date
from io import BytesIO

import pypdfium2
import pypdfium2.raw
import pytest
from PIL import Image

from centerdesk.base.papers import Choice
from centerdesk.domain.consents import Scope
from centerdesk.domain.people import AttachmentKind, Household, IdKind, Relation, Role
from centerdesk.forms.child_registration import FORM
from centerdesk.images import portrait
from centerdesk.pdf.sheet import sheets_pdf
from centerdesk.services import attachments, collecting, consents, contracts
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.collecting import CollectorFields
from centerdesk.services.contracts import ContractFields
from tests.domain.invented import id_number
from tests.pdf.reading import pages, squeezed
from tests.services.small_centre import TODAY, SmallCentre

NUMBER = id_number(date(2024, 6, 1), 2)
GUARDIANS = (
    GuardianRow(Relation.MOTHER, "夏侯小妹", "15400001111", "海淀某小学"),
    GuardianRow(Relation.FATHER, "欧阳长河", "15400002222", "自由职业", custody=False),
)


def _picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (600, 800), "teal").save(buffer, "PNG")
    return buffer.getvalue()


def _child(centre: SmallCentre, class_id: int, guardians: tuple[GuardianRow, ...] = GUARDIANS) -> int:
    return centre.enrol(
        "欧阳若谷",
        class_id,
        "2026-09-01",
        former_name="欧阳谷",
        pet_name="果果",
        nation="汉族",
        household=Household.BEIJING,
        id_kind=IdKind.RESIDENT,
        id_number=NUMBER,
        address="学院路某小区3号楼2单元501室",
        allergies="牛奶蛋白过敏",
        chronic="房间隔缺损",
        special_needs="佩戴助听器",
        birth_order=2,
        multiple_birth=False,
        guardians=guardians,
    )


def _pdf(centre: SmallCentre, child_id: int | None, *, blank: bool = False) -> bytes:
    build = FORM.blank if blank else FORM.build
    return sheets_pdf(list(centre.see(build, Choice(TODAY, 2026, 11, child_id=child_id))))


def _page(centre: SmallCentre, child_id: int | None, *, blank: bool = False) -> str:
    (text,) = pages(_pdf(centre, child_id, blank=blank))
    return squeezed(text)


def _photos(pdf: bytes) -> list[bytes]:
    """The pictures of the page, as they are kept in the PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = list(document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
        return [bytes(each.get_data(decode_simple=True)) for each in found]


def test_it_says_all_that_is_recorded(centre: SmallCentre) -> None:
    child_id = _child(centre, centre.add_class("托大一班"))
    fields = ContractFields(
        "托2026-017", contracts.MODEL, date(2026, 8, 28), "夏侯小妹", date(2026, 9, 1), date(2027, 8, 31)
    )
    centre.do(contracts.record_contract, child_id, fields, today=TODAY)
    for name, until in (("诸葛大山", None), ("端木旧友", date(2026, 11, 1))):
        collector = CollectorFields(name, "邻居", "15400004444", date(2026, 9, 1), until)
        centre.do(collecting.add_collector, child_id, collector)
    text = _page(centre, child_id)
    for words in (
        "婴幼儿登记表", "小蜗牛托育园", "欧阳若谷", "欧阳谷", "果果", "女", "2024年6月1日", "2岁5月", "汉族", "京籍",
        NUMBER, "学院路某小区3号楼2单元501室", "牛奶蛋白过敏", "房间隔缺损", "佩戴助听器",
        "母亲", "夏侯小妹", "15400001111", "海淀某小学", "父亲", "欧阳长河", "自由职业", "诸葛大山", "15400004444",
        "托大一班", "全日托", "2026年9月1日", "托2026-017", "2027年8月31日", "监护人签名", "负责人", "公章",
        "本表为机构自用",
    ):  # fmt: skip
        assert words in text, words
    assert "端木旧友" not in text  # no longer authorised
    assert "贴照片" in text


def test_the_photo_is_drawn_as_it_is_kept(centre: SmallCentre) -> None:
    child_id = _child(centre, centre.add_class())
    centre.do(consents.record_consent, child_id, [Scope.IMAGES], date(2026, 9, 1), "夏侯小妹", today=TODAY)
    assert _photos(_pdf(centre, child_id)) == []
    centre.do(attachments.add_attachment, AttachmentKind.PHOTO, "", _picture(), TODAY, child_id=child_id)
    assert _photos(_pdf(centre, child_id)) == [portrait(_picture())]
    assert "贴照片" not in _page(centre, child_id)
    assert _photos(_pdf(centre, child_id, blank=True)) == []


def test_the_number_is_masked_for_those_who_may_not_see_it(centre: SmallCentre) -> None:
    own = centre.add_class()
    child_id = _child(centre, own)
    teacher = centre.as_role(Role.TEACHER, own)
    text = _page(teacher, child_id)
    assert NUMBER not in text
    assert "110199********" in text
    assert NUMBER in _page(centre, child_id)


def test_a_child_of_another_class_is_not_told_to_a_teacher(centre: SmallCentre) -> None:
    own, other = centre.add_class("托大班"), centre.add_class("托小班")
    child_id = _child(centre, other)
    assert "欧阳若谷" not in _page(centre.as_role(Role.TEACHER, own), child_id)


@pytest.mark.parametrize("blank", [True, False])
def test_without_a_child_it_has_lines_to_write_on(centre: SmallCentre, blank: bool) -> None:
    child_id = _child(centre, centre.add_class("托大一班"))
    text = _page(centre, child_id if blank else None, blank=blank)
    for words in ("□男□女", "□京籍□非京籍", "□是□否", "□有□无", "贴照片", "授权接送人", "小蜗牛托育园"):
        assert words in text, words
    for words in ("欧阳", "夏侯", "托大一班", "15400001111"):
        assert words not in text, words


def test_many_persons_still_stand_on_one_page(centre: SmallCentre) -> None:
    guardians = tuple(
        GuardianRow(Relation.OTHER, f"监护{each}", f"1540000111{each}", "某某科技发展有限责任公司")
        for each in range(6)
    )
    child_id = _child(centre, centre.add_class(), guardians)
    for each in range(6):
        collector = CollectorFields(f"接送{each}", "邻居", f"1540000222{each}", date(2026, 9, 1))
        centre.do(collecting.add_collector, child_id, collector)
    text = _page(centre, child_id)
    assert all(f"1540000111{each}" in text and f"1540000222{each}" in text for each in range(6))


def test_the_workbook_holds_the_same(centre: SmallCentre) -> None:
    child_id = _child(centre, centre.add_class())
    (sheet,) = centre.see(FORM.build, Choice(TODAY, 2026, 11, child_id=child_id))
    told = dict(sheet.rows)
    assert told["姓名"] == "欧阳若谷"
    assert told["过敏史"] == "牛奶蛋白过敏"
    assert [content for item, content in sheet.rows if item == "监护人"] == [
        "母亲　夏侯小妹　15400001111　海淀某小学　有",
        "父亲　欧阳长河　15400002222　自由职业　无",
    ]
