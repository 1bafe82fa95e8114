"""What a roster's rows mean for the centre's file: whom each is, what it changes, what speaks against it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import cell_text
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.children import Child, Enrolment
from centerdesk.domain.ages import completed_months
from centerdesk.domain.attendance import Pattern, Stay
from centerdesk.domain.identity import masked
from centerdesk.domain.people import ClassKind, Service
from centerdesk.domain.staffing import class_norm
from centerdesk.domain.workbook_words import Col, class_kind_of
from centerdesk.services.children import (
    ChildFields,
    GuardianRow,
    check_child,
    fields_of,
    with_parts,
)
from centerdesk.services.classes import ClassRow, list_classes
from centerdesk.services.imports import Change
from centerdesk.services.roster_entry import Entry
from centerdesk.services.stays import pattern_on, placed_on

_TITLES = {
    "name": N_("Name"),
    "sex": N_("Sex"),
    "birth_date": N_("Birth date"),
    "former_name": N_("Former name"),
    "pet_name": N_("Pet name"),
    "id_kind": N_("Kind of ID paper"),
    "id_number": N_("ID number"),
    "nation": N_("Nation"),
    "household": N_("Household registration"),
    "address": N_("Address"),
    "allergies": N_("Allergies"),
    "chronic": N_("Chronic conditions"),
    "special_needs": N_("Special needs"),
    "birth_order": N_("Birth order"),
    "multiple_birth": N_("Multiple birth"),
    "note": N_("Note"),
    "guardians": N_("Guardians"),
}
_MISSING = {
    Col.BIRTH_DATE: N_("The birth date is missing."),
    Col.SEX: N_("The sex is missing, and there is no ID number to tell it."),
    Col.CLASS: N_("The class is missing."),
    Col.ENROLLED_ON: N_("The day of enrolment is missing."),
}
# Ages shift by a season between classes; only what lies further off is worth a word. The program's own choice.
_TOLERATED_MONTHS = 3


@dataclass(slots=True)
class Plan:
    """What is to be done for one row; `stay` None: a new time in the centre begins."""

    entry: Entry
    refusals: list[str]
    doubts: list[str]
    child: Child | None = None
    fields: ChildFields | None = None
    stay: Enrolment | None = None
    enrolled_on: date | None = None
    left_on: date | None = None
    class_name: str = ""
    pattern: Pattern = field(default_factory=Pattern)
    changes: list[Change] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.refusals

    def change(self, title: str, old: object, new: object) -> None:
        """Note a field that will change."""
        if old != new:
            self.changes.append(Change(_(title), cell_text(old), cell_text(new)))

    def effective_on(self, today: date) -> date:
        """The day on which class and pattern are compared and changed: today, or the nearest day of the stay."""
        day = max(today, self.enrolled_on or today)
        return min(day, self.left_on) if self.left_on else day


@dataclass(frozen=True, slots=True)
class Book:
    """The centre's file as a roster is held against it."""

    classes: dict[str, ClassRow]
    class_names: dict[int, str]
    children: Sequence[Child]
    by_number: dict[str, Child]
    by_person: dict[tuple[str, date], list[Child]]


def make_plans(session: Session, entries: Iterable[Entry], today: date) -> tuple[list[Plan], Book]:
    """A plan for each row, in a fixed number of queries."""
    book = _book(session)
    plans = [Plan(entry, list(entry.refusals), list(entry.doubts)) for entry in entries]
    _refuse_doubles(plans)
    for plan in plans:
        _match(plan, book)
    _refuse_same_child(plans)
    for plan in plans:
        _plan_fields(plan, today)
        _plan_stay(plan)
        _plan_class(plan, book, today)
        _plan_pattern(plan, today)
    _refuse_lost_marks(session, plans)
    return plans, book


def _book(session: Session) -> Book:
    classes = list_classes(session)
    children = session.scalars(with_parts()).all()
    by_person = defaultdict(list)
    for child in children:
        by_person[child.name, child.birth_date].append(child)
    return Book(
        {row.name: row for row in classes},
        {row.id: row.name for row in classes},
        children,
        {child.id_number: child for child in children if child.id_number},
        by_person,
    )


def _refuse_doubles(plans: Sequence[Plan]) -> None:
    """Two rows with one ID number, or with one name and birth date: both are refused, both are named."""
    numbers, people = defaultdict(list), defaultdict(list)
    for plan in plans:
        given = plan.entry.given
        if "id_number" in given:
            numbers[given["id_number"]].append(plan)
        if plan.entry.name and "birth_date" in given:
            people[plan.entry.name, given["birth_date"]].append(plan)
    for sentence, groups in (
        (N_("One ID number stands in several rows: {rows}."), numbers.values()),
        (N_("One child stands in several rows, with the same name and birth date: {rows}."), people.values()),
    ):
        for group in groups:
            if len(group) > 1:
                _refuse_all(group, _(sentence).format(rows=_where(group)))


