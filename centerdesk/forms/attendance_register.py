"""儿童出勤登记表 (规范 2012, 附件4 表3): a class's month."""

from datetime import date

from sqlalchemy.orm import Session

from centerdesk.base.formats import long_month
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Form
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.attendance import NOT_EXPECTED, Mark, Tally
from centerdesk.domain.calendar import Month, day_kind
from centerdesk.services import centre
from centerdesk.services.attendance import ChildMonth, ClassMonth, class_month
from centerdesk.services.classes import list_classes


def _build(session: Session, choice: Choice) -> list[Sheet]:
    month = Month(choice.year, choice.month)
    through = min(month.last, choice.day)
    name = centre.about(session, through).name
    classes = [
        group for group in list_classes(session, on=month.first) if choice.class_id in (None, group.id)
    ]
    return [_sheet(class_month(session, month, group.id, through), name) for group in classes]


def _sheet(taken: ClassMonth, centre_name: str) -> Sheet:
    untaken = taken.tally.untaken
    return Sheet(
        title=_("Register of children's attendance"),
        subtitle=_("{centre}  {month}  {group}").format(
            centre=centre_name,
            month=long_month(taken.month.year, taken.month.month),
            group=taken.class_name,
        ),
        form_number="附件4 表3",
        unit=_("Operating days: {n}").format(n=len(taken.operating)),
        columns=[
            Column(N_("No."), lambda row: row[0], 9, Align.CENTRE),
            Column(N_("Name"), lambda row: row[1].name, 22),
            *(_day_column(day, taken.through) for day in taken.month.days),
            Column(N_("Attended (days)"), lambda row: row[1].tally.attended + row[1].visits, 11, Align.RIGHT),
            Column(N_("Absent (days)"), lambda row: row[1].tally.absent, 11, Align.RIGHT),
            Column(N_("Remarks"), lambda row: remarks(row[1], taken.month), 34),
        ],
        rows=list(enumerate(taken.rows, 1)),
        totals=_totals(taken),
        legend=_("Marks: {marks}, {dash} not expected, blank not taken.").format(
            marks=_(", ").join(f"{mark.symbol} {mark.label}" for mark in Mark), dash=NOT_EXPECTED
        ),
        notes=[
            _("Sick leave is noted with the disease or symptom under remarks."),
            *([_visits(taken.visits)] if taken.visits else []),
            *([_("Not yet taken: {n} child-days.").format(n=untaken)] if untaken else []),
        ],
        signatures=(_("Filled in by"), _("Health worker"), _("Person in charge")),
        landscape=True,
        draft=bool(untaken) or taken.through < taken.month.last,
    )


def _visits(number: int) -> str:
    return _(
        "Of which {n} child-days are by the hour or unplanned; they are outside the attendance rate."
    ).format(n=number)


def _day_column(day: date, through: date) -> Column:
    is_open = day_kind(day).is_open
    return Column(
        str(day.day),
        lambda row: _symbol(row[1].cells[day.day - 1]) if is_open and day <= through else "",
        5.5,
        Align.CENTRE,
        shade=not is_open,
    )


def _symbol(cell: tuple[bool, Mark | None, str] | None) -> str:
    expected, mark, _reason = cell or (False, None, "")
    if mark:
        return mark.symbol
    return "" if expected else NOT_EXPECTED


def _totals(taken: ClassMonth) -> list[str | int]:
    """合计: children present on each operating day, and the month's sums."""
    present = [
        sum(1 for row in taken.rows if (cell := row.cells[day.day - 1]) and cell[1] and cell[1].attended)
        if day in taken.operating
        else ""
        for day in taken.month.days
    ]
    tally: Tally = taken.tally
    return ["", _("Total"), *present, tally.attended + taken.visits, tally.absent, ""]


def remarks(row: ChildMonth, month: Month) -> str:
    """The diseases behind sick leave, with their days: 发热（3、4）"""
    by_reason: dict[str, list[str]] = {}
    for day, cell in zip(month.days, row.cells, strict=True):
        if cell and cell[1] is Mark.SICK:
            by_reason.setdefault(cell[2] or Mark.SICK.label, []).append(str(day.day))
    return _("; ").join(
        _("{reason} ({days})").format(reason=reason, days=_(", ").join(days))
        for reason, days in by_reason.items()
    )


FORM = Form(
    code="attendance-register",
    title=N_("Register of children's attendance"),
    asks=(Asks.MONTH, Asks.CLASS),
    build=_build,
    kept=2,
    edition="2012",
    source="《托儿所幼儿园卫生保健工作规范》（卫妇社发〔2012〕35号）附件4 表3",
)
