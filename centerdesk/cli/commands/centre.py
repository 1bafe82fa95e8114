"""centre [papers]: the centre's particulars, places and fees; its papers and which are due."""

import argparse
from typing import Any

from centerdesk.base.formats import iso_date, number
from centerdesk.base.i18n import N_, _
from centerdesk.cli.command import Command, now, opened, say, table, today
from centerdesk.domain.money import yuan
from centerdesk.services import centre, centre_papers, fees
from centerdesk.services.centre import CentreRow, PlacesRow, recognised_text
from centerdesk.services.centre_papers import PAPER_COLUMNS, CentrePaperRow
from centerdesk.services.fees import FEE_COLUMNS, FeeRow


def _run(arguments: argparse.Namespace) -> int:
    return _papers(arguments) if arguments.what else _show(arguments)


def _show(arguments: argparse.Namespace) -> int:
    day = today(arguments)
    with opened(arguments) as found, found.store.read(found.actor, now(arguments)) as session:
        about = centre.about(session, day)
        places = centre.places_on(session, day)
        charged = fees.fees_on(session, day)
    say(arguments, _words(about, places, charged), _content(about, places, charged))
    return 0


def _words(about: CentreRow, places: PlacesRow | None, charged: list[FeeRow]) -> str:
    lines = [
        (_("Centre's name"), about.name),
        (_("Kind of centre"), about.kind.label),
        (_("Run by"), about.ownership.label if about.ownership else ""),
        (_("Subsidised centre (普惠)"), recognised_text(about.recognised)),
        (_("Place in the network"), about.network.label if about.network else ""),
        (_("Unified social credit code"), about.credit_code),
        (_("Filing number"), about.filing_number),
        (_("Address of the centre"), about.address),
        (_("Head of the centre"), about.head),
        (_("Phone"), about.phone),
        (_("Supervising office"), about.supervisor),
        (_("Addressees of returns"), about.addressees),
        (_("Registered places"), number(about.places)),
        (_("Of these subsidised"), number(about.subsidised)),
        (_("Of these by class type"), places.kinds_text if places else ""),
    ]
    unknown = _("Not recorded")
    text = "\n".join(f"{words}\t{value or unknown}" for words, value in lines)
    return f"{text}\n\n{table(FEE_COLUMNS, charged)}" if charged else text


def _content(about: CentreRow, places: PlacesRow | None, charged: list[FeeRow]) -> dict[str, Any]:
    return {
        "name": about.name,
        "kind": about.kind.value,
        "ownership": about.ownership.value if about.ownership else None,
        "subsidised": about.recognised,
        "network": about.network.value if about.network else None,
        "credit_code": about.credit_code,
        "filing_number": about.filing_number,
        "address": about.address,
        "head": about.head,
        "phone": about.phone,
        "supervisor": about.supervisor,
        "addressees": about.addressees,
        "places": {
            "valid_from": iso_date(places.valid_from),
            "total": places.total,
            "subsidised": places.subsidised,
            "by_class_type": {kind.value: total for kind, total in places.by_kind},
        }
        if places
        else None,
        "fees": [
            {
                "service": fee.service.value,
                "funding": fee.funding.value,
                "valid_from": iso_date(fee.valid_from),
                "unit": fee.unit.value,
                "care": yuan(fee.care),
                "meals": None if fee.meals is None else yuan(fee.meals),
            }
            for fee in charged
        ],
    }


def _papers(arguments: argparse.Namespace) -> int:
    with opened(arguments) as found, found.store.read(found.actor, now(arguments)) as session:
        rows = centre_papers.list_papers(session, today(arguments))
    say(arguments, table(PAPER_COLUMNS, rows), [_paper(row) for row in rows])
    return 0


def _paper(row: CentrePaperRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind.value,
        "title": row.title,
        "state": row.state,
        "due": row.due,
        "days_left": row.days_left,
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        "issued_on": row.issued_on.isoformat() if row.issued_on else None,
        "number": row.number,
        "issuer": row.issuer,
    }


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", nargs="?", choices=["papers"], help=_("papers: the centre's papers, the most urgent first")
    )


COMMAND = Command("centre", N_("the centre's particulars, places and fees today"), _arguments, _run)
