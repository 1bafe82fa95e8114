"""list classes|children|reports|forms|indicators|rules."""

import argparse
from collections.abc import Callable
from typing import Any

from centerdesk.base.discover import discover
from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, now, opened, say, table, today
from centerdesk.returns.indicator import all_indicators
from centerdesk.returns.rule import all_rules
from centerdesk.services.audit import note_taken_out
from centerdesk.services.children import CHILD_COLUMNS, list_children
from centerdesk.services.classes import CLASS_COLUMNS, list_classes


def _classes(arguments: argparse.Namespace) -> int:
    with opened(arguments) as centre, centre.store.read(centre.actor, now(arguments)) as session:
        rows = list_classes(session)
    content = [
        {"name": row.name, "kind": row.kind.label, "capacity": row.capacity, "closed_on": _iso(row.closed_on)}
        for row in rows
    ]
    say(arguments, table(CLASS_COLUMNS, rows), content)
    return 0


def _children(arguments: argparse.Namespace) -> int:
    with opened(arguments) as centre, centre.store.read(centre.actor, now(arguments)) as session:
        rows = list_children(session, today(arguments), with_left=arguments.with_left)
        note_taken_out(session, _("Roster of children"), len(rows))
    content = [
        {
            "name": row.name,
            "sex": row.sex.label,
            "birth_date": _iso(row.birth_date),
            "id_kind": row.id_kind.label,
            "id_number": row.id_number,
            "class": row.class_name,
            "enrolled_on": _iso(row.enrolled_on),
            "left_on": _iso(row.left_on),
        }
        for row in rows
    ]
    say(arguments, table(CHILD_COLUMNS, rows), content)
    return 0


def _items(items: Callable[[], tuple[Any, ...]]) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        rows = items()
        say(
            arguments,
            "\n".join(f"{item.code}\t{_(item.title)}" for item in rows),
            [{"code": item.code, "title": _(item.title)} for item in rows],
        )
        return 0

    return run


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _with_left(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--with-left", action="store_true", help=_("also those who have left or are still to come")
    )


COMMAND = Command(
    "list",
    N_("list what there is"),
    parts=(
        Command("classes", N_("the classes"), run=_classes),
        Command("children", N_("the children on the books today"), _with_left, _children),
        Command("reports", N_("the reports"), run=_items(lambda: discover("centerdesk.reports", "REPORT"))),
        Command("forms", N_("the statutory forms"), run=_items(lambda: discover("centerdesk.forms", "FORM"))),
        Command("indicators", N_("the figures of the monthly return"), run=_items(all_indicators)),
        Command("rules", N_("the rules of the monthly return"), run=_items(all_rules)),
    ),
)
