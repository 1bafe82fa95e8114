"""The five faults of 76号令 art. 19 as five lights, each with the people and days behind it.

Red: a fault that the records show. Yellow: one that comes near, or that only a person can judge. Green: none to be seen
here. What no record tells (whether there is a health room) is said beside the light, and left to who looks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.i18n import N_, _
from centerdesk.base.tables import Column
from centerdesk.domain.calendar import Month
from centerdesk.domain.gates import Gate, GateState
from centerdesk.domain.people import Employment, Labelled, Post
from centerdesk.domain.staff_papers import HEALTH_CERTIFICATE, PaperState
from centerdesk.domain.staffing import health_workers_needed
from centerdesk.services.attendance import tallies_by_day
from centerdesk.services.children import list_children
from centerdesk.services.entry import OpenGateRow, open_gates
from centerdesk.services.rights import Right, needs
from centerdesk.services.staff import StaffRow, list_staff
from centerdesk.services.staff_leaves import off_duty
from centerdesk.services.staff_papers import StaffPaperRow, list_papers

_NEAR_DAYS = 30  # a certificate that runs out so soon turns the light yellow: this program's own step


class Fault(Labelled):
    """The faults, in the order and in the words of the article."""

    HEALTH_WORKER = "health_worker", N_("No health room set up, or no health worker employed, as asked for")
    UNEXAMINED_STAFF = "unexamined_staff", N_("Staff employed who were not examined, or not found healthy")
    NOT_YEARLY = "not_yearly", N_("Health examinations of the staff not arranged regularly")
    UNEXAMINED_CHILD = "unexamined_child", N_("Children taken in who were not examined, or not found healthy")
    NOT_BY_RULES = "not_by_rules", N_("Health care not strictly by the working rules")


class Colour(Labelled):
    """What a light says, in a word too."""

    RED = "red", N_("Red light")
    YELLOW = "yellow", N_("Yellow light")
    GREEN = "green", N_("Green light")


@dataclass(frozen=True, slots=True)
class BehindRow:
    """Who or what stands behind a light, and the page that settles it."""

    who: str
    words: str
    page: str
    where: tuple[tuple[str, int | date | str], ...] = ()


@dataclass(frozen=True, slots=True)
class LightRow:
    """A fault on a day: its colour, a sentence that names nobody, and who stands behind it."""

    fault: Fault
    colour: Colour
    words: str
    behind: tuple[BehindRow, ...]

    @property
    def number(self) -> int:
        """Its number in the article."""
        return list(Fault).index(self.fault) + 1


BEHIND_COLUMNS = (
    Column(N_("Who or when"), lambda row: row.who, 30),
    Column(N_("What is the matter"), lambda row: row.words, 110),
)


@needs(Right.READ_ID_NUMBERS)
def five_lights(session: Session, today: date) -> list[LightRow]:
    """The five lights of a day, in the order of the article."""
    away = off_duty(session, today)
    papers = list_papers(session, today)
    certificates = [row for row in papers if row.kind.code == HEALTH_CERTIFICATE and row.staff_id not in away]
    gates = open_gates(session, today)
    return [
        health_worker_light(session, today),
        _unexamined_staff(certificates),
        _not_yearly(certificates),
        _unexamined_child(gates, today),
        _not_by_rules(session, papers, gates, today),
    ]


@needs(Right.READ_ID_NUMBERS)
def health_worker_light(session: Session, today: date) -> LightRow:
    """(一): one full-time health worker per 150 children, below that one full or part time (art. 12)."""
    children, away = len(list_children(session, today)), off_duty(session, today)
    people = list_staff(session, today)
    workers = [row for row in people if Post.HEALTH in row.posts and row.id not in away]
    full = sum(row.employment is Employment.FULL_TIME for row in workers)
    needed, full_time = health_workers_needed(children, today)
    behind = tuple(_worker(row) for row in workers)
    counts = {"n": children, "needed": needed, "workers": len(workers), "full": full}
    if (full if full_time else len(workers)) < needed:
        words = (
            _("{n} children need {needed} health workers full time; {workers} in post, {full} full time.")
            if full_time
            else _("{n} children need a health worker, full or part time; nobody is in post.")
        )
        return LightRow(Fault.HEALTH_WORKER, Colour.RED, words.format(**counts), behind)
    words = _("{n} children, {workers} health workers in post. See on the spot that there is a health room.")
    return LightRow(Fault.HEALTH_WORKER, Colour.GREEN, words.format(**counts), behind)


def _unexamined_staff(certificates: Sequence[StaffPaperRow]) -> LightRow:
    """(二): at work without a certificate, or with one that says: not passed."""
    bad = [row for row in certificates if row.state in (PaperState.MISSING, PaperState.FAILED)]
    return _light(
        Fault.UNEXAMINED_STAFF,
        [row for row in bad if row.here],
        [row for row in bad if not row.here],
        _("{n} of the staff work without a health certificate, or were not passed."),
        _("{n} of the staff to come have no health certificate yet."),
        _("Everybody at work has passed a health examination."),
    )


def _not_yearly(certificates: Sequence[StaffPaperRow]) -> LightRow:
    """(三): certificates that are past their year."""
    near = [row for row in certificates if row.state in (PaperState.SOON, PaperState.TODAY)]
    return _light(
        Fault.NOT_YEARLY,
        [row for row in certificates if row.state is PaperState.EXPIRED and row.here],
        [row for row in near if row.here and row.days_left is not None and row.days_left <= _NEAR_DAYS],
        _("{n} health certificates are older than a year."),
        _("{n} health certificates run out within 30 days."),
        _("All health certificates on file are of this year."),
    )


def _light(
    fault: Fault,
    bad: Sequence[StaffPaperRow],
    near: Sequence[StaffPaperRow],
    red: str,
    yellow: str,
    green: str,
) -> LightRow:
    behind = tuple(_paper(row) for row in [*bad, *near])
    if bad:
        return LightRow(fault, Colour.RED, red.format(n=len(bad)), behind)
    if near:
        return LightRow(fault, Colour.YELLOW, yellow.format(n=len(near)), behind)
    return LightRow(fault, Colour.GREEN, green, ())


def _unexamined_child(gates: Sequence[OpenGateRow], today: date) -> LightRow:
    """(四): children in care whose entry examination is missing, out of date or says unfit."""
    rows = [row for row in gates if row.gate is Gate.EXAMINATION]
    bad = [row for row in rows if row.due_on is not None and row.due_on <= today]  # the day of coming in
    behind = tuple(_child(row) for row in [*bad, *(row for row in rows if row not in bad)])
    if bad:
        words = _("{n} children are in care without a valid entry examination.").format(n=len(bad))
        return LightRow(Fault.UNEXAMINED_CHILD, Colour.RED, words, behind)
    if rows:
        words = _("{n} children to come have no valid entry examination yet.").format(n=len(rows))
        return LightRow(Fault.UNEXAMINED_CHILD, Colour.YELLOW, words, behind)
    return LightRow(Fault.UNEXAMINED_CHILD, Colour.GREEN, _("No child lacks its entry examination."), ())


def _not_by_rules(
    session: Session, papers: Sequence[StaffPaperRow], gates: Sequence[OpenGateRow], today: date
) -> LightRow:
    """(五): as far as records tell; whether it is a fault is for people to judge, so it is never red."""
    first = Month.of(today).plus(-1).first
    days = [
        (day, counted.untaken)
        for day, counted in tallies_by_day(session, first, today - timedelta(days=1))
        if counted.untaken
    ]
    checks = [row for row in gates if row.gate is Gate.VACCINATION and row.state is GateState.OVERDUE]
    untrained = [row for row in papers if row.kind.code == "health_training" and row.here and _is_wanted(row)]
    behind = (
        *(
            BehindRow(
                formats.iso_date(day),
                _("{n} children not taken").format(n=untaken),
                "attendance",
                (("day", day),),
            )
            for day, untaken in days
        ),
        *(_child(row) for row in checks),
        *(_paper(row) for row in untrained),
    )
    told = [
        words.format(n=len(rows))
        for rows, words in (
            (days, _("attendance not complete on {n} days")),
            (checks, _("vaccination certificates of {n} children not seen in time")),
            (untrained, _("{n} health workers without training")),
        )
        if rows
    ]
    if told:
        words = _("Since last month: {matters}.").format(matters=_(", ").join(told))
        return LightRow(Fault.NOT_BY_RULES, Colour.YELLOW, words, behind)
    words = _("The records seen here are complete since last month. The rest is to be seen on the spot.")
    return LightRow(Fault.NOT_BY_RULES, Colour.GREEN, words, ())


def _is_wanted(row: StaffPaperRow) -> bool:
    return row.is_duty and not row.state.holds


def _member(staff_id: int) -> tuple[tuple[str, int | date | str], ...]:
    return ("tab", "staff_people"), ("staff_id", staff_id)


def _worker(row: StaffRow) -> BehindRow:
    words = row.employment.label if row.employment else _("Full or part time is not recorded")
    return BehindRow(row.distinct_name, words, "staff", _member(row.id))


def _paper(row: StaffPaperRow) -> BehindRow:
    words = _("{paper}: {state}").format(paper=row.title, state=row.state_text)
    return BehindRow(row.name, words, "staff", _member(row.staff_id))


def _child(row: OpenGateRow) -> BehindRow:
    who = _("{who} ({group})").format(who=row.name, group=row.class_name) if row.class_name else row.name
    return BehindRow(who, row.words, "children", (("child_id", row.child_id),))
