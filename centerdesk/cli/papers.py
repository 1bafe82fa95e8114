"""What the commands `report` and `form` share."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from centerdesk.base.discover import discover
from centerdesk.base.errors import UserError
from centerdesk.base.files import write_whole
from centerdesk.base.i18n import _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.cli.command import day, now, opened, say, today, year
from centerdesk.domain.calendar import Month
from centerdesk.services.audit import note_taken_out
from centerdesk.services.children import find_child
from centerdesk.services.classes import find_class
from centerdesk.services.opening import Opened
from centerdesk.services.staff import find_staff


def paper_arguments(parser: argparse.ArgumentParser) -> None:
    """What a paper may be made for, and the file it goes to."""
    parser.add_argument("code", metavar=_("CODE"), help=_("the paper's code, see list"))
    parser.add_argument("--month", help=_("the month, as 2026-10"))
    parser.add_argument("--day", type=day, help=_("the day, as 2026-11-24"))
    parser.add_argument("--year", type=year, help=_("the year, as 2026"))
    parser.add_argument("--child", help=_("the child's name"))
    parser.add_argument("--person", help=_("the name of the member of staff"))
    parser.add_argument("--class", dest="group", help=_("the class's name; all classes when none is named"))
    parser.add_argument("--blank", action="store_true", help=_("the form to be filled in by hand"))
    parser.add_argument("--out", type=Path, required=True, help=_("the file, ending in .pdf or .xlsx"))


def write_paper(package: str, family: str) -> Callable[[argparse.Namespace], int]:
    """The command that writes an item of a package."""

    def run(arguments: argparse.Namespace) -> int:
        item = _find(discover(package, family), arguments.code)
        with opened(arguments) as centre:
            content = _render(item, arguments, centre)
        path = write_whole(arguments.out, content)
        say(arguments, str(path), {"files": [str(path)]})
        return 0

    return run


def _find(items: tuple[Report, ...], code: str) -> Report:
    for item in items:
        if item.code == code:
            return item
    raise UserError(
        _("There is no paper “{code}”. There are: {codes}.").format(
            code=code, codes=_(", ").join(item.code for item in items)
        ),
        "code",
    )


def _render(item: Report, arguments: argparse.Namespace, centre: Opened) -> bytes:
    kind = arguments.out.suffix.lower()
    if kind not in (".pdf", ".xlsx"):
        raise UserError(_("The file must end in .pdf or .xlsx."), "out")
    with centre.store.read(centre.actor, now(arguments)) as session:
        on = arguments.day or today(arguments)
        month = _month(item, arguments, on)
        group = find_class(session, arguments.group) if arguments.group else None
        child = find_child(session, arguments.child, on) if arguments.child else None
        person = None
        if arguments.person:
            person = find_staff(session, arguments.person, on, with_left=True)
        build = item.blank if arguments.blank else item.build
        sheets = build(
            session,
            Choice(
                on,
                arguments.year or month.year,
                month.month,
                group.id if group else None,
                child.id if child else None,
                person.id if person else None,
            ),
        )
        if not arguments.blank:
            note_taken_out(session, _(item.title), sum(len(sheet.rows) for sheet in sheets))
    if kind == ".xlsx":
        from centerdesk.excel import write_sheets

        return write_sheets(sheets)
    from centerdesk.pdf.sheet import sheets_pdf

    return sheets_pdf(sheets, printed_by=centre.actor.name, printed_at=now(arguments))


def _month(item: Report, arguments: argparse.Namespace, on: date) -> Month:
    if arguments.month:
        return Month.parse(arguments.month)
    if Asks.MONTH in item.asks and not arguments.day:
        raise UserError(_("This paper is made for a month: name it with --month 2026-10."), "month")
    return Month.of(on)
