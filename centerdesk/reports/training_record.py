"""培训记录表: a training of a day with its attendees, their hours and results; a sheet for each training."""

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal

from sqlalchemy.orm import Session

from centerdesk.base.formats import long_date, number
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.services import centre
from centerdesk.services.staff import list_staff
from centerdesk.services.training import AttendeeRow, TrainingDetail, TrainingFields, session_row, sessions

_LINES = 20

Line = tuple[int, AttendeeRow | None, str]  # number, attendee, posts

_COLUMNS = (
    Column(N_("No."), lambda line: line[0], 10, Align.CENTRE),
    Column(N_("Name"), lambda line: line[1].name if line[1] else "", 26),
    Column(N_("Post"), lambda line: line[2], 34),
    Column(N_("Training hours"), lambda line: line[1].counted if line[1] else "", 16, Align.RIGHT),
    Column(
        N_("Number of the certificate"), lambda line: line[1].certificate if line[1] else "", 36, text=True
    ),
    Column(N_("Result of the assessment"), lambda line: line[1].assessment if line[1] else "", 26),
    Column(N_("Note"), lambda _line: "", 32),
)


class _Record(Report):
    """The blank form has all to be written in by hand."""

    def blank(self, session: Session, choice: Choice) -> list[Sheet]:
        return [_sheet(centre.about(session, choice.day).name, None, [])]


def _build(session: Session, choice: Choice) -> list[Sheet]:
    name, day = centre.about(session, choice.day).name, choice.day
    posts = {row.id: row.posts_text for row in list_staff(session, day, with_left=True)}
    sheets = []
    for held in of_day(session, day):
        lines: list[Line] = [
            (place, each, posts.get(each.staff_id, "")) for place, each in enumerate(held.attendees, 1)
        ]
        sheets.append(_sheet(name, held, lines))
    return sheets or [_sheet(name, None, [], _("No training was recorded on this day."))]


def of_day(session: Session, day: date) -> list[TrainingDetail]:
    """The trainings that are held on a day, in the order they begin; one may end in the next year."""
    found = [
        row
        for year in (day.year, day.year + 1)
        for row in sessions(session, year)
        if row.starts_on <= day <= row.ends_on
    ]
    found.sort(key=lambda row: (row.begins_at or time.min, row.id))
    return [session_row(session, row.id) for row in found]


def head_lines(name: str, held: TrainingFields | None) -> str:
    """What stands over the names: the centre, then what, when and where; to be written in where it isn't known."""
    if held is None:
        room = "＿" * 8
        facts = (room * 2, room * 2, room, "＿" * 4, room, room, room, room)
    else:
        facts = (
            held.topic, _when(held), held.place, number(held.hours),
            held.category_title, held.form.label, held.trainer, held.organiser,
        )  # fmt: skip
    topic, when, place, hours, category, form, trainer, organiser = (fact or "—" for fact in facts)
    return "\n".join(
        (
            name,
            _("Topic: {topic}").format(topic=topic),
            _("Time: {when}   Place: {place}").format(when=when, place=place),
            _("Category: {category}   Form: {form}   Training hours: {hours}").format(
                category=category, form=form, hours=hours
            ),
            _("Trainer: {trainer}   Organiser: {organiser}").format(trainer=trainer, organiser=organiser),
        )
    )


def _when(held: TrainingFields) -> str:
    days = long_date(held.starts_on)
    if held.ends_on != held.starts_on:
        days = _("{first} to {last}").format(first=days, last=long_date(held.ends_on))
    if held.begins_at and held.ends_at:
        days += f" {held.begins_at:%H:%M}—{held.ends_at:%H:%M}"
    return days


def _sheet(name: str, held: TrainingDetail | None, lines: Sequence[Line], *notes: str) -> Sheet:
    totals: list[object] = []
    if held:
        hours = sum((each.counted for each in held.attendees), Decimal("0.0"))
        totals = [_("Total"), _("{n} people").format(n=len(lines)), "", hours, "", "", ""]
    return Sheet(
        title=_("Training record"),
        subtitle=head_lines(name, held),
        columns=_COLUMNS,
        rows=lines or [(place, None, "") for place in range(1, _LINES + 1)],
        totals=totals,
        legend=_("What was taught: {text}").format(text=held.note) if held and held.note else "",
        notes=notes,
        signatures=(_("Recorded by"), _("Head of the centre"), _("Date:   yyyy  mm  dd")),
    )


REPORT = _Record(code="training-record", title=N_("Training record"), asks=(Asks.DAY,), build=_build, kept=1)
