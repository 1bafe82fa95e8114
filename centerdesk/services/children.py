"""Children: the roster, enrolment, moves between classes, leaving."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.children import Child, Enrolment, Placement
from centerdesk.domain.ages import completed_months
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.grids import name_of
from centerdesk.domain.identity import masked, plain_number
from centerdesk.domain.people import IdKind, LeaveReason, PauseKind, Sex
from centerdesk.services.alerts import alert_words, barred_on
from centerdesk.services.child_fields import ChildFields, GuardianRow, check_child, fields_of, write_fields
from centerdesk.services.classes import check_class_open, list_classes
from centerdesk.services.rights import Right, check_own_class, has, is_own_class, needs
from centerdesk.services.stays import (
    enrolment_record,
    pattern_on,
    pattern_record,
    pause_on,
    placed_on,
    stay_of,
)


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A child as lists show it; age, class and who must not collect it are those of the day asked for."""

    id: int
    name: str
    name_key: str
    name_search: str
    pet_name: str
    sex: Sex
    birth_date: date
    months: int
    id_kind: IdKind
    id_number: str
    class_id: int | None
    class_name: str
    pattern: Pattern
    enrolled_on: date | None
    left_on: date | None
    settling_until: date | None
    allergies: str
    chronic: str
    barred: str
    guardians: tuple[GuardianRow, ...]
    pause: PauseKind | None
    fields: ChildFields = field(repr=False)
    found_by: str = field(repr=False)
    has_namesake: bool = False

    @property
    def distinct_name(self) -> str:
        """The name, with the birth date where another child of the list bears it too."""
        return distinct_name(self.name, self.birth_date) if self.has_namesake else self.name

    @property
    def phone(self) -> str:
        """The phone of the first guardian with custody who has one."""
        return next((each.phone for each in self.guardians if each.custody and each.phone), "")


CHILD_COLUMNS = (
    Column(N_("Name"), lambda row: row.name, 30, sort=lambda row: row.name_key),
    Column(N_("Sex"), lambda row: row.sex.label, 12, Align.CENTRE),
    Column(N_("Birth date"), lambda row: row.birth_date, 24),
    Column(N_("Age"), lambda row: formats.age(row.months), 20, sort=lambda row: row.months),
    Column(N_("Class"), lambda row: row.class_name, 24),
    Column(N_("Alerts"), lambda row: _(", ").join(alert_words(row)), 36),
    Column(N_("Guardian's phone"), lambda row: row.phone, 28, text=True),
    Column(N_("Enrolled on"), lambda row: row.enrolled_on, 24),
    Column(N_("Left on"), lambda row: row.left_on, 24),
)


@needs(Right.READ_ROSTER)
def list_children(session: Session, on: date, *, with_left: bool = False) -> list[ChildRow]:
    """The children on the books on a day, by pinyin; with those who have left or are still to come, on request."""
    make = _row_maker(session, on)
    rows = []
    for record in session.scalars(with_parts()):
        stay = _stay_on(record, on)
        if (with_left and not record.erased_on) or (stay and stay_of(stay).covers(on)):
            rows.append(make(record, stay))
    rows = [row for row in rows if is_own_class(session, row.class_id)]
    bearers = Counter(row.name for row in rows)
    rows = [replace(row, has_namesake=True) if bearers[row.name] > 1 else row for row in rows]
    return sorted(rows, key=lambda row: (row.name_key, row.birth_date))


@needs(Right.READ_ROSTER)
def child(session: Session, child_id: int, on: date) -> ChildRow:
    """One child's record."""
    found = session.scalars(with_parts().where(Child.id == child_id)).one()
    row = _row_maker(session, on)(found, _stay_on(found, on))
    check_own_class(session, row.class_id)
    return row


@needs(Right.READ_ROSTER)
def find_child(
    session: Session, name: str, on: date, class_id: int | None = None, *, with_left: bool = False
) -> ChildRow:
    """The child of that name on a day, or named `name/2024-05-01` where several bear it; UserError otherwise.

    With those who have left, or are still to come, on request.
    """
    plain, _sep, born = name.partition("/")
    found = [
        row
        for row in list_children(session, on, with_left=with_left)
        if row.name == plain
        and (not born or row.birth_date.isoformat() == born)
        and class_id in (None, row.class_id)
    ]
    if not found:
        nobody = (
            _("There is no child “{name}” in the records.")
            if with_left
            else _("There is no child “{name}” on {day}.")
        )
        raise UserError(nobody.format(name=name, day=formats.iso_date(on)), "name")
    if len(found) > 1:
        raise UserError(
            _("There are {n} children named “{name}”. Add the birth date: {example}.").format(
                n=len(found), name=plain, example=f"{plain}/{found[0].birth_date}"
            ),
            "name",
        )
    return found[0]


