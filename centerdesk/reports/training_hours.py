"""学时统计表: hours by post and category, month by month, of a year, and of the five years up to it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from sqlalchemy.orm import Session

from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.calendar import Month
from centerdesk.domain.people import Post
from centerdesk.domain.training import category_title
from centerdesk.services import centre
from centerdesk.services.training_statistics import TrainingStatistics, statistics

_YEARS = 5
_POST = Column(N_("Post"), lambda line: line[0].label, 24)
_CATEGORY = Column(N_("Category"), lambda line: category_title(line[1]), 44)
_HOURS = N_("Training hours")

Line = tuple[Post, str, Sequence[Decimal | None]]


def _build(session: Session, choice: Choice) -> list[Sheet]:
    name, year = centre.about(session, choice.day).name, choice.year
    months = [
        (_("Month {n}").format(n=each), statistics(session, Month(year, each).first, Month(year, each).last))
        for each in range(1, 13)
    ]
    years = [
        (_("{year} (year)").format(year=each), statistics(session, date(each, 1, 1), date(each, 12, 31)))
        for each in range(year - _YEARS + 1, year + 1)
    ]
    whole = years[-1][1]
    five = statistics(session, date(year - _YEARS + 1, 1, 1), date(year, 12, 31))
    of_year = _("{centre}  {year}").format(centre=name, year=year)
    of_five = _("{centre}  {first} to {last} (years)").format(centre=name, first=year - _YEARS + 1, last=year)
    return [
        _beside(_("Training hours month by month"), of_year, months, whole, landscape=True),
        _of_time(of_year, whole),
        _beside(_("Training hours of five years"), of_five, years, five),
    ]


def _beside(
    title: str,
    subtitle: str,
    parts: Sequence[tuple[str, TrainingStatistics]],
    whole: TrainingStatistics,
    *,
    landscape: bool = False,
) -> Sheet:
    """The parts of a time beside each other, and the whole of it."""
    found = [{(row.post, row.category): row.hours for row in part.by_post} for _words, part in parts]
    lines: list[Line] = [
        (row.post, row.category, [*(each.get((row.post, row.category)) for each in found), row.hours])
        for row in whole.by_post
    ]
    columns = [
        Column(words, partial(_cell, place), 16, Align.RIGHT)
        for place, words in enumerate([*(words for words, _part in parts), N_("Total")])
    ]
    hours = [*(_shown(part.hours or None) for _words, part in parts), whole.hours]
    return Sheet(
        title=title,
        subtitle=subtitle,
        columns=(_POST, _CATEGORY, *columns),
        rows=lines,
        totals=(_("Total"), "", *hours),
        notes=_notes(whole),
        landscape=landscape,
    )


def _of_time(subtitle: str, whole: TrainingStatistics) -> Sheet:
    return Sheet(
        title=_("Training hours of the year"),
        subtitle=subtitle,
        columns=(
            Column(N_("Post"), lambda row: row.post.label, 40),
            Column(N_("Category"), lambda row: row.category_title, 70),
            Column(N_("People"), lambda row: row.people, 30, Align.RIGHT),
            Column(_HOURS, lambda row: row.hours, 30, Align.RIGHT),
        ),
        rows=whole.by_post,
        totals=(_("Total"), "", len(whole.by_person), whole.hours),
        notes=_notes(whole),
    )


def _cell(place: int, line: Line) -> Decimal | str:
    return _shown(line[2][place])


def _shown(hours: Decimal | None) -> Decimal | str:
    return "" if hours is None else hours


def _notes(whole: TrainingStatistics) -> tuple[str, ...]:
    return (
        _("{n} trainings; hours count for the day a training ends.").format(n=whole.trainings),
        _(
            "Who holds two posts stands under both, trainings before being hired under none; "
            "in the total everybody counts once."
        ),
    )


REPORT = Report(
    code="training-hours",
    title=N_("Training hours by post and category"),
    asks=(Asks.YEAR,),
    build=_build,
    kept=2,
)
