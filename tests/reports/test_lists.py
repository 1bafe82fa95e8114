"""Lists of children: by class, for emergencies, by birthday, and the roster without numbers."""

from datetime import date

from centerdesk.base.papers import Choice
from centerdesk.domain.people import IdKind, Relation, Sex
from centerdesk.reports import birthdays, class_list, emergency_list, roster, roster_masked
from centerdesk.services.child_fields import GuardianRow
from tests.domain.invented import id_number
from tests.reports.reading import heads, lines
from tests.services.small_centre import TODAY, SmallCentre

DAY = Choice(TODAY, 2026, 11)
GUARDIANS = (
    GuardianRow(Relation.FATHER, "曾强", "15400000001", custody=False),
    GuardianRow(Relation.MATERNAL_GRANDMOTHER, "李外婆", ""),
    GuardianRow(Relation.MOTHER, "李娟", "15400000002"),
    GuardianRow(Relation.PATERNAL_GRANDFATHER, "曾老", "15400000003"),
    GuardianRow(Relation.OTHER, "曾某", "15400000004"),
)


def test_the_class_list_tells_what_who_looks_after_them_must_know(centre: SmallCentre) -> None:
    group = centre.add_class()
    centre.add_class("空班")
    centre.enrol(
        "曾星辰", group, "2026-09-01", pet_name="星星", allergies="鸡蛋", chronic="哮喘", sex=Sex.MALE
    )
    centre.enrol("李安", group, "2026-09-01", special_needs="助听器")
    sheet, empty = centre.see(class_list.REPORT.build, DAY)
    assert lines(sheet) == [
        "1|李安||女|2024-06-01|2岁5月|2026-09-01|全日托|||助听器",
        "2|曾星辰|星星|男|2024-06-01|2岁5月|2026-09-01|全日托|鸡蛋|哮喘|",
    ]
    assert sheet.notes == ("共 2 人：男 1 人，女 1 人",)
    assert lines(empty) == []
    assert [
        sheet.subtitle[-3:] for sheet in centre.see(class_list.REPORT.build, Choice(TODAY, 2026, 11, group))
    ] == ["托大班"]


def test_the_emergency_list_names_who_can_be_called_in_their_order(centre: SmallCentre) -> None:
    centre.enrol("曾星辰", centre.add_class(), "2026-09-01", guardians=GUARDIANS, address="荣华南路")
    (sheet,) = centre.see(emergency_list.REPORT.build, DAY)
    assert lines(sheet) == ["1|曾星辰|2024-06-01|母亲 李娟 15400000002|祖父 曾老 15400000003|||荣华南路"]


def test_birthdays_of_a_month_stand_in_their_order_with_the_years_completed(centre: SmallCentre) -> None:
    group = centre.add_class()
    for name, born in (
        ("月末", "2024-02-29"),
        ("月初", "2025-02-01"),
        ("三月", "2024-03-01"),
        ("未满", "2026-02-10"),
    ):
        centre.enrol(name, group, "2026-02-10", birth_date=date.fromisoformat(born))
    centre.enrol("走了", group, "2025-09-01", birth_date=date(2024, 2, 9), left="2026-01-30")
    (sheet,) = centre.see(birthdays.REPORT.build, Choice(TODAY, 2026, 2))
    assert lines(sheet, 0, 1, 6) == ["2026-02-01|月初|1", "2026-02-28|月末|2"]


def test_the_roster_without_numbers_differs_in_the_numbers_only(centre: SmallCentre) -> None:
    born = date(2024, 3, 15)
    number = id_number(born)
    centre.enrol(
        "曾星辰",
        centre.add_class(),
        "2026-09-01",
        birth_date=born,
        id_kind=IdKind.RESIDENT,
        id_number=number,
    )
    (whole,), (hidden,) = (centre.see(item.REPORT.build, DAY) for item in (roster, roster_masked))
    place = heads(whole).index("证件号码")
    cells = [lines(sheet)[0].split("|") for sheet in (whole, hidden)]
    assert [index for index, pair in enumerate(zip(*cells, strict=True)) if pair[0] != pair[1]] == [place]
    assert cells[1][place] == f"{number[:6]}********{number[-4:]}"
