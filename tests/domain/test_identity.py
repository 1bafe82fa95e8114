"""Identity numbers: what they say, and what can't be one."""

from datetime import date

import pytest

from centerdesk.base.errors import UserError
from centerdesk.domain.identity import IdFacts, check_id_number, masked, plain_number
from centerdesk.domain.people import IdKind, Sex
from tests.domain.invented import id_number

_BOY = id_number(date(2024, 3, 15), 137)
_GIRL = id_number(date(2024, 2, 29), 2)
_WITH_X = next(
    number for serial in range(1, 999) if (number := id_number(date(2024, 3, 15), serial)).endswith("X")
)


def _refusal(kind: IdKind, number: str) -> str:
    with pytest.raises(UserError) as refusal:
        check_id_number(kind, number)
    assert refusal.value.field == "id_number"
    return refusal.value.text


def test_the_example_of_the_standard_is_right() -> None:
    assert check_id_number(IdKind.RESIDENT, "11010519491231002X") == IdFacts(date(1949, 12, 31), Sex.FEMALE)


_AREAS = [
    (IdKind.RESIDENT, "110199"),
    (IdKind.HK_MACAO, "810000"),
    (IdKind.HK_MACAO, "820000"),
    (IdKind.TAIWAN, "830000"),
]


@pytest.mark.parametrize(("kind", "area"), _AREAS)
def test_a_number_says_birth_date_and_sex(kind: IdKind, area: str) -> None:
    boy, girl = id_number(date(2024, 3, 15), 137, area), id_number(date(2024, 2, 29), 2, area)
    assert check_id_number(kind, boy) == IdFacts(date(2024, 3, 15), Sex.MALE)
    assert check_id_number(kind, girl) == IdFacts(date(2024, 2, 29), Sex.FEMALE)


@pytest.mark.parametrize(("right", "area"), _AREAS)
@pytest.mark.parametrize("chosen", [IdKind.RESIDENT, IdKind.HK_MACAO, IdKind.TAIWAN])
def test_a_number_of_another_paper_is_refused_and_both_papers_are_named(
    right: IdKind, area: str, chosen: IdKind
) -> None:
    if chosen is right:
        return
    text = _refusal(chosen, id_number(date(2024, 3, 15), 137, area))
    assert (area in text, right.label in text, chosen.label in text) == (True, True, True)


def test_a_residence_permit_has_a_check_digit_too() -> None:
    number = id_number(date(2024, 3, 15), 137, "830000")
    assert "校验" in _refusal(IdKind.TAIWAN, f"{number[:-1]}{'0' if number[-1] != '0' else '1'}")


def test_a_number_is_kept_plain() -> None:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in _WITH_X[:17])
    assert plain_number(f" {wide[:6]} {wide[6:]}\u3000x ") == _WITH_X
    assert plain_number("r110 000 001") == "R110000001"


def test_the_check_digit_may_be_x() -> None:
    facts = check_id_number(IdKind.RESIDENT, _WITH_X)
    assert facts
    assert facts.birth_date == date(2024, 3, 15)


@pytest.mark.parametrize("place", range(18))
def test_each_single_mistyped_digit_is_found(place: int) -> None:
    wrong = str((int(_BOY[place]) + 1) % 10) if _BOY[place] != "X" else "0"
    assert "校验" in _refusal(IdKind.RESIDENT, _BOY[:place] + wrong + _BOY[place + 1 :])


@pytest.mark.parametrize("place", range(17))
def test_each_pair_of_swapped_digits_is_found(place: int) -> None:
    swapped = _BOY[:place] + _BOY[place + 1] + _BOY[place] + _BOY[place + 2 :]
    if swapped != _BOY:
        assert _refusal(IdKind.RESIDENT, swapped)


@pytest.mark.parametrize(
    "number",
    [
        "",
        _BOY[:15],
        _BOY[:17],
        _BOY + "0",
        "X" + _BOY[1:],
        _BOY[:6] + "O" + _BOY[7:],
        f" {_BOY[1:]}",
        _WITH_X.lower(),
        "".join(chr(ord(digit) + 0xFEE0) for digit in _BOY[:17]) + _BOY[17],  # full-width digits
    ],
)
def test_a_number_of_a_wrong_length_or_with_wrong_characters_is_refused(number: str) -> None:
    assert str(len(number)) in _refusal(IdKind.RESIDENT, number)


@pytest.mark.parametrize("birth", ["20230229", "20241301", "20240431", "20240100", "00000000"])
def test_a_birth_date_that_never_was_is_refused(birth: str) -> None:
    digits = f"110199{birth}001"
    checked = [digits + check for check in "0123456789X"]
    sentences = {_refusal(IdKind.RESIDENT, number) for number in checked}
    assert any("出生日期" in sentence for sentence in sentences)
    assert len(sentences) == 2  # ten with a wrong check digit, one with the right one


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (IdKind.PASSPORT, "E12345678"),
        (IdKind.PASSPORT, "12345"),
        (IdKind.PASSPORT, "A" * 20),
        (IdKind.BIRTH, "T110000001"),
    ],
)
def test_other_papers_say_nothing_of_birth_and_sex(kind: IdKind, number: str) -> None:
    assert check_id_number(kind, number) is None


@pytest.mark.parametrize(
    ("kind", "number", "word"),
    [
        (IdKind.PASSPORT, "1234", "护照"),
        (IdKind.PASSPORT, "A" * 21, "护照"),
        (IdKind.PASSPORT, "E1234-5678", "护照"),
        (IdKind.BIRTH, "T11000000", "出生医学证明"),
        (IdKind.BIRTH, "T1100000012", "出生医学证明"),
        (IdKind.BIRTH, "1110000001", "出生医学证明"),
        (IdKind.NONE, "T110000001", "暂无"),
    ],
)
def test_each_paper_s_number_has_its_form_and_no_paper_no_number(
    kind: IdKind, number: str, word: str
) -> None:
    assert word in _refusal(kind, number)


def test_a_masked_number_keeps_its_ends() -> None:
    assert masked("110199202403151377") == "110199********1377"
    assert masked("E123456789") == "**********"
    assert masked("E1234567890") == "E12345*7890"
    assert masked("") == ""
