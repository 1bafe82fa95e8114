"""The monthly return as a paper is the return, no more and no less."""

from datetime import date

from centerdesk.base.papers import Choice
from centerdesk.base.tables import cell_text
from centerdesk.domain.calendar import Month
from centerdesk.reports.monthly_return import REPORT
from centerdesk.returns import monthly
from centerdesk.services.centre import set_places
from tests.reports.reading import lines
from tests.services.small_centre import TODAY, SmallCentre


def test_the_paper_holds_each_figure_of_the_return(centre: SmallCentre) -> None:
    centre.do(set_places, date(2026, 1, 1), 60, None)
    child_id = centre.enrol("陈晨", centre.add_class(), "2026-09-01")
    centre.mark(child_id, "2026-10-08", "√")
    made = centre.see(monthly.make, Month(2026, 10), TODAY)
    (sheet,) = centre.see(REPORT.build, Choice(TODAY, 2026, 10))
    assert lines(sheet, 2) == [
        "—" if figure.value is None else cell_text(figure.value) for figure in made.figures
    ]
    assert sheet.draft
    centre.do(monthly.lock, Month(2026, 10), today=TODAY)
    (filed,) = centre.see(REPORT.build, Choice(TODAY, 2026, 10))
    assert lines(filed) == lines(sheet)
    assert not filed.draft
