"""Classes of the centre."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from centerdesk.base.errors import UserError
from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.children import Enrolment, Placement
from centerdesk.db.schema.classes import ClassGroup
from centerdesk.domain.people import ClassKind
from centerdesk.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class as lists show it."""

    id: int
    name: str
    kind: ClassKind
    capacity: int
    closed_on: date | None


CLASS_COLUMNS = (
    Column(N_("Class"), lambda row: row.name, 30),
    Column(N_("Class type"), lambda row: row.kind.label, 30),
    Column(N_("Capacity"), lambda row: row.capacity, 18, Align.RIGHT),
    Column(N_("Closed on"), lambda row: row.closed_on, 24),
)


@needs(Right.READ_ROSTER)
def list_classes(session: Session, on: date | None = None) -> list[ClassRow]:
    """The classes in their order; on a day, those open then."""
    query = select(ClassGroup).order_by(ClassGroup.position, ClassGroup.id)
    if on:
        query = query.where((ClassGroup.closed_on.is_(None)) | (ClassGroup.closed_on >= on))
    return [_row(group) for group in session.scalars(query)]


@needs(Right.READ_ROSTER)
def find_class(session: Session, name: str) -> ClassRow:
    """The class of that name; UserError naming the classes there are."""
    rows = list_classes(session)
    for row in rows:
        if row.name == name:
            return row
    raise UserError(
        _("There is no class “{name}”. The classes are: {classes}.").format(
            name=name, classes=_(", ").join(row.name for row in rows) or _("none yet")
        ),
        "class",
    )


@needs(Right.WRITE_ROSTER)
def add_class(session: Session, name: str, kind: ClassKind, capacity: int) -> int:
    """A new class, last in order; returns its id."""
    name = _checked(session, None, name, capacity)
    group = ClassGroup(name=name, kind=kind, capacity=capacity, position=len(list_classes(session)))
    session.add(group)
    session.flush()
    return group.id


@needs(Right.WRITE_ROSTER)
def change_class(
    session: Session, class_id: int, name: str, kind: ClassKind, capacity: int, closed_on: date | None = None
) -> None:
    """Rename or re-type a class, or close it."""
    group = session.get_one(ClassGroup, class_id)
    group.name = _checked(session, class_id, name, capacity)
    if closed_on and (staying := _children_after(session, class_id, closed_on)):
        raise UserError(
            _("{n} children are still in {group} after {day}. Move them to another class first.").format(
                n=staying, group=group.name, day=iso_date(closed_on)
            ),
            "closed_on",
        )
    group.kind, group.capacity, group.closed_on = kind, capacity, closed_on


def check_class_open(session: Session, class_id: int, on: date) -> None:
    """UserError when the class is closed by that day."""
    group = session.get_one(ClassGroup, class_id)
    if group.closed_on and group.closed_on < on:
        raise UserError(
            _("{group} was closed on {day}. Choose another class.").format(
                group=group.name, day=iso_date(group.closed_on)
            ),
            "class",
        )


def _children_after(session: Session, class_id: int, day: date) -> int:
    """How many children are placed in the class beyond a day."""
    later = aliased(Placement)
    moved_by_then = exists().where(
        later.enrolment_id == Placement.enrolment_id,
        later.starts_on > Placement.starts_on,
        later.starts_on <= day + timedelta(days=1),
    )
    return (
        session.scalar(
            select(func.count())
            .select_from(Placement)
            .join(Enrolment)
            .where(
                Placement.class_id == class_id,
                (Enrolment.left_on.is_(None)) | (Enrolment.left_on > day),
                ~moved_by_then,
            )
        )
        or 0
    )


def _checked(session: Session, class_id: int | None, name: str, capacity: int) -> str:
    name = name.strip()
    if not name:
        raise UserError(_("The class needs a name."), "name")
    if capacity < 1:
        raise UserError(_("The class needs room for at least one child."), "capacity")
    others = [row for row in list_classes(session) if row.id != class_id]
    if any(row.name == name for row in others):
        raise UserError(_("There is a class “{name}” already.").format(name=name), "name")
    return name


def _row(group: ClassGroup) -> ClassRow:
    return ClassRow(group.id, group.name, group.kind, group.capacity, group.closed_on)
