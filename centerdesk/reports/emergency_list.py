"""紧急联系名单: whom to call for each child, and what a doctor must know first."""

from sqlalchemy.orm import Session

from centerdesk.base.formats import long_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.services import centre
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.children import ChildRow, list_children
from centerdesk.services.classes import list_classes


def _call(guardian: GuardianRow) -> str:
    return " ".join(part for part in (guardian.relation.label, guardian.name, guardian.phone) if part)


def _nth(place: int) -> Column:
    title = (N_("Call first"), N_("Then"))[place]

    def value(line: tuple[int, ChildRow]) -> str:
        guardians = [each for each in line[1].guardians if each.phone and each.custody]
        return _call(guardians[place]) if place < len(guardians) else ""

    return Column(title, value, 52, text=True)


_COLUMNS = (
    Column(N_("No."), lambda line: line[0], 9, Align.CENTRE),
    Column(N_("Name"), lambda line: line[1].name, 24),
    Column(N_("Birth date"), lambda line: line[1].birth_date, 22),
    _nth(0),
    _nth(1),
    Column(N_("Allergies"), lambda line: line[1].allergies, 24),
    Column(N_("Chronic conditions"), lambda line: line[1].fields.chronic, 24),
    Column(N_("Address"), lambda line: line[1].fields.address, 44),
)


def _build(session: Session, choice: Choice) -> list[Sheet]:
    day = choice.day
    name = centre.about(session, day).name
    children = list_children(session, day)
    return [
        Sheet(
            title=_("Emergency contacts"),
            subtitle=_("{centre}  {day}  {group}").format(centre=name, day=long_date(day), group=group.name),
            columns=_COLUMNS,
            rows=list(enumerate((row for row in children if row.class_id == group.id), 1)),
            notes=(
                _("In an emergency: 120 ambulance, 119 fire, 110 police; then the guardian, then the head."),
            ),
            landscape=True,
        )
        for group in list_classes(session, on=day)
        if choice.class_id in (None, group.id)
    ]


REPORT = Report(
    code="emergency-list",
    title=N_("Emergency contacts"),
    asks=(Asks.DAY, Asks.CLASS),
    build=_build,
)
