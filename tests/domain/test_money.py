"""Money is typed and shown in yuan, and kept in whole 分."""

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.money import cents, yuan


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3000", 300_000),
        ("3,000.5", 300_050),
        ("25.09元", 2_509),
        ("０.07", 7),
        ("0", 0),
        ("1234567.89", 123_456_789),
        ("", None),
        ("  ", None),
    ],
)
def test_amounts_as_people_type_them(typed: str, kept: int | None) -> None:
    assert cents(typed, "care") == kept


@pytest.mark.parametrize("typed", ["三千", "-5", "12.345", "1e3", ".5", "12345678", "元"])
def test_what_is_no_amount_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(UserError) as refusal:
        cents(typed, "meals")
    assert refusal.value.field == "meals"


def test_amounts_are_shown_with_two_decimals() -> None:
    assert [yuan(amount) for amount in (0, 7, 2_509, 300_000)] == ["0.00", "0.07", "25.09", "3000.00"]
