"""Papers for the window: the catalogue, a paper made of a choice, and the names of its files."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from centerdesk.base.discover import discover
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Sheet
from centerdesk.domain.calendar import Month
from centerdesk.pdf.preview import page_sizes

_FAMILIES = (
    (N_("Statutory forms"), "centerdesk.forms", "FORM"),
    (N_("Reports"), "centerdesk.reports", "REPORT"),
)
_UNFIT = '\\/:*?"<>|'


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper somebody wants: which, for what, filled in or blank; `words` tell class, child and person by name."""

    item: Report
    choice: Choice
    blank: bool = False
    words: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        """报表_班级_月份, the name of its files."""
        asks = self.item.asks
        parts = [_(self.item.title), *self.words]
        if Asks.MONTH in asks:
            parts.append(str(Month(self.choice.year, self.choice.month)))
        elif Asks.DAY in asks:
            parts.append(self.choice.day.isoformat())
        elif Asks.YEAR in asks:
            parts.append(str(self.choice.year))
        if self.blank:
            parts.append(_("blank form"))
        return "_".join("".join(letter for letter in part if letter not in _UNFIT) for part in parts)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it was made: what is seen, printed and saved is this one."""

    wanted: Wanted
    sheets: Sequence[Sheet]
    pdf: bytes
    sizes: Sequence[tuple[float, float]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it, not even the head of a table."""
        return not self.sheets

    @property
    def rows(self) -> int:
        """How many lines stand on it."""
        return sum(len(sheet.rows) for sheet in self.sheets)


def shelves() -> list[tuple[str, list[Report]]]:
    """The catalogue: each family's word and its papers in their order."""
    return [(_(title), list(discover(package, name))) for title, package, name in _FAMILIES]


def make_paper(session: Any, wanted: Wanted, by: str, at: datetime) -> Paper:
    """Build a paper and print it to memory."""
    from centerdesk.pdf.sheet import sheets_pdf

    sheets = sheets_of(session, wanted)
    pdf = sheets_pdf(sheets, printed_by=by, printed_at=at)
    return Paper(wanted, sheets, pdf, page_sizes(pdf))


def sheets_of(session: Any, wanted: Wanted) -> Sequence[Sheet]:
    """The tables of a paper."""
    build = wanted.item.blank if wanted.blank else wanted.item.build
    return build(session, wanted.choice)


def by_class(wanted: Wanted, groups: Sequence[tuple[int, str]]) -> list[Wanted]:
    """The same paper for each class."""
    return [
        replace(wanted, choice=replace(wanted.choice, class_id=class_id), words=(name,))
        for class_id, name in groups
    ]


def by_month(wanted: Wanted, first: Month, last: Month) -> list[Wanted]:
    """The same paper for each month of a period."""
    months: list[Month] = []
    while (month := first.plus(len(months))) <= last:
        months.append(month)
    return [
        replace(wanted, choice=replace(wanted.choice, year=month.year, month=month.month)) for month in months
    ]
