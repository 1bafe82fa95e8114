"""erase --due: the files of children whose time to be kept is over."""

import argparse

from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, now, opened, say, table, today
from centerdesk.services import erasure
from centerdesk.services.erasure import DUE_COLUMNS


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--due", action="store_true", required=True, help=_("the files that need no longer be kept")
    )
    parser.add_argument("--do", action="store_true", help=_("erase them; without it they are only listed"))


def _run(arguments: argparse.Namespace) -> int:
    on = today(arguments)
    with opened(arguments, arguments.do) as centre:
        with centre.store.read(centre.actor, now(arguments)) as session:
            rows = erasure.due(session, on)
        erased = 0
        if arguments.do and rows:
            with centre.store.begin(centre.actor, now(arguments)) as session:
                ids = [row.child_id for row in rows]
                erased = erasure.erase_all(session, ids, on, now(arguments))
    if arguments.do:
        text = _("Erased: {n} files. Figures and returns stay as they were.").format(n=erased)
    else:
        text = table(DUE_COLUMNS, rows) if rows else _("No file is due.")
    content = [{"left_on": row.left_on.isoformat(), "free_on": row.free_on.isoformat()} for row in rows]
    say(arguments, text, {"due": content, "erased": erased})
    return 0


COMMAND = Command("erase", N_("erase files whose time to be kept is over"), _arguments, _run)
