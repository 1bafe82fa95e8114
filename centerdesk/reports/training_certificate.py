"""个人学时证明: the trainings of one person in a year and their hours, to be sealed by the centre."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from centerdesk.base.formats import number
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.services import centre
from centerdesk.services.staff import StaffRow, list_staff
from centerdesk.services.training import PersonTrainingRow, trainings_of

_LINES = 12

Line = tuple[int, PersonTrainingRow | None]

_COLUMNS = (
    Column(N_("No."), lambda line: line[0], 10, Align.CENTRE),
    Column(N_("Date"), lambda line: line[1].days if line[1] else "", 34),
    Column(N_("Topic"), lambda line: line[1].topic if line[1] else "", 48),
    Column(N_("Category"), lambda line: line[1].category_title if line[1] else "", 26),
    Column(N_("Organiser"), lambda line: line[1].organiser if line[1] else "", 30),
    Column(N_("Training hours"), lambda line: line[1].counted if line[1] else "", 14, Align.RIGHT),
    Column(
        N_("Number of the certificate"), lambda line: line[1].certificate if line[1] else "", 26, text=True
    ),
)


class _Certificate(Report):
    """The blank form has all to be written in by hand."""

    def blank(self, session: Session, choice: Choice) -> list[Sheet]:
        return [_empty(centre.about(session, choice.day).name, choice.year)]


def _build(session: Session, choice: Choice) -> list[Sheet]:
    """What ended in the year, up to the day it is made."""
    name = centre.about(session, choice.day).name
    staff = list_staff(session, choice.day, with_left=True) if choice.staff_id else []
    who = next((row for row in staff if row.id == choice.staff_id), None)
    if who is None:
        return [_empty(name, choice.year, _("No member of staff was chosen for this paper."))]
    done = [
        row
        for row in reversed(trainings_of(session, who.id))
        if row.ends_on.year == choice.year and row.ends_on <= choice.day
    ]
    hours = sum((row.counted for row in done), Decimal("0.0"))
    return [
        _sheet(
            name,
            _words(who, choice.year, len(done), hours),
            list(enumerate(done, 1)),
            totals=(_("Total"), "", "", "", "", hours, ""),
        )
    ]


def _words(who: StaffRow, year: int, trainings: int, hours: Decimal) -> str:
    return _(
        "This is to certify that {name} ({post}) took part in {n} trainings in {year}, {hours} hours in all."
    ).format(name=who.name, post=who.posts_text or "—", n=trainings, year=year, hours=number(hours))


def _empty(name: str, year: int, *notes: str) -> Sheet:
    room = "＿" * 6
    words = _(
        "This is to certify that {name} ({post}) took part in {n} trainings in {year}, {hours} hours in all."
    ).format(name=room, post=room, n="＿" * 3, year=year, hours="＿" * 3)
    lines: list[Line] = [(place, None) for place in range(1, _LINES + 1)]
    return _sheet(name, words, lines, *notes, draft=bool(notes))


def _sheet(
    name: str,
    words: str,
    lines: Sequence[Line],
    *notes: str,
    totals: Sequence[object] = (),
    draft: bool = False,
) -> Sheet:
    return Sheet(
        title=_("Certificate of training hours"),
        subtitle=f"{name}\n{words}",
        columns=_COLUMNS,
        rows=lines,
        totals=totals,
        notes=(
            *notes,
            _("Hours are those of the certificates and records; they count in the year a training ends."),
        ),
        signatures=(_("Made by"), _("Head of the centre")),
        seal=True,
        draft=draft,
    )


REPORT = _Certificate(
    code="training-certificate",
    title=N_("Certificate of training hours"),
    asks=(Asks.YEAR, Asks.PERSON),
    build=_build,
    kept=1,
)
