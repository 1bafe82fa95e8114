"""The data dictionary: what each table and each column of the centre's file means, in words."""

from dataclasses import dataclass

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Enum,
    Integer,
    LargeBinary,
    Table,
)

from centerdesk.base.i18n import N_, _
from centerdesk.db.schema.base import Base
from centerdesk.domain.people import Labelled

# What lets somebody in stays in the file, whatever is taken out of it.
WITHHELD = {"user": frozenset({"pin", "vault_entry"})}

TABLES = {
    "attendance": N_("Attendance, a row for each child and day"),
    "audit": N_("Change log: who changed what, each entry chained to the one before"),
    "audit_payload": N_("Change log: what stood there before and after"),
    "centre": N_("The centre"),
    "child": N_("Children"),
    "class_group": N_("Classes of the centre"),
    "consent": N_("Guardians' consents"),
    "data_pack": N_("Data packs taken"),
    "destruction": N_("Erasures after the retention time"),
    "draft": N_("Forms filled in but not saved"),
    "enrolment": N_("Children's times in the centre"),
    "filed_document": N_("Documents of locked returns"),
    "filed_return": N_("Locked monthly returns"),
    "guardian": N_("Guardians of the children"),
    "import_batch": N_("Imports"),
    "import_entry": N_("Records touched by imports"),
    "places": N_("Registered places by date"),
    "placement": N_("Classes of the children by date"),
    "setting": N_("Settings of the centre"),
    "staff_member": N_("Staff"),
    "staff_post": N_("Posts of the staff"),
    "user": N_("Accounts"),
    "user_class": N_("Classes of the teachers' accounts"),
    "week_pattern": N_("Services and weekly patterns of the children by date"),
}

# By column, or by table and column where the column means something of its own there.
COLUMNS = {
    "address": N_("Address"),
    "after": N_("What was written"),
    "allergies": N_("Allergies"),
    "before": N_("What stood there before"),
    "birth_date": N_("Date of birth"),
    "capacity": N_("Capacity"),
    "certainty": N_("How sure it is"),
    "child_id": N_("Number of the child"),
    "class_id": N_("Number of the class"),
    "closed_on": N_("Closed on"),
    "content": N_("Content"),
    "edition": N_("Edition"),
    "enrolled_on": N_("First day in care"),
    "enrolment_id": N_("Number of the time in the centre"),
    "former_name": N_("Former name"),
    "half": N_("Which half of the day"),
    "hired_on": N_("Hired on"),
    "id": N_("Number"),
    "id_kind": N_("Kind of identity paper"),
    "id_number": N_("Number of the identity paper"),
    "key": N_("Number of the record"),
    "kind": N_("Kind"),
    "leave_reason": N_("Reason for leaving"),
    "left_on": N_("Left on"),
    "made_at": N_("Done at"),
    "made_by": N_("Done by"),
    "mark": N_("Mark"),
    "name": N_("Name"),
    "nation": N_("Ethnic group"),
    "note": N_("Note"),
    "pet_name": N_("Pet name"),
    "phone": N_("Phone"),
    "position": N_("Place in the order"),
    "post": N_("Post"),
    "reason": N_("Reason"),
    "relation": N_("Relation to the child"),
    "role": N_("Role"),
    "service": N_("Service"),
    "sex": N_("Sex"),
    "signed_by": N_("Signed by"),
    "signed_on": N_("Signed on"),
    "source": N_("Source"),
    "staff_id": N_("Number of the staff member"),
    "starts_on": N_("From"),
    "ends_on": N_("Last day of the post"),
    "table_name": N_("Table"),
    "user_id": N_("Number of the account"),
    "value": N_("Value"),
    "version": N_("Version"),
    "withdrawn_on": N_("Withdrawn on"),
    "attendance.day": N_("Day"),
    "audit.action": N_("Action"),
    "audit.actor": N_("Who"),
    "audit.actor_id": N_("Number of the account"),
    "audit.at": N_("When"),
    "audit.hash": N_("Seal of the entry and of all before it"),
    "audit.payload_hash": N_("Seal of what was changed"),
    "audit.step": N_("Number of the first entry of the same action"),
    "audit_payload.audit_id": N_("Number of the entry in the change log"),
    "centre.kind": N_("Kind of centre"),
    "centre.name": N_("Centre's name"),
    "centre.sample": N_("Sample centre with invented data"),
    "child.erased_on": N_("Name and identifiers erased on"),
    "child.household": N_("Household registration"),
    "child.name_key": N_("Name in pinyin, for the order of lists"),
    "child.name_search": N_("All readings of the name, for searching"),
    "class_group.kind": N_("Class type"),
    "class_group.name": N_("Class name"),
    "consent.notice": N_("Edition of the notice that was signed"),
    "consent.scope": N_("What was allowed"),
    "data_pack.content": N_("The pack as it was signed"),
    "data_pack.name": N_("Name of the pack"),
    "data_pack.issued_on": N_("Issued on"),
    "data_pack.issuer": N_("Issuer"),
    "data_pack.taken_at": N_("Taken at"),
    "data_pack.taken_by": N_("Taken by"),
    "destruction.records": N_("How many records"),
    "destruction.rule": N_("By which rule"),
    "destruction.subject": N_("Kind of record"),
    "draft.form": N_("Form"),
    "draft.saved_at": N_("Last typed at"),
    "draft.content": N_("What was typed"),
    "filed_document.name": N_("File name"),
    "filed_document.content": N_("The file, as it was made"),
    "filed_document.return_id": N_("Number of the return"),
    "filed_return.audit_head": N_("Seal of the change log when the return was locked"),
    "filed_return.centre": N_("Name of the centre at that time"),
    "filed_return.evidence": N_("The records behind each figure"),
    "filed_return.figures": N_("Figures"),
    "filed_return.locked_at": N_("Locked at"),
    "filed_return.locked_by": N_("Locked by"),
    "filed_return.notes": N_("Notes"),
    "filed_return.period": N_("Month of the return"),
    "filed_return.program_version": N_("Version of the program"),
    "filed_return.state": N_("State"),
    "guardian.position": N_("Order of the guardians, 0 is the first to call"),
    "import_batch.file_name": N_("File name"),
    "import_batch.undone_at": N_("Undone at"),
    "import_entry.batch_id": N_("Number of the import"),
    "places.subsidised": N_("Of these subsidised"),
    "places.total": N_("Registered places"),
    "places.valid_from": N_("Valid from"),
    "setting.name": N_("Name of the setting"),
    "staff_member.left_on": N_("Last day at work"),
    "enrolment.left_on": N_("Last day in care"),
    "user.closed_on": N_("Account closed on"),
    "user.pin": N_("Seal of the PIN (not taken out)"),
    "user.vault_entry": N_("Place of the account in the key file (not taken out)"),
    "week_pattern.weekdays": N_("Weekdays in care, 1 is Monday"),
}