@needs(Right.WRITE_ROSTER)
def namesakes(session: Session, name: str, child_id: int | None, on: date) -> list[str]:
    """A sentence for each other child of that name, so that nobody is taken in twice or taken for another."""
    make = _row_maker(session, on)
    others = with_parts().where(Child.name == name_of(name), Child.id != (child_id or 0))
    rows = [make(record, _stay_on(record, on)) for record in session.scalars(others)]
    return [
        _("There is another child called {name}, born on {day} ({where}).").format(
            name=row.name,
            day=formats.iso_date(row.birth_date),
            where=_("Left on {day}").format(day=formats.iso_date(row.left_on))
            if row.left_on and row.left_on < on
            else row.class_name,
        )
        for row in rows
    ]


@needs(Right.WRITE_ROSTER)
def enrol(
    session: Session,
    fields: ChildFields,
    class_id: int,
    enrolled_on: date,
    *,
    today: date,
    pattern: Pattern = Pattern(),  # noqa: B008 - a frozen value
    settling_until: date | None = None,
) -> int:
    """Take a new child in; returns its id."""
    record = Child()
    _fill(session, record, fields, today)
    if enrolled_on < fields.birth_date:
        raise UserError(_("The child can't be enrolled before its birth."), "enrolled_on")
    check_class_open(session, class_id, enrolled_on)
    _check_settling(settling_until, enrolled_on)
    record.enrolments = [enrolment_record(class_id, enrolled_on, pattern, settling_until)]
    session.add(record)
    session.flush()
    return record.id


@needs(Right.WRITE_ROSTER)
def change(session: Session, child_id: int, fields: ChildFields, *, today: date) -> None:
    """Write a child's fields and guardians."""
    record = session.get_one(Child, child_id)
    _check_not_erased(record)
    _fill(session, record, fields, today)


@needs(Right.WRITE_ROSTER)
def move(session: Session, child_id: int, class_id: int, starts_on: date) -> None:
    """Put a child into another class from a day on; a later move planned before is kept."""
    stay = _open_stay(session, child_id, starts_on)
    check_class_open(session, class_id, starts_on)
    session.merge(Placement(enrolment_id=stay.id, starts_on=starts_on, class_id=class_id))
    session.flush()
    session.expire(stay)


@needs(Right.WRITE_ROSTER)
def set_pattern(session: Session, child_id: int, starts_on: date, pattern: Pattern) -> None:
    """Service and weekly pattern from a day on."""
    stay = _open_stay(session, child_id, starts_on)
    session.merge(pattern_record(pattern, starts_on, stay.id))
    session.flush()
    session.expire(stay)


@needs(Right.WRITE_ROSTER)
def set_settling(session: Session, child_id: int, on: date, until: date | None) -> None:
    """The last day of settling in, in the time in the centre that covers a day; None takes it back."""
    stay = _open_stay(session, child_id, on)
    _check_settling(until, stay.enrolled_on)
    stay.settling_until = until


@needs(Right.WRITE_ROSTER)
def leave(
    session: Session,
    child_id: int,
    left_on: date,
    reason: LeaveReason | None = None,
    destination: str = "",
) -> None:
    """End a child's time in the centre; `left_on` is its last day in care, `destination` where it goes."""
    record = session.get_one(Child, child_id)
    begun = [stay for stay in record.enrolments if stay.enrolled_on <= left_on]
    if not begun:
        raise _not_here(record, left_on)
    stay = begun[-1]
    # A leaving day typed wrong may be moved, also to a later one.
    recorded = select(Attendance.day).where(Attendance.child_id == child_id, Attendance.day > left_on)
    if stay.left_on:
        recorded = recorded.where(Attendance.day <= stay.left_on)
    last = session.scalars(recorded.order_by(Attendance.day).limit(1)).first()
    if last:
        raise UserError(
            _("The child has attendance recorded on {day}, after that day. Correct it first.").format(
                day=formats.iso_date(last)
            ),
            "left_on",
        )
    stay.left_on, stay.leave_reason, stay.destination = left_on, reason, destination.strip()


@needs(Right.WRITE_ROSTER)
def enrol_again(
    session: Session,
    child_id: int,
    class_id: int,
    enrolled_on: date,
    pattern: Pattern = Pattern(),  # noqa: B008
    settling_until: date | None = None,
) -> None:
    """Take a child in again after it had left."""
    record = session.get_one(Child, child_id)
    _check_not_erased(record)
    if any(stay.left_on is None or stay.left_on >= enrolled_on for stay in record.enrolments):
        raise UserError(_("The child is in the centre on that day already."), "enrolled_on")
    check_class_open(session, class_id, enrolled_on)
    _check_settling(settling_until, enrolled_on)
    record.enrolments.append(enrolment_record(class_id, enrolled_on, pattern, settling_until))


