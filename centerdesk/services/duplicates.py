"""Children that stand in the file twice: found by name, birth date and phone, and made one again."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Column
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.audit import Audit, AuditPayload
from centerdesk.db.schema.children import Child
from centerdesk.db.schema.returns import FiledReturn
from centerdesk.domain.identity import masked
from centerdesk.domain.people import Labelled
from centerdesk.services.audit import enter_note
from centerdesk.services.children import ChildRow, list_children
from centerdesk.services.merging import Merger
from centerdesk.services.rights import Right, needs

_MERGED = "merged"


class Likeness(Labelled):
    """Why two records may be of one child."""

    SAME = "same", N_("Same name and birth date")
    SWAPPED = "swapped", N_("Same name; day and month of birth are swapped")
    DIGIT = "digit", N_("Same name; the birth dates differ in one digit")
    SOUND = "sound", N_("Same birth date and phone; the names sound the same")


@dataclass(frozen=True, slots=True)
class SideRow:
    """One of the two records: the child, how many marks it has, and the months of filed returns it stands in."""

    child: ChildRow
    marks: int
    filed: tuple[str, ...]

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What people compare, with its title."""
        child = self.child
        return (
            (_("Name"), child.name),
            (_("Sex"), child.sex.label),
            (_("Birth date"), formats.iso_date(child.birth_date)),
            (_("ID number"), masked(child.id_number)),
            (_("Class"), child.class_name),
            (_("Enrolled on"), formats.iso_date(child.enrolled_on)),
            (_("Left on"), formats.iso_date(child.left_on)),
            (
                _("Guardians"),
                _(", ").join(f"{each.name} {each.phone}".strip() for each in child.guardians),
            ),
            (_("Address"), child.fields.address),
            (_("Allergies"), child.allergies),
            (_("Days of attendance"), str(self.marks)),
            (_("Filed returns"), str(len(self.filed))),
        )


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two records that may be of one child; `first` is the one that should be kept."""

    first: SideRow
    second: SideRow
    likeness: Likeness


PAIR_COLUMNS = (
    Column(N_("Name"), lambda row: row.first.child.name, 30, sort=lambda row: row.first.child.name_key),
    Column(N_("Birth date"), lambda row: row.first.child.birth_date, 24),
    Column(
        N_("Second name"), lambda row: row.second.child.name, 30, sort=lambda row: row.second.child.name_key
    ),
    Column(N_("Second birth date"), lambda row: row.second.child.birth_date, 24),
    Column(N_("Why"), lambda row: row.likeness.label, 60),
)


@needs(Right.WRITE_ROSTER)
def find_duplicates(session: Session, on: date) -> list[PairRow]:
    """Pairs of records that may be of one child, those who have left among them; by pinyin."""
    rows = list_children(session, on, with_left=True)
    pairs = list(_pairs(rows))
    if not pairs:
        return []
    marks = _marks(session)
    filed = filed_months(session)

    def side(child: ChildRow) -> SideRow:
        return SideRow(child, marks.get(child.id, 0), filed.get(child.id, ()))

    found = []
    for one, other, likeness in pairs:
        # Kept is who stands in filed returns, else who has more marks, else who came first.
        sides = sorted(
            (side(one), side(other)), key=lambda each: (-len(each.filed), -each.marks, each.child.id)
        )
        found.append(PairRow(sides[0], sides[1], likeness))
    return sorted(found, key=lambda pair: (list(Likeness).index(pair.likeness), pair.first.child.name_key))


@needs(Right.WRITE_ROSTER)
def filed_months(session: Session) -> dict[int, tuple[str, ...]]:
    """By child the months of the filed returns it stands in."""
    months: dict[int, set[str]] = defaultdict(set)
    for period, evidence in session.execute(select(FiledReturn.period, FiledReturn.evidence)):
        for records in evidence.values():
            for child_id, *_rest in records:
                if child_id is not None:
                    months[child_id].add(period)
    return {child_id: tuple(sorted(found)) for child_id, found in months.items()}


@needs(Right.WRITE_ROSTER)
def merge(session: Session, keep_id: int, drop_id: int, *, today: date) -> None:
    """Make one record of two: all that points to the one goes over to the other, whose empty fields are filled.

    UserError, and nothing is merged, where they contradict each other.
    """
    keep, drop = session.get_one(Child, keep_id), session.get_one(Child, drop_id)
    _check_fit(keep, drop)
    filed = filed_months(session)
    if drop_id in filed:
        raise UserError(
            _(
                "Both records stand in filed returns ({months}). What was filed stays as it is, "
                "so they can't be merged."
            ).format(months=_(", ").join(filed[drop_id]))
            if keep_id in filed
            else _(
                "The record of {name} born on {day} stands in filed returns ({months}): keep that one."
            ).format(
                name=drop.name, day=formats.iso_date(drop.birth_date), months=_(", ").join(filed[drop_id])
            )
        )
    # Its old entries of the audit are found by this when the kept record is erased one day.
    enter_note(session, _MERGED, {"kept": keep_id, "dropped": drop_id})
    Merger(session, keep, drop, today).run()


@needs(Right.MANAGE_CENTRE)
def merged_into(session: Session, child_id: int) -> list[int]:
    """The numbers of the records that were merged into a child's, or into one of those; undone ones are left out."""
    notes = select(AuditPayload.after).join(Audit).where(Audit.table_name == "", Audit.key == _MERGED)
    dropped = defaultdict(set)
    for note in session.scalars(notes):
        dropped[note["kept"]].add(note["dropped"])
    empty = set(session.scalars(select(Child.id).where(Child.erased_on.is_not(None))))
    found: set[int] = set()
    waiting = [child_id]
    while waiting:
        new = (dropped[waiting.pop()] & empty) - found
        found |= new
        waiting += new
    return sorted(found)


