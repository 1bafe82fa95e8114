"""The papers on personal data: readable, of one child, with no name in a place for a signature."""

from datetime import date, datetime

from centerdesk.base.papers import Choice, Report
from centerdesk.base.tables import Sheet, cell_text
from centerdesk.domain.consents import Scope
from centerdesk.domain.people import IdKind, Relation
from centerdesk.forms import consent_notice
from centerdesk.pdf.sheet import sheets_pdf
from centerdesk.reports import child_file, personal_data_audit
from centerdesk.services import consents
from centerdesk.services.child_fields import GuardianRow
from tests.pdf.reading import pages, squeezed
from tests.services.conftest import centre as centre
from tests.services.small_centre import TODAY, SmallCentre

NOW = datetime(2026, 11, 24, 9)
MOTHER = GuardianRow(Relation.MOTHER, "夏侯小妹", "15400001111")


def _child(centre: SmallCentre) -> int:
    child_id = centre.enrol(
        "欧阳若谷",
        centre.add_class(),
        "2026-09-01",
        id_kind=IdKind.PASSPORT,
        id_number="110199202006011234",
        guardians=(MOTHER,),
    )
    centre.mark(child_id, "2026-11-23", "病发热")
    centre.do(consents.record_consent, child_id, [Scope.BASIC], date(2026, 9, 1), MOTHER.name, today=TODAY)
    return child_id


def _text(centre: SmallCentre, report: Report, child_id: int | None, *, blank: bool = False) -> str:
    choice = Choice(TODAY, 2026, 11, child_id=child_id)
    sheets = centre.see(report.blank if blank else report.build, choice)
    return squeezed("".join(pages(sheets_pdf(sheets, printed_by="张园长", printed_at=NOW))))


def test_the_child_s_file_holds_its_parts_for_people(centre: SmallCentre) -> None:
    child_id = _child(centre)
    text = _text(centre, child_file.REPORT, child_id)
    for word in (
        "欧阳若谷",
        "夏侯小妹",
        "15400001111",
        "110199202006011234",
        "托大班",
        "发热（23",
        "2026年11月",
    ):
        assert word in text
    sheets: list[Sheet] = list(
        centre.see(child_file.REPORT.build, Choice(TODAY, 2026, 11, child_id=child_id))
    )
    heads = {column.title for sheet in sheets for column in sheet.columns}
    assert not {head for head in heads if head.lower().endswith("id")}


def test_the_notice_names_the_child_and_nobody_where_one_signs(centre: SmallCentre) -> None:
    child_id = _child(centre)
    text = _text(centre, consent_notice.FORM, child_id)
    assert "欧阳若谷" in text
    assert "夏侯小妹" not in text
    assert "欧阳若谷" not in _text(centre, consent_notice.FORM, child_id, blank=True)


def test_what_is_not_sure_is_not_called_statutory(centre: SmallCentre) -> None:
    choice = Choice(TODAY, 2026, 11)
    for report in (consent_notice.FORM, personal_data_audit.REPORT):
        for sheet in centre.see(report.build, choice):
            cells = [cell_text(column.value(row)) for row in sheet.rows for column in sheet.columns]
            assert "法定" not in "".join([sheet.title, *cells, *sheet.notes])


def test_the_yearly_audit_is_prefilled_with_the_year_s_figures(centre: SmallCentre) -> None:
    _child(centre)
    (sheet,) = centre.see(personal_data_audit.REPORT.build, Choice(TODAY, 2026, 11))
    values = [line[1][1] for line in sheet.rows]
    assert values[:4] == ["1", "1", "1", "1"]
    assert "2025-12-29" in sheet.notes[0]
