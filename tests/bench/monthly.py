"""The return of a month in a file with ten years of 200 children against a file with one year."""

from centerdesk.domain.calendar import Month
from centerdesk.returns import monthly
from centerdesk.services.opening import Opened
from tests.bench.centres import TODAY
from tests.bench.ratio import Ratio, alternating_ms

_MONTH = Month(2026, 10)
_TIMES = 15


def measure(ten_years: Opened, one_year: Opened) -> list[Ratio]:
    """The ratio of the two files."""

    def make(opened: Opened) -> None:
        with opened.store.read(opened.actor) as session:
            monthly.make(session, _MONTH, TODAY)

    ten, one = alternating_ms(lambda _turn: make(ten_years), lambda _turn: make(one_year), _TIMES)
    return [Ratio("return of a month, ten years of 200 children / one year", ten, one, 1.2)]
