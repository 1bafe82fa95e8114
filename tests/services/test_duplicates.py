"""Children recorded twice: found, made one, and taken apart again by one undo."""

from datetime import date, datetime, time
from typing import Any

import pytest
from sqlalchemy import select

from centerdesk.base.errors import UserError
from centerdesk.db.schema.attachments import Attachment
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.health import Measurement
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.calendar import Month, operating_days
from centerdesk.domain.consents import Scope
from centerdesk.domain.people import (
    AttachmentKind,
    ClassKind,
    Household,
    IdKind,
    LeaveReason,
    Relation,
    Role,
    Service,
)
from centerdesk.returns import monthly
from centerdesk.services import attendance, child_fields, children, consents, undo
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.child_tables import rows_about
from centerdesk.services.duplicates import find_duplicates, merge, merged_into
from tests.services.small_centre import TODAY, SmallCentre

NOW = datetime.combine(TODAY, time(10))
BORN = date(2024, 5, 12)
MOTHER = GuardianRow(Relation.MOTHER, "赵芳", "15400000001")


def _found(centre: SmallCentre) -> list[str]:
    return [
        f"{pair.first.child.name} {pair.first.child.birth_date} = {pair.second.child.name} "
        f"{pair.second.child.birth_date}: {pair.likeness.value}"
        for pair in centre.see(find_duplicates, TODAY)
    ]


def _all(centre: SmallCentre, *ids: int) -> dict[str, Any]:
    """Everything that is kept about the children, as it stands in the tables."""
    with centre.opened.store.read(centre.opened.actor) as session:
        return {f"{child_id}": rows_about(session, child_id) for child_id in ids}


def _whole(centre: SmallCentre) -> dict[str, list[str]]:
    """Every record of the file but the audit's, which only grows."""
    with centre.opened.store.read(centre.opened.actor) as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table)).all()))
            for table in Base.metadata.sorted_tables
            if not table.name.startswith("audit")
        }


@pytest.fixture
def group(centre: SmallCentre) -> int:
    return centre.add_class()


# Finding.


def test_why_two_records_may_be_of_one_child(centre: SmallCentre, group: int) -> None:
    centre.enrol("陈晨", group, "2026-09-01", birth_date=BORN)
    centre.enrol("陈晨", group, "2026-09-01", birth_date=BORN)
    centre.enrol("李安", group, "2026-09-01", birth_date=date(2024, 3, 11))
    centre.enrol("李安", group, "2026-09-01", birth_date=date(2024, 11, 3))
    centre.enrol("王一", group, "2026-09-01", birth_date=date(2024, 5, 12))
    centre.enrol("王一", group, "2026-09-01", birth_date=date(2024, 5, 22))
    centre.enrol("周静", group, "2026-09-01", birth_date=BORN, guardians=(MOTHER,))
    centre.enrol("周晶", group, "2026-09-01", birth_date=BORN, guardians=(MOTHER,))
    assert _found(centre) == [
        "陈晨 2024-05-12 = 陈晨 2024-05-12: same",
        "李安 2024-03-11 = 李安 2024-11-03: swapped",
        "王一 2024-05-12 = 王一 2024-05-22: digit",
        "周静 2024-05-12 = 周晶 2024-05-12: sound",
    ]


def test_who_is_no_duplicate(centre: SmallCentre, group: int) -> None:
    """Twins, namesakes of other birth dates, the same sound at another family's."""
    twins: dict[str, Any] = {"birth_date": BORN, "guardians": (MOTHER,)}
    centre.enrol("周静", group, "2026-09-01", multiple_birth=True, **twins)
    centre.enrol("周晶", group, "2026-09-01", multiple_birth=True, **twins)
    centre.enrol("周敬", group, "2026-09-01", birth_date=BORN)
    numbers = ("110199202405120011", "110199202405120038")
    for number in numbers:
        centre.enrol("孙平", group, "2026-09-01", birth_date=BORN, id_kind=IdKind.PASSPORT, id_number=number)
    centre.enrol("陈晨", group, "2026-09-01", birth_date=date(2024, 1, 1))
    centre.enrol("陈晨", group, "2026-09-01", birth_date=date(2023, 5, 12))
    assert _found(centre) == []


def test_the_one_with_more_marks_is_kept_and_who_has_left_is_found_too(
    centre: SmallCentre, group: int
) -> None:
    centre.enrol("陈晨", group, "2026-01-05", left="2026-06-30", birth_date=BORN)
    second = centre.enrol("陈晨", group, "2026-11-02", birth_date=BORN)
    centre.mark(second, "2026-11-23", "√")
    (pair,) = centre.see(find_duplicates, TODAY)
    assert (pair.first.child.id, pair.first.marks, pair.second.marks) == (second, 1, 0)


# Merging.


