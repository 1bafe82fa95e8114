"""教职工花名册, with identity numbers hidden: for the office and for others who need no numbers."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Sheet
from centerdesk.domain.identity import masked
from centerdesk.reports import staff_roster

_COLUMNS = tuple(
    replace(column, value=lambda line: masked(line[1].fields.id_number))
    if column.title == staff_roster.NUMBER
    else column
    for column in staff_roster.COLUMNS
)


def _build(session: Session, choice: Choice) -> Sequence[Sheet]:
    title = _("Roster of staff, ID numbers hidden")
    return [
        replace(sheet, title=title, columns=_COLUMNS) for sheet in staff_roster.REPORT.build(session, choice)
    ]


REPORT = Report(
    code="staff-roster-masked",
    title=N_("Roster of staff, ID numbers hidden"),
    asks=(Asks.DAY,),
    build=_build,
)
