"""Weights and lengths, one entry a child and day."""

from datetime import date

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.people import Role
from centerdesk.services.measurements import MeasurementRow, measurements_of, record_measurement
from tests.services.small_centre import TODAY, SmallCentre

DAY = date(2026, 9, 15)


def test_a_second_entry_of_a_day_replaces_the_first(centre: SmallCentre) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    later = MeasurementRow(date(2026, 11, 24), 12400, 900, 478, False, "体检")
    for row in (later, MeasurementRow(DAY, 12100, 885), MeasurementRow(DAY, 12200)):
        assert centre.do(record_measurement, child_id, row, today=TODAY) == []
    assert centre.see(measurements_of, child_id, TODAY) == [MeasurementRow(DAY, 12200), later]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (MeasurementRow(date(2026, 11, 25), 12100), "measured_on"),
        (MeasurementRow(date(2024, 5, 31), 3200), "measured_on"),
        (MeasurementRow(DAY), "weight"),
        (MeasurementRow(DAY, 121), "weight"),
        (MeasurementRow(DAY, 12100, 9), "length"),
        (MeasurementRow(DAY, None, None, 900), "head"),
        (MeasurementRow(DAY, 12100, note="长" * 101), "note"),
    ],
)
def test_what_cannot_be_is_refused(centre: SmallCentre, row: MeasurementRow, field: str) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    with pytest.raises(UserError) as refusal:
        centre.do(record_measurement, child_id, row, today=TODAY)
    assert refusal.value.field == field
    assert centre.see(measurements_of, child_id, TODAY) == []


def test_what_looks_like_a_slip_is_said_and_written_all_the_same(centre: SmallCentre) -> None:
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    row = MeasurementRow(DAY, 24200, 885, 80 * 8)
    doubts = centre.do(record_measurement, child_id, row, today=TODAY)
    assert [doubt[:2] for doubt in doubts] == ["体重", "头围", "体重", "可能"]
    assert centre.see(measurements_of, child_id, TODAY) == [row]


def test_a_teacher_reads_her_class_and_writes_nothing(centre: SmallCentre) -> None:
    own, other = centre.add_class("甲班"), centre.add_class("乙班")
    hers, others = centre.enrol("陈晨", own, "2026-09-01"), centre.enrol("李安", other, "2026-09-01")
    teacher = centre.as_role(Role.TEACHER, own)
    assert teacher.see(measurements_of, hers, TODAY) == []
    with pytest.raises(UserError):
        teacher.see(measurements_of, others, TODAY)
    with pytest.raises(UserError):
        teacher.do(record_measurement, hers, MeasurementRow(DAY, 12100), today=TODAY)
