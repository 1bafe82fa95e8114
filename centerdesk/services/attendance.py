"""Attendance: a class's day, the marks, the month."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, exists, insert, select, update
from sqlalchemy.orm import Session, selectinload

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.children import Child, Enrolment, Pause, Placement, WeekPattern
from centerdesk.domain.attendance import Mark, Pattern, Stay, Tally, add_up, is_expected, tally
from centerdesk.domain.calendar import Month, day_kind, operating_days
from centerdesk.domain.people import ClassKind, Half, PauseKind, Role
from centerdesk.domain.staffing import carers_needed, is_reference
from centerdesk.services.alerts import barred_on
from centerdesk.services.children import distinct_name
from centerdesk.services.classes import list_classes
from centerdesk.services.closing import check_open
from centerdesk.services.rights import Right, check_own_class, is_own_class, needs
from centerdesk.services.rota import duty_of_day
from centerdesk.services.stays import pattern_on, pause_on, placed_on, stay_of

# The step a teacher repeats for each child at the door: its statements are built once, here.
_TABLE, _CHILD, _STAY, _PATTERN, _PAUSE = (
    cast(Table, each.__table__) for each in (Attendance, Child, Enrolment, WeekPattern, Pause)
)
_OF = (_TABLE.c.day == bindparam("of_day")) & (_TABLE.c.child_id == bindparam("of_child"))
_WRITTEN: dict[str, Any] = {"mark": bindparam("mark"), "reason": bindparam("reason")}
_RECORD = insert(_TABLE).values(day=bindparam("of_day"), child_id=bindparam("of_child"), **_WRITTEN)
_REPLACE = update(_TABLE).where(_OF).values(_WRITTEN)
_TAKE_BACK = delete(_TABLE).where(_OF)
_SUSPENDED = exists().where(
    _PAUSE.c.enrolment_id == _STAY.c.id,
    _PAUSE.c.kind == PauseKind.SUSPENDED,
    _PAUSE.c.starts_on <= bindparam("of_day"),
    (_PAUSE.c.ends_on.is_(None)) | (_PAUSE.c.ends_on >= bindparam("of_day")),
)
_CHILD_DAY = (
    select(
        _CHILD.c.name,
        _STAY.c.enrolled_on,
        _STAY.c.left_on,
        _PATTERN.c.service,
        _PATTERN.c.weekdays,
        _PATTERN.c.half,
        _TABLE.c.mark,
        _SUSPENDED.label("suspended"),
    )
    .select_from(
        _CHILD.join(_STAY)
        .outerjoin(
            _PATTERN, (_PATTERN.c.enrolment_id == _STAY.c.id) & (_PATTERN.c.starts_on <= bindparam("of_day"))
        )
        .outerjoin(_TABLE, (_TABLE.c.child_id == _CHILD.c.id) & (_TABLE.c.day == bindparam("of_day")))
    )
    .where(
        _CHILD.c.id == bindparam("of_child"),
        _STAY.c.enrolled_on <= bindparam("of_day"),
        (_STAY.c.left_on.is_(None)) | (_STAY.c.left_on >= bindparam("of_day")),
    )
    .order_by(_PATTERN.c.starts_on.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class DayRow:
    """A child's day: expected or not, and its mark (None: 未点名); `pause` says why its place is kept empty."""

    child_id: int
    name: str
    name_key: str
    name_search: str
    birth_date: date
    allergies: str
    chronic: str
    barred: str
    class_id: int
    class_name: str
    pattern: Pattern
    expected: bool
    mark: Mark | None
    reason: str
    pause: PauseKind | None
    has_namesake: bool

    @property
    def distinct_name(self) -> str:
        """The name, with the birth date where another child on the books bears it too."""
        return distinct_name(self.name, self.birth_date) if self.has_namesake else self.name


