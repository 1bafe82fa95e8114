"""One row of a roster, read: what it says of a child, what can't be right in it, and what looks wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from centerdesk.base.i18n import _
from centerdesk.db.schema.children import Child, Guardian
from centerdesk.db.schema.classes import ClassGroup
from centerdesk.domain.grids import day_of
from centerdesk.domain.identity import IdFacts
from centerdesk.domain.people import Funding, Half, Relation, Service, Sex
from centerdesk.domain.roster_sheet import RosterRow
from centerdesk.domain.workbook_words import (
    NOTHING,
    RELATIONS,
    SEXES,
    Col,
    birth_order_of,
    custody_of,
    funding_of,
    half_of,
    household_of,
    multiple_birth_of,
    service_of,
    weekdays_of,
)
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.row_identity import identity_in, name_in
from centerdesk.services.row_reader import RowReader, phone_in, refuse_unreckoned

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
_GUARDIAN_COLUMNS = (Col.GUARDIAN, Col.GUARDIAN_PHONE, Col.GUARDIAN_WORK)


@dataclass(frozen=True, slots=True)
class GuardianEntry:
    """A guardian as a row names him; `custody` None: the row doesn't say."""

    relation: Relation
    name: str
    phone: str
    work: str
    custody: bool | None = None

    @property
    def row(self) -> GuardianRow:
        """The guardian as a new record; who isn't said to have lost custody has it."""
        return GuardianRow(self.relation, self.name, self.phone, self.work, self.custody is not False)


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
    guardians: tuple[GuardianEntry, ...]
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


def read_entry(row: RosterRow) -> Entry:
    """Read a row; an empty cell says nothing, and no field for it is given."""
    reader = RowReader(row, frozenset(re.split("[、,]", row.text(Col.AS_IT_STANDS))) - {""})
    for part in reader.parts():
        if part.row.unreckoned:
            refuse_unreckoned(part)
    name = name_in(reader, _ROOM["name"])
    kind, number, facts = identity_in(reader)
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
        denies_allergies=row.text(Col.ALLERGIES) in NOTHING and not reader.is_literal(Col.ALLERGIES),
        guardians=tuple(_guardians(reader)),
        class_name=_class(reader),
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


def _class(reader: RowReader) -> str:
    name = reader.read(Col.CLASS)
    if len(name) > (ClassGroup.__table__.c.name.type.length or 0):  # type: ignore[attr-defined]
        reader.refusals.append(reader.about(Col.CLASS, _("The name of the class is too long.")))
        return ""
    return name


def _sex(reader: RowReader, facts: IdFacts | None) -> Sex | None:
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


def _guardians(reader: RowReader) -> list[GuardianEntry]:
    columns = (
        (Relation.FATHER, (Col.FATHER, Col.FATHER_PHONE, Col.FATHER_WORK)),
        (Relation.MOTHER, (Col.MOTHER, Col.MOTHER_PHONE, Col.MOTHER_WORK)),
    )
    parents = [each for each in (_guardian(reader, *parent) for parent in columns) if each]
    others = []
    for part in reader.parts():
        relation = RELATIONS.get(part.row.text(Col.RELATION), Relation.OTHER)
        custody = part.told(Col.CUSTODY, custody_of)
        each = _guardian(part, relation, _GUARDIAN_COLUMNS)
        if each and not _belongs(parents, replace(each, custody=custody)):
            others.append(replace(each, custody=custody))
    return parents + others


def _guardian(reader: RowReader, relation: Relation, columns: tuple[Col, Col, Col]) -> GuardianEntry | None:
    name_column, phone_column, work_column = columns
    name = reader.said(name_column, _GUARDIANS_ROOM["name"])
    phone = phone_in(reader, phone_column)
    work = reader.said(work_column, _GUARDIANS_ROOM["work"])
    if name or phone:
        return GuardianEntry(relation, name, phone, work)
    if work:
        reader.doubts.append(
            reader.about(
                work_column, _("There is a workplace, but neither a name nor a phone; it is left out.")
            )
        )
    return None


def _belongs(parents: list[GuardianEntry], each: GuardianEntry) -> bool:
    """Whether a guardian, or a phone without a name, is one of the parents; what is new of him is added to them."""
    for place, parent in enumerate(parents):
        if (each.name or parent.name) == parent.name and (
            each.phone in ("", parent.phone) or not parent.phone
        ):
            parents[place] = replace(parent, phone=parent.phone or each.phone, custody=each.custody)
            return True
    return False
