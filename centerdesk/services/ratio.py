"""Staff to children: carers on duty against those needed, class by class, and the centre's health workers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.children import Enrolment
from centerdesk.domain.people import ClassKind, Employment, Post
from centerdesk.domain.staffing import class_norm, health_norm, health_workers_needed
from centerdesk.services.attendance import ClassDayRow, classes_of_day
from centerdesk.services.rights import Right, needs
from centerdesk.services.rota import duty_of_day
from centerdesk.services.staff import list_staff

RATIO_NOTE = N_(
    "An inspection counts the children on the books; needed by presence: who is expected, once the class is taken who "
    "has come. Of mixed and nursery classes no rule was found: their ratio is a reference."
)
PAPERS_NOTE = N_("No health certificates and background checks are recorded yet: all carers are counted.")


@dataclass(frozen=True, slots=True)
class RatioRow:
    """A class on a day: its children, the carers they need, and those on duty.

    `needed_by_books` is for all on the books, children who are suspended too: what an inspection counts.
    `needed_by_presence` is for who is expected, and once the class is taken for who has come. `morning` and
    `afternoon` are carers who count; `uncounted` says who is there and doesn't count, and why.
    """

    class_id: int
    name: str
    kind: ClassKind
    children_per_carer: int
    reference: bool
    enrolled: int
    expected: int
    present: int
    taken: bool
    needed_by_books: int
    needed_by_presence: int
    morning: int
    afternoon: int
    uncounted: tuple[str, ...]

    @property
    def ratio_text(self) -> str:
        """1:7, or 1:5（参考） where no rule was found."""
        ratio = f"1:{self.children_per_carer}"
        return _("{ratio} (reference)").format(ratio=ratio) if self.reference else ratio

    @property
    def enough(self) -> bool:
        """Whether the carers suffice for who is there, morning and afternoon."""
        return min(self.morning, self.afternoon) >= self.needed_by_presence

    @property
    def enough_by_books(self) -> bool:
        """Whether they suffice for all on the books."""
        return min(self.morning, self.afternoon) >= self.needed_by_books

    @property
    def state(self) -> str:
        """Whether there are enough, by presence and by the books."""
        if not self.enough:
            return _("Too few carers")
        return _("enough") if self.enough_by_books else _("too few by the books")


@dataclass(frozen=True, slots=True)
class HealthWorkers:
    """Health workers (保健人员) on a day against those needed for the children on the books."""

    children: int
    needed: int
    must_be_full_time: bool
    full_time: int
    part_time: int
    unknown: int
    source: str

    @property
    def present(self) -> int:
        """All of them."""
        return self.full_time + self.part_time + self.unknown

    @property
    def enough(self) -> bool:
        """Whether they suffice; where full-time ones are asked for, others don't count."""
        return (self.full_time if self.must_be_full_time else self.present) >= self.needed

    @property
    def sentence(self) -> str:
        """What is asked for, and what is there."""
        asked = (
            _("{children} children on the books: {needed} full-time health workers needed")
            if self.must_be_full_time
            else _("{children} children on the books: {needed} health worker needed, full or part time")
        ).format(children=self.children, needed=self.needed)
        there = _("{n} there, {full} full time and {part} part time").format(
            n=self.present, full=self.full_time, part=self.part_time
        )
        if self.unknown:
            there += _(", {n} not recorded which").format(n=self.unknown)
        return _("{asked}; {there} ({source}).").format(asked=asked, there=there, source=self.source)


RATIO_COLUMNS = (
    Column(N_("Class"), lambda row: row.name, 26),
    Column(N_("Class type"), lambda row: row.kind.label, 24),
    Column(N_("Staff to children"), lambda row: row.ratio_text, 26),
    Column(N_("On the books"), lambda row: row.enrolled, 16, Align.RIGHT),
    Column(N_("Needed by the books"), lambda row: row.needed_by_books, 20, Align.RIGHT),
    Column(N_("Expected"), lambda row: row.expected, 16, Align.RIGHT),
    Column(N_("Came"), lambda row: row.present, 16, Align.RIGHT),
    Column(N_("Needed by presence"), lambda row: row.needed_by_presence, 20, Align.RIGHT),
    Column(N_("Carers, morning"), lambda row: row.morning, 20, Align.RIGHT),
    Column(N_("Carers, afternoon"), lambda row: row.afternoon, 20, Align.RIGHT),
    Column(N_("State"), lambda row: row.state, 26),
    Column(N_("Not counted"), lambda row: _("; ").join(row.uncounted), 60),
)


@needs(Right.READ_STAFF)
def class_ratios(session: Session, day: date) -> list[RatioRow]:
    """Each open class's children and carers on a day."""
    uncounted: dict[int, dict[int, str]] = defaultdict(dict)
    for rows in duty_of_day(session, day).values():
        for row in rows:
            if not row.counted:
                words = _("{name} ({why})").format(name=row.name, why=row.why)
                uncounted[row.class_id][row.staff_id] = words
    return [_row(group, uncounted[group.class_id], day) for group in classes_of_day(session, day)]


@needs(Right.READ_STAFF)
def health_workers(session: Session, on: date) -> HealthWorkers:
    """The health workers of a day, by the posts held (76号令 第十二条)."""
    on_books = select(func.count()).where(
        Enrolment.enrolled_on <= on, (Enrolment.left_on.is_(None)) | (Enrolment.left_on >= on)
    )
    children = session.scalar(on_books) or 0
    kinds = [row.employment for row in list_staff(session, on) if Post.HEALTH in row.posts]
    needed, must_be_full_time = health_workers_needed(children, on)
    return HealthWorkers(
        children,
        needed,
        must_be_full_time,
        kinds.count(Employment.FULL_TIME),
        kinds.count(Employment.PART_TIME),
        kinds.count(None),
        health_norm(on).source,
    )


def _row(group: ClassDayRow, uncounted: dict[int, str], day: date) -> RatioRow:
    return RatioRow(
        class_id=group.class_id,
        name=group.name,
        kind=group.kind,
        children_per_carer=class_norm(group.kind, day).children_per_carer,
        reference=group.reference,
        enrolled=group.enrolled,
        expected=group.tally.expected,
        present=group.tally.attended + group.visitors,
        taken=not group.tally.untaken,
        needed_by_books=group.carers_by_books,
        needed_by_presence=group.carers_needed,
        morning=group.carers_morning,
        afternoon=group.carers_afternoon,
        uncounted=tuple(uncounted.values()),
    )
