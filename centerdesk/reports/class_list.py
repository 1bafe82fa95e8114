"""班级名单: a class's children with what who looks after them must know."""

from sqlalchemy.orm import Session

from centerdesk.base.formats import age, long_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.services import centre
from centerdesk.services.children import ChildRow, list_children
from centerdesk.services.classes import list_classes

_COLUMNS = (
    Column(N_("No."), lambda line: line[0], 9, Align.CENTRE),
    Column(N_("Name"), lambda line: line[1].name, 24),
    Column(N_("Pet name"), lambda line: line[1].pet_name, 16),
    Column(N_("Sex"), lambda line: line[1].sex.label, 10, Align.CENTRE),
    Column(N_("Birth date"), lambda line: line[1].birth_date, 22),
    Column(N_("Age"), lambda line: age(line[1].months), 16),
    Column(N_("Enrolled on"), lambda line: line[1].enrolled_on, 22),
    Column(N_("Service"), lambda line: line[1].pattern.service.label, 16),
    Column(N_("Allergies"), lambda line: line[1].allergies, 22),
    Column(N_("Chronic conditions"), lambda line: line[1].fields.chronic, 22),
    Column(N_("Special needs"), lambda line: line[1].fields.special_needs, 22),
)


def _build(session: Session, choice: Choice) -> list[Sheet]:
    day = choice.day
    name = centre.about(session, day).name
    children = list_children(session, day)
    return [
        _sheet(
            [row for row in children if row.class_id == group.id],
            _("{centre}  {day}  {group}").format(centre=name, day=long_date(day), group=group.name),
        )
        for group in list_classes(session, on=day)
        if choice.class_id in (None, group.id)
    ]


def _sheet(rows: list[ChildRow], subtitle: str) -> Sheet:
    boys = sum(1 for row in rows if row.sex.value == "male")
    return Sheet(
        title=_("Class list"),
        subtitle=subtitle,
        columns=_COLUMNS,
        rows=list(enumerate(rows, 1)),
        notes=(
            _("{n} children: {boys} boys, {girls} girls").format(
                n=len(rows), boys=boys, girls=len(rows) - boys
            ),
        ),
        landscape=True,
    )


REPORT = Report(code="class-list", title=N_("Class list"), asks=(Asks.DAY, Asks.CLASS), build=_build)
