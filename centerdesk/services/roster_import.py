"""A roster from a workbook: read, matched, checked, shown, and taken: all of it, its good rows, or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from dataclasses import fields as dataclass_fields
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.children import Child, Enrolment, Guardian, Placement, WeekPattern
from centerdesk.db.schema.classes import ClassGroup
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.names import name_key, name_search
from centerdesk.domain.people import ClassKind
from centerdesk.domain.roster_sheet import (
    ColumnProposal,
    RosterRows,
    SheetProposal,
    propose,
    propose_at,
    read_roster,
)
from centerdesk.services.child_fields import ChildFields, GuardianRow, write_fields
from centerdesk.services.imports import (
    PREVIEW_COLUMNS,
    ImportKind,
    ImportReport,
    PreviewRow,
    RowState,
    record_batch,
    report_of,
    state_of,
)
from centerdesk.services.rights import Right, needs
from centerdesk.services.roster_book import Book, Plan
from centerdesk.services.roster_classes import NewClass, full_classes, new_classes
from centerdesk.services.roster_entry import Entry, read_entry
from centerdesk.services.roster_plan import make_plans
from centerdesk.services.stays import enrolment_record, pattern_on, pattern_record, placed_on
from centerdesk.services.touched import Touched, flush_noting, insert_noting

__all__ = [
    "PREVIEW_COLUMNS",
    "ColumnProposal",
    "PreviewRow",
    "RosterPreview",
    "RosterRows",
    "RowState",
    "SheetProposal",
    "check_roster",
    "propose",
    "propose_at",
    "read_roster",
    "replace_class",
    "take_roster",
]

Part = TypeVar("Part", Placement, WeekPattern)


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """What taking a roster would do."""

    entries: tuple[Entry, ...]
    today: date
    rows: tuple[PreviewRow, ...]
    new_classes: tuple[NewClass, ...]
    notes: tuple[str, ...]
    heads: Mapping[str, int]

    def report(self, *, taken: bool = False) -> ImportReport:
        """The preview as a report; `taken` when it has been written."""
        return report_of(self.rows, taken=taken, notes=self.notes, heads=self.heads)


@needs(Right.WRITE_ROSTER)
def check_roster(session: Session, rows: RosterRows, today: date) -> RosterPreview:
    """What a roster would bring to the centre's file; nothing is written."""
    entries = tuple(read_entry(row) for row in rows.rows)
    plans, book = make_plans(session, entries, today)
    made = new_classes(plans, book, today)
    guessed = [_guess_words(each) for each in made if each.guessed]
    notes = (*rows.notes, *guessed, *full_classes(plans, book, made, today))
    return RosterPreview(entries, today, tuple(map(_preview, plans)), tuple(made), notes, rows.heads)


def replace_class(preview: RosterPreview, name: str, kind: ClassKind, capacity: int) -> RosterPreview:
    """The preview with another type and size for a class that will be made."""
    if capacity < 1:
        raise UserError(_("The class needs room for at least one child."), "capacity")
    made = tuple(
        NewClass(name, kind, capacity, guessed=False) if each.name == name else each
        for each in preview.new_classes
    )
    settled = {_guess_words(each) for each in preview.new_classes if each.name == name}
    notes = tuple(note for note in preview.notes if note not in settled)
    return replace(preview, new_classes=made, notes=notes)


def _guess_words(made: NewClass) -> str:
    return _(
        "The type of class {name} was guessed from the ages of its children: {kind}. Change it if it is wrong."
    ).format(name=made.name, kind=made.kind.label)


