"""证件到期表: papers of the staff that run out within 90 days, that have, that were not passed or are missing."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from centerdesk.base.formats import long_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.staff_papers import REMINDERS
from centerdesk.services import centre
from centerdesk.services.staff_papers import StaffPaperRow, list_papers

_COLUMNS = (
    Column(N_("No."), lambda line: line[0], 10, Align.CENTRE),
    Column(N_("Name"), lambda line: line[1].name, 22),
    Column(N_("Post"), lambda line: line[1].person.posts_text, 27),
    Column(N_("Certificate or check"), lambda line: line[1].title, 46),
    Column(N_("State"), lambda line: line[1].state_text, 26),
    Column(N_("Valid until"), lambda line: line[1].valid_until, 24, Align.CENTRE),
    Column(N_("Asked for"), lambda line: _asked_for(line[1]), 14, Align.CENTRE),
    Column(N_("Done on"), lambda _line: "", 24),
)


def _build(session: Session, choice: Choice) -> list[Sheet]:
    day = choice.day
    rows = [row for row in list_papers(session, day) if row.needs_care]
    count = _("{n} papers: expiring within {days} days, expired, not passed or missing").format(
        n=len(rows), days=REMINDERS[0]
    )
    return [
        Sheet(
            title=_("Papers of the staff that fall due"),
            subtitle=_("{centre}  {day}").format(centre=centre.about(session, day).name, day=long_date(day)),
            columns=_COLUMNS,
            rows=list(enumerate(rows, 1)),
            notes=(count, *_bases(rows)),
        )
    ]


def _bases(rows: Sequence[StaffPaperRow]) -> list[str]:
    """Why the papers are asked for: each duty's source, and what is merely advised."""
    duties = {row.title: row.requirement.source for row in rows if row.requirement and row.is_duty}
    told = [_("{paper}: {source}").format(paper=title, source=source) for title, source in duties.items()]
    if len(duties) < len({row.title for row in rows}):
        told.append(_("“Advised”: no rule was seen that asks for it; see what the authority wants."))
    return told


def _asked_for(row: StaffPaperRow) -> str:
    if row.requirement is None:
        return ""
    return _("needed") if row.is_duty else _("advised")


REPORT = Report(
    code="staff-papers-due",
    title=N_("Papers of the staff that fall due"),
    asks=(Asks.DAY,),
    build=_build,
    kept=4,
)
