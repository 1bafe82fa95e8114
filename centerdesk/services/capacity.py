"""Room in the classes and in the centre: children on the books against capacity, norm and registered places."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.children import Enrolment
from centerdesk.domain.people import ClassKind
from centerdesk.domain.staffing import class_norm
from centerdesk.services import centre
from centerdesk.services.classes import ClassRow, list_classes
from centerdesk.services.rights import Right, is_own_class, needs


@dataclass(frozen=True, slots=True)
class StayRow:
    """A child's time in the centre with its classes from their days on; a suspended child keeps its place."""

    child_id: int
    enrolled_on: date
    left_on: date | None
    classes: tuple[tuple[date, int], ...]

    def class_on(self, day: date) -> int | None:
        """The class on a day; None when the child isn't in the centre then."""
        if day < self.enrolled_on or (self.left_on is not None and self.left_on < day):
            return None
        return next((class_id for starts_on, class_id in reversed(self.classes) if starts_on <= day), None)


@dataclass(frozen=True, slots=True)
class Rolls:
    """Who stands in which class on any day, read once."""

    stays: tuple[StayRow, ...]

    def sizes(self, day: date, without: int | None = None) -> Counter[int]:
        """Children by class on a day; one of them may be left out."""
        placed = (stay.class_on(day) for stay in self.stays if stay.child_id != without)
        return Counter(class_id for class_id in placed if class_id is not None)

    def class_on(self, child_id: int, day: date) -> int | None:
        """A child's class on a day."""
        found = (stay.class_on(day) for stay in self.stays if stay.child_id == child_id)
        return next((class_id for class_id in found if class_id is not None), None)


@dataclass(frozen=True, slots=True)
class ClassCapacityRow:
    """A class's children against its own capacity and the most its type may have; sentences where it is over."""

    class_id: int
    name: str
    kind: ClassKind
    enrolled: int
    capacity: int
    norm: int
    warnings: tuple[str, ...]

    @property
    def room(self) -> int:
        """How many more children there is room for."""
        return min(self.capacity, self.norm) - self.enrolled


@dataclass(frozen=True, slots=True)
class CentreCapacity:
    """The classes that the actor may see, and the centre against its registered places (None: not entered)."""

    classes: tuple[ClassCapacityRow, ...]
    enrolled: int
    places: int | None
    warnings: tuple[str, ...]


CAPACITY_COLUMNS = (
    Column(N_("Class"), lambda row: row.name, 30),
    Column(N_("Class type"), lambda row: row.kind.label, 30),
    Column(N_("On the books"), lambda row: row.enrolled, 18, Align.RIGHT),
    Column(N_("Capacity"), lambda row: row.capacity, 18, Align.RIGHT),
    Column(N_("Most of its type"), lambda row: row.norm, 22, Align.RIGHT),
)


@needs(Right.READ_ROSTER)
def rolls(session: Session) -> Rolls:
    """All times in the centre with their classes; two queries."""
    query = select(Enrolment).options(selectinload(Enrolment.placements))
    return Rolls(
        tuple(
            StayRow(
                stay.child_id,
                stay.enrolled_on,
                stay.left_on,
                tuple((placed.starts_on, placed.class_id) for placed in stay.placements),
            )
            for stay in session.scalars(query)
        )
    )


@needs(Right.READ_ROSTER)
def class_capacity(session: Session, on: date) -> CentreCapacity:
    """How full the open classes and the centre are on a day."""
    sizes = rolls(session).sizes(on)
    rows = tuple(
        capacity_row(group, sizes[group.id], on)
        for group in list_classes(session, on=on)
        if is_own_class(session, group.id)
    )
    enrolled, places = sizes.total(), centre.about(session, on).places
    return CentreCapacity(rows, enrolled, places, tuple(over_places(enrolled, places)))


@needs(Right.READ_ROSTER)
def doubts(session: Session, class_id: int, on: date, child_id: int | None = None) -> list[str]:
    """What one more child in a class would exceed on a day; `child_id` is a child that moves within the centre."""
    sizes = rolls(session).sizes(on, without=child_id)
    group = next(row for row in list_classes(session) if row.id == class_id)
    found = over_class(group, sizes[class_id] + 1, on)
    return found + over_places(sizes.total() + 1, centre.about(session, on).places)


def capacity_row(group: ClassRow, enrolled: int, on: date) -> ClassCapacityRow:
    """A class with so many children."""
    return ClassCapacityRow(
        group.id,
        group.name,
        group.kind,
        enrolled,
        group.capacity,
        class_norm(group.kind, on).capacity,
        tuple(over_class(group, enrolled, on)),
    )


def over_class(group: ClassRow, children: int, on: date) -> list[str]:
    """Sentences where so many children are more than the class's own capacity or than its type may have."""
    norm = class_norm(group.kind, on)
    found = []
    if children > group.capacity:
        found.append(
            _("{group}: {n} children, but its capacity is {capacity}.").format(
                group=group.name, n=children, capacity=group.capacity
            )
        )
    if children > norm.capacity:
        found.append(
            _("{group}: {n} children, but a {kind} may have at most {capacity} ({source}).").format(
                group=group.name,
                n=children,
                kind=group.kind.label,
                capacity=norm.capacity,
                source=norm.source.partition("；")[0],
            )
        )
    return found


def over_places(children: int, places: int | None) -> list[str]:
    """A sentence where so many children are more than the centre has registered."""
    if places is None or children <= places:
        return []
    return [
        _(
            "The centre: {n} children, but {places} places are registered. The number of children must not exceed "
            "the registered one (management rules for childcare centres, article 12)."
        ).format(n=children, places=places)
    ]
