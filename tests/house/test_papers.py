"""Every paper there is, filled in and blank: on the sample centre, an empty one, and one of 200 children."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from centerdesk import demo
from centerdesk.base.papers import Asks, Choice
from centerdesk.base.tables import cell_text
from centerdesk.domain.attendance import Mark
from centerdesk.domain.calendar import Month
from centerdesk.domain.people import Sex
from centerdesk.excel import write_sheets
from centerdesk.pdf.fonts import GETA, missing_characters
from centerdesk.pdf.page import MARGIN, frame
from centerdesk.pdf.preview import page_sizes
from centerdesk.returns import monthly
from centerdesk.services import attendance, child_fields, children, classes
from centerdesk.services.opening import Opened, new_centre
from tests.bench.centres import CHEAP, big_centre
from tests.house.papers_made import ITEMS, LONG, MORNING, RARE, TODAY, Made, row_of, without_ink
from tests.pdf.reading import squeezed

MONTH = Month.of(TODAY)
CENTRES = ("sample", "empty", "large")
FILLED = [item.code for item in ITEMS]
PAPERS = [(item.code, blank) for item in ITEMS for blank in (False, True)]
_POINT = 0.5  # glyphs may reach so far over their line

every_paper = pytest.mark.parametrize(
    ("code", "blank"), PAPERS, ids=[f"{code}-{'blank' if blank else 'filled'}" for code, blank in PAPERS]
)
every_centre = pytest.mark.parametrize("centre", CENTRES)


@pytest.fixture(scope="session")
def centres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Opened]]:
    """The three centres; in the sample there are three children more, with rare and long names."""
    folder = tmp_path_factory.mktemp("papers")
    empty, _code = new_centre(folder / "empty", "空园", "张园长", "a long password", now=MORNING, cost=CHEAP)
    made = {
        "sample": demo.make(folder / "sample", TODAY),
        "empty": empty,
        "large": big_centre(folder / "large", years=1),
    }
    _add_names(made["sample"])
    yield made
    for opened in made.values():
        opened.store.close()


def _add_names(opened: Opened) -> None:
    with opened.store.begin(opened.actor, MORNING) as session:
        group = classes.list_classes(session)[1]
        for name in (*RARE, LONG):
            fields = child_fields.ChildFields(name, Sex.FEMALE, date(2025, 2, 1))
            child_id = children.enrol(session, fields, group.id, date(2026, 11, 2), today=TODAY)
            attendance.mark(session, child_id, TODAY, Mark.PRESENT, today=TODAY)


@pytest.fixture(scope="session")
def shelf(centres: dict[str, Opened]) -> dict[tuple[str, str, bool], Made]:
    """Each paper of each centre; made when it is first looked at."""
    choice = Choice(TODAY, MONTH.year, MONTH.month, child_id=1, staff_id=1)
    return {
        (centre, item.code, blank): Made(item, blank, opened, choice)
        for centre, opened in centres.items()
        for item in ITEMS
        for blank in (False, True)
    }


Shelf = dict[tuple[str, str, bool], Made]


@every_centre
@every_paper
def test_a_paper_has_pages_and_its_fonts_are_in_it(centre: str, code: str, blank: bool, shelf: Shelf) -> None:
    made = shelf[centre, code, blank]
    assert len(page_sizes(made.pdf)) > 0
    fonts = re.findall(rb"/BaseFont\s*/(\S+)", made.pdf)
    assert fonts
    assert all(re.fullmatch(rb"[A-Z]{6}\+NotoSansSC-(Regular|Bold)", font) for font in fonts)
    assert made.pdf.count(b"/FontFile2") == len(fonts)


@every_centre
@every_paper
def test_no_character_is_missing_or_prints_as_nothing(
    centre: str, code: str, blank: bool, shelf: Shelf
) -> None:
    made = shelf[centre, code, blank]
    text = "".join(made.texts)
    assert GETA not in text
    assert missing_characters(text.replace("\r", "").replace("\ufffe", "")) == ""
    assert without_ink(made.pdf) == {}


@every_centre
@every_paper
def test_no_text_stands_outside_the_margins(centre: str, code: str, blank: bool, shelf: Shelf) -> None:
    made = shelf[centre, code, blank]
    outside = []
    for (across, down), runs in zip(page_sizes(made.pdf), made.words, strict=True):
        room = frame(across > down)
        for run in runs:
            in_frame = run.bottom >= room.bottom - _POINT and run.top <= room.top + _POINT
            in_foot = run.bottom > MARGIN / 3 and run.top < MARGIN
            if not (in_frame or in_foot) or run.left < room.left - _POINT or run.right > room.right + _POINT:
                outside.append(run)
    assert outside == []


@every_centre
@every_paper
def test_equal_papers_are_equal_byte_for_byte(centre: str, code: str, blank: bool, shelf: Shelf) -> None:
    made = shelf[centre, code, blank]
    assert made.print() == made.pdf
    assert write_sheets(made.build()) == made.xlsx


@every_centre
@every_paper
def test_the_workbook_holds_what_the_paper_holds(centre: str, code: str, blank: bool, shelf: Shelf) -> None:
    made = shelf[centre, code, blank]
    book = load_workbook(BytesIO(made.xlsx))
    on_paper = squeezed("".join(made.texts))
    for sheet, page in zip(made.sheets, book.worksheets, strict=False):
        rows = [[cell.value for cell in row] for row in page.iter_rows()]
        wanted = [column.value(row) for row in list(sheet.rows)[-1:] for column in sheet.columns]
        if sheet.totals:
            wanted = list(sheet.totals)
            last = next(row for row in reversed(rows) if _same(row, wanted))
            assert _same(last, wanted)
        elif wanted:
            assert any(_same(row, wanted) for row in rows)
        figures = [cell_text(value) for value in wanted if isinstance(value, int | Decimal)]
        assert all(figure in on_paper for figure in figures)


def _same(row: Sequence[Any], wanted: Sequence[Any]) -> bool:
    """Whether a row of a workbook holds these values: numbers as numbers, the rest as people read it."""
    return all(_equal(cell, value) for cell, value in zip(row, wanted, strict=False))


def _equal(cell: Any, value: Any) -> bool:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return isinstance(cell, int | float) and Decimal(str(cell)) == value
    if isinstance(value, date):
        return isinstance(cell, datetime) and cell.date() == value
    return str(cell or "") == cell_text(value)


NAME_LISTS = {
    "ages-and-classes",
    "attendance-register",
    "class-list",
    "emergency-list",
    "roll-call",
    "roster",
    "roster-masked",
    "site-check",
}


@pytest.mark.parametrize("code", FILLED)
def test_names_of_rare_characters_are_copied_as_they_are_written(code: str, shelf: Shelf) -> None:
    made = shelf["sample", code, False]
    text = squeezed("".join(made.texts))
    named = any(cell == LONG for sheet in made.sheets for cell in _cells(sheet))
    assert named == (code in NAME_LISTS)
    for part in (*RARE, *LONG.split("·")):
        assert (part in text) == named


def _cells(sheet: Any) -> list[str]:
    return [cell_text(column.value(row)) for row in sheet.rows for column in sheet.columns]


# Figures are those of the services ------------------------------------------------------------------------------------


@pytest.mark.parametrize("centre", ["sample", "large"])
def test_the_register_s_totals_are_those_of_the_attendance_service(centre: str, shelf: Shelf) -> None:
    made = shelf[centre, "attendance-register", False]
    groups = made.read(classes.list_classes, MONTH.first)
    last_pages = [runs for runs in made.words if any(run.text == "合计" for run in runs)]
    assert len(last_pages) == len(groups)
    for group, runs in zip(groups, last_pages, strict=True):
        month = made.read(attendance.class_month, MONTH, group.id, TODAY)
        *days, attended, absent = map(int, (text for text in row_of(runs, "合计")[1:]))
        assert attended == sum(days) == month.tally.attended + month.visits
        assert absent == month.tally.absent
        assert len(days) == len(month.operating)


@pytest.mark.parametrize("centre", ["sample", "large"])
def test_the_statistics_by_class_are_those_of_the_service_and_of_the_return(
    centre: str, shelf: Shelf
) -> None:
    made = shelf[centre, "attendance-by-class", False]
    (runs,) = made.words
    for group in made.read(classes.list_classes, MONTH.first):
        tally = made.read(attendance.class_month, MONTH, group.id, TODAY).tally
        assert row_of(runs, group.name)[2:] == [
            cell_text(value)
            for value in (
                tally.expected, tally.attended, tally.rate, tally.absent,
                tally.sick, tally.personal, tally.other, tally.untaken,
            )
        ]  # fmt: skip
    figures = {each.code: each.value for each in made.read(monthly.make, MONTH, TODAY).figures}
    assert row_of(runs, "合计")[1:] == [
        cell_text(figures[code]) for code in ("D01", "D02", "D03", "D04", "D05", "D06", "D07", "D08", "D09")
    ]


@pytest.mark.parametrize("centre", CENTRES)
def test_the_return_s_figures_are_those_of_the_return(centre: str, shelf: Shelf) -> None:
    made = shelf[centre, "monthly-return", False]
    runs = [run for page in made.words for run in page]
    for figure in made.read(monthly.make, MONTH, TODAY).figures:
        if not figure.depth:
            code, *others = row_of(runs, figure.code)
            assert code == figure.code
            assert ("—" if figure.value is None else cell_text(figure.value)) in others


@pytest.mark.parametrize("centre", ["sample", "large"])
def test_the_papers_of_a_day_count_as_the_services_do(centre: str, shelf: Shelf) -> None:
    on_the_books = len(shelf[centre, "roster", False].read(children.list_children, TODAY))
    roster = shelf[centre, "roster", False]
    assert f"{on_the_books}名" in squeezed(roster.texts[-1]) or f"{on_the_books}人" in squeezed(
        roster.texts[-1]
    )
    site = shelf[centre, "site-check", False]
    days = site.read(attendance.classes_of_day, TODAY)
    enrolled, expected, there, *_others = row_of(site.words[0], "合计")[1:]
    assert int(enrolled) == on_the_books == sum(day.enrolled for day in days)
    assert int(expected) == sum(day.tally.expected for day in days)
    assert int(there) == sum(day.tally.attended + day.visitors for day in days)
    roll = shelf[centre, "roll-call", False]
    listed = [line for sheet in roll.sheets for line in sheet.rows if line[1] is not None]
    assert len(listed) == on_the_books


def test_a_blank_form_holds_no_mark_and_no_figure(shelf: Shelf) -> None:
    for code, blank in PAPERS:
        for sheet in shelf["sample", code, blank].sheets if blank else ():
            kept = shelf["sample", code, True].item.kept
            assert all(
                not cell_text(column.value(row)).strip()  # line breaks alone make room to write
                for row in sheet.rows
                for column in sheet.columns[kept:]
            )
            assert not any(isinstance(value, int | Decimal) for value in sheet.totals)


def test_every_paper_asks_for_something_the_window_can_ask() -> None:
    assert all(set(item.asks) <= set(Asks) and item.asks for item in ITEMS)
