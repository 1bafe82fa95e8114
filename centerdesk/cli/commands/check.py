"""check: integrity of the centre file."""

import argparse
from dataclasses import asdict
from typing import Any

from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, opened, say


def _run(arguments: argparse.Namespace) -> int:
    with opened(arguments) as centre:
        found = centre.store.check()
    content: dict[str, Any] = {
        "integrity": found.integrity,
        "cipher": found.cipher,
        "foreign_keys": found.foreign_keys,
        "audit": asdict(found.audit) if found.audit else None,
    }
    if found.ok and found.audit:
        text = _(
            "The centre's file is whole: pages, encryption, references, and the audit's {rows} entries."
        ).format(rows=found.audit.rows)
    elif found.audit and found.audit.broken:
        text = _(
            "The audit was tampered with: its entry {entry} does not fit the ones before. "
            "Keep this file as it is, and compare it with a backup."
        ).format(entry=found.audit.broken)
    else:
        text = _(
            "The centre's file is damaged (pages: {integrity}; encryption: {cipher}; broken references: "
            "{foreign_keys}). Restore the newest backup."
        ).format(**content)
    say(arguments, text, content)
    return 0 if found.ok else 1


COMMAND = Command("check", N_("check that the centre's file is whole"), run=_run)
