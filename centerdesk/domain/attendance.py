"""Attendance: marks, who is expected, and the month's figures (规范 2012, 附件4 表3 and 附件5 表1)."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from decimal import Decimal

from centerdesk.base.formats import percent
from centerdesk.base.i18n import N_
from centerdesk.domain.calendar import day_kind
from centerdesk.domain.people import Funding, Half, Labelled, Service

# The statutory characters were not found (centres differ): these can't be misread,
# and each sheet prints them as its legend.
NOT_EXPECTED = "—"


class Mark(Labelled):
    """What was recorded of a child's day; no record is 未点名, neither present nor absent."""

    PRESENT = "present", N_("Present"), "√"
    HALF = "half", N_("Half a day"), "半"
    SICK = "sick", N_("Sick leave"), "病"
    PERSONAL = "personal", N_("Personal leave"), "事"
    OBSERVATION = "observation", N_("Health observation"), "隔"
    UNEXPLAINED = "unexplained", N_("No leave given"), "缺"

    symbol: str

    def __new__(cls, value: str, words: str = "", symbol: str = "") -> "Mark":
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        member.symbol = symbol
        return member

    @property
    def attended(self) -> bool:
        """Whether the child was there (one 人次, also for half a day)."""
        return self in (Mark.PRESENT, Mark.HALF)


BY_SYMBOL = {mark.symbol: mark for mark in Mark}


class Cause(Labelled):
    """Causes of absence the statistics tell apart (D06-D08)."""

    SICK = "sick", N_("Sick")
    PERSONAL = "personal", N_("Personal")
    OTHER = "other", N_("Other")


def cause(mark: Mark) -> Cause | None:
    """The cause an absence counts under; health observation of a well child is never 病."""
    if mark.attended:
        return None
    return {Mark.SICK: Cause.SICK, Mark.PERSONAL: Cause.PERSONAL}.get(mark, Cause.OTHER)


WHOLE_WEEK = "12345"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a child is signed up for: service, days of the week (1 is Monday), half of the day, kind of fee."""

    service: Service = Service.FULL
    weekdays: str = WHOLE_WEEK
    half: Half | None = None
    funding: Funding | None = None

    @property
    def arrival_mark(self) -> Mark:
        """The mark a child who has come gets: half-day children are whole when half the day is done."""
        return Mark.HALF if self.service is Service.HALF or self.half else Mark.PRESENT


@dataclass(frozen=True, slots=True)
class Stay:
    """A time in the centre; `left_on` is the last day in care (None: still here).

    `suspended`: first and last days of suspensions (停托; last None: until further notice).
    """

    enrolled_on: date
    left_on: date | None
    suspended: tuple[tuple[date, date | None], ...] = ()

    def covers(self, day: date) -> bool:
        """In care on the day: the first and the last day both count."""
        return self.enrolled_on <= day and (self.left_on is None or day <= self.left_on)

    def is_suspended(self, day: date) -> bool:
        """Whether the place is kept and nobody is expected: 停托, other than a long leave."""
        return any(first <= day and (last is None or day <= last) for first, last in self.suspended)

    def counts_at_end_of(self, day: date) -> bool:
        """On the books when the day is over: who left on the day no longer is (期末在托)."""
        return self.enrolled_on <= day and (self.left_on is None or day < self.left_on)


def is_expected(stay: Stay, pattern: Pattern, day: date) -> bool:
    """Whether a day counts in 应出勤 for a child.

    Children by the hour and occasional ones have no 应出勤. Who comes all week also comes on a make-up
    workday; a weekly pattern such as 一三五 knows its weekdays only (no regulation says; a choice).
    """
    if not stay.covers(day) or stay.is_suspended(day) or not day_kind(day).is_open:
        return False
    if pattern.service in (Service.HOURLY, Service.OCCASIONAL):
        return False
    return pattern.weekdays == WHOLE_WEEK or str(day.isoweekday()) in pattern.weekdays


@dataclass(frozen=True, slots=True)
class Tally:
    """Figures over expected child-days, in 人次: expected = attended + sick + personal + other + untaken."""

    expected: int = 0
    attended: int = 0
    sick: int = 0
    personal: int = 0
    other: int = 0
    untaken: int = 0

    @property
    def absent(self) -> int:
        """缺勤人次, without the days nobody took."""
        return self.sick + self.personal + self.other

    @property
    def rate(self) -> Decimal | None:
        """出勤率 in percent: attended / (expected - untaken); None when nothing was taken."""
        return percent(self.attended, self.expected - self.untaken)


def tally(marks: Iterable[Mark | None]) -> Tally:
    """Count the marks of expected child-days; None is a day not taken."""
    counts = dict.fromkeys(("expected", "attended", "sick", "personal", "other", "untaken"), 0)
    for mark in marks:
        counts["expected"] += 1
        if mark is None:
            counts["untaken"] += 1
        elif (why := cause(mark)) is None:
            counts["attended"] += 1
        else:
            counts[why.value] += 1
    return Tally(**counts)


def add_up(tallies: Iterable[Tally]) -> Tally:
    """The sum of several tallies."""
    columns = zip(*(astuple(each) for each in tallies), strict=True)
    return Tally(*(sum(column) for column in columns))
