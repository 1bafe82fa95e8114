"""接送卡: a card for everybody who may collect a child, to be cut out, sealed and shown at the door."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Form
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.collecting import Standing, period_words
from centerdesk.services import centre
from centerdesk.services.children import ChildRow, list_children
from centerdesk.services.collecting import MayCollectRow, collectors_of, may_collect, photo_of

if TYPE_CHECKING:
    from centerdesk.pdf.pen import Pen

_ACROSS, _DOWN = 2, 2
_A_PAGE = _ACROSS * _DOWN
# In millimetres; a photo of 480 x 640 dots fills its place.
_PAD = 7
_PHOTO = 30, 40
_SEAL = 34
_WORDS, _STEP = 25, 8.3
_GREY = 0.55


@dataclass(frozen=True, slots=True)
class _Pickup:
    """What stands on one card; empty where it is written by hand."""

    child: str = ""
    group: str = ""
    name: str = ""
    relation: str = ""
    phone_tail: str = ""
    valid: str = ""
    photo: bytes | None = None


_COLUMNS = (
    Column(N_("Child's name"), lambda row: row.child, 30),
    Column(N_("Class"), lambda row: row.group, 24),
    Column(N_("Name of the collector"), lambda row: row.name, 30),
    Column(N_("Relation to the child"), lambda row: row.relation, 24),
    Column(N_("Last digits of the phone"), lambda row: row.phone_tail, 20, text=True),
    Column(N_("Validity"), lambda row: row.valid, 42),
)


class _Cards(Form):
    """The blank cards know the centre and nobody else."""

    def blank(self, session: Session, choice: Choice) -> list[Sheet]:
        return list(self.build(session, replace(choice, child_id=None)))


def _build(session: Session, choice: Choice) -> list[Sheet]:
    children = list_children(session, choice.day, with_left=True) if choice.child_id else []
    child = next((row for row in children if row.id == choice.child_id), None)
    rows = _pickups(session, child, choice.day) if child else [_Pickup()] * _A_PAGE
    name = centre.about(session, choice.day).name
    return [_sheet(rows[start : start + _A_PAGE], name) for start in range(0, len(rows), _A_PAGE)]


def _pickups(session: Session, child: ChildRow, day: date) -> list[_Pickup]:
    """Guardians with custody, then those authorised now or from a later day on; empty cards where there is nobody."""
    coming = [
        MayCollectRow(row.name, row.relation, row.phone, row.valid_from, row.valid_until, row.id)
        for row in collectors_of(session, child.id, day)
        if row.standing is Standing.TO_COME
    ]
    persons = [*may_collect(session, child.id, day), *coming]
    found = [_pickup(session, child, person, day) for person in persons]
    return found or [_Pickup(child.name, child.class_name)] * _A_PAGE


def _pickup(session: Session, child: ChildRow, person: MayCollectRow, day: date) -> _Pickup:
    return _Pickup(
        child.name,
        child.class_name,
        person.name,
        person.relation,
        person.phone_tail,
        period_words(person.valid_from, person.valid_until)
        if person.valid_from
        else _("while the child is enrolled"),
        photo_of(session, person.collector_id, day) if person.collector_id else None,
    )


def _sheet(rows: Sequence[_Pickup], centre_name: str) -> Sheet:
    """One page of cards."""

    def draw(pen: "Pen") -> None:
        across, down = pen.width / _ACROSS, pen.height / _DOWN
        for place, row in enumerate(rows):
            line, column = divmod(place, _ACROSS)
            x, y = column * across, line * down
            _draw_cuts(pen, x, y, across, down)
            _draw(pen, x + _PAD, y + _PAD, across - 2 * _PAD, row, centre_name)

    return Sheet(title=_("Pick-up cards"), columns=_COLUMNS, rows=rows, draw=draw)


def _draw_cuts(pen: "Pen", x: float, y: float, across: float, down: float) -> None:
    """The lines to cut along; neighbours share theirs, for dashes over dashes make a full line."""
    if not x:
        pen.line(x, y, x, y + down, dashed=True)
    if not y:
        pen.line(x, y, x + across, y, dashed=True)
    pen.line(x + across, y, x + across, y + down, dashed=True)
    pen.line(x, y + down, x + across, y + down, dashed=True)


def _draw(pen: "Pen", x: float, y: float, room: float, row: _Pickup, centre_name: str) -> None:
    """One card, its upper left corner given, within the padding."""
    middle, right = x + room / 2, x + room
    pen.text(middle, y + 2, centre_name, 12, align=Align.CENTRE, room=room)
    pen.text(middle, y + 12, _("Pick-up card"), 22, bold=True, align=Align.CENTRE)
    y += 20
    across, down = _PHOTO
    if row.photo:
        pen.picture(x, y, across, down, row.photo)
    else:
        pen.box(x, y, across, down)
        pen.text(x + across / 2, y + down / 2, _("Photo here"), 9, align=Align.CENTRE, grey=_GREY)
    pen.box(right - _SEAL, y + (down - _SEAL) / 2, _SEAL, _SEAL, dashed=True)
    pen.text(right - _SEAL / 2, y + down / 2, _("(Seal)"), 9, align=Align.CENTRE, grey=_GREY)
    y += down + 7
    for column in _COLUMNS:
        pen.text(x, y, _(column.title), 10.5)
        pen.text(x + _WORDS + 1, y, column.value(row), 11, room=room - _WORDS - 1)
        pen.line(x + _WORDS, y + 3, right, y + 3)
        y += _STEP
    pen.text(
        middle, y, _("Show this card when collecting. Report a lost card at once."), 8.5, align=Align.CENTRE
    )


FORM = _Cards(
    code="pickup-card",
    title=N_("Pick-up cards"),
    asks=(Asks.CHILD,),
    build=_build,
    edition="2026-11",
    source="参照《托育机构管理规范（试行）》（国卫人口发〔2019〕58号）接送制度的规定，卡片格式由本程序自拟",
)