def _two(centre: SmallCentre, group: int, **second: Any) -> tuple[int, int]:
    """The same child, first from January to June, then again since November."""
    one = centre.enrol("陈晨", group, "2026-01-05", left="2026-06-30", birth_date=BORN)
    told: dict[str, Any] = {"birth_date": BORN, **second}
    return one, centre.enrol("陈晨", group, "2026-11-02", **told)


def test_all_goes_over_and_one_undo_puts_all_back(centre: SmallCentre, group: int) -> None:
    one, other = _two(
        centre,
        group,
        guardians=(MOTHER,),
        household=Household.BEIJING,
        allergies="花生",
        id_kind=IdKind.PASSPORT,
        id_number="E15400001",
        pattern=Pattern(Service.FULL, "135"),
    )
    centre.mark(one, "2026-06-30", "√")
    centre.mark(other, "2026-11-23", "病发热")
    centre.do(consents.record_consent, other, (Scope.BASIC,), TODAY, "赵芳", today=TODAY)
    with centre.opened.store.begin(centre.opened.actor, NOW) as session:
        session.add(Measurement(child_id=other, measured_on=TODAY, weight=12_300))
        session.add(
            Attachment(
                child_id=other,
                kind=AttachmentKind.OTHER,
                media_type="image/jpeg",
                added_on=TODAY,
                content=b"\xff\xd8",
            )
        )
    before = _whole(centre)
    centre.do(merge, one, other, today=TODAY)
    kept = _all(centre, one, other)
    assert {table: len(rows) for table, rows in kept[str(one)].items() if rows} == {
        "child": 1,
        "attachment": 1,
        "attendance": 2,
        "consent": 1,
        "enrolment": 2,
        "guardian": 1,
        "measurement": 1,
        "placement": 2,
        "week_pattern": 1,
    }
    assert {table: len(rows) for table, rows in kept[str(other)].items() if rows} == {"child": 1}
    assert "陈晨" not in str(kept[str(other)])
    assert [row.id for row in centre.see(children.list_children, TODAY, with_left=True)] == [one]
    row = centre.see(children.child, one, TODAY)
    assert (row.allergies, row.id_number, row.fields.household) == ("花生", "E15400001", Household.BEIJING)
    assert (row.enrolled_on, row.class_name, row.phone) == (date(2026, 11, 2), "托大班", "15400000001")
    centre.do(undo.undo_last, TODAY, NOW)
    assert _whole(centre) == before
    centre.do(undo.redo_last, TODAY)
    assert _all(centre, one, other) == kept


def test_nothing_that_was_written_is_lost(centre: SmallCentre, group: int) -> None:
    one = centre.enrol("陈晨", group, "2026-01-05", left="2026-06-30", allergies="花生", address="甲路1号")
    other = centre.enrol("陈晨", group, "2026-11-02", allergies="牛奶", address="乙路2号", note="慢热")
    centre.do(merge, one, other, today=TODAY)
    fields = centre.see(children.child, one, TODAY).fields
    assert (fields.allergies, fields.address, fields.note) == ("花生；牛奶", "甲路1号", "慢热")


def test_a_guardian_of_both_stands_there_once(centre: SmallCentre, group: int) -> None:
    father = GuardianRow(Relation.FATHER, "陈刚", "15400000002")
    one, other = _two(centre, group, guardians=(GuardianRow(Relation.MOTHER, "赵芳", "", "甲公司"), father))
    centre.do(
        children.change,
        one,
        child_fields.ChildFields(
            "陈晨", centre.see(children.child, one, TODAY).sex, BORN, guardians=(MOTHER,)
        ),
        today=TODAY,
    )
    centre.do(merge, one, other, today=TODAY)
    rows = centre.see(children.child, one, TODAY).guardians
    assert [(row.name, row.phone, row.work) for row in rows] == [
        ("赵芳", "15400000001", "甲公司"),
        ("陈刚", "15400000002", ""),
    ]


def _stays(centre: SmallCentre, child_id: int) -> list[str]:
    with centre.opened.store.read(centre.opened.actor) as session:
        from centerdesk.db.schema.children import Child
        from centerdesk.db.schema.classes import ClassGroup

        return [
            f"{stay.enrolled_on}–{stay.left_on or ''} "
            + " ".join(
                f"{each.starts_on}:{session.get_one(ClassGroup, each.class_id).name}"
                for each in stay.placements
            )
            + "".join(f" {each.starts_on}:{each.weekdays}" for each in stay.patterns)
            for stay in session.get_one(Child, child_id).enrolments
        ]