def _refuse_same_child(plans: Sequence[Plan]) -> None:
    """Rows that mean one child of the file, one by its number and another by its name."""
    groups = defaultdict(list)
    for plan in plans:
        if plan.child and plan.is_sound:
            groups[plan.child.id].append(plan)
    for group in groups.values():
        if len(group) > 1:
            _refuse_all(
                group, _("Several rows mean the same child of the file: {rows}.").format(rows=_where(group))
            )


def _refuse_all(plans: Sequence[Plan], sentence: str) -> None:
    for plan in plans:
        plan.refusals.append(sentence)


def _where(plans: Sequence[Plan]) -> str:
    several = len({plan.entry.sheet for plan in plans}) > 1
    return _(", ").join(
        _("{row} ({name})").format(
            row=f"{plan.entry.sheet}!{plan.entry.row}" if several else plan.entry.row, name=plan.entry.name
        )
        for plan in plans
    )


def _match(plan: Plan, book: Book) -> None:
    """Find the row's child in the file: by its number, else by name and birth date."""
    given = plan.entry.given
    number, name = given.get("id_number"), plan.entry.name
    holder = book.by_number.get(number) if number else None
    same = book.by_person.get((name, given["birth_date"]), []) if "birth_date" in given else []
    if holder and (name in (holder.name, holder.former_name) or given.get("former_name") == holder.name):
        plan.child = holder
    elif holder:
        plan.refusals.append(
            _(
                "{name}, born {day}, already has this ID number in the file. One of the two was mistyped."
            ).format(name=holder.name, day=iso_date(holder.birth_date))
        )
    elif len(same) > 1:
        plan.refusals.append(
            _("Several children of the file have this name and birth date; add the ID number.")
        )
    elif same:
        plan.child = same[0]
        if number and same[0].id_number:
            plan.doubts.append(
                _("The file has another ID number for this child: {number}.").format(
                    number=masked(same[0].id_number)
                )
            )


def _plan_fields(plan: Plan, today: date) -> None:
    entry, given = plan.entry, dict(plan.entry.given)
    old = fields_of(plan.child) if plan.child else None
    if old is None:
        if entry.id_facts:
            given.setdefault("sex", entry.id_facts.sex)
        plan.refusals += [
            _(sentence)
            for column, sentence in _MISSING.items()
            if column in entry.blank and not (column is Col.SEX and "sex" in given)
        ]
    elif old.allergies and entry.denies_allergies:
        plan.doubts.append(
            _("The roster says no allergies, the file says “{allergies}”; the file was kept.").format(
                allergies=old.allergies
            )
        )
    if entry.lacks_number and not (old and old.id_number):
        plan.doubts.append(_("There is no ID number."))
    if old and not entry.given.get("id_number") and old.id_number:
        given.pop("id_kind", None)
    if not plan.is_sound:
        return
    guardians = _merged(old.guardians if old else (), entry.guardians)
    plan.fields = (
        replace(old, **given, guardians=guardians) if old else ChildFields(**given, guardians=guardians)
    )
    try:
        plan.doubts += check_child(plan.fields, today)
    except UserError as error:
        plan.refusals.append(error.text)
    if old:
        for each in fields(ChildFields):
            plan.change(
                _TITLES[each.name],
                _shown(each.name, getattr(old, each.name)),
                _shown(each.name, getattr(plan.fields, each.name)),
            )


def _shown(name: str, value: object) -> object:
    if name == "guardians":
        assert isinstance(value, tuple)
        return _(", ").join(f"{each.relation.label} {each.name} {each.phone}".strip() for each in value)
    return masked(str(value)) if name == "id_number" else value


def _merged(old: Sequence[GuardianRow], new: Sequence[GuardianRow]) -> tuple[GuardianRow, ...]:
    """The guardians of the file with what the roster adds; nobody is dropped, nothing wiped."""
    merged = list(old)
    for each in new:
        place = next((place for place, known in enumerate(merged) if _is_same(known, each)), None)
        if place is None:
            merged.append(each)
        else:
            known = merged[place]
            merged[place] = replace(
                known,
                name=each.name or known.name,
                phone=each.phone or known.phone,
                work=each.work or known.work,
            )
    return tuple(merged)


def _is_same(known: GuardianRow, each: GuardianRow) -> bool:
    if known.relation is not each.relation:
        return False
    single = known.relation.value in ("father", "mother")
    return single or known.name == each.name or (not each.name and known.phone == each.phone)


