"""The keys: who may open the centre file, and the recovery code.

`centre.vault` is JSON. Each entry (one per user, one for the recovery code) holds an X25519 public key,
its private half wrapped with AES-256-GCM under an Argon2id key of the password, and the data key sealed
to that public key (an ephemeral X25519 agreement, HKDF-SHA256, AES-256-GCM). The data key can so be
renewed without anybody's password: while that is under way an entry holds `next_seal` beside `seal`.
"""

import json
import os
import secrets
import shutil
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from centerdesk.base.errors import UserError
from centerdesk.base.files import sync_folder
from centerdesk.base.i18n import _
from centerdesk.db.errors import folder_sentence

FORMAT = 1
KEY_BYTES = 32
RECOVERY = "recovery"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECK = _CROCKFORD + "*~$=U"
_RECOVERY_BITS = 160
_RECOVERY_CHARS = _RECOVERY_BITS // 5
_COMMONEST = frozenset(
    [
        "12345678",
        "123456789",
        "1234567890",
        "87654321",
        "11111111",
        "00000000",
        "88888888",
        "66666666",
        "12341234",
        "11223344",
        "password",
        "password1",
        "qwertyui",
        "qwerty123",
        "1qaz2wsx",
        "abcd1234",
        "a1234567",
        "a12345678",
        "abc12345",
        "iloveyou",
        "admin123",
        "woaini1314",
        "5201314520",
    ]
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a guess at a password costs: Argon2id passes, memory in KiB, lanes."""

    passes: int = 3
    memory: int = 65536
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A vault somebody has opened: the data key, and whose entry opened it.

    `next_key` is there when a renewal of the data key was broken off: the file is under one of the two.
    """

    data_key: bytes = field(repr=False)
    entry: str
    name: str
    next_key: bytes | None = field(default=None, repr=False)


def create(path: Path, name: str, password: str, cost: Cost = Cost()) -> tuple[Unlocked, str]:
    """A new vault with one user; returns it unlocked, and the recovery code, which is kept nowhere."""
    check_password(password)
    data_key = secrets.token_bytes(KEY_BYTES)
    code = new_recovery_code()
    user = _entry("user", name, password, data_key, cost)
    recovery = _entry(RECOVERY, "", _recovery_secret(code), data_key, cost)
    _write(path, {"format": FORMAT, "entries": [user, recovery]})
    return Unlocked(data_key, user["id"], name), code


def names(path: Path) -> list[str]:
    """Whose passwords open the file."""
    return [entry["name"] for entry in _user_entries(path)]


def unlock(path: Path, password: str, name: str | None = None) -> Unlocked:
    """Open the vault with a user's password (anybody's, when no name is given); UserError when it is wrong."""
    for entry in _read(path)["entries"]:
        if entry["kind"] == "user" and name in (None, entry["name"]):
            keys = _open(entry, password)
            if keys is not None:
                return Unlocked(keys[0], entry["id"], entry["name"], keys[1])
    raise UserError(
        _("The password is wrong. Check the keyboard's capitals and try again, or use the recovery code."),
        "password",
    )


def unlock_by_code(path: Path, code: str) -> Unlocked:
    """Open the vault with the recovery code; UserError when it is another centre's or was mistyped."""
    secret = _recovery_secret(code)
    recovery = next(entry for entry in _read(path)["entries"] if entry["kind"] == RECOVERY)
    keys = _open(recovery, secret)
    if keys is None:
        raise UserError(_("This recovery code does not belong to this centre's file."), "code")
    return Unlocked(keys[0], recovery["id"], "", keys[1])


def recover(
    path: Path,
    code: str,
    password: str,
    cost: Cost = Cost(),
    *,
    entry_id: str | None = None,
    data_key: bytes | None = None,
) -> tuple[Unlocked, str]:
    """Open with the recovery code: a user (the first, when none is named) gets a new password; a new code is made.

    `data_key` is the key that opens the file, where a broken-off renewal has left two.
    """
    check_password(password)
    data_key = data_key or unlock_by_code(path, code).data_key
    vault = _read(path)
    users = [entry for entry in vault["entries"] if entry["kind"] == "user"]
    user = next(entry for entry in users if entry_id in (None, entry["id"]))
    renewed = _entry("user", user["name"], password, data_key, cost, user["id"])
    new_code = new_recovery_code()
    recovery = _entry(RECOVERY, "", _recovery_secret(new_code), data_key, cost)
    kept = [renewed if entry is user else entry for entry in users]
    _write(path, {"format": FORMAT, "entries": [*kept, recovery]})
    return Unlocked(data_key, user["id"], user["name"]), new_code


def renew_code(path: Path, data_key: bytes, cost: Cost = Cost()) -> str:
    """A new recovery code; the one before opens nothing any more."""
    code = new_recovery_code()
    recovery = _entry(RECOVERY, "", _recovery_secret(code), data_key, cost)
    _write(path, {"format": FORMAT, "entries": [*_user_entries(path), recovery]})
    return code


def set_password(
    path: Path, name: str, password: str, data_key: bytes, cost: Cost = Cost(), *, entry_id: str | None = None
) -> str:
    """Let somebody in with a password, a new user or one whose own is forgotten; returns the entry's id."""
    check_password(password)
    made = _entry("user", name, password, data_key, cost, entry_id)
    entries = _read(path)["entries"]
    others = [entry for entry in entries if entry["id"] != made["id"]]
    place = next((at for at, entry in enumerate(entries) if entry["id"] == made["id"]), len(others))
    _write(path, {"format": FORMAT, "entries": [*others[:place], made, *others[place:]]})
    return str(made["id"])


def change_password(path: Path, entry_id: str, old: str, new: str, cost: Cost = Cost()) -> None:
    """One's own password: the entry is wrapped anew; its key pair and seals stay as they are."""
    check_password(new)
    vault = _read(path)
    entry = next((entry for entry in vault["entries"] if entry["id"] == entry_id), None)
    private = _unwrap(entry, old) if entry else None
    if entry is None or private is None:
        raise UserError(_("The present password is wrong. Type it again."), "old")
    entry["kdf"] = _new_kdf(cost)
    entry["private_key"] = _encrypt(_password_key(entry["kdf"], new), private)
    _write(path, vault)


def keep_users(path: Path, entry_ids: set[str]) -> None:
    """Take out the entries of all users but these; the recovery code stays."""
    vault = _read(path)
    kept = [entry for entry in vault["entries"] if entry["kind"] == RECOVERY or entry["id"] in entry_ids]
    if len(kept) < len(vault["entries"]):
        _write(path, {"format": FORMAT, "entries": kept})


def stage(path: Path, next_key: bytes) -> None:
    """Seal the next data key to everybody beside the present one; nobody's password is needed."""
    vault = _read(path)
    for entry in vault["entries"]:
        entry["next_seal"] = _seal(b64decode(entry["public_key"]), entry["id"], next_key)
    _write(path, vault)


def settle(path: Path) -> None:
    """The file is under the next data key: its seals take the place of the present ones."""
    vault = _read(path)
    if any("next_seal" in entry for entry in vault["entries"]):
        for entry in vault["entries"]:
            entry["seal"] = entry.pop("next_seal", entry["seal"])
        _write(path, vault)


def check_password(password: str) -> None:
    """At least 8 characters and none of the commonest; no other rule."""
    if len(password) < 8:
        raise UserError(_("The password needs at least 8 characters."), "password")
    if password.lower() in _COMMONEST:
        raise UserError(
            _("This password is among the first that anybody would try. Choose another."), "password"
        )


def new_recovery_code() -> str:
    """160 random bits in Crockford base32 with a check character, grouped for reading aloud."""
    value = secrets.randbits(_RECOVERY_BITS)
    digits = "".join(_CROCKFORD[value >> shift & 31] for shift in range(_RECOVERY_BITS - 5, -1, -5))
    groups = [digits[start : start + 4] for start in range(0, _RECOVERY_CHARS, 4)]
    return "-".join([*groups, _CHECK[value % 37]])


def _recovery_secret(code: str) -> str:
    """The code without grouping and with look-alikes resolved; UserError when it was misread."""
    plain = "".join(code.upper().replace("-", " ").split()).translate(str.maketrans("OIL", "011"))
    digits, check = plain[:-1], plain[-1:]
    if len(digits) != _RECOVERY_CHARS or any(digit not in _CROCKFORD for digit in digits):
        raise UserError(
            _("The recovery code has 33 characters: digits and capital letters. Check it."), "code"
        )
    value = 0
    for digit in digits:
        value = value * 32 + _CROCKFORD.index(digit)
    if _CHECK[value % 37] != check:
        raise UserError(_("The recovery code was mistyped: its check character does not fit."), "code")
    return digits


def _entry(
    kind: str, name: str, secret: str, data_key: bytes, cost: Cost, entry_id: str | None = None
) -> dict[str, Any]:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    entry_id = entry_id or secrets.token_hex(8)
    kdf = _new_kdf(cost)
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    return {
        "id": entry_id,
        "kind": kind,
        "name": name,
        "kdf": kdf,
        "public_key": _b64(public),
        "private_key": _encrypt(_password_key(kdf, secret), private.private_bytes_raw()),
        "seal": _seal(public, entry_id, data_key),
    }


def _new_kdf(cost: Cost) -> dict[str, Any]:
    return {
        "name": "argon2id",
        "salt": _b64(os.urandom(16)),
        "t": cost.passes,
        "m": cost.memory,
        "p": cost.lanes,
    }


def _seal(public: bytes, entry_id: str, data_key: bytes) -> dict[str, str]:
    """The data key for whoever has the private half."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    ephemeral = X25519PrivateKey.generate()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    return {
        "ephemeral": _b64(ephemeral.public_key().public_bytes_raw()),
        **_encrypt(_seal_key(shared, entry_id), data_key),
    }


def _open(entry: dict[str, Any], secret: str) -> tuple[bytes, bytes | None] | None:
    """The data key and, while it is being renewed, the next one; None when the secret is wrong."""
    private = _unwrap(entry, secret)
    if private is None:
        return None
    following = _unseal(entry, "next_seal", private) if "next_seal" in entry else None
    return _unseal(entry, "seal", private), following


def _unwrap(entry: dict[str, Any], secret: str) -> bytes | None:
    """The private half of the entry's key pair, or None when the secret is wrong."""
    from argon2.exceptions import HashingError
    from cryptography.exceptions import InvalidTag

    try:
        return _decrypt(_password_key(entry["kdf"], secret), entry["private_key"])
    except InvalidTag:
        return None
    except (KeyError, TypeError, ValueError, OverflowError, HashingError):
        raise _damaged() from None


def _unseal(entry: dict[str, Any], seal: str, private: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    try:
        ephemeral = X25519PublicKey.from_public_bytes(b64decode(entry[seal]["ephemeral"]))
        shared = X25519PrivateKey.from_private_bytes(private).exchange(ephemeral)
        return _decrypt(_seal_key(shared, entry["id"]), entry[seal])
    except (InvalidTag, KeyError, TypeError, ValueError):
        raise _damaged() from None


def _password_key(kdf: dict[str, Any], secret: str) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        secret.encode(), b64decode(kdf["salt"]), kdf["t"], kdf["m"], kdf["p"], KEY_BYTES, Type.ID
    )


def _seal_key(shared: bytes, entry_id: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, None, b"centerdesk data key " + entry_id.encode()).derive(shared)


def _encrypt(key: bytes, plain: bytes) -> dict[str, str]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    return {"nonce": _b64(nonce), "text": _b64(AESGCM(key).encrypt(nonce, plain, None))}


def _decrypt(key: bytes, box: dict[str, str]) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).decrypt(b64decode(box["nonce"]), b64decode(box["text"]), None)


