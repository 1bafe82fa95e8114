"""健康证一览: everybody who works here with the health certificate, and who is off duty for health reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from centerdesk.base.formats import long_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.people import StaffLeaveKind
from centerdesk.domain.staff_papers import HEALTH_CERTIFICATE, PaperState, paper_kind
from centerdesk.services import centre
from centerdesk.services.staff import StaffRow, list_staff
from centerdesk.services.staff_leaves import list_leaves
from centerdesk.services.staff_papers import StaffPaperRow, list_papers


@dataclass(frozen=True, slots=True)
class _Line:
    """Somebody's line; who has no post has no certificate that is asked for."""

    number: int
    person: StaffRow
    paper: StaffPaperRow | None
    away: str

    @property
    def issued_on(self) -> date | None:
        return self.paper.fields.issued_on if self.paper and self.paper.fields else None


_COLUMNS = (
    Column(N_("No."), lambda line: line.number, 9, Align.CENTRE),
    Column(N_("Name"), lambda line: line.person.distinct_name, 22),
    Column(N_("Post"), lambda line: line.person.posts_text, 28),
    Column(N_("Examined on"), lambda line: line.issued_on, 23, Align.CENTRE),
    Column(N_("Number of the certificate"), lambda line: _on_paper(line, "number"), 38, text=True),
    Column(N_("Examined by"), lambda line: _on_paper(line, "issuer"), 44),
    Column(N_("Valid until"), lambda line: line.paper.valid_until if line.paper else None, 23, Align.CENTRE),
    Column(N_("State"), lambda line: line.paper.state_text if line.paper else "", 28),
    Column(N_("Off duty for health reasons"), lambda line: line.away, 40),
)


def _build(session: Session, choice: Choice) -> list[Sheet]:
    day = choice.day
    papers = {row.staff_id: row for row in list_papers(session, day) if row.kind.code == HEALTH_CERTIFICATE}
    away = {
        row.staff_id: row.days_text
        for row in list_leaves(session, day)
        if row.kind is StaffLeaveKind.HEALTH and row.starts_on <= day
    }
    lines = [
        _Line(number, person, papers.get(person.id), away.get(person.id, ""))
        for number, person in enumerate(list_staff(session, day), 1)
    ]
    return [
        Sheet(
            title=_("Health certificates of the staff"),
            subtitle=_("{centre}  {day}").format(centre=centre.about(session, day).name, day=long_date(day)),
            columns=_COLUMNS,
            rows=lines,
            notes=(_counts(lines), _term(day)),
            landscape=True,
        )
    ]


def _counts(lines: Sequence[_Line]) -> str:
    states = [line.paper.state for line in lines if line.paper]
    return _("{n} people: {valid} valid, {expired} expired, {failed} not passed, {missing} missing").format(
        n=len(lines),
        valid=sum(state.holds for state in states),
        expired=states.count(PaperState.EXPIRED),
        failed=states.count(PaperState.FAILED),
        missing=states.count(PaperState.MISSING),
    )


def _term(day: date) -> str:
    kind = paper_kind(HEALTH_CERTIFICATE, day)
    return _("Examined before work and every year: {source}. Values of the examination are not kept.").format(
        source=kind.source
    )


def _on_paper(line: _Line, name: str) -> str:
    return getattr(line.paper.fields, name) if line.paper and line.paper.fields else ""


REPORT = Report(
    code="health-certificates",
    title=N_("Health certificates of the staff"),
    asks=(Asks.DAY,),
    build=_build,
    kept=3,
)
