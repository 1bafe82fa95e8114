"""Data packs: exactly one sequence of bytes is a pack, and each fault has its sentence."""

import json
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.base.paths import shipped
from centerdesk.exchange import pack as packs
from centerdesk.exchange.pack import (
    MOST_BYTES,
    PackKind,
    UnknownSignerError,
    fingerprint,
    open_pack,
    publisher_keys,
    read_pack,
    write_pack,
)
from tests.exchange.packs_made import ISSUER, KEY, NOTICE_2027, STRANGER, YEAR_2027, pack_file

FILE = pack_file()


def _refusal(content: bytes, trusted: set[str] | None = None) -> UserError:
    with pytest.raises(UserError) as refusal:
        read_pack(content, {KEY} if trusted is None else trusted)
    return refusal.value


def _signed_as_it_is(**changed: Any) -> bytes:
    """A pack the writer would refuse, with a signature that holds."""
    body = {
        "format": 1,
        **asdict(YEAR_2027),
        "issued_on": "2026-11-20",
        "valid_from": "2027-01-01",
        **changed,
    }
    body = {name: value for name, value in body.items() if value is not None}
    signature = ISSUER.sign(packs._PURPOSE + packs._canonical(body)).hex()
    return packs._canonical({"centerdesk-pack": body, "key": KEY, "signature": signature})


def test_a_pack_is_read_as_it_was_written() -> None:
    assert read_pack(FILE, {KEY}) == YEAR_2027
    assert open_pack(FILE).key == KEY
    assert write_pack(YEAR_2027, ISSUER) == FILE


def test_the_schema_describes_the_file() -> None:
    schema = json.loads((shipped("resources") / "exchange" / "centerdesk-pack-1.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(FILE))


@settings(max_examples=500, deadline=None)
@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
def test_a_pack_with_one_byte_changed_is_refused(place: int, by: int) -> None:
    changed = bytearray(FILE)
    changed[place] ^= by
    _refusal(bytes(changed))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(FILE)), st.binary(min_size=1, max_size=8))
def test_a_pack_with_bytes_put_in_is_refused(place: int, extra: bytes) -> None:
    _refusal(FILE[:place] + extra + FILE[place:])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_what_is_no_pack_is_refused_with_a_sentence(content: bytes) -> None:
    assert _refusal(content).text == _("This is no data pack. Choose the .cdpack file you were given.")
    _refusal(FILE[:40] + content)


@pytest.mark.parametrize("length", [40, 100, len(FILE) - 1])
def test_a_torn_pack_says_so(length: int) -> None:
    assert _refusal(FILE[:length]).text.startswith(
        _("This data pack is incomplete or was changed on its way. Ask for it again, and take it unchanged.")
    )


@pytest.mark.parametrize(
    "other",
    [
        json.dumps(json.loads(FILE), ensure_ascii=False).encode(),
        json.dumps(json.loads(FILE), indent=1, sort_keys=True).encode() + b"\n",
        FILE + b"\n",
        FILE.replace(KEY.encode(), KEY.upper().encode()),
        FILE.replace(b'{\n  "certainty"', b'{\n  "certainty": "own",\n  "certainty"'),
    ],
    ids=["one line", "escaped", "newline", "capital key", "name twice"],
)
def test_the_same_said_in_other_bytes_is_refused(other: bytes) -> None:
    assert other != FILE
    _refusal(other)


def test_a_pack_of_a_newer_format_asks_for_a_newer_program() -> None:
    text = _("This data pack was made for a newer version of this program. Install that version first.")
    assert _refusal(_signed_as_it_is(format=2, something_new=1)).text == text


def test_a_changed_content_breaks_the_signature() -> None:
    changed = FILE.replace("春节".encode(), "假日".encode())
    assert _refusal(changed).field == "signature"


def test_an_unknown_signer_is_named_by_the_fingerprint_of_the_key() -> None:
    content = pack_file(STRANGER)
    refusal = _refusal(content)
    assert isinstance(refusal, UnknownSignerError)
    assert fingerprint(refusal.signed.key) in refusal.text
    assert refusal.signed.pack == YEAR_2027
    assert read_pack(content, {refusal.signed.key}) == YEAR_2027


def test_a_fingerprint_is_eight_groups_of_four() -> None:
    groups = fingerprint(KEY).split(" ")
    assert [len(group) for group in groups] == [4] * 8
    assert fingerprint(KEY) != fingerprint(STRANGER.public_key().public_bytes_raw().hex())


def test_an_unknown_kind_says_so() -> None:
    refusal = _refusal(_signed_as_it_is(kind="recipes"))
    assert refusal.field == "kind"
    assert "recipes" in refusal.text


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "2028"},
        {"name": "next"},
        {"content": NOTICE_2027.replace("2027-02-14", "2026-02-14")},
    ],
)
def test_a_calendar_of_the_wrong_year_says_so(changed: dict[str, Any]) -> None:
    assert _refusal(_signed_as_it_is(**changed)).field == "name"
    with pytest.raises(UserError):
        pack_file(**changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"content": "holidays = ["},
        {"content": ""},
        {"content": "a = 1"},
        {"content": 7},
        {"content": NOTICE_2027.replace("2027-02-14", "2027-02-06")},
        {"content": NOTICE_2027.replace('name = "春节", ', "")},
        {"content": NOTICE_2027.replace("2027-02-14", '"2027-02-14"')},
        {"edition": 0},
        {"edition": True},
        {"edition": "2"},
        {"issued_on": "20261120"},
        {"valid_from": "2027-02-30"},
        {"issuer": " "},
        {"source": "文" * 201},
        {"certainty": "rumour"},
        {"certainty": ["page"]},
        {"issuer": None},
        {"more": "of it"},
        {"kind": "thresholds", "name": "../classes"},
    ],
    ids=str,
)
def test_what_is_signed_but_not_sound_is_refused(changed: dict[str, Any]) -> None:
    start = _("This data pack can't be understood: {why}. It was not taken; tell the issuer.").split("{why}")[
        0
    ]
    assert _refusal(_signed_as_it_is(**changed)).text.startswith(start)


def test_a_table_of_another_kind_is_a_pack_too() -> None:
    made = replace(YEAR_2027, kind=PackKind.THRESHOLDS, name="classes", content="senior = 20")
    assert read_pack(write_pack(made, ISSUER), {KEY}) == made


def test_a_file_over_one_megabyte_is_not_even_read() -> None:
    assert "1 MB" in _refusal(FILE + b" " * MOST_BYTES).text


def test_deep_nesting_and_long_numbers_are_refused_quietly() -> None:
    start = packs._START
    _refusal(start + b'"a":' + b"[" * 900_000)
    _refusal(start + b'"format":' + b"9" * 900_000 + b"}}")
    _refusal(start + b'"format": NaN}}')
    _refusal(start + b'"format": "\\ud800"}}')


def test_no_key_ships_before_the_release() -> None:
    assert publisher_keys() == {}
