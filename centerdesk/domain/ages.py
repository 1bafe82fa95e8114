"""Age in completed months on a stated date; never stored."""

from calendar import monthrange
from datetime import date


def completed_months(born: date, on: date) -> int:
    """Months completed on a day (negative before birth).

    A child born on the 29th-31st completes a month on the last day of a shorter one.
    No regulation settles that case; this is the program's choice.
    """
    months = (on.year - born.year) * 12 + on.month - born.month
    last_of_month = monthrange(on.year, on.month)[1]
    reached = on.day >= min(born.day, last_of_month)
    return months if reached else months - 1


def birthday_in(born: date, year: int) -> date:
    """The birthday in a year; of who was born on 29 February the last of the month in other years."""
    return date(year, born.month, min(born.day, monthrange(year, born.month)[1]))
