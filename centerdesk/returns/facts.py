"""One month of the centre, read once into frozen values."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.children import Child, Enrolment
from centerdesk.domain.attendance import Mark, is_expected
from centerdesk.domain.calendar import Month, operating_days
from centerdesk.domain.people import ClassKind, Household, LeaveReason, Sex
from centerdesk.services import centre
from centerdesk.services.classes import list_classes
from centerdesk.services.stays import pattern_on, placed_on, stay_of


@dataclass(frozen=True, slots=True)
class Person:
    """A child behind a figure, in the class of the day that counts; `day` is that of entry or leaving."""

    child_id: int
    name: str
    class_id: int
    class_kind: ClassKind
    sex: Sex
    birth_date: date
    household: Household | None
    day: date | None = None
    leave_reason: LeaveReason | None = None


@dataclass(frozen=True, slots=True)
class ChildDay:
    """A child's operating day in care: expected or not, and the mark (None: 未点名)."""

    child_id: int
    name: str
    class_id: int
    day: date
    expected: bool
    mark: Mark | None
    reason: str


@dataclass(frozen=True, slots=True)
class OpenClass:
    """A class open at the end of the period, with its capacity."""

    class_id: int
    name: str
    kind: ClassKind
    capacity: int


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What the return is computed from; `as_of` is the 统计时点: the month's last day, or today within it."""

    month: Month
    as_of: date
    operating: tuple[date, ...]
    places: int | None
    subsidised: int | None
    classes: tuple[OpenClass, ...]
    enrolled: tuple[Person, ...]
    joined: tuple[Person, ...]
    left: tuple[Person, ...]
    care: tuple[ChildDay, ...]

    @property
    def expected(self) -> tuple[ChildDay, ...]:
        """The expected child-days (应出勤)."""
        return tuple(day for day in self.care if day.expected)

    @property
    def visits(self) -> tuple[ChildDay, ...]:
        """Attended child-days outside 应出勤: by the hour, occasional, extra days."""
        return tuple(day for day in self.care if not day.expected and day.mark and day.mark.attended)


def read_facts(session: Session, month: Month, as_of: date) -> MonthFacts:
    """Read a month up to a day: a fixed number of queries, whatever the number of children."""
    about = centre.about(session, as_of)
    kinds = {row.id: row.kind for row in list_classes(session)}
    marks = {
        (child_id, day): (mark, reason)
        for child_id, day, mark, reason in session.execute(
            select(Attendance.child_id, Attendance.day, Attendance.mark, Attendance.reason).where(
                Attendance.day.between(month.first, as_of)
            )
        )
    }
    operating = operating_days(month.first, as_of)
    enrolled, joined, left, care = [], [], [], []
    for child, enrolment in session.execute(
        select(Child, Enrolment)
        .join(Child.enrolments)
        .where(
            Enrolment.enrolled_on <= as_of,
            (Enrolment.left_on.is_(None)) | (Enrolment.left_on >= month.first),
        )
        .options(
            selectinload(Enrolment.placements),
            selectinload(Enrolment.patterns),
            selectinload(Enrolment.pauses),
        )
        .order_by(Child.name_key, Child.id)
    ):
        stay = stay_of(enrolment)
        if stay.counts_at_end_of(as_of):
            enrolled.append(_person(child, enrolment, kinds, as_of))
        if month.first <= stay.enrolled_on:
            joined.append(_person(child, enrolment, kinds, stay.enrolled_on, stay.enrolled_on))
        if stay.left_on and stay.left_on <= as_of:
            left.append(_person(child, enrolment, kinds, stay.left_on, stay.left_on))
        care += [
            ChildDay(
                child.id,
                child.name,
                placed_on(enrolment.placements, day) or 0,
                day,
                is_expected(stay, pattern_on(enrolment.patterns, day), day),
                *marks.get((child.id, day), (None, "")),
            )
            for day in operating
            if stay.covers(day)
        ]
    return MonthFacts(
        month=month,
        as_of=as_of,
        operating=operating,
        places=about.places,
        subsidised=about.subsidised,
        classes=tuple(
            OpenClass(row.id, row.name, row.kind, row.capacity) for row in list_classes(session, on=as_of)
        ),
        enrolled=tuple(enrolled),
        joined=tuple(joined),
        left=tuple(left),
        care=tuple(care),
    )


def _person(
    child: Child, enrolment: Enrolment, kinds: dict[int, ClassKind], on: date, day: date | None = None
) -> Person:
    # An enrolment begins with a placement, so that on each of its days there is a class.
    class_id = placed_on(enrolment.placements, on) or enrolment.placements[0].class_id
    return Person(
        child_id=child.id,
        name=child.name,
        class_id=class_id,
        class_kind=kinds[class_id],
        sex=child.sex,
        birth_date=child.birth_date,
        household=child.household,
        day=day,
        leave_reason=enrolment.leave_reason if day and day == enrolment.left_on else None,
    )
