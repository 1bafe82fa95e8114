"""Cells as people read them."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from centerdesk.base.tables import cell_text
from centerdesk.domain.people import Sex


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        ("", ""),
        ("陈𬱖", "陈𬱖"),
        (0, "0"),
        (12345, "12,345"),
        (Decimal("6.3"), "6.3"),
        (True, "√"),
        (False, ""),
        (date(2026, 3, 5), "2026-03-05"),
        (datetime(2026, 3, 5, 8, 5, 59), "2026-03-05 08:05"),
        (time(8, 5), "08:05"),
        (Sex.FEMALE, "女"),
    ],
)
def test_a_value_has_one_way_to_be_shown(value: object, shown: str) -> None:
    assert cell_text(value) == shown
