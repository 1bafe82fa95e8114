"""Data packs in a centre: shown before, taken once, never an older one over a newer one."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain import calendar
from centerdesk.domain.calendar import DayKind, Month, day_kind, is_provisional, operating_days, use_years
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.people import Role
from centerdesk.exchange.pack import PackKind, UnknownSignerError
from centerdesk.services import packs
from centerdesk.services.packs import Standing
from tests.exchange.packs_made import KEY, NOTICE_2027, STRANGER, pack_file
from tests.services.small_centre import SmallCentre

NOW = datetime(2026, 11, 24, 9)
NOTICE_2026 = """\
source = "更正后的通知（示例）"
worked = [2026-11-28]
holidays = [{ name = "示例假", from = 2026-11-25, to = 2026-11-26 }]
"""


@pytest.fixture(autouse=True)
def shipped_years() -> Iterator[None]:
    """The years that ship, after the test too."""
    use_years({})
    yield
    use_years({})


@pytest.fixture
def trusting(centre: SmallCentre) -> SmallCentre:
    """A centre that trusts the invented issuer."""
    centre.do(packs.trust_key, KEY, "示例发布方")
    return centre


def _open_in(month: str) -> int:
    period = Month.parse(month)
    return len(operating_days(period.first, period.last))


def test_a_year_without_a_notice_gets_its_holidays_from_a_pack(trusting: SmallCentre) -> None:
    assert is_provisional(2027)
    assert _open_in("2027-02") == 20
    preview = trusting.do(packs.take_pack, pack_file(), NOW)
    assert preview.standing is Standing.NEW
    assert not is_provisional(2027)
    # off Fri 5, Mon 8 - Thu 11; Sun 14 worked
    assert _open_in("2027-02") == 20 - 5 + 1
    assert day_kind(date(2027, 2, 14)) is DayKind.MAKE_UP
    assert calendar.holiday_name(date(2027, 2, 8)) == "春节"


def test_showing_a_pack_says_each_day_that_changes_and_changes_nothing(trusting: SmallCentre) -> None:
    preview = trusting.see(packs.show_pack, pack_file())
    assert preview.replaces == ""
    assert len(preview.changes) == 3 + 7 + 1
    first = preview.changes[0]
    assert first.what.startswith("2027-01-01")
    assert first.before == _(DayKind.WORKDAY.value)
    assert first.after.endswith("元旦")
    assert is_provisional(2027)
    assert trusting.see(packs.list_packs) == []


def test_a_year_taken_is_used_when_the_centre_is_opened_again(trusting: SmallCentre) -> None:
    trusting.do(packs.take_pack, pack_file(), NOW)
    use_years({})
    assert is_provisional(2027)
    trusting.see(packs.use_calendar)
    assert not is_provisional(2027)


def test_a_pack_taken_back_with_its_action_leaves_no_days(trusting: SmallCentre) -> None:
    def take_and_fail(session: Session) -> None:
        packs.take_pack(session, pack_file(), NOW)
        raise UserError("half-way")

    with pytest.raises(UserError, match="half-way"):
        trusting.do(take_and_fail)
    assert is_provisional(2027)
    assert trusting.see(packs.list_packs) == []


def test_the_same_pack_twice_changes_nothing(trusting: SmallCentre) -> None:
    trusting.do(packs.take_pack, pack_file(), NOW)
    before = trusting.see(packs.list_packs)
    assert trusting.do(packs.take_pack, pack_file(), NOW.replace(hour=10)).standing is Standing.SAME
    assert trusting.see(packs.list_packs) == before
    assert len(before) == 1


def test_a_later_edition_supersedes_and_an_earlier_one_is_refused(trusting: SmallCentre) -> None:
    second = NOTICE_2027.replace("2027-02-14", "2027-02-20")
    trusting.do(packs.take_pack, pack_file(), NOW)
    preview = trusting.do(packs.take_pack, pack_file(edition=2, content=second), NOW)
    assert [row.what[:10] for row in preview.changes] == ["2027-02-14", "2027-02-20"]
    assert day_kind(date(2027, 2, 20)) is DayKind.MAKE_UP
    assert [(row.edition, row.in_force) for row in trusting.see(packs.list_packs)] == [(2, True), (1, False)]
    with pytest.raises(UserError) as refusal:
        trusting.do(packs.take_pack, pack_file(), NOW)
    assert refusal.value.field == "edition"
    assert day_kind(date(2027, 2, 20)) is DayKind.MAKE_UP


def test_another_pack_under_the_same_edition_is_refused(trusting: SmallCentre) -> None:
    trusting.do(packs.take_pack, pack_file(), NOW)
    other = pack_file(content=NOTICE_2027.replace("2027-02-14", "2027-02-20"))
    assert trusting.see(packs.show_pack, other).standing is Standing.OLDER
    with pytest.raises(UserError):
        trusting.do(packs.take_pack, other, NOW)


def test_a_shipped_year_is_replaced_by_a_pack_as_sure_and_the_preview_says_what_it_replaces(
    trusting: SmallCentre,
) -> None:
    content = pack_file(name="2026", content=NOTICE_2026)
    preview = trusting.see(packs.show_pack, content)
    assert preview.standing is Standing.NEW
    assert "国办发明电〔2025〕7号" in preview.replaces
    assert Certainty.PAGE.label in preview.replaces
    assert day_kind(date(2026, 11, 25)) is DayKind.WORKDAY
    trusting.do(packs.take_pack, content, NOW)
    assert day_kind(date(2026, 11, 25)) is DayKind.HOLIDAY


@pytest.mark.parametrize("certainty", [Certainty.COPY, Certainty.MEMORY, Certainty.OWN])
def test_a_shipped_year_stays_before_a_pack_that_is_less_sure(
    trusting: SmallCentre, certainty: Certainty
) -> None:
    content = pack_file(name="2026", content=NOTICE_2026, certainty=certainty)
    assert trusting.see(packs.show_pack, content).standing is Standing.WEAKER
    with pytest.raises(UserError):
        trusting.do(packs.take_pack, content, NOW)
    assert day_kind(date(2026, 11, 25)) is DayKind.WORKDAY


def test_a_table_of_another_kind_is_kept_and_compared_with_the_shipped_one(trusting: SmallCentre) -> None:
    content = pack_file(
        kind=PackKind.DISEASES,
        name="measles",
        content='isolation_days = 5\nrules = [{ name = "甲", days = 3 }]',
    )
    preview = trusting.do(packs.take_pack, content, NOW)
    assert [(row.what, row.after) for row in preview.changes] == [
        ("isolation_days", "5"),
        ("rules 1.name", "甲"),
        ("rules 1.days", "3"),
    ]
    (row,) = trusting.see(packs.list_packs)
    assert (row.kind, row.name, row.valid_from) == (PackKind.DISEASES, "measles", date(2027, 1, 1))
    shipped = trusting.see(
        packs.show_pack, pack_file(kind=PackKind.THRESHOLDS, name="classes", content="a = 1")
    )
    assert shipped.replaces
    assert len(shipped.changes) > 3


def test_a_pack_of_somebody_unknown_is_refused_until_the_key_is_trusted(centre: SmallCentre) -> None:
    content = pack_file(STRANGER)
    with pytest.raises(UnknownSignerError) as refusal:
        centre.do(packs.take_pack, content, NOW)
    row = centre.do(packs.trust_key, refusal.value.signed.key.upper(), " 区卫生健康局（示例） ")
    assert row.fingerprint in refusal.value.text
    assert centre.see(packs.list_trusted) == [row]
    centre.do(packs.take_pack, content, NOW)
    centre.do(packs.distrust_key, row.key)
    assert centre.see(packs.list_trusted) == []
    with pytest.raises(UnknownSignerError):
        centre.see(packs.show_pack, content)
    assert len(centre.see(packs.list_packs)) == 1


@pytest.mark.parametrize(("key", "name", "field"), [("12ab", "甲", "key"), (KEY, " ", "name")])
def test_a_key_is_whole_and_somebodys(centre: SmallCentre, key: str, name: str, field: str) -> None:
    with pytest.raises(UserError) as refusal:
        centre.do(packs.trust_key, key, name)
    assert refusal.value.field == field


@pytest.mark.parametrize("role", [Role.HEALTH_WORKER, Role.TEACHER, Role.CLERK])
def test_only_the_director_takes_packs(trusting: SmallCentre, role: Role) -> None:
    with pytest.raises(UserError):
        trusting.as_role(role).do(packs.take_pack, pack_file(), NOW)
    assert is_provisional(2027)
