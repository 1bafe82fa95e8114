"""儿童转园(所)健康证明 (76号令): what a child takes along when it goes to another centre."""

from datetime import date

from sqlalchemy.orm import Session

from centerdesk.base.formats import long_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Form
from centerdesk.base.tables import Column, Sheet
from centerdesk.domain.entry import entry_rules
from centerdesk.services import centre
from centerdesk.services.children import ChildRow, list_children
from centerdesk.services.transfers import CertificateRow, certificates_of

_TITLE = N_("Health certificate for a child that changes the centre")
_ROOM = "\n\n\n"  # to be written in by hand
_COLUMNS = (
    Column(N_("Item"), lambda row: row[0], 42),
    Column(N_("Content"), lambda row: row[1], 138),
)


class _Certificate(Form):
    """The blank form has room to write in."""

    def blank(self, session: Session, choice: Choice) -> list[Sheet]:
        return [_sheet(centre.about(session, choice.day).name, _empty(), _valid(choice.day))]


def _build(session: Session, choice: Choice) -> list[Sheet]:
    """The certificate that was issued last; without one a draft that says what is missing."""
    name = centre.about(session, choice.day).name
    children = list_children(session, choice.day, with_left=True) if choice.child_id else []
    who = next((row for row in children if row.id == choice.child_id), None)
    if who is None:
        return [_missing(name, choice.day, _("No child was chosen for this paper."))]
    issued = certificates_of(session, who.id, choice.day)
    if not issued:
        return [
            _missing(
                name,
                choice.day,
                _(
                    "No transfer certificate has been issued for {name}. "
                    "Issue it in the child's record; it can't be issued while the class is under observation."
                ).format(name=who.name),
            )
        ]
    last = _("Valid until {day}; issued on {issued} by {name}.").format(
        day=long_date(issued[0].valid_until),
        issued=long_date(issued[0].issued_on),
        name=issued[0].issued_by,
    )
    return [_sheet(name, _filled(who, issued[0]), _valid(issued[0].issued_on), last)]


def _sheet(name: str, rows: list[tuple[str, str]], *notes: str, draft: bool = False) -> Sheet:
    return Sheet(
        title=_(_TITLE),
        columns=_COLUMNS,
        rows=rows,
        subtitle=name,
        notes=notes,
        signatures=(
            _("Parent's signature"),
            _("Signature of the health care worker"),
            _("Date:   yyyy  mm  dd"),
        ),
        seal=True,
        draft=draft,
    )


def _missing(name: str, day: date, why: str) -> Sheet:
    return _sheet(name, _empty(), _valid(day), why, draft=True)


def _valid(day: date) -> str:
    months = entry_rules(day).certificate_valid_months.value
    return _("Valid for {n} months from the day of leaving.").format(n=months)


def _filled(who: ChildRow, row: CertificateRow) -> list[tuple[str, str]]:
    return _lines(
        who.name,
        who.sex.label,
        long_date(who.birth_date),
        long_date(row.left_on),
        row.destination,
        row.history,
        row.health,
    )


def _empty() -> list[tuple[str, str]]:
    return _lines("", "", "", "", "", _ROOM, _ROOM)


def _lines(
    name: str, sex: str, born: str, left: str, destination: str, history: str, health: str
) -> list[tuple[str, str]]:
    return [
        (_("Name of the child"), name),
        (_("Sex"), sex),
        (_("Birth date"), born),
        (_("Day of leaving the centre"), left),
        (_("Name of the centre it goes to"), destination),
        (_("Medical history"), history),
        (_("Present state of health"), health),
    ]


FORM = _Certificate(
    code="transfer-certificate",
    title=_TITLE,
    asks=(Asks.CHILD,),
    build=_build,
    kept=1,
    edition="2010",
    source="《托儿所幼儿园卫生保健管理办法》（卫生部、教育部令第76号）",
)
