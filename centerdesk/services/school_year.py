"""The turn of the school year: what is proposed for each child, and all moves and leavings in one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.people import LeaveReason
from centerdesk.domain.school_year import Advice, Band, Pupil
from centerdesk.domain.school_year import propose as propose_classes
from centerdesk.domain.staffing import class_norm
from centerdesk.services.children import ChildRow, leave, list_children, move
from centerdesk.services.classes import ClassRow, list_classes
from centerdesk.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A child at the turn of the year: its class, its age on the day, and what is proposed (None: it leaves)."""

    child_id: int
    name: str
    name_key: str
    birth_date: date
    months: int
    class_id: int
    class_name: str
    advice: Advice
    to_class_id: int | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be done with a child: the class it stands in from the day on, or None where it leaves."""

    child_id: int
    class_id: int | None
    reason: LeaveReason = LeaveReason.KINDERGARTEN


@dataclass(frozen=True, slots=True)
class Turned:
    """How many children moved, and how many left."""

    moved: int
    left: int


@needs(Right.WRITE_ROSTER)
def propose(session: Session, on: date) -> list[ProposalRow]:
    """For every child that is here on a day which class it should stand in then; by class and pinyin."""
    bands = [_band(group, on) for group in list_classes(session, on=on)]
    children = [(child, child.class_id) for child in list_children(session, on) if child.class_id is not None]
    proposals = propose_classes(
        [Pupil(child.id, class_id, child.months) for child, class_id in children], bands
    )
    order = {group.id: place for place, group in enumerate(list_classes(session))}
    rows = [
        ProposalRow(
            child.id,
            child.name,
            child.name_key,
            child.birth_date,
            child.months,
            class_id,
            child.class_name,
            proposals[child.id].advice,
            proposals[child.id].class_id,
        )
        for child, class_id in children
    ]
    return sorted(rows, key=lambda row: (order[row.class_id], row.name_key, row.birth_date))


@needs(Right.WRITE_ROSTER)
def move_all(session: Session, on: date, choices: Sequence[Choice]) -> Turned:
    """Move and take leave of all these children on one day, or of none: UserError with a sentence for each fault."""
    here = {child.id: child for child in list_children(session, on)}
    moved = left = 0
    faults: list[str] = []
    for choice in choices:
        child = here.get(choice.child_id)
        if child is None:
            faults.append(
                _("Child {id} is not in the centre on {day}.").format(
                    id=choice.child_id, day=formats.iso_date(on)
                )
            )
        elif choice.class_id != child.class_id:
            try:
                _take(session, on, child, choice)
            except UserError as error:
                faults.append(_("{name}: {fault}").format(name=child.name, fault=error.text))
            moved, left = moved + (choice.class_id is not None), left + (choice.class_id is None)
    if faults:
        raise UserError("\n".join(faults))
    return Turned(moved, left)


def _take(session: Session, on: date, child: ChildRow, choice: Choice) -> None:
    if choice.class_id is not None:
        move(session, child.id, choice.class_id, on)
        return
    if child.enrolled_on == on:
        raise UserError(
            _("It comes on {day} only, so it can't have left the day before.").format(
                day=formats.iso_date(on)
            )
        )
    leave(session, child.id, on - timedelta(days=1), choice.reason)


def _band(group: ClassRow, on: date) -> Band:
    norm = class_norm(group.kind, on)
    return Band(group.id, norm.age_from, norm.age_to, min(group.capacity, norm.capacity))
