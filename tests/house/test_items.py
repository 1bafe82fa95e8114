"""Every report, form, indicator and rule there is: named in Chinese, sourced, and able to be made anywhere."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

import centerdesk
from centerdesk import demo
from centerdesk.base.discover import discover
from centerdesk.base.i18n import _
from centerdesk.base.papers import Choice, Form, Report
from centerdesk.base.tables import Sheet
from centerdesk.domain.calendar import Month
from centerdesk.excel import write_sheets
from centerdesk.pdf.sheet import sheets_pdf
from centerdesk.returns import monthly
from centerdesk.returns.indicator import Indicator, all_indicators
from centerdesk.returns.rule import Rule, all_rules
from centerdesk.services.opening import Opened, open_centre
from tests.pdf.reading import pages
from tests.services.small_centre import TODAY, SmallCentre

REPORTS: tuple[Report, ...] = discover("centerdesk.reports", "REPORT")
FORMS: tuple[Form, ...] = discover("centerdesk.forms", "FORM")
PAPERS = (*REPORTS, *FORMS)
INDICATORS = all_indicators()
RULES = all_rules()
CHOICE = Choice(TODAY, 2026, 10)


@pytest.fixture(scope="module")
def lived_in(sample: Path) -> Iterator[Opened]:
    opened = open_centre(sample, demo.PASSWORD)
    yield opened
    opened.store.close()


def _title_is_translated(title: str) -> bool:
    return bool(title) and _(title) != title


def test_codes_are_unique_in_their_family() -> None:
    for family in (PAPERS, INDICATORS, RULES):
        counts = Counter(item.code for item in family)
        assert [code for code, count in counts.items() if count > 1 or not code] == []
        assert len(counts) > 4


def test_each_file_holds_one_item_of_its_name() -> None:
    for package, family in (("returns/indicators", INDICATORS), ("returns/rules", RULES)):
        folder = Path(centerdesk.__file__).parent / package
        stems = sorted(file.stem.partition("_")[0].upper() for file in folder.glob("[!_]*.py"))
        assert stems == sorted(item.code for item in family)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.code))
def test_a_paper_has_its_title_in_chinese_and_says_what_it_is_made_for(paper: Report) -> None:
    assert _title_is_translated(paper.title)
    assert paper.asks


@pytest.mark.parametrize("form", FORMS, ids=lambda form: str(form.code))
def test_a_form_names_its_edition_and_its_law(form: Form) -> None:
    assert form.edition
    assert "《" in form.source


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: str(each.code))
def test_an_indicator_has_title_unit_definition_and_source(indicator: Indicator) -> None:
    assert _title_is_translated(indicator.title)
    assert _title_is_translated(indicator.definition)
    assert _(indicator.unit)
    assert indicator.source
    assert indicator.certainty.label
    codes = [part.code for part in indicator.parts]
    assert len(codes) == len(set(codes))
    assert [part.code for part in indicator.parts if not _title_is_translated(part.title)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda each: str(each.code))
def test_a_rule_has_title_and_instruction(rule: Rule) -> None:
    assert _title_is_translated(rule.title)
    assert _title_is_translated(rule.instruction)


def _prints(sheets: list[Sheet]) -> int:
    """How many pages the sheets have; their workbook is opened too."""
    for sheet in sheets:
        assert not sheet.totals or len(sheet.totals) == len(sheet.columns), sheet.title
    assert load_workbook(BytesIO(write_sheets(sheets))).worksheets
    return len(pages(sheets_pdf(sheets)))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.code))
@pytest.mark.parametrize("blank", [False, True])
def test_a_paper_is_made_of_the_sample_centre(lived_in: Opened, paper: Report, blank: bool) -> None:
    with lived_in.store.read(lived_in.actor) as session:
        sheets = list((paper.blank if blank else paper.build)(session, CHOICE))
    assert sheets
    assert all(sheet.title and sheet.rows for sheet in sheets)
    assert _prints(sheets) >= len(sheets)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.code))
@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("with_class", [False, True])
def test_a_paper_is_made_of_an_empty_centre(
    centre: SmallCentre, paper: Report, blank: bool, with_class: bool
) -> None:
    if with_class:
        centre.add_class()
    sheets = list(centre.see(paper.blank if blank else paper.build, CHOICE))
    assert _prints(sheets) >= 1


def test_every_figure_of_the_sample_and_of_an_empty_centre_can_be_opened(
    lived_in: Opened, centre: SmallCentre
) -> None:
    month = Month.of(TODAY)
    with lived_in.store.read(lived_in.actor) as session:
        for figure in monthly.make(session, month, TODAY).figures:
            detail = monthly.behind(session, month, figure.code, TODAY)
            if isinstance(figure.value, int) and figure.code not in ("B01", "B02"):
                assert len(detail.rows) == figure.value
            for column in detail.columns:
                assert [column.value(row) for row in detail.rows if column.value(row) is None] == []
    for figure in centre.see(monthly.make, month, TODAY).figures:
        assert figure.value in (0, None) or figure.code in ("D01", "C15")
        centre.see(monthly.behind, month, figure.code, TODAY)
