"""How two records of one child become one: row by row, so that the audit can take it back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.attendance import Attendance
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.children import Child, Enrolment, Guardian, Pause, Placement, WeekPattern
from centerdesk.db.schema.health import Measurement
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.people import IdKind
from centerdesk.services.stays import pattern_record

Row = dict[str, Any]

_PLAIN = ("former_name", "pet_name", "nation", "household", "address", "birth_order", "multiple_birth")
# What must not be lost: where both say something, both are kept.
_JOINED = ("allergies", "chronic", "special_needs", "note")
_FAR = date.max
_DAYS_NAMED = 5


@dataclass
class Merger:
    """Two records on their way to become one; all is written by plain statements, for the ORM would cascade."""

    session: Session
    keep: Child
    drop: Child
    today: date

    def run(self) -> None:
        """Move all rows, empty the dropped record, and fill the empty fields of the kept one."""
        filled = self._filled()
        self._move_days(_table(Attendance), "day", ("mark", "reason"))
        self._move_days(_table(Measurement), "measured_on", ("weight", "length", "head", "lying"))
        self._move_stays()
        self._move_guardians()
        keep_id, drop_id = self.keep.id, self.drop.id
        for table in Base.metadata.sorted_tables:
            for link in table.foreign_keys:
                if link.column.table is _table(Child):
                    self._run(update(table).where(link.parent == drop_id).values({link.parent.name: keep_id}))
        # Its row stays, empty as an erased one: a number that was given once is never another child's.
        # Before the kept one gets its ID number: no number stands there twice.
        self._run(update(_table(Child)).where(_table(Child).c.id == drop_id).values(_emptied(self.today)))
        if filled:
            self._run(update(_table(Child)).where(_table(Child).c.id == keep_id).values(filled))
        self.session.expire_all()

    def _run(self, statement: Any) -> None:
        self.session.execute(statement)

    def _rows(self, table: Table, *conditions: Any) -> list[Row]:
        query = select(table).where(*conditions).order_by(*table.primary_key)
        return [dict(row) for row in self.session.execute(query).mappings()]

    def _filled(self) -> Row:
        """Fields of the kept record that were empty."""
        keep, drop = self.keep, self.drop
        filled = {
            name: getattr(drop, name)
            for name in _PLAIN
            if getattr(keep, name) in ("", None) and getattr(drop, name) not in ("", None)
        }
        for name in _JOINED:
            one, other = getattr(keep, name), getattr(drop, name)
            if other and other not in one:
                filled[name] = _("; ").join(filter(None, (one, other)))
        if not keep.id_number and drop.id_number:
            filled |= {"id_kind": drop.id_kind, "id_number": drop.id_number}
        elif keep.id_kind is IdKind.NONE and drop.id_kind is not IdKind.NONE:
            filled["id_kind"] = drop.id_kind
        return filled

    def _move_days(self, table: Table, day: str, compared: Sequence[str]) -> None:
        """Move what stands one a day; UserError naming the days on which the two say different things."""
        of_child = table.c.child_id
        kept = {row[day]: row for row in self._rows(table, of_child == self.keep.id)}
        moved = self._rows(table, of_child == self.drop.id)
        twice = [row for row in moved if row[day] in kept]
        differ = [row[day] for row in twice if any(row[name] != kept[row[day]][name] for name in compared)]
        if differ:
            raise UserError(
                _(
                    "Both records have entries for {days}, and they differ. Make them the same or take one back first."
                ).format(days=_days(differ))
            )
        # The child is part of the key: a row is written anew in place of the old one.
        self._run(delete(table).where(of_child == self.drop.id))
        new = [row | {"child_id": self.keep.id} for row in moved if row[day] not in kept]
        if new:
            self.session.execute(insert(table), new)

    def _move_stays(self) -> None:
        for other in list(self.drop.enrolments):
            meeting = [own for own in self.keep.enrolments if _meet(own, other)]
            if not meeting:
                continue  # moved with all other rows
            own = meeting[0]
            if len(meeting) > 1 or own.left_on != other.left_on:
                raise UserError(
                    _(
                        "Both records are in the centre at the same time: {first} and {second}. "
                        "Correct the last day in care of one of them first."
                    ).format(first=_period(own), second=_period(other))
                )
            self._unite(own, other)

    def _unite(self, own: Enrolment, other: Enrolment) -> None:
        """One time in the centre from two that end together: classes and patterns of the kept one stay."""
        own_id, other_id, begins = own.id, other.id, own.enrolled_on
        earlier = {
            model: [
                row | {"enrolment_id": own_id}
                for row in self._rows(_table(model), _table(model).c.enrolment_id == other_id)
                if row["starts_on"] < begins
            ]
            for model in (Placement, WeekPattern)
        }
        if earlier[WeekPattern] and all(each.starts_on != begins for each in own.patterns):
            plain = pattern_record(Pattern(), begins, own_id)
            names = [column.name for column in _table(WeekPattern).columns]
            earlier[WeekPattern].append({name: getattr(plain, name) for name in names})
        had = [(each.kind, each.starts_on, each.ends_on) for each in own.pauses]
        for pause in list(other.pauses):
            if (pause.kind, pause.starts_on, pause.ends_on) in had:
                self._run(delete(_table(Pause)).where(_table(Pause).c.id == pause.id))
        changed: Row = {
            name: getattr(other, name)
            for name in ("leave_reason", "destination", "settling_until", "waived")
            if getattr(own, name) in ("", None) and getattr(other, name) not in ("", None)
        }
        if other.enrolled_on < begins:
            changed["enrolled_on"] = other.enrolled_on
        for table in Base.metadata.sorted_tables:
            for link in table.foreign_keys:
                if link.column.table is not _table(Enrolment):
                    continue
                of_other = link.parent == other_id
                rows = self._rows(table, of_other)
                self._run(delete(table).where(of_other))
                if rows and not link.parent.primary_key:
                    for each in rows:
                        del each["id"]
                    self.session.execute(insert(table), [each | {link.parent.name: own_id} for each in rows])
        self._run(delete(_table(Enrolment)).where(_table(Enrolment).c.id == other_id))
        for model, rows in earlier.items():
            if rows:
                self.session.execute(insert(_table(model)), rows)
        if changed:
            self._run(update(_table(Enrolment)).where(_table(Enrolment).c.id == own_id).values(changed))

    def _move_guardians(self) -> None:
        """The same person is kept once; what only the dropped record knew of him is added."""
        table = _table(Guardian)
        place = len(self.keep.guardians)
        for other in list(self.drop.guardians):
            same = next((own for own in self.keep.guardians if _is_same(own, other)), None)
            of_other = table.c.id == other.id
            if same is None:
                self._run(update(table).where(of_other).values(child_id=self.keep.id, position=place))
                place += 1
                continue
            known = {name: getattr(other, name) for name in ("phone", "work") if not getattr(same, name)}
            known = {name: value for name, value in known.items() if value}
            self._run(delete(table).where(of_other))
            if known:
                self._run(update(table).where(table.c.id == same.id).values(known))


def _emptied(today: date) -> Row:
    """What is left of a record that was merged into another one."""
    return {
        "name": _("Merged into another record"),
        "name_key": "",
        "name_search": "",
        "id_kind": IdKind.NONE,
        "id_number": None,
        "household": None,
        "birth_order": None,
        "multiple_birth": None,
        "erased_on": today,
        **dict.fromkeys(("former_name", "pet_name", "nation", "address", *_JOINED), ""),
    }


def _table(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]


def _meet(one: Enrolment, other: Enrolment) -> bool:
    return one.enrolled_on <= (other.left_on or _FAR) and other.enrolled_on <= (one.left_on or _FAR)


def _is_same(one: Guardian, other: Guardian) -> bool:
    """A guardian of both records: the same relation, and the same name or phone."""
    same_phone = bool(one.phone) and one.phone == other.phone
    return one.relation is other.relation and (one.name == other.name or same_phone)


def _period(stay: Enrolment) -> str:
    first = formats.iso_date(stay.enrolled_on)
    if stay.left_on is None:
        return _("{first} until now").format(first=first)
    return _("{first} to {last}").format(first=first, last=formats.iso_date(stay.left_on))


def _days(days: Iterable[date]) -> str:
    shown = sorted(days)
    named = _(", ").join(formats.iso_date(day) for day in shown[:_DAYS_NAMED])
    more = len(shown) - _DAYS_NAMED
    return _("{days} and {n} more").format(days=named, n=more) if more > 0 else named