@dataclass(frozen=True, slots=True)
class ClassDayRow:
    """A class's day in figures; `visitors` came without being expected (by the hour, occasional, extra days).

    `may_be_here`: who has come or may still come; `carers_needed` is for these, `carers_by_books` for all on the
    books, which is what an inspection counts; `reference`: no rule was found for this class type's ratio.
    """

    class_id: int
    name: str
    kind: ClassKind
    enrolled: int
    tally: Tally
    visitors: int
    may_be_here: int
    carers_morning: int
    carers_afternoon: int
    carers_needed: int
    carers_by_books: int
    reference: bool

    @property
    def carers(self) -> int:
        """Carers on duty all day: those of the weaker half of it."""
        return min(self.carers_morning, self.carers_afternoon)

    @property
    def has_enough_carers(self) -> bool:
        """Whether they suffice for those who have come or may still come."""
        return self.carers >= self.carers_needed


@dataclass(frozen=True, slots=True)
class ChildMonth:
    """A child's month in a class: a cell for each calendar day, None where the child isn't in the class.

    A cell is (expected, mark, reason).
    """

    child_id: int
    name: str
    birth_date: date
    cells: tuple[tuple[bool, Mark | None, str] | None, ...]

    @property
    def tally(self) -> Tally:
        """The child's expected days."""
        return tally(mark for cell in self.cells if cell for expected, mark, _reason in [cell] if expected)

    @property
    def visits(self) -> int:
        """Days attended without being expected: by the hour, occasional, extra days."""
        cells = (cell for cell in self.cells if cell)
        return sum(1 for expected, mark, _reason in cells if mark and mark.attended and not expected)


@dataclass(frozen=True, slots=True)
class ClassMonth:
    """A class's month up to a day: the attendance sheet's content."""

    month: Month
    through: date
    class_name: str
    operating: tuple[date, ...]
    rows: tuple[ChildMonth, ...]

    @property
    def tally(self) -> Tally:
        """The class's expected child-days."""
        return add_up(row.tally for row in self.rows)

    @property
    def visits(self) -> int:
        """The class's days attended without being expected."""
        return sum(row.visits for row in self.rows)


@needs(Right.READ_ATTENDANCE)
def day_sheet(session: Session, day: date, class_id: int | None = None) -> list[DayRow]:
    """The children on the books on a day, by class and pinyin; of one class, or of all."""
    classes = {row.id: row for row in list_classes(session)}
    marks = {
        record.child_id: record for record in session.scalars(select(Attendance).where(Attendance.day == day))
    }
    barred = barred_on(session, day)
    stays = [(child, stay, placed_on(stay.placements, day)) for child, stay in _stays(session, day, day)]
    bearers = Counter(child.name for child, _stay, _placed in stays)
    rows = []
    for child, stay, placed in stays:
        if placed is None or class_id not in (None, placed) or not is_own_class(session, placed):
            continue
        record = marks.get(child.id)
        pattern = pattern_on(stay.patterns, day)
        rows.append(
            DayRow(
                child_id=child.id,
                name=child.name,
                name_key=child.name_key,
                name_search=child.name_search,
                birth_date=child.birth_date,
                allergies=child.allergies,
                chronic=child.chronic,
                barred=barred.get(child.id, ""),
                class_id=placed,
                class_name=classes[placed].name,
                pattern=pattern,
                expected=is_expected(stay_of(stay), pattern, day),
                mark=record.mark if record else None,
                reason=record.reason if record else "",
                pause=pause_on(stay.pauses, day),
                has_namesake=bearers[child.name] > 1,
            )
        )
    order = list(classes)
    return sorted(rows, key=lambda row: (order.index(row.class_id), row.name_key, row.birth_date))


