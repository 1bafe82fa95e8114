"""Care contracts: who may sign them, which is in force, which come to their end."""

from dataclasses import replace
from datetime import date

import pytest

from centerdesk.base.errors import RefusedError, UserError
from centerdesk.domain.people import Relation, Role
from centerdesk.services import children, contracts
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.contracts import MODEL, ContractFields
from tests.services.small_centre import TODAY, SmallCentre

SIGNED = date(2026, 8, 28)
FIELDS = ContractFields(
    "托2026-017", MODEL, SIGNED, "夏侯小妹", date(2026, 9, 1), date(2027, 8, 31), note="半年付"
)
GUARDIANS = (
    GuardianRow(Relation.MOTHER, "夏侯小妹", "15400001111"),
    GuardianRow(Relation.FATHER, "欧阳长河", "15400002222", custody=False),
)


def _child(centre: SmallCentre, name: str = "欧阳若谷", class_id: int = 0, on: str = "2026-09-01") -> int:
    return centre.enrol(name, class_id or centre.add_class(), on, guardians=GUARDIANS)


def _record(centre: SmallCentre, child_id: int, fields: ContractFields = FIELDS) -> int:
    return centre.do(contracts.record_contract, child_id, fields, today=TODAY)


def test_a_contract_is_kept_as_it_stands_on_the_paper(centre: SmallCentre) -> None:
    child_id = _child(centre)
    _record(centre, child_id, replace(FIELDS, number=" 托2026-017 "))
    (row,) = centre.see(contracts.contracts_of, child_id, TODAY)
    assert (row.number, row.model, row.signed_by, row.note) == (
        "托2026-017", "BF—2023—2736", "夏侯小妹", "半年付",
    )  # fmt: skip
    assert (row.signed_on, row.starts_on, row.ends_on) == (SIGNED, date(2026, 9, 1), date(2027, 8, 31))


def test_it_can_be_corrected_and_keeps_its_own_number(centre: SmallCentre) -> None:
    child_id = _child(centre)
    contract_id = _record(centre, child_id)
    fields = replace(FIELDS, ends_on=None, note="")
    centre.do(contracts.change_contract, contract_id, fields, today=TODAY)
    (row,) = centre.see(contracts.contracts_of, child_id, TODAY)
    assert (row.id, row.number, row.ends_on, row.note) == (contract_id, "托2026-017", None, "")


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"signed_on": date(2026, 11, 25)}, "signed_on", "2026-11-25"),
        ({"ends_on": date(2026, 8, 31)}, "ends_on", "2026-08-31 早于起始日期 2026-09-01"),
        ({"signed_by": "张园长"}, "signed_by", "“张园长”不在欧阳若谷的监护人中"),
        ({"signed_by": ""}, "signed_by", "不在欧阳若谷的监护人中"),
        ({"signed_by": "欧阳长河"}, "signed_by", "没有监护权"),
    ],
)
def test_what_can_t_be_is_refused(
    centre: SmallCentre, wrong: dict[str, date], field: str, words: str
) -> None:
    child_id = _child(centre)
    with pytest.raises(UserError, match=words) as refusal:
        _record(centre, child_id, replace(FIELDS, **wrong))  # type: ignore[arg-type]  # a field and its value
    assert refusal.value.field == field
    assert centre.see(contracts.contracts_of, child_id, TODAY) == []


def test_a_contract_of_one_day_is_allowed(centre: SmallCentre) -> None:
    child_id = _child(centre)
    _record(centre, child_id, replace(FIELDS, ends_on=FIELDS.starts_on))
    assert centre.see(contracts.contract_on, child_id, date(2026, 9, 1))
    assert centre.see(contracts.contract_on, child_id, date(2026, 9, 2)) is None


def test_a_number_stands_on_one_contract_only_and_none_on_many(centre: SmallCentre) -> None:
    class_id = centre.add_class()
    first, second = _child(centre, "欧阳若谷", class_id), _child(centre, "欧阳若水", class_id)
    _record(centre, first)
    with pytest.raises(UserError, match="欧阳若谷的合同已使用编号 托2026-017") as refusal:
        _record(centre, second)
    assert refusal.value.field == "number"
    for child_id in (first, second):
        _record(centre, child_id, replace(FIELDS, number=""))


def test_the_one_in_force_is_the_one_begun_last(centre: SmallCentre) -> None:
    child_id = _child(centre)
    _record(centre, child_id)
    _record(centre, child_id, replace(FIELDS, number="补2", starts_on=date(2026, 11, 1)))
    for day, number in (("2026-08-31", ""), ("2026-10-31", "托2026-017"), ("2026-11-01", "补2")):
        found = centre.see(contracts.contract_on, child_id, date.fromisoformat(day))
        assert (found.number if found else "") == number


def test_contracts_at_their_end_are_told_of_children_in_care(centre: SmallCentre) -> None:
    class_id = centre.add_class()
    ends = {
        "丁已过": date(2026, 11, 20),
        "丙今天": date(2026, 11, 24),
        "乙三十天": date(2026, 12, 24),
        "甲三十一天": date(2026, 12, 25),
        "戊长期": None,
        "己续签": date(2026, 11, 30),
        "庚离托": date(2026, 11, 30),
    }
    ids = {name: _child(centre, name, class_id, "2026-08-03") for name in ends}
    for name, end in ends.items():
        fields = replace(FIELDS, number="", starts_on=date(2026, 8, 3), ends_on=end)
        _record(centre, ids[name], fields)
    later = replace(FIELDS, number="", starts_on=date(2026, 12, 1), ends_on=date(2027, 8, 31))
    _record(centre, ids["己续签"], later)
    centre.do(children.leave, ids["庚离托"], date(2026, 11, 20))
    rows = centre.see(contracts.contracts_ending, TODAY)
    assert [(row.name, row.class_name, row.days_left) for row in rows] == [
        ("丁已过", "托大班", -4), ("丙今天", "托大班", 0), ("乙三十天", "托大班", 30),
    ]  # fmt: skip
    assert len(centre.see(contracts.contracts_ending, TODAY, 31)) == 4


def test_a_teacher_sees_the_contracts_of_her_class_and_writes_none(centre: SmallCentre) -> None:
    own, other = centre.add_class("托大班"), centre.add_class("托小班")
    mine, theirs = _child(centre, "欧阳若谷", own), _child(centre, "欧阳若水", other)
    for child_id in (mine, theirs):
        _record(centre, child_id, replace(FIELDS, number="", ends_on=TODAY))
    teacher = centre.as_role(Role.TEACHER, own)
    assert len(teacher.see(contracts.contracts_of, mine, TODAY)) == 1
    assert [row.name for row in teacher.see(contracts.contracts_ending, TODAY)] == ["欧阳若谷"]
    with pytest.raises(RefusedError):
        teacher.see(contracts.contracts_of, theirs, TODAY)
    with pytest.raises(RefusedError):
        _record(teacher, mine)
