"""The balance of training hours: what each post asks of whom, what is done and missing, and what 31 December brings."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.training import TrainingAttendance, TrainingPlan, TrainingSession
from centerdesk.domain.people import Post, RequirementPeriod
from centerdesk.domain.training import ANY, NO_HOURS, Progress, Requirement, hours, pace
from centerdesk.services.rights import Right, needs
from centerdesk.services.staff import StaffRow, list_staff
from centerdesk.services.training_requirements import requirements_on

_Sums = Counter[
    tuple[int, str, bool]
]  # tenths by member of staff, category, and whether they are still to come


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One person, one post, one requirement; `due_on` is the day the hours must be there, None: before work.

    `on` is the day of the balance: the one asked for, or the year's first or last where that lies nearer.
    """

    staff_id: int
    name: str
    name_key: str
    requirement: Requirement
    progress: Progress
    on: date
    due_on: date | None

    @property
    def post(self) -> Post:
        """The post that asks it."""
        return self.requirement.post

    @property
    def required(self) -> Decimal:
        """Hours asked."""
        return self.progress.required

    @property
    def done(self) -> Decimal:
        """Hours that count."""
        return self.progress.done

    @property
    def missing(self) -> Decimal:
        """Hours still to be done."""
        return self.progress.missing

    @property
    def forecast(self) -> Decimal:
        """Hours that will be there on 31 December."""
        return self.progress.forecast

    @property
    def falls_short(self) -> bool:
        """Whether the hours won't be there on 31 December, where they must be by then."""
        year_end = date(self.on.year, 12, 31)
        return self.forecast < self.required and (self.due_on is None or self.due_on <= year_end)

    @property
    def state(self) -> str:
        """Where it stands, in a word."""
        if not self.missing:
            return _("fulfilled")
        if self.falls_short:
            return _("will fall short")
        return _("on the way")


BALANCE_COLUMNS = (
    Column(N_("Name"), lambda row: row.name, 26, sort=lambda row: row.name_key),
    Column(N_("Post"), lambda row: row.post.label, 24, sort=lambda row: list(Post).index(row.post)),
    Column(N_("Training requirement"), lambda row: row.requirement.title, 44),
    Column(N_("How binding"), lambda row: row.requirement.standing, 24),
    Column(N_("Hours required"), lambda row: row.required, 18, Align.RIGHT),
    Column(N_("Hours done"), lambda row: row.done, 18, Align.RIGHT),
    Column(N_("Hours missing"), lambda row: row.missing, 18, Align.RIGHT),
    Column(N_("Still to come by the plan"), lambda row: row.progress.planned, 22, Align.RIGHT),
    Column(N_("Still to come at this pace"), lambda row: row.progress.pace, 22, Align.RIGHT),
    Column(N_("Forecast for 31 December"), lambda row: row.forecast, 22, Align.RIGHT),
    Column(N_("State"), lambda row: row.state, 24),
)


@needs(Right.READ_STAFF)
def balance(session: Session, year: int, on: date) -> list[BalanceRow]:
    """Who works here on a day, with each requirement of each post held; a fixed number of queries.

    Of another year than the day's it is the balance of its last day, or of its first. Whoever has two posts stands
    here for each, and the same hours count for both. Nothing is reduced for who came in mid-year.
    """
    on = min(max(on, date(year, 1, 1)), date(year, 12, 31))
    asked = requirements_on(session, on)
    staff = list_staff(session, on)
    sums = _sums(session, on, asked)
    planned = _planned(session, on)
    return [
        _row(member, each, on, sums, planned)
        for member in staff
        for each in asked
        if each.post in member.posts
    ]


@needs(Right.READ_STAFF)
def shortfalls(session: Session, year: int, on: date) -> list[BalanceRow]:
    """Those of the balance whose hours won't be there on 31 December."""
    return [row for row in balance(session, year, on) if row.falls_short]


def balance_of(rows: Iterable[BalanceRow], staff_id: int) -> list[BalanceRow]:
    """One person's rows."""
    return [row for row in rows if row.staff_id == staff_id]


