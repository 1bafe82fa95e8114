"""return make|show|figure|lock: the monthly return."""

import argparse
from pathlib import Path

from centerdesk.base.files import write_whole
from centerdesk.base.formats import number
from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, now, opened, say, table, today
from centerdesk.domain.calendar import Month
from centerdesk.returns import monthly


def _month(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("month", metavar=_("MONTH"), help=_("the month, as 2026-10"))


def _month_and_folder(parser: argparse.ArgumentParser) -> None:
    _month(parser)
    parser.add_argument("--out", type=Path, required=True, help=_("the folder the files go to"))


def _month_and_code(parser: argparse.ArgumentParser) -> None:
    _month(parser)
    parser.add_argument("code", metavar=_("CODE"), help=_("the figure's code, as C01 or C03.12_17"))


def _make(arguments: argparse.Namespace) -> int:
    with opened(arguments) as centre, centre.store.read(centre.actor, now(arguments)) as session:
        files = monthly.documents(
            session, Month.parse(arguments.month), today=today(arguments), now=now(arguments)
        )
    return _write(arguments, files)


def _lock(arguments: argparse.Namespace) -> int:
    with (
        opened(arguments, writes=True) as centre,
        centre.store.begin(centre.actor, now(arguments)) as session,
    ):
        files = monthly.lock(session, Month.parse(arguments.month), today=today(arguments))
        # Within the action: where the files can't be written, the month stays open.
        return _write(arguments, files)


def _write(arguments: argparse.Namespace, files: list[monthly.Document]) -> int:
    paths = [str(write_whole(arguments.out / file.name, file.content)) for file in files]
    say(arguments, "\n".join(paths), {"files": paths})
    return 0


def _show(arguments: argparse.Namespace) -> int:
    with opened(arguments) as centre, centre.store.read(centre.actor, now(arguments)) as session:
        made = monthly.make(session, Month.parse(arguments.month), today(arguments))
    lines = [f"{made.period}  {made.state.label}"]
    lines += [
        f"{figure.code}\t{figure.title}\t{number(figure.value)} {figure.unit}" for figure in made.figures
    ]
    lines += [f"{each.rule.level.label}\t{_(each.rule.title)}\t{each.found.text}" for each in made.findings]
    say(arguments, "\n".join([*lines, *made.notes]), made.as_json())
    return 0


def _figure(arguments: argparse.Namespace) -> int:
    with opened(arguments) as centre, centre.store.read(centre.actor, now(arguments)) as session:
        detail = monthly.behind(session, Month.parse(arguments.month), arguments.code, today(arguments))
    figure = detail.figure
    text = "\n".join(
        [
            f"{figure.code} {figure.title} = {number(figure.value)} {figure.unit}",
            _("Definition: {text}").format(text=detail.definition),
            _("Source: {text} ({certainty})").format(text=detail.source, certainty=detail.certainty.label),
            table(detail.columns, detail.rows),
        ]
    )
    rows = [
        {
            "name": row.name,
            "birth_date": row.birth_date.isoformat() if row.birth_date else None,
            "class": row.class_name,
            "day": row.day.isoformat() if row.day else None,
            "mark": row.mark.symbol if row.mark else None,
        }
        for row in detail.rows
    ]
    content = figure.as_json() | {"definition": detail.definition, "source": detail.source, "rows": rows}
    say(arguments, text, content)
    return 0


COMMAND = Command(
    "return",
    N_("the monthly return"),
    parts=(
        Command("make", N_("write a month's return as PDF, XLSX and JSON"), _month_and_folder, _make),
        Command("show", N_("show a month's figures"), _month, _show),
        Command("figure", N_("show who stands behind a figure"), _month_and_code, _figure),
        Command("lock", N_("lock a month's return and write its files"), _month_and_folder, _lock),
    ),
)
