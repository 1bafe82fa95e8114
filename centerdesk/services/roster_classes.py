"""Classes of a roster: those to be made, their types, and how full they become."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from centerdesk.base.i18n import _
from centerdesk.domain.ages import completed_months
from centerdesk.domain.attendance import Stay
from centerdesk.domain.people import ClassKind
from centerdesk.domain.staffing import class_norm
from centerdesk.domain.workbook_words import class_kind_of
from centerdesk.services.roster_book import Book, Plan
from centerdesk.services.stays import placed_on


@dataclass(frozen=True, slots=True)
class NewClass:
    """A class that the roster names and the centre doesn't have yet."""

    name: str
    kind: ClassKind
    capacity: int
    guessed: bool


def new_classes(plans: Iterable[Plan], book: Book, today: date) -> list[NewClass]:
    """The classes to be made, their type guessed by their name, else by the ages of their children."""
    births = defaultdict(list)
    for plan in plans:
        if plan.class_name and plan.class_name not in book.classes and plan.fields:
            births[plan.class_name].append(plan.fields.birth_date)
    found = []
    for name, born in births.items():
        named = class_kind_of(name)
        kind = named or _kind_by_age(completed_months(median_low(born), today), today)
        found.append(NewClass(name, kind, class_norm(kind, today).capacity, named is None))
    return found


def _kind_by_age(months: int, on: date) -> ClassKind:
    for kind in (ClassKind.INFANT, ClassKind.TODDLER):
        if months < (class_norm(kind, on).age_to or 0):
            return kind
    return ClassKind.SENIOR


def full_classes(plans: Iterable[Plan], book: Book, made: Iterable[NewClass], today: date) -> list[str]:
    """A sentence for each class that will hold more children today than it has room for."""
    placed: dict[object, str] = {}
    for child in book.children:
        for stay in child.enrolments:
            if Stay(stay.enrolled_on, stay.left_on).covers(today):
                placed[child.id] = book.class_names.get(placed_on(stay.placements, today) or 0, "")
    for plan in plans:
        if plan.enrolled_on and Stay(plan.enrolled_on, plan.left_on).covers(today):
            placed[plan.child.id if plan.child else id(plan)] = plan.class_name
    room = {name: row.capacity for name, row in book.classes.items()}
    room |= {each.name: each.capacity for each in made}
    return [
        _("Class {name} will have {n} children, more than its {capacity} places.").format(
            name=name, n=count, capacity=room[name]
        )
        for name, count in Counter(placed.values()).items()
        if name in room and count > room[name]
    ]
