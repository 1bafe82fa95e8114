"""What a roster's rows mean for the centre's file: whom each is, what it changes, what speaks against it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import N_, _
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.children import Child
from centerdesk.domain.attendance import Stay
from centerdesk.domain.identity import masked
from centerdesk.domain.people import Relation
from centerdesk.domain.workbook_words import Col
from centerdesk.services.child_fields import ChildFields, GuardianRow, check_child, fields_of
from centerdesk.services.roster_book import Book, Plan, read_book
from centerdesk.services.roster_entry import Entry, GuardianEntry
from centerdesk.services.roster_stays import plan_class, plan_pattern, plan_stay
from centerdesk.services.touched import Values

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


def make_plans(session: Session, entries: Iterable[Entry], today: date) -> tuple[list[Plan], Book]:
    """A plan for each row, in a fixed number of queries."""
    book = read_book(session)
    plans = [Plan(entry, list(entry.refusals), list(entry.doubts)) for entry in entries]
    _refuse_doubles(plans)
    for plan in plans:
        _match(plan, book)
    _refuse_same_child(plans)
    for plan in plans:
        _plan_fields(plan, book, today)
        plan_stay(plan, book)
        plan_class(plan, book, today)
        plan_pattern(plan, book, today)
    _refuse_lost_marks(session, plans)
    return plans, book


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
    same = _same_person(name, given["birth_date"], number, book) if "birth_date" in given else []
    known = {holder.name, holder.former_name, _written(book, holder).get("name")} if holder else set()
    if holder and (name in known or given.get("former_name") == holder.name):
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
        if number and same[0].id_number and number != _written(book, same[0]).get("id_number"):
            plan.doubts.append(
                _("The file has another ID number for this child: {number}.").format(
                    number=masked(same[0].id_number)
                )
            )


def _same_person(name: str, born: date, number: str | None, book: Book) -> list[Child]:
    """The children with a name and a birth date: as they stand in the file, else as they were imported once."""
    same = book.by_person.get((name, born), [])
    return same or [
        child
        for child in book.by_imported.get((name, born.isoformat()), [])
        if not (number and child.id_number)
        or number in (child.id_number, _written(book, child).get("id_number"))
    ]


def _written(book: Book, child: Child) -> Values:
    return book.earlier.children.get(child.id, {})


def _plan_fields(plan: Plan, book: Book, today: date) -> None:
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
    written: Sequence[Values] = ()
    if old and plan.child:
        for name in [name for name in given if _keeps(plan, book, old, name)]:
            del given[name]
        written = book.earlier.guardians.get(plan.child.id, ())
    guardians = _merged(plan, old.guardians if old else (), written)
    plan.fields = (
        replace(old, **given, guardians=guardians) if old else ChildFields(**given, guardians=guardians)
    )
    try:
        plan.doubts += check_child(plan.fields, today)
    except UserError as error:
        plan.refusals.append(error.text)
    if old:
        for each in fields(ChildFields):
            before, after = getattr(old, each.name), getattr(plan.fields, each.name)
            if before != after:  # as they are: two numbers may look alike when masked
                plan.note(_TITLES[each.name], _shown(each.name, before), _shown(each.name, after))


def _shown(name: str, value: object) -> object:
    if name == "guardians":
        assert isinstance(value, tuple)
        return _(", ").join(
            " ".join(
                filter(None, (_guardian_words(each), each.work, "" if each.custody else _("No custody")))
            )
            for each in value
        )
    return masked(str(value)) if name == "id_number" else value


def _keeps(plan: Plan, book: Book, old: ChildFields, name: str) -> bool:
    assert plan.child
    return plan.keeps(
        _TITLES[name], _written(book, plan.child), name, plan.entry.given[name], getattr(old, name)
    )


def _merged(plan: Plan, old: Sequence[GuardianRow], written: Sequence[Values]) -> tuple[GuardianRow, ...]:
    """The guardians of the file with what the roster adds; nobody is dropped, nothing wiped.

    `written` are those the last import wrote: one who is gone since was taken out by hand and isn't put back.
    """
    merged = list(old)
    for each, place in _paired(plan.entry.guardians, old):
        before = next((values for values in reversed(written) if _is_same(_guardian_of(values), each)), None)
        if place is None and before:
            plan.doubts.append(
                _("{guardian} was changed or removed by hand since the last import; this is kept.").format(
                    guardian=_guardian_words(each)
                )
            )
        elif place is None:
            merged.append(each.row)
        else:
            merged[place] = _renewed(plan, merged[place], each, before or {})
    return tuple(merged)


def _renewed(plan: Plan, known: GuardianRow, each: GuardianEntry, written: Values) -> GuardianRow:
    """A guardian of the file with what the roster says of him."""
    words = {name: _in_words(value) for name, value in written.items()}
    told = {
        name: getattr(each, name)
        for name in ("name", "phone", "work", "custody")
        if getattr(each, name) not in (None, "")
    }
    anew = {
        name: value
        for name, value in told.items()
        if not plan.keeps(
            known.relation.label, words, name, _in_words(value), _in_words(getattr(known, name))
        )
    }
    return replace(known, **anew)


def _in_words(value: object) -> object:
    """Custody as people read it; all else as it is."""
    if isinstance(value, bool):
        return _("Has custody") if value else _("No custody")
    return value


def _guardian_of(values: Values) -> GuardianRow:
    return GuardianRow(Relation(values["relation"]), values["name"], values["phone"], values["work"])


def _guardian_words(row: GuardianRow | GuardianEntry) -> str:
    return f"{row.relation.label} {row.name} {row.phone}".strip()


def _paired(
    told: Sequence[GuardianEntry], old: Sequence[GuardianRow]
) -> Iterator[tuple[GuardianEntry, int | None]]:
    """Each guardian of the roster, and who of the file he is: nobody is two, and the same is found before the like."""
    places: dict[int, int] = {}
    for is_he in (_is_equal, _is_named, _is_same):
        for index, each in enumerate(told):
            taken = places.values()
            free = [place for place, known in enumerate(old) if place not in taken and is_he(known, each)]
            if free and index not in places:
                places[index] = free[0]
    yield from ((each, places.get(index)) for index, each in enumerate(told))


def _is_equal(known: GuardianRow, each: GuardianEntry) -> bool:
    return (known.relation, known.name, known.phone) == (each.relation, each.name, each.phone)


def _is_named(known: GuardianRow, each: GuardianEntry) -> bool:
    return known.relation is each.relation and known.name == each.name != ""


def _is_same(known: GuardianRow, each: GuardianEntry) -> bool:
    if known.relation is not each.relation:
        return False
    single = known.relation.value in ("father", "mother")
    return single or known.name == each.name or (not each.name and known.phone == each.phone)


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
