"""Rota: who is with which class when, by the post held, by a weekly rota in its place, and by exceptions of a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.formats import UNKNOWN, iso_date, long_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Column
from centerdesk.db.schema.staff import RotaDay, RotaWeek, StaffLeave, StaffMember, StaffPaper, StaffPost
from centerdesk.domain.calendar import DayKind, day_kind
from centerdesk.domain.people import Half, Post
from centerdesk.domain.staff_papers import BACKGROUND_CHECK, HEALTH_CERTIFICATE
from centerdesk.services.classes import check_class_open, list_classes
from centerdesk.services.rights import Right, needs
from centerdesk.services.staff_leaves import off_duty
from centerdesk.services.staff_papers import not_countable

# The class in the morning and in the afternoon; None: not on duty.
Shift = tuple[int | None, int | None]
OFF: Shift = (None, None)
WEEKDAYS = range(1, 6)


@dataclass(frozen=True, slots=True)
class DutyRow:
    """Somebody who is with a class in half a day; `why` says why the ratio doesn't count this person."""

    staff_id: int
    name: str
    class_id: int
    counted: bool
    why: str


@dataclass(frozen=True, slots=True)
class DayShift:
    """Where somebody is on a day, by the names of the classes ("": not on duty); `changed`: an exception."""

    day: date
    morning: str
    afternoon: str
    changed: bool
    away: bool

    @property
    def text(self) -> str:
        """As it stands in a cell of the week."""
        kind = day_kind(self.day)
        if not kind.is_open:
            return _(kind.value)
        if self.away:
            return _("off duty")
        if self.morning == self.afternoon:
            return self.morning or UNKNOWN
        return _("{morning} / {afternoon}").format(
            morning=self.morning or UNKNOWN, afternoon=self.afternoon or UNKNOWN
        )


@dataclass(frozen=True, slots=True)
class WeekRow:
    """Somebody's week, from Monday to Sunday; `begins`: since when in it the last weekly rota or post of it holds."""

    staff_id: int
    name: str
    name_key: str
    posts: tuple[Post, ...]
    begins: date
    days: tuple[DayShift, ...]


@dataclass(frozen=True, slots=True)
class DayRota:
    """Somebody's day as the rota has it; `changed`: by an exception, of which `note` says more."""

    shift: Shift
    changed: bool
    note: str


def _day_column(title: str, place: int) -> Column:
    return Column(title, lambda row: row.days[place].text, 34)


WEEK_COLUMNS = (
    Column(N_("Name"), lambda row: row.name, 22, sort=lambda row: row.name_key),
    Column(N_("Post"), lambda row: _(", ").join(post.label for post in row.posts), 24),
    _day_column(N_("Mon"), 0),
    _day_column(N_("Tue"), 1),
    _day_column(N_("Wed"), 2),
    _day_column(N_("Thu"), 3),
    _day_column(N_("Fri"), 4),
    _day_column(N_("Sat"), 5),
    _day_column(N_("Sun"), 6),
)


@needs(Right.READ_STAFF)
def on_duty(session: Session, day: date, half: Half) -> list[DutyRow]:
    """Who is with which class in a half of a day."""
    return duty_of_day(session, day)[half]


@needs(Right.READ_STAFF)
def duty_of_day(session: Session, day: date) -> dict[Half, list[DutyRow]]:
    """Who is with which class, morning and afternoon; a fixed number of queries.

    Counted are carers (保育人员) who are not off duty and have the papers that nobody may work without. As long as
    of these papers none is recorded for anybody, the centre keeps them elsewhere, and all carers are counted.
    """
    if keeps_papers(session):
        why_not = not_countable(session, day)
    else:
        why_not = dict.fromkeys(off_duty(session, day), _("off duty"))
    found: dict[Half, list[DutyRow]] = {half: [] for half in Half}
    for person in _people(session, day, day):
        for half, class_id in zip(Half, person.shift(day), strict=True):
            if class_id is not None:
                is_carer = Post.CARER in person.posts_on(day)
                why = why_not.get(person.id, "") if is_carer else _("holds no carer's post")
                found[half].append(DutyRow(person.id, person.name, class_id, not why, why))
    return found


@needs(Right.READ_STAFF)
def keeps_papers(session: Session) -> bool:
    """Whether a health certificate or a background check is recorded for anybody at all."""
    kinds = StaffPaper.kind.in_((HEALTH_CERTIFICATE, BACKGROUND_CHECK))
    return session.scalar(select(StaffPaper.id).where(kinds).limit(1)) is not None


