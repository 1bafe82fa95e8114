"""The words of the audit: tables, columns and actions as people call them."""

from datetime import date
from typing import Any

from sqlalchemy import Boolean, Date, Enum

from centerdesk.base import formats
from centerdesk.base.i18n import N_, _
from centerdesk.db.schema.base import Base
from centerdesk.domain.consents import Scope
from centerdesk.domain.identity import masked
from centerdesk.domain.people import Labelled
from centerdesk.services.data_words import column_title

TABLES = {
    "attendance": N_("Attendance"),
    "centre": N_("Centre"),
    "child": N_("Child"),
    "class_group": N_("Class"),
    "consent": N_("Consent"),
    "data_pack": N_("Data pack"),
    "destruction": N_("Erasure"),
    "enrolment": N_("Time in the centre"),
    "filed_document": N_("Filed paper"),
    "filed_return": N_("Monthly return"),
    "guardian": N_("Guardian"),
    "import_batch": N_("Import"),
    "placement": N_("Placement in a class"),
    "places": N_("Registered places"),
    "setting": N_("Setting"),
    "staff_member": N_("Staff member"),
    "staff_post": N_("Post"),
    "user": N_("Account"),
    "user_class": N_("Classes of an account"),
    "week_pattern": N_("Service and weekdays"),
    "application": N_("Application"),
    "attachment": N_("Attachment"),
    "barred_person": N_("Person barred from collecting"),
    "centre_paper": N_("Paper of the centre"),
    "class_observation": N_("Medical observation of a class"),
    "class_places": N_("Registered places of a class type"),
    "collector": N_("Collector"),
    "contract": N_("Care contract"),
    "entry_examination": N_("Entry examination"),
    "fee": N_("Fee"),
    "measurement": N_("Measurement"),
    "pause": N_("Suspension or long leave"),
    "transfer_certificate": N_("Transfer certificate"),
    "vaccination_check": N_("Vaccination certificate checked"),
}

# Columns a person wants to read; numbers of rows, search keys and digests are left out.
_SHOWN = frozenset(
    [
        "name",
        "former_name",
        "pet_name",
        "sex",
        "birth_date",
        "id_kind",
        "id_number",
        "nation",
        "household",
        "address",
        "allergies",
        "note",
        "erased_on",
        "relation",
        "phone",
        "enrolled_on",
        "left_on",
        "leave_reason",
        "starts_on",
        "ends_on",
        "service",
        "weekdays",
        "half",
        "mark",
        "reason",
        "kind",
        "capacity",
        "closed_on",
        "total",
        "subsidised",
        "hired_on",
        "post",
        "role",
        "value",
        "period",
        "version",
        "file_name",
        "undone_at",
        "scope",
        "signed_on",
        "signed_by",
        "withdrawn_on",
        "subject",
        "records",
        "rule",
        "edition",
        "source",
        "chronic",
        "special_needs",
        "birth_order",
        "multiple_birth",
        "work",
        "custody",
        "destination",
        "settling_until",
        "waived",
        "funding",
        "valid_from",
        "valid_until",
        "id_tail",
        "paper",
        "since",
        "until",
        "title",
        "number",
        "issuer",
        "issued_on",
        "credit_code",
        "filing_number",
        "ownership",
        "network",
        "head",
        "supervisor",
        "addressees",
        "care",
        "meals",
        "unit",
        "examined_on",
        "institution",
        "fit",
        "checked_on",
        "has_certificate",
        "outcome",
        "missing",
        "notified_on",
        "completed_on",
        "checked_by",
        "model",
        "state",
        "decided_on",
        "wanted_from",
        "wanted_kind",
        "applied_on",
        "guardian",
        "disease",
        "measured_on",
        "weight",
        "length",
        "lying",
        "health",
        "history",
        "issued_by",
        "media_type",
        "added_on",
    ]
)

