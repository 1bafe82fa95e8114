"""Ages and class bands watched: who grows out of a class, by when, and where there is a class for it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.domain.ages import completed_months
from centerdesk.domain.calendar import add_months
from centerdesk.domain.people import ClassKind, Labelled
from centerdesk.domain.school_year import KINDERGARTEN_MONTHS, Band, last_day
from centerdesk.domain.staffing import class_norm
from centerdesk.services.capacity import Rolls, rolls
from centerdesk.services.children import ChildRow, list_children
from centerdesk.services.classes import ClassRow, list_classes
from centerdesk.services.rights import Right, needs


class Growth(Labelled):
    """How a child's age stands to its class."""

    OUTGROWN = "outgrown", N_("Has grown out of its class")
    SOON = "soon", N_("Grows out of its class soon")
    THREE = "three", N_("Three years old")
    YOUNG = "young", N_("Too young for its class")


@dataclass(frozen=True, slots=True)
class GrowingRow:
    """A child whose age leaves its class's ages; `day` is the first one on which it does.

    For who is too young it is the day on which the age is reached; `days` from the day asked for, negative
    when it is past. `until`: who turns three is mostly kept until the school year ends.
    """

    child_id: int
    name: str
    name_key: str
    birth_date: date
    months: int
    class_id: int
    class_name: str
    kind: ClassKind
    growth: Growth
    day: date
    days: int
    until: date | None
    suggested: tuple[tuple[int, str], ...]

    @property
    def suggested_text(self) -> str:
        """The classes it could move to."""
        return _(", ").join(name for _id, name in self.suggested)


GROWING_COLUMNS = (
    Column(N_("Name"), lambda row: row.name, 26, sort=lambda row: row.name_key),
    Column(N_("Birth date"), lambda row: row.birth_date, 24),
    Column(N_("Age"), lambda row: formats.age(row.months), 20, sort=lambda row: row.months),
    Column(N_("Class"), lambda row: row.class_name, 24),
    Column(N_("Age and class"), lambda row: row.growth.label, 34),
    Column(N_("Age reached on"), lambda row: row.day, 24),
    Column(N_("Days left"), lambda row: row.days, 18, Align.RIGHT),
    Column(N_("School year ends on"), lambda row: row.until, 24),
    Column(N_("Possible classes"), lambda row: row.suggested_text, 40),
)


@needs(Right.READ_ROSTER)
def growing_out(session: Session, on: date, within_months: int = 3) -> list[GrowingRow]:
    """Children outside their class's ages on a day, or soon; a leaving or move planned before is heeded."""
    placed = rolls(session)
    groups = {group.id: group for group in list_classes(session)}
    rows = []
    for child in list_children(session, on):
        if child.class_id is None:
            continue
        found = _growth(child, groups[child.class_id], on)
        if found is None:
            continue
        growth, day = found
        if day > add_months(on, within_months) and growth is not Growth.YOUNG:
            continue
        if growth is not Growth.YOUNG and placed.class_on(child.id, max(day, on)) != child.class_id:
            continue
        until = last_day(day) if growth is Growth.THREE else None
        open_on = on if growth is Growth.YOUNG else max(day, on)
        rows.append(
            GrowingRow(
                child.id,
                child.name,
                child.name_key,
                child.birth_date,
                child.months,
                child.class_id,
                child.class_name,
                groups[child.class_id].kind,
                growth,
                day,
                (day - on).days,
                until,
                () if until else _suggested(child, groups, placed, open_on),
            )
        )
    return sorted(rows, key=lambda row: (row.day, row.name_key))


def _growth(child: ChildRow, group: ClassRow, on: date) -> tuple[Growth, date] | None:
    """How the child stands to its class, and the first day of it."""
    norm = class_norm(group.kind, on)
    if child.months < norm.age_from:
        return Growth.YOUNG, add_months(child.birth_date, norm.age_from)
    # Mixed classes have no upper end of their own; 托育 ends with the third birthday.
    day = add_months(child.birth_date, norm.age_to or KINDERGARTEN_MONTHS)
    if norm.age_to is None or norm.age_to >= KINDERGARTEN_MONTHS:
        return Growth.THREE, day
    return (Growth.OUTGROWN if day <= on else Growth.SOON), day


def _suggested(
    child: ChildRow, groups: dict[int, ClassRow], placed: Rolls, day: date
) -> tuple[tuple[int, str], ...]:
    """The classes open on a day that fit the age then and have room."""
    months = completed_months(child.birth_date, day)
    sizes = placed.sizes(day)
    found = []
    for group in groups.values():
        norm = class_norm(group.kind, day)
        band = Band(group.id, norm.age_from, norm.age_to, min(group.capacity, norm.capacity))
        is_open = group.closed_on is None or group.closed_on >= day
        if group.id != child.class_id and is_open and band.fits(months) and sizes[group.id] < band.capacity:
            found.append((group.id, group.name))
    return tuple(found)
