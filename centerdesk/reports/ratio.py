"""师幼比一览: children and carers of each class by the books and by presence, and who is on duty where."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from centerdesk.base.formats import long_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.calendar import day_kind
from centerdesk.domain.people import Half
from centerdesk.domain.staffing import class_norm
from centerdesk.services import centre
from centerdesk.services.ratio import PAPERS_NOTE, RATIO_COLUMNS, RATIO_NOTE, class_ratios, health_workers
from centerdesk.services.rota import duty_of_day, keeps_papers


@dataclass(frozen=True, slots=True)
class _OnDuty:
    """Somebody with a class, and in which halves of the day."""

    class_name: str
    name: str
    halves: frozenset[Half]
    counted: bool
    why: str


_ON_DUTY_COLUMNS = (
    Column(N_("Class"), lambda row: row.class_name, 34),
    Column(N_("Name"), lambda row: row.name, 30),
    Column(N_("Morning"), lambda row: Half.MORNING in row.halves, 18, Align.CENTRE),
    Column(N_("Afternoon"), lambda row: Half.AFTERNOON in row.halves, 18, Align.CENTRE),
    Column(N_("Counted"), lambda row: row.counted, 18, Align.CENTRE),
    Column(N_("Why not"), lambda row: row.why, 70),
)


def _build(session: Session, choice: Choice) -> list[Sheet]:
    day = choice.day
    rows = [row for row in class_ratios(session, day) if choice.class_id in (None, row.class_id)]
    ratios = Sheet(
        title=_("Staff to children by class"),
        subtitle=_("{centre}  {day}").format(centre=centre.about(session, day).name, day=long_date(day)),
        columns=RATIO_COLUMNS,
        rows=rows,
        notes=(
            *(() if day_kind(day).is_open else (_("The centre is closed on this day."),)),
            _(RATIO_NOTE),
            *(() if keeps_papers(session) else (_(PAPERS_NOTE),)),
            health_workers(session, day).sentence,
            *(
                _("{kind} {ratio}: {source}").format(
                    kind=kind.label, ratio=ratio, source=class_norm(kind, day).source
                )
                for kind, ratio in dict.fromkeys((row.kind, row.ratio_text) for row in rows)
            ),
        ),
        landscape=True,
    )
    on_duty = replace(
        ratios,
        title=_("Who is on duty"),
        columns=_ON_DUTY_COLUMNS,
        rows=_on_duty(session, day, {row.class_id: row.name for row in rows}),
        notes=(),
        landscape=False,
    )
    return [ratios, on_duty]


def _on_duty(session: Session, day: date, names: dict[int, str]) -> list[_OnDuty]:
    """By class in their order; who changes the class at noon stands in both."""
    halves: dict[tuple[int, int], set[Half]] = {}
    found = {}
    for half, rows in duty_of_day(session, day).items():
        for row in rows:
            halves.setdefault((row.class_id, row.staff_id), set()).add(half)
            found[row.class_id, row.staff_id] = row
    order = list(names)
    keys = sorted((key for key in found if key[0] in names), key=lambda key: order.index(key[0]))
    return [
        _OnDuty(names[key[0]], found[key].name, frozenset(halves[key]), found[key].counted, found[key].why)
        for key in keys
    ]


REPORT = Report(
    code="staff-ratio",
    title=N_("Staff to children by class"),
    asks=(Asks.DAY, Asks.CLASS),
    build=_build,
)
