"""The monthly return as a paper: as filed when it is locked, else a draft."""

from sqlalchemy.orm import Session

from centerdesk.base.i18n import N_
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Sheet
from centerdesk.domain.calendar import Month
from centerdesk.returns import monthly
from centerdesk.returns.documents import return_sheet


def _build(session: Session, choice: Choice) -> list[Sheet]:
    made = monthly.make(session, Month(choice.year, choice.month), choice.day)
    return [return_sheet(made)]


REPORT = Report(code="monthly-return", title=N_("Monthly return"), asks=(Asks.MONTH,), build=_build, kept=2)
