"""Roster: particulars of the centre, collectors, papers of entry, attachments, waiting list, pauses, measurements.

Staff: particulars, papers, days off duty, rota; training: plan, sessions, hours required.
"""

import sqlalchemy as sa
from alembic import op

from centerdesk.domain.names import name_key, name_search

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "centre_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "licence",
                "filing",
                "hygiene",
                "fire",
                "food",
                "insurance",
                "premises",
                "other",
                name="centrepaperkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("issuer", sa.String(length=80), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centre_paper")),
    )
    op.create_table(
        "fee",
        sa.Column(
            "service",
            sa.Enum("full", "half", "hourly", "occasional", name="service", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column(
            "funding",
            sa.Enum("subsidised", "market", name="funding", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column(
            "unit",
            sa.Enum("month", "day", "hour", name="feeunit", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("care", sa.Integer(), nullable=False),
        sa.Column("meals", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("service", "funding", "valid_from", name=op.f("pk_fee")),
    )
    op.create_table(
        "training_requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "post",
            sa.Enum(
                "head", "carer", "health", "guard", "cook", "other", name="post", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column(
            "period",
            sa.Enum("once", "year", "five_years", name="requirementperiod", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_requirement")),
    )
    op.create_table(
        "training_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("begins_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column(
            "form",
            sa.Enum(
                "group", "online", "practice", "in_house", name="trainingform", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("organiser", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("trainer", sa.String(length=60), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_session")),
    )
    op.create_index(op.f("ix_training_session_starts_on"), "training_session", ["starts_on"], unique=False)
    op.create_table(
        "application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("name_search", sa.Text(), nullable=False),
        sa.Column("sex", sa.Enum("male", "female", name="sex", native_enum=False, length=24), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("guardian", sa.String(length=60), nullable=False),
        sa.Column(
            "relation",
            sa.Enum(
                "father",
                "mother",
                "paternal_grandfather",
                "paternal_grandmother",
                "maternal_grandfather",
                "maternal_grandmother",
                "other",
                name="relation",
                native_enum=False,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("wanted_from", sa.Date(), nullable=False),
        sa.Column(
            "wanted_kind",
            sa.Enum(
                "infant",
                "toddler",
                "senior",
                "mixed",
                "nursery",
                name="classkind",
                native_enum=False,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "service",
            sa.Enum("full", "half", "hourly", "occasional", name="service", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "offered",
                "admitted",
                "withdrawn",
                name="applicationstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_application_child_id_child"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
    )
    op.create_index(op.f("ix_application_child_id"), "application", ["child_id"], unique=False)
    op.create_table(
        "barred_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("paper", sa.String(length=200), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_barred_person_child_id_child"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_barred_person")),
    )
    op.create_index(op.f("ix_barred_person_child_id"), "barred_person", ["child_id"], unique=False)
    op.create_table(
        "class_observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("disease", sa.String(length=60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"], ["class_group.id"], name=op.f("fk_class_observation_class_id_class_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_observation")),
    )
    op.create_index(op.f("ix_class_observation_class_id"), "class_observation", ["class_id"], unique=False)
    op.create_table(
        "class_places",
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "infant",
                "toddler",
                "senior",
                "mixed",
                "nursery",
                name="classkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["valid_from"],
            ["places.valid_from"],
            name=op.f("fk_class_places_valid_from_places"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("valid_from", "kind", name=op.f("pk_class_places")),
    )
    op.create_table(
        "collector",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("id_tail", sa.String(length=6), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("photo", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_collector_child_id_child"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collector")),
    )
    op.create_index(op.f("ix_collector_child_id"), "collector", ["child_id"], unique=False)
    op.create_table(
        "contract",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("model", sa.String(length=40), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("signed_by", sa.String(length=60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_contract_child_id_child"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
    )
    op.create_index(op.f("ix_contract_child_id"), "contract", ["child_id"], unique=False)
    op.create_table(
        "entry_examination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("examined_on", sa.Date(), nullable=False),
        sa.Column("institution", sa.String(length=80), nullable=False),
        sa.Column("fit", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_entry_examination_child_id_child"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_examination")),
    )
    op.create_index(op.f("ix_entry_examination_child_id"), "entry_examination", ["child_id"], unique=False)
    op.create_table(
        "measurement",
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=True),
        sa.Column("length", sa.Integer(), nullable=True),
        sa.Column("head", sa.Integer(), nullable=True),
        sa.Column("lying", sa.Boolean(), nullable=True),
        sa.Column("note", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_measurement_child_id_child"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("child_id", "measured_on", name=op.f("pk_measurement")),
    )
    op.create_table(
        "rota_day",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "half", sa.Enum("morning", "afternoon", name="half", native_enum=False, length=24), nullable=False
        ),
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"], ["class_group.id"], name=op.f("fk_rota_day_class_id_class_group")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff_member.id"],
            name=op.f("fk_rota_day_staff_id_staff_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("staff_id", "day", "half", name=op.f("pk_rota_day")),
    )
    op.create_table(
        "rota_week",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column(
            "half", sa.Enum("morning", "afternoon", name="half", native_enum=False, length=24), nullable=False
        ),
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["class_id"], ["class_group.id"], name=op.f("fk_rota_week_class_id_class_group")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff_member.id"],
            name=op.f("fk_rota_week_staff_id_staff_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("staff_id", "valid_from", "weekday", "half", name=op.f("pk_rota_week")),
    )
    op.create_table(
        "staff_leave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("health", "other", name="staffleavekind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff_member.id"],
            name=op.f("fk_staff_leave_staff_id_staff_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_leave")),
    )
    op.create_index(op.f("ix_staff_leave_staff_id"), "staff_leave", ["staff_id"], unique=False)
    op.create_table(
        "staff_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("issuer", sa.String(length=80), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff_member.id"],
            name=op.f("fk_staff_paper_staff_id_staff_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_paper")),
    )
    op.create_index(op.f("ix_staff_paper_staff_id"), "staff_paper", ["staff_id"], unique=False)
    op.create_table(
        "training_attendance",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("certificate", sa.String(length=80), nullable=False),
        sa.Column("assessment", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_session.id"],
            name=op.f("fk_training_attendance_session_id_training_session"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff_member.id"],
            name=op.f("fk_training_attendance_staff_id_staff_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", "staff_id", name=op.f("pk_training_attendance")),
    )
    op.create_index(
        op.f("ix_training_attendance_staff_id"), "training_attendance", ["staff_id"], unique=False
    )
    op.create_table(
        "training_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column(
            "form",
            sa.Enum(
                "group", "online", "practice", "in_house", name="trainingform", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("organiser", sa.String(length=80), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column(
            "post",
            sa.Enum(
                "head", "carer", "health", "guard", "cook", "other", name="post", native_enum=False, length=24
            ),
            nullable=True,
        ),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_session.id"],
            name=op.f("fk_training_plan_session_id_training_session"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_plan")),
    )
    op.create_index(op.f("ix_training_plan_year"), "training_plan", ["year"], unique=False)
    op.create_table(
        "vaccination_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("has_certificate", sa.Boolean(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "complete", "due", "no_certificate", name="vaccinationoutcome", native_enum=False, length=24
            ),
            nullable=True,
        ),
        sa.Column("missing", sa.String(length=200), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_vaccination_check_child_id_child"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vaccination_check")),
    )
    op.create_index(op.f("ix_vaccination_check_child_id"), "vaccination_check", ["child_id"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("centre_paper_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("staff_paper_id", sa.Integer(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "photo",
                "identity",
                "examination",
                "vaccination",
                "contract",
                "custody",
                "collector",
                "other",
                name="attachmentkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_paper_id"],
            ["centre_paper.id"],
            name=op.f("fk_attachment_centre_paper_id_centre_paper"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_attachment_child_id_child"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_session.id"],
            name=op.f("fk_attachment_session_id_training_session"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff_member.id"],
            name=op.f("fk_attachment_staff_id_staff_member"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_paper_id"],
            ["staff_paper.id"],
            name=op.f("fk_attachment_staff_paper_id_staff_paper"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_centre_paper_id"), "attachment", ["centre_paper_id"], unique=False)
    op.create_index(op.f("ix_attachment_child_id"), "attachment", ["child_id"], unique=False)
    op.create_index(op.f("ix_attachment_session_id"), "attachment", ["session_id"], unique=False)
    op.create_index(op.f("ix_attachment_staff_id"), "attachment", ["staff_id"], unique=False)
    op.create_index(op.f("ix_attachment_staff_paper_id"), "attachment", ["staff_paper_id"], unique=False)
    op.create_table(
        "pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("suspended", "leave", name="pausekind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_pause_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause")),
    )
    op.create_index(op.f("ix_pause_enrolment_id"), "pause", ["enrolment_id"], unique=False)
    op.create_table(
        "transfer_certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("destination", sa.String(length=100), nullable=False),
        sa.Column("history", sa.String(length=200), nullable=False),
        sa.Column("health", sa.String(length=200), nullable=False),
        sa.Column("issued_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_transfer_certificate_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_certificate")),
    )
    op.create_index(
        op.f("ix_transfer_certificate_enrolment_id"), "transfer_certificate", ["enrolment_id"], unique=False
    )
    op.add_column("centre", sa.Column("credit_code", sa.String(length=18), nullable=False, server_default=""))
    op.add_column(
        "centre", sa.Column("filing_number", sa.String(length=60), nullable=False, server_default="")
    )
    op.add_column(
        "centre",
        sa.Column(
            "ownership",
            sa.Enum("public", "non_profit", "for_profit", name="ownership", native_enum=False, length=24),
            nullable=True,
        ),
    )
    op.add_column("centre", sa.Column("subsidised", sa.Boolean(), nullable=True))
    op.add_column(
        "centre",
        sa.Column(
            "network",
            sa.Enum("extension", "community", "supplement", name="network", native_enum=False, length=24),
            nullable=True,
        ),
    )
    op.add_column("centre", sa.Column("address", sa.String(length=200), nullable=False, server_default=""))
    op.add_column("centre", sa.Column("head", sa.String(length=60), nullable=False, server_default=""))
    op.add_column("centre", sa.Column("phone", sa.String(length=30), nullable=False, server_default=""))
    op.add_column("centre", sa.Column("supervisor", sa.String(length=120), nullable=False, server_default=""))
    op.add_column("centre", sa.Column("addressees", sa.String(length=500), nullable=False, server_default=""))
    op.add_column("child", sa.Column("chronic", sa.String(length=200), nullable=False, server_default=""))
    op.add_column(
        "child", sa.Column("special_needs", sa.String(length=200), nullable=False, server_default="")
    )
    op.add_column("child", sa.Column("birth_order", sa.Integer(), nullable=True))
    op.add_column("child", sa.Column("multiple_birth", sa.Boolean(), nullable=True))
    op.add_column(
        "enrolment", sa.Column("destination", sa.String(length=100), nullable=False, server_default="")
    )
    op.add_column("enrolment", sa.Column("settling_until", sa.Date(), nullable=True))
    op.add_column("enrolment", sa.Column("waived", sa.String(length=200), nullable=False, server_default=""))
    op.add_column("guardian", sa.Column("work", sa.String(length=100), nullable=False, server_default=""))
    op.add_column("guardian", sa.Column("custody", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column(
        "staff_member", sa.Column("name_key", sa.String(length=200), nullable=False, server_default="")
    )
    op.add_column("staff_member", sa.Column("name_search", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "staff_member",
        sa.Column("sex", sa.Enum("male", "female", name="sex", native_enum=False, length=24), nullable=True),
    )
    op.add_column("staff_member", sa.Column("birth_date", sa.Date(), nullable=True))
    op.add_column(
        "staff_member",
        sa.Column(
            "id_kind",
            sa.Enum(
                "resident",
                "hk_macao",
                "taiwan",
                "passport",
                "birth",
                "none",
                name="idkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
            server_default="none",
        ),
    )
    op.add_column("staff_member", sa.Column("id_number", sa.String(length=40), nullable=True))
    op.add_column(
        "staff_member", sa.Column("nation", sa.String(length=40), nullable=False, server_default="")
    )
    op.add_column(
        "staff_member", sa.Column("address", sa.String(length=200), nullable=False, server_default="")
    )
    op.add_column(
        "staff_member",
        sa.Column(
            "education",
            sa.Enum(
                "postgraduate",
                "bachelor",
                "college",
                "secondary",
                "other",
                name="education",
                native_enum=False,
                length=24,
            ),
            nullable=True,
        ),
    )
    op.add_column(
        "staff_member",
        sa.Column(
            "employment",
            sa.Enum("full_time", "part_time", name="employment", native_enum=False, length=24),
            nullable=True,
        ),
    )
    op.add_column("staff_member", sa.Column("contract_from", sa.Date(), nullable=True))
    op.add_column("staff_member", sa.Column("contract_until", sa.Date(), nullable=True))
    op.add_column("staff_member", sa.Column("note", sa.String(length=500), nullable=False, server_default=""))
    op.add_column(
        "week_pattern",
        sa.Column(
            "funding",
            sa.Enum("subsidised", "market", name="funding", native_enum=False, length=24),
            nullable=True,
        ),
    )
    # Lists of staff are sorted and searched by the sound of the names from now on.
    members = sa.table(
        "staff_member", *(sa.column(name) for name in ("id", "name", "name_key", "name_search"))
    )
    connection = op.get_bind()
    for number, name in connection.execute(sa.select(members.c.id, members.c.name)).all():
        sound = {"name_key": name_key(name), "name_search": name_search(name)}
        connection.execute(members.update().where(members.c.id == number).values(sound))
