"""生日名单: whose birthday falls into a month, and how old the child becomes."""

from datetime import date

from sqlalchemy.orm import Session

from centerdesk.base.formats import long_month
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.ages import birthday_in
from centerdesk.domain.calendar import Month
from centerdesk.services import centre
from centerdesk.services.children import ChildRow, list_children

_COLUMNS = (
    Column(N_("Birthday"), lambda line: line[0], 26),
    Column(N_("Name"), lambda line: line[1].name, 26),
    Column(N_("Pet name"), lambda line: line[1].pet_name, 20),
    Column(N_("Class"), lambda line: line[1].class_name, 26),
    Column(N_("Sex"), lambda line: line[1].sex.label, 12, Align.CENTRE),
    Column(N_("Birth date"), lambda line: line[1].birth_date, 26),
    Column(N_("Turns (years)"), lambda line: line[0].year - line[1].birth_date.year, 18, Align.RIGHT),
    Column(N_("Note"), lambda line: "", 30),
)


def _build(session: Session, choice: Choice) -> list[Sheet]:
    month = Month(choice.year, choice.month)
    here = {row.id: row for day in (month.first, month.last) for row in list_children(session, day)}
    found: list[tuple[date, ChildRow]] = [
        (birthday_in(row.birth_date, month.year), row)
        for row in here.values()
        if choice.class_id in (None, row.class_id) and row.birth_date.year < month.year
    ]
    rows = sorted(
        (line for line in found if line[0] in month.days), key=lambda line: (line[0], line[1].name_key)
    )
    return [
        Sheet(
            title=_("Birthdays"),
            subtitle=_("{centre}  {month}").format(
                centre=centre.about(session, month.last).name, month=long_month(month.year, month.month)
            ),
            columns=_COLUMNS,
            rows=rows,
            notes=(_("{n} children").format(n=len(rows)),),
        )
    ]


REPORT = Report(code="birthdays", title=N_("Birthdays"), asks=(Asks.MONTH, Asks.CLASS), build=_build)
