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
    Time,
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
    "application": N_("Applications for a place"),
    "attachment": N_("Files kept with records"),
    "barred_person": N_("Persons who must not collect a child"),
    "centre_paper": N_("Papers of the centre"),
    "class_observation": N_("Classes under medical observation"),
    "class_places": N_("Registered places by class type and date"),
    "collector": N_("Persons who may collect a child"),
    "contract": N_("Care contracts"),
    "entry_examination": N_("Entry examinations handed in"),
    "fee": N_("Fees by service and date"),
    "measurement": N_("Weights and lengths of the children"),
    "pause": N_("Suspensions and long leaves"),
    "transfer_certificate": N_("Transfer certificates given out"),
    "vaccination_check": N_("Looks at vaccination certificates"),
    "rota_day": N_("Exceptions to the weekly rota"),
    "rota_week": N_("Weekly rota"),
    "staff_leave": N_("Days off duty of the staff"),
    "staff_paper": N_("Papers of the staff"),
    "training_attendance": N_("Who attended which training"),
    "training_plan": N_("Training plan of the year"),
    "training_requirement": N_("Training hours asked of the posts"),
    "training_session": N_("Trainings held"),
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
    "centre.address": N_("Address of the centre"),
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
    "added_on": N_("Added on"),
    "addressees": N_("Addressees of returns"),
    "applied_on": N_("Applied on"),
    "birth_order": N_("Birth order"),
    "care": N_("Care fee in 1/100 yuan"),
    "checked_by": N_("Checked by"),
    "checked_on": N_("Checked on"),
    "chronic": N_("Chronic conditions"),
    "completed_on": N_("Made up on"),
    "centre_paper_id": N_("Number of the centre's paper"),
    "credit_code": N_("Unified social credit code"),
    "custody": N_("Has custody"),
    "decided_on": N_("Decided on"),
    "destination": N_("Where the child went"),
    "disease": N_("Disease"),
    "examined_on": N_("Examined on"),
    "filing_number": N_("Filing number"),
    "fit": N_("Fit for care"),
    "funding": N_("Kind of fee"),
    "guardian": N_("Guardian"),
    "has_certificate": N_("Has a vaccination certificate"),
    "head": N_("Head of the centre"),
    "health": N_("State of health"),
    "history": N_("Medical history"),
    "id_tail": N_("Last digits of the ID number"),
    "institution": N_("Examined by"),
    "issued_by": N_("Issued by"),
    "issued_on": N_("Issued on"),
    "issuer": N_("Issued by the office"),
    "length": N_("Length or height in mm"),
    "lying": N_("Measured lying"),
    "meals": N_("Meals in 1/100 yuan"),
    "measured_on": N_("Measured on"),
    "media_type": N_("Kind of file"),
    "missing": N_("Doses missing"),
    "model": N_("Model contract"),
    "multiple_birth": N_("Multiple birth"),
    "network": N_("Place in the network"),
    "notified_on": N_("Guardian told on"),
    "number": N_("Number on the paper"),
    "outcome": N_("Outcome"),
    "ownership": N_("Run by"),
    "paper": N_("Paper behind it"),
    "photo": N_("Photo"),
    "settling_until": N_("Settling in until"),
    "since": N_("Since"),
    "special_needs": N_("Special needs"),
    "state": N_("State"),
    "supervisor": N_("Supervising office"),
    "title": N_("Title"),
    "total": N_("Places"),
    "unit": N_("Unit"),
    "until": N_("Until"),
    "valid_from": N_("Valid from"),
    "valid_until": N_("Valid until"),
    "waived": N_("Admitted without an examination because"),
    "wanted_from": N_("Place wanted from"),
    "wanted_kind": N_("Class type wanted"),
    "weight": N_("Weight in g"),
    "work": N_("Place of work"),
    "measurement.head": N_("Head circumference in mm"),
    "centre.subsidised": N_("Subsidised centre (普惠)"),
    "pause.ends_on": N_("Last day away"),
    "pause.starts_on": N_("First day away"),
    "class_observation.ends_on": N_("Last day of the observation"),
    "class_observation.starts_on": N_("First day of the observation"),
    "contract.ends_on": N_("Contract ends on"),
    "contract.starts_on": N_("Contract begins on"),
    "application.name_key": N_("Name in pinyin, for the order of lists"),
    "application.name_search": N_("All readings of the name, for searching"),
    "assessment": N_("Result of the assessment"),
    "begins_at": N_("Begins at"),
    "category": N_("Category"),
    "certificate": N_("Number of the certificate"),
    "contract_from": N_("Contract of employment from"),
    "contract_until": N_("Contract of employment until"),
    "education": N_("Education"),
    "employment": N_("Full or part time"),
    "ends_at": N_("Ends at"),
    "form": N_("Form of training"),
    "hours": N_("Hours in tenths"),
    "organiser": N_("Organiser"),
    "passed": N_("Passed"),
    "period": N_("Period"),
    "place": N_("Place"),
    "planned_on": N_("Planned for"),
    "session_id": N_("Number of the training"),
    "staff_paper_id": N_("Number of the staff member's paper"),
    "topic": N_("Topic"),
    "trainer": N_("Trainer"),
    "weekday": N_("Day of the week, 1 is Monday"),
    "year": N_("Year"),
    "rota_week.valid_from": N_("Valid from"),
    "rota_day.day": N_("Day"),
    "training_session.ends_on": N_("Last day of the training"),
    "training_session.starts_on": N_("First day of the training"),
    "staff_leave.ends_on": N_("Last day off duty"),
    "staff_leave.starts_on": N_("First day off duty"),
    "training_requirement.ends_on": N_("Holds until"),
    "staff_member.address": N_("Address of the staff member"),
    "staff_member.name_key": N_("Name in pinyin, for the order of lists"),
    "staff_member.name_search": N_("All readings of the name, for searching"),
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
        (Time, N_("time of day")),
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
