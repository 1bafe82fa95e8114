"""How long records are kept: every kind has a rule with its source, counted from a day."""

from datetime import date

import pytest

from centerdesk.domain.certainty import Certainty
from centerdesk.domain.retention import RecordKind, retention_rule, retention_rules

TODAY = date(2026, 11, 24)


def test_every_kind_of_record_has_a_rule_with_its_source() -> None:
    rules = retention_rules(TODAY)
    assert [rule.record for rule in rules] == list(RecordKind)
    assert all(rule.source and rule.length > 0 for rule in rules)


def test_only_what_was_seen_in_a_public_page_is_sure() -> None:
    sure = {rule.record for rule in retention_rules(TODAY) if rule.certainty is Certainty.PAGE}
    assert sure == {RecordKind.HEALTH_RECORD, RecordKind.VIDEO}


@pytest.mark.parametrize(
    ("record", "start", "free"),
    [
        (RecordKind.CHILD_FILE, date(2023, 9, 29), date(2026, 9, 30)),
        (RecordKind.CHILD_FILE, date(2024, 2, 29), date(2027, 3, 1)),
        (RecordKind.VIDEO, date(2026, 1, 1), date(2026, 4, 2)),
        (RecordKind.FOOD_SAMPLE, date(2026, 1, 1), date(2026, 1, 4)),
        (RecordKind.ACCOUNTS, date(2000, 12, 31), date(2031, 1, 1)),
    ],
)
def test_a_record_may_go_the_day_after_its_time(record: RecordKind, start: date, free: date) -> None:
    assert retention_rule(record, TODAY).free_on(start) == free
