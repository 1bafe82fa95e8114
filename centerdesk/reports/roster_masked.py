"""花名册, with identity numbers hidden: for the notice board of the office and for others who need no numbers."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Sheet
from centerdesk.domain.identity import masked
from centerdesk.reports import roster

_COLUMNS = tuple(
    replace(column, value=lambda row: masked(row.id_number)) if column.title == roster.NUMBER else column
    for column in roster.COLUMNS
)


def _build(session: Session, choice: Choice) -> Sequence[Sheet]:
    title = _("Roster of children, ID numbers hidden")
    return [replace(sheet, title=title, columns=_COLUMNS) for sheet in roster.REPORT.build(session, choice)]


REPORT = Report(
    code="roster-masked",
    title=N_("Roster of children, ID numbers hidden"),
    asks=(Asks.DAY, Asks.CLASS),
    build=_build,
)
