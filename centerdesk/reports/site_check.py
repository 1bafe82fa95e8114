"""现场核对单: who is in the house now, for fire drills and inspections."""

from datetime import date

from sqlalchemy.orm import Session

from centerdesk.base.formats import long_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.attendance import add_up
from centerdesk.services import centre
from centerdesk.services.attendance import ClassDayRow, classes_of_day, day_sheet
from centerdesk.services.children import ChildRow, list_children
from centerdesk.services.staff import list_staff

_CLASSES = (
    Column(N_("Class"), lambda row: row.name, 30),
    Column(N_("Class type"), lambda row: row.kind.label, 24),
    Column(N_("On the books"), lambda row: row.enrolled, 18, Align.RIGHT),
    Column(N_("Expected"), lambda row: row.tally.expected, 18, Align.RIGHT),
    Column(N_("There"), lambda row: row.tally.attended + row.visitors, 18, Align.RIGHT),
    Column(N_("Absent: sick"), lambda row: row.tally.sick, 18, Align.RIGHT),
    Column(N_("Absent: personal"), lambda row: row.tally.personal, 18, Align.RIGHT),
    Column(N_("Absent: other"), lambda row: row.tally.other, 18, Align.RIGHT),
    Column(N_("Not taken"), lambda row: row.tally.untaken, 18, Align.RIGHT),
    Column(N_("Counted on the spot"), lambda row: "", 24),
)
_CHILDREN = (
    Column(N_("No."), lambda line: line[0], 10, Align.CENTRE),
    Column(N_("Class"), lambda line: line[1].class_name, 24),
    Column(N_("Name"), lambda line: line[1].name, 26),
    Column(N_("Guardian"), lambda line: line[1].guardians[0].name if line[1].guardians else "", 24),
    Column(N_("Phone"), lambda line: line[1].phone, 30, text=True),
    Column(N_("Allergies"), lambda line: line[1].allergies, 26),
    Column(N_("Seen"), lambda line: "", 16),
)


def _build(session: Session, choice: Choice) -> list[Sheet]:
    day = choice.day
    subtitle = f"{centre.about(session, day).name}　{long_date(day)}"
    return [
        _classes(session, classes_of_day(session, day), subtitle, day),
        _present(session, choice, subtitle),
    ]


def _classes(session: Session, rows: list[ClassDayRow], subtitle: str, day: date) -> Sheet:
    shown = [row for row in rows if row.enrolled]
    total = add_up(row.tally for row in shown)
    visitors = sum(row.visitors for row in shown)
    enrolled = sum(row.enrolled for row in shown)
    staff = list_staff(session, day)
    comma = _(", ")
    return Sheet(
        title=_("On-site check: children and staff"),
        subtitle=subtitle,
        unit=_("Unit: persons"),
        columns=_CLASSES,
        rows=shown,
        totals=(
            _("Total"),
            "",
            enrolled,
            total.expected,
            total.attended + visitors,
            total.sick,
            total.personal,
            total.other,
            total.untaken,
            "",
        )
        if shown
        else (),
        notes=(
            _("Staff ({n}): {names}").format(
                n=len(staff),
                names=comma.join(
                    f"{member.name}（{comma.join(post.label for post in member.posts)}）" for member in staff
                ),
            ),
            _("Present counts children by the hour and occasional ones too."),
        ),
        signatures=(_("Checked by"), _("Person in charge"), _("Date:   yyyy  mm  dd")),
        landscape=True,
    )


def _present(session: Session, choice: Choice, subtitle: str) -> Sheet:
    there = {row.child_id for row in day_sheet(session, choice.day) if row.mark and row.mark.attended}
    children: list[ChildRow] = [row for row in list_children(session, choice.day) if row.id in there]
    children.sort(key=lambda row: row.class_id or 0)
    return Sheet(
        title=_("Children present, with phones"),
        subtitle=subtitle,
        columns=_CHILDREN,
        rows=list(enumerate(children, 1)),
        notes=(_("{n} children").format(n=len(children)),),
    )


REPORT = Report(
    code="site-check", title=N_("On-site check: children and staff"), asks=(Asks.DAY,), build=_build, kept=2
)