def _plan_stay(plan: Plan) -> None:
    """The time in the centre the row means: one of the file's, by its first day, or a new one."""
    stays = plan.child.enrolments if plan.child else []
    first = plan.entry.enrolled_on
    last = stays[-1] if stays else None
    plan.stay = next((stay for stay in stays if stay.enrolled_on == first), last)
    if last and first and last.left_on and first > last.left_on:
        plan.stay = None  # came back after it had left
    stay = plan.stay
    plan.enrolled_on = first or (stay.enrolled_on if stay else None)
    plan.left_on = plan.entry.left_on or (stay.left_on if stay else None)
    if plan.enrolled_on is None:
        return
    if plan.fields and plan.enrolled_on < plan.fields.birth_date:
        plan.refusals.append(
            _("The day of enrolment, {day}, lies before the birth.").format(day=iso_date(plan.enrolled_on))
        )
    if plan.left_on and plan.left_on < plan.enrolled_on:
        plan.refusals.append(
            _("The last day, {day}, lies before the day of enrolment.").format(day=iso_date(plan.left_on))
        )
    if any(
        other is not stay
        and plan.enrolled_on <= (other.left_on or date.max)
        and (plan.left_on or date.max) >= other.enrolled_on
        for other in stays
    ):
        plan.refusals.append(
            _("The file has another time in the centre for this child that overlaps with this one.")
        )
    if plan.child:
        plan.change(N_("Enrolled on"), stay.enrolled_on if stay else None, plan.enrolled_on)
        plan.change(N_("Left on"), stay.left_on if stay else None, plan.left_on)


def _plan_class(plan: Plan, book: Book, today: date) -> None:
    stay, on = plan.stay, plan.effective_on(today)
    begins_on = max(on, stay.enrolled_on) if stay else on
    placed = placed_on(stay.placements, begins_on) if stay else None
    now = book.class_names[placed] if placed else ""
    plan.class_name = plan.entry.class_name or now
    if stay and stay.left_on and stay.left_on < today and plan.class_name != now:
        plan.doubts.append(
            _("The child left on {day} from class {name}; its class was kept.").format(
                day=iso_date(stay.left_on), name=now
            )
        )
        plan.class_name = now
    if plan.child:
        plan.change(N_("Class"), now, plan.class_name)
    group = book.classes.get(plan.class_name)
    if group and group.closed_on and group.closed_on < on and plan.class_name != now:
        plan.refusals.append(
            _("The class {name} was closed on {day}.").format(name=group.name, day=iso_date(group.closed_on))
        )
    kind = group.kind if group else class_kind_of(plan.class_name)
    if kind and plan.fields and plan.is_sound and not _fits(kind, plan.fields.birth_date, on):
        plan.doubts.append(
            _("At {months} months the child doesn't fit the class {name} ({kind}).").format(
                months=completed_months(plan.fields.birth_date, on), name=plan.class_name, kind=kind.label
            )
        )


def _fits(kind: ClassKind, born: date, on: date) -> bool:
    """Whether an age suits a class. A roster names the class of now, so it is held against the age of now."""
    norm = class_norm(kind, on)
    months = completed_months(born, on)
    too_old = norm.age_to is not None and months >= norm.age_to + _TOLERATED_MONTHS
    return not too_old and months >= norm.age_from - _TOLERATED_MONTHS


def _plan_pattern(plan: Plan, today: date) -> None:
    entry, stay = plan.entry, plan.stay
    now = pattern_on(stay.patterns, plan.effective_on(today)) if stay else Pattern()
    service = entry.service or (Service.HALF if entry.half else now.service)
    half = (entry.half or now.half) if service is Service.HALF else None
    if stay and stay.left_on and stay.left_on < today:
        plan.pattern = now  # a time that is over stays as it was
    else:
        plan.pattern = Pattern(service, entry.weekdays or now.weekdays, half, now.funding)
    if plan.child:
        plan.change(N_("Service"), now.service, plan.pattern.service)
        plan.change(N_("Weekdays"), now.weekdays, plan.pattern.weekdays)
        plan.change(N_("Half of the day"), now.half, plan.pattern.half)


def _refuse_lost_marks(session: Session, plans: Iterable[Plan]) -> None:
    """A stay must not shrink over days for which attendance stands in the file."""
    shifted = {}
    for plan in plans:
        stay = plan.stay
        if stay and plan.enrolled_on and (stay.enrolled_on, stay.left_on) != (plan.enrolled_on, plan.left_on):
            shifted[stay.child_id] = plan
    marks = select(Attendance.child_id, Attendance.day).where(Attendance.child_id.in_(shifted))
    for child_id, day in session.execute(marks.order_by(Attendance.day)) if shifted else ():
        plan = shifted[child_id]
        assert plan.stay
        assert plan.enrolled_on
        before = Stay(plan.stay.enrolled_on, plan.stay.left_on).covers(day)
        if before and plan.is_sound and not Stay(plan.enrolled_on, plan.left_on).covers(day):
            plan.refusals.append(
                _("The file has attendance on {day}, outside the days the roster gives.").format(
                    day=iso_date(day)
                )
            )
