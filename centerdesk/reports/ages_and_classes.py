"""年龄与班额一览: who grows out of a class within three months, and how full classes and centre are."""

from dataclasses import replace

from sqlalchemy.orm import Session

from centerdesk.base.formats import long_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Sheet
from centerdesk.services import centre
from centerdesk.services.capacity import CAPACITY_COLUMNS, class_capacity
from centerdesk.services.growing_out import GROWING_COLUMNS, growing_out


def _build(session: Session, choice: Choice) -> list[Sheet]:
    rows = [row for row in growing_out(session, choice.day) if choice.class_id in (None, row.class_id)]
    found = class_capacity(session, choice.day)
    classes = [row for row in found.classes if choice.class_id in (None, row.class_id)]
    places = _("not entered") if found.places is None else str(found.places)
    ages = Sheet(
        title=_("Children who grow out of their class"),
        subtitle=_("{centre}  {day}").format(
            centre=centre.about(session, choice.day).name, day=long_date(choice.day)
        ),
        columns=GROWING_COLUMNS,
        rows=rows,
        notes=(
            _("Listed: who is outside the ages of its class, or will be within three months."),
            _("Possible classes: open on that day, of the right ages, and with room."),
        ),
        landscape=True,
    )
    sizes = replace(
        ages,
        title=_("Classes and capacity"),
        columns=CAPACITY_COLUMNS,
        rows=classes,
        notes=(
            _("Whole centre: {n} children, registered places {places}.").format(
                n=found.enrolled, places=places
            ),
            *found.warnings,
            *(text for row in classes for text in row.warnings),
        ),
        landscape=False,
    )
    return [ages, sizes]


REPORT = Report(
    code="ages-and-classes",
    title=N_("Ages, classes and capacity"),
    asks=(Asks.DAY, Asks.CLASS),
    build=_build,
)
