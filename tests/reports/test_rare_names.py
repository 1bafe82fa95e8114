"""Names outside the basic plane, and with dots: the same in the file, the workbook, read again, and on paper."""

from datetime import date, datetime
from pathlib import Path

import pytest

from centerdesk.base.papers import Choice
from centerdesk.domain.people import Household, IdKind, Relation, Sex
from centerdesk.domain.roster_sheet import read_roster
from centerdesk.excel import read_workbook, write_sheets
from centerdesk.pdf.sheet import sheets_pdf
from centerdesk.reports.roster import REPORT
from centerdesk.services import children
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.roster_import import check_roster
from tests.domain.invented import id_number
from tests.pdf.reading import pages, squeezed
from tests.services.small_centre import TODAY, SmallCentre

NAMES = ("陈𬱖", "丁㛃䶮", "赵𫖯", "阿依古丽·买买提", "孙𬎆")


@pytest.fixture
def roster(centre: SmallCentre) -> SmallCentre:
    """A class of children with rare names."""
    group = centre.add_class()
    for serial, name in enumerate(NAMES, 1):
        born = date(2024, 3, serial)
        centre.enrol(
            name,
            group,
            "2026-09-01",
            sex=Sex.MALE if serial % 2 else Sex.FEMALE,
            birth_date=born,
            id_kind=IdKind.RESIDENT,
            id_number=id_number(born, serial),
            nation="汉族",
            household=Household.BEIJING,
            address="荣华南路",
            guardians=(GuardianRow(Relation.FATHER, f"{name[0]}𫍯", f"1540000000{serial}"),),
        )
    return centre


def test_they_are_the_same_when_the_exported_roster_is_read_again(
    roster: SmallCentre, tmp_path: Path
) -> None:
    assert {row.name for row in roster.see(children.list_children, TODAY)} == set(NAMES)
    file = tmp_path / "花名册.xlsx"
    file.write_bytes(write_sheets(roster.see(REPORT.build, Choice(TODAY, 2026, 11))))
    preview = roster.see(check_roster, read_roster(read_workbook(file)), TODAY)
    report = preview.report()
    assert (report.new, report.changed, report.unchanged, report.refused) == (0, 0, len(NAMES), ())


def test_they_are_the_same_on_paper_but_for_what_no_font_has(roster: SmallCentre) -> None:
    sheets = roster.see(REPORT.build, Choice(TODAY, 2026, 11))
    text = squeezed(
        "".join(pages(sheets_pdf(sheets, printed_by="张园长", printed_at=datetime(2026, 11, 24, 9))))
    )
    assert [name for name in NAMES if name not in text] == ["孙𬎆"]
    assert "孙〓" in text
