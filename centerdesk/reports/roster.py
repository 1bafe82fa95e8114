"""花名册: the children on the books on a day."""

from sqlalchemy.orm import Session

from centerdesk.base.formats import age, long_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.people import Relation
from centerdesk.services import centre
from centerdesk.services.children import ChildRow, list_children


def _guardian(relation: Relation, phone: bool) -> Column:
    def value(row: ChildRow) -> str:
        for guardian in row.guardians:
            if guardian.relation is relation:
                return guardian.phone if phone else guardian.name
        return ""

    title = {
        (Relation.FATHER, False): N_("Father's name"),
        (Relation.FATHER, True): N_("Father's phone"),
        (Relation.MOTHER, False): N_("Mother's name"),
        (Relation.MOTHER, True): N_("Mother's phone"),
    }[relation, phone]
    return Column(title, value, 24 if phone else 16, text=phone)


NUMBER = N_("Number of paper")
# The titles are those the import knows, so that an exported roster can be read again.
COLUMNS = (
    Column(N_("Class"), lambda row: row.class_name, 16),
    Column(N_("Name"), lambda row: row.name, 18),
    Column(N_("Sex"), lambda row: row.sex.label, 9, Align.CENTRE),
    Column(N_("Birth date"), lambda row: row.birth_date, 21),
    Column(N_("Age"), lambda row: age(row.months), 15),
    Column(N_("Kind of paper"), lambda row: row.id_kind.label, 20),
    Column(NUMBER, lambda row: row.id_number, 36, text=True),
    Column(N_("Nation"), lambda row: row.fields.nation, 14),
    Column(
        N_("Household"),
        lambda row: row.fields.household.label if row.fields.household else "",
        13,
        Align.CENTRE,
    ),
    Column(N_("Enrolled on"), lambda row: row.enrolled_on, 21),
    _guardian(Relation.FATHER, phone=False),
    _guardian(Relation.FATHER, phone=True),
    _guardian(Relation.MOTHER, phone=False),
    _guardian(Relation.MOTHER, phone=True),
    Column(N_("Address"), lambda row: row.fields.address, 44),
    Column(N_("Allergies"), lambda row: row.allergies, 16),
    Column(N_("Note"), lambda row: row.fields.note, 16),
)


def _build(session: Session, choice: Choice) -> list[Sheet]:
    rows = [row for row in list_children(session, choice.day) if choice.class_id in (None, row.class_id)]
    return [
        Sheet(
            title=_("Roster of children"),
            subtitle=_("{centre}  {day}").format(
                centre=centre.about(session, choice.day).name, day=long_date(choice.day)
            ),
            columns=COLUMNS,
            rows=sorted(rows, key=lambda row: row.class_id or 0),
            notes=(_("{n} children").format(n=len(rows)),),
            landscape=True,
        )
    ]


REPORT = Report(code="roster", title=N_("Roster of children"), asks=(Asks.DAY, Asks.CLASS), build=_build)
