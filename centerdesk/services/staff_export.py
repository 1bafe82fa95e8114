"""A list of staff to be read in again: every column the import knows, so that nothing is lost on the way."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Sheet
from centerdesk.domain.people import Labelled, Post
from centerdesk.domain.workbook_words import Col
from centerdesk.services.export_parts import Part, columns_of, with_literal
from centerdesk.services.rights import Right, has, needs
from centerdesk.services.staff import PostRow, StaffRow, list_staff

_Columns: TypeAlias = tuple[tuple[Col, str, Callable[[StaffRow], Any], float, bool], ...]

_PRIVATE = (Col.ID_NUMBER, Col.BIRTH_DATE, Col.ADDRESS)  # masked or left out for who may not read ID numbers
_BEFORE_POSTS: _Columns = (
    (Col.NAME, N_("Name"), lambda row: row.name, 20, True),
    (Col.SEX, N_("Sex"), lambda row: _label(row.fields.sex), 10, False),
    (Col.BIRTH_DATE, N_("Birth date"), lambda row: row.fields.birth_date, 22, False),
    (Col.ID_KIND, N_("Kind of ID paper"), lambda row: row.fields.id_kind.label, 24, False),
    (Col.ID_NUMBER, N_("ID number"), lambda row: row.fields.id_number, 38, True),
    (Col.NATION, N_("Nation"), lambda row: row.fields.nation, 16, True),
    (Col.PHONE, N_("Phone"), lambda row: row.phone, 26, True),
    (Col.ADDRESS, N_("Address"), lambda row: row.fields.address, 50, True),
)
_AFTER_POSTS: _Columns = (
    (Col.EDUCATION, N_("Education"), lambda row: _label(row.education), 18, False),
    (Col.EMPLOYMENT, N_("Full or part time"), lambda row: _label(row.employment), 20, False),
    (Col.HIRED_ON, N_("Hired on"), lambda row: row.hired_on, 22, False),
    (Col.LEFT_ON, N_("Last day at work"), lambda row: row.left_on, 22, False),
    (Col.CONTRACT_FROM, N_("Contract of employment from"), lambda row: row.fields.contract_from, 30, False),
    (
        Col.CONTRACT_UNTIL,
        N_("Contract of employment until"),
        lambda row: row.fields.contract_until,
        30,
        False,
    ),
    (Col.NOTE, N_("Note"), lambda row: row.fields.note, 40, True),
)


@needs(Right.READ_STAFF)
def staff_sheet(session: Session, on: date, *, with_left: bool = False) -> Sheet:
    """The staff of a day, as the import reads them; with all others on request.

    The posts are those of that day, of who has left those of the last day at work: what was held before, or is
    planned, stays behind. Who may not see ID numbers gets no column of them, of birth dates and addresses.
    """
    rows = list_staff(session, on, with_left=with_left)
    with_numbers = has(session, Right.READ_ID_NUMBERS)
    parts = [
        Part(column, _(title), value, width, free)
        for column, title, value, width, free in (*_BEFORE_POSTS, *_of_posts(on), *_AFTER_POSTS)
        if with_numbers or column not in _PRIVATE
    ]
    return Sheet(
        title=_("List of staff"), columns=columns_of(with_literal(parts, rows)), rows=rows, landscape=True
    )


def _label(value: Labelled | None) -> str:
    return value.label if value else ""


def _of_posts(on: date) -> _Columns:
    return (
        (Col.POST, N_("Post"), lambda row: _posts(_held(row, on)), 34, False),
        (Col.CLASS, N_("Class"), lambda row: _classes(_held(row, on)), 24, False),
    )


def _held(row: StaffRow, on: date) -> list[PostRow]:
    """The posts of the day, as `list_staff` takes it."""
    day = max(row.hired_on, min(on, row.left_on or on))
    held = [each for each in row.post_rows if each.covers(day)]
    return sorted(held, key=lambda each: (list(Post).index(each.post), each.class_id or 0))


def _is_plain(held: list[PostRow]) -> bool:
    """Whether only carers have classes, so that these can stand in a column of their own."""
    carers = {each.class_id is None for each in held if each.post is Post.CARER}
    return len(carers) < 2 and all(each.class_id is None or each.post is Post.CARER for each in held)


def _posts(held: list[PostRow]) -> str:
    if _is_plain(held):
        return "、".join(dict.fromkeys(each.post.label for each in held))
    return "\n".join(
        f"{each.post.label}（{each.class_name}）" if each.class_name else each.post.label for each in held
    )


def _classes(held: list[PostRow]) -> str:
    """The classes of a carer, one to a line: what a class is called may hold any other mark."""
    return "\n".join(each.class_name for each in held if each.class_name) if _is_plain(held) else ""
