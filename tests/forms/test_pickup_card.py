"""接送卡: one for everybody who may collect, four on a page, with the last digits of the phone only."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pypdfium2.raw
from PIL import Image

from centerdesk.base.papers import Choice
from centerdesk.domain.collecting import BarringPaper
from centerdesk.domain.people import Relation
from centerdesk.forms.pickup_card import FORM
from centerdesk.pdf.sheet import sheets_pdf
from centerdesk.services import collecting
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.collecting import CollectorFields
from tests.pdf.reading import pages, squeezed
from tests.reports.reading import lines
from tests.services.small_centre import TODAY, SmallCentre

MOTHER = GuardianRow(Relation.MOTHER, "夏侯小妹", "15400001111")
FATHER = GuardianRow(Relation.FATHER, "欧阳大川", "15400002222", custody=False)
AUNT = CollectorFields("范春桃", "姑姑", "15400003333", date(2026, 9, 1), None, "123X")


def _child(centre: SmallCentre, *guardians: GuardianRow) -> int:
    return centre.enrol("欧阳若谷", centre.add_class(), "2026-09-01", guardians=guardians)


def _cards(centre: SmallCentre, child_id: int | None, *, blank: bool = False) -> list[str]:
    """Who stands on which card of which page."""
    build = FORM.blank if blank else FORM.build
    sheets = centre.see(build, Choice(TODAY, 2026, 11, child_id=child_id))
    return [
        f"{page} {line}" for page, sheet in enumerate(sheets, 1) for line in lines(sheet, 0, 1, 2, 3, 4, 5)
    ]


def _pdf(centre: SmallCentre, child_id: int | None) -> bytes:
    return sheets_pdf(centre.see(FORM.build, Choice(TODAY, 2026, 11, child_id=child_id)))


def test_guardians_with_custody_and_authorised_persons_have_a_card(centre: SmallCentre) -> None:
    child_id = _child(centre, MOTHER, FATHER)
    centre.do(collecting.add_collector, child_id, AUNT)
    coming = replace(AUNT, name="单若水", valid_from=date(2026, 12, 1), valid_until=date(2027, 6, 30))
    centre.do(collecting.add_collector, child_id, coming)
    past = replace(AUNT, name="旧人", valid_until=date(2026, 11, 23))
    centre.do(collecting.add_collector, child_id, past)
    centre.do(collecting.add_proxy, child_id, "冯强", "邻居", "010-65554444", "0417", TODAY, today=TODAY)
    assert _cards(centre, child_id) == [
        "1 欧阳若谷|托大班|夏侯小妹|母亲|1111|在托期间",
        "1 欧阳若谷|托大班|范春桃|姑姑|3333|自 2026-09-01 起",
        "1 欧阳若谷|托大班|冯强|邻居|4444|仅限 2026-11-24 当日",
        "1 欧阳若谷|托大班|单若水|姑姑|3333|2026-12-01 至 2027-06-30",
    ]


def test_whoever_is_barred_has_no_card(centre: SmallCentre) -> None:
    child_id = _child(centre, MOTHER, replace(FATHER, custody=True))
    paper = BarringPaper.JUDGMENT
    centre.do(collecting.add_barred, child_id, "欧阳大川", "父亲", paper, "（2026）京0105民初1号", TODAY)
    assert [card.split("|")[2] for card in _cards(centre, child_id)] == ["夏侯小妹"]


def test_a_card_shows_what_the_door_needs_and_never_the_whole_phone(centre: SmallCentre) -> None:
    child_id = _child(centre, MOTHER)
    (page,) = pages(_pdf(centre, child_id))
    text = squeezed(page)
    for words in ("小蜗牛托育园", "接送卡", "婴幼儿姓名欧阳若谷", "班级托大班", "接送人姓名夏侯小妹"):
        assert words in text
    for words in ("与婴幼儿关系母亲", "手机尾号1111", "有效期在托期间", "贴照片", "（公章）"):
        assert words in text
    assert "15400001111" not in text


def test_the_fifth_card_stands_on_a_second_page(centre: SmallCentre) -> None:
    child_id = _child(centre, MOTHER)
    for number in range(3):
        centre.do(collecting.add_collector, child_id, replace(AUNT, name=f"范{number}"))
    assert [text.count("贴照片") for text in pages(_pdf(centre, child_id))] == [4]
    centre.do(collecting.add_collector, child_id, replace(AUNT, name="范四"))
    assert [text.count("贴照片") for text in pages(_pdf(centre, child_id))] == [4, 1]


def test_a_photo_takes_the_place_of_the_empty_frame(centre: SmallCentre) -> None:
    child_id = _child(centre, MOTHER)
    buffer = BytesIO()
    Image.new("RGB", (60, 80), "teal").save(buffer, "PNG")
    centre.do(collecting.add_collector, child_id, AUNT, photo=buffer.getvalue())
    pdf = _pdf(centre, child_id)
    (text,) = pages(pdf)
    assert text.count("贴照片") == 1
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(list(document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))) == 1


def test_blank_cards_know_the_centre_and_nobody_else(centre: SmallCentre) -> None:
    child_id = _child(centre, MOTHER)
    assert _cards(centre, child_id, blank=True) == _cards(centre, None) == ["1 |||||"] * 4
    (text,) = pages(_pdf(centre, None))
    assert squeezed(text).count("小蜗牛托育园") == 4


def test_where_nobody_is_known_the_cards_know_the_child(centre: SmallCentre) -> None:
    child_id = _child(centre, FATHER)
    assert _cards(centre, child_id) == ["1 欧阳若谷|托大班||||"] * 4
