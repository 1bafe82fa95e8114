"""Data packs (*.cdpack): a calendar year, thresholds, requirements or disease rules, signed by who gives them out.

A pack is one JSON document in canonical form: `centerdesk-pack` holds what it says, `key` the signer's Ed25519 public
key, `signature` his signature of the former. Exactly one sequence of bytes stands for a pack: whatever differs by one
byte is refused (schema: resources/exchange/centerdesk-pack-1.schema.json).
"""

import json
import re
import tomllib
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.paths import shipped
from centerdesk.domain import calendar
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.people import Labelled

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ENDING = ".cdpack"
FORMAT = 1
MOST_BYTES = 1 << 20
_BODY, _KEY, _SIGNATURE = "centerdesk-pack", "key", "signature"
_START = f'{{\n "{_BODY}": {{'.encode()
# What is signed begins with this, so that the signature of a pack is good for nothing else.
_PURPOSE = b"centerdesk data pack\n"
_LONGEST = {"name": 60, "issuer": 80, "source": 200}  # as the centre's file holds them
_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


class PackKind(Labelled):
    """What a pack gives."""

    CALENDAR = "calendar", N_("Calendar of a year")
    THRESHOLDS = "thresholds", N_("Thresholds")
    REQUIREMENTS = "requirements", N_("Training requirements")
    DISEASES = "diseases", N_("Disease rules")


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack says. `name` is the year of a calendar, else the file it stands for (thresholds: "classes").

    `content` is TOML of the same shape as the resource it replaces; `source` the document and paragraph behind it.
    """

    kind: PackKind
    name: str
    edition: int
    issued_on: date
    issuer: str
    source: str
    certainty: Certainty
    valid_from: date
    content: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A whole pack and the public key of who signed it."""

    pack: Pack
    key: str


class UnknownSignerError(UserError):
    """The pack is whole, but nobody here has said that its signer is to be trusted."""

    def __init__(self, text: str, signed: Signed) -> None:
        super().__init__(text, "key")
        self.signed = signed


def write_pack(pack: Pack, private_key: "Ed25519PrivateKey") -> bytes:
    """The pack as a file, signed; UserError when it could not be read again."""
    body = {"format": FORMAT, **asdict(pack)}
    body["issued_on"], body["valid_from"] = pack.issued_on.isoformat(), pack.valid_from.isoformat()
    key = private_key.public_key().public_bytes_raw().hex()
    signature = private_key.sign(_PURPOSE + _canonical(body)).hex()
    content = _canonical({_BODY: body, _KEY: key, _SIGNATURE: signature})
    open_pack(content)
    return content


def read_pack(content: bytes, trusted_keys: Collection[str]) -> Pack:
    """What a pack says, when it is whole and signed by a trusted key; else UserError."""
    signed = open_pack(content)
    if signed.key not in trusted_keys:
        raise UnknownSignerError(
            _(
                "This data pack was signed by somebody unknown here, so it was not taken. It says it comes from "
                "“{issuer}”. Phone the issuer and compare the fingerprint of the key: {fingerprint}. If it is the "
                "same, trust the key and take the pack again."
            ).format(issuer=signed.pack.issuer, fingerprint=fingerprint(signed.key)),
            signed,
        )
    return signed.pack


def open_pack(content: bytes) -> Signed:
    """A whole pack, whoever signed it; UserError for what is no pack, torn, changed or not to be understood."""
    document = _document(content)
    body = document[_BODY]
    _check_signature(document)
    missing = [name for name in Pack.__slots__ if name not in body]
    if missing or len(body) != len(Pack.__slots__) + 1:
        raise _not_understood(_("its particulars are not those of a data pack"))
    pack = Pack(
        kind=_kind(body["kind"]),
        name=_text(body, "name"),
        edition=_edition(body["edition"]),
        issued_on=_day(body["issued_on"]),
        issuer=_text(body, "issuer"),
        source=_text(body, "source"),
        certainty=_certainty(body["certainty"]),
        valid_from=_day(body["valid_from"]),
        content=_content(body["content"]),
    )
    if pack.kind is PackKind.CALENDAR:
        _check_year(pack)
    elif not _PLAIN_NAME.fullmatch(pack.name):
        raise _not_understood(_("“{name}” can't be the name of a table").format(name=pack.name))
    return Signed(pack, document[_KEY])


