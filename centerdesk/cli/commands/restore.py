"""restore BACKUP [--into FOLDER] | restore --undo: bring a backup back, or take that back."""

import argparse
import os
from pathlib import Path

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, data_folder, new_password, now, opened, password, say
from centerdesk.db.lock import holding
from centerdesk.services import backups, restores
from centerdesk.services.restores import Key, Restored

CODE_VARIABLE = "CENTERDESK_RECOVERY_CODE"
BACKUP_PASSWORD_VARIABLE = "CENTERDESK_BACKUP_PASSWORD"
_PATIENCE_S = 5


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "backup",
        nargs="?",
        metavar=_("BACKUP"),
        help=_("the backup's name from the list, or its folder; it opens with the password of its day"),
    )
    parser.add_argument(
        "--into", type=Path, metavar=_("FOLDER"), help=_("an empty folder, in place of today's centre")
    )
    parser.add_argument("--undo", action="store_true", help=_("take the last restore back"))


def _run(arguments: argparse.Namespace) -> int:
    if arguments.undo:
        return _undo(arguments)
    if not arguments.backup:
        raise UserError(_("Name the backup to restore, or --undo."), "backup")
    folder = data_folder(arguments)
    backup, key = backups.find_backup(folder, arguments.backup), _key()
    if arguments.into:
        folder = arguments.into
        done = restores.restore_into(folder, backup, now(arguments), _of_its_day(key))
    else:
        with holding(folder, _PATIENCE_S):
            done = _in_place(arguments, folder, backup, key)
    say(arguments, _words(done, folder), {"folder": str(folder)} | done.as_json())
    return 0


def _in_place(arguments: argparse.Namespace, folder: Path, backup: Path, key: Key) -> Restored:
    today = restores.open_today(folder, key, now(arguments))
    try:
        return restores.restore(folder, backup, now(arguments), _of_its_day(key), today)
    finally:
        if today:
            today.store.close()


def _key() -> Key:
    code = os.environ.get(CODE_VARIABLE)
    if code:
        return Key(new_password(), code=code)
    return Key(password(), os.environ.get("CENTERDESK_USER"))


def _of_its_day(key: Key) -> Key:
    """The same, unless the backup's day had another password."""
    given = None if key.code else os.environ.get(BACKUP_PASSWORD_VARIABLE)
    return key if given is None else Key(given, key.name)


def _undo(arguments: argparse.Namespace) -> int:
    with opened(arguments, writes=True) as centre:
        restores.undo_restore(centre, now(arguments))
    text = _(
        "The restore in {folder} was taken back: the state before it is there again, with its passwords. "
        "What the restore had brought is kept; the same command brings it again."
    )
    say(arguments, text.format(folder=centre.store.folder), {"folder": str(centre.store.folder)})
    return 0


def _words(done: Restored, folder: Path) -> str:
    lines = [
        _("Restored to {folder}: {children} children, {marks} marks, {returns} filed returns.").format(
            folder=folder,
            children=done.after.facts.children,
            marks=done.after.facts.marks,
            returns=done.after.facts.returns,
        )
    ]
    if done.before:
        lines.append(
            _("Before it there were {children} children, {marks} marks, {returns} filed returns.").format(
                children=done.before.facts.children,
                marks=done.before.facts.marks,
                returns=done.before.facts.returns,
            )
        )
    lines += [lost.words for lost in done.lost]
    if done.saved:
        lines.append(
            _("The state before is backed up in {folder}; restore --undo brings it back.").format(
                folder=done.saved.folder
            )
        )
    if done.code:
        lines.append(
            _("The recovery code is used up. The new one, shown this once: {code}").format(code=done.code)
        )
    return "\n".join(lines)


COMMAND = Command("restore", N_("bring a backup back, or take that back"), _arguments, _run)
