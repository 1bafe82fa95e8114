"""Credit codes: what is right passes, and each way to be wrong has its sentence."""

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.credit_code import checked_credit_code

# Invented numbers: no area 990000 exists.
COMPANY = "91990000MA0000001B"
NURSERY = "52990000MJ0000001W"
VILLAGE = "N2990000MF00000015"


@pytest.mark.parametrize("code", [COMPANY, NURSERY, VILLAGE])
def test_codes_of_companies_nurseries_and_village_cooperatives_pass(code: str) -> None:
    assert checked_credit_code(code) == code


@pytest.mark.parametrize(
    "typed", [f" {COMPANY.lower()} ", "91990000 MA0000001 B", "９１９９００００ＭＡ０００００01B"]
)
def test_the_way_of_typing_does_not_matter(typed: str) -> None:
    assert checked_credit_code(typed) == COMPANY


def test_no_code_is_no_code() -> None:
    assert checked_credit_code("  ") == ""


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (COMPANY[:-1], "17 位"),
        (COMPANY + "1", "19 位"),
        (COMPANY.replace("M", "I"), "“I”"),
        (COMPANY.replace("MA", "OS"), "“O、S”"),
        ("9199000AMA0000001B", "“99000A”"),
        (COMPANY.replace("01B", "02B"), "最后一位"),
        ("91990000AM0000001B", "最后一位"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(typed: str, told: str) -> None:
    with pytest.raises(UserError) as refusal:
        checked_credit_code(typed)
    assert (refusal.value.field, told in refusal.value.text) == ("credit_code", True), refusal.value.text