def _b64(data: bytes) -> str:
    return b64encode(data).decode()


def _user_entries(path: Path) -> list[dict[str, Any]]:
    return [entry for entry in _read(path)["entries"] if entry["kind"] == "user"]


def _read(path: Path) -> dict[str, Any]:
    """The vault, or its previous state when the newer one is torn."""
    for file in (path, path.with_suffix(path.suffix + ".bak")):
        try:
            vault: dict[str, Any] = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError):
            continue
        if _is_sound(vault):
            return vault
    raise _damaged()


def _is_sound(vault: object) -> bool:
    if not isinstance(vault, dict) or not isinstance(vault.get("entries"), list):
        return False
    if not isinstance(vault.get("format"), int):
        return False
    if vault["format"] > FORMAT:
        raise UserError(
            _(
                "The key file centre.vault was written by a newer version of this program. Install that version."
            )
        )
    parts = {"id", "kind", "name", "kdf", "public_key", "private_key", "seal"}
    if not all(isinstance(entry, dict) and parts <= entry.keys() for entry in vault["entries"]):
        return False
    texts = [entry[part] for entry in vault["entries"] for part in ("id", "kind", "name")]
    kinds = [entry["kind"] for entry in vault["entries"]]
    return all(isinstance(text, str) for text in texts) and RECOVERY in kinds


def _damaged() -> UserError:
    return UserError(
        _(
            "The key file centre.vault is missing or damaged, so that the centre's file can't be opened. "
            "Put back the one from the newest backup."
        )
    )


def _write(path: Path, vault: dict[str, Any]) -> None:
    """Atomically: a temporary file, on the disk, then in place; .bak holds the state before, then this one too.

    A state that is over must not stay in .bak: a closed account or a forgotten password would open it.
    """
    temporary, spare = path.with_suffix(path.suffix + ".new"), path.with_suffix(path.suffix + ".bak")
    is_new = not path.exists()
    try:
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(vault, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        if not is_new:
            shutil.copyfile(path, spare)
        temporary.replace(path)
        sync_folder(path.parent)
        if not is_new:
            shutil.copyfile(path, spare)
    except OSError as error:
        raise folder_sentence(error, path.parent) from error
