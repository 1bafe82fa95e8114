"""Class norms of the setting-up standard (国卫人口发〔2019〕58号), and the carers they ask for."""

from datetime import date

import pytest

from centerdesk.domain.people import ClassKind
from centerdesk.domain.staffing import (
    carers_needed,
    class_norm,
    health_norm,
    health_workers_needed,
    is_reference,
)

_DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("kind", "age_from", "age_to", "capacity", "ratio"),
    [
        (ClassKind.INFANT, 6, 12, 10, 3),
        (ClassKind.TODDLER, 12, 24, 15, 5),
        (ClassKind.SENIOR, 24, 36, 20, 7),
        (ClassKind.MIXED, 18, None, 18, 5),
        (ClassKind.NURSERY, 24, 36, 20, 7),
    ],
)
def test_norms_are_those_of_the_standard(
    kind: ClassKind, age_from: int, age_to: int | None, capacity: int, ratio: int
) -> None:
    norm = class_norm(kind, _DAY)
    assert (norm.age_from, norm.age_to, norm.capacity, norm.children_per_carer) == (
        age_from,
        age_to,
        capacity,
        ratio,
    )
    assert norm.source
    assert norm.certainty


@pytest.mark.parametrize(
    ("kind", "children", "carers"),
    [
        (ClassKind.INFANT, 0, 0),
        (ClassKind.INFANT, 1, 1),
        (ClassKind.INFANT, 3, 1),
        (ClassKind.INFANT, 4, 2),
        (ClassKind.TODDLER, 15, 3),
        (ClassKind.TODDLER, 16, 4),
        (ClassKind.SENIOR, 14, 2),
        (ClassKind.SENIOR, 15, 3),
        (ClassKind.MIXED, 18, 4),
    ],
)
def test_a_part_of_a_carer_is_a_carer(kind: ClassKind, children: int, carers: int) -> None:
    assert carers_needed(kind, children, _DAY) == carers


def test_before_the_first_norm_the_first_one_holds() -> None:
    assert class_norm(ClassKind.INFANT, date(2010, 1, 1)).valid_from == date(2019, 10, 8)


def test_ratios_that_no_rule_gives_are_references() -> None:
    assert [kind for kind in ClassKind if is_reference(kind, _DAY)] == [ClassKind.MIXED, ClassKind.NURSERY]


@pytest.mark.parametrize(
    ("children", "needed"),
    [
        (0, (1, False)),
        (149, (1, False)),
        (150, (1, True)),
        (151, (2, True)),
        (300, (2, True)),
        (301, (3, True)),
    ],
)
def test_health_workers_are_full_time_from_150_children_on(children: int, needed: tuple[int, bool]) -> None:
    assert health_workers_needed(children, _DAY) == needed


def test_the_norm_of_health_workers_names_its_law() -> None:
    assert "第76号" in health_norm(_DAY).source
