"""One row of a roster, read: what it says of a child, what can't be right in it, and what looks wrong."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from centerdesk.base.errors import UserError
from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import _
from centerdesk.db.schema.children import Child, Guardian
from centerdesk.db.schema.classes import ClassGroup
from centerdesk.domain.grids import Cell, day_of, digits_of, is_day, name_of, text_of
from centerdesk.domain.identity import IdFacts, check_id_number
from centerdesk.domain.people import Funding, Half, IdKind, Relation, Service, Sex
from centerdesk.domain.roster_sheet import RosterRow
from centerdesk.domain.workbook_words import (
    ID_KINDS,
    ID_SHAPES,
    NOTHING,
    RELATIONS,
    SEXES,
    STILL_HERE,
    Col,
    birth_order_of,
    funding_of,
    half_of,
    household_of,
    multiple_birth_of,
    service_of,
    weekdays_of,
)
from centerdesk.services.children import GuardianRow

T = TypeVar("T")

_TEXTS = {
    "former_name": Col.FORMER_NAME,
    "pet_name": Col.PET_NAME,
    "nation": Col.NATION,
    "address": Col.ADDRESS,
    "allergies": Col.ALLERGIES,
    "chronic": Col.CHRONIC,
    "special_needs": Col.SPECIAL_NEEDS,
    "note": Col.NOTE,
}
_ROOM = {column.name: getattr(column.type, "length", None) for column in Child.__table__.columns}
_GUARDIANS_ROOM = {column.name: getattr(column.type, "length", None) for column in Guardian.__table__.columns}
NEEDED = (Col.BIRTH_DATE, Col.SEX, Col.CLASS, Col.ENROLLED_ON)
_DAY_WORDS = re.compile(
    r"(\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{1,2}"
)
_MOBILE = 11  # digits of a mobile number; a landline with its area code has as many


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says: `given` are the fields of the child it names; `refusals` and `doubts` are sentences.

    `blank` are the columns without which no child can be taken in, where nothing stands in them.
    """

    sheet: str
    row: int
    name: str
    given: Mapping[str, Any]
    blank: frozenset[Col]
    id_facts: IdFacts | None
    lacks_number: bool
    denies_allergies: bool
    guardians: tuple[GuardianRow, ...]
    class_name: str
    enrolled_on: date | None
    left_on: date | None
    service: Service | None
    weekdays: str
    half: Half | None
    funding: Funding | None
    settling_until: date | None
    refusals: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(slots=True)
class _Reader:
    """Reads the cells of a row and gathers what is wrong with them."""

    row: RosterRow
    refusals: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def tried(self, column: Col, read: Callable[[Cell], T], default: T) -> T:
        try:
            return read(self.row.cells.get(column))
        except UserError as error:
            self.refusals.append(self.about(column, error.text))
            return default

    def about(self, column: Col, sentence: str) -> str:
        return _("{column}: {sentence}").format(column=self.row.titles[column], sentence=sentence)

    def said(self, column: Col, longest: int | None) -> str:
        text = self.row.text(column)
        if longest is not None and len(text) > longest:
            self.refusals.append(
                self.about(
                    column,
                    _("The text has {n} characters; there is room for {most}.").format(
                        n=len(text), most=longest
                    ),
                )
            )
        return "" if text in NOTHING else text

    def told(self, column: Col, read: Callable[[str], T | None]) -> T | None:
        """A word that is left out, and named, when it can't be understood."""
        text = self.row.text(column)
        value = read(text) if text else None
        if value is None and text and text not in NOTHING:
            self.doubts.append(
                self.about(column, _("“{text}” was not understood and is left out.").format(text=text))
            )
        return value

    def day(self, column: Col) -> date | None:
        """A day that may be lacking."""
        return None if self.row.text(column) in STILL_HERE else self.tried(column, day_of, None)


def read_entry(row: RosterRow) -> Entry:
    """Read a row; an empty cell says nothing, and no field for it is given."""
    reader = _Reader(row)
    if row.unreckoned:
        _refuse_unreckoned(reader)
    name = name_of(row.cells.get(Col.NAME))
    _check_name(reader, name)
    kind, number, facts = _identity(reader)
    fields = {
        "name": name,
        "sex": _sex(reader, facts),
        "birth_date": reader.tried(Col.BIRTH_DATE, day_of, None),
        "id_kind": kind,
        "id_number": number,
        "household": reader.told(Col.HOUSEHOLD, household_of),
        "birth_order": reader.told(Col.BIRTH_ORDER, birth_order_of),
        "multiple_birth": reader.told(Col.MULTIPLE_BIRTH, multiple_birth_of),
        **{field: reader.said(column, _ROOM[field]) for field, column in _TEXTS.items()},
    }
    return Entry(
        sheet=row.sheet,
        row=row.row,
        name=name,
        given={field: value for field, value in fields.items() if value not in (None, "")},
        blank=frozenset(column for column in NEEDED if not row.text(column)),
        id_facts=facts,
        lacks_number=Col.ID_NUMBER in row.titles and not number,
        denies_allergies=row.text(Col.ALLERGIES) in NOTHING,
        guardians=tuple(_guardians(reader)),
        class_name=reader.tried(Col.CLASS, _class_name, ""),
        enrolled_on=reader.tried(Col.ENROLLED_ON, day_of, None),
        left_on=reader.day(Col.LEFT_ON),
        service=reader.told(Col.SERVICE, service_of),
        weekdays=reader.told(Col.WEEKDAYS, weekdays_of) or "",
        half=half_of(row.text(Col.SERVICE) + row.text(Col.WEEKDAYS)),
        funding=reader.told(Col.FUNDING, funding_of),
        settling_until=reader.day(Col.SETTLING_UNTIL),
        refusals=tuple(reader.refusals),
        doubts=tuple(reader.doubts),
    )


