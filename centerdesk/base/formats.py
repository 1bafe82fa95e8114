"""Dates, ages, numbers and rates as people read them."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING

from centerdesk.base.i18n import LANGUAGE, _

if TYPE_CHECKING:
    from babel import Locale

UNKNOWN = "—"
_TENTH = Decimal("0.1")


@cache
def _locale() -> "Locale":
    from babel import Locale

    return Locale.parse(LANGUAGE)


def _cldr(day: date, pattern: str) -> str:
    from babel.dates import format_date

    return format_date(day, pattern, locale=_locale())


def long_date(day: date | None) -> str:
    """2026年11月24日"""
    return UNKNOWN if day is None else _cldr(day, _("yyyy-MM-dd"))


def weekday(day: date) -> str:
    """星期二"""
    return _cldr(day, "EEEE")


def short_date(day: date | None) -> str:
    """11-24, for lists of one year"""
    return UNKNOWN if day is None else f"{day:%m-%d}"


def iso_date(day: date | None) -> str:
    """2026-11-24, for lists that cross years"""
    return UNKNOWN if day is None else day.isoformat()


def clock(moment: datetime) -> str:
    """2026年11月24日 08:05"""
    return f"{long_date(moment.date())} {moment:%H:%M}"


def days_text(first: date, last: date | None) -> str:
    """2026-11-09 至 2026-11-13, or 2026-11-09 起，结束日期未定"""
    if last is None:
        return _("from {day} until further notice").format(day=iso_date(first))
    return _("{first} to {last}").format(first=iso_date(first), last=iso_date(last))


def long_month(year: int, month: int) -> str:
    """2026年11月"""
    return _cldr(date(year, month, 1), _("yyyy-MM"))


def age(months: int) -> str:
    """Completed months as 2岁3月, under a year as 9月, before birth as a dash"""
    if months < 0:
        return UNKNOWN
    years, rest = divmod(months, 12)
    if not years:
        return _("{months} m").format(months=rest)
    if not rest:
        return _("{years} y").format(years=years)
    return _("{years} y {months} m").format(years=years, months=rest)


def tenth(value: Decimal) -> Decimal:
    """One decimal, halves away from zero, as Excel and the forms do it (附件5 表1 note 3)."""
    return value.quantize(_TENTH, ROUND_HALF_UP)


def ratio(part: int | Decimal, whole: int | Decimal, times: int = 1) -> Decimal | None:
    """part / whole x times with one decimal; None where the denominator is 0."""
    return None if whole == 0 else tenth(Decimal(part) * times / Decimal(whole))


def percent(part: int, whole: int) -> Decimal | None:
    """A rate in percent with one decimal; None where the denominator is 0."""
    return ratio(part, whole, 100)


def number(value: int | Decimal | None) -> str:
    """A figure as printed: no thousands separator below 10,000, unknown as a dash."""
    if value is None:
        return UNKNOWN
    return f"{value:,}" if not -10_000 < value < 10_000 else str(value)