@needs(Right.READ_ATTENDANCE)
def classes_of_day(session: Session, day: date, sheet: Sequence[DayRow] | None = None) -> list[ClassDayRow]:
    """Each open class's day in figures; `sheet` is that of the whole day, where it has been read already."""
    by_class = defaultdict(list)
    for row in day_sheet(session, day) if sheet is None else sheet:
        by_class[row.class_id].append(row)
    duty = duty_of_day(session, day)
    morning, afternoon = (Counter(row.class_id for row in duty[half] if row.counted) for half in Half)
    rows = []
    for group in list_classes(session, on=day):
        if not is_own_class(session, group.id):
            continue
        children = by_class[group.id]
        counted = tally(row.mark for row in children if row.expected)
        visitors = sum(1 for row in children if not row.expected and row.mark and row.mark.attended)
        may_be_here = counted.attended + counted.untaken + visitors
        rows.append(
            ClassDayRow(
                class_id=group.id,
                name=group.name,
                kind=group.kind,
                enrolled=len(children),
                tally=counted,
                visitors=visitors,
                may_be_here=may_be_here,
                carers_morning=morning[group.id],
                carers_afternoon=afternoon[group.id],
                carers_needed=carers_needed(group.kind, may_be_here, day),
                carers_by_books=carers_needed(group.kind, len(children), day),
                reference=is_reference(group.kind, day),
            )
        )
    return rows


@needs(Right.WRITE_ATTENDANCE)
def mark(
    session: Session,
    child_id: int,
    day: date,
    new: Mark | None,
    reason: str = "",
    *,
    today: date,
    even_if_locked: bool = False,
) -> None:
    """Record a child's day in place of what stood there; None takes the mark back to 未点名."""
    _check_day(session, day, today, even_if_locked)
    name, expected, stands = _child_day(session, child_id, day)
    if session.info["actor"].role == Role.TEACHER:
        check_own_class(session, _class_on(session, child_id, day))
    check_mark(name, expected, new, reason)
    of = {"of_day": day, "of_child": child_id}
    if new is None:
        session.execute(_TAKE_BACK, of)
    else:
        session.execute(_REPLACE if stands else _RECORD, of | {"mark": new, "reason": reason.strip()})


@needs(Right.WRITE_ATTENDANCE)
def mark_rest_present(
    session: Session,
    day: date,
    class_id: int | None = None,
    *,
    today: date,
    even_if_locked: bool = False,
) -> int:
    """Mark all expected children who are 未点名 as arrived; marks that stand are never touched. Returns how many."""
    _check_day(session, day, today, even_if_locked)
    rest = [row for row in day_sheet(session, day, class_id) if row.expected and row.mark is None]
    if rest:
        session.execute(
            insert(Attendance),
            [
                {"day": day, "child_id": row.child_id, "mark": row.pattern.arrival_mark, "reason": ""}
                for row in rest
            ],
        )
    return len(rest)


@needs(Right.READ_ATTENDANCE)
def class_month(session: Session, month: Month, class_id: int, through: date) -> ClassMonth:
    """A class's month, days after `through` left blank; a child who moved stands in both classes' months."""
    check_own_class(session, class_id)
    marks = _marks(session, month.first, min(month.last, through))
    rows = []
    group = next(row for row in list_classes(session) if row.id == class_id)
    stays = defaultdict(list)  # who has come again stands in one line
    for child, stay in _stays(session, month.first, min(month.last, through)):
        stays[child].append(stay)
    for child, times in stays.items():
        cells = tuple(
            next(filter(None, (_cell(child, stay, class_id, day, through, marks) for stay in times)), None)
            for day in month.days
        )
        if any(cells):
            rows.append((child.name_key, ChildMonth(child.id, child.name, child.birth_date, cells)))
    rows.sort(key=lambda row: (row[0], row[1].birth_date))
    operating = tuple(day for day in operating_days(month.first, month.last) if day <= through)
    return ClassMonth(month, through, group.name, operating, tuple(row for _key, row in rows))


@needs(Right.READ_ATTENDANCE)
def tallies_by_day(session: Session, first: date, last: date) -> list[tuple[date, Tally]]:
    """The whole centre's figures of each operating day."""
    marks = _marks(session, first, last)
    stays = _stays(session, first, last)
    return [
        (
            day,
            tally(
                _found(marks, child, day)[0]
                for child, stay in stays
                if is_expected(stay_of(stay), pattern_on(stay.patterns, day), day)
            ),
        )
        for day in operating_days(first, last)
    ]