def _check_fit(keep: Child, drop: Child) -> None:
    if keep.id == drop.id:
        raise UserError(_("Choose two different records."))
    erased = keep.erased_on or drop.erased_on
    if erased:
        raise UserError(_("This child's file was erased on {day}.").format(day=formats.iso_date(erased)))
    if keep.id_number and drop.id_number and keep.id_number != drop.id_number:
        raise UserError(
            _(
                "The two records have different ID numbers, so they are of two children, or one number is wrong: "
                "correct it first."
            )
        )


def _pairs(rows: list[ChildRow]) -> Iterator[tuple[ChildRow, ChildRow, Likeness]]:
    by_name, by_birth = defaultdict(list), defaultdict(list)
    for row in rows:
        by_name[row.name].append(row)
        by_birth[row.birth_date].append(row)
    for same in by_name.values():
        for one, other in combinations(same, 2):
            likeness = _by_birth_date(one.birth_date, other.birth_date)
            if likeness and not _are_two(one, other):
                yield one, other, likeness
    for same in by_birth.values():
        for one, other in combinations(same, 2):
            sounds = one.name != other.name and one.name_key == other.name_key
            if sounds and _phones(one) & _phones(other) and not _are_two(one, other):
                yield one, other, Likeness.SOUND


def _by_birth_date(one: date, other: date) -> Likeness | None:
    if one == other:
        return Likeness.SAME
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return Likeness.SWAPPED
    differing = sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True))
    return Likeness.DIGIT if differing == 1 else None


def _are_two(one: ChildRow, other: ChildRow) -> bool:
    """Whether their papers say that they are two children, or they are twins of different names."""
    if one.name != other.name and (one.fields.multiple_birth or other.fields.multiple_birth):
        return True
    both = one.id_kind is other.id_kind and one.id_number and other.id_number
    return bool(both) and one.id_number != other.id_number


def _phones(row: ChildRow) -> set[str]:
    return {each.phone for each in row.guardians} - {""}


def _marks(session: Session) -> dict[int, int]:
    query = select(Attendance.child_id, func.count()).group_by(Attendance.child_id)
    return dict(session.execute(query).all())
