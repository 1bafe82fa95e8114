"""Class norms and health workers: what is asked for by class type and by size, as dated data with its source."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from centerdesk.base.paths import shipped
from centerdesk.domain.dated import in_force
from centerdesk.domain.people import ClassKind

# Marks of a certainty that say: this was inferred, or chosen by the program.
_DOUBTS = "✱?？弱"


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

    @property
    def is_reference(self) -> bool:
        """Whether no rule was found for its ratio, so that it is a reference and no duty: 参考."""
        return any(mark in self.certainty for mark in _DOUBTS)


@dataclass(frozen=True, slots=True)
class HealthNorm:
    """From so many children on, a full-time health worker for each of these many; below, one full or part time."""

    valid_from: date
    children_per_worker: int
    source: str
    certainty: str


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((shipped("resources") / "standards" / "classes.toml").read_text("utf-8"))


@cache
def _norms() -> tuple[ClassNorm, ...]:
    return tuple(
        ClassNorm(**{**norm, "kind": ClassKind(norm["kind"]), "age_to": norm.get("age_to")})
        for norm in _data()["norm"]
    )


@cache
def _health_norms() -> tuple[HealthNorm, ...]:
    return tuple(HealthNorm(**norm) for norm in _data()["health_norm"])


def class_norm(kind: ClassKind, on: date) -> ClassNorm:
    """The norm in force on a day (the first one known, for days before it)."""
    return in_force([norm for norm in _norms() if norm.kind is kind], on)


def carers_needed(kind: ClassKind, children: int, on: date) -> int:
    """应配保育人员: children by the class type's ratio, rounded up (国卫人口发〔2019〕58号 第二十条)."""
    return _rounded_up(children, class_norm(kind, on).children_per_carer)


def is_reference(kind: ClassKind, on: date) -> bool:
    """Whether the class type's ratio is a reference only: of mixed and nursery classes no rule was found."""
    return class_norm(kind, on).is_reference


def health_norm(on: date) -> HealthNorm:
    """The norm of health workers in force on a day."""
    return in_force(_health_norms(), on)


def health_workers_needed(children: int, on: date) -> tuple[int, bool]:
    """应配保健人员, and whether full time: one per 150 children, below 150 one full or part time (76号令 第十二条)."""
    per_worker = health_norm(on).children_per_worker
    return max(1, _rounded_up(children, per_worker)), children >= per_worker


def _rounded_up(part: int, whole: int) -> int:
    return -(-part // whole)
