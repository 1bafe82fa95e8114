"""self-test: the program in this place does its main job."""

import argparse
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

from centerdesk import __version__, demo
from centerdesk.base.discover import discover
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Choice
from centerdesk.base.paths import shipped
from centerdesk.cli.command import Command, say
from centerdesk.domain.calendar import Month
from centerdesk.excel import write_sheets
from centerdesk.pdf.sheet import sheets_pdf
from centerdesk.returns import monthly
from centerdesk.services.opening import open_centre

_DAY = date(2026, 11, 24)


def _run(arguments: argparse.Namespace) -> int:
    sys.modules["PySide6"] = None  # type: ignore[assignment]  # the core must do without a window
    done = []
    with tempfile.TemporaryDirectory() as folder:
        demo.make(Path(folder) / "centre", _DAY).store.close()
        centre = open_centre(Path(folder) / "centre", demo.PASSWORD)
        done.append(_("The sample centre was made and opened."))
        with centre.store.read(centre.actor) as session:
            files = monthly.documents(session, Month(2026, 10), today=_DAY, now=datetime(2026, 11, 24, 9))
            done.append(_("Return: {n} files.").format(n=len(files)))
            for item in (*discover("centerdesk.reports", "REPORT"), *discover("centerdesk.forms", "FORM")):
                sheets = item.build(session, Choice(_DAY, 2026, 10))
                sizes = len(sheets_pdf(sheets)), len(write_sheets(sheets))
                done.append(
                    _("{title}: PDF {pdf} bytes, XLSX {xlsx} bytes.").format(
                        title=_(item.title), pdf=sizes[0], xlsx=sizes[1]
                    )
                )
        icons = len(list((shipped("resources") / "icons").glob("*.svg")))
        done.append(_("Icons: {n}.").format(n=icons))
        found = centre.store.check()
        centre.store.close()
        ok = found.ok and icons > 0
        done.append(_("Integrity: {result}.").format(result=found.integrity))
    say(
        arguments,
        "\n".join([f"CenterDesk {__version__}", *done]),
        {"version": __version__, "ok": ok, "done": done},
    )
    return 0 if ok else 1


COMMAND = Command("self-test", N_("try the main job in a temporary folder"), run=_run)