# The outermost service of an action names it; a service that isn't here is named by its records alone.
_ACTIONS = {
    "children.set_settling": N_("Settling in changed"),
    "import_words.remember_words": N_("Column names of rosters remembered"),
    "applications.apply": N_("Application registered"),
    "applications.change_application": N_("Application changed"),
    "applications.offer": N_("Place offered"),
    "applications.withdraw": N_("Application withdrawn"),
    "applications.admit_application": N_("Enrolled"),
    "entry.admit": N_("Enrolled"),
    "entry.readmit": N_("Enrolled again"),
    "entry_papers.record_examination": N_("Entry examination recorded"),
    "entry_papers.change_examination": N_("Entry examination changed"),
    "entry_papers.record_vaccination_check": N_("Vaccination certificate checked"),
    "entry_papers.change_vaccination_check": N_("Vaccination check changed"),
    "duplicates.merge": N_("Two records merged"),
    "school_year.move_all": N_("Class moves at the turn of the school year"),
    "pause_effect.set_minimum_days": N_("Minimum of days for the aid changed"),
    "attachments.add_attachment": N_("File added"),
    "attachments.remove_attachment": N_("File removed"),
    "attachments.content_of": N_("File taken out"),
    "attachments.allow_identity_scans": N_("Keeping copies of identity papers changed"),
    "contracts.record_contract": N_("Contract recorded"),
    "contracts.change_contract": N_("Contract changed"),
    "centre.remove_places": N_("Registered places removed"),
    "fees.set_fee": N_("Fee entered"),
    "fees.remove_fee": N_("Fee removed"),
    "centre_papers.record_paper": N_("Paper of the centre recorded"),
    "centre_papers.change_paper": N_("Paper of the centre changed"),
    "centre_papers.remove_paper": N_("Paper of the centre removed"),
    "centre_papers.set_remind_days": N_("Days of reminder changed"),
    "collecting.add_barred": N_("Person barred from collecting recorded"),
    "collecting.add_collector": N_("Authorisation to collect recorded"),
    "collecting.add_proxy": N_("Proxy for one day recorded"),
    "collecting.change_collector": N_("Authorisation to collect changed"),
    "collecting.end_barred": N_("Bar lifted"),
    "collecting.end_collector": N_("Authorisation to collect ended"),
    "collecting.set_photo": N_("Photo of a collector changed"),
    "pauses.pause": N_("Suspension or long leave recorded"),
    "pauses.change_pause": N_("Suspension or long leave changed"),
    "pauses.end_pause": N_("Suspension or long leave ended"),
    "pauses.remove_pause": N_("Suspension or long leave taken back"),
    "transfers.issue": N_("Transfer certificate issued"),
    "transfers.take_back": N_("Transfer certificate taken back"),
    "observations.observe_class": N_("Class put under observation"),
    "observations.change_observation": N_("Observation of a class changed"),
    "observations.end_observation": N_("Observation of a class ended"),
    "observations.remove_observation": N_("Observation of a class taken back"),
    "attendance.mark": N_("Marked"),
    "attendance.mark_rest_present": N_("The rest marked as arrived"),
    "attendance_import.take_attendance": N_("Attendance imported"),
    "centre.describe": N_("Particulars changed"),
    "centre.set_places": N_("Registered places changed"),
    "children.change": N_("Record changed"),
    "children.enrol": N_("Enrolled"),
    "children.enrol_again": N_("Enrolled again"),
    "children.leave": N_("Left"),
    "children.move": N_("Moved to another class"),
    "children.set_pattern": N_("Service changed"),
    "classes.add_class": N_("Class added"),
    "classes.change_class": N_("Class changed"),
    "consents.record_consent": N_("Consent recorded"),
    "consents.withdraw_consent": N_("Consent withdrawn"),
    "demo.make": N_("Sample made"),
    "erasure.erase": N_("Erased after the retention time"),
    "imports.undo_import": N_("Import undone"),
    "monthly.lock": N_("Return locked"),
    "opening.new_centre": N_("Centre made"),
    "packs.take_pack": N_("Data pack taken"),
    "backups.set_second_place": N_("Second place of backups changed"),
    "restores.note_restored": N_("Restored from a backup"),
    "roster_import.take_roster": N_("Roster imported"),
    "staff.hire": N_("Staff added"),
    "undo.redo_last": N_("Done again"),
    "undo.undo_last": N_("Undone"),
    "users.add_user": N_("Account added"),
    "users.close_user": N_("Account closed"),
    "users.reset_password": N_("Password reset"),
    "users.change_own_password": N_("Own password changed"),
    "users.renew_recovery": N_("Recovery code renewed"),
    "users.set_idle_minutes": N_("Idle lock changed"),
    "users.set_role": N_("Rights of an account changed"),
    "users.set_pin": N_("PIN changed"),
}


def action_words(action: str) -> str:
    """What a service is called by people; empty where the change says it all."""
    return _(_ACTIONS[action]) if action in _ACTIONS else ""


def is_shown(name: str) -> bool:
    """Whether a person wants to read a column."""
    return name in _SHOWN


def field_words(table: str, name: str) -> str:
    """What a column is called, by the data dictionary."""
    return column_title(Base.metadata.tables[table].c[name])


def value_words(table: str, name: str, value: Any) -> str:
    """A stored value as people read it."""
    kind = Base.metadata.tables[table].c[name].type
    if value is None or value == "":
        return ""
    if isinstance(kind, Enum) and kind.enum_class and issubclass(kind.enum_class, Labelled):
        return str(kind.enum_class(value).label)
    if (table, name) == ("consent", "scope"):
        return _(", ").join(Scope(word).label for word in value.split(","))
    if isinstance(kind, Date):
        return formats.iso_date(date.fromisoformat(value))
    if isinstance(kind, Boolean):
        return _("yes") if value else _("no")
    return masked(value) if name == "id_number" else str(value)