@dataclass(frozen=True, slots=True)
class WordRow:
    """A line of the dictionary; `withheld` marks what is never taken out."""

    table: str
    table_title: str
    column: str
    title: str
    type: str
    values: str
    links: str
    withheld: bool


def dictionary() -> list[WordRow]:
    """Each column of each table, in the order of their names."""
    return [
        WordRow(
            table.name,
            table_title(table),
            column.name,
            column_title(column),
            _type_words(column),
            _value_words(column),
            _(", ").join(f"{link.column.table.name}.{link.column.name}" for link in column.foreign_keys),
            is_withheld(column),
        )
        for name, table in sorted(Base.metadata.tables.items())
        for column in table.columns
    ]


def table_title(table: Table) -> str:
    """What a table holds; its own name until the dictionary knows it."""
    return _(TABLES[table.name]) if table.name in TABLES else table.name


def column_title(column: Column[object]) -> str:
    """What a column holds; its own name until the dictionary knows it."""
    name = f"{column.table.name}.{column.name}"
    words = COLUMNS.get(name) or COLUMNS.get(column.name)
    return _(words) if words else column.name


def is_withheld(column: Column[object]) -> bool:
    """Whether a column is never taken out."""
    return column.name in WITHHELD.get(column.table.name, ())


def is_file(column: Column[object]) -> bool:
    """Whether a column holds whole files; seals have a length, files have none."""
    return isinstance(column.type, LargeBinary) and column.type.length is None


def _type_words(column: Column[object]) -> str:
    kinds = (
        (Enum, N_("word")),
        (Boolean, N_("yes or no")),
        (Integer, N_("number")),
        (DateTime, N_("day and time")),
        (Date, N_("day")),
        (JSON, N_("structured (JSON)")),
    )
    if isinstance(column.type, LargeBinary):
        return _("file") if is_file(column) else _("seal (hexadecimal)")
    return _(next((words for kind, words in kinds if isinstance(column.type, kind)), N_("text")))


def _value_words(column: Column[object]) -> str:
    """The words a column may hold: as stored, and as people read them."""
    kind = column.type.enum_class if isinstance(column.type, Enum) else None
    if kind is None or not issubclass(kind, Labelled):
        return ""
    return _(", ").join(f"{word.value} = {word.label}" for word in kind)
