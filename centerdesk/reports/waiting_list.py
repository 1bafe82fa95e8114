"""报名轮候名单: the families that ask for a place, in the order of applying, and the places there are."""

from dataclasses import replace

from sqlalchemy.orm import Session

from centerdesk.base.formats import long_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Sheet
from centerdesk.domain.people import ApplicationState
from centerdesk.services import centre
from centerdesk.services.applications import APPLICATION_COLUMNS, vacancies, waiting

# On paper a state stands in one line, and the note gets what is left.
_WIDTHS = {"State": 26, "Note": 36}
COLUMNS = tuple(
    replace(column, width=_WIDTHS.get(column.title, column.width)) for column in APPLICATION_COLUMNS
)


def _build(session: Session, choice: Choice) -> list[Sheet]:
    rows = waiting(session, choice.day)
    offered = sum(row.state is ApplicationState.OFFERED for row in rows)
    count = _("{n} waiting, {offered} offered a place").format(n=len(rows) - offered, offered=offered)
    return [
        Sheet(
            title=_("Waiting list"),
            subtitle=_("{centre}  {day}").format(
                centre=centre.about(session, choice.day).name, day=long_date(choice.day)
            ),
            columns=COLUMNS,
            rows=rows,
            notes=(count, *(row.words for row in vacancies(session, choice.day))),
            landscape=True,
        )
    ]


REPORT = Report(code="waiting-list", title=N_("Waiting list"), asks=(Asks.DAY,), build=_build)
