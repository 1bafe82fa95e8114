"""婴幼儿登记表: who the child is, who looks after it and who collects it, on one page to be signed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from centerdesk.base import formats
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Form
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.attendance import Pattern
from centerdesk.domain.collecting import Standing, period_words
from centerdesk.domain.people import Household, Sex
from centerdesk.services import attachments, centre
from centerdesk.services.children import ChildRow, list_children
from centerdesk.services.collecting import collectors_of
from centerdesk.services.contracts import contract_on

if TYPE_CHECKING:
    from centerdesk.pdf.pen import Pen

_COLUMNS = (
    Column(N_("Item"), lambda row: row[0], 42),
    Column(N_("Content"), lambda row: row[1], 138),
)
_GUARDIAN_HEADS = (
    (N_("Relation"), 24),
    (N_("Name"), 28),
    (N_("Phone"), 34),
    (N_("Place of work"), 42),
    (N_("Custody"), 18),
)
_COLLECTOR_HEADS = (
    (N_("Name"), 28),
    (N_("Relation to the child"), 24),
    (N_("Phone"), 34),
    (N_("Validity"), 60),
)
_PAIRS_BESIDE_THE_PHOTO = 5
_LEAST_PERSONS = 3

# In millimetres.
_LABEL, _PHOTO = 24, 36
_ROW, _HIGH_ROW, _PERSON_ROW = 10, 13, 9
_FOOT, _SEAL = 44, 36
_GREY = 0.55

Pair = tuple[str, str]
Persons = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Registration:
    """What stands on the page: pairs of a word and what it says, two beside each other, and who belongs to it."""

    centre: str
    particulars: Sequence[Pair]
    health: Sequence[Pair]
    stay: Sequence[Pair]
    address: str = ""
    special_needs: str = ""
    guardians: Persons = ()
    collectors: Persons = ()
    photo: bytes | None = None


class _Registering(Form):
    """The blank sheet knows the centre and nobody else."""

    def blank(self, session: Session, choice: Choice) -> list[Sheet]:
        return list(self.build(session, replace(choice, child_id=None)))


def _build(session: Session, choice: Choice) -> list[Sheet]:
    children = list_children(session, choice.day, with_left=True) if choice.child_id else []
    child = next((row for row in children if row.id == choice.child_id), None)
    name = centre.about(session, choice.day).name
    told = _filled(session, child, name, choice.day) if child else _empty(name)

    def draw(pen: "Pen") -> None:
        _draw(pen, told)

    return [
        Sheet(
            title=_("Registration of a child"),
            columns=_COLUMNS,
            rows=_rows(told),
            subtitle=name,
            footer=_("For the centre's own use"),
            draw=draw,
        )
    ]


def _filled(session: Session, child: ChildRow, name: str, day: date) -> _Registration:
    fields, contract = child.fields, contract_on(session, child.id, day)
    collectors = [
        (row.name, row.relation, row.phone, period_words(row.valid_from, row.valid_until))
        for row in collectors_of(session, child.id, day)
        if row.standing in (Standing.IN_FORCE, Standing.TO_COME)
    ]
    return _Registration(
        name,
        _particulars(
            child.name,
            child.sex.label,
            fields.former_name,
            child.pet_name,
            formats.long_date(child.birth_date),
            formats.age(child.months),
            fields.nation,
            fields.household.label if fields.household else "",
            child.id_kind.label,
            child.id_number,
            str(fields.birth_order or ""),
            "" if fields.multiple_birth is None else _("yes") if fields.multiple_birth else _("no"),
        ),
        _health(child.allergies, fields.chronic),
        _stay(
            child.class_name,
            _service(child.pattern),
            formats.long_date(child.enrolled_on) if child.enrolled_on else "",
            contract.number if contract else "",
            formats.long_date(contract.starts_on) if contract else "",
            formats.long_date(contract.ends_on) if contract and contract.ends_on else "",
        ),
        fields.address,
        fields.special_needs,
        [
            (each.relation.label, each.name, each.phone, each.work, _custody(each.custody))
            for each in child.guardians
        ],
        collectors,
        attachments.photo_of(session, child.id, day),
    )


def _empty(name: str) -> _Registration:
    """To be filled in by hand; what is one of two is ticked."""
    sex, household = (_boxes(each.label for each in kind) for kind in (Sex, Household))
    custody = _boxes((_custody(True), _custody(False)))
    return _Registration(
        name,
        _particulars("", sex, "", "", "", "", "", household, "", "", "", _boxes((_("yes"), _("no")))),
        _health("", ""),
        _stay("", "", "", "", "", ""),
        guardians=[("", "", "", "", custody)] * _LEAST_PERSONS,
    )


def _particulars(*says: str) -> Sequence[Pair]:
    words = (
        _("Name"), _("Sex"), _("Former name"), _("Pet name"), _("Birth date"), _("Age"), _("Nation"),
        _("Household registration"), _("Identity paper"), _("Its number"), _("Birth order"), _("Multiple birth"),
    )  # fmt: skip
    return tuple(zip(words, says, strict=True))


def _health(*says: str) -> Sequence[Pair]:
    return tuple(zip((_("Allergies"), _("Chronic conditions")), says, strict=True))


def _stay(*says: str) -> Sequence[Pair]:
    words = (
        _("Class"), _("Service"), _("Enrolled on"), _("Number of the contract"),
        _("Contract begins on"), _("Contract ends on"),
    )  # fmt: skip
    return tuple(zip(words, says, strict=True))


def _boxes(words: Iterable[str]) -> str:
    return "　".join(f"□{each}" for each in words)


def _custody(has: bool) -> str:
    return _("has custody") if has else _("has no custody")


def _service(pattern: Pattern) -> str:
    half = f"（{pattern.half.label}）" if pattern.half else ""
    return f"{pattern.service.label}{half}"


def _rows(told: _Registration) -> list[Pair]:
    """What the workbook holds: all of it under each other."""
    return [
        *told.particulars,
        (_("Address"), told.address),
        *told.health,
        (_("Special needs"), told.special_needs),
        *((_("Guardian"), "　".join(filter(None, person))) for person in told.guardians),
        *((_("Collector"), "　".join(filter(None, person))) for person in told.collectors),
        *told.stay,
    ]


def _draw(pen: "Pen", told: _Registration) -> None:
    middle = pen.width / 2
    pen.text(middle, 5, _("Registration of a child"), 18, bold=True, align=Align.CENTRE)
    pen.text(middle, 14, told.centre, 10.5, align=Align.CENTRE, room=pen.width)
    y = 20.0
    _draw_photo(pen, y, told.photo)
    beside = _PAIRS_BESIDE_THE_PHOTO * 2
    y = _draw_pairs(pen, y, pen.width - _PHOTO, told.particulars[:beside])
    y = _draw_pairs(pen, y, pen.width, told.particulars[beside:])
    y = _draw_pairs(pen, y, pen.width, [(_("Address"), told.address)], across=1)
    y = _draw_pairs(pen, y, pen.width, told.health, _HIGH_ROW)
    y = _draw_pairs(pen, y, pen.width, [(_("Special needs"), told.special_needs)], _HIGH_ROW, across=1)
    guardians, collectors = (_at_least(persons) for persons in (told.guardians, told.collectors))
    room = pen.height - _FOOT - y - len(told.stay) / 2 * _ROW
    step = min(_PERSON_ROW, room / (len(guardians) + len(collectors) + 2))
    y = _draw_persons(pen, y, step, _("Guardian"), _GUARDIAN_HEADS, guardians)
    y = _draw_persons(pen, y, step, _("Authorised collectors"), _COLLECTOR_HEADS, collectors)
    y = _draw_pairs(pen, y, pen.width, told.stay)
    _draw_foot(pen, y + 4)


def _at_least(persons: Persons) -> Persons:
    """With empty lines for those who are added by hand."""
    return [*persons, *[()] * (_LEAST_PERSONS - len(persons))]


def _draw_photo(pen: "Pen", y: float, photo: bytes | None) -> None:
    x, down = pen.width - _PHOTO, _PAIRS_BESIDE_THE_PHOTO * _ROW
    pen.box(x, y, _PHOTO, down)
    if photo:
        pen.picture(x + 1, y + 1, _PHOTO - 2, down - 2, photo)
    else:
        pen.text(x + _PHOTO / 2, y + down / 2, _("Photo here"), 9, align=Align.CENTRE, grey=_GREY)


def _draw_pairs(
    pen: "Pen", y: float, room: float, pairs: Sequence[Pair], down: float = _ROW, across: int = 2
) -> float:
    """Words and what they say, so many beside each other; returns where the next row begins."""
    each = room / across
    for place, (words, says) in enumerate(pairs):
        line, column = divmod(place, across)
        x, top = column * each, y + line * down
        pen.cell(x, top, _LABEL, down, words, 10, align=Align.CENTRE)
        pen.cell(x + _LABEL, top, each - _LABEL, down, says)
    return y + len(pairs) / across * down


def _draw_persons(
    pen: "Pen", y: float, step: float, words: str, heads: Sequence[tuple[str, float]], persons: Persons
) -> float:
    """A table of persons with its word at the left."""
    pen.cell(0, y, _LABEL, step * (len(persons) + 1), words, 10, align=Align.CENTRE)
    x = float(_LABEL)
    for place, (title, across) in enumerate(heads):
        pen.cell(x, y, across, step, _(title), 10, align=Align.CENTRE)
        for line, person in enumerate(persons, 1):
            says = person[place] if person else ""
            pen.cell(x, y + line * step, across, step, says, 10, align=Align.CENTRE)
        x += across
    return y + step * (len(persons) + 1)


def _draw_foot(pen: "Pen", y: float) -> None:
    """What is signed, the two lines to sign on, and the place for the seal."""
    y = pen.paragraph(
        0,
        y,
        pen.width - _SEAL - 6,
        _("The particulars above are true. I will tell the centre at once when they change."),
    )
    for words in (_("Guardian's signature"), _("Person in charge")):
        y += 11
        pen.text(0, y, _("{word}: ").format(word=words))
        pen.line(26, y + 2.5, 66, y + 2.5)
        pen.text(72, y, _("Date:            yyyy      mm      dd"))
    x, top = pen.width - _SEAL, pen.height - _SEAL
    pen.box(x, top, _SEAL, _SEAL, dashed=True)
    pen.text(x + _SEAL / 2, top + _SEAL / 2, _("(Seal)"), 9, align=Align.CENTRE, grey=_GREY)


FORM = _Registering(
    code="child-registration",
    title=N_("Registration of a child"),
    asks=(Asks.CHILD,),
    build=_build,
    kept=len(_COLUMNS),
    edition="2026-11",
    source="本程序自拟的机构自用表，不是法定表式；栏目参照《北京市婴幼儿托育服务合同（试行）》",
)