@needs(Right.READ_STAFF)
def who_is_where(session: Session, monday: date) -> list[WeekRow]:
    """The week of everybody who works here, those with a class first, in the order of the classes."""
    names = {group.id: group.name for group in list_classes(session)}
    order = list(names)
    days = [monday + timedelta(days=place) for place in range(7)]
    away = _away(session, days[0], days[-1])
    rows = []
    for person in _people(session, days[0], days[-1]):
        shifts = [person.shift(day) for day in days]
        first = min((order.index(each) for shift in shifts for each in shift if each), default=len(order))
        posts = tuple(dict.fromkeys(post for day in days for post in person.posts_on(day)))
        cells = tuple(
            DayShift(
                day,
                names.get(shift[0] or 0, ""),
                names.get(shift[1] or 0, ""),
                person.is_changed(day),
                any(
                    starts <= day and (ends is None or day <= ends)
                    for starts, ends in away.get(person.id, ())
                ),
            )
            for day, shift in zip(days, shifts, strict=True)
        )
        begins = max(days[0], person.hired_on, person.since(days[-1]), *person.begun(days[-1]))
        rows.append((first, WeekRow(person.id, person.name, person.name_key, posts, begins, cells)))
    return [row for _first, row in sorted(rows, key=lambda found: (found[0], found[1].name_key))]


@needs(Right.READ_STAFF)
def week_of(session: Session, staff_id: int, on: date) -> dict[int, Shift]:
    """Somebody's weekly rota in force on a day, by weekday (1 is Monday), without exceptions."""
    person = _person(session, staff_id, on)
    return {weekday: person.by_week(on, weekday) for weekday in WEEKDAYS}


@needs(Right.READ_STAFF)
def next_week_from(session: Session, staff_id: int, after: date) -> date | None:
    """The day on which the next weekly rota after a day begins, if one is recorded already."""
    return session.scalar(
        select(func.min(RotaWeek.valid_from)).where(
            RotaWeek.staff_id == staff_id, RotaWeek.valid_from > after
        )
    )


@needs(Right.READ_STAFF)
def day_of(session: Session, staff_id: int, day: date) -> DayRota:
    """Where the rota has somebody on a day, and whether by an exception."""
    person = _person(session, staff_id, day)
    notes = [note for _class_id, note in person.days.get(day, {}).values()]
    return DayRota(person.shift(day), person.is_changed(day), notes[0] if notes else "")


@needs(Right.WRITE_STAFF)
def set_week(session: Session, staff_id: int, valid_from: date, week: Mapping[int, Shift]) -> None:
    """Give somebody a weekly rota from a day on; weekdays that aren't named are off duty.

    A post in a class that begins later goes before it: who changes the class starts with that class's week.
    """
    _member_on(session, staff_id, valid_from, "valid_from")
    for weekday in WEEKDAYS:
        for half, class_id in zip(Half, week.get(weekday, OFF), strict=True):
            _check_class(session, class_id, valid_from)
            session.merge(
                RotaWeek(
                    staff_id=staff_id, valid_from=valid_from, weekday=weekday, half=half, class_id=class_id
                )
            )


@needs(Right.WRITE_STAFF)
def set_day(
    session: Session,
    staff_id: int,
    day: date,
    morning: int | None,
    afternoon: int | None,
    note: str = "",
) -> None:
    """An exception to the rota on one day: other classes, or not on duty."""
    kind = day_kind(day)
    if not kind.is_open:
        raise UserError(
            _("{day} is no operating day ({kind}).").format(day=long_date(day), kind=_(kind.value)), "day"
        )
    _member_on(session, staff_id, day, "day")
    for half, class_id in zip(Half, (morning, afternoon), strict=True):
        _check_class(session, class_id, day)
        session.merge(RotaDay(staff_id=staff_id, day=day, half=half, class_id=class_id, note=note.strip()))


@needs(Right.WRITE_STAFF)
def clear_day(session: Session, staff_id: int, day: date) -> None:
    """Take the exception of a day back: the weekly rota holds again."""
    session.execute(delete(RotaDay).where(RotaDay.staff_id == staff_id, RotaDay.day == day))