@needs(Right.WRITE_ROSTER)
def take_roster(
    session: Session,
    preview: RosterPreview,
    now: datetime,
    file_name: str,
    *,
    only_good: bool = False,
    without: frozenset[tuple[str, int]] = frozenset(),
) -> ImportReport:
    """Write what the preview shows: all of it, and nothing when a row is refused; or the good rows only.

    `without` are rows, by sheet and number, that the user leaves out; a refused one among them hinders nothing.
    """
    plans, book = make_plans(session, preview.entries, preview.today)
    if tuple(map(_preview, plans)) != preview.rows:
        raise UserError(_("The centre's file has changed since the roster was checked. Check it again."))
    wanted = [plan for plan in plans if (plan.entry.sheet, plan.entry.row) not in without]
    if not only_good and not all(plan.is_sound for plan in wanted):
        return preview.report()
    taken = [plan for plan in wanted if plan.is_sound and (plan.child is None or plan.changes)]
    touched = _write(session, preview, taken, book)
    record_batch(session, ImportKind.ROSTER, file_name, now, touched)
    report = preview.report(taken=True)
    return replace(report, taken=len(taken), notes=(*report.notes, *_left_out(preview.rows, without)))


def _write(session: Session, preview: RosterPreview, plans: Sequence[Plan], book: Book) -> list[Touched]:
    class_ids = {name: row.id for name, row in book.classes.items()}
    needed = {plan.class_name for plan in plans}
    made = [each for each in preview.new_classes if each.name in needed]
    rows = [
        {
            "name": each.name,
            "kind": each.kind,
            "capacity": each.capacity,
            "position": place,
            "closed_on": None,
        }
        for place, each in enumerate(made, len(book.classes))
    ]
    ids, touched = insert_noting(session, ClassGroup, rows, ("name",))
    class_ids |= {each.name: number for each, number in zip(made, ids, strict=True)}
    with session.no_autoflush:
        for plan in plans:
            if plan.child:
                _change(session, plan, plan.child, class_ids, preview.today)
        touched += flush_noting(session)
    return touched + _add_children(session, [plan for plan in plans if plan.child is None], class_ids)


def _left_out(rows: Sequence[PreviewRow], without: frozenset[tuple[str, int]]) -> list[str]:
    """The rows the user left out, named."""
    return [
        _("Left out by you: {sheet} row {row}, {name}.").format(sheet=row.sheet, row=row.row, name=row.name)
        for row in rows
        if (row.sheet, row.row) in without
    ]


def _preview(plan: Plan) -> PreviewRow:
    new = plan.child is None
    state = state_of(refused=bool(plan.refusals), new=new, changed=new or bool(plan.changes))
    return PreviewRow(
        plan.entry.sheet,
        plan.entry.row,
        plan.entry.name,
        plan.class_name,
        state,
        tuple(plan.changes),
        tuple(plan.refusals),
        tuple(plan.doubts),
    )


def _add_children(session: Session, plans: Sequence[Plan], class_ids: Mapping[str, int]) -> list[Touched]:
    """All new children in a few statements: one by one they take several times as long."""
    rows = [_child_values(plan.fields) for plan in plans if plan.fields]
    child_ids, children = insert_noting(session, Child, rows, ("name", "birth_date"))
    stays = [
        {
            "child_id": child_id,
            "enrolled_on": plan.enrolled_on,
            "left_on": plan.left_on,
            "leave_reason": None,
            "destination": "",
            "settling_until": plan.settling_until,
            "waived": "",
        }
        for child_id, plan in zip(child_ids, plans, strict=True)
    ]
    stay_ids, enrolments = insert_noting(session, Enrolment, stays, ("child_id",))
    guardians = [
        {
            "child_id": child_id,
            "position": place,
            "relation": each.relation,
            "name": each.name,
            "phone": each.phone,
            "work": each.work,
            "custody": each.custody,
        }
        for child_id, plan in zip(child_ids, plans, strict=True)
        for place, each in enumerate(plan.fields.guardians if plan.fields else ())
    ]
    placements = []
    patterns = []
    for stay_id, plan in zip(stay_ids, plans, strict=True):
        start = {"enrolment_id": stay_id, "starts_on": plan.enrolled_on}
        placements.append({**start, "class_id": class_ids[plan.class_name]})
        if plan.pattern != Pattern():
            patterns.append({**start, **asdict(plan.pattern)})
    return [
        *children,
        *enrolments,
        *insert_noting(session, Guardian, guardians, ("child_id", "position"))[1],
        *insert_noting(session, Placement, placements)[1],
        *insert_noting(session, WeekPattern, patterns)[1],
    ]


