"""The centre's own particulars, and its places by date."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.errors import RefusedError, UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.audit import Audit
from centerdesk.domain.people import CentreKind, ClassKind, Network, Ownership, Role
from centerdesk.services import centre as services
from centerdesk.services.centre import CentreFields, CentreRow, PlacesRow
from tests.services.small_centre import TODAY, SmallCentre

WHOLE = CentreFields(
    "大树托育园",
    CentreKind.COMMUNITY,
    "N2990000MF00000015",
    "示备〔2026〕012 号",
    Ownership.NON_PROFIT,
    True,
    Network.COMMUNITY,
    "示例区槐树街 8 号",
    "丁园长",
    "15400000021",
    "示例区教育委员会学前教育科",
    "示例区托育综合服务中心、示例街道办事处",
)


def _fields(row: CentreRow) -> CentreFields:
    return CentreFields(**{field.name: getattr(row, field.name) for field in fields(CentreFields)})


def test_places_are_unknown_until_entered_and_hold_from_their_day_on(centre: SmallCentre) -> None:
    centre.do(services.set_places, date(2026, 9, 1), 60, 40)
    centre.do(services.set_places, date(2026, 11, 1), 80, None)
    centre.do(services.set_places, date(2026, 11, 1), 90, 0)  # in place of the first entry of that day
    days = [date(2026, 8, 31), date(2026, 9, 1), date(2026, 10, 31), date(2026, 11, 1)]
    rows = [centre.see(services.about, day) for day in days]
    assert [(row.places, row.subsidised) for row in rows] == [(None, None), (60, 40), (60, 40), (90, 0)]


@pytest.mark.parametrize(("total", "subsidised"), [(-1, None), (60, 61), (60, -1)])
def test_places_that_cannot_be_are_refused(centre: SmallCentre, total: int, subsidised: int | None) -> None:
    with pytest.raises(UserError) as refusal:
        centre.do(services.set_places, TODAY, total, subsidised)
    assert refusal.value.field == "subsidised"
    assert centre.see(services.about, TODAY).places is None


def test_places_by_class_type_are_kept_for_their_day_and_replaced_as_a_whole(centre: SmallCentre) -> None:
    first, later = date(2026, 1, 1), date(2026, 9, 1)
    centre.do(services.set_places, first, 60, 40, {ClassKind.SENIOR: 40, ClassKind.INFANT: 10})
    centre.do(services.set_places, later, 80, None, {ClassKind.SENIOR: 80})
    centre.do(services.set_places, later, 80, None, {ClassKind.TODDLER: 30, ClassKind.SENIOR: 50})
    assert centre.see(services.list_places) == [
        PlacesRow(later, 80, None, ((ClassKind.TODDLER, 30), (ClassKind.SENIOR, 50))),
        PlacesRow(first, 60, 40, ((ClassKind.INFANT, 10), (ClassKind.SENIOR, 40))),
    ]
    days = [date(2025, 12, 31), date(2026, 8, 31), later]
    found = [centre.see(services.places_on, day) for day in days]
    assert [row and row.by_kind[-1] for row in found] == [
        None,
        (ClassKind.SENIOR, 40),
        (ClassKind.SENIOR, 50),
    ]
    centre.do(services.set_places, later, 80, None)
    assert centre.see(services.list_places)[0].by_kind == ()


def test_class_types_together_are_no_more_than_the_places(centre: SmallCentre) -> None:
    with pytest.raises(UserError) as refusal:
        centre.do(services.set_places, TODAY, 60, None, {ClassKind.TODDLER: 20, ClassKind.SENIOR: 41})
    assert refusal.value.field == "senior"
    assert refusal.value.text == "各班型（托小班 20、托大班 41）合计 61 个，多于备案托位数 60 个，请核对。"
    with pytest.raises(UserError) as refusal:
        centre.do(services.set_places, TODAY, 60, None, {ClassKind.TODDLER: -1})
    assert refusal.value.field == "toddler"
    assert centre.see(services.list_places) == []
    centre.do(services.set_places, TODAY, 60, None, {ClassKind.TODDLER: 20, ClassKind.SENIOR: 40})
    assert centre.see(services.list_places)[0].kinds_text == "托小班 20、托大班 40"


def test_figures_entered_wrongly_are_removed_and_the_change_log_keeps_them(centre: SmallCentre) -> None:
    centre.do(services.set_places, date(2026, 1, 1), 60, 40)
    centre.do(services.set_places, TODAY, 600, 400, {ClassKind.SENIOR: 20})
    centre.do(services.remove_places, TODAY)
    assert centre.see(services.about, TODAY).places == 60
    assert [row.valid_from for row in centre.see(services.list_places)] == [date(2026, 1, 1)]

    def removed(session: Session) -> list[str]:
        query = select(Audit.table_name).where(Audit.action == "centre.remove_places")
        return sorted(session.scalars(query))

    assert centre.see(removed) == ["class_places", "places"]
    with pytest.raises(UserError) as refusal:
        centre.do(services.remove_places, TODAY)
    assert "2026-11-24" in refusal.value.text


def test_a_history_takes_the_same_number_of_queries_whatever_its_length(centre: SmallCentre) -> None:
    for year in range(2020, 2027):
        centre.do(services.set_places, date(year, 1, 1), 60, 40, {ClassKind.SENIOR: 20})
    with centre.counting() as sent:
        assert len(centre.see(services.list_places)) == 7
    assert len(sent) == 2


def test_all_particulars_are_kept_without_their_blanks(centre: SmallCentre) -> None:
    before = centre.see(services.about, TODAY)
    assert _fields(before) == CentreFields("小蜗牛托育园")
    typed = replace(
        WHOLE, name=" 大树托育园 ", credit_code=" n2990000mf00000015", address="示例区槐树街 8 号 "
    )
    centre.do(services.describe, typed)
    about = centre.see(services.about, TODAY)
    assert _fields(about) == WHOLE
    assert (about.sample, about.places) == (False, None)
    centre.do(services.describe, replace(WHOLE, ownership=None, recognised=None, network=None))
    about = centre.see(services.about, TODAY)
    assert (about.ownership, about.recognised, about.network) == (None, None, None)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        (CentreFields("  "), "name"),
        (CentreFields("大树托育园", credit_code="N2990000MF00000014"), "credit_code"),
    ],
)
def test_particulars_that_cannot_be_are_refused_as_a_whole(
    centre: SmallCentre, fields: CentreFields, field: str
) -> None:
    with pytest.raises(UserError) as refusal:
        centre.do(services.describe, fields)
    assert refusal.value.field == field
    assert centre.see(services.about, TODAY).name == "小蜗牛托育园"


def test_all_may_read_the_particulars_and_only_the_director_writes_them(centre: SmallCentre) -> None:
    centre.do(services.describe, WHOLE)
    centre.do(services.set_places, TODAY, 60, 40)
    teacher = centre.as_role(Role.TEACHER)
    assert teacher.see(services.about, TODAY).address == "示例区槐树街 8 号"
    assert len(teacher.see(services.list_places)) == 1
    acts: list[Callable[[], object]] = [
        lambda: teacher.do(services.describe, CentreFields("别的园")),
        lambda: teacher.do(services.set_places, TODAY, 1, None),
        lambda: teacher.do(services.remove_places, TODAY),
    ]
    for act in acts:
        with pytest.raises(RefusedError):
            act()


def test_a_kindergarten_speaks_its_own_words(centre: SmallCentre) -> None:
    assert _("Enrolled on") == "入托日期"
    centre.do(services.describe, CentreFields("大树幼儿园", CentreKind.KINDERGARTEN))
    assert _("Enrolled on") == "入园日期"
    centre.do(services.describe, CentreFields("大树托育园", CentreKind.EMPLOYER))
    assert _("Enrolled on") == "入托日期"