def test_times_that_end_together_become_one_with_the_kept_one_s_classes(centre: SmallCentre) -> None:
    small, large = centre.add_class("托小班", ClassKind.TODDLER), centre.add_class("托大班")
    keep = centre.enrol("陈晨", large, "2026-11-02", birth_date=BORN)
    drop = centre.enrol("陈晨", small, "2026-09-01", birth_date=BORN, pattern=Pattern(weekdays="135"))
    centre.mark(drop, "2026-10-12", "√")
    centre.mark(keep, "2026-11-09", "√")
    centre.mark(drop, "2026-11-09", "√")
    before = _whole(centre)
    centre.do(merge, keep, drop, today=TODAY)
    assert _stays(centre, keep) == [
        "2026-09-01– 2026-09-01:托小班 2026-11-02:托大班 2026-09-01:135 2026-11-02:12345"
    ]
    marks = [
        centre.see(attendance.day_sheet, date.fromisoformat(day))[0].mark
        for day in ("2026-10-12", "2026-11-09")
    ]
    assert all(marks)
    centre.do(undo.undo_last, TODAY, NOW)
    assert _whole(centre) == before


def test_the_same_time_recorded_twice_is_kept_once(centre: SmallCentre, group: int) -> None:
    keep = centre.enrol("陈晨", group, "2026-09-01", left="2026-10-30", birth_date=BORN)
    drop = centre.enrol(
        "陈晨", group, "2026-09-01", left="2026-10-30", reason=LeaveReason.MOVED, birth_date=BORN
    )
    before = _whole(centre)
    centre.do(merge, keep, drop, today=TODAY)
    assert _stays(centre, keep) == ["2026-09-01–2026-10-30 2026-09-01:托大班"]
    centre.do(undo.undo_last, TODAY, NOW)
    assert _whole(centre) == before


# What can't be made one.


def _refusal(centre: SmallCentre, keep: int, drop: int) -> str:
    before = _whole(centre)
    with pytest.raises(UserError) as caught:
        centre.do(merge, keep, drop, today=TODAY)
    assert _whole(centre) == before
    return caught.value.text


def test_different_marks_of_a_day_are_named(centre: SmallCentre, group: int) -> None:
    keep, drop = (centre.enrol("陈晨", group, "2026-09-01", birth_date=BORN) for _ in range(2))
    centre.mark(keep, "2026-11-23", "√")
    centre.mark(drop, "2026-11-23", "病发热")
    assert _refusal(centre, keep, drop) == (
        "两份档案在 2026-11-23 都有记录，内容却不一致。请先改成一致，或撤销其中一条。"
    )


def test_times_that_end_differently_are_named(centre: SmallCentre, group: int) -> None:
    keep = centre.enrol("陈晨", group, "2026-09-01", birth_date=BORN)
    drop = centre.enrol("陈晨", group, "2026-09-01", left="2026-10-30", birth_date=BORN)
    assert _refusal(centre, keep, drop) == (
        "两份档案的在托时间重叠：2026-09-01 至今、2026-09-01 至 2026-10-30。请先更正其中一份的离托日期。"
    )


def test_different_id_numbers_are_of_two_children(centre: SmallCentre, group: int) -> None:
    keep, drop = (
        centre.enrol(
            "陈晨", group, "2026-09-01", birth_date=BORN, id_kind=IdKind.PASSPORT, id_number=f"E1540000{n}"
        )
        for n in (1, 2)
    )
    assert "证件号码不同" in _refusal(centre, keep, drop)
    assert "两份不同" in _refusal(centre, keep, keep)


def test_who_stands_in_a_filed_return_is_the_one_to_keep(centre: SmallCentre, group: int) -> None:
    filed = centre.enrol("陈晨", group, "2026-10-08", left="2026-10-30", birth_date=BORN)
    for day in operating_days(date(2026, 10, 8), date(2026, 10, 30)):
        centre.mark(filed, day.isoformat(), "√")
    centre.do(monthly.lock, Month(2026, 10), today=TODAY)
    later = centre.enrol("陈晨", group, "2026-11-02", birth_date=BORN)
    (pair,) = centre.see(find_duplicates, TODAY)
    assert (pair.first.child.id, pair.first.filed) == (filed, ("2026-10",))
    assert "2026-10" in _refusal(centre, later, filed)
    centre.do(merge, filed, later, today=TODAY)
    rows = centre.see(monthly.behind, Month(2026, 10), "D03", TODAY).rows
    assert {row.name for row in rows} == {"陈晨"}


def test_the_numbers_of_what_was_merged_are_known(centre: SmallCentre, group: int) -> None:
    """Erasing the kept record one day has to find what the audit holds of the others."""
    days = ("2026-01-05", "2026-03-02", "2026-05-06")
    first, second, third = (
        centre.enrol("陈晨", group, day, left=f"{day[:8]}28", birth_date=BORN) for day in days
    )
    centre.do(merge, second, third, today=TODAY)
    centre.do(merge, first, second, today=TODAY)
    assert centre.see(merged_into, first) == [second, third]
    centre.do(undo.undo_last, TODAY, NOW)
    assert (centre.see(merged_into, first), centre.see(merged_into, second)) == ([], [third])


def test_a_teacher_merges_nobody(centre: SmallCentre, group: int) -> None:
    keep, drop = _two(centre, group)
    with pytest.raises(UserError):
        centre.as_role(Role.TEACHER, group).do(merge, keep, drop, today=TODAY)
