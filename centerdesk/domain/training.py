"""Training: hours with one decimal as on the certificate, what is asked of a post, and how far somebody has come.

Hours count in the year of a training's last day, for that is the day its certificate bears: a training over New
Year's Eve counts whole in the new year. They are never converted, and never shared out where somebody has two posts.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any

from centerdesk.base.errors import UserError
from centerdesk.base.formats import tenth
from centerdesk.base.i18n import _
from centerdesk.base.paths import shipped
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.people import Post, RequirementPeriod

NO_HOURS = Decimal("0.0")
MOST_HOURS = 500
OTHER = "other"
ANY = ""  # a requirement's category: hours of any kind
_HOURS = re.compile(r"[0-9]{1,4}(\.[0-9]+)?")
_LEAST_PACE_DAYS = 90
_CYCLE_YEARS = 5


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of training; `words` is what else a workbook may call it."""

    code: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """Hours asked of a post; `id` is None of what the program ships.

    `kindergarten`: asked in kindergartens only.
    """

    post: Post
    category: str
    period: RequirementPeriod
    hours: Decimal
    valid_from: date
    ends_on: date | None
    source: str
    certainty: Certainty
    kindergarten: bool = False
    id: int | None = None

    @property
    def key(self) -> tuple[Post, str, RequirementPeriod]:
        """What one of the centre's own takes the place of."""
        return self.post, self.category, self.period

    @property
    def category_title(self) -> str:
        """The kind of training that counts."""
        return category_title(self.category) if self.category else _("Any category")

    @property
    def title(self) -> str:
        """What is asked, without the hours: 岗前一次·岗前培训, 每年·任何类别."""
        return _("{period}: {category}").format(period=self.period.label, category=self.category_title)

    @property
    def is_reference(self) -> bool:
        """Whether it isn't sure: shown as 参考, and no cause for an alarm."""
        return self.certainty is Certainty.MEMORY

    @property
    def standing(self) -> str:
        """Whose figure it is: the centre's own, one with a source, or one to go by."""
        if self.certainty is Certainty.OWN:
            return _("Centre's own target")
        return _("For reference") if self.is_reference else _("From a standard")

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= on and (self.ends_on is None or on <= self.ends_on)

    def counts(self, category: str) -> bool:
        """Whether hours of a category count towards it."""
        return self.category in (ANY, category)

    def window(self, year: int) -> tuple[date | None, date | None]:
        """The first day on which hours count (None: always), and the day by which they must be there.

        The last is None of what is asked before work. Five years run one after the other from the requirement's own.
        """
        if self.period is RequirementPeriod.ONCE:
            return None, None
        if self.period is RequirementPeriod.YEAR:
            return date(year, 1, 1), date(year, 12, 31)
        first = year - (year - self.valid_from.year) % _CYCLE_YEARS
        return date(first, 1, 1), date(first + _CYCLE_YEARS - 1, 12, 31)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody has come towards a requirement, in hours.

    `planned` is what still comes by the plan and by trainings already entered, `pace` what would come if the rest of
    the year went on as the year did; the larger of both is forecast.
    """

    required: Decimal
    done: Decimal
    planned: Decimal
    pace: Decimal

    @property
    def missing(self) -> Decimal:
        """What is still to be done."""
        return max(NO_HOURS, self.required - self.done)

    @property
    def forecast(self) -> Decimal:
        """What will be there on 31 December."""
        return self.done + max(self.planned, self.pace)


@dataclass(frozen=True, slots=True)
class Span:
    """When a training is held: from day to day, and from hour to hour on each where that is known."""

    starts_on: date
    ends_on: date
    begins_at: time | None = None
    ends_at: time | None = None

    def overlaps(self, other: "Span") -> bool:
        """Whether nobody can be at both; without hours a training takes its whole days."""
        if self.ends_on < other.starts_on or other.ends_on < self.starts_on:
            return False
        if self.begins_at is None or self.ends_at is None or other.begins_at is None or other.ends_at is None:
            return True
        return self.begins_at < other.ends_at and other.begins_at < self.ends_at


def pace(done_in_year: Decimal, since: date, on: date) -> Decimal:
    """What the days after `on` bring if they go on as those of its year did, or those since somebody was hired.

    The days gone by count as 90 at least: one training in January promises no year full of them.
    """
    first = max(since, date(on.year, 1, 1))
    gone = (on - first).days + 1
    left = (date(on.year, 12, 31) - on).days
    return tenth(done_in_year * left / max(gone, _LEAST_PACE_DAYS))


def in_force(shipped_ones: Sequence[Requirement], own: Sequence[Requirement], on: date) -> list[Requirement]:
    """What is asked on a day: of shipped ones the newest, and in their place what the centre set; 0 hours: nothing."""
    asked: dict[tuple[Post, str, RequirementPeriod], Requirement] = {}
    for each in (*shipped_ones, *sorted(own, key=lambda each: each.valid_from)):
        if each.holds(on):
            asked[each.key] = each
    posts, periods, kinds = list(Post), list(RequirementPeriod), [each.code for each in categories()]
    found = [each for each in asked.values() if each.hours]
    return sorted(
        found,
        key=lambda each: (
            posts.index(each.post),
            periods.index(each.period),
            kinds.index(each.category) if each.category in kinds else -1,
        ),
    )


def hours(tenths: int) -> Decimal:
    """Hours with one decimal from stored tenths."""
    return Decimal(tenths).scaleb(-1)


def tenths(hours: Decimal, field: str = "hours", *, least: Decimal = Decimal("0.1")) -> int:
    """Hours as stored; UserError for more than one decimal, too few and too many."""
    found = hours * 10
    if found != found.to_integral_value():
        raise UserError(
            _(
                "{hours} has more than one decimal. Write the hours as on the certificate, for example 3.5."
            ).format(hours=hours),
            field,
        )
    if not least <= hours <= MOST_HOURS:
        raise UserError(
            _("Hours must lie between {least} and {most}.").format(least=least, most=MOST_HOURS), field
        )
    return int(found)


def parse_hours(typed: str, field: str = "hours") -> Decimal:
    """Hours as typed: 3.5, 8学时, 12课时; UserError at the field."""
    text = unicodedata.normalize("NFKC", typed).strip()
    for unit in ("学时", "课时", "小时", "个", "h"):
        text = text.removesuffix(unit).strip()
    if not _HOURS.fullmatch(text):
        raise UserError(
            _("“{text}” is no number of hours. Write it as on the certificate, for example 3.5.").format(
                text=typed.strip()
            ),
            field,
        )
    return hours(tenths(Decimal(text), field))


@cache
def categories() -> tuple[Category, ...]:
    """The kinds of training, a list to go by."""
    return tuple(
        Category(each["code"], each["title"], tuple(each["words"].split())) for each in _data()["category"]
    )


def category_title(code: str) -> str:
    """What people call a kind of training; a code the program no longer knows as it is."""
    return next((each.title for each in categories() if each.code == code), code)


def category_of(words: str) -> str | None:
    """The kind of training a workbook means; None where it isn't in the list."""
    sought = _bare(words)
    for each in categories():
        if sought in map(_bare, (each.code, each.title, *each.words)):
            return each.code
    return None


@cache
def shipped_requirements() -> tuple[Requirement, ...]:
    """The hours that come with the program, each with its source."""
    return tuple(
        Requirement(
            post=Post(each["post"]),
            category=each["category"],
            period=RequirementPeriod(each["period"]),
            hours=hours(each["hours"] * 10),
            valid_from=each["valid_from"],
            ends_on=None,
            source=each["source"],
            certainty=Certainty(each["certainty"]),
            kindergarten=each.get("kindergarten", False),
        )
        for each in _data()["requirement"]
    )


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", words)).lower()


@cache
def _data() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((shipped("resources") / "standards" / "training.toml").read_text("utf-8"))
