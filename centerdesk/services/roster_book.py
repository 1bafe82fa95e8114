"""What a roster is held against: the centre's file, and what earlier imports wrote into it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from centerdesk.base.i18n import _
from centerdesk.base.tables import cell_text
from centerdesk.db.schema.children import Child, Enrolment, Guardian, Placement, WeekPattern
from centerdesk.db.schema.classes import ClassGroup
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.identity import masked
from centerdesk.services.by_hand import entries_of, keeps_hand_made
from centerdesk.services.child_fields import ChildFields
from centerdesk.services.children import with_parts
from centerdesk.services.classes import ClassRow, list_classes
from centerdesk.services.imports import Change, ImportKind
from centerdesk.services.rights import Right, needs
from centerdesk.services.roster_entry import Entry
from centerdesk.services.touched import Values, plain

_OF_STAY = ("class_id", "service", "weekdays", "half", "funding")
_PLAIN_PATTERN: Values = {name: plain(value) for name, value in asdict(Pattern()).items()}


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the imports that stand wrote last: of children and stays by their id, of guardians by their child's."""

    children: Mapping[int, Values]
    guardians: Mapping[int, Sequence[Values]]
    stays: Mapping[int, Values]
    classes: Mapping[str, int]


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
    settling_until: date | None = None
    changes: list[Change] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.refusals

    def change(self, title: str, old: object, new: object) -> None:
        """Note a field that will change."""
        if old != new:
            self.note(title, old, new)

    def note(self, title: str, old: object, new: object) -> None:
        """Note a field that will change, however alike the two look."""
        self.changes.append(Change(_(title), cell_text(old), cell_text(new)))

    def keeps(self, title: str, written: Values, name: str, told: object, now: object) -> bool:
        """Whether a value of the file stays: somebody changed it by hand, and the roster says nothing new.

        `written` is what the last import wrote. What the roster does say anew is taken, and the hand-made value named.
        """
        if told in (None, "") or name not in written:
            return False
        return keeps_hand_made(
            self.doubts, title, written[name], now, told, lambda value: _words(name, value)
        )

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
    by_imported: dict[tuple[str, str], list[Child]]
    earlier: Earlier


def _words(name: str, value: object) -> str:
    return masked(str(value)) if name == "id_number" else cell_text(value)


@needs(Right.WRITE_ROSTER)
def read_book(session: Session) -> Book:
    """The centre's file, in a fixed number of queries."""
    classes = list_classes(session)
    children = session.scalars(with_parts().where(Child.erased_on.is_(None))).all()
    earlier = _earlier(session, children)
    by_person = defaultdict(list)
    by_imported = defaultdict(list)
    for child in children:
        by_person[child.name, child.birth_date].append(child)
        written = earlier.children.get(child.id, {})
        if "name" in written and "birth_date" in written:
            by_imported[written["name"], written["birth_date"]].append(child)
    return Book(
        {row.name: row for row in classes},
        {row.id: row.name for row in classes},
        children,
        {child.id_number: child for child in children if child.id_number},
        by_person,
        by_imported,
        earlier,
    )


def _earlier(session: Session, children: Sequence[Child]) -> Earlier:
    """What stands of earlier imports; a later one goes over what an earlier one wrote."""
    written: defaultdict[str, dict[int, Values]] = defaultdict(dict)
    for table, key, after in session.execute(entries_of(ImportKind.ROSTER)):
        number = int(key.split("/")[0])
        if table in (Placement.__tablename__, WeekPattern.__tablename__):
            # What holds from a day on belongs to its stay: the last one written counts.
            table, after = Enrolment.__tablename__, {name: after[name] for name in _OF_STAY if name in after}
        elif table == Enrolment.__tablename__ and "child_id" in after:
            after = {**_PLAIN_PATTERN, **after}  # a stay without a pattern is the whole week
        written[table][number] = written[table].get(number, {}) | after
    return Earlier(
        written[Child.__tablename__],
        _guardians(written[Guardian.__tablename__], children),
        written[Enrolment.__tablename__],
        {
            values["name"]: number
            for number, values in written[ClassGroup.__tablename__].items()
            if "name" in values
        },
    )


def _guardians(written: Mapping[int, Values], children: Sequence[Child]) -> dict[int, list[Values]]:
    """By child; one of whom only a part was written has the rest from the file."""
    known: dict[int, Values] = {
        guardian.id: {
            "child_id": child.id,
            "relation": guardian.relation.value,
            "name": guardian.name,
            "phone": guardian.phone,
            "work": guardian.work,
        }
        for child in children
        for guardian in child.guardians
    }
    found: defaultdict[int, list[Values]] = defaultdict(list)
    for number, after in written.items():
        values = known.get(number, {}) | after
        if "child_id" in values:
            found[values["child_id"]].append(values)
    return found
