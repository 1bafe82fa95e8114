"""点名晨检纸: a class's day to be taken by hand at the door and typed in afterwards."""

from sqlalchemy.orm import Session

from centerdesk.base.formats import iso_date, long_date, weekday
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.attendance import NOT_EXPECTED, Mark
from centerdesk.services import centre
from centerdesk.services.attendance import DayRow, day_sheet
from centerdesk.services.classes import list_classes

_SPARE_LINES = 3  # for children who come without being expected


def _leave(row: DayRow | None) -> str:
    """Leave known beforehand, so that nobody asks again; arrivals are for the hand to write."""
    if row is None:
        return ""
    if row.mark and not row.mark.attended:
        return f"{row.mark.symbol} {row.reason}".strip()
    return "" if row.expected else NOT_EXPECTED


def _allergies(row: DayRow | None) -> str:
    return row.allergies if row else ""


_COLUMNS = (
    Column(N_("No."), lambda line: line[0], 9, Align.CENTRE),
    Column(N_("Name"), lambda line: line[1].name if line[1] else "", 26),
    Column(N_("Birth date"), lambda line: iso_date(line[1].birth_date) if line[1] else "", 22, Align.CENTRE),
    Column(N_("Allergies"), lambda line: _allergies(line[1]), 18),
    Column(N_("Arrived"), lambda line: "", 14),
    Column(N_("Time"), lambda line: "", 15),
    Column(N_("Temperature"), lambda line: "", 14),
    Column(N_("Morning check"), lambda line: "", 22),
    Column(N_("Leave and reason"), lambda line: _leave(line[1]), 30),
)


def _build(session: Session, choice: Choice) -> list[Sheet]:
    name, day = centre.about(session, choice.day).name, choice.day
    return [
        _sheet(day_sheet(session, day, group.id), f"{name}　{long_date(day)} {weekday(day)}　{group.name}")
        for group in list_classes(session, on=day)
        if choice.class_id in (None, group.id)
    ]


def _sheet(children: list[DayRow], subtitle: str) -> Sheet:
    lines: list[DayRow | None] = [*children, *[None] * _SPARE_LINES]
    return Sheet(
        title=_("Roll call and morning check"),
        subtitle=subtitle,
        unit=_("On the books: {n}").format(n=len(children)),
        columns=_COLUMNS,
        rows=list(enumerate(lines, 1)),
        legend=_("Leave: {marks}, {dash} not expected.").format(
            marks=_(", ").join(f"{mark.symbol} {mark.label}" for mark in Mark if not mark.attended),
            dash=NOT_EXPECTED,
        ),
        notes=(
            _("Arrived: tick; not there and not on leave: leave blank, it counts as not taken."),
            _("Morning check: green, yellow (watch), red (medicine or sent home), with what was found."),
        ),
        signatures=(_("On duty"), _("Checked by")),
    )


REPORT = Report(
    code="roll-call",
    title=N_("Roll call and morning check"),
    asks=(Asks.DAY, Asks.CLASS),
    build=_build,
    kept=4,
)
