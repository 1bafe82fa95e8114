"""One row of a list of staff, read: what it says of somebody, what can't be right in it, and what looks wrong."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.staff import StaffMember
from centerdesk.domain.grids import Cell, day_of, is_day, text_of
from centerdesk.domain.people import Post
from centerdesk.domain.roster_sheet import RosterRow
from centerdesk.domain.staff_sheet import education_of, employment_of, last_day_of, posts_of, span_of
from centerdesk.domain.workbook_words import NOTHING, SEXES, STILL_HERE, Col
from centerdesk.services.row_identity import identity_in, name_in
from centerdesk.services.row_reader import RowReader, phone_in, refuse_unreckoned

Held = frozenset[tuple[Post, int | None]]

_ROOM = {column.name: getattr(column.type, "length", None) for column in StaffMember.__table__.columns}
_TEXTS = {"nation": Col.NATION, "address": Col.ADDRESS, "note": Col.NOTE}
_POST_IN_CLASS = re.compile(r"(.+?)\s*[（(](.+)[)）]")
_SEVERAL = re.compile(r"[、，,；;/]")


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """What a row says: `told` are the values it names, `told_by_number` those that only its ID number tells.

    `tells_classes`: a carer without a class has none; else an empty cell says nothing of it.
    """

    name: str
    told: Mapping[str, Any]
    told_by_number: Mapping[str, Any]
    tells_classes: bool
    refusals: list[str]
    doubts: list[str]


def read_entry(row: RosterRow, class_names: Mapping[int, str]) -> StaffEntry:
    """Read a row; an empty cell says nothing, and no value for it is told."""
    reader = RowReader(row, frozenset(re.split("[、,]", row.text(Col.AS_IT_STANDS))) - {""})
    refuse_unreckoned(reader)
    name = name_in(reader, _ROOM["name"])
    kind, number, facts = identity_in(reader)
    contract_from, contract_until = _contract(reader)
    posts, tells_classes = _posts(reader, class_names)
    values = {
        "sex": reader.told(Col.SEX, lambda word: SEXES.get(word.lower())),
        "birth_date": reader.day(Col.BIRTH_DATE),
        "id_kind": kind,
        "id_number": number,
        "phone": phone_in(reader, Col.PHONE),
        "education": reader.told(Col.EDUCATION, education_of),
        "employment": reader.told(Col.EMPLOYMENT, employment_of),
        "hired_on": reader.tried(Col.HIRED_ON, day_of, None),
        "left_on": reader.day(Col.LEFT_ON),
        "contract_from": contract_from,
        "contract_until": contract_until,
        "posts": posts,
        **{field: reader.said(column, _ROOM[field]) for field, column in _TEXTS.items()},
    }
    by_number = (
        {Col.SEX: ("sex", facts.sex), Col.BIRTH_DATE: ("birth_date", facts.birth_date)} if facts else {}
    )
    return StaffEntry(
        name,
        {field: value for field, value in values.items() if value},
        dict(pair for column, pair in by_number.items() if column not in row.titles),
        tells_classes,
        reader.refusals,
        reader.doubts,
    )


def _contract(reader: RowReader) -> tuple[date | None, date | None]:
    """The days of the contract, in a column for each or in one for both."""
    text = reader.row.text(Col.CONTRACT)
    first = last = None
    if text and text not in STILL_HERE:
        try:
            first, last = span_of(text)
        except UserError as error:
            reader.doubts.append(reader.about(Col.CONTRACT, error.text))
    if Col.CONTRACT_FROM in reader.row.titles:
        first = reader.day(Col.CONTRACT_FROM) or first
    if reader.row.text(Col.CONTRACT_UNTIL) not in STILL_HERE:
        last = reader.tried(Col.CONTRACT_UNTIL, _last_day, None) or last
    return first, last


def _last_day(cell: Cell) -> date | None:
    return day_of(cell) if is_day(cell) else last_day_of(text_of(cell))


def _posts(reader: RowReader, class_names: Mapping[int, str]) -> tuple[Held, bool]:
    """The posts with their classes, and whether a class is named at all: 保健员（托大班）, or 保育员 beside it."""
    carers: list[int] = []
    plain: dict[Post, None] = {}
    held: set[tuple[Post, int | None]] = set()
    unknown: list[str] = []
    for line in _lines(reader.row.cells.get(Col.POST)):
        match = _POST_IN_CLASS.fullmatch(line)
        class_id = _class_of(match[2], class_names) if match else None
        posts, words = posts_of(text_of(match[1] if match and class_id else line))
        unknown += words
        if class_id:
            held |= {(post, class_id) for post in posts}
        else:
            plain |= dict.fromkeys(posts)
    tells_classes = bool(held)
    if unknown:
        plain |= {Post.OTHER: None}
        reader.doubts.append(
            reader.about(
                Col.POST,
                _("“{text}” is no post this program knows and is taken as: {post}.").format(
                    text=_(", ").join(unknown), post=Post.OTHER.label
                ),
            )
        )
    for name, class_id in _names_in(reader.row.cells.get(Col.CLASS), class_names):
        if Post.CARER in plain and class_id:
            carers.append(class_id)
        elif Post.CARER in plain:
            reader.refusals.append(
                reader.about(
                    Col.CLASS, _("There is no class “{name}”. Add the class first.").format(name=name)
                )
            )
        elif plain:
            reader.doubts.append(
                reader.about(
                    Col.CLASS, _("Only carers belong to a class; “{name}” is left out.").format(name=name)
                )
            )
    for post in plain:
        held |= {(post, class_id) for class_id in carers} if post is Post.CARER and carers else {(post, None)}
    return frozenset(held), tells_classes or bool(carers)


def _names_in(cell: Cell, class_names: Mapping[int, str]) -> Iterator[tuple[str, int | None]]:
    """The classes a cell names: one, one to a line, or several with marks between them."""
    for line in _lines(cell):
        name = text_of(line).replace(" ", "")
        class_id = _class_of(line, class_names)
        if class_id is None and name in NOTHING:
            continue
        parts = [part for part in _SEVERAL.split(name) if part]
        each = [(part, _class_of(part, class_names)) for part in parts]
        if class_id is None and len(parts) > 1 and any(number for _part, number in each):
            yield from each
        else:
            yield name, class_id


def _class_of(text: str, class_names: Mapping[int, str]) -> int | None:
    """The class of a name, as it stands there or but for blanks and the width of its marks."""
    exact = next((number for number, each in class_names.items() if each == text), None)
    plain = text_of(text).replace(" ", "")
    return exact or next(
        (number for number, each in class_names.items() if text_of(each).replace(" ", "") == plain), None
    )


def _lines(cell: Cell) -> list[str]:
    text = cell if isinstance(cell, str) else text_of(cell)
    return [line.strip() for line in text.splitlines() if line.strip()]
