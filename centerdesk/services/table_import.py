"""What imports of simple tables share: a plan for each row, the preview of all, and which rows are taken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Protocol, TypeVar

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.base.tables import cell_text
from centerdesk.services.imports import Change, ImportReport, PreviewRow, report_of, state_of

Left = frozenset[tuple[str, int]]


class Numbered(Protocol):
    """A row of a workbook, known by its sheet and number."""

    @property
    def sheet(self) -> str:
        """Its sheet."""

    @property
    def row(self) -> int:
        """The number Excel shows."""


class Rows(Protocol):
    """The rows of a workbook; `heads` gives the last row of each sheet's heading."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said of the workbook as a whole."""

    @property
    def heads(self) -> Mapping[str, int]:
        """The headings."""


S = TypeVar("S", bound=Rows)


@dataclass(slots=True)
class RowPlan:
    """What is to be done for one row."""

    row: Numbered
    name: str
    class_name: str
    refusals: list[str]
    doubts: list[str]
    is_new: bool = True
    changes: list[Change] = field(default_factory=list)

    def change(self, title: str, old: object, new: object) -> None:
        """Note a field that will change."""
        if old != new:
            self.changes.append(Change(_(title), cell_text(old), cell_text(new)))


P = TypeVar("P", bound=RowPlan)


@dataclass(frozen=True, slots=True)
class TablePreview(Generic[S]):
    """What taking a table would do."""

    sheets: S
    today: date
    rows: tuple[PreviewRow, ...]
    notes: tuple[str, ...]

    def report(self, *, taken: bool = False) -> ImportReport:
        """The preview as a report; `taken` when it has been written."""
        return report_of(self.rows, taken=taken, notes=self.notes, heads=self.sheets.heads)


def preview_of(
    sheets: S, plans: Iterable[RowPlan], today: date, notes: Iterable[str] = ()
) -> TablePreview[S]:
    """The plans as people read them."""
    return TablePreview(sheets, today, tuple(map(_preview, plans)), (*sheets.notes, *notes))


def rows_to_take(
    plans: Sequence[P], preview: TablePreview[S], *, only_good: bool, without: Left
) -> list[P] | None:
    """The plans to be carried out; None when a row is refused and not only the good ones are asked for."""
    if tuple(map(_preview, plans)) != preview.rows:
        raise UserError(_("The centre's file has changed since the workbook was checked. Check it again."))
    wanted = [plan for plan in plans if (plan.row.sheet, plan.row.row) not in without]
    if not only_good and any(plan.refusals for plan in wanted):
        return None
    return [plan for plan in wanted if not plan.refusals and plan.changes]


def refuse_doubles(groups: Iterable[Sequence[RowPlan]], sentence: str) -> None:
    """Rows that mean the same thing: all are refused, all are named."""
    for group in groups:
        if len(group) > 1:
            several = len({plan.row.sheet for plan in group}) > 1
            rows = _(", ").join(
                f"{plan.row.sheet}!{plan.row.row}" if several else str(plan.row.row) for plan in group
            )
            for plan in group:
                plan.refusals.append(_(sentence).format(rows=rows))


def _preview(plan: RowPlan) -> PreviewRow:
    return PreviewRow(
        plan.row.sheet,
        plan.row.row,
        plan.name,
        plan.class_name,
        state_of(refused=bool(plan.refusals), new=plan.is_new, changed=bool(plan.changes)),
        tuple(plan.changes),
        tuple(plan.refusals),
        tuple(plan.doubts),
    )
