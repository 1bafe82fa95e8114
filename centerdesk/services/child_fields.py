"""What is recorded of a child: checked, written into its record, read from it."""

from dataclasses import asdict, dataclass
from dataclasses import fields as dataclass_fields
from datetime import date

from sqlalchemy import String

from centerdesk.base import formats
from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.children import Child, Guardian
from centerdesk.domain.identity import check_id_number, plain_number
from centerdesk.domain.names import name_key, name_search
from centerdesk.domain.people import Household, IdKind, Relation, Sex
from centerdesk.services.data_words import column_title


@dataclass(frozen=True, slots=True)
class GuardianRow:
    """A guardian as the record shows him."""

    relation: Relation
    name: str
    phone: str = ""
    work: str = ""
    custody: bool = True


@dataclass(frozen=True, slots=True)
class ChildFields:
    """What is recorded of a child, as typed; `warnings` in `check_child` says what looks wrong."""

    name: str
    sex: Sex
    birth_date: date
    former_name: str = ""
    pet_name: str = ""
    id_kind: IdKind = IdKind.NONE
    id_number: str = ""
    nation: str = ""
    household: Household | None = None
    address: str = ""
    allergies: str = ""
    chronic: str = ""
    special_needs: str = ""
    birth_order: int | None = None
    multiple_birth: bool | None = None
    note: str = ""
    guardians: tuple[GuardianRow, ...] = ()


def check_child(fields: ChildFields, today: date) -> list[str]:
    """UserError when the fields can't be right; sentences for what looks wrong but may be so."""
    if not fields.name.strip():
        raise UserError(_("The name is missing."), "name")
    _check_lengths(Child, fields)
    for guardian in fields.guardians:
        _check_lengths(Guardian, guardian)
    if fields.birth_date > today:
        raise UserError(
            _("The birth date {day} lies in the future.").format(day=formats.iso_date(fields.birth_date)),
            "birth_date",
        )
    warnings = []
    if missing := _unprintable(fields):
        warnings.append(
            _("Papers can't show “{characters}” of the name; 〓 is printed in its place.").format(
                characters=missing
            )
        )
    if fields.id_number:
        facts = check_id_number(fields.id_kind, plain_number(fields.id_number))
        if facts and facts.birth_date != fields.birth_date:
            warnings.append(
                _("The birth date is {typed}, but the ID number says {number}.").format(
                    typed=formats.iso_date(fields.birth_date), number=formats.iso_date(facts.birth_date)
                )
            )
        if facts and facts.sex is not fields.sex:
            warnings.append(
                _("The sex is {typed}, but the ID number says {number}.").format(
                    typed=fields.sex.label, number=facts.sex.label
                )
            )
    return warnings


def _check_lengths(model: type[Base], fields: ChildFields | GuardianRow) -> None:
    """UserError for a text that its column doesn't hold; SQLite would take it, and an import refuse it later."""
    columns = Base.metadata.tables[model.__tablename__].c
    for each in dataclass_fields(fields):
        text, column = getattr(fields, each.name), columns.get(each.name)
        if column is None or not isinstance(column.type, String) or not column.type.length:
            continue
        if isinstance(text, str) and len(text) > column.type.length:
            raise UserError(
                _("{title} is too long: at most {n} characters.").format(
                    title=column_title(column), n=column.type.length
                ),
                each.name if isinstance(fields, ChildFields) else None,
            )


def fields_of(record: Child) -> ChildFields:
    """What is recorded of a child."""
    guardians = tuple(map(_guardian, record.guardians))
    return ChildFields(
        record.name,
        record.sex,
        record.birth_date,
        record.former_name,
        record.pet_name,
        record.id_kind,
        record.id_number or "",
        record.nation,
        record.household,
        record.address,
        record.allergies,
        record.chronic,
        record.special_needs,
        record.birth_order,
        record.multiple_birth,
        record.note,
        guardians,
    )


def write_fields(record: Child, fields: ChildFields) -> None:
    """Put fields that have been checked into a child's record."""
    name = fields.name.strip()
    if record.name != name:
        record.name, record.name_key, record.name_search = name, name_key(name), name_search(name)
    record.former_name, record.pet_name = fields.former_name.strip(), fields.pet_name.strip()
    record.sex, record.birth_date = fields.sex, fields.birth_date
    record.id_kind, record.id_number = fields.id_kind, fields.id_number or None
    record.nation, record.household = fields.nation, fields.household
    record.address, record.allergies = fields.address.strip(), fields.allergies.strip()
    record.note = fields.note.strip()
    record.chronic, record.special_needs = fields.chronic.strip(), fields.special_needs.strip()
    record.birth_order, record.multiple_birth = fields.birth_order, fields.multiple_birth
    if tuple(map(_guardian, record.guardians)) != fields.guardians:
        record.guardians = [
            Guardian(position=place, **asdict(each)) for place, each in enumerate(fields.guardians)
        ]


def _guardian(record: Guardian) -> GuardianRow:
    return GuardianRow(record.relation, record.name, record.phone, record.work, record.custody)


def _unprintable(fields: ChildFields) -> str:
    """Characters of the names that papers can't show."""
    names = "".join([fields.name, *(guardian.name for guardian in fields.guardians)])
    try:
        names.encode("gb2312")
    except UnicodeEncodeError:
        from centerdesk.pdf.fonts import missing_characters  # reads the fonts, which most names need not

        return missing_characters(names)
    return ""
