"""Data packs as an invented issuer makes them."""

from dataclasses import replace
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from centerdesk.domain.certainty import Certainty
from centerdesk.exchange.pack import Pack, PackKind, write_pack

ISSUER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = ISSUER.public_key().public_bytes_raw().hex()
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))

NOTICE_2027 = """\
source = "国务院办公厅关于2027年部分节假日安排的通知（示例）"
worked = [2027-02-14]
holidays = [
    { name = "元旦", from = 2027-01-01, to = 2027-01-03 },
    { name = "春节", from = 2027-02-05, to = 2027-02-11 },
]
"""
YEAR_2027 = Pack(
    kind=PackKind.CALENDAR,
    name="2027",
    edition=1,
    issued_on=date(2026, 11, 20),
    issuer="示例发布方",
    source="国务院办公厅通知（示例），第一、二条",
    certainty=Certainty.PAGE,
    valid_from=date(2027, 1, 1),
    content=NOTICE_2027,
)


def pack_file(signer: Ed25519PrivateKey = ISSUER, **changed: Any) -> bytes:
    """The pack of 2027, or one that differs from it."""
    return write_pack(replace(YEAR_2027, **changed), signer)
