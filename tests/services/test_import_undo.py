"""The last import is taken back as one step, or not at all."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.imports import ImportBatch, ImportEntry
from centerdesk.domain.people import Role
from centerdesk.excel import read_workbook
from centerdesk.services import children
from centerdesk.services.imports import ImportKind, list_imports, record_batch, undo_import
from centerdesk.services.touched import Touched, flush_noting, take_back
from tests.services.import_books import SAMPLE, child, grid, take
from tests.services.small_centre import TODAY, SmallCentre

_KEPT = ("audit", "audit_payload", "import_batch", "import_entry")
NOW = datetime(2026, 11, 24, 10)


def _all(session: Session) -> dict[str, Any]:
    tables = [table for table in Base.metadata.sorted_tables if table.name not in _KEPT]
    return {table.name: session.execute(select(table)).all() for table in tables}


def _undo(centre: SmallCentre) -> None:
    centre.do(undo_import, centre.see(list_imports)[0].id, NOW)


def _child_id(centre: SmallCentre, name: str = "曾星辰") -> int:
    return centre.see(children.find_child, name, TODAY).id


def test_first_import_undone_leaves_the_empty_centre(centre: SmallCentre) -> None:
    before = centre.see(_all)
    take(centre, *read_workbook(SAMPLE))
    _undo(centre)
    assert centre.see(_all) == before
    (batch,) = centre.see(list_imports)
    assert (batch.kind, batch.made_by, batch.undone_at) == (ImportKind.ROSTER, "张园长", NOW)


CHANGES: dict[str, dict[str, Any]] = {
    "fields and guardians": {
        "家庭住址": "天华园2号楼",
        "父亲": "曾强",
        "父亲电话": "15400000009",
        "母亲": "张敏",
    },
    "class": {"班级": "托小班"},
    "pattern": {"每周": "二四"},
    "later enrolment": {"入托日期": "2026-09-20"},
    "earlier enrolment": {"入托日期": "2026-08-20"},
    "leaving": {"离托日期": "2026-10-31"},
    "name": {"姓名": "曾思远", "曾用名": "曾星辰"},
}


@pytest.mark.parametrize("kind", CHANGES)
def test_change_undone_leaves_the_file_as_it_was(centre: SmallCentre, kind: str) -> None:
    take(centre, grid(child(家庭住址="鹿海园1号楼", 父亲="曾强", 父亲电话="15400000001", 每周="一三五")))
    before = centre.see(_all)
    report = take(centre, grid(child(**{"每周": "一三五", **CHANGES[kind]}), child("单若水", "2024-06-01")))
    assert (report.new, report.changed) == (1, 1)
    _undo(centre)
    assert centre.see(_all) == before


def test_imports_are_undone_from_the_last_to_the_first(centre: SmallCentre) -> None:
    before = centre.see(_all)
    take(centre, grid(child()))
    take(centre, grid(child(家庭住址="天华园2号楼")))
    later, first = centre.see(list_imports)
    with pytest.raises(UserError):
        centre.do(undo_import, first.id, NOW)
    centre.do(undo_import, later.id, NOW)
    with pytest.raises(UserError):
        centre.do(undo_import, later.id, NOW)
    centre.do(undo_import, first.id, NOW)
    assert centre.see(_all) == before


def test_import_is_not_undone_when_a_new_child_was_marked_since(centre: SmallCentre) -> None:
    take(centre, grid(child()))
    centre.mark(_child_id(centre), "2026-11-24", "√")
    before = centre.see(_all)
    with pytest.raises(UserError, match="曾星辰"):
        _undo(centre)
    assert centre.see(_all) == before


def test_import_is_not_undone_when_its_child_was_changed_since(centre: SmallCentre) -> None:
    take(centre, grid(child(), child("单若水", "2024-06-01")))
    row = centre.see(children.find_child, "单若水", TODAY)
    centre.do(children.change, row.id, replace(row.fields, allergies="花生"), today=TODAY)
    before = centre.see(_all)
    with pytest.raises(UserError, match="单若水"):
        _undo(centre)
    assert centre.see(_all) == before


def test_import_is_not_undone_when_another_child_is_in_its_new_class(centre: SmallCentre) -> None:
    take(centre, grid(child()))
    class_id = centre.see(children.find_child, "曾星辰", TODAY).class_id
    assert class_id
    centre.enrol("单若水", class_id, "2026-09-01")
    with pytest.raises(UserError, match="托大班"):
        _undo(centre)


def test_change_of_another_field_since_does_not_stand_in_the_way(centre: SmallCentre) -> None:
    take(centre, grid(child(家庭住址="鹿海园1号楼")))
    take(centre, grid(child(家庭住址="天华园2号楼")))
    row = centre.see(children.find_child, "曾星辰", TODAY)
    centre.do(children.change, row.id, replace(row.fields, allergies="花生"), today=TODAY)
    _undo(centre)
    fields = centre.see(children.find_child, "曾星辰", TODAY).fields
    assert (fields.address, fields.allergies) == ("鹿海园1号楼", "花生")


def test_earlier_enrolment_is_not_undone_from_under_recorded_attendance(centre: SmallCentre) -> None:
    take(centre, grid(child()))
    take(centre, grid(child(入托日期="2026-08-20")))
    centre.mark(_child_id(centre), "2026-08-21", "√")
    before = centre.see(_all)
    with pytest.raises(UserError, match="曾星辰"):
        _undo(centre)
    assert centre.see(_all) == before


def test_teacher_may_not_undo_a_roster(centre: SmallCentre) -> None:
    take(centre, grid(child()))
    (batch,) = centre.see(list_imports)
    with pytest.raises(UserError):
        centre.as_role(Role.TEACHER).do(undo_import, batch.id, NOW)
    assert _child_id(centre)


def test_second_time_in_the_centre_is_undone_alone(centre: SmallCentre) -> None:
    take(centre, grid(child(入托日期="2025-09-01")))
    centre.do(children.leave, _child_id(centre), date(2026, 6, 30))
    before = centre.see(_all)
    take(centre, grid(child(入托日期="2026-09-01")))
    _undo(centre)
    assert centre.see(_all) == before


def test_moments_are_put_back_as_they_stood(centre: SmallCentre) -> None:
    """Whatever an import of another kind writes: its records hold moments, too."""
    centre.do(record_batch, ImportKind.ROSTER, "一.xlsx", NOW, [Touched("draft", "1", None, {})])

    def change(session: Session) -> list[Touched]:
        batch = session.scalars(select(ImportBatch)).one()
        batch.made_at = datetime(2026, 11, 25, 8, 30)
        return flush_noting(session)

    def put_back(session: Session, touched: list[Touched]) -> datetime:
        take_back(session, [ImportEntry(**each.entry(1)) for each in touched])
        return session.scalars(select(ImportBatch.made_at)).one()

    touched = centre.do(change)
    assert [each.after for each in touched] == [{"made_at": "2026-11-25T08:30:00"}]
    assert centre.do(put_back, touched) == NOW
