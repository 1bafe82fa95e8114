"""Whom of the file a row of a list of staff means: by the ID number, else by the name with what tells it apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.staff import StaffMember
from centerdesk.domain.identity import masked
from centerdesk.services.touched import Values

Days = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class People:
    """The staff of the file by name and ID number, also by those an import wrote before a hand changed them."""

    by_name: Mapping[str, Sequence[StaffMember]]
    by_number: Mapping[str, Sequence[StaffMember]]
    earlier: Mapping[int, Values]

    def had(self, member: StaffMember, field: str) -> tuple[object, object]:
        """What the file holds, and what an import wrote last."""
        return getattr(member, field), self.earlier.get(member.id, {}).get(field)


def find_member(name: str, told: Mapping[str, Any], people: People, doubts: list[str]) -> StaffMember | None:
    """Whom a row means; None: somebody new, also who comes back after having left. UserError when it can't be told."""
    number, phone, hired_on = (told.get(field) for field in ("id_number", "phone", "hired_on"))
    holders = people.by_number.get(number, ()) if number else ()
    named = [each for each in holders if name in people.had(each, "name")]
    if holders and not named:
        raise UserError(
            _(
                "{name} already has this ID number. One of the two was mistyped, or it is the same person."
            ).format(name=holders[0].name)
        )
    namesakes = people.by_name.get(name, ())
    named = named or [each for each in namesakes if not _is_other(each, told, people)]
    here = [each for each in named if not _is_apart(each, told)]
    by_day = [each for each in here if hired_on and each.hired_on == hired_on]
    by_phone = [each for each in by_day or here if phone and phone in people.had(each, "phone")]
    sure = bool(holders or by_day or by_phone)
    here = by_phone or by_day or here
    if len(here) > 1 and not number:
        here = [each for each in here if each.id_number is None] or here
    if len(here) > 1:
        raise UserError(
            _(
                "Several members of staff have this name: add the phone or the day of hiring to tell them apart."
            )
        )
    if here and not sure and phone and hired_on and here[0].phone:
        raise UserError(
            _(
                "The file has somebody of this name with another phone and another day of hiring. If it is the same "
                "person, write one of the two as in the file; otherwise add the person by hand."
            )
        )
    if here and number and here[0].id_number and number not in people.had(here[0], "id_number"):
        doubts.append(
            _("The file has another ID number for this person: {number}.").format(
                number=masked(here[0].id_number)
            )
        )
    if not here and any(not _is_apart(each, told) for each in namesakes if each not in named):
        doubts.append(
            _(
                "The file has somebody of this name with another ID number; the row is taken as another person."
            )
        )
    return here[0] if here else None


def overlap(one: Days, other: Days) -> bool:
    """Whether two times of work share a day."""
    return one[0] <= (other[1] or date.max) and other[0] <= (one[1] or date.max)


def any_overlap(times: Iterable[Days]) -> bool:
    """Whether any two of several times of work share a day."""
    return any(overlap(one, other) for one, other in combinations(times, 2))


def _is_other(member: StaffMember, told: Mapping[str, Any], people: People) -> bool:
    """A namesake: with another ID number, and not even the same phone."""
    number, phone = told.get("id_number"), told.get("phone")
    if not number or not member.id_number or number in people.had(member, "id_number"):
        return False
    return not phone or phone not in people.had(member, "phone")


def _is_apart(member: StaffMember, told: Mapping[str, Any]) -> bool:
    """A time of work that ended before the row's begins, or began after it ended: another one of the same person."""
    hired_on, left_on = told.get("hired_on"), told.get("left_on")
    after = member.left_on and hired_on and hired_on > member.left_on
    return bool(after or (left_on and left_on < member.hired_on))
