"""现场核对单: who is in the house now, on one page as long as it can be read, for fire drills and inspections."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from centerdesk.base.formats import long_date
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet, cell_text
from centerdesk.domain.attendance import add_up
from centerdesk.services import centre
from centerdesk.services.attendance import ClassDayRow, classes_of_day, day_sheet
from centerdesk.services.children import ChildRow, list_children
from centerdesk.services.staff import StaffRow, list_staff

if TYPE_CHECKING:
    from centerdesk.pdf.pen import Pen

_CLASSES = (
    (N_("Class"), 38),
    (N_("On the books"), 18),
    (N_("Expected"), 18),
    (N_("There"), 18),
    (N_("Sick"), 13),
    (N_("Personal"), 13),
    (N_("Other"), 13),
    (N_("Not taken"), 16),
    (N_("Counted on the spot"), 23),
)
_CHILDREN = (
    Column(N_("No."), lambda line: line[0], 10, Align.CENTRE),
    Column(N_("Class"), lambda line: line[1].class_name, 24),
    Column(N_("Name"), lambda line: line[1].name, 26),
    Column(N_("Guardian"), lambda line: line[1].guardians[0].name if line[1].guardians else "", 24),
    Column(N_("Phone"), lambda line: line[1].phone, 30, text=True),
    Column(N_("Allergies"), lambda line: line[1].allergies, 26),
)
_ROW, _GAP = 6.5, 4.0
_ACROSS = 3  # children side by side
_ROOMY = 6.0  # mm, the height of a child's line where there is room
_MOST = 105  # children on the first page; of more the names stand on one of their own
_LAST = 24.0  # for the notes and signatures at the foot
_EMPTY_LINES = 20


@dataclass(frozen=True, slots=True)
class _Here:
    """What the page says: a line of cells for each class and their sum, the staff, the children there."""

    subtitle: str
    classes: Sequence[Sequence[str]]
    staff: str
    children: Sequence[tuple[int, ChildRow] | None]


class _SiteCheck(Report):
    """The blank page keeps the classes, for counting by hand."""

    def blank(self, session: Session, choice: Choice) -> list[Sheet]:
        here = _read(session, choice.day)
        names = [[line[0], *[""] * (len(_CLASSES) - 1)] for line in here.classes]
        day = _("Date:   yyyy  mm  dd")
        empty = _Here(
            f"{centre.about(session, choice.day).name}　{day}", names, "", (None,) * _EMPTY_LINES * _ACROSS
        )
        return [_sheet(empty, range(_EMPTY_LINES), [_nothing(column) for column in _CHILDREN])]


def _build(session: Session, choice: Choice) -> list[Sheet]:
    here = _read(session, choice.day)
    first = _sheet(here, here.children, _CHILDREN)
    if len(here.children) <= _MOST:
        return [first]
    names = _sheet(here, here.children, _CHILDREN, title=_("Children present, with phones"))
    return [
        replace(first, draw=partial(_draw, replace(here, children=()))),
        replace(names, draw=partial(_draw_names, here)),
    ]


def _read(session: Session, day: date) -> _Here:
    there = {row.child_id for row in day_sheet(session, day) if row.mark and row.mark.attended}
    children = [row for row in list_children(session, day) if row.id in there]
    children.sort(key=lambda row: row.class_id or 0)
    return _Here(
        f"{centre.about(session, day).name}　{long_date(day)}",
        _class_lines([row for row in classes_of_day(session, day) if row.enrolled]),
        _staff_words(list_staff(session, day)),
        list(enumerate(children, 1)),
    )


def _class_lines(rows: Sequence[ClassDayRow]) -> list[list[str]]:
    """Per class 在册 / 应到 / 实到, the absent by reason, 未点名; their sum at last."""
    found = [
        (row.name, row.enrolled, row.tally.expected, row.tally.attended + row.visitors, row.tally)
        for row in rows
    ]
    total = add_up(row.tally for row in rows) if rows else None
    if total:
        enrolled, there = sum(row.enrolled for row in rows), sum(row.visitors for row in rows)
        found.append((_("Total"), enrolled, total.expected, total.attended + there, total))
    return [
        [*map(cell_text, (*line, tally.sick, tally.personal, tally.other, tally.untaken)), ""]
        for *line, tally in found
    ]


def _staff_words(staff: Sequence[StaffRow]) -> str:
    comma = _(", ")
    names = comma.join(
        f"{member.name}（{comma.join(post.label for post in member.posts)}）" for member in staff
    )
    return _("Staff ({n}): {names}").format(n=len(staff), names=names)


def _sheet(here: _Here, rows: Sequence[object], columns: Sequence[Column], title: str = "") -> Sheet:
    return Sheet(
        title=title or _("On-site check: children and staff"),
        subtitle=here.subtitle,
        columns=columns,
        rows=rows,
        notes=[" ".join(line).rstrip() for line in here.classes] + [here.staff] if here.staff else (),
        draw=partial(_draw, here),
    )


def _draw(here: _Here, pen: "Pen") -> None:
    pen.text(pen.width / 2, 4, _("On-site check: children and staff"), 18, bold=True, align=Align.CENTRE)
    pen.text(pen.width / 2, 11, here.subtitle, align=Align.CENTRE)
    y = 16.0
    for number, line in enumerate([[_(title) for title, _width in _CLASSES], *here.classes]):
        x = 0.0
        for place, (words, (_title, width)) in enumerate(zip(line, _CLASSES, strict=True)):
            align = Align.LEFT if number and not place else Align.CENTRE
            pen.cell(x, y, width, _ROW, words, 9.5, bold=not number, align=align)
            x += width
        y += _ROW
    y = pen.paragraph(0, y + _GAP / 2, pen.width, here.staff or _("Staff on duty: "), 9.5) + _GAP / 2
    if here.children:
        _draw_children(here, pen, y)
    foot = pen.height - _LAST
    foot = pen.paragraph(
        0, foot, pen.width, _("Present counts children by the hour and occasional ones too."), 8.5
    )
    for place, words in enumerate((_("Checked by"), _("Person in charge"), _("Time of the count"))):
        pen.text(place * pen.width / 3, pen.height - 6, _("{word}: ").format(word=words) + "____________")


def _draw_names(here: _Here, pen: "Pen") -> None:
    pen.text(pen.width / 2, 4, here.subtitle, align=Align.CENTRE)
    _draw_children(here, pen, 8)


def _draw_children(here: _Here, pen: "Pen", y: float) -> None:
    pen.text(0, y + 3, _("Children present, with phones"), 10.5, bold=True)
    count = _("{n} children").format(n=len(here.children) if here.staff else "____")
    pen.text(pen.width, y + 3, count, 9.5, align=Align.RIGHT)
    y += 7
    down = -(-len(here.children) // _ACROSS)
    height = min(_ROOMY, (pen.height - _LAST - y) / down)
    size, across = min(9.5, height * 2.1), pen.width / _ACROSS
    for place, one in enumerate(here.children):
        column, line = divmod(place, down)
        x, middle = column * across, y + (line + 0.5) * height
        pen.box(x, middle - height / 2, across, height)
        if one is None:
            continue
        number, child = one
        pen.text(x + 6, middle, str(number), size, align=Align.RIGHT)
        pen.text(x + 7.5, middle, child.name, size, room=18)
        pen.text(x + 26, middle, child.phone, size * 0.9, room=20)
        pen.text(x + across - 1, middle, child.class_name, size * 0.8, align=Align.RIGHT, room=10)


def _nothing(column: Column) -> Column:
    return Column(column.title, lambda _row: "", column.width, column.align)


REPORT = _SiteCheck(
    code="site-check", title=N_("On-site check: children and staff"), asks=(Asks.DAY,), build=_build
)
