"""Who may do what: every service asks, and the command line can't go round it."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import centerdesk.services
from centerdesk.base.errors import UserError
from centerdesk.base.papers import Choice
from centerdesk.base.tables import cell_text
from centerdesk.db.schema.audit import Audit
from centerdesk.db.schema.classes import ClassGroup
from centerdesk.domain.calendar import Month
from centerdesk.domain.people import ClassKind, IdKind, Role, Sex
from centerdesk.reports.roster import REPORT
from centerdesk.returns import monthly
from centerdesk.services import attendance, children, classes
from centerdesk.services.audit import history_of_child
from centerdesk.services.child_fields import ChildFields
from centerdesk.services.rights import RIGHTS, Right
from tests.services.small_centre import TODAY, SmallCentre

# Helpers that only services call, each of which has asked already.
HELPERS = {
    "classes.check_class_open",
    "closing.check_open",
    "child_tables.rows_about",
    "imports.record_batch",
    "observations.check_not_observed",
    "roster_plan.make_plans",
    "audit.enter_note",
    "audit.head",
    "rights.check_own_class",
    "rights.has",
    "rights.is_own_class",
    "touched.flush_noting",
    "touched.insert_noting",
    "touched.take_back",
}


def _services() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Each public function over the centre file, with the name of its module."""
    names = [module.name for module in pkgutil.iter_modules(centerdesk.services.__path__)]
    modules = [importlib.import_module(f"centerdesk.services.{name}") for name in sorted(names)]
    for module in (*modules, monthly):
        for name, service in inspect.getmembers(module, inspect.isfunction):
            parameters = list(inspect.signature(service).parameters)
            if (
                service.__module__ == module.__name__
                and not name.startswith("_")
                and parameters[:1] == ["session"]
            ):
                yield f"{module.__name__.rpartition('.')[2]}.{name}", service


SERVICES = dict(_services())
GUARDED = {name: service for name, service in SERVICES.items() if name not in HELPERS}


def test_the_services_are_found() -> None:
    assert len(SERVICES) > 25
    assert {"children.enrol", "attendance.mark", "monthly.lock", "centre.set_places"} <= SERVICES.keys()
    assert SERVICES.keys() >= HELPERS


def test_every_service_says_which_right_it_needs() -> None:
    without = [
        name for name, service in GUARDED.items() if not isinstance(getattr(service, "needs", None), Right)
    ]
    assert without == []


def _lets_in(service: Callable[..., Any], session: Session) -> bool:
    try:
        service(session)
    except UserError:
        return False
    except TypeError:
        return True  # and asks for the arguments that were not given
    return True


@pytest.mark.parametrize("role", Role)
def test_a_role_without_the_right_is_refused_before_anything_else(centre: SmallCentre, role: Role) -> None:
    hands = centre.as_role(role).opened
    with hands.store.read(hands.actor) as session:
        let_in = {name for name, service in GUARDED.items() if _lets_in(service, session)}
    assert let_in == {name for name, service in GUARDED.items() if service.needs in RIGHTS[role]}  # type: ignore[attr-defined]


def test_a_refusal_names_the_person_and_the_role(centre: SmallCentre) -> None:
    with pytest.raises(UserError, match="张园长") as refusal:
        centre.as_role(Role.TEACHER).see(monthly.make, Month(2026, 10), TODAY)
    assert Role.TEACHER.label in refusal.value.text


def test_each_role_has_its_rights_and_each_right_its_role() -> None:
    assert set(RIGHTS) == set(Role)
    assert RIGHTS[Role.DIRECTOR] == set(Right)
    for role in (Role.HEALTH_WORKER, Role.TEACHER, Role.CLERK):
        assert RIGHTS[role].isdisjoint(
            {Right.WRITE_ROSTER, Right.WRITE_STAFF, Right.LOCK_RETURNS, Right.MANAGE_CENTRE}
        )
    assert Right.WRITE_ATTENDANCE not in RIGHTS[Role.CLERK]
    assert Right.READ_RETURNS not in RIGHTS[Role.TEACHER]


def test_a_clerk_reads_and_writes_nothing(centre: SmallCentre) -> None:
    group = centre.add_class()
    child_id = centre.enrol("陈晨", group, "2026-09-01")
    clerk = centre.as_role(Role.CLERK)
    for call in (
        lambda: clerk.mark(child_id, "2026-11-24", "√"),
        lambda: clerk.add_class("新班"),
        lambda: clerk.enrol("李安", group, "2026-09-01"),
    ):
        with pytest.raises(UserError, match="张园长"):
            call()


def test_a_refused_call_leaves_an_entry_and_nothing_else(centre: SmallCentre) -> None:
    clerk = centre.as_role(Role.CLERK)
    for call in (clerk.do, clerk.see):
        with pytest.raises(UserError):
            call(classes.add_class, "新班", ClassKind.SENIOR, 20)
    with centre.opened.store.read(centre.opened.actor) as session:
        refused = session.scalars(select(Audit).where(Audit.key == "refused")).all()
        assert [(entry.actor, entry.action, entry.table_name) for entry in refused] == [
            ("张园长", "classes.add_class", "")
        ] * 2
        assert session.scalars(select(ClassGroup)).all() == []


def test_a_teacher_sees_and_marks_her_own_class_alone(centre: SmallCentre) -> None:
    own, other = centre.add_class("甲班"), centre.add_class("乙班")
    hers = centre.enrol("陈晨", own, "2026-09-01")
    others = centre.enrol("李安", other, "2026-09-01")
    teacher = centre.as_role(Role.TEACHER, own)
    teacher.mark(hers, "2026-11-24", "√")
    for call in (
        lambda: teacher.mark(others, "2026-11-24", "√"),
        lambda: teacher.see(children.child, others, TODAY),
        lambda: teacher.see(history_of_child, others, TODAY),
        lambda: teacher.see(attendance.class_month, Month(2026, 11), other, TODAY),
    ):
        with pytest.raises(UserError, match="班"):
            call()
    assert teacher.do(attendance.mark_rest_present, TODAY, today=TODAY) == 0
    assert [row.name for row in teacher.see(attendance.day_sheet, TODAY)] == ["陈晨"]
    assert [row.name for row in teacher.see(children.list_children, TODAY)] == ["陈晨"]
    assert [row.name for row in teacher.see(attendance.classes_of_day, TODAY)] == ["甲班"]


@pytest.mark.parametrize(
    ("role", "number"),
    [
        (Role.DIRECTOR, "110199202403151377"),
        (Role.HEALTH_WORKER, "110199202403151377"),
        (Role.TEACHER, "110199********1377"),
        (Role.CLERK, "110199********1377"),
    ],
)
def test_id_numbers_are_masked_for_those_who_may_not_read_them(
    centre: SmallCentre, role: Role, number: str
) -> None:
    group = centre.add_class()
    fields = ChildFields(
        "陈晨", Sex.FEMALE, date(2024, 3, 15), id_kind=IdKind.PASSPORT, id_number="110199202403151377"
    )
    centre.do(children.enrol, fields, group, date(2026, 9, 1), today=TODAY)
    hands = centre.as_role(role, group)
    (row,) = hands.see(children.list_children, TODAY)
    assert row.id_number == row.fields.id_number == number
    sheet = hands.see(lambda session: REPORT.build(session, Choice(TODAY, 2026, 11)))[0]
    assert number in [cell_text(column.value(row)) for column in sheet.columns]
