"""child file|consent: a child's whole file, and its guardian's consents."""

import argparse
from datetime import date
from pathlib import Path

from centerdesk.base.errors import UserError
from centerdesk.base.files import write_whole
from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, day, now, opened, say, today
from centerdesk.domain.consents import NOTICE, Scope
from centerdesk.reports.child_file import documents
from centerdesk.services import consents
from centerdesk.services.children import find_child
from centerdesk.services.consents import ConsentRow
from centerdesk.services.opening import Opened


def _name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar=_("NAME"), help=_("the child's name, with /birth date where needed"))


def _file_arguments(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    parser.add_argument(
        "--out", type=Path, required=True, metavar=_("FOLDER"), help=_("the folder for the two files")
    )


def _file(arguments: argparse.Namespace) -> int:
    moment = now(arguments)
    with opened(arguments) as centre, centre.store.read(centre.actor, moment) as session:
        child = find_child(session, arguments.name, moment.date(), with_left=True)
        made = documents(session, child.id, moment, centre.actor.name)
    files = [str(write_whole(arguments.out / name, content)) for name, content in made]
    say(arguments, "\n".join(files), {"files": files})
    return 0


def _consent_arguments(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    words = _(", ").join(scope.label for scope in Scope)
    parser.add_argument(
        "--scope",
        nargs="+",
        type=_scope,
        default=[],
        metavar=_("SCOPE"),
        help=_("what is consented to or withdrawn: {words}").format(words=words),
    )
    parser.add_argument("--by", metavar=_("GUARDIAN"), help=_("the guardian who signed"))
    parser.add_argument("--on", type=day, metavar=_("DAY"), help=_("the day of signing or withdrawing"))
    parser.add_argument(
        "--notice", default=NOTICE, metavar=_("EDITION"), help=_("the edition of the notice that was signed")
    )
    parser.add_argument("--withdraw", action="store_true", help=_("withdraw what is named, or all"))


def _scope(text: str) -> Scope:
    for scope in Scope:
        if text in (scope.value, scope.label):
            return scope
    raise argparse.ArgumentTypeError(
        _("“{text}” is none of these: {words}.").format(
            text=text, words=_(", ").join(scope.label for scope in Scope)
        )
    )


def _consent(arguments: argparse.Namespace) -> int:
    writes = arguments.withdraw or arguments.by is not None
    if arguments.scope and not writes:
        raise UserError(_("Say who signed: --by GUARDIAN, or --withdraw."), "by")
    on = arguments.on or today(arguments)
    with opened(arguments, writes) as centre:
        child_id = _child_id(centre, arguments)
        if writes:
            _record(centre, arguments, child_id, on)
        with centre.store.read(centre.actor, now(arguments)) as session:
            rows = consents.consents_of(session, child_id, today(arguments))
    lines = [_line(row) for row in rows] or [_("No consent is recorded.")]
    say(arguments, "\n".join(lines), [_as_json(row) for row in rows])
    return 0


def _child_id(centre: Opened, arguments: argparse.Namespace) -> int:
    with centre.store.read(centre.actor, now(arguments)) as session:
        return find_child(session, arguments.name, today(arguments), with_left=True).id


def _record(centre: Opened, arguments: argparse.Namespace, child_id: int, on: date) -> None:
    with centre.store.begin(centre.actor, now(arguments)) as session:
        if not arguments.withdraw:
            consents.record_consent(
                session,
                child_id,
                arguments.scope,
                on,
                arguments.by,
                today=today(arguments),
                notice=arguments.notice,
            )
            return
        wanted = set(arguments.scope or Scope)
        holding = [
            row
            for row in consents.consents_of(session, child_id, today(arguments))
            if row.withdrawn_on is None and wanted & set(row.scopes)
        ]
        if not holding:
            raise UserError(_("There is no such consent to be withdrawn."), "scope")
        for row in holding:
            consents.withdraw_consent(session, row.id, on, today=today(arguments), scopes=wanted)


def _line(row: ConsentRow) -> str:
    ended = _("withdrawn on {day}").format(day=row.withdrawn_on) if row.withdrawn_on else ""
    return "\t".join(
        part
        for part in (str(row.signed_on), row.signed_by, row.relation.label, row.scopes_text, ended)
        if part
    )


def _as_json(row: ConsentRow) -> dict[str, object]:
    return {
        "notice": row.notice,
        "scopes": [scope.value for scope in row.scopes],
        "signed_on": row.signed_on.isoformat(),
        "signed_by": row.signed_by,
        "relation": row.relation.label,
        "withdrawn_on": row.withdrawn_on.isoformat() if row.withdrawn_on else None,
    }


COMMAND = Command(
    "child",
    N_("a child's whole file, and its guardian's consents"),
    parts=(
        Command("file", N_("write all that is kept about a child, as PDF and JSON"), _file_arguments, _file),
        Command("consent", N_("list, record or withdraw consents"), _consent_arguments, _consent),
    ),
)
