"""Class norms: age, size and carers per class type, as dated data with its source."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from centerdesk.base.paths import shipped
from centerdesk.domain.dated import in_force
from centerdesk.domain.people import ClassKind


@dataclass(frozen=True, slots=True)
class ClassNorm:
    """What holds for a class type from a date on: ages in months [from, to), children per class and per carer."""

    kind: ClassKind
    valid_from: date
    age_from: int
    age_to: int | None
    capacity: int
    children_per_carer: int
    source: str
    certainty: str


@cache
def _norms() -> tuple[ClassNorm, ...]:
    data = tomllib.loads((shipped("resources") / "standards" / "classes.toml").read_text("utf-8"))
    return tuple(
        ClassNorm(**{**norm, "kind": ClassKind(norm["kind"]), "age_to": norm.get("age_to")})
        for norm in data["norm"]
    )


def class_norm(kind: ClassKind, on: date) -> ClassNorm:
    """The norm in force on a day (the first one known, for days before it)."""
    return in_force([norm for norm in _norms() if norm.kind is kind], on)


def carers_needed(kind: ClassKind, children: int, on: date) -> int:
    """应配保育人员: children present by the class type's ratio, rounded up."""
    return -(-children // class_norm(kind, on).children_per_carer)