def _child_values(fields: ChildFields) -> dict[str, Any]:
    values = {
        each.name: getattr(fields, each.name) for each in dataclass_fields(fields) if each.name != "guardians"
    }
    return {
        **values,
        "id_number": fields.id_number or None,
        "name_key": name_key(fields.name),
        "name_search": name_search(fields.name),
    }


def _new_stay(plan: Plan, class_ids: Mapping[str, int]) -> Enrolment:
    assert plan.enrolled_on
    stay = enrolment_record(class_ids[plan.class_name], plan.enrolled_on, plan.pattern, plan.settling_until)
    stay.left_on = plan.left_on
    return stay


def _change(session: Session, plan: Plan, record: Child, class_ids: Mapping[str, int], today: date) -> None:
    assert plan.fields
    assert plan.enrolled_on
    _write_guardians(record, plan.fields.guardians)
    write_fields(record, plan.fields)
    stay = plan.stay
    if stay is None:
        record.enrolments.append(_new_stay(plan, class_ids))
        return
    if stay.enrolled_on != plan.enrolled_on:
        _begin_on(session, stay, plan.enrolled_on)
    stay.left_on, stay.settling_until = plan.left_on, plan.settling_until
    starts_on = max(plan.effective_on(today), plan.enrolled_on)
    class_id = class_ids[plan.class_name]
    if placed_on(stay.placements, starts_on) != class_id:
        _put(stay.placements, Placement(starts_on=starts_on, class_id=class_id), ("class_id",))
    if pattern_on(stay.patterns, starts_on) != plan.pattern:
        _put(
            stay.patterns, pattern_record(plan.pattern, starts_on), ("service", "weekdays", "half", "funding")
        )


def _write_guardians(record: Child, wanted: Sequence[GuardianRow]) -> None:
    """In place: the guardians a file has stay the records they are."""
    for known, each in zip(record.guardians, wanted, strict=False):
        known.name, known.phone, known.work = each.name, each.phone, each.work
        known.custody = each.custody
    for place in range(len(record.guardians), len(wanted)):
        each = wanted[place]
        record.guardians.append(
            Guardian(
                position=place,
                relation=each.relation,
                name=each.name,
                phone=each.phone,
                work=each.work,
                custody=each.custody,
            )
        )


def _put(parts: list[Part], new: Part, names: Sequence[str]) -> None:
    """What holds from a day on, in place of what began on the same day."""
    same = next((each for each in parts if each.starts_on == new.starts_on), None)
    if same is None:
        parts.append(new)
    else:
        for name in names:
            setattr(same, name, getattr(new, name))


def _begin_on(session: Session, stay: Enrolment, day: date) -> None:
    """Another first day of a stay: the class and the pattern in force then begin with it."""
    until = max(day, stay.enrolled_on)
    stay.enrolled_on = day
    _restart(
        session, stay.placements, until, day, lambda last: Placement(starts_on=day, class_id=last.class_id)
    )
    _restart(
        session,
        stay.patterns,
        until,
        day,
        lambda last: WeekPattern(
            starts_on=day,
            service=last.service,
            weekdays=last.weekdays,
            half=last.half,
            funding=last.funding,
        ),
    )


def _restart(
    session: Session, parts: list[Part], until: date, day: date, again: Callable[[Part], Part]
) -> None:
    begun = sorted((each for each in parts if each.starts_on <= until), key=lambda each: each.starts_on)
    if begun and begun[-1].starts_on != day:
        parts.append(again(begun[-1]))
    for each in begun:
        if each.starts_on != day:
            parts.remove(each)
            session.delete(each)