def _document(content: bytes) -> dict[str, Any]:
    """The JSON document, in its one canonical form and in a format this program knows."""
    if len(content) > MOST_BYTES:
        raise UserError(_("This file is larger than 1 MB: no data pack is. Choose the .cdpack file."))
    if not content.startswith(_START):
        raise UserError(_("This is no data pack. Choose the .cdpack file you were given."))
    try:
        document = json.loads(content)
        number = document[_BODY]["format"]
        if isinstance(number, int) and number > FORMAT:
            raise UserError(
                _("This data pack was made for a newer version of this program. Install that version first.")
            )
        whole = _canonical(document) == content and document.keys() == {_BODY, _KEY, _SIGNATURE}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _torn() from error
    if not whole or number != FORMAT or isinstance(number, bool):
        raise _torn()
    return dict(document)


def _torn() -> UserError:
    return UserError(
        _("This data pack is incomplete or was changed on its way. Ask for it again, and take it unchanged.")
    )


def _check_signature(document: dict[str, Any]) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    key, signature = document[_KEY], document[_SIGNATURE]
    if not is_key(key) or not _is_hex(signature, 128):
        raise _torn()
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), _PURPOSE + _canonical(document[_BODY]))
    except (InvalidSignature, ValueError) as error:
        raise UserError(
            _(
                "The signature of this data pack is wrong: it was changed after it was signed. It was not taken; "
                "ask the issuer for it again."
            ),
            "signature",
        ) from error


def _canonical(document: dict[str, Any]) -> bytes:
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return f"{text}\n".encode()


def _not_understood(why: str) -> UserError:
    return UserError(
        _("This data pack can't be understood: {why}. It was not taken; tell the issuer.").format(why=why)
    )


def _kind(value: object) -> PackKind:
    if not isinstance(value, str) or value not in set(PackKind):
        raise UserError(
            _(
                "This program doesn't know data packs of the kind “{kind}”. Install a newer version, or ask the issuer."
            ).format(kind=value),
            "kind",
        )
    return PackKind(value)


def _certainty(value: object) -> Certainty:
    if not isinstance(value, str) or value not in set(Certainty):
        raise _not_understood(_("it doesn't say how sure its facts are"))
    return Certainty(value)


def _text(body: dict[str, Any], name: str) -> str:
    value = body[name]
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST[name]:
        raise _not_understood(_("its name, issuer or source is missing or too long"))
    return value


def _edition(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value < 10_000:
        raise _not_understood(_("its edition is no number from 1 on"))
    return value


def _day(value: object) -> date:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise _not_understood(_("“{day}” is no day").format(day=value))
    return day


def _content(value: object) -> str:
    try:
        if isinstance(value, str) and tomllib.loads(value):
            return value
    except (ValueError, RecursionError) as error:
        raise _not_understood(_("its table is not well-formed")) from error
    raise _not_understood(_("its table is empty"))


def _check_year(pack: Pack) -> None:
    """A calendar's content is a year's notice, and all its days lie in the year it is named after."""
    try:
        year = calendar.read_year(pack.content)
        days = {*year.off, *year.worked}
        sound = all(type(day) is date for day in days) and all(
            isinstance(words, str) and words for words in (year.source, *year.off.values())
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _not_understood(_("its table is no year's notice")) from error
    if not sound or not year.off or year.worked & year.off.keys():
        raise _not_understood(_("its table is no year's notice"))
    if not re.fullmatch(r"20\d\d", pack.name) or {day.year for day in days} != {int(pack.name)}:
        raise UserError(
            _(
                "This data pack is called calendar of {name}, but holds days of another year. It was not taken; "
                "tell the issuer."
            ).format(name=pack.name),
            "name",
        )


def fingerprint(key: str) -> str:
    """A key as it is read out on the phone: eight groups of four."""
    digits = sha256(bytes.fromhex(key)).hexdigest()[:32].upper()
    return " ".join(digits[place : place + 4] for place in range(0, 32, 4))


def is_key(text: object) -> bool:
    """Whether it is a public key: 64 hexadecimal digits in small letters."""
    return _is_hex(text, 64)


def _is_hex(text: object, length: int) -> bool:
    return isinstance(text, str) and re.fullmatch(rf"[0-9a-f]{{{length}}}", text) is not None


def publisher_keys() -> dict[str, str]:
    """The keys that ship with the program, and whose they are."""
    text = (shipped("resources") / "exchange" / "publisher.pub").read_text("utf-8")
    lines = (
        line.split(maxsplit=1) for line in text.splitlines() if line.strip() and not line.startswith("#")
    )
    return {key: (name[0] if name else "") for key, *name in lines}
