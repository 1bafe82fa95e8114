"""run-sample FOLDER: the main job without a screen, on the sample centre."""

import argparse
from pathlib import Path

from centerdesk import demo
from centerdesk.base.files import write_whole
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Choice
from centerdesk.cli.command import Command, now, say, today
from centerdesk.domain.calendar import Month
from centerdesk.forms.attendance_register import FORM
from centerdesk.pdf.sheet import sheets_pdf
from centerdesk.returns import monthly
from centerdesk.services.classes import list_classes


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help=_("where the sample centre and its papers go; made anew"))


def _run(arguments: argparse.Namespace) -> int:
    on, folder = today(arguments), arguments.folder
    centre = demo.remake(folder, on)
    last = Month.of(on).plus(-1)
    with centre.store.read(centre.actor) as session:
        files = monthly.documents(session, last, today=on, now=now(arguments))
        group = list_classes(session)[-1]
        register = FORM.build(session, Choice(last.last, last.year, last.month, group.id))
    centre.store.close()
    paths = [write_whole(folder / file.name, file.content) for file in files]
    paper = sheets_pdf(register, printed_by=centre.actor.name, printed_at=now(arguments))
    paths.append(write_whole(folder / f"{last}_{group.name}_{_(FORM.title)}.pdf", paper))
    say(
        arguments,
        _(
            "The sample centre (46 invented children) is in {folder}.\n"
            "The return of {month} and an attendance sheet:\n{files}"
        ).format(folder=folder, month=last, files="\n".join(f"  {path}" for path in paths)),
        {"folder": str(folder), "files": [str(path) for path in paths]},
    )
    return 0


COMMAND = Command(
    "run-sample", N_("make the sample centre and its papers, without a window"), _arguments, _run
)
