"""儿童出勤统计: a month's attendance by class (after 附件5 表1)."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from centerdesk.base.formats import long_month, number
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.attendance import Tally, add_up
from centerdesk.domain.calendar import Month
from centerdesk.services import centre
from centerdesk.services.attendance import class_month
from centerdesk.services.classes import list_classes


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    days: int
    tally: Tally


def _rate(value: Decimal | None) -> Decimal | str:
    return number(None) if value is None else value


_COLUMNS = (
    Column(N_("Class"), lambda row: row.name, 34),
    Column(N_("Operating days"), lambda row: row.days, 22, Align.RIGHT),
    Column(N_("Expected child-days"), lambda row: row.tally.expected, 24, Align.RIGHT),
    Column(N_("Attended child-days"), lambda row: row.tally.attended, 24, Align.RIGHT),
    Column(N_("Attendance rate (%)"), lambda row: _rate(row.tally.rate), 24, Align.RIGHT),
    Column(N_("Absent child-days"), lambda row: row.tally.absent, 22, Align.RIGHT),
    Column(N_("Absent: sick"), lambda row: row.tally.sick, 18, Align.RIGHT),
    Column(N_("Absent: personal"), lambda row: row.tally.personal, 18, Align.RIGHT),
    Column(N_("Absent: other"), lambda row: row.tally.other, 18, Align.RIGHT),
    Column(N_("Child-days not taken"), lambda row: row.tally.untaken, 22, Align.RIGHT),
)


def _build(session: Session, choice: Choice) -> list[Sheet]:
    month = Month(choice.year, choice.month)
    through = min(month.last, choice.day)
    rows = []
    for group in list_classes(session, on=month.first):
        taken = class_month(session, month, group.id, through)
        rows.append(_Row(group.name, len(taken.operating), taken.tally))
    total = _Row(_("Total"), rows[0].days if rows else 0, add_up(row.tally for row in rows))
    return [
        Sheet(
            title=_("Attendance statistics by class"),
            subtitle=_("{centre}  {month}").format(
                centre=centre.about(session, through).name, month=long_month(month.year, month.month)
            ),
            unit=_("Unit: child-days, %"),
            columns=_COLUMNS,
            rows=rows,
            totals=[column.value(total) for column in _COLUMNS] if rows else (),
            notes=(
                _("Attendance rate = attended / (expected - not taken) x 100 %, one decimal."),
                _("A child that changes class within the month counts in each class for its days there."),
            ),
            signatures=(_("Filled in by"), _("Reviewed by"), _("Person in charge")),
            landscape=True,
            draft=bool(total.tally.untaken) or through < month.last,
        )
    ]


REPORT = Report(
    code="attendance-by-class",
    title=N_("Attendance statistics by class"),
    asks=(Asks.MONTH,),
    build=_build,
    kept=1,
)
