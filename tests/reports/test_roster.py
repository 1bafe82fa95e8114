"""The roster as a paper: who is on the books on a day."""

from datetime import date

from centerdesk.base.papers import Choice
from centerdesk.base.tables import Sheet
from centerdesk.domain.people import Household, IdKind, Relation, Sex
from centerdesk.reports.roster import REPORT
from centerdesk.services.child_fields import GuardianRow
from tests.domain.invented import id_number
from tests.reports.reading import heads, lines
from tests.services.small_centre import TODAY, SmallCentre


def _sheet(centre: SmallCentre, day: date = TODAY, class_id: int | None = None) -> Sheet:
    (sheet,) = centre.see(REPORT.build, Choice(day, day.year, day.month, class_id))
    return sheet


def test_a_line_holds_what_is_recorded_of_a_child(centre: SmallCentre) -> None:
    born = date(2024, 3, 15)
    centre.enrol(
        "曾星辰",
        centre.add_class(),
        "2026-09-01",
        sex=Sex.MALE,
        birth_date=born,
        id_kind=IdKind.RESIDENT,
        id_number=id_number(born),
        nation="汉族",
        household=Household.BEIJING,
        address="荣华南路",
        allergies="鸡蛋",
        note="早退",
        guardians=(
            GuardianRow(Relation.PATERNAL_GRANDFATHER, "曾老", "15400000009"),
            GuardianRow(Relation.MOTHER, "李娟", "15400000002"),
        ),
    )
    sheet = _sheet(centre)
    assert lines(sheet) == [
        f"托大班|曾星辰|男|2024-03-15|2岁8月|居民身份证|{id_number(born)}|汉族|{Household.BEIJING.label}|2026-09-01"
        "|||李娟|15400000002|荣华南路|鸡蛋|早退"
    ]
    as_text = [title for title, column in zip(heads(sheet), sheet.columns, strict=True) if column.text]
    assert as_text == ["证件号码", "父亲电话", "母亲电话"]


def test_children_stand_by_class_and_pinyin_as_of_the_day(centre: SmallCentre) -> None:
    small, big = centre.add_class("托小班"), centre.add_class("托大班")
    centre.enrol("安乐", big, "2026-09-01")
    centre.enrol("周一", small, "2026-09-01")
    centre.enrol("单若水", small, "2026-09-01")
    centre.enrol("走了", small, "2026-09-01", left="2026-11-20")
    centre.enrol("来日", small, "2026-11-25")
    sheet = _sheet(centre)
    assert lines(sheet, 0, 1) == ["托小班|单若水", "托小班|周一", "托大班|安乐"]
    assert "3" in sheet.notes[0]
    assert "2026年11月24日" in sheet.subtitle
    assert lines(_sheet(centre, date(2026, 11, 20)), 1) == ["单若水", "周一", "走了", "安乐"]
    assert lines(_sheet(centre, class_id=big), 1) == ["安乐"]
