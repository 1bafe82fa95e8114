"""Operating days: the State Council's holidays and make-up days, year by year, as dated data."""

import tomllib
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.base.paths import shipped


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, the period of a return."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """From 2026-10; UserError for anything else."""
        try:
            first = date.fromisoformat(f"{text}-01")
        except ValueError:
            raise UserError(
                _("“{text}” is not a month. Write it as 2026-10.").format(text=text), "month"
            ) from None
        return cls(first.year, first.month)

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month a day lies in."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def days(self) -> tuple[date, ...]:
        """All its calendar days."""
        return tuple(days_between(self.first, self.last))

    def plus(self, months: int) -> "Month":
        """The month so many months later (or earlier, when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


class DayKind(Enum):
    """What a day is in the national calendar."""

    WORKDAY = N_("Workday")
    MAKE_UP = N_("Make-up workday")
    WEEKEND = N_("Day off")
    HOLIDAY = N_("Holiday")

    @property
    def is_open(self) -> bool:
        """Whether a centre that follows the national calendar is open."""
        return self in (DayKind.WORKDAY, DayKind.MAKE_UP)


@dataclass(frozen=True, slots=True)
class Year:
    """A year's notice: days off by name, weekend days that are worked, and the notice's number."""

    off: dict[date, str]
    worked: frozenset[date]
    source: str


# The years that data packs of the open centre give.
_taken: dict[int, Year] = {}


def use_years(years: Mapping[int, Year]) -> None:
    """From now on go by these years of the open centre's data packs, and by the shipped ones for all others."""
    global _taken
    _taken = dict(years)


def national_year(year: int) -> Year | None:
    """The State Council's notice for a year, from a data pack or as shipped; None where none is known."""
    return _taken.get(year) or shipped_year(year)


@cache
def shipped_year(year: int) -> Year | None:
    """The notice that ships with the program; None where none does."""
    file = shipped("resources") / "calendars" / f"{year}.toml"
    return read_year(file.read_text("utf-8")) if file.is_file() else None


def read_year(text: str) -> Year:
    """A year's notice from its TOML; ValueError, TypeError or KeyError where it is none."""
    data = tomllib.loads(text)
    off = {
        day: holiday["name"]
        for holiday in data["holidays"]
        for day in days_between(holiday["from"], holiday["to"])
    }
    return Year(off, frozenset(data["worked"]), data["source"])


def day_kind(day: date) -> DayKind:
    """What a day is; a year without a notice goes by its weekdays alone (see `is_provisional`)."""
    return kind_in(day, national_year(day.year))


def kind_in(day: date, year: Year | None) -> DayKind:
    """What a day is by a year's notice, or by its weekday where there is none."""
    if year and day in year.off:
        return DayKind.HOLIDAY
    if year and day in year.worked:
        return DayKind.MAKE_UP
    return DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKDAY


def holiday_name(day: date) -> str:
    """The name of the holiday a day belongs to, or nothing."""
    year = national_year(day.year)
    return year.off.get(day, "") if year else ""


def is_provisional(year: int) -> bool:
    """Whether no notice is known for the year, so that holidays are still counted as workdays."""
    return national_year(year) is None


def days_between(first: date, last: date) -> Iterator[date]:
    """All days from the first to the last, both included."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    month = Month.of(day).plus(months)
    return date(month.year, month.month, min(day.day, month.last.day))


def operating_days(first: date, last: date) -> tuple[date, ...]:
    """The days on which the centre is open, both ends included."""
    return tuple(day for day in days_between(first, last) if day_kind(day).is_open)


def last_operating_day(before: date) -> date:
    """The nearest operating day before a day."""
    day = before - timedelta(days=1)
    while not day_kind(day).is_open:
        day -= timedelta(days=1)
    return day