def with_parts() -> Select[Child]:
    """Children with their guardians and times in the centre, in a fixed number of queries."""
    return select(Child).options(
        selectinload(Child.guardians),
        selectinload(Child.enrolments).selectinload(Enrolment.placements),
        selectinload(Child.enrolments).selectinload(Enrolment.patterns),
        selectinload(Child.enrolments).selectinload(Enrolment.pauses),
    )


def _fill(session: Session, record: Child, fields: ChildFields, today: date) -> None:
    fields = replace(fields, name=name_of(fields.name), id_number=plain_number(fields.id_number))
    check_child(fields, today)
    if fields.id_number:
        _check_single(session, record.id, fields.id_number)
    write_fields(record, fields)


def _check_single(session: Session, child_id: int | None, id_number: str) -> None:
    other = session.scalars(select(Child).where(Child.id_number == id_number)).first()
    if other is not None and other.id != child_id:
        raise UserError(
            _(
                "{name} already has this ID number. One of the two was mistyped, or it is the same child."
            ).format(name=other.name),
            "id_number",
        )


def _check_settling(until: date | None, enrolled_on: date) -> None:
    if until and until < enrolled_on:
        raise UserError(_("The settling-in can't end before the first day in care."), "settling_until")


def _check_not_erased(record: Child) -> None:
    if record.erased_on:
        raise UserError(
            _(
                "This child's file was erased on {day} after its retention time. Enrol it as a new child."
            ).format(day=formats.iso_date(record.erased_on))
        )


def _stay_on(record: Child, day: date) -> Enrolment | None:
    """The enrolment that covers the day, else the last one begun, else the first to come."""
    begun = [stay for stay in record.enrolments if stay.enrolled_on <= day]
    return begun[-1] if begun else next(iter(record.enrolments), None)


def _open_stay(session: Session, child_id: int, day: date) -> Enrolment:
    record = session.get_one(Child, child_id)
    for stay in record.enrolments:
        if stay_of(stay).covers(day):
            return stay
    raise _not_here(record, day)


def _not_here(record: Child, day: date) -> UserError:
    return UserError(
        _("{name} is not in the centre on {day}.").format(name=record.name, day=formats.iso_date(day)), "day"
    )


def distinct_name(name: str, birth_date: date) -> str:
    """A name that several bear, with the birth date that tells them apart."""
    return _("{name} ({day})").format(name=name, day=formats.iso_date(birth_date))


def _row_maker(session: Session, on: date) -> Callable[[Child, Enrolment | None], ChildRow]:
    """What makes rows of a day; all that isn't in the child's own record is read once, here."""
    classes = {row.id: row.name for row in list_classes(session)}
    barred = barred_on(session, on)
    sees_numbers = has(session, Right.READ_ID_NUMBERS)

    def make(record: Child, stay: Enrolment | None) -> ChildRow:
        class_id = placed_on(stay.placements, max(on, stay.enrolled_on)) if stay else None
        fields = fields_of(record)
        phones = [guardian.phone for guardian in fields.guardians if guardian.phone]
        tails = [phone[-4:] for phone in phones]
        if sees_numbers:
            tails.append(fields.id_number[-6:].lower())
        else:
            fields = replace(fields, id_number=masked(fields.id_number))
        return ChildRow(
            id=record.id,
            name=record.name,
            name_key=record.name_key,
            name_search=record.name_search,
            pet_name=record.pet_name,
            sex=record.sex,
            birth_date=record.birth_date,
            months=completed_months(record.birth_date, on),
            id_kind=record.id_kind,
            id_number=fields.id_number,
            class_id=class_id,
            class_name=classes[class_id] if class_id else "",
            pattern=pattern_on(stay.patterns, max(on, stay.enrolled_on)) if stay else Pattern(),
            enrolled_on=stay.enrolled_on if stay else None,
            left_on=stay.left_on if stay else None,
            settling_until=stay.settling_until if stay else None,
            allergies=record.allergies,
            chronic=record.chronic,
            barred=barred.get(record.id, ""),
            guardians=fields.guardians,
            pause=pause_on(stay.pauses, on) if stay else None,
            fields=fields,
            found_by=" ".join([record.name_search, record.pet_name.lower(), *tails, *phones]),
        )

    return make
