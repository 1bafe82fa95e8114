"""培训签到表: the list on which everybody signs; printed before a training, ticked off after it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.reports.training_record import head_lines, of_day
from centerdesk.services import centre
from centerdesk.services.staff import list_staff
from centerdesk.services.training import TrainingDetail

_SPARE_LINES = 4  # for who comes without being expected
_LINES = 24

Line = tuple[int, str, str]  # number, name, posts

_COLUMNS = (
    Column(N_("No."), lambda line: line[0], 10, Align.CENTRE),
    Column(N_("Name"), lambda line: line[1], 30),
    Column(N_("Post"), lambda line: line[2], 38),
    Column(N_("Signature"), lambda _line: "", 44),
    Column(N_("Signed in at"), lambda _line: "", 24),
    Column(N_("Note"), lambda _line: "", 34),
)


class _SignIn(Report):
    """The blank form has neither training nor names."""

    def blank(self, session: Session, choice: Choice) -> list[Sheet]:
        return [_sheet(centre.about(session, choice.day).name, None, [("", "")] * _LINES)]


def _build(session: Session, choice: Choice) -> list[Sheet]:
    """Those who are down for it; nobody yet, or no training recorded: everybody who works here on the day."""
    name, day = centre.about(session, choice.day).name, choice.day
    everybody = list_staff(session, day)
    people = [(row.name, row.posts_text) for row in everybody]
    posts = {row.id: row.posts_text for row in everybody}
    sheets = []
    for held in of_day(session, day):
        expected = [(each.name, posts.get(each.staff_id, "")) for each in held.attendees]
        sheets.append(_sheet(name, held, [*(expected or people), *[("", "")] * _SPARE_LINES]))
    return sheets or [
        _sheet(
            name,
            None,
            [*people, *[("", "")] * _SPARE_LINES],
            _("No training is recorded for this day: write it in, and record it afterwards."),
        )
    ]


def _sheet(name: str, held: TrainingDetail | None, people: Sequence[tuple[str, str]], *notes: str) -> Sheet:
    return Sheet(
        title=_("Sign-in list of a training"),
        subtitle=head_lines(name, held),
        columns=_COLUMNS,
        rows=[(place, *each) for place, each in enumerate(people, 1)],
        notes=notes,
        signatures=(_("Recorded by"), _("Number of those who came")),
    )


REPORT = _SignIn(
    code="training-sign-in", title=N_("Sign-in list of a training"), asks=(Asks.DAY,), build=_build, kept=1
)