def _refuse_unreckoned(reader: _Reader) -> None:
    reader.refusals += [
        reader.about(
            column,
            _(
                "The formula in this cell has no result. Open the workbook in WPS or Excel, save it and choose it "
                "again."
            ),
        )
        for column in Col
        if column in reader.row.unreckoned and column not in (Col.POSITION, Col.REASON)
    ]


def _check_name(reader: _Reader, name: str) -> None:
    if not name and Col.NAME not in reader.row.unreckoned:
        reader.refusals.append(_("The name is missing."))
    elif len(name) > (_ROOM["name"] or 0):
        reader.said(Col.NAME, _ROOM["name"])


def _class_name(cell: Cell) -> str:
    # A class 1-1 that Excel took for a day: as a date, as its serial number, or as its words in a text file.
    day = iso_date(day_of(cell)) if is_day(cell) else text_of(cell)
    if is_day(cell) or _DAY_WORDS.fullmatch(day):
        raise UserError(
            _(
                "Excel has turned the class into the date {day}. Format the column as text and type the class again."
            ).format(day=day)
        )
    name = text_of(cell).replace(" ", "")
    if len(name) > (ClassGroup.__table__.c.name.type.length or 0):  # type: ignore[attr-defined]
        raise UserError(_("The name of the class is too long."))
    return name


def _sex(reader: _Reader, facts: IdFacts | None) -> Sex | None:
    word = reader.row.text(Col.SEX)
    sex = SEXES.get(word.lower())
    if word and sex is None:
        if facts is None:
            reader.refusals.append(
                reader.about(Col.SEX, _("“{text}” is neither 男 nor 女.").format(text=word))
            )
        else:
            reader.doubts.append(
                reader.about(
                    Col.SEX,
                    _("“{text}” is neither 男 nor 女; the ID number says {sex}.").format(
                        text=word, sex=facts.sex.label
                    ),
                )
            )
            return facts.sex
    return sex


def _identity(reader: _Reader) -> tuple[IdKind | None, str, IdFacts | None]:
    number = reader.tried(Col.ID_NUMBER, digits_of, "")
    word = reader.row.text(Col.ID_KIND)
    kind = ID_KINDS.get(word.replace(" ", ""))
    if word and kind is None and word not in NOTHING:
        reader.refusals.append(
            reader.about(
                Col.ID_KIND, _("“{text}” is no kind of ID paper this program knows.").format(text=word)
            )
        )
    if not number or number in NOTHING or ID_KINDS.get(number) is IdKind.NONE:
        return kind, "", None
    if kind in (None, IdKind.NONE):
        kind = next((found for shape, found in ID_SHAPES if shape.fullmatch(number)), IdKind.RESIDENT)
        if kind is not IdKind.RESIDENT:
            reader.doubts.append(
                reader.about(Col.ID_NUMBER, _("By its form it is taken as: {kind}.").format(kind=kind.label))
            )
    assert kind is not None
    try:
        return kind, number, check_id_number(kind, number)
    except UserError as error:
        reader.refusals.append(reader.about(Col.ID_NUMBER, error.text))
        return kind, number, None


def _guardians(reader: _Reader) -> list[GuardianRow]:
    found: list[GuardianRow] = []
    relation = RELATIONS.get(reader.row.text(Col.RELATION), Relation.OTHER)
    for kind, name_column, phone_column, work_column in (
        (Relation.FATHER, Col.FATHER, Col.FATHER_PHONE, Col.FATHER_WORK),
        (Relation.MOTHER, Col.MOTHER, Col.MOTHER_PHONE, Col.MOTHER_WORK),
        (relation, Col.GUARDIAN, Col.GUARDIAN_PHONE, Col.GUARDIAN_WORK),
    ):
        name = name_of(reader.said(name_column, _GUARDIANS_ROOM["name"]))
        phone = _phone(reader, phone_column)
        work = reader.said(work_column, _GUARDIANS_ROOM["work"])
        if name_column is Col.GUARDIAN and _belongs(found, name, phone):
            continue
        if name or phone:
            found.append(GuardianRow(kind, name, phone, work))
        elif work:
            reader.doubts.append(
                reader.about(
                    work_column, _("There is a workplace, but neither a name nor a phone; it is left out.")
                )
            )
    return found


def _belongs(parents: list[GuardianRow], name: str, phone: str) -> bool:
    """Whether a guardian, or a phone without a name, is one of the parents; an unknown phone is added to them."""
    for place, parent in enumerate(parents):
        if (name or parent.name) == parent.name and phone in ("", parent.phone):
            return True
        if (name or parent.name) == parent.name and not parent.phone:
            parents[place] = replace(parent, phone=phone)
            return True
    return False


def _phone(reader: _Reader, column: Col) -> str:
    text = reader.tried(column, digits_of, "")
    if text in NOTHING:
        return ""
    digits = re.sub(r"\D", "", text.removeprefix("+86"))
    if text and len(digits) != _MOBILE:
        reader.doubts.append(
            reader.about(column, _("“{text}” is no phone number of 11 digits.").format(text=text))
        )
    return digits if re.fullmatch(r"(\+86)?1[\d-]+", text) and len(digits) == _MOBILE else text
