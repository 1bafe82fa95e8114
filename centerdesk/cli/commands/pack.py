"""pack show FILE, take FILE, list, trust KEY."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from centerdesk.base.errors import UserError, reason_of
from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, now, opened, say, table
from centerdesk.services import packs
from centerdesk.services.packs import CHANGE_COLUMNS, PACK_COLUMNS, PackPreview, Standing


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the data pack"))


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UserError(
            _("{file} can't be read: {reason}.").format(file=file, reason=reason_of(error)), "file"
        ) from error


def _as_json(preview: PackPreview) -> dict[str, Any]:
    pack = preview.pack
    days = {"issued_on": pack.issued_on.isoformat(), "valid_from": pack.valid_from.isoformat()}
    return {
        "pack": {**asdict(pack), **days},
        "standing": preview.standing.value,
        "replaces": preview.replaces,
        "changes": [asdict(row) for row in preview.changes],
    }


def _words(preview: PackPreview) -> str:
    pack = preview.pack
    head = _("{kind} {name}, edition {edition}, by {issuer}: {source} ({certainty}); {standing}.").format(
        kind=pack.kind.label,
        name=pack.name,
        edition=pack.edition,
        issuer=pack.issuer,
        source=pack.source,
        certainty=pack.certainty.label,
        standing=preview.standing.label,
    )
    so_far = _("So far: {replaces}.").format(replaces=preview.replaces or _("nothing"))
    changes = table(CHANGE_COLUMNS, preview.changes) if preview.changes else _("It changes nothing.")
    return "\n".join((head, so_far, changes))


def _show(arguments: argparse.Namespace) -> int:
    content = _content(arguments.file)
    with opened(arguments) as centre, centre.store.read(centre.actor, now(arguments)) as session:
        preview = packs.show_pack(session, content)
    say(arguments, _words(preview), _as_json(preview))
    return 0


def _take(arguments: argparse.Namespace) -> int:
    content, at = _content(arguments.file), now(arguments)
    with opened(arguments, writes=True) as centre, centre.store.begin(centre.actor, at) as session:
        preview = packs.take_pack(session, content, at)
    taken = preview.standing is not Standing.SAME
    text = _("Taken. {n} values changed.") if taken else _("It was taken before; nothing has changed.")
    say(
        arguments,
        text.format(n=len(preview.changes)),
        {"taken": taken, "changed": len(preview.changes) if taken else 0},
    )
    return 0


def _list(arguments: argparse.Namespace) -> int:
    with opened(arguments) as centre, centre.store.read(centre.actor, now(arguments)) as session:
        rows, trusted = packs.list_packs(session), packs.list_trusted(session)
    days = ("issued_on", "valid_from", "taken_at")
    keys = [f"{each.name}\t{each.fingerprint}" for each in trusted]
    say(
        arguments,
        "\n".join((table(PACK_COLUMNS, rows), "", _("Trusted keys: {n}").format(n=len(trusted)), *keys)),
        {
            "packs": [
                {**asdict(row), **{day: getattr(row, day).isoformat() for day in days}} for row in rows
            ],
            "trusted": [{**asdict(each), "fingerprint": each.fingerprint} for each in trusted],
        },
    )
    return 0


def _trust_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar=_("KEY"), help=_("the issuer's public key, 64 digits from 0 to f"))
    parser.add_argument("--name", required=True, metavar=_("ISSUER"), help=_("whose key it is"))


def _trust(arguments: argparse.Namespace) -> int:
    with (
        opened(arguments, writes=True) as centre,
        centre.store.begin(centre.actor, now(arguments)) as session,
    ):
        row = packs.trust_key(session, arguments.key, arguments.name)
    say(
        arguments,
        _("Data packs of {name} are taken from now on. Fingerprint of the key: {fingerprint}").format(
            name=row.name, fingerprint=row.fingerprint
        ),
        {"key": row.key, "name": row.name, "fingerprint": row.fingerprint},
    )
    return 0


COMMAND = Command(
    "pack",
    N_("signed data packs: calendar years, thresholds"),
    parts=(
        Command("show", N_("what a data pack would change"), _file, _show),
        Command("take", N_("take a data pack"), _file, _take),
        Command("list", N_("the data packs taken, and whose are trusted"), run=_list),
        Command(
            "trust",
            N_("trust an issuer's key, once its fingerprint was compared by phone"),
            _trust_arguments,
            _trust,
        ),
    ),
)