@dataclass(slots=True)
class _Person:
    """All the rota knows of somebody: posts, weekly rotas by the day they begin, exceptions by day."""

    id: int
    name: str
    name_key: str
    hired_on: date
    left_on: date | None
    posts: list[tuple[Post, int | None, date, date | None]] = field(default_factory=list)
    weeks: dict[date, dict[tuple[int, Half], int | None]] = field(default_factory=dict)
    days: dict[date, dict[Half, tuple[int | None, str]]] = field(default_factory=dict)

    def is_here(self, day: date) -> bool:
        return self.hired_on <= day and (self.left_on is None or day <= self.left_on)

    def posts_on(self, day: date) -> list[Post]:
        return [post for post, _class_id, starts, ends in self.posts if _holds(starts, ends, day)]

    def since(self, day: date) -> date:
        """When the present post in a class began."""
        return max((starts for _class_id, starts in self._classes(day)), default=date.min)

    def begun(self, day: date) -> list[date]:
        """The days from which weekly rotas hold: those of an earlier post in a class are over."""
        return [valid_from for valid_from in self.weeks if self.since(day) <= valid_from <= day]

    def by_week(self, day: date, weekday: int) -> Shift:
        """The later of the two holds: the post in a class, or the weekly rota."""
        begun = self.begun(day)
        if not begun:
            return self.by_post(day)
        week = self.weeks[max(begun)]
        return week.get((weekday, Half.MORNING)), week.get((weekday, Half.AFTERNOON))

    def by_post(self, day: date) -> Shift:
        held = self._classes(day)
        class_id = max(held, key=lambda each: each[1])[0] if held else None
        return class_id, class_id

    def shift(self, day: date) -> Shift:
        """Where this person is on a day; on a make-up workday at the weekend everybody is by the post."""
        kind = day_kind(day)
        if not kind.is_open or not self.is_here(day):
            return OFF
        morning, afternoon = (
            self.by_post(day) if kind is DayKind.MAKE_UP else self.by_week(day, day.isoweekday())
        )
        changed = self.days.get(day, {})
        return (
            changed.get(Half.MORNING, (morning, ""))[0],
            changed.get(Half.AFTERNOON, (afternoon, ""))[0],
        )

    def is_changed(self, day: date) -> bool:
        return day in self.days

    def _classes(self, day: date) -> list[tuple[int, date]]:
        """The classes of the carer's posts held on a day, with the first day there."""
        return [
            (class_id, starts)
            for post, class_id, starts, ends in self.posts
            if post is Post.CARER and class_id is not None and _holds(starts, ends, day)
        ]


def _people(session: Session, first: date, last: date, staff_id: int | None = None) -> list[_Person]:
    """Who works here on any of the days; three queries, however many people."""
    query = (
        select(
            StaffMember.id,
            StaffMember.name,
            StaffMember.name_key,
            StaffMember.hired_on,
            StaffMember.left_on,
            StaffPost.post,
            StaffPost.class_id,
            StaffPost.starts_on,
            StaffPost.ends_on,
        )
        .outerjoin(StaffPost, StaffPost.staff_id == StaffMember.id)
        .where(StaffMember.hired_on <= last, (StaffMember.left_on.is_(None)) | (StaffMember.left_on >= first))
        .order_by(StaffMember.id, StaffPost.starts_on, StaffPost.id)
    )
    weeks = select(RotaWeek).where(RotaWeek.valid_from <= last)
    days = select(RotaDay).where(RotaDay.day.between(first, last))
    if staff_id is not None:
        query = query.where(StaffMember.id == staff_id)
        weeks = weeks.where(RotaWeek.staff_id == staff_id)
        days = days.where(RotaDay.staff_id == staff_id)
    people: dict[int, _Person] = {}
    for number, name, name_key, hired_on, left_on, post, class_id, starts, ends in session.execute(query):
        person = people.setdefault(number, _Person(number, name, name_key, hired_on, left_on))
        if post is not None:
            person.posts.append((post, class_id, starts, ends))
    for week in session.scalars(weeks):
        if week.staff_id in people:
            by_half = people[week.staff_id].weeks.setdefault(week.valid_from, {})
            by_half[week.weekday, week.half] = week.class_id
    for day in session.scalars(days):
        if day.staff_id in people:
            people[day.staff_id].days.setdefault(day.day, {})[day.half] = day.class_id, day.note
    return list(people.values())


def _person(session: Session, staff_id: int, on: date) -> _Person:
    _member_on(session, staff_id, on, "day")
    (person,) = _people(session, on, on, staff_id)
    return person


def _member_on(session: Session, staff_id: int, day: date, field_name: str) -> StaffMember:
    """The member of staff; UserError when not employed on that day."""
    member = session.get_one(StaffMember, staff_id)
    if not _holds(member.hired_on, member.left_on, day):
        raise UserError(
            _("{name} does not work here on {day}. Choose another day.").format(
                name=member.name, day=iso_date(day)
            ),
            field_name,
        )
    return member


def _check_class(session: Session, class_id: int | None, day: date) -> None:
    if class_id is not None:
        check_class_open(session, class_id, day)


def _away(session: Session, first: date, last: date) -> dict[int, list[tuple[date, date | None]]]:
    """The days off duty by person."""
    query = select(StaffLeave.staff_id, StaffLeave.starts_on, StaffLeave.ends_on).where(
        StaffLeave.starts_on <= last, (StaffLeave.ends_on.is_(None)) | (StaffLeave.ends_on >= first)
    )
    found: dict[int, list[tuple[date, date | None]]] = {}
    for staff_id, starts, ends in session.execute(query):
        found.setdefault(staff_id, []).append((starts, ends))
    return found


def _holds(starts: date, ends: date | None, day: date) -> bool:
    return starts <= day and (ends is None or day <= ends)
