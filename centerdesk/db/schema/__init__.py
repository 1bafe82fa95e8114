"""The tables, one file per feature; importing this package makes all of them known."""

from centerdesk.db.schema import (
    attachments,
    attendance,
    audit,
    centre,
    children,
    classes,
    collecting,
    consents,
    entry,
    health,
    imports,
    returns,
    settings,
    staff,
    training,
    users,
)

__all__ = [
    "attachments",
    "attendance",
    "audit",
    "centre",
    "children",
    "classes",
    "collecting",
    "consents",
    "entry",
    "health",
    "imports",
    "returns",
    "settings",
    "staff",
    "training",
    "users",
]
