"""A roster's rows against the times in the centre: first and last day, class, weekly pattern."""

from datetime import date

from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import N_, _
from centerdesk.db.schema.children import Enrolment
from centerdesk.domain.ages import completed_months
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.people import ClassKind, Service
from centerdesk.domain.staffing import class_norm
from centerdesk.domain.workbook_words import class_kind_of
from centerdesk.services.roster_book import Book, Plan
from centerdesk.services.stays import pattern_on, placed_on

# Ages shift by a season between classes; only what lies further off is worth a word. The program's own choice.
_TOLERATED_MONTHS = 3


def plan_stay(plan: Plan, book: Book) -> None:
    """The time in the centre the row means: one of the file's, by its first day, or a new one."""
    stays = plan.child.enrolments if plan.child else []
    entry = plan.entry
    stay = plan.stay = _meant(stays, entry.enrolled_on, book)
    written = book.earlier.stays.get(stay.id, {}) if stay else {}
    first, last, settling = entry.enrolled_on, entry.left_on, entry.settling_until
    if stay:
        if plan.keeps(N_("Enrolled on"), written, "enrolled_on", first, stay.enrolled_on):
            first = None
        if plan.keeps(N_("Left on"), written, "left_on", last, stay.left_on):
            last = None
        if plan.keeps(N_("Settling in until"), written, "settling_until", settling, stay.settling_until):
            settling = None
    plan.enrolled_on = first or (stay.enrolled_on if stay else None)
    plan.left_on = last or (stay.left_on if stay else None)
    plan.settling_until = settling or (stay.settling_until if stay else None)
    if plan.enrolled_on is None:
        return
    _check_days(plan, plan.enrolled_on, stays)
    if plan.child:
        plan.change(N_("Enrolled on"), stay.enrolled_on if stay else None, plan.enrolled_on)
        plan.change(N_("Left on"), stay.left_on if stay else None, plan.left_on)
        plan.change(N_("Settling in until"), stay.settling_until if stay else None, plan.settling_until)


def _meant(stays: list[Enrolment], first: date | None, book: Book) -> Enrolment | None:
    """The stay with that first day, now or as it was imported; else the last one, unless it was over by then."""
    if not stays:
        return None
    for stay in stays:
        if stay.enrolled_on == first:
            return stay
    for stay in stays:
        if first and book.earlier.stays.get(stay.id, {}).get("enrolled_on") == first.isoformat():
            return stay
    last = stays[-1]
    return None if first and last.left_on and first > last.left_on else last


def _check_days(plan: Plan, first: date, stays: list[Enrolment]) -> None:
    if plan.fields and first < plan.fields.birth_date:
        plan.refusals.append(
            _("The day of enrolment, {day}, lies before the birth.").format(day=iso_date(first))
        )
    if plan.left_on and plan.left_on < first:
        plan.refusals.append(
            _("The last day, {day}, lies before the day of enrolment.").format(day=iso_date(plan.left_on))
        )
    if plan.settling_until and plan.settling_until < first:
        plan.refusals.append(_("The settling-in can't end before the first day in care."))
    if any(
        other is not plan.stay
        and first <= (other.left_on or date.max)
        and (plan.left_on or date.max) >= other.enrolled_on
        for other in stays
    ):
        plan.refusals.append(
            _("The file has another time in the centre for this child that overlaps with this one.")
        )


def plan_class(plan: Plan, book: Book, today: date) -> None:
    """The class the row puts the child in."""
    stay, on = plan.stay, plan.effective_on(today)
    begins_on = max(on, stay.enrolled_on) if stay else on
    placed = placed_on(stay.placements, begins_on) if stay else None
    now = book.class_names[placed] if placed else ""
    told = _told_class(plan, book)
    plan.class_name = told or now
    if stay and stay.left_on and stay.left_on < today and plan.class_name != now:
        plan.doubts.append(
            _("The child left on {day} from class {name}; its class was kept.").format(
                day=iso_date(stay.left_on), name=now
            )
        )
        plan.class_name = now
    elif stay:
        written = dict(book.earlier.stays.get(stay.id, {}))
        if "class_id" in written:
            written["class_id"] = book.class_names.get(written["class_id"], "")
        if plan.keeps(N_("Class"), written, "class_id", told, now):
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


def _told_class(plan: Plan, book: Book) -> str:
    """The class the roster names; one that an import made and that bears another name now goes by its new name."""
    told = plan.entry.class_name
    renamed = book.class_names.get(book.earlier.classes.get(told, 0), "") if told not in book.classes else ""
    if renamed:
        plan.doubts.append(_("The class {old} is called {new} now.").format(old=told, new=renamed))
    return renamed or told


def _fits(kind: ClassKind, born: date, on: date) -> bool:
    """Whether an age suits a class. A roster names the class of now, so it is held against the age of now."""
    norm = class_norm(kind, on)
    months = completed_months(born, on)
    too_old = norm.age_to is not None and months >= norm.age_to + _TOLERATED_MONTHS
    return not too_old and months >= norm.age_from - _TOLERATED_MONTHS


def plan_pattern(plan: Plan, book: Book, today: date) -> None:
    """The weekly pattern the row signs the child up for; a time that is over stays as it was."""
    entry, stay = plan.entry, plan.stay
    now = pattern_on(stay.patterns, plan.effective_on(today)) if stay else Pattern()
    if stay and stay.left_on and stay.left_on < today:
        plan.pattern = now
        return
    written = book.earlier.stays.get(stay.id, {}) if stay else {}
    service = entry.service or (Service.HALF if entry.half else None)
    weekdays, half, funding = entry.weekdays, entry.half, entry.funding
    if plan.keeps(N_("Service"), written, "service", service, now.service):
        service = half = None
    if plan.keeps(N_("Weekdays"), written, "weekdays", weekdays, now.weekdays):
        weekdays = ""
    if plan.keeps(N_("Half of the day"), written, "half", half, now.half):
        half = None
    if plan.keeps(N_("Kind of fee"), written, "funding", funding, now.funding):
        funding = None
    service = service or now.service
    plan.pattern = Pattern(
        service,
        weekdays or now.weekdays,
        (half or now.half) if service is Service.HALF else None,
        funding or now.funding,
    )
    if plan.child:
        plan.change(N_("Service"), now.service, plan.pattern.service)
        plan.change(N_("Weekdays"), now.weekdays, plan.pattern.weekdays)
        plan.change(N_("Half of the day"), now.half, plan.pattern.half)
        plan.change(N_("Kind of fee"), now.funding, plan.pattern.funding)
