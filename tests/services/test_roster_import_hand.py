"""What was changed by hand after an import is never written over in silence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from centerdesk.domain.attendance import Pattern
from centerdesk.domain.people import ClassKind, Funding, IdKind, LeaveReason, Relation, Service
from centerdesk.services import children, classes
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.children import ChildRow
from centerdesk.services.imports import list_imports, undo_import
from tests.services.import_books import NOW, check, child, grid, id_number, take
from tests.services.small_centre import TODAY, SmallCentre

FULL = {
    "家庭住址": "鹿海园1号楼",
    "过敏史": "鸡蛋",
    "父亲": "曾强",
    "父亲电话": "15400000001",
    "每周": "一三五",
    "收费类型": "普惠",
}


def _only(centre: SmallCentre) -> ChildRow:
    (row,) = centre.see(children.list_children, TODAY, with_left=True)
    return row


def _by_hand(centre: SmallCentre, **fields: Any) -> None:
    row = _only(centre)
    centre.do(children.change, row.id, replace(row.fields, **fields), today=TODAY)


FIELDS: dict[str, tuple[dict[str, Any], str]] = {
    "address": (
        {"address": "天华园2号楼"},
        "家庭住址：手工改为“天华园2号楼”，文件仍为“鹿海园1号楼”，保留手工值",
    ),
    "cleared": ({"allergies": ""}, "过敏史：手工改为“（空）”，文件仍为“鸡蛋”，保留手工值"),
    "name": ({"name": "曾星晨"}, "姓名：手工改为“曾星晨”，文件仍为“曾星辰”，保留手工值"),
    "birth date": (
        {"birth_date": date(2024, 5, 2)},
        "出生日期：手工改为“2024-05-02”，文件仍为“2024-05-01”，保留手工值",
    ),
    "number": (
        {"id_number": id_number("2024-05-01", 125)},
        "证件号码：手工改为“110199********125X”，文件仍为“110199********1233”，保留手工值",
    ),
    "phone": (
        {"guardians": (GuardianRow(Relation.FATHER, "曾强", "15400000009"),)},
        "父亲：手工改为“15400000009”，文件仍为“15400000001”，保留手工值",
    ),
    "guardian taken out": (
        {"guardians": (GuardianRow(Relation.MOTHER, "张敏"),)},
        "监护人“父亲 曾强 15400000001”在上次导入后已手工修改或删除，保留手工结果",
    ),
}


@pytest.mark.parametrize("field", FIELDS)
def test_field_changed_by_hand_stays_and_is_named_when_the_roster_says_nothing_new(
    centre: SmallCentre, field: str
) -> None:
    changed, sentence = FIELDS[field]
    take(centre, grid(child(**FULL)))
    _by_hand(centre, **changed)
    before = _only(centre)
    report = take(centre, grid(child(**FULL)))
    assert (report.new, report.changed, report.unchanged, report.refused) == (0, 0, 1, ())
    assert report.doubtful[0].reason.startswith(sentence)
    assert _only(centre) == before


@pytest.mark.parametrize("field", ["name", "birth_date"])
def test_child_without_a_number_is_known_by_what_was_imported(centre: SmallCentre, field: str) -> None:
    row = child(**FULL, 身份证号=None)
    take(centre, grid(row))
    _by_hand(centre, **{field: {"name": "曾星晨", "birth_date": date(2024, 5, 2)}[field]})
    before = _only(centre)
    report = take(centre, grid(row))
    assert (report.new, report.unchanged) == (0, 1)
    assert _only(centre) == before


def test_namesake_with_another_number_is_a_new_child_all_the_same(centre: SmallCentre) -> None:
    take(centre, grid(child()))
    _by_hand(centre, name="曾思远")
    report = take(centre, grid(child(身份证号=id_number("2024-05-01", 127))))
    assert report.new == 1


def test_newer_value_of_the_roster_is_shown_as_a_change_that_names_the_hand_made_one(
    centre: SmallCentre,
) -> None:
    take(centre, grid(child(**FULL)))
    _by_hand(centre, address="天华园2号楼")
    newer = grid(child(**FULL | {"家庭住址": "泰河园3号楼"}))
    report = take(centre, newer)
    assert (report.changed, report.taken) == (1, 1)
    assert report.doubtful[0].reason == (
        "家庭住址：上次导入后手工改为“天华园2号楼”，文件现为“泰河园3号楼”，将以文件为准。"
    )
    assert _only(centre).fields.address == "泰河园3号楼"
    assert take(centre, newer).doubtful == (), "what the roster wrote is no longer made by hand"


def test_value_typed_by_hand_that_equals_the_roster_is_no_matter(centre: SmallCentre) -> None:
    take(centre, grid(child(**FULL)))
    _by_hand(centre, address="天华园2号楼")
    report = take(centre, grid(child(**FULL | {"家庭住址": "天华园2号楼"})))
    assert (report.unchanged, report.doubtful) == (1, ())


def _moved(centre: SmallCentre) -> None:
    other = centre.add_class("托小班", ClassKind.TODDLER)
    centre.do(children.move, _only(centre).id, other, date(2026, 10, 8))


def _another_pattern(centre: SmallCentre) -> None:
    pattern = Pattern(Service.FULL, "12345", None, Funding.MARKET)
    centre.do(children.set_pattern, _only(centre).id, date(2026, 10, 8), pattern)


def _left(centre: SmallCentre) -> None:
    centre.do(children.leave, _only(centre).id, date(2026, 10, 31), LeaveReason.MOVED)


STAYS: dict[str, tuple[Callable[[SmallCentre], None], dict[str, Any], list[str]]] = {
    "class": (_moved, {}, ["班级：手工改为“托小班”，文件仍为“托大班”，保留手工值"]),
    "pattern": (_another_pattern, {}, ["手工改为“12345”，文件仍为“135”", "手工改为“市场", "文件仍为“普惠"]),
    "last day": (_left, {"离托日期": "2026-11-20"}, ["手工改为“2026-10-31”，文件仍为“2026-11-20”"]),
}


@pytest.mark.parametrize("part", STAYS)
def test_class_pattern_and_last_day_changed_by_hand_stay(centre: SmallCentre, part: str) -> None:
    change, cells, sentences = STAYS[part]
    roster = grid(child(**FULL, **cells))
    take(centre, roster)
    change(centre)
    before = _only(centre)
    report = take(centre, roster)
    assert (report.changed, report.unchanged, report.refused) == (0, 1, ())
    assert all(sentence in report.doubtful[0].reason for sentence in sentences)
    assert _only(centre) == before


def test_class_with_another_name_now_is_not_made_anew(centre: SmallCentre) -> None:
    take(centre, grid(child()))
    (made,) = centre.see(classes.list_classes)
    centre.do(classes.change_class, made.id, "月亮班", made.kind, made.capacity)
    report = take(centre, grid(child()))
    assert (report.unchanged, report.doubtful[0].reason) == (1, "班级“托大班”现名“月亮班”。")
    assert [each.name for each in centre.see(classes.list_classes)] == ["月亮班"]


def test_import_that_was_undone_says_nothing_of_what_was_made_by_hand(centre: SmallCentre) -> None:
    take(centre, grid(child(家庭住址="鹿海园1号楼")))
    take(centre, grid(child(家庭住址="天华园2号楼")))
    centre.do(undo_import, centre.see(list_imports)[0].id, NOW)
    assert _only(centre).fields.address == "鹿海园1号楼"
    report = take(centre, grid(child(家庭住址="天华园2号楼")))
    assert (report.changed, report.doubtful) == (1, ())


def test_a_corrected_short_number_is_a_change_although_both_are_shown_masked(centre: SmallCentre) -> None:
    born = date(2024, 5, 1)
    centre.enrol(
        "曾星辰",
        centre.add_class(),
        "2026-09-01",
        birth_date=born,
        id_kind=IdKind.BIRTH,
        id_number="R110000001",
    )
    row = child(born=born.isoformat(), 性别="女", 证件类型="出生医学证明") | {"身份证号": "R110000002"}
    assert check(centre, grid(row)).report().changed == 1
