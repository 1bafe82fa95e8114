"""年度培训计划: the lines of a year's plan, with what has become of them."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.services import centre
from centerdesk.services.training_plan import PlanRow, plan

_COLUMNS = (
    Column(N_("No."), lambda line: line[0], 10, Align.CENTRE),
    Column(N_("Planned for"), lambda line: line[1].planned_on, 24),
    Column(N_("Topic"), lambda line: line[1].topic, 56),
    Column(N_("Category"), lambda line: line[1].category_title, 38),
    Column(N_("Form of training"), lambda line: line[1].form.label, 20),
    Column(N_("Training hours"), lambda line: line[1].hours, 14, Align.RIGHT),
    Column(N_("For whom"), lambda line: line[1].post_text, 24),
    Column(N_("Organiser"), lambda line: line[1].organiser, 36),
    Column(N_("State"), lambda line: line[1].state, 44),
    Column(N_("Note"), lambda line: line[1].note, 20),
)


def _build(session: Session, choice: Choice) -> list[Sheet]:
    rows = plan(session, choice.year, choice.day)
    return [
        Sheet(
            title=_("Training plan of the year"),
            subtitle=_("{centre}  {year}").format(
                centre=centre.about(session, choice.day).name, year=choice.year
            ),
            columns=_COLUMNS,
            rows=list(enumerate(rows, 1)),
            notes=(_counts(rows),),
            signatures=(_("Made by"), _("Head of the centre"), _("Date:   yyyy  mm  dd")),
            landscape=True,
        )
    ]


def _counts(rows: Sequence[PlanRow]) -> str:
    held = sum(row.held_on is not None for row in rows)
    overdue = sum(row.overdue for row in rows)
    return _("{n} planned, {hours} hours; held {held}, overdue {overdue}, to come {left}").format(
        n=len(rows),
        hours=sum((row.hours for row in rows), Decimal("0.0")),
        held=held,
        overdue=overdue,
        left=len(rows) - held - overdue,
    )


REPORT = Report(code="training-plan", title=N_("Training plan of the year"), asks=(Asks.YEAR,), build=_build)