def _row(
    member: StaffRow,
    requirement: Requirement,
    on: date,
    sums: Mapping[date | None, _Sums],
    planned: Sequence[tuple[Post | None, str, int]],
) -> BalanceRow:
    first, due_on = requirement.window(on.year)
    done, to_come = (hours(sums[first][member.id, requirement.category, coming]) for coming in (False, True))
    by_plan = sum(
        tenths
        for post, kind, tenths in planned
        if post in (None, requirement.post) and requirement.counts(kind)
    )
    goes_on = NO_HOURS
    if requirement.period is not RequirementPeriod.ONCE:
        goes_on = pace(
            hours(sums[date(on.year, 1, 1)][member.id, requirement.category, False]), member.hired_on, on
        )
    return BalanceRow(
        member.id,
        member.distinct_name,
        member.name_key,
        requirement,
        Progress(requirement.hours, done, hours(by_plan) + to_come, goes_on),
        on,
        due_on,
    )


def _sums(session: Session, on: date, asked: Sequence[Requirement]) -> Mapping[date | None, _Sums]:
    """By the first day that counts (None: always) the tenths of the trainings that end from it to the year's end.

    Under the category of none stand the hours of any. First the trainings, then who attended these: from the
    attendances alone all years would be read.
    """
    year = date(on.year, 1, 1)
    asked_kinds = {each.category for each in asked}
    kinds: dict[date | None, set[str]] = defaultdict(set)
    for each in asked:
        kinds[each.window(on.year)[0]].add(each.category)
        kinds[year].add(each.category)  # what the pace is reckoned from
    if not kinds:
        return {}
    query = select(
        TrainingSession.id, TrainingSession.category, TrainingSession.ends_on, TrainingSession.hours
    ).where(
        TrainingSession.ends_on <= date(on.year, 12, 31),
        or_(*(_counts(first, wanted) for first, wanted in kinds.items())),
    )
    # What a training counts for, the same for most of them: the hours of one person are added up by it first.
    counts_for: dict[int, tuple[str, bool, tuple[date | None, ...]]] = {}
    hours_of: dict[int, int] = {}
    for number, category, ends_on, tenths in session.execute(query):
        firsts = tuple(first for first in kinds if first is None or first <= ends_on)
        counts_for[number] = category if category in asked_kinds else ANY, ends_on > on, firsts
        hours_of[number] = tenths
    totals: Counter[tuple[int, tuple[str, bool, tuple[date | None, ...]]]] = Counter()
    attendances = select(
        TrainingAttendance.session_id, TrainingAttendance.staff_id, TrainingAttendance.hours
    ).where(TrainingAttendance.session_id.in_(counts_for))
    for number, staff_id, own in session.execute(attendances):
        totals[staff_id, counts_for[number]] += hours_of[number] if own is None else own
    sums: dict[date | None, _Sums] = {first: Counter() for first in kinds}
    for (staff_id, (category, to_come, firsts)), tenths in totals.items():
        for first in firsts:
            for kind in {category, ANY}:
                sums[first][staff_id, kind, to_come] += tenths
    return sums


def _counts(first: date | None, categories: Collection[str]) -> ColumnElement[bool]:
    within = TrainingSession.ends_on >= (first or date.min)
    return within if ANY in categories else and_(within, TrainingSession.category.in_(categories))


def _planned(session: Session, on: date) -> list[tuple[Post | None, str, int]]:
    """The lines of the year's plan from a day on that weren't held yet: post, category, tenths."""
    query = (
        select(TrainingPlan.post, TrainingPlan.category, func.sum(TrainingPlan.hours))
        .where(
            TrainingPlan.session_id.is_(None),
            TrainingPlan.planned_on >= on,
            TrainingPlan.planned_on <= date(on.year, 12, 31),
        )
        .group_by(TrainingPlan.post, TrainingPlan.category)
    )
    return [(post, category, int(tenths)) for post, category, tenths in session.execute(query)]
