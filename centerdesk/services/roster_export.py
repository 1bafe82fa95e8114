"""A roster to be read in again: every column the import knows, so that nothing is lost on the way."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Sheet
from centerdesk.domain.attendance import WHOLE_WEEK, Pattern
from centerdesk.domain.people import Labelled
from centerdesk.domain.workbook_words import Col
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.children import ChildRow, list_children
from centerdesk.services.export_parts import Part, columns_of, with_literal
from centerdesk.services.rights import Right, has, needs

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"))
_LEAST_GUARDIANS = 2  # columns to fill in, also where nobody is recorded yet

_CHILD: tuple[tuple[Col, Callable[[ChildRow], Any], float, bool], ...] = (
    (Col.CLASS, lambda row: row.class_name, 18, True),
    (Col.NAME, lambda row: row.name, 20, True),
    (Col.SEX, lambda row: row.sex.label, 10, False),
    (Col.BIRTH_DATE, lambda row: row.birth_date, 22, False),
    (Col.ID_KIND, lambda row: row.id_kind.label, 24, False),
    (Col.ID_NUMBER, lambda row: row.id_number, 38, True),
    (Col.ENROLLED_ON, lambda row: row.enrolled_on, 22, False),
    (Col.SETTLING_UNTIL, lambda row: row.settling_until, 22, False),
    (Col.LEFT_ON, lambda row: row.left_on, 22, False),
    (Col.SERVICE, lambda row: _service(row.pattern), 26, False),
    (Col.WEEKDAYS, lambda row: _days(row.pattern), 26, False),
    (Col.FUNDING, lambda row: _label(row.pattern.funding), 18, False),
    (Col.NATION, lambda row: row.fields.nation, 16, True),
    (Col.HOUSEHOLD, lambda row: _label(row.fields.household), 14, False),
    (Col.ADDRESS, lambda row: row.fields.address, 50, True),
    (Col.ALLERGIES, lambda row: row.allergies, 26, True),
    (Col.CHRONIC, lambda row: row.chronic, 26, True),
    (Col.SPECIAL_NEEDS, lambda row: row.fields.special_needs, 26, True),
    (Col.BIRTH_ORDER, lambda row: row.fields.birth_order, 12, False),
    (Col.MULTIPLE_BIRTH, lambda row: _yes_or_no(row.fields.multiple_birth), 24, False),
    (Col.FORMER_NAME, lambda row: row.fields.former_name, 20, True),
    (Col.PET_NAME, lambda row: row.pet_name, 18, True),
    (Col.NOTE, lambda row: row.fields.note, 40, True),
)
_GUARDIAN: tuple[tuple[Col, str, Callable[[GuardianRow], str], float, bool], ...] = (
    (Col.GUARDIAN, N_("Guardian {n}: name"), lambda each: each.name, 24, True),
    (Col.RELATION, N_("Guardian {n}: relation"), lambda each: each.relation.label, 24, False),
    (Col.GUARDIAN_PHONE, N_("Guardian {n}: phone"), lambda each: each.phone, 26, True),
    (Col.GUARDIAN_WORK, N_("Guardian {n}: workplace"), lambda each: each.work, 34, True),
    (
        Col.CUSTODY,
        N_("Guardian {n}: custody"),
        lambda each: _("has custody") if each.custody else _("has no custody"),
        26,
        False,
    ),
)


@needs(Right.READ_ROSTER)
def roster_sheet(session: Session, on: date, *, with_left: bool = False) -> Sheet:
    """The children on the books on a day, as the import reads them; with all others on request.

    Of a child that was here several times only the time of that day is told, else the last one begun, with the
    class and the weekly pattern of that day: what was before, or is planned, stays behind, and so do pauses and the
    reason of leaving. Who may not see ID numbers gets no column of them: masked ones couldn't be read in again.
    A guardian without a name and a phone is nobody and isn't written. A text that the import would read otherwise
    (无, or with blanks at its ends) is named in the last column, which is there only then.
    """
    rows = list_children(session, on, with_left=with_left)
    most = max([_LEAST_GUARDIANS, *(len(_guardians(row)) for row in rows)])
    parts = [*_of_child(has(session, Right.READ_ID_NUMBERS)), *_of_guardians(most)]
    return Sheet(
        title=_("Roster of children"),
        columns=columns_of(with_literal(parts, rows)),
        rows=sorted(rows, key=lambda row: row.class_id or 0),
        landscape=True,
    )


def _of_child(with_numbers: bool) -> Iterator[Part]:
    for column, value, width, free in _CHILD:
        if with_numbers or column is not Col.ID_NUMBER:
            yield Part(column, column.label, value, width, free)


def _of_guardians(most: int) -> Iterator[Part]:
    for place in range(most):
        for column, title, value, width, free in _GUARDIAN:
            yield Part(column, _(title).format(n=place + 1), _of_nth(place, value), width, free)


def _of_nth(place: int, value: Callable[[GuardianRow], str]) -> Callable[[ChildRow], str]:
    def of(row: ChildRow) -> str:
        guardians = _guardians(row)
        return value(guardians[place]) if place < len(guardians) else ""

    return of


def _guardians(row: ChildRow) -> Sequence[GuardianRow]:
    return [each for each in row.guardians if each.name.strip() or each.phone.strip()]


def _label(value: Labelled | None) -> str:
    return value.label if value else ""


def _yes_or_no(value: bool | None) -> str:
    return "" if value is None else _("Yes") if value else _("No")


def _service(pattern: Pattern) -> str:
    if not pattern.half:
        return pattern.service.label
    return _("{service} ({half})").format(service=pattern.service.label, half=pattern.half.label)


def _days(pattern: Pattern) -> str:
    if pattern.weekdays == WHOLE_WEEK:
        return _("Mon to Fri")
    return _(", ").join(_(_WEEKDAYS[int(day) - 1]) for day in pattern.weekdays)
