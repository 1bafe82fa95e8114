"""A child's whole file: rows of every table that points to it, and of nobody else."""

import json
from datetime import date, datetime

import pytest
from sqlalchemy import Column, ForeignKey, Integer, String, Table, text

from centerdesk.base.errors import UserError
from centerdesk.db.schema.base import Base
from centerdesk.domain.consents import Scope
from centerdesk.domain.people import Relation, Role
from centerdesk.services import child_file, children, consents
from centerdesk.services.child_fields import GuardianRow
from tests.services.small_centre import TODAY, SmallCentre

NOW = datetime(2026, 11, 24, 9)


def _two(centre: SmallCentre) -> tuple[int, int]:
    group = centre.add_class()
    mother = GuardianRow(Relation.MOTHER, "夏侯小妹", "15400001111")
    child_id = centre.enrol("欧阳若谷", group, "2026-09-01", guardians=(mother,))
    other_id = centre.enrol("李安", group, "2026-09-01")
    for each in (child_id, other_id):
        centre.mark(each, "2026-11-23", "病发热")
    centre.do(consents.record_consent, child_id, [Scope.BASIC], date(2026, 9, 1), "夏侯小妹", today=TODAY)
    return child_id, other_id


def test_the_file_holds_all_of_one_child_and_nothing_of_another(centre: SmallCentre) -> None:
    child_id, _other_id = _two(centre)
    content = centre.see(child_file.export_child, child_id, NOW)
    counts = {name: len(rows) for name, rows in content["tables"].items()}
    assert counts == {
        "child": 1, "guardian": 1, "enrolment": 1, "placement": 1, "week_pattern": 0, "attendance": 1,
        "consent": 1,
    } | {name: 0 for name in counts if name not in _KNOWN}  # fmt: skip
    assert content["names"]["class_group"] == {"1": "托大班"}
    plain = json.dumps(content, ensure_ascii=False)
    assert all(word in plain for word in ("欧阳若谷", "夏侯小妹", "15400001111", "发热", "2026-11-23"))
    assert "李安" not in plain
    assert {each["table"] for each in content["changes"]} >= {"child", "guardian", "attendance"}


_KNOWN = {"child", "guardian", "enrolment", "placement", "week_pattern", "attendance", "consent"}


def test_a_later_table_comes_along_by_itself(centre: SmallCentre) -> None:
    child_id, other_id = _two(centre)
    table = Table(
        "later",
        Base.metadata,
        Column("id", Integer, primary_key=True),
        Column("child_id", ForeignKey("child.id")),
        Column("words", String(20)),
    )
    try:
        with centre.opened.store.begin(centre.opened.actor, NOW) as session:
            session.execute(text("CREATE TABLE later (id INTEGER PRIMARY KEY, child_id INTEGER, words TEXT)"))
            rows = [{"child_id": child_id, "words": "身高"}, {"child_id": other_id, "words": "体重"}]
            session.execute(table.insert(), rows)
        content = centre.see(child_file.export_child, child_id, NOW)
    finally:
        Base.metadata.remove(table)
    assert content["tables"]["later"] == [{"id": 1, "child_id": child_id, "words": "身高"}]


def test_a_child_is_found_also_when_it_has_left(centre: SmallCentre) -> None:
    group = centre.add_class()
    centre.enrol("王一诺", group, "2026-03-02", left="2026-06-30", birth_date=date(2023, 6, 1))
    assert centre.see(children.find_child, "王一诺", TODAY, with_left=True).left_on == date(2026, 6, 30)
    centre.enrol("王一诺", group, "2026-09-01")
    with pytest.raises(UserError, match="王一诺/20"):
        centre.see(children.find_child, "王一诺", TODAY, with_left=True)
    assert centre.see(children.find_child, "王一诺/2023-06-01", TODAY, with_left=True).left_on
    with pytest.raises(UserError, match="没人"):
        centre.see(children.find_child, "没人", TODAY, with_left=True)


@pytest.mark.parametrize("role", [Role.TEACHER, Role.CLERK])
def test_it_is_for_those_who_may_read_id_numbers(centre: SmallCentre, role: Role) -> None:
    child_id, _other_id = _two(centre)
    with pytest.raises(UserError, match="张园长"):
        centre.as_role(role).see(child_file.export_child, child_id, NOW)
