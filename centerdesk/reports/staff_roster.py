"""教职工花名册: who works here on a day."""

from sqlalchemy.orm import Session

from centerdesk.base.formats import long_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.people import Post
from centerdesk.services import centre
from centerdesk.services.staff import StaffRow, list_staff

NUMBER = N_("Number of paper")
COLUMNS = (
    Column(N_("No."), lambda line: line[0], 9, Align.CENTRE),
    Column(N_("Name"), lambda line: line[1].name, 18),
    Column(N_("Sex"), lambda line: line[1].fields.sex.label if line[1].fields.sex else "", 9, Align.CENTRE),
    Column(N_("Birth date"), lambda line: line[1].fields.birth_date, 21),
    Column(N_("Education"), lambda line: line[1].education.label if line[1].education else "", 17),
    Column(N_("Post"), lambda line: line[1].posts_text, 28),
    Column(N_("Class"), lambda line: line[1].classes_text, 18),
    Column(
        N_("Full or part time"),
        lambda line: line[1].employment.label if line[1].employment else "",
        15,
        Align.CENTRE,
    ),
    Column(N_("Hired on"), lambda line: line[1].hired_on, 21),
    Column(N_("Phone"), lambda line: line[1].phone, 24, text=True),
    Column(NUMBER, lambda line: line[1].fields.id_number, 38, text=True),
    Column(N_("Note"), lambda line: line[1].fields.note, 26),
)


def _build(session: Session, choice: Choice) -> list[Sheet]:
    rows = list_staff(session, choice.day)
    return [
        Sheet(
            title=_("Roster of staff"),
            subtitle=_("{centre}  {day}").format(
                centre=centre.about(session, choice.day).name, day=long_date(choice.day)
            ),
            columns=COLUMNS,
            rows=list(enumerate(rows, 1)),
            notes=(_counts(rows),),
            landscape=True,
        )
    ]


def _counts(rows: list[StaffRow]) -> str:
    """How many there are, and in each post; who holds several stands in each of them."""
    held = {post: sum(post in row.posts for row in rows) for post in Post}
    posts = _(", ").join(
        _("{post} {n}").format(post=post.label, n=number) for post, number in held.items() if number
    )
    text = _("{n} members of staff: {posts}") if posts else _("{n} members of staff")
    text = text.format(n=len(rows), posts=posts)
    if any(len(row.posts) > 1 for row in rows):
        text += _(" (who holds several posts is counted in each)")
    return text


REPORT = Report(code="staff-roster", title=N_("Roster of staff"), asks=(Asks.DAY,), build=_build)
