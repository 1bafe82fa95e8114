"""The tables, one file per feature; importing this package makes all of them known."""

from centerdesk.db.schema import (
    attendance,
    audit,
    centre,
    children,
    classes,
    consents,
    imports,
    returns,
    settings,
    staff,
    users,
)

__all__ = [
    "attendance",
    "audit",
    "centre",
    "children",
    "classes",
    "consents",
    "imports",
    "returns",
    "settings",
    "staff",
    "users",
]