def check_mark(name: str, expected: bool, new: Mark | None, reason: str) -> None:
    """UserError when the mark does not fit the child's day."""
    if new is Mark.SICK and not reason.strip():
        raise UserError(_("Sick leave needs the disease or symptom (规范 2012, 附件4 表3 note 3)."), "reason")
    if new is not None and not new.attended and not expected:
        raise UserError(
            _("{name} is not expected on this day, so there is no absence to record.").format(name=name),
            "mark",
        )


def parse_mark(text: str) -> tuple[Mark, str]:
    """A mark as people write it, with its reason: 病发热, 病假·发热, 事假, √; UserError for anything else."""
    plain = text.strip()
    for found in Mark:
        for word in (found.label, found.symbol):
            if plain.startswith(word):
                return found, plain.removeprefix(word).strip(" ·:：,，、（）()")
    raise UserError(
        _("“{text}” is no mark. The marks are: {marks}.").format(
            text=text, marks=_(", ").join(f"{mark.symbol} {mark.label}" for mark in Mark)
        ),
        "mark",
    )


def _check_day(session: Session, day: date, today: date, even_if_locked: bool) -> None:
    if day > today:
        raise UserError(_("{day} lies in the future.").format(day=formats.long_date(day)), "day")
    kind = day_kind(day)
    if not kind.is_open:
        raise UserError(
            _("{day} is no operating day ({kind}).").format(day=formats.long_date(day), kind=_(kind.value)),
            "day",
        )
    check_open(session, Month.of(day), even_if_locked)


def _child_day(session: Session, child_id: int, day: date) -> tuple[str, bool, bool]:
    """A child's name, whether it is expected on the day, and whether a mark stands; one query."""
    found = session.execute(_CHILD_DAY, {"of_child": child_id, "of_day": day}).first()
    if found is None:
        raise UserError(
            _("The child is not in the centre on {day}.").format(day=formats.iso_date(day)), "day"
        )
    pattern = Pattern(found.service, found.weekdays, found.half) if found.service else Pattern()
    suspended = ((day, day),) if found.suspended else ()
    expected = is_expected(Stay(found.enrolled_on, found.left_on, suspended), pattern, day)
    return found.name, expected, found.mark is not None


def _class_on(session: Session, child_id: int, day: date) -> int | None:
    query = (
        select(Placement.class_id)
        .join(Enrolment, Enrolment.id == Placement.enrolment_id)
        .where(Enrolment.child_id == child_id, Placement.starts_on <= day)
    )
    return session.scalars(query.order_by(Placement.starts_on.desc()).limit(1)).first()


def _stays(session: Session, first: date, last: date) -> list[tuple[Child, Enrolment]]:
    """Enrolments that touch the days, with their child; three queries, however many children."""
    query = (
        select(Child, Enrolment)
        .join(Child.enrolments)
        .where(Enrolment.enrolled_on <= last, (Enrolment.left_on.is_(None)) | (Enrolment.left_on >= first))
        .options(
            selectinload(Enrolment.placements),
            selectinload(Enrolment.patterns),
            selectinload(Enrolment.pauses),
        )
    )
    return [(child, stay) for child, stay in session.execute(query)]


def _marks(session: Session, first: date, last: date) -> dict[tuple[int, date], tuple[Mark, str]]:
    query = select(Attendance.child_id, Attendance.day, Attendance.mark, Attendance.reason).where(
        Attendance.day.between(first, last)
    )
    return {(child_id, day): (mark, reason) for child_id, day, mark, reason in session.execute(query)}


def _found(
    marks: dict[tuple[int, date], tuple[Mark, str]], child: Child, day: date
) -> tuple[Mark | None, str]:
    return marks.get((child.id, day), (None, ""))


def _cell(
    child: Child,
    stay: Enrolment,
    class_id: int,
    day: date,
    through: date,
    marks: dict[tuple[int, date], tuple[Mark, str]],
) -> tuple[bool, Mark | None, str] | None:
    if day > through or not stay_of(stay).covers(day) or placed_on(stay.placements, day) != class_id:
        return None
    return is_expected(stay_of(stay), pattern_on(stay.patterns, day), day), *_found(marks, child, day)
