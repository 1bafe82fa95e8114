"""A return as PDF, XLSX and JSON; no names of children in any of them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from centerdesk import __version__
from centerdesk.base.formats import long_month, number
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.returns.content import Return

SCHEMA = "centerdesk-return-1"
_INDENT = "　　"  # full-width spaces stand in table cells

_COLUMNS = (
    # A breakdown's code is for programs; on paper its place under its whole says enough.
    Column(N_("Code"), lambda row: "" if row.depth else row.code, 16, Align.CENTRE),
    Column(N_("Indicator"), lambda row: _INDENT * row.depth + row.title, 70),
    Column(N_("Figure"), lambda row: number(None) if row.value is None else row.value, 24, Align.RIGHT),
    Column(N_("Unit"), lambda row: row.unit, 18, Align.CENTRE),
)


def render_documents(made: Return, now: datetime) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each document; equal input gives equal bytes."""
    from centerdesk.excel import write_sheets
    from centerdesk.pdf.sheet import sheets_pdf

    stem = "_".join((str(made.period), _safe(made.centre), _("Monthly return")))
    sheet = return_sheet(made)
    with_codes = replace(sheet, columns=(Column(N_("Code"), lambda row: row.code, 30), *_COLUMNS[1:]))
    yield f"{stem}.json", as_json(made, now)
    yield f"{stem}.pdf", sheets_pdf([sheet], printed_at=now)
    yield f"{stem}.xlsx", write_sheets([with_codes])


def return_sheet(made: Return) -> Sheet:
    """The return as a table: our own form, since no official one was found."""
    month = long_month(made.period.year, made.period.month)
    return Sheet(
        title=_("Operations of a childcare centre (own form)"),
        subtitle=_("{centre}  {month}").format(centre=made.centre, month=month),
        columns=_COLUMNS,
        rows=made.figures,
        notes=made.notes,
        signatures=(_("Filled in by"), _("Reviewed by"), _("Person in charge")),
        seal=True,
        draft=made.version == 0,
        footer=_("Version {n}").format(n=made.version) if made.version else _("Draft, not locked"),
    )


def as_json(made: Return, now: datetime) -> bytes:
    """The return for other programs, by the published schema (resources/returns)."""
    content = {
        "schema": SCHEMA,
        **made.as_json(),
        "as_of": made.as_of.isoformat(),
        "centre": made.centre,
        "made_at": now.isoformat(timespec="seconds"),
        "program": f"CenterDesk {__version__}",
        "notes": list(made.notes),
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _safe(name: str) -> str:
    """The centre's name without what file names can't hold."""
    return "".join(letter for letter in name if letter not in '\\/:*?"<>|').strip() or _("Centre")
